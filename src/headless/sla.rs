//! Targets without a screen: all of them, and setting a tenant's.

use super::outcome::{Answer, Outcome, Reason};
use super::{Form, output};
use crate::desk::{Desk, TargetsSet, Writing};
use crate::domain::id::{PlatformId, TenantId, TenantKey};
use crate::domain::problem::Problem;
use crate::domain::sla::{Policy, Words};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Listed<'a> {
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    platform: &'static str,
    /// `*`: all without targets of their own.
    tenant: &'a str,
    targets: Words,
}

/// Prints the targets of all tenants.
pub(super) fn list(targets: &[(TenantKey, Policy)], form: Form) -> io::Result<u8> {
    let items: Vec<Item<'_>> = targets
        .iter()
        .map(|(of, policy)| Item {
            platform: of.platform.as_str(),
            tenant: of.tenant.as_str(),
            targets: policy.words(),
        })
        .collect();
    match form {
        Form::Json => output::json(&Listed { items })?,
        Form::Text => output::lines(items.iter().map(|item| {
            let words = item.targets.iter();
            let words = words.map(|(name, value)| format!("{name}={value}"));
            format!("{}  {}", item.tenant, words.collect::<Vec<_>>().join("  "))
        }))?,
    }
    Ok(0)
}

/// Makes `words` a tenant's targets.
pub(super) async fn set(
    desk: &Desk<Writing>,
    tenant: &TenantId,
    words: &Words,
) -> Result<Answer, Problem> {
    Ok(
        match desk
            .set_targets(PlatformId::Marketplace, tenant, words)
            .await?
        {
            TargetsSet::Done => Answer {
                changed: true,
                ..Answer::bare(Outcome::Done)
            },
            TargetsSet::Already => Answer::bare(Outcome::Already),
            TargetsSet::Changed => Answer::bare(Outcome::Changed).because(Reason::ChangedMeanwhile),
            TargetsSet::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
        },
    )
}

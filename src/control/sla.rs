//! Targets shared by the team: `TEAM#<platform>` / `SLA#<tenant>`, `SLA#*` for all tenants without a row of their
//! own. Attributes: the words of `domain::sla` (`hours`, `zone`, `urgent` … `any`), `setId`, `by`, `updatedAt`.

use super::row::text;
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Change;
use crate::domain::cost::Read;
use crate::domain::handoff::Actor;
use crate::domain::id::{IntentId, PlatformId, TenantId};
use crate::domain::problem::Problem;
use crate::domain::sla::{NAMES, Words};
use crate::domain::time;
use jiff::Timestamp;

const PREFIX: &str = "SLA#";
/// Pages that one read takes: each holds a thousand tenants or more.
const PAGES: u32 = 5;

/// The targets of a tenant as its row has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub words: Words,
    /// The intent of the last change.
    pub set: Option<IntentId>,
}

impl Reader {
    /// The targets of all tenants of a system; `*` stands for those without a row.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn targets(
        &self,
        platform: PlatformId,
    ) -> Result<Read<Vec<(TenantId, Kept)>>, Problem> {
        let mut query = Query::partition(&self.table, "pk", pk(platform));
        query.sort_prefix = Some(("sk", PREFIX));
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(Read {
            value: page.items.iter().filter_map(decode).collect(),
            cost: page.cost,
        })
    }

    /// The targets of one tenant, read consistently.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn targets_of(
        &self,
        platform: PlatformId,
        tenant: &TenantId,
    ) -> Result<Option<Kept>, Problem> {
        let found = self
            .dynamo
            .get(&self.table, row_key(platform, tenant))
            .await?;
        Ok(found
            .value
            .and_then(|item| decode(&item))
            .map(|(_, kept)| kept))
    }
}

impl Writer {
    /// The item that makes `words` a tenant's targets, if they are still as `seen`.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn set_targets(
        &self,
        of: (PlatformId, &TenantId),
        words: &Words,
        seen: Option<&Kept>,
        by: (&Actor, &IntentId, Timestamp),
    ) -> Result<OwnItem, Problem> {
        let (actor, intent, now) = by;
        let mut assigns: Vec<(&'static str, Assign)> = NAMES
            .into_iter()
            .map(|name| match words.get(name) {
                Some(value) => (name, Assign::Set(s(value))),
                None => (name, Assign::Remove),
            })
            .collect();
        assigns.extend([
            ("setId", Assign::Set(s(intent.as_str()))),
            ("by", Assign::Set(s(actor.name.as_str()))),
            ("updatedAt", Assign::Set(s(time::iso(now)))),
        ]);
        let known = seen.and_then(|kept| kept.set.as_ref());
        Change {
            table: self.reader.table.clone(),
            key: row_key(of.0, of.1),
            assigns,
            condition: match seen {
                None => Condition::Absent("pk"),
                Some(_) => Condition::as_seen("setId", known.map(IntentId::as_str)),
            },
        }
        .own()
    }
}

fn decode(item: &Item) -> Option<(TenantId, Kept)> {
    let tenant = text(item, "sk")?.strip_prefix(PREFIX)?;
    let words = NAMES
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), text(item, name)?.to_owned())))
        .collect();
    let set = text(item, "setId").map(IntentId::from);
    Some((TenantId::from(tenant), Kept { words, set }))
}

fn pk(platform: PlatformId) -> String {
    format!("TEAM#{}", platform.as_str())
}

fn row_key(platform: PlatformId, tenant: &TenantId) -> Item {
    let sk = format!("{PREFIX}{}", tenant.as_str());
    key(("pk", &pk(platform)), Some(("sk", &sk)))
}

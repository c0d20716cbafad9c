//! Switching an agent, or the bot of a tenant, on or off.

use super::item::Switched;
use super::outcome::{Answer, Outcome, Reason};
use crate::desk::{Desk, Writing};
use crate::domain::agent::{Activation, Toggle, Toggled, Turn};
use crate::domain::id::{AgentId, PlatformId, SwitchKey, TenantId};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::locale::word;

/// Performs a toggle, on what the switch says now.
pub(super) async fn turn(
    desk: &Desk<Writing>,
    tenant: &TenantId,
    agent: &AgentId,
    turn: Turn,
    reason: &str,
) -> Result<Answer, Problem> {
    let not_found = |reason| Answer::bare(Outcome::NotFound).because(reason);
    if desk.tenant(tenant).await?.is_none() {
        return Ok(not_found(Reason::NoTenant));
    }
    let Some(key) = key(desk, tenant, agent).await? else {
        return Ok(not_found(Reason::NoAgent));
    };
    let Some(seen) = desk.switch(&key).await? else {
        return Ok(not_found(Reason::NoAgent));
    };
    let toggle = Toggle {
        key,
        turn,
        reason: Text::from_untrusted(reason),
        seen: seen.seen,
    };
    Ok(match desk.toggle(&toggle).await? {
        Toggled::Done { now } => switched(Outcome::Done, &now),
        Toggled::Already { now } => switched(Outcome::Already, &now),
        Toggled::Changed { now } => {
            switched(Outcome::Changed, &now).because(Reason::ChangedMeanwhile)
        }
        Toggled::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
        Toggled::NotFound => not_found(Reason::NoAgent),
    })
}

/// The switch that is meant: the tenant's bot, or an agent by its identity or its short name.
async fn key(
    desk: &Desk<Writing>,
    tenant: &TenantId,
    agent: &AgentId,
) -> Result<Option<SwitchKey>, Problem> {
    let of = |platform, agent| SwitchKey {
        platform,
        tenant: tenant.clone(),
        agent,
    };
    if agent.is_bot() {
        return Ok(Some(of(PlatformId::Marketplace, agent.clone())));
    }
    let catalogue = desk.catalogue().await?;
    let by_id = catalogue.iter().find(|known| known.id == *agent);
    let known = by_id.or_else(|| {
        catalogue
            .iter()
            .find(|known| known.slug.as_str() == agent.as_str())
    });
    Ok(known.map(|known| of(known.platform, known.id.clone())))
}

fn switched(outcome: Outcome, now: &Activation) -> Answer {
    Answer {
        changed: outcome == Outcome::Done,
        switch: Some(Switched::of(now, word::bot())),
        ..Answer::bare(outcome)
    }
}

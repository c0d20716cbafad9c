//! Switching an agent, or the bot of a tenant, on or off.

use super::item::Switched;
use super::outcome::{Answer, Outcome, Reason};
use crate::desk::{Desk, Writing};
use crate::domain::agent::{Activation, Toggle, Toggled, Turn};
use crate::domain::id::{AgentId, PlatformId, SwitchKey, TenantId};
use crate::domain::problem::Problem;
use crate::domain::system::Port;
use crate::domain::text::Text;

/// Performs a toggle, on what the switch says now.
pub(super) async fn turn(
    desk: &Desk<Writing>,
    tenant: &TenantId,
    agent: &AgentId,
    turn: Turn,
    reason: &str,
) -> Result<Answer, Problem> {
    let not_found = |reason| Answer::bare(Outcome::NotFound).because(reason);
    let systems: Vec<PlatformId> = desk
        .tenants_called(tenant)
        .await?
        .iter()
        .map(|tenant| tenant.platform)
        .collect();
    if systems.is_empty() {
        return Ok(not_found(Reason::NoTenant));
    }
    let Some(key) = key(desk, tenant, agent, &systems).await? else {
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
    let toggled = desk.toggle(&toggle).await?;
    super::kill::told_others(desk).await;
    Ok(match toggled {
        Toggled::Done { now } => switched(Outcome::Done, &now),
        Toggled::Already { now } => switched(Outcome::Already, &now),
        Toggled::Changed { now } => {
            switched(Outcome::Changed, &now).because(Reason::ChangedMeanwhile)
        }
        Toggled::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
        Toggled::NotFound => not_found(Reason::NoAgent),
    })
}

/// The switch that is meant: the tenant's bot, an agent of a catalogue by its identity or its short name, or
/// whatever one of the tenant's systems knows by that identity.
async fn key(
    desk: &Desk<Writing>,
    tenant: &TenantId,
    agent: &AgentId,
    systems: &[PlatformId],
) -> Result<Option<SwitchKey>, Problem> {
    let of = |platform, agent: &AgentId| SwitchKey {
        platform,
        tenant: tenant.clone(),
        agent: agent.clone(),
    };
    if agent.is_bot() {
        let marketplace = systems.contains(&PlatformId::Marketplace);
        return Ok(marketplace.then(|| of(PlatformId::Marketplace, agent)));
    }
    let mut catalogue = desk.catalogue().await?;
    catalogue.retain(|known| systems.contains(&known.platform));
    let by_id = catalogue.iter().find(|known| known.id == *agent);
    let by_slug = || {
        let mut known = catalogue.iter();
        known.find(|known| known.slug.as_str() == agent.as_str())
    };
    if let Some(known) = by_id.or_else(by_slug) {
        return Ok(Some(of(known.platform, &known.id)));
    }
    for system in desk.systems() {
        let key = of(system.platform, agent);
        let switches = system.has(Port::Switches) && systems.contains(&system.platform);
        if switches && desk.switch(&key).await?.is_some() {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

fn switched(outcome: Outcome, now: &Activation) -> Answer {
    Answer {
        changed: outcome == Outcome::Done,
        switch: Some(Switched::of(now)),
        ..Answer::bare(outcome)
    }
}

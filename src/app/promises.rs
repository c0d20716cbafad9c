//! The targets that hold for each tenant, read once and again every few minutes, and how a conversation stands
//! towards them.

use super::conversations::ConversationEntry;
use super::feed::Source;
use super::preferences::NamedZone;
use super::state::State;
use crate::domain::escalation::Escalation;
use crate::domain::id::{ConversationKey, TenantId, TenantKey};
use crate::domain::sla::{Facts, Policy, Standing, zone_of};
use jiff::SignedDuration;
use std::collections::BTreeMap;

/// How often the shared targets are read again.
pub const PERIOD: SignedDuration = SignedDuration::from_mins(5);
/// The tenant that stands for all without targets of their own.
const ALL: &str = "*";

/// The targets that the team shares.
#[derive(Clone, Debug, Default)]
pub struct Promises {
    pub by_tenant: BTreeMap<TenantKey, Policy>,
    pub source: Source,
}

/// Takes the shared targets in; every row is counted anew where they changed.
pub fn landed(state: &mut State, targets: Vec<(TenantKey, Policy)>) {
    state.promises.source.landed(state.clock);
    let by_tenant: BTreeMap<TenantKey, Policy> = targets.into_iter().collect();
    if by_tenant != state.promises.by_tenant {
        state.promises.by_tenant = by_tenant;
        state.conversations.touch_all();
    }
}

impl State {
    /// The targets of a tenant: its own, else those for all, else those of this console's configuration.
    pub fn policy(&self, tenant: &TenantKey) -> Option<&Policy> {
        let shared = &self.promises.by_tenant;
        let all = || {
            shared.get(&TenantKey {
                platform: tenant.platform,
                tenant: TenantId::from(ALL),
            })
        };
        shared
            .get(tenant)
            .or_else(all)
            .or(self.preferences.policy.as_ref())
    }

    /// The clock on a tenant's wall, with its name.
    pub fn zone_of(&self, tenant: &TenantKey) -> NamedZone {
        let row = self.tenants.list.get(tenant);
        zone_of(self.policy(tenant), row.map(|row| &row.tenant))
    }

    /// How a conversation stands towards its tenant's targets; none while nobody waits or holds it.
    pub(super) fn standing(
        &self,
        key: &ConversationKey,
        entry: &ConversationEntry,
        escalation: &Escalation,
    ) -> Option<Standing> {
        let tenant = key.owner();
        let policy = self.policy(&tenant)?;
        let (_, zone) = self.zone_of(&tenant);
        let facts = Facts {
            priority: &escalation.priority,
            since: escalation.since?,
            replied: entry.replied,
            wrote: entry
                .asked
                .max(entry.last_inbound.filter(|_| entry.asked.is_none())),
            waits: &entry.waits,
        };
        policy.standing(facts, &zone)
    }
}

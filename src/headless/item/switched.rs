//! Switches.

use super::{At, Masked};
use crate::domain::agent::{Activation, Switch};
use crate::domain::id::PlatformId;
use serde::Serialize;

/// The name of a tenant's own bot, the same in every language: scripts compare it.
const BOT: &str = "WhatsApp bot";

/// A switch, as the pane of agents shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Switched {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    tenant_name: Masked,
    agent: Masked,
    category: Option<Masked>,
    switch: Masked,
    since: Option<At>,
    by: Option<Masked>,
    reason: Option<Masked>,
    /// What a second table of the same system says of it, where that is something else.
    disagrees: Option<Masked>,
}

impl Switched {
    pub fn agent(&self) -> &str {
        self.agent.as_str()
    }

    pub fn tenant_name(&self) -> &str {
        self.tenant_name.as_str()
    }

    pub fn since(&self) -> Option<At> {
        self.since
    }

    pub fn by(&self) -> Option<&str> {
        self.by.as_ref().map(Masked::as_str)
    }

    pub fn of(activation: &Activation) -> Self {
        let agent = if activation.agent.is_empty() {
            BOT
        } else {
            activation.agent.as_str()
        };
        Self {
            platform: activation.key.platform,
            tenant: Masked::new(activation.key.tenant.as_str()),
            id: activation.key.agent.as_str().to_owned(),
            tenant_name: Masked::new(&activation.tenant_name),
            agent: Masked::new(agent),
            category: Masked::some(activation.category.as_ref()),
            switch: Masked::new(switch_word(&activation.switch)),
            since: activation.since.map(At),
            by: Masked::some(activation.by.as_ref()),
            reason: Masked::some(activation.reason.as_ref()),
            disagrees: Masked::some(activation.disagrees.as_ref()),
        }
    }
}

/// The word of a switch.
pub(super) fn switch_word(switch: &Switch) -> &str {
    match switch {
        Switch::On => "on",
        Switch::Off => "off",
        Switch::Suspended => "suspended",
        Switch::Absent => "absent",
        Switch::Fixed(word) | Switch::Other(word) => word.as_str(),
    }
}

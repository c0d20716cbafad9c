//! The pane of agents: which agent works for which tenant, since when and by whose hand.

use super::feed::Source;
use super::list::{Column, List, Row};
use super::walk::Walk;
use crate::domain::agent::{Activation, Agent, Switch, Turn};
use crate::domain::id::{AgentId, SwitchKey, TenantId};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentRow {
    pub activation: Activation,
    /// A toggle of ours is under way.
    pub busy: bool,
    /// The pass that last found it.
    pub pass: u64,
}

impl AgentRow {
    /// The way a toggle would turn it: off where it is on, else on.
    pub fn turn(&self) -> Turn {
        match self.activation.switch {
            Switch::On => Turn::Off,
            _ => Turn::On,
        }
    }
}

/// Orders of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AgentColumn {
    #[default]
    Tenant,
    Agent,
    Switch,
    Since,
    By,
}

impl Column for AgentColumn {
    const ALL: &'static [Self] = &[
        Self::Tenant,
        Self::Agent,
        Self::Switch,
        Self::Since,
        Self::By,
    ];

    fn descends(self) -> bool {
        self == Self::Since
    }
}

impl Row for AgentRow {
    type Key = SwitchKey;
    type Column = AgentColumn;

    fn key(&self) -> &SwitchKey {
        &self.activation.key
    }

    fn compare(&self, other: &Self, column: AgentColumn) -> Ordering {
        let (a, b) = (&self.activation, &other.activation);
        let by_agent = || {
            // The bot has no name; it comes before the agents of its tenant.
            b.key
                .agent
                .is_bot()
                .cmp(&a.key.agent.is_bot())
                .then_with(|| a.agent.cmp(&b.agent))
        };
        match column {
            AgentColumn::Tenant => a.tenant_name.cmp(&b.tenant_name).then_with(by_agent),
            AgentColumn::Agent => by_agent().then_with(|| a.tenant_name.cmp(&b.tenant_name)),
            AgentColumn::Switch => place(&a.switch).cmp(&place(&b.switch)),
            AgentColumn::Since => a.since.cmp(&b.since),
            AgentColumn::By => a.by.cmp(&b.by),
        }
    }

    fn haystack(&self, into: &mut String) {
        let activation = &self.activation;
        for part in [
            activation.agent.as_str(),
            activation.key.agent.as_str(),
            activation.tenant_name.as_str(),
            activation.key.tenant.as_str(),
            activation.category.as_deref().unwrap_or_default(),
            activation.by.as_deref().unwrap_or_default(),
            activation.reason.as_deref().unwrap_or_default(),
            word(&activation.switch),
        ] {
            into.push_str(part);
            into.push(' ');
        }
    }
}

fn place(switch: &Switch) -> u8 {
    match switch {
        Switch::On => 0,
        Switch::Suspended => 1,
        Switch::Off => 2,
        Switch::Other(_) => 3,
        Switch::Absent => 4,
    }
}

fn word(switch: &Switch) -> &str {
    match switch {
        Switch::On => "on",
        Switch::Off => "off",
        Switch::Suspended => "suspended",
        Switch::Absent => "absent",
        Switch::Other(raw) => raw.as_str(),
    }
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Agents {
    pub list: List<AgentRow>,
    pub catalogue: BTreeMap<AgentId, Agent>,
    pub catalogue_source: Source,
    /// The read over the switches of all tenants.
    pub walk: Walk<TenantId>,
    pub scroll: usize,
}

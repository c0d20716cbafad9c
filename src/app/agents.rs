//! The pane of agents: which agent works for which tenant, since when and by whose hand.

use super::feed::Source;
use super::list::{Column, List, Row};
use super::notice::Notice;
use super::operations::conflict;
use super::state::State;
use super::walk::{Landed, Walk};
use crate::domain::agent::{Activation, Agent, Switch, Toggle, Toggled, Turn};
use crate::domain::cost::Cost;
use crate::domain::id::{AgentId, PlatformId, SwitchKey, TenantKey};
use crate::domain::text::Text;
use jiff::Timestamp;
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

    fn platform(&self) -> PlatformId {
        self.activation.key.platform
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
            activation.key.platform.as_str(),
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
        Switch::Fixed(_) => 5,
    }
}

fn word(switch: &Switch) -> &str {
    match switch {
        Switch::On => "on",
        Switch::Off => "off",
        Switch::Suspended => "suspended",
        Switch::Absent => "absent",
        Switch::Fixed(raw) | Switch::Other(raw) => raw.as_str(),
    }
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Agents {
    pub list: List<AgentRow>,
    pub catalogue: BTreeMap<AgentId, Agent>,
    pub catalogue_source: Source,
    /// The read over the switches of all tenants.
    pub walk: Walk<TenantKey>,
    pub scroll: usize,
}

impl Agents {
    /// Marks whether a toggle of ours is under way.
    pub(super) fn set_busy(&mut self, key: &SwitchKey, busy: bool) {
        self.list.change(key, |row| {
            let changed = row.busy != busy;
            row.busy = busy;
            changed
        });
    }

    fn put(&mut self, activation: Activation, pass: u64) {
        let key = activation.key.clone();
        if self.list.get(&key).is_none() {
            self.list.put(AgentRow {
                activation,
                busy: false,
                pass,
            });
            return;
        }
        self.list.change(&key, |row| {
            row.pass = row.pass.max(pass);
            let changed = row.activation != activation;
            row.activation = activation;
            changed
        });
    }
}

/// Takes the catalogue in.
pub(super) fn catalogue_landed(state: &mut State, agents: Vec<Agent>) {
    state.agents.catalogue_source.landed(state.clock);
    state.agents.catalogue = agents
        .into_iter()
        .map(|agent| (agent.id.clone(), agent))
        .collect();
}

/// Takes the switches of a tenant in; those that it has no more disappear.
pub(super) fn landed(state: &mut State, tenant: &TenantKey, switches: Vec<Activation>) {
    let walk = &mut state.agents.walk;
    let landed = walk.landed(state.clock, tenant, Cost::default(), switches.len(), None);
    if landed == Landed::Strange {
        return;
    }
    let pass = walk.pass;
    for activation in switches {
        let activation = named(state, activation);
        state.agents.put(activation, pass);
    }
    state
        .agents
        .list
        .retain(|row| row.activation.key.owner() != *tenant || row.pass >= pass);
    if matches!(landed, Landed::Pass(_)) {
        state.agents.list.anchor();
    }
}

/// With the tenant's name as its list has it, which a system's switches may not know.
fn named(state: &State, mut activation: Activation) -> Activation {
    if let Some(row) = state.tenants.list.get(&activation.key.owner()) {
        activation.tenant_name = row.tenant.name.clone();
    }
    activation
}

/// What came of a toggle.
///
/// `until`: until when it was asked; `base`: the switch as it was seen, where that is known better than by the list.
pub(super) fn toggled(
    state: &mut State,
    toggle: &Toggle,
    until: Option<Timestamp>,
    base: Option<&Activation>,
    outcome: Toggled,
) {
    let key = &toggle.key;
    state.agents.set_busy(key, false);
    let listed = state.agents.list.get(key).map(|row| row.activation.clone());
    let listed = listed.filter(|row| row.seen == toggle.seen);
    let named = |state: &State| {
        let agent = state.agents.list.get(key).map_or_else(
            || Text::from_untrusted(key.agent.as_str()),
            |row| row.activation.agent.clone(),
        );
        (agent, state.tenant_name(&key.owner()))
    };
    let (now, notice) = match outcome {
        Toggled::Done { now } => (
            Some(now.clone()),
            Notice::Toggled {
                now,
                turn: toggle.turn,
            },
        ),
        Toggled::Already { now } if now.seen == toggle.seen => {
            (Some(now.clone()), Notice::AlreadySo { now })
        }
        // Somebody did the same meanwhile, or something else.
        Toggled::Already { now } | Toggled::Changed { now } => {
            let base = base.or(listed.as_ref());
            let notice = conflict::met(state, toggle, until, base, &now);
            (Some(now), notice)
        }
        Toggled::Unknown => {
            let (agent, tenant) = named(state);
            (None, Notice::ToggleUnknown { agent, tenant })
        }
        Toggled::NotFound => {
            let (agent, tenant) = named(state);
            (None, Notice::ToggleGone { agent, tenant })
        }
    };
    if let Some(now) = now.map(|now| self::named(state, now)) {
        let pass = state.agents.walk.pass;
        state.agents.put(now, pass);
    }
    // The row shows what the table says now, and so does the tenant whose bot it was.
    state.agents.walk.hurry();
    if key.agent.is_bot() {
        state.tenants.walk.hurry();
    }
    state.tell(notice);
}

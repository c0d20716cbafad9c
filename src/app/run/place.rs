//! What is shown of what is connected, and what is connected: one system or all, another profile.

use crate::app::agents::Agents;
use crate::app::alerts::Alerts;
use crate::app::claims::Claims;
use crate::app::connection;
use crate::app::conversations::Conversations;
use crate::app::effect::Effect;
use crate::app::escalations::Escalations;
use crate::app::health::Vitals;
use crate::app::notice::Notice;
use crate::app::open::{compose, visit};
use crate::app::promises::Promises;
use crate::app::state::{Focus, State};
use crate::app::tenants::Tenants;
use crate::app::usage::Usage;
use crate::domain::id::PlatformId;

/// Shows only one system in all panes, or all.
pub fn narrow(state: &mut State, only: Option<PlatformId>) {
    if state.focus != Focus::List {
        visit::leave(state);
    }
    state.open = None;
    state.only = only;
    state.tenants.list.set_platform(only);
    state.conversations.list.set_platform(only);
    state.escalations.list.set_platform(only);
    state.agents.list.set_platform(only);
    state.usage.list.set_platform(only);
    state.health.list.set_platform(only);
    state.health.gauges.list.set_platform(only);
}

/// Connects to another profile. Everything that was known is forgotten, and what was asked is dropped when it
/// comes; what is typed goes to the journal first.
pub fn open_profile(state: &mut State, profile: String) -> Vec<Effect> {
    if !state.mine.is_empty() {
        state.tell(Notice::HandBackFirst {
            count: state.mine.len(),
        });
        return Vec::new();
    }
    compose::keep_draft(state);
    let mut effects = compose::due_saves(state);
    forget(state);
    connection::connect(state);
    effects.push(Effect::Open { profile });
    effects
}

fn forget(state: &mut State) {
    state.focus = Focus::List;
    state.open = None;
    state.only = None;
    state.tenants = Tenants::default();
    state.conversations = Conversations::default();
    state.escalations = Escalations::default();
    state.agents = Agents::default();
    state.usage = Usage::default();
    state.health = Vitals::default();
    state.shift = Default::default();
    state.claims = Claims::default();
    state.guard = Default::default();
    state.promises = Promises::default();
    state.alerts = Alerts::default();
    state.logs = Default::default();
    state.claiming.clear();
    state.drafts.clear();
    state.pending.clear();
    state.looked.clear();
}

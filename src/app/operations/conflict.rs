//! Switches of this console that met somebody else's change, until a person has compared them.

use super::{KillSwitch, Told};
use crate::app::dialog;
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::state::{Pane, State};
use crate::domain::agent::{Activation, Toggle};
use crate::domain::conflict::{Conflict, Side};
use crate::domain::id::SwitchKey;
use jiff::Timestamp;

/// So many are kept.
const KEPT: usize = 8;

impl KillSwitch {
    /// A person has decided about it.
    pub(in crate::app) fn settled(&mut self, key: &SwitchKey) {
        self.conflicts.retain(|one| one.toggle.key != *key);
    }

    /// What is to be compared of a switch.
    pub fn conflict_of(&self, key: &SwitchKey) -> Option<&Conflict> {
        self.conflicts.iter().find(|one| one.toggle.key == *key)
    }
}

/// Keeps what met somebody else's change, and gives what is told of it. `base`: the switch as it was seen.
pub(in crate::app) fn met(
    state: &mut State,
    toggle: &Toggle,
    until: Option<Timestamp>,
    base: Option<&Activation>,
    now: &Activation,
) -> Notice {
    let conflict = Conflict {
        op: None,
        toggle: toggle.clone(),
        until,
        name: now.agent.clone(),
        tenant: state.tenant_name(&toggle.key.owner()),
        base: base.map(Side::of),
    };
    let all = &mut state.kill.conflicts;
    all.retain(|one| one.toggle.key != toggle.key);
    all.push(conflict.clone());
    let more = all.len().saturating_sub(KEPT);
    all.drain(..more);
    Notice::Kill(Told::Conflict {
        mine: Box::new(conflict),
        now: Box::new(now.clone()),
    })
}

/// What the key that looks closer means just now: the conflict that is told on screen, or that of the selected
/// switch.
pub fn at_hand(state: &State) -> Option<&Conflict> {
    let newest = state.notices.current(state.clock).next();
    let told = newest.and_then(|posted| match &posted.notice {
        Notice::Kill(Told::Conflict { mine, .. }) => state.kill.conflict_of(&mine.toggle.key),
        _ => None,
    });
    let selected = state.agents.list.selected_key();
    let selected = selected.filter(|_| state.pane == Pane::Agents);
    told.or_else(|| state.kill.conflict_of(selected?))
}

/// Opens what is at hand; `None`: nothing is to be compared.
pub(in crate::app) fn open(state: &mut State) -> Option<Vec<Effect>> {
    let conflict = at_hand(state)?.clone();
    Some(dialog::conflict::open(state, conflict))
}

/// The same from the list of all messages: the newest that is not decided.
pub(in crate::app) fn open_newest(state: &mut State) -> Option<Vec<Effect>> {
    let conflict = state.kill.conflicts.last()?.clone();
    Some(dialog::conflict::open(state, conflict))
}

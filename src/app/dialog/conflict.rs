//! A switch that somebody changed meanwhile: mine, theirs as the table says it now, base; and the choice between
//! them. Theirs stays unless the word is typed; mine is asked again only on what is on screen.

use super::Dialog;
use crate::app::effect::{Effect, Load, Verb};
use crate::app::enabled::may;
use crate::app::field::Field;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::agent::{Toggle, Turn};
use crate::domain::conflict::{Conflict, Moot, Theirs, can_repeat};
use crate::domain::id::SwitchKey;
use crate::domain::operation::Operate;
use crate::domain::problem::Problem;
use crate::domain::role::Right;

/// What is known of theirs.
#[derive(Clone, Debug)]
pub enum Look {
    Reading,
    Read(Box<Theirs>),
    Failed(Problem),
}

/// A thing to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    KeepTheirs,
    MineAgain,
}

/// The question.
#[derive(Clone, Debug)]
pub struct ConflictDialog {
    pub conflict: Conflict,
    pub look: Look,
    /// The place of the answer that is highlighted.
    pub chosen: usize,
    /// The word that confirms, while it is typed.
    pub confirm: Option<Field>,
    /// Another word was typed.
    pub odd: bool,
}

impl ConflictDialog {
    /// What the table says now, once that is known.
    pub fn theirs(&self) -> Option<&Theirs> {
        match &self.look {
            Look::Read(theirs) => Some(theirs),
            Look::Reading | Look::Failed(_) => None,
        }
    }

    /// Why mine cannot be asked again, as far as theirs is known.
    pub fn moot(&self) -> Option<Moot> {
        can_repeat(&self.conflict, self.theirs()?).err()
    }

    pub(super) fn step(&mut self, all: usize, forward: bool) {
        let all = all.max(1);
        let by = if forward { 1 } else { all - 1 };
        self.chosen = (self.chosen + by) % all;
    }
}

/// The answers that make sense now.
pub fn choices(state: &State, dialog: &ConflictDialog) -> Vec<Choice> {
    let right = match &dialog.conflict.op {
        Some(_) => Right::SwitchAll,
        None => Right::Switch,
    };
    let busy = state.agents.list.get(&dialog.conflict.toggle.key);
    let barred = may(state, right).is_err()
        || busy.is_some_and(|row| row.busy)
        || state.shift.past.is_some();
    match dialog.theirs() {
        Some(_) if !barred && dialog.moot().is_none() => {
            vec![Choice::KeepTheirs, Choice::MineAgain]
        }
        _ => vec![Choice::KeepTheirs],
    }
}

/// Opens it, and reads what theirs is now.
pub(in crate::app) fn open(state: &mut State, conflict: Conflict) -> Vec<Effect> {
    let key = conflict.toggle.key.clone();
    state.overlay = Some(Overlay::Dialog(Dialog::Conflict(Box::new(
        ConflictDialog {
            conflict,
            look: Look::Reading,
            chosen: 0,
            confirm: None,
            odd: false,
        },
    ))));
    vec![Effect::Load(Load::Theirs { key })]
}

/// Takes in what theirs is, if the question still stands.
pub(in crate::app) fn landed(state: &mut State, key: &SwitchKey, read: Result<Theirs, Problem>) {
    if let Some(Overlay::Dialog(Dialog::Conflict(dialog))) = &mut state.overlay
        && dialog.conflict.toggle.key == *key
        // What the word is typed for stays what it was when the typing began.
        && dialog.confirm.is_none()
    {
        dialog.look = match read {
            Ok(theirs) => Look::Read(Box::new(theirs)),
            Err(problem) => Look::Failed(problem),
        };
    }
}

/// From the word back to the choice; `false`: there was nothing to go back from.
pub(super) fn back(state: &mut State) -> bool {
    let Some(Overlay::Dialog(Dialog::Conflict(dialog))) = &mut state.overlay else {
        return false;
    };
    dialog.odd = false;
    if dialog.confirm.take().is_some() {
        return true;
    }
    // It stays to be compared: only an answer ends it.
    let op = dialog.conflict.op.clone();
    if let Some(id) = op {
        super::operation::reopen(state, id);
        return true;
    }
    false
}

/// A letter stands for an answer, if that makes sense now.
pub(super) fn choose(state: &mut State, wanted: Choice) -> Vec<Effect> {
    let Some(Overlay::Dialog(Dialog::Conflict(dialog))) = &state.overlay else {
        return Vec::new();
    };
    let at = choices(state, dialog).iter().position(|one| *one == wanted);
    match (at, state.overlay.take()) {
        (Some(at), Some(Overlay::Dialog(Dialog::Conflict(mut dialog)))) => {
            dialog.chosen = at;
            go_on(state, dialog)
        }
        (_, overlay) => {
            state.overlay = overlay;
            Vec::new()
        }
    }
}

/// Does what is highlighted, or what the word confirms.
pub(super) fn go_on(state: &mut State, mut dialog: Box<ConflictDialog>) -> Vec<Effect> {
    let chosen = choices(state, &dialog).get(dialog.chosen).copied();
    if let Some(typed) = &dialog.confirm {
        let is_word = dialog
            .theirs()
            .is_some_and(|theirs| theirs.word.as_str() == typed.text().trim());
        if is_word && chosen == Some(Choice::MineAgain) {
            return ask_again(state, *dialog);
        }
        dialog.odd = true;
        state.overlay = Some(Overlay::Dialog(Dialog::Conflict(dialog)));
        return Vec::new();
    }
    match chosen {
        Some(Choice::MineAgain) => {
            dialog.confirm = Some(Field::line(""));
            state.overlay = Some(Overlay::Dialog(Dialog::Conflict(dialog)));
        }
        // Until it is known what theirs is nothing is settled.
        _ if dialog.theirs().is_none() => end(state, &dialog),
        _ => {
            state.kill.settled(&dialog.conflict.toggle.key);
            end(state, &dialog);
        }
    }
    Vec::new()
}

/// Back to where it was opened.
fn end(state: &mut State, dialog: &ConflictDialog) {
    if let Some(id) = dialog.conflict.op.clone() {
        super::operation::reopen(state, id);
    }
}

fn ask_again(state: &mut State, dialog: ConflictDialog) -> Vec<Effect> {
    let Look::Read(theirs) = dialog.look else {
        return Vec::new();
    };
    let Some(now) = theirs.now else {
        return Vec::new();
    };
    let asked = dialog.conflict.toggle;
    state.kill.settled(&asked.key);
    if let Some(id) = dialog.conflict.op {
        let again = Operate::Again {
            id: id.clone(),
            tenant: asked.key.tenant,
            seen: Box::new(now),
        };
        return super::operation::begin(state, id, again);
    }
    state.agents.set_busy(&asked.key, true);
    let toggle = Toggle {
        seen: now.seen.clone(),
        ..asked
    };
    let verb = match toggle.turn {
        Turn::Off => Verb::SwitchOff {
            toggle,
            base: Box::new(now),
            until: dialog.conflict.until,
        },
        Turn::On => Verb::Toggle(toggle),
    };
    vec![Effect::Do(verb)]
}

//! What can be done with an operation over many tenants, as it stands; and why a glass is broken.

use super::conflict;
use crate::app::effect::{Effect, Verb};
use crate::app::field::Field;
use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::conflict::Conflict;
use crate::domain::id::OpId;
use crate::domain::operation::{Operate, Phase};
use crate::domain::outcome;
use crate::domain::text::Text;

/// A thing to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It stays as it is.
    Leave,
    Resume,
    RollBack,
    Approve,
}

/// The question.
#[derive(Clone, Debug)]
pub struct OpDialog {
    pub id: OpId,
    /// The place of the answer that is highlighted.
    pub chosen: usize,
    /// The tenant that is looked at, by its place in the list.
    pub row: usize,
    /// Why no second person is waited for, while that is typed.
    pub glass: Option<Field>,
    pub too_short: bool,
}

impl OpDialog {
    /// The question about an operation; leaving it is the answer at the start.
    pub fn new(id: OpId) -> Self {
        Self {
            id,
            chosen: 0,
            row: 0,
            glass: None,
            too_short: false,
        }
    }

    pub(super) fn step(&mut self, all: usize, forward: bool) {
        let all = all.max(1);
        let by = if forward { 1 } else { all - 1 };
        self.chosen = (self.chosen + by) % all;
    }
}

/// Opens the question about an operation.
pub(in crate::app) fn reopen(state: &mut State, id: OpId) {
    let dialog = Box::new(OpDialog::new(id));
    state.overlay = Some(Overlay::Dialog(super::Dialog::Operation(dialog)));
}

/// To another tenant of the list.
pub(super) fn to_row(state: &mut State, forward: bool) {
    let Some(Overlay::Dialog(super::Dialog::Operation(dialog))) = &mut state.overlay else {
        return;
    };
    let known = state.kill.operation(&dialog.id);
    let last = known.map_or(0, |one| one.rows.len()).saturating_sub(1);
    dialog.row = match forward {
        true => (dialog.row + 1).min(last),
        false => dialog.row.saturating_sub(1),
    };
}

/// Compares mine, theirs and base of the tenant that is looked at; of the first that is somebody else's where that
/// one is not.
pub(super) fn compare(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Dialog(super::Dialog::Operation(dialog))) = &state.overlay else {
        return Vec::new();
    };
    let Some(known) = state.kill.operation(&dialog.id) else {
        return Vec::new();
    };
    let rows = outcome::listed(known);
    let here = rows.get(dialog.row).into_iter();
    let found = here
        .chain(rows.iter())
        .find_map(|row| Conflict::of_row(&known.operation, row));
    match found {
        Some(conflict) => conflict::open(state, conflict),
        None => Vec::new(),
    }
}

/// The answers that make sense now.
pub fn choices(state: &State, id: &OpId) -> Vec<Choice> {
    let (Some(known), Some(link)) = (state.kill.operation(id), state.connection.link()) else {
        return vec![Choice::Leave];
    };
    let op = &known.operation;
    let barred = link.access.barred().is_some()
        || state.kill.working.as_ref() == Some(id)
        || op.is_worked_by_another(&link.actor.console, state.clock);
    match op.phase {
        _ if barred => vec![Choice::Leave],
        Phase::Waiting if op.by.identity == link.actor.identity => {
            vec![Choice::Leave, Choice::RollBack]
        }
        Phase::Waiting => vec![Choice::Leave, Choice::Approve, Choice::RollBack],
        Phase::Running | Phase::Halted => {
            vec![Choice::Leave, Choice::Resume, Choice::RollBack]
        }
        Phase::RollingBack => vec![Choice::Leave, Choice::Resume],
        Phase::Done => vec![Choice::Leave, Choice::RollBack],
        Phase::RolledBack => vec![Choice::Leave],
    }
}

/// Opens the question why no second person is waited for.
pub(in crate::app) fn ask_glass(state: &mut State) {
    let waiting = state
        .kill
        .open()
        .find(|one| one.operation.phase == Phase::Waiting);
    let Some(id) = waiting.map(|one| one.operation.id.clone()) else {
        state.tell(Notice::Kill(crate::app::operations::Told::NoneOpen));
        return;
    };
    let dialog = OpDialog {
        glass: Some(Field::line("")),
        ..OpDialog::new(id)
    };
    state.overlay = Some(Overlay::Dialog(super::Dialog::Operation(Box::new(dialog))));
}

/// A letter stands for one of the answers, if that makes sense now.
pub(super) fn choose(state: &mut State, mut dialog: Box<OpDialog>, wanted: Choice) -> Vec<Effect> {
    let all = choices(state, &dialog.id);
    match all.iter().position(|one| *one == wanted) {
        Some(at) if dialog.glass.is_none() => {
            dialog.chosen = at;
            go_on(state, dialog)
        }
        _ => {
            state.overlay = Some(Overlay::Dialog(super::Dialog::Operation(dialog)));
            Vec::new()
        }
    }
}

/// Does what is highlighted, or what the reason is for.
pub(super) fn go_on(state: &mut State, mut dialog: Box<OpDialog>) -> Vec<Effect> {
    let id = dialog.id.clone();
    if let Some(field) = &dialog.glass {
        let reason = Text::from_untrusted(field.text().trim());
        if field.chars() >= MIN_REASON_CHARS {
            return begin(state, id.clone(), Operate::BreakGlass { id, reason });
        }
        let chars = field.chars();
        dialog.too_short = true;
        state.overlay = Some(Overlay::Dialog(super::Dialog::Operation(dialog)));
        state.tell(Notice::ReasonTooShort { chars });
        return Vec::new();
    }
    let chosen = choices(state, &id).get(dialog.chosen).copied();
    let what = match chosen {
        None | Some(Choice::Leave) => return Vec::new(),
        Some(Choice::Resume) => Operate::Resume { id: id.clone() },
        Some(Choice::RollBack) => Operate::RollBack { id: id.clone() },
        Some(Choice::Approve) => Operate::Approve { id: id.clone() },
    };
    begin(state, id, what)
}

/// Begins, and stays to show how far it is.
pub(super) fn begin(state: &mut State, id: OpId, what: Operate) -> Vec<Effect> {
    state.kill.working = Some(id.clone());
    reopen(state, id);
    vec![Effect::Do(Verb::Operate(what))]
}

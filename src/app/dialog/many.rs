//! Moving in the questions about operations and their tenants: rows up and down, answers to the sides, a letter for
//! each answer.

use super::{Dialog, conflict, operation};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::state::State;

/// How many answers there are to choose from.
pub(super) fn answers(state: &State) -> usize {
    match &state.overlay {
        Some(Overlay::Dialog(Dialog::Operation(dialog))) => {
            operation::choices(state, &dialog.id).len()
        }
        Some(Overlay::Dialog(Dialog::Conflict(dialog))) => conflict::choices(state, dialog).len(),
        _ => 0,
    }
}

/// Highlights another answer.
pub(super) fn step(state: &mut State, forward: bool) {
    let all = answers(state);
    match &mut state.overlay {
        Some(Overlay::Dialog(Dialog::Operation(dialog))) => dialog.step(all, forward),
        Some(Overlay::Dialog(Dialog::Conflict(dialog))) if dialog.confirm.is_none() => {
            dialog.step(all, forward);
        }
        _ => {}
    }
}

/// Up or down: to another row where there are rows, else to another answer. `false`: it is another question.
pub(super) fn move_to(state: &mut State, forward: bool) -> bool {
    let all = state.kill.operations.len();
    match &mut state.overlay {
        Some(Overlay::Dialog(Dialog::Operation(_))) => operation::to_row(state, forward),
        Some(Overlay::Dialog(Dialog::Conflict(_))) => step(state, forward),
        Some(Overlay::Dialog(Dialog::Operations { chosen })) => {
            *chosen = match forward {
                true => (*chosen + 1).min(all.saturating_sub(1)),
                false => chosen.saturating_sub(1),
            };
        }
        _ => return false,
    }
    true
}

/// A letter stands for an answer, if it makes sense now.
pub(super) fn letter(state: &mut State, command: Command) -> Vec<Effect> {
    match (&state.overlay, command) {
        (Some(Overlay::Dialog(Dialog::Conflict(_))), Command::AskAgain) => {
            conflict::choose(state, conflict::Choice::MineAgain)
        }
        (Some(Overlay::Dialog(Dialog::Operation(_))), Command::DropReply) => {
            operation::compare(state)
        }
        (Some(Overlay::Dialog(Dialog::Operation(_))), _) => {
            let wanted = match command {
                Command::AskAgain => operation::Choice::Approve,
                Command::Resend => operation::Choice::Resume,
                _ => operation::Choice::RollBack,
            };
            match state.overlay.take() {
                Some(Overlay::Dialog(Dialog::Operation(dialog))) => {
                    operation::choose(state, dialog, wanted)
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// Opens the operation at a place of the list.
pub(super) fn open_at(state: &mut State, chosen: usize) {
    let known = state.kill.operations.get(chosen);
    if let Some(id) = known.map(|one| one.operation.id.clone()) {
        operation::reopen(state, id);
    }
}

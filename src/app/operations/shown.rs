//! Opening operations: the one that is known, one by its id or its first letters, or the list of all.

use super::Told;
use crate::app::dialog::{Dialog, operation};
use crate::app::effect::{Effect, Load};
use crate::app::notice::{Doing, Notice};
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::id::OpId;
use crate::domain::operation::Progress;
use crate::domain::problem::Problem;

/// Opens the operation that is known, or the list where there is more than one.
pub(in crate::app) fn show(state: &mut State) {
    state.kill.hurry();
    match state.kill.operations.as_slice() {
        [] => state.tell(Notice::Kill(Told::NoneOpen)),
        [one] => {
            let id = one.operation.id.clone();
            operation::reopen(state, id);
        }
        all => {
            let chosen = all.len() - 1;
            state.overlay = Some(Overlay::Dialog(Dialog::Operations { chosen }));
        }
    }
}

/// Opens the operation of an id, or of its first letters (`OP-01J…`, in either case); one that is not known here is
/// asked for.
pub(in crate::app) fn show_named(state: &mut State, typed: &str) -> Vec<Effect> {
    let wanted = named(typed);
    let mut fits = state.kill.operations.iter();
    let fits: Vec<OpId> = fits
        .by_ref()
        .map(|one| one.operation.id.clone())
        .filter(|id| id.as_str().to_ascii_uppercase().starts_with(&wanted))
        .collect();
    match fits.as_slice() {
        [one] => operation::reopen(state, one.clone()),
        [] => {
            let id = OpId::from(wanted);
            return vec![Effect::Load(Load::Operation { id })];
        }
        _ => show(state),
    }
    Vec::new()
}

/// An id as the table has it.
pub(in crate::app) fn named(typed: &str) -> String {
    let typed = typed.trim().to_ascii_uppercase();
    match typed.strip_prefix("OP-") {
        Some(rest) => rest.to_owned(),
        None => typed,
    }
}

/// Takes in an operation that was asked for by its id.
pub(in crate::app) fn found(state: &mut State, found: Result<Option<Progress>, Problem>) {
    match found {
        Ok(Some(progress)) => {
            state.kill.keep(&progress);
            if state.overlay.is_none() {
                operation::reopen(state, progress.operation.id);
            }
        }
        Ok(None) => state.tell(Notice::Kill(Told::NotFound)),
        Err(problem) => {
            let doing = Doing::Toggling;
            state.tell(Notice::Failed { doing, problem });
        }
    }
}

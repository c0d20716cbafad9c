//! Words to look for: the filter of a list, and what is found in a transcript.

use super::{panes, sheet};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::logs;
use crate::app::open::find;
use crate::app::overlay::Overlay;
use crate::app::state::State;

/// A command while words to find are typed.
fn find_command(state: &mut State, command: Command) {
    match command {
        Command::Enter | Command::Confirm => state.overlay = None,
        Command::Back | Command::Cancel => {
            state.overlay = None;
            find::clear(state);
        }
        Command::Down | Command::Up => find::step(state, command == Command::Down),
        _ => {}
    }
}

/// A command while the filter's line has the focus.
pub(super) fn filter_command(state: &mut State, command: Command) -> Vec<Effect> {
    if matches!(state.overlay, Some(Overlay::Typing(_))) {
        return logs::typing::command(state, command);
    }
    let in_sheet = state.sheets.is_open();
    if matches!(state.overlay, Some(Overlay::Find { .. })) {
        find_command(state, command);
        return Vec::new();
    }
    match command {
        Command::Enter | Command::Confirm => {
            let typed = state.overlay.take();
            if let (true, Some(Overlay::Filter { field, .. })) = (in_sheet, typed) {
                sheet::go::finish(state, &field.text());
            }
        }
        Command::Back | Command::Cancel => {
            if let Some(Overlay::Filter { before, .. }) = state.overlay.take() {
                match in_sheet {
                    true => sheet::go::abandon(state, &before),
                    false => panes::set_filter(state, &before),
                }
            }
        }
        Command::Down | Command::Up | Command::PageDown | Command::PageUp if in_sheet => {
            sheet::go::run(state, command);
        }
        Command::Down | Command::Up | Command::PageDown | Command::PageUp => {
            panes::go(state, command);
        }
        _ => {}
    }
    Vec::new()
}

/// Filters the list on screen.
pub fn filter(state: &mut State, text: &str) {
    match state.sheets.is_open() {
        true => sheet::go::typed(state, text),
        false => panes::set_filter(state, text),
    }
}

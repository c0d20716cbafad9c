//! Something to read over the panes: moving in it, and closing it.

use super::panes;
use crate::app::bulk;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::logs;
use crate::app::operations;
use crate::app::overlay::Overlay;
use crate::app::state::State;

/// Neither help nor inspector has more lines than this.
const LONGEST: usize = 120;

/// A command while there is something to read.
pub(super) fn read(state: &mut State, command: Command) -> Vec<Effect> {
    let stops = matches!(command, Command::Back | Command::Cancel);
    if stops && matches!(state.overlay, Some(Overlay::Bulk { .. })) && bulk::stop(state) {
        return Vec::new();
    }
    if command == Command::Inspect
        && matches!(state.overlay, Some(Overlay::Messages { .. }))
        && let Some(effects) = operations::conflict::open_newest(state)
    {
        return effects;
    }
    let page = usize::from(state.size.body_rows()).max(2) - 1;
    let longest = match &state.overlay {
        Some(Overlay::Messages { .. }) => 2 * state.notices.history().len(),
        Some(Overlay::Bulk { .. }) => state.bulk.run.as_ref().map_or(0, |run| run.items.len()),
        Some(Overlay::Insights { .. } | Overlay::Piped { .. }) => logs::out::longest(state),
        _ => LONGEST,
    };
    let Some(
        Overlay::Help { scroll, .. }
        | Overlay::Inspector { scroll }
        | Overlay::Messages { scroll }
        | Overlay::Briefing { scroll }
        | Overlay::Triggers { scroll, .. }
        | Overlay::Forecast { scroll }
        | Overlay::CutOff { scroll }
        | Overlay::Insights { scroll }
        | Overlay::Piped { scroll }
        | Overlay::Bulk { scroll },
    ) = &mut state.overlay
    else {
        return Vec::new();
    };
    match command {
        Command::Down
        | Command::Up
        | Command::PageDown
        | Command::PageUp
        | Command::First
        | Command::Last => *scroll = panes::scrolled(*scroll, command, page, longest),
        _ => {
            let closed = state.overlay.take();
            if matches!(closed, Some(Overlay::Insights { .. })) {
                return logs::asking::leave(state);
            }
        }
    }
    Vec::new()
}

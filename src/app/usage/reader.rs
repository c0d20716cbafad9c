//! What is read over the pane of usage (the forecast with its basis, the customers who were told), and the table
//! that goes to the clipboard.

use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::export::{Line, csv};

/// Opens what a command of the pane shows of the selected row.
pub fn open(state: &mut State, command: Command) {
    state.overlay = match command {
        Command::Forecast => Some(Overlay::Forecast { scroll: 0 }),
        _ => Some(Overlay::CutOff { scroll: 0 }),
    };
}

/// Gives the rows that are shown to the clipboard as a table, in the order in which they stand.
pub fn export(state: &mut State) -> Vec<Effect> {
    let lines: Vec<Line> = state
        .usage
        .list
        .shown()
        .map(|row| {
            let name = row.tenant_name.one_line();
            Line::of(
                &row.month,
                &name,
                row.plan.as_deref(),
                row.gauge(),
                row.read_at,
            )
        })
        .collect();
    state.tell(Notice::Copied);
    vec![Effect::Copy(csv(&lines))]
}

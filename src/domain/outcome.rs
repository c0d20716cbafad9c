//! The tenants of an operation as a list: which come first, and what each came to. Pure.

use super::agent::Turn;
use super::operation::{OpRow, Operation, Progress, RowState};
use super::text::Text;
use jiff::Timestamp;

/// What a tenant came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Off, or on, by this operation; `until`: when it is turned back, `None`: by hand.
    Turned {
        turn: Turn,
        until: Option<Timestamp>,
    },
    /// Somebody else changed it, before its turn or after it; by whom where that is known.
    Theirs { by: Option<Text>, after: bool },
    /// It failed; with the words of why.
    Failed(Option<Text>),
    /// Not yet, or under way.
    Open { begun: bool },
    /// Back in the state that it had.
    Restored,
    /// It was never to be turned.
    Skipped,
}

/// What the row of a tenant came to.
pub fn mark(row: &OpRow, op: &Operation) -> Mark {
    match row.state {
        RowState::Done => Mark::Turned {
            turn: op.turn,
            until: op.until.filter(|_| op.turn == Turn::Off),
        },
        RowState::Changed | RowState::Kept => Mark::Theirs {
            by: row.note.clone(),
            after: row.state == RowState::Kept,
        },
        RowState::Failed => Mark::Failed(row.note.clone()),
        RowState::Planned => Mark::Open { begun: false },
        RowState::Turning => Mark::Open { begun: true },
        RowState::Restored => Mark::Restored,
        RowState::Already | RowState::Left | RowState::Barred => Mark::Skipped,
    }
}

/// The tenants in the order in which they want to be looked at: what failed or is somebody else's, what is under
/// way, what is to come, what is done, what was never meant.
pub fn listed(progress: &Progress) -> Vec<&OpRow> {
    let mut rows: Vec<&OpRow> = progress.rows.iter().collect();
    rows.sort_by_key(|row| match row.state {
        RowState::Failed | RowState::Changed | RowState::Kept => 0,
        RowState::Turning => 1,
        RowState::Planned => 2,
        RowState::Done | RowState::Restored => 3,
        RowState::Already | RowState::Left | RowState::Barred => 4,
    });
    rows
}

//! The report of triggers: opened with what is known, completed by what people did of it.

use super::conversations::ConversationEntry;
use super::effect::{Effect, Load};
use super::notice::{Doing, Notice};
use super::overlay::Overlay;
use super::state::State;
use crate::domain::id::TenantKey;
use crate::domain::problem::Problem;
use crate::domain::trigger::report::{self, Ended};
use std::collections::BTreeSet;

/// Opens the report and asks for the releases of this month.
pub fn open(state: &mut State) -> Vec<Effect> {
    state.overlay = Some(Overlay::Triggers {
        scroll: 0,
        ended: None,
    });
    let rows = state.conversations.list.all();
    let escalated = |entry: &&ConversationEntry| {
        let record = entry.row.record.as_ref();
        record.is_some_and(|record| record.reason.is_some())
    };
    let tenants: BTreeSet<TenantKey> = rows
        .filter(escalated)
        .map(|entry| entry.row.key.owner())
        .collect();
    let tenants = tenants.into_iter().collect();
    vec![Effect::Load(Load::Endings { tenants })]
}

/// Takes in what people did of escalations, if the report is still looked at.
pub fn landed(state: &mut State, found: Result<Vec<Ended>, Problem>) {
    match (found, &mut state.overlay) {
        (Ok(found), Some(Overlay::Triggers { ended, .. })) => *ended = Some(found),
        (Ok(_), _) => {}
        (Err(problem), _) => state.tell(Notice::Failed {
            doing: Doing::Counting,
            problem,
        }),
    }
}

/// Gives the report to the clipboard as a table: words and numbers, nobody's phone and no message.
pub fn write(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Triggers {
        ended: Some(ended), ..
    }) = &state.overlay
    else {
        return Vec::new();
    };
    let rows = state.conversations.list.all().map(|entry| &entry.row);
    let table = report::csv(&report::of(rows, ended));
    state.tell(Notice::Copied);
    vec![Effect::Copy(table)]
}

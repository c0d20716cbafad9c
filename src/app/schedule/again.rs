//! Reading again: what is on screen at once, all at once, or everything from the beginning.

use crate::app::connection::Connection;
use crate::app::state::{Pane, State};

/// Makes everything that the pane shows due now.
pub fn hurry(state: &mut State) {
    state.claims.source.hurry();
    if let Some(open) = &mut state.open {
        open.source.hurry();
    }
    match state.pane {
        Pane::Tenants => {
            state.tenants.walk.hurry();
            state.usage.walk.hurry();
        }
        Pane::Conversations => state.conversations.walk.hurry(),
        Pane::Escalations => {
            state.escalations.walk.hurry();
            state.escalations.work.hurry();
            state.conversations.walk.hurry();
        }
        Pane::Agents => {
            state.agents.walk.hurry();
            state.agents.catalogue_source.hurry();
        }
        Pane::Usage => state.usage.walk.hurry(),
        Pane::Health => {
            state.health.hurry();
            state.shift.hurry();
        }
    }
    if let Connection::Down { retry_at, .. } = &mut state.connection {
        *retry_at = state.clock;
    }
}

/// Makes everything due now: the process slept.
pub fn hurry_all(state: &mut State) {
    hurry(state);
    state.tenants.walk.hurry();
    state.conversations.walk.hurry();
    state.escalations.walk.hurry();
    state.escalations.work.hurry();
    state.agents.walk.hurry();
    state.usage.walk.hurry();
    state.health.hurry();
    state.agents.catalogue_source.hurry();
    state.kill.hurry();
}

/// Forgets all reads that are under way: their answers will be dropped.
pub fn reset(state: &mut State) {
    state.claims.source.reset();
    state.promises.source.reset();
    state.agents.catalogue_source.reset();
    state.tenants.walk.reset();
    state.conversations.walk.reset();
    state.escalations.walk.reset();
    state.escalations.work.reset();
    state.agents.walk.reset();
    state.usage.walk.reset();
    state.health.reset();
    state.shift.reset();
    state.hearing.reset();
    state.outbox.reset();
    state.kill.reset();
    state.replies.reset();
    if let Some(open) = &mut state.open {
        open.source.reset();
    }
    state.guard.reset();
    state.sheets.reset();
    state.logs.reset();
    state.bulk.reset();
}

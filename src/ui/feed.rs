//! What a pane says of its data: which read it comes from, and how far a read under way has got.

use crate::app::feed::Feed;
use crate::app::state::{Pane, State};
use crate::app::walk::Walk;
use crate::domain::escalation::QueuePlan;
use jiff::SignedDuration;

/// A read over several partitions that has not ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
    pub units: f64,
}

/// Data older than this without a reason is stale.
fn fresh_for(pane: Pane) -> SignedDuration {
    match pane {
        Pane::Escalations | Pane::Conversations => SignedDuration::from_secs(30),
        Pane::Tenants | Pane::Agents | Pane::Usage => SignedDuration::from_mins(3),
    }
}

/// The feed of the pane on screen, and its read if one is under way for the first time.
pub fn of(state: &State) -> (Feed, Option<Progress>) {
    let by_index = state
        .connection
        .link()
        .is_some_and(|link| link.queue_plan == QueuePlan::Index);
    match state.pane {
        Pane::Tenants => read(state, &state.tenants.walk),
        Pane::Escalations if by_index => read(state, &state.escalations.walk),
        Pane::Escalations | Pane::Conversations => read(state, &state.conversations.walk),
        Pane::Agents => read(state, &state.agents.walk),
        Pane::Usage => read(state, &state.usage.walk),
    }
}

fn read<T: Clone + PartialEq>(state: &State, walk: &Walk<T>) -> (Feed, Option<Progress>) {
    let feed = walk.feed(state.clock, fresh_for(state.pane));
    let progress =
        (walk.at.is_none() && walk.is_under_way() && walk.stops.len() > 1).then_some(Progress {
            done: walk.done,
            of: walk.stops.len(),
            units: walk.units,
        });
    (feed, progress)
}

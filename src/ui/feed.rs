//! How far the read behind a pane has got before its first pass has ended.

use crate::app::state::{Pane, State};
use crate::app::walk::Walk;
use crate::domain::escalation::QueuePlan;

/// A read over several partitions that has not ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
    pub units: f64,
}

/// The first pass of the read that fills the pane, while it is under way.
pub fn progress(state: &State) -> Option<Progress> {
    let by_index = state
        .connection
        .link()
        .is_some_and(|link| link.queue_plan == QueuePlan::Index);
    match state.pane {
        Pane::Tenants => first(&state.tenants.walk),
        Pane::Escalations if by_index => first(&state.escalations.walk),
        Pane::Escalations | Pane::Conversations => first(&state.conversations.walk),
        Pane::Agents => first(&state.agents.walk),
        Pane::Usage => first(&state.usage.walk),
        Pane::Health if state.health.gauges.shown => first(&state.health.gauges.walk),
        Pane::Health => first(&state.health.walk),
    }
}

fn first<T: Clone + PartialEq>(walk: &Walk<T>) -> Option<Progress> {
    (walk.at.is_none() && walk.is_under_way()).then_some(Progress {
        done: walk.done,
        of: walk.stops.len(),
        units: walk.units,
    })
}

//! How fast each read may go: periods, budgets of read units, rests; slower while nobody looks.

use super::{BUDGET_LOOKED_AT, SWEEP_REST, SWITCHES};
use crate::app::state::{Pane, State};
use crate::app::walk::Pace;
use crate::domain::conversation::Storage;
use crate::domain::escalation::QueuePlan;
use jiff::SignedDuration;

/// A conversation of which the table keeps only the last message: a message not read in time is lost.
const CONVERSATION_LAST_ONLY: SignedDuration = SignedDuration::from_secs(1);
const CONVERSATION: SignedDuration = SignedDuration::from_secs(2);
const QUEUE_LOOKED_AT: SignedDuration = SignedDuration::from_secs(2);
/// The queue index while another pane is looked at.
pub(super) const QUEUE: SignedDuration = SignedDuration::from_secs(5);
/// The longest rest is so many doublings of the shortest.
const SWEEP_DOUBLINGS: u32 = 2;
/// Read units per second for the sweep while its rows are not looked at.
const BUDGET: f64 = 5.0;
/// What waits and is no conversation, while another pane is looked at.
const WORK: SignedDuration = SignedDuration::from_mins(1);
/// The same while it is looked at: so many rests of the sweep, which makes 10 to 40 seconds.
const WORK_RESTS: i32 = 5;
/// How much slower everything is while the terminal has no focus.
const UNFOCUSED: i32 = 5;

impl State {
    pub(in crate::app) fn paced(&self, period: SignedDuration) -> SignedDuration {
        if self.focused {
            period
        } else {
            period * UNFOCUSED
        }
    }

    pub(super) fn conversation_period(&self) -> SignedDuration {
        let last_only = self
            .open
            .as_ref()
            .and_then(|open| open.conversation.as_ref())
            .is_some_and(|conversation| conversation.row.storage() == Storage::LastMessageOnly);
        if last_only {
            CONVERSATION_LAST_ONLY
        } else {
            CONVERSATION
        }
    }

    /// Claims are read at their own pace meanwhile, and one that comes or goes ends the calm.
    pub(super) fn sweep_rest(&self) -> SignedDuration {
        let doublings = self.conversations.calm.saturating_sub(1);
        SWEEP_REST * (1 << doublings.min(SWEEP_DOUBLINGS))
    }

    /// How fast the sweep may go.
    pub(super) fn sweep_pace(&self) -> Pace {
        let looked_at = match self.pane {
            Pane::Conversations => true,
            Pane::Escalations => self.queue_plan() == Some(QueuePlan::Sweep),
            Pane::Tenants | Pane::Agents | Pane::Usage | Pane::Health => false,
        };
        let budget = if looked_at { BUDGET_LOOKED_AT } else { BUDGET };
        Pace {
            units_per_second: if self.focused {
                budget
            } else {
                budget / f64::from(UNFOCUSED)
            },
            rest: self.paced(self.sweep_rest()),
        }
    }

    /// Pages as fast as they come, passes at this period.
    pub(super) fn every(&self, period: SignedDuration) -> Pace {
        Pace {
            units_per_second: f64::INFINITY,
            rest: self.paced(period),
        }
    }

    pub(super) fn switches_pace(&self) -> Pace {
        Pace {
            units_per_second: BUDGET_LOOKED_AT,
            rest: self.paced(SWITCHES),
        }
    }

    /// What waits in systems without conversations: slower while another pane is looked at, and, as the sweep,
    /// while nothing changes and nobody touches a key.
    pub(super) fn work_pace(&self) -> Pace {
        let looked_at = self.pane == Pane::Escalations;
        Pace {
            units_per_second: if looked_at { BUDGET_LOOKED_AT } else { BUDGET },
            rest: self.paced(if looked_at {
                self.sweep_rest() * WORK_RESTS
            } else {
                WORK
            }),
        }
    }

    pub(super) fn queue_pace(&self) -> Pace {
        self.every(if self.pane == Pane::Escalations {
            QUEUE_LOOKED_AT
        } else {
            QUEUE
        })
    }
}

//! Events that wait to go out: looked after now and then, and at once after a change that makes one.

use super::effect::Load;
use super::feed::Source;
use super::notice::{Doing, Notice};
use super::state::State;
use crate::domain::event::Relayed;
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};

/// How often it is looked after: what another console left behind is old enough to be settled by then.
const EVERY: SignedDuration = SignedDuration::from_secs(60);

/// State of the outbox.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    source: Source,
    /// Events that could not go out yet, at the last look.
    pub waiting: usize,
}

impl Outbox {
    /// When it is to be looked after next.
    pub fn due(&self) -> Option<Timestamp> {
        self.source.due(EVERY)
    }

    /// Looks after it now.
    pub fn ask(&mut self, now: Timestamp) -> Load {
        self.source.ask(now);
        Load::Outbox
    }

    /// Something was changed that others are told of.
    pub fn hurry(&mut self) {
        self.source.hurry();
    }

    /// Forgets what is under way: its answer will be dropped.
    pub fn reset(&mut self) {
        self.source.reset();
    }
}

/// Takes in what a look came to. That events wait is said once, until none does.
pub fn relayed(state: &mut State, relayed: Relayed) {
    state.outbox.source.landed(state.clock);
    let before = std::mem::replace(&mut state.outbox.waiting, relayed.waiting);
    if before == 0 && relayed.waiting > 0 {
        state.tell(Notice::EventsWait {
            count: relayed.waiting,
        });
    }
}

/// Notes that it could not be looked after; it is said once until it can again.
pub fn failed(state: &mut State, problem: Problem) {
    let first = state.outbox.source.setback.is_none();
    state.outbox.source.failed(state.clock, problem.clone());
    if first {
        let doing = Doing::Relaying;
        state.tell(Notice::Failed { doing, problem });
    }
}

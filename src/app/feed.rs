//! How fresh the data of a pane is. The last good data is always kept; a feed only says what to think of it.

use crate::domain::problem::{Problem, Trouble};
use jiff::{SignedDuration, Timestamp};

/// What a pane says about its data. `at`: when it was last read whole; `None`: never yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Feed {
    /// Nothing has been read yet.
    Loading,
    Fresh {
        at: Timestamp,
    },
    /// Older than it should be, without an error so far.
    Stale {
        at: Timestamp,
    },
    Throttled {
        at: Option<Timestamp>,
        retry_at: Timestamp,
    },
    Failed {
        at: Option<Timestamp>,
        problem: Problem,
        retry_at: Timestamp,
    },
    Denied {
        at: Option<Timestamp>,
        problem: Problem,
    },
}

/// First wait after a failure; each further one doubles it.
const FIRST_RETRY: SignedDuration = SignedDuration::from_secs(1);
/// Longest wait after a failure.
pub const LONGEST_RETRY: SignedDuration = SignedDuration::from_secs(60);

/// A read that failed and when it is tried again.
#[derive(Clone, Debug, PartialEq)]
pub struct Setback {
    pub problem: Problem,
    pub tries: u32,
    pub retry_at: Timestamp,
}

impl Setback {
    /// The setback after `earlier`: waits double up to [`LONGEST_RETRY`]; what needs a person waits that long at once.
    pub fn after(earlier: Option<&Self>, problem: Problem, now: Timestamp) -> Self {
        let tries = earlier.map_or(0, |setback| setback.tries).saturating_add(1);
        let wait = if problem.passes() {
            let doubled = FIRST_RETRY.as_secs() << tries.saturating_sub(1).min(6);
            SignedDuration::from_secs(doubled).min(LONGEST_RETRY)
        } else {
            LONGEST_RETRY
        };
        Self {
            problem,
            tries,
            retry_at: later(now, wait),
        }
    }
}

/// `at` plus `span`, at most the end of time.
pub fn later(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// One read that is repeated: when it was asked, whether it is under way, what it came to.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// When the last good answer came.
    pub at: Option<Timestamp>,
    pub setback: Option<Setback>,
    asked: Option<Timestamp>,
    /// Asked again at once, whatever the period.
    hurried: bool,
    in_flight: bool,
}

impl Source {
    /// When to ask next if the period is `every`; `None` while an answer is awaited.
    pub fn due(&self, every: SignedDuration) -> Option<Timestamp> {
        if self.in_flight {
            return None;
        }
        Some(match (&self.setback, self.asked) {
            (Some(setback), _) => setback.retry_at,
            (None, Some(asked)) if !self.hurried => later(asked, every),
            (None, _) => Timestamp::MIN,
        })
    }

    /// Notes that it is asked now.
    pub fn ask(&mut self, now: Timestamp) {
        self.in_flight = true;
        self.hurried = false;
        self.asked = Some(now);
    }

    /// When it was last asked.
    pub fn asked(&self) -> Timestamp {
        self.asked.unwrap_or(Timestamp::MIN)
    }

    /// Notes a good answer.
    pub fn landed(&mut self, now: Timestamp) {
        self.in_flight = false;
        self.at = Some(now);
        self.setback = None;
    }

    /// Notes a failure.
    pub fn failed(&mut self, now: Timestamp, problem: Problem) {
        self.in_flight = false;
        self.setback = Some(Setback::after(self.setback.as_ref(), problem, now));
    }

    /// Makes the next ask due at once, unless one is under way.
    pub fn hurry(&mut self) {
        self.hurried = true;
        self.setback = None;
    }

    /// Forgets what is under way: its answer will be dropped.
    pub fn reset(&mut self) {
        self.in_flight = false;
        self.hurry();
    }

    /// What to say of the data when it should be no older than `fresh_for`.
    pub fn feed(&self, now: Timestamp, fresh_for: SignedDuration) -> Feed {
        feed(self.at, self.setback.as_ref(), now, fresh_for)
    }
}

/// What to say of data of the time `at` with the setback `setback`.
pub fn feed(
    at: Option<Timestamp>,
    setback: Option<&Setback>,
    now: Timestamp,
    fresh_for: SignedDuration,
) -> Feed {
    match (setback, at) {
        (Some(setback), at) => match setback.problem.trouble {
            Trouble::Throttled => Feed::Throttled {
                at,
                retry_at: setback.retry_at,
            },
            Trouble::Denied => Feed::Denied {
                at,
                problem: setback.problem.clone(),
            },
            _ => Feed::Failed {
                at,
                problem: setback.problem.clone(),
                retry_at: setback.retry_at,
            },
        },
        (None, None) => Feed::Loading,
        (None, Some(at)) if now.duration_since(at) > fresh_for => Feed::Stale { at },
        (None, Some(at)) => Feed::Fresh { at },
    }
}

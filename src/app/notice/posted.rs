//! What was told, with its times: the newest stand on screen for a while, all can be read again.

use super::{Level, Notice};
use crate::app::feed::later;
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// A notice with its times.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted {
    pub at: Timestamp,
    /// Until then it stands on screen.
    pub until: Timestamp,
    pub notice: Notice,
}

/// How many are kept to be read again.
const KEPT: usize = 500;

/// All notices, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    posted: VecDeque<Posted>,
}

impl Notices {
    /// Tells one thing. The same thing again replaces itself.
    pub fn post(&mut self, now: Timestamp, notice: Notice) {
        let seconds = match notice.level() {
            Level::Good | Level::Plain => 5,
            Level::Warning => 8,
            Level::Error => 15,
        };
        if self.posted.back().is_some_and(|last| last.notice == notice) {
            self.posted.pop_back();
        }
        self.posted.push_back(Posted {
            at: now,
            until: later(now, SignedDuration::from_secs(seconds)),
            notice,
        });
        if self.posted.len() > KEPT {
            self.posted.pop_front();
        }
    }

    /// Those that stand on screen at `now`, newest first.
    pub fn current(&self, now: Timestamp) -> impl Iterator<Item = &Posted> {
        self.posted
            .iter()
            .rev()
            .filter(move |posted| posted.until > now)
    }

    /// All that are kept, newest first.
    pub fn history(&self) -> impl ExactSizeIterator<Item = &Posted> {
        self.posted.iter().rev()
    }

    /// Takes from the screen what stands on it.
    pub fn dismiss(&mut self, now: Timestamp) {
        for posted in &mut self.posted {
            posted.until = posted.until.min(now);
        }
    }

    /// When the next one leaves the screen.
    pub fn next_expiry(&self, now: Timestamp) -> Option<Timestamp> {
        self.current(now).map(|posted| posted.until).min()
    }
}

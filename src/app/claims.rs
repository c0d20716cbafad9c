//! Who holds what: the open claims of all consoles, and those that are ours with the state of their lease.

use super::feed::{Source, later};
use crate::domain::handoff::{Claim, MARGIN, Pause};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// The open claims of all consoles.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    pub by_key: BTreeMap<ConversationKey, Claim>,
    pub source: Source,
}

impl Claims {
    /// The claim that holds the conversation at `now`, if any.
    pub fn live(&self, key: &ConversationKey, now: Timestamp) -> Option<&Claim> {
        self.by_key.get(key).filter(|claim| claim.is_live(now))
    }
}

/// A claim of this console.
#[derive(Clone, Debug, PartialEq)]
pub struct Mine {
    pub claim: Claim,
    /// `None`: not known, as after a restart.
    pub pause: Option<Pause>,
    /// Beats do not get through; the lease runs until `claim.lease_until`.
    pub trouble: Option<Problem>,
    /// It was kept over a restart of the console.
    pub resumed: bool,
    /// A hand back or resolve is under way.
    pub releasing: bool,
}

impl Mine {
    /// When the composer locks: a margin before the lease ends.
    pub fn locks_at(&self) -> Timestamp {
        later(self.claim.lease_until, -MARGIN)
    }

    /// Whether nothing may be written any more because the lease is about to end, or has ended.
    pub fn is_locked(&self, now: Timestamp) -> bool {
        now >= self.locks_at()
    }

    /// What is left of the lease, never negative.
    pub fn remaining(&self, now: Timestamp) -> SignedDuration {
        self.claim
            .lease_until
            .duration_since(now)
            .max(SignedDuration::ZERO)
    }
}

/// How a conversation stands towards this console.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hold<'a> {
    Nobody,
    Mine(&'a Mine),
    Other(&'a Claim),
}

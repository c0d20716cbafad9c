//! What the watch has to tell.

use crate::app::notice::{Level, Subject};
use crate::domain::handoff::{Claim, Ending};
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};

/// One thing to tell.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Taken from another who held it.
    Stole {
        subject: Subject,
        claim: Claim,
        pause_verified: bool,
    },
    /// Another took it from this console; `claim` is his.
    TakenAway {
        subject: Subject,
        claim: Claim,
        draft_kept: bool,
    },
    /// A message came that was not seen: the reply was not sent.
    Unseen {
        ago: SignedDuration,
    },
    /// An ending was taken back before it was written.
    Undone {
        subject: Subject,
        ending: Ending,
    },
    /// The customer wrote before an ending was written: it is cancelled.
    CustomerWrote {
        subject: Subject,
    },
    /// After a hand back the bot really answered.
    BotAnswered {
        subject: Subject,
        at: Timestamp,
    },
    /// After a hand back a customer waited in vain.
    BotSilent {
        subject: Subject,
    },
    /// An answer came that the bot had begun before the takeover.
    InFlight {
        subject: Subject,
        at: Timestamp,
    },
    /// The bot spoke although a person had taken over.
    Overrun {
        subject: Subject,
        at: Timestamp,
        count: usize,
    },
    /// The bot had overwritten its pause; it is written again.
    Reasserted {
        subject: Subject,
    },
    ClobberedOften {
        subject: Subject,
        count: usize,
    },
    NotReasserted {
        subject: Subject,
        problem: Problem,
    },
    /// The owner has been silent for long; it returns to the queue at `until`.
    SilenceEnds {
        subject: Subject,
        until: Timestamp,
    },
    Returned {
        subject: Subject,
    },
}

impl Told {
    /// How much it wants to be seen.
    pub fn level(&self) -> Level {
        match self {
            Self::Stole {
                pause_verified: true,
                ..
            }
            | Self::BotAnswered { .. } => Level::Good,
            Self::Undone { .. } => Level::Plain,
            Self::TakenAway { .. } | Self::Overrun { .. } | Self::Returned { .. } => Level::Error,
            _ => Level::Warning,
        }
    }
}

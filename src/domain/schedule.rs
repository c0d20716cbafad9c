//! What is off and is to be switched on again: by its time, or by hand when somebody remembers.

use super::id::{IntentId, OpId, PlatformId, SwitchKey};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// What is turned back at its time.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// One switch that the toggle of `intent` turned off.
    Switch {
        key: SwitchKey,
        intent: IntentId,
    },
    Operation {
        platform: PlatformId,
        id: OpId,
    },
}

impl Matter {
    /// The system it is of.
    pub fn platform(&self) -> PlatformId {
        match self {
            Self::Switch { key, .. } => key.platform,
            Self::Operation { platform, .. } => *platform,
        }
    }
}

/// Something that is off and is to be switched on again.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduled {
    /// Sort key: `<due>#<ulid>`.
    pub id: String,
    /// `None`: by hand; the row only reminds of it.
    pub due: Option<Timestamp>,
    pub matter: Matter,
    /// The agent's name; the bot's is empty.
    pub name: Text,
    /// The tenant's name; of an operation how many there are.
    pub tenant: Text,
    pub by: Text,
    pub reason: Text,
    pub at: Timestamp,
}

/// How late something is when it is said that nobody was there.
pub const LATE: SignedDuration = SignedDuration::from_mins(2);

impl Scheduled {
    /// Whether its time went by and nobody did it.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.due.is_some_and(|due| now.duration_since(due) > LATE)
    }
}

/// What a look at the schedule did about one of its rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    /// It is on again.
    On { late: bool },
    /// Somebody turned it meanwhile: it is left alone.
    Overtaken,
    /// Some of it, or nobody can tell; it is tried again.
    Unfinished,
}

/// One row of the schedule that was due.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticked {
    pub scheduled: Scheduled,
    pub came: Came,
}

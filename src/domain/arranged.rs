//! What people arranged about a conversation beside who holds it: put off until later, meant for a person.
//! Kept in the claim's row; whether it counts now is computed, so no write is needed for it to be right.

use super::handoff::{Actor, Claim, ClaimState};
use super::id::IntentId;
use super::text::Text;
use jiff::Timestamp;

/// The longest name that a conversation can be assigned to, in characters.
pub const LONGEST_NAME: usize = 60;

/// Put off: it leaves the queue of those that wait until then, or until the customer writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    /// When it was put off, server time.
    pub at: Timestamp,
    pub until: Timestamp,
    /// Name of who did it, as shown.
    pub by: Text,
}

/// Meant for a person. It keeps nobody out: any person may claim what waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Name of the person, as shown.
    pub to: Text,
    pub by: Text,
    pub at: Timestamp,
}

/// What is arranged about a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arranged {
    pub snooze: Option<Snooze>,
    pub assigned: Option<Assigned>,
    /// When a person last replied through a console, written with the reply.
    pub last_reply: Option<Timestamp>,
    /// The intent of the last arrangement: what the next one is decided on.
    pub intent: Option<IntentId>,
}

impl Arranged {
    /// The snooze that counts at `now`. `wrote`: the newest time at which the customer is known to have written.
    pub fn snoozed(&self, now: Timestamp, wrote: Option<Timestamp>) -> Option<&Snooze> {
        self.snooze
            .as_ref()
            .filter(|snooze| snooze.until > now && wrote.is_none_or(|at| at <= snooze.at))
    }

    /// Whether it is meant for the person of that name. Names are compared without case.
    pub fn is_for(&self, name: &Text) -> bool {
        self.assigned
            .as_ref()
            .is_some_and(|assigned| same_name(&assigned.to, name))
    }
}

/// Whether two names are one person's.
pub fn same_name(one: &Text, other: &Text) -> bool {
    let plain = |name: &Text| name.as_str().trim().to_lowercase();
    plain(one) == plain(other)
}

/// What a person wants arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrange {
    /// Until then; `None` ends it.
    Snooze(Option<Timestamp>),
    /// For that person; `None`: for nobody any more.
    Assign(Option<Text>),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Arranging {
    /// The claim's row as it is now. A snooze gives a held conversation up without giving it to its bot.
    Done(Claim),
    /// It was so already; nothing was written.
    Already(Claim),
    /// Another has it, or arranged it a moment ago; nothing was written.
    Lost(Claim),
    NotFound,
    /// No answer, and reading back did not tell.
    Unknown,
}

impl Claim {
    /// Whether its holder means it for this person, who may then take it although the lease runs.
    pub fn is_handed_to(&self, actor: &Actor) -> bool {
        self.state == ClaimState::Held && self.arranged.is_for(&actor.name)
    }

    /// Whether the list of open claims shows it.
    pub fn is_listed(&self) -> bool {
        self.state != ClaimState::Released
            || self.arranged.snooze.is_some()
            || self.arranged.assigned.is_some()
    }
}

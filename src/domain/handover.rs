//! What the next shift must know: what is open, who is on what, what is off, what waits, what nobody can tell.
//! Names and numbers only; no phone is whole and no message is in it. Pure.

use super::id::{AgentId, ConversationKey, PlatformId, SwitchKey, TenantId, TenantKey};
use super::incident::Incident;
use super::problem::Problem;
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// Bots that spoke although a person had taken over are counted so far back: a shift.
pub const SHIFT: SignedDuration = SignedDuration::from_hours(12);

/// Somebody is on an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    pub platform: PlatformId,
    pub alarm: Text,
    pub by: Text,
    pub at: Timestamp,
    /// `None`: it does not say.
    pub until: Option<Timestamp>,
}

impl Acknowledged {
    /// Whether it still holds.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| until > now)
    }
}

/// Something that is off and on which it is written when it comes on again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComesBack {
    pub platform: PlatformId,
    /// `None`: an operation over many.
    pub tenant: Option<TenantId>,
    pub agent: Option<AgentId>,
    pub operation: Option<String>,
    pub name: Text,
    /// `None`: by hand.
    pub due: Option<Timestamp>,
    pub by: Text,
    pub reason: Text,
}

/// A switch that is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Off {
    pub key: SwitchKey,
    /// The agent's name; the bot's is empty.
    pub agent: Text,
    pub tenant: Text,
    pub since: Option<Timestamp>,
    pub by: Option<Text>,
    /// When it comes on again; `None`: nobody said so.
    pub due: Option<Timestamp>,
}

/// A conversation of the one who hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub key: ConversationKey,
    /// Name, or masked number.
    pub customer: Text,
    pub since: Timestamp,
    /// When WhatsApp's 24 hours end; `None`: it is not known when the customer wrote last.
    pub window: Option<Timestamp>,
}

/// A part of a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Incidents,
    Acknowledged,
    Off,
    Schedule,
    Mine,
    Unsent,
    Unconfirmed,
    Overruns,
}

impl Part {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Acknowledged => "acknowledged",
            Self::Off => "off",
            Self::Schedule => "schedule",
            Self::Mine => "mine",
            Self::Unsent => "unsent",
            Self::Unconfirmed => "unconfirmed",
            Self::Overruns => "overruns",
        }
    }
}

/// The whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    /// Who hands over.
    pub by: Text,
    pub at: Timestamp,
    /// Oldest first.
    pub incidents: Vec<Incident>,
    /// Those that still hold, the first to expire first.
    pub acknowledged: Vec<Acknowledged>,
    pub off: Vec<Off>,
    /// Operations that are to be undone.
    pub operations: Vec<ComesBack>,
    pub mine: Vec<Held>,
    /// Events that did not go out.
    pub unsent: usize,
    /// Replies of which nobody can tell whether they went out, by conversation.
    pub unconfirmed: Vec<ConversationKey>,
    /// Bots that spoke although a person had taken over, in the last twelve hours.
    pub overruns: Vec<(TenantKey, usize)>,
    /// Parts that could not be read whole; `None`: there is more than is read.
    pub gaps: Vec<(Part, Option<Problem>)>,
}

impl Handover {
    /// What is known to be the matter with a part, if anything.
    pub fn gap(&self, part: Part) -> Option<&Option<Problem>> {
        let mut gaps = self.gaps.iter();
        gaps.find(|(of, _)| *of == part).map(|(_, why)| why)
    }
}

/// Puts when each comes on again to the switches that are off.
pub fn due(off: &mut [Off], scheduled: &[ComesBack]) {
    for one in off {
        let mut of = scheduled.iter().filter(|back| {
            back.platform == one.key.platform
                && back.tenant.as_ref() == Some(&one.key.tenant)
                && back.agent.as_ref() == Some(&one.key.agent)
        });
        one.due = of.find_map(|back| back.due);
    }
}

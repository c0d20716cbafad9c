//! Ownership of a conversation by a person: claim, lease, fence, and what a verb came to.
//! A claim lives in the control table; the system's status is only the bot's pause.

use super::arranged::Arranged;
use super::id::{ConsoleId, ConversationKey, IntentId};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Grows by one with every change of owner and is never reused; every write of an owner names it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fence(pub u64);

/// How long a console's claim lasts without a heartbeat.
pub const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// How often a console renews its claim.
pub const HEARTBEAT: SignedDuration = SignedDuration::from_secs(30);
/// Margin against clocks that disagree: only a lease that ended this long ago may be taken.
pub const MARGIN: SignedDuration = SignedDuration::from_secs(10);
/// How long a headless claim lasts unless `--for` says otherwise.
pub const HEADLESS_LEASE: SignedDuration = SignedDuration::from_mins(15);

/// Who acts: the identity that audit keeps, the name shown, and the console it acts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// STS identity on an account, `demo:<name>` on an embedded or loopback backend.
    pub identity: String,
    pub name: Text,
    pub console: ConsoleId,
    pub host: Text,
}

/// The life of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimState {
    Held,
    /// Given back, but the system's item may not say so yet.
    Releasing,
    Released,
}

/// How a human stretch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    HandedBack,
    Resolved,
    /// Returned to the queue because its owner said nothing while the customer waited; the bot stays paused.
    Idle,
}

/// From whom a claim was taken while he held it, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Name as shown.
    pub from: Text,
    pub reason: Text,
}

/// A claim as the control table holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub key: ConversationKey,
    /// Identity of the owner.
    pub owner: String,
    /// Name of the owner as shown.
    pub operator: Text,
    pub console: ConsoleId,
    pub host: Text,
    pub intent: IntentId,
    pub fence: Fence,
    /// Grows with every heartbeat.
    pub beat: u64,
    pub state: ClaimState,
    pub ending: Option<Ending>,
    /// Since when this owner holds it, server time.
    pub since: Timestamp,
    /// Server time.
    pub lease_until: Timestamp,
    /// It was taken from another who held it.
    pub taken: Option<Box<Taken>>,
    /// What people arranged about the conversation, held or not.
    pub arranged: Arranged,
}

impl Claim {
    /// Whether somebody has it at `now` (server time).
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.state != ClaimState::Released && self.lease_until > now
    }

    /// Whether another console may take it at `now`: released, or the lease ended more than [`MARGIN`] ago.
    pub fn is_free(&self, now: Timestamp) -> bool {
        self.state == ClaimState::Released
            || self
                .lease_until
                .checked_add(MARGIN)
                .is_ok_and(|until| until < now)
    }

    /// Whether it is this console's own and not given back.
    pub fn is_of(&self, actor: &Actor) -> bool {
        self.owner == actor.identity
            && self.console == actor.console
            && self.state == ClaimState::Held
    }
}

/// What the bot's pause came to after a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Pause {
    /// The item says `PASSED_TO_HUMAN`, read back from the write itself.
    Verified,
    /// The write has not gone through yet; the claim stands and the console goes on trying.
    Pending(super::problem::Problem),
}

/// What came of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Claimed {
    /// It is ours.
    Won { claim: Claim, pause: Pause },
    /// Another has it; nothing was written.
    Lost { holder: Claim },
    /// It was ours already; nothing was written.
    Already { claim: Claim },
    /// No answer, and the claim could not be read back either.
    Unknown,
    /// There is no such conversation.
    NotFound,
}

/// What came of a write that only the owner may make.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "one comes of each write, and it is moved once"
)]
pub enum Owned<T> {
    Done(T),
    /// The claim is no longer ours; nothing was written. `None`: nobody holds it.
    Lost(Option<Claim>),
    /// No answer, and reading back did not tell; nothing will be repeated by the machine.
    Unknown,
    /// A message came that its writer had not seen; nothing was written.
    Unread(Box<super::conversation::Message>),
}

/// What came of hand back and resolve.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "one comes of each write, and it is moved once"
)]
pub enum Released {
    /// Ours until now; the bot answers again.
    Done {
        fence: Fence,
    },
    /// Given up in the control table, but the system's item is still to be changed: any console finishes it.
    Unfinished {
        fence: Fence,
        problem: super::problem::Problem,
    },
    /// It was given back before.
    Already,
    Lost(Option<Claim>),
    Unknown,
}

/// A conversation with who holds it, read in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub conversation: super::conversation::Conversation,
    /// The claim as the table has it, live or not; `None`: never claimed.
    pub claim: Option<Claim>,
    /// The newest of what the system told of it; `None`: nothing was heard.
    pub briefing: Option<super::briefing::Kept>,
    /// How words reach the customer; `None`: nobody could tell.
    pub line: Option<super::reply::Line>,
}

/// What a restart found half done.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "one comes of each write, and it is moved once"
)]
pub enum Recovered {
    /// A reply was kept on this machine, but is not in the table: it is a draft again.
    ReplyNotRecorded { key: ConversationKey },
    /// Nobody can tell whether a reply went out that was being sent.
    ReplyUnconfirmed { key: ConversationKey },
    /// A hand back was finished.
    HandBackFinished { key: ConversationKey },
    /// The lease ended meanwhile and the conversation is not ours any more.
    LeaseEnded {
        key: ConversationKey,
        holder: Option<Claim>,
    },
    /// A hand back or resolve that was still waiting to be written was not written.
    NotLeft { key: ConversationKey },
}

impl Recovered {
    /// The conversation it is about.
    pub fn key(&self) -> &ConversationKey {
        match self {
            Self::ReplyNotRecorded { key }
            | Self::ReplyUnconfirmed { key }
            | Self::HandBackFinished { key }
            | Self::LeaseEnded { key, .. }
            | Self::NotLeft { key } => key,
        }
    }
}

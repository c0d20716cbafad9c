//! What the console has to tell a person: values, not sentences. The newest stand on screen for a while;
//! all of them can be read again.

mod posted;

pub use posted::{Notices, Posted};

use super::bulk::Count;
use super::command::Command;
use super::guard::Told;
use super::logs::told::Told as LogsTold;
use super::msg::Recovered;
use super::open::Kind;
use super::shift::News;
use super::state::Why;
use crate::domain::agent::{Activation, Turn};
use crate::domain::arranged::Arrange;
use crate::domain::briefing::DaySummary;
use crate::domain::conversation::Customer;
use crate::domain::handoff::{Claim, Ending};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::reply::Refusal;
use crate::domain::sheet::DeedKind;
use crate::domain::text::Text;
use crate::domain::work::{Decided, Decision};
use jiff::Timestamp;

/// A conversation as a sentence names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    pub key: ConversationKey,
    pub customer: Customer,
    pub tenant: Text,
}

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Connecting,
    Claiming,
    Replying,
    Noting,
    HandingBack,
    Resolving,
    Arranging,
    Toggling,
    Deciding,
    Revealing,
    ShowingNumber,
    /// Listening to what the systems tell.
    Hearing,
    /// Sending a reply.
    Delivering,
    /// Sending the events that wait.
    Relaying,
    Acting,
    /// Counting what the words of the bot fired for.
    Counting,
    /// Setting from which share on usage alerts.
    SettingAlert,
    Acknowledging,
    /// Writing about an incident.
    Reporting,
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// What came of saying that one is on an alarm.
    Acked(super::health::ack::Told),
    /// The system stores no number, or the conversation is gone.
    NoNumber {
        subject: Subject,
    },
    Won {
        subject: Subject,
        claim: Claim,
        pause_verified: bool,
    },
    /// Ours, but the bot of this deployment does not read its pause.
    WonUnheard {
        subject: Subject,
        claim: Claim,
    },
    /// Another has it; nothing was written.
    ClaimLost {
        subject: Subject,
        holder: Claim,
    },
    AlreadyMine {
        subject: Subject,
        claim: Claim,
    },
    /// Nobody can tell whether the write happened.
    Unknown {
        doing: Doing,
        subject: Subject,
    },
    ConversationGone {
        subject: Subject,
    },
    /// A conversation that was ours is another's, or nobody's.
    LeaseLost {
        subject: Subject,
        holder: Option<Claim>,
        draft_kept: bool,
    },
    /// A write was refused because the claim is no longer ours.
    NotOurs {
        doing: Doing,
        subject: Subject,
        holder: Option<Claim>,
    },
    PauseVerified {
        subject: Subject,
    },
    LeaseTrouble {
        subject: Subject,
        problem: Problem,
        until: Timestamp,
    },
    Released {
        subject: Subject,
        ending: Ending,
    },
    /// Given up, but the system's item still has to be changed; any console finishes it.
    ReleaseUnfinished {
        subject: Subject,
        ending: Ending,
        problem: Problem,
    },
    AlreadyReleased {
        subject: Subject,
    },
    /// Put off, or meant for somebody.
    Arranged {
        subject: Subject,
        what: Arrange,
    },
    /// Ours until the person it is offered to claims it.
    Transferred {
        subject: Subject,
        to: Text,
    },
    /// It was arranged so already.
    NothingToArrange {
        subject: Subject,
    },
    /// Somebody was faster; nothing was written.
    Beaten {
        subject: Subject,
        holder: Option<Text>,
    },
    /// One more than a person wants to hold at a time.
    OverCap {
        mine: usize,
        cap: usize,
    },
    NothingToTransfer,
    /// A command cannot be used now.
    Refused {
        command: Command,
        why: Why,
    },
    ReasonTooShort {
        chars: usize,
    },
    /// The provider did not take a reply, or could not deliver it.
    ReplyFailed {
        subject: Subject,
        refusal: Refusal,
    },
    /// Nobody can tell whether a reply went out. `asked`: the provider is looked at for a minute.
    ReplyUnknown {
        subject: Subject,
        asked: bool,
    },
    /// The provider was asked, and it still is unknown.
    StillUnknown {
        subject: Subject,
    },
    /// Words would surely be refused: the customer's 24 hours are over.
    WindowClosed {
        templates: bool,
    },
    /// An action on many has come to its end, or was stopped.
    Bulk {
        ending: Ending,
        count: Count,
    },
    /// Nothing of what is marked waits and is free.
    BulkNothing {
        held: usize,
    },
    EmptyReply,
    /// The reply has places without a value.
    Blanks {
        places: Vec<String>,
    },
    /// Reply and note were exchanged; the same key again sends.
    SendAgain {
        kind: Kind,
    },
    ReplyTooLong {
        chars: usize,
    },
    Toggled {
        now: Activation,
        turn: Turn,
    },
    /// What came of a decision about what waits.
    Decided {
        subject: Text,
        decision: Decision,
        decided: Decided,
    },
    /// What came of a deed in a sheet.
    Acted {
        kind: DeedKind,
        subject: Text,
        decided: Decided,
    },
    /// It was so already; nothing was written.
    AlreadySo {
        now: Activation,
    },
    ToggleUnknown {
        agent: Text,
        tenant: Text,
    },
    ToggleGone {
        agent: Text,
        tenant: Text,
    },
    Failed {
        doing: Doing,
        problem: Problem,
    },
    Recovered {
        what: Recovered,
        subject: Subject,
    },
    /// Conversations that are ours from before the restart.
    Resumed {
        count: usize,
    },
    /// A command line that names no command.
    NoSuchCommand {
        typed: String,
    },
    /// Messages about escalations came that nobody can read.
    Unreadable {
        count: u32,
    },
    /// A system has summed up a day.
    DaySummary(DaySummary),
    NobodyWaits,
    Copied,
    Reconnected,
    /// Events that could not go out yet.
    EventsWait {
        count: usize,
    },
    /// What incidents, handovers and the past have to tell.
    Shift(News),
    /// What the watch over conversations has to tell.
    Guard(Told),
    /// A tenant's usage, or when it alerts.
    Usage(super::usage::Said),
    /// What the kill switch has to tell.
    Kill(super::operations::Told),
    Logs(LogsTold),
    /// Another profile is not opened while conversations are ours.
    HandBackFirst {
        count: usize,
    },
}

/// How much a notice wants to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Good,
    Plain,
    Warning,
    Error,
}

impl Notice {
    /// How much it wants to be seen.
    pub fn level(&self) -> Level {
        match self {
            Self::Guard(told) => told.level(),
            Self::Usage(said) => said.level(),
            Self::Acked(told) => told.level(),
            Self::Kill(told) => told.level(),
            Self::Logs(told) => told.level(),
            Self::Shift(news) => news.level(),
            Self::Won {
                pause_verified: true,
                ..
            }
            | Self::Released { .. }
            | Self::Arranged { .. }
            | Self::Transferred { .. }
            | Self::Toggled { .. }
            | Self::Decided {
                decided: Decided::Done,
                ..
            }
            | Self::Acted {
                decided: Decided::Done,
                ..
            }
            | Self::Bulk {
                count: Count { failed: 0, .. },
                ..
            }
            | Self::PauseVerified { .. } => Level::Good,
            Self::AlreadyMine { .. }
            | Self::AlreadyReleased { .. }
            | Self::NothingToArrange { .. }
            | Self::AlreadySo { .. }
            | Self::Resumed { .. }
            | Self::NobodyWaits
            | Self::DaySummary(_)
            | Self::Copied
            | Self::Reconnected => Level::Plain,
            Self::LeaseLost { .. }
            | Self::NotOurs { .. }
            | Self::Unknown { .. }
            | Self::ToggleUnknown { .. }
            | Self::Decided {
                decided: Decided::Unknown,
                ..
            }
            | Self::Acted {
                decided: Decided::Unknown,
                ..
            }
            | Self::Failed { .. } => Level::Error,
            _ => Level::Warning,
        }
    }
}

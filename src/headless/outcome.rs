//! What a verb came to: its word in the JSON and the exit code of the process.

use super::item::{Holder, Switched};
use crate::domain::ack::Acked;
use crate::domain::handoff::Claim;
use crate::domain::mask;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::{Refusal, ReplyState, Route};
use crate::domain::role::Barred;
use crate::domain::template::Fault;
use crate::domain::text::Text;
use jiff::Timestamp;
use serde::Serialize;

/// The word of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Won,
    Done,
    /// It was so before; nothing was written.
    Already,
    Lost,
    Denied,
    Throttled,
    /// Nobody can tell whether it happened.
    Unknown,
    Credentials,
    /// Somebody changed it while it was looked at; nothing was written.
    Changed,
    NotFound,
    /// Our part is written, the system's is still to follow.
    PartlyDone,
    /// What was asked makes no sense.
    Invalid,
    /// A person said no.
    Declined,
    Failed,
}

impl Outcome {
    /// The word for people, as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Done => "done",
            Self::Already => "already",
            Self::Lost => "lost",
            Self::Denied => "denied",
            Self::Throttled => "throttled",
            Self::Unknown => "unknown",
            Self::Credentials => "credentials",
            Self::Changed => "changed",
            Self::NotFound => "not_found",
            Self::PartlyDone => "partly_done",
            Self::Invalid => "invalid",
            Self::Declined => "declined",
            Self::Failed => "failed",
        }
    }

    /// The exit code of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Won | Self::Done | Self::Already => 0,
            Self::Declined | Self::Failed => 1,
            Self::Invalid => 2,
            Self::Lost => 3,
            Self::Denied => 4,
            Self::Throttled => 5,
            Self::Unknown => 6,
            Self::Credentials => 7,
            Self::Changed => 8,
            Self::NotFound => 9,
            Self::PartlyDone => 10,
        }
    }

    /// What a failure comes to. It is certain then that nothing was changed.
    pub fn of(problem: &Problem) -> Self {
        match problem.trouble {
            Trouble::Denied
            | Trouble::ReadOnly
            | Trouble::RoleForbids
            | Trouble::NotPermitted
            | Trouble::OutOfScope
            | Trouble::NoControlTable => Self::Denied,
            Trouble::Throttled => Self::Throttled,
            Trouble::Credentials => Self::Credentials,
            Trouble::NotFound => Self::NotFound,
            Trouble::Invalid => Self::Invalid,
            Trouble::Unreachable
            | Trouble::TimedOut
            | Trouble::ClockSkew
            | Trouble::MissingTable
            | Trouble::Journal
            | Trouble::Refused
            | Trouble::Internal => Self::Failed,
        }
    }
}

/// Why a verb did not simply succeed, for the sentence that a person gets.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a process of a verb has one of them"
)]
pub enum Reason {
    Problem(Problem),
    Barred(Barred),
    /// Another has it, or (`None`) nobody.
    Lost(Option<Claim>),
    /// `--fence` names another fence than the claim has.
    OtherFence {
        held: u64,
        named: u64,
    },
    /// Ours, but the bot's pause could not be written.
    PausePending(Problem),
    /// Given up, but the system's item is still to be changed.
    Unfinished(Problem),
    /// No answer came; the text of a reply is kept in the journal.
    Unknown,
    NoConversation,
    /// X-Ray has no such trace, or not yet.
    NoTrace,
    NoTenant,
    NoAgent,
    /// Nothing of that key waits.
    NoWork,
    /// It was decided before; the state that it has.
    Decided(Text),
    /// Its time was over.
    Expired,
    ChangedMeanwhile,
    Declined,
    NotATerminal,
    /// A demo has its own queue of escalations.
    OwnQueue,
    /// No product of that id, or it is gone.
    NoProduct,
    /// Nobody was there to be asked before a command is issued.
    AskFirst,
    NotIssued,
    /// The provider did not take the reply, or could not deliver it.
    NotDelivered(Refusal),
    /// The reply is recorded, but it is not known whether it went out.
    Undecided,
    /// The provider refused it for a while: it is still queued.
    StillQueued,
    /// The channel has no such template, or one in several languages; those that it has.
    NoTemplate(Vec<String>),
    /// The values do not fit the template.
    Template(Fault),
    /// Nobody can read until when.
    NoTime,
    /// What came of saying that one is on an alarm, at a moment.
    Acked {
        name: String,
        acked: Acked,
        at: Timestamp,
    },
}

/// The answer of a verb that acts.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    pub outcome: Outcome,
    /// Who holds the conversation after the verb.
    pub holder: Option<Holder>,
    pub fence: Option<u64>,
    pub changed: bool,
    /// The switch after the verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch: Option<Switched>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Failure>,
    /// What became of a reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// What a person must know beside the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<Warning>,
    /// The incident that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    #[serde(skip)]
    pub reason: Option<Reason>,
}

/// What goes with a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The bot of this deployment does not read the pause: it goes on answering.
    PauseUnread,
    /// The tenant has no channel: the reply is recorded and goes nowhere.
    RecordedOnly,
    /// The provider has it, and nobody reports what becomes of it.
    NothingFurther,
}

/// What became of a reply, for machines.
#[derive(Clone, Debug, Serialize)]
pub struct Delivery {
    /// The reply's id in the control table.
    pub reply: String,
    pub state: ReplyState,
    pub route: Route,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
}

/// A failure for machines; people get a sentence on stderr.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    pub trouble: Trouble,
    pub subject: String,
    pub detail: String,
}

impl Answer {
    /// An outcome about no conversation.
    pub fn bare(outcome: Outcome) -> Self {
        Self {
            outcome,
            holder: None,
            fence: None,
            changed: false,
            switch: None,
            problem: None,
            delivery: None,
            warning: None,
            incident: None,
            reason: None,
        }
    }

    /// A failure after which nothing was changed.
    pub fn failed(problem: Problem) -> Self {
        Self {
            problem: Some(Failure {
                trouble: problem.trouble,
                subject: mask::identifiers(&problem.subject),
                detail: mask::identifiers(&problem.detail),
            }),
            ..Self::bare(Outcome::of(&problem)).because(Reason::Problem(problem))
        }
    }

    /// This desk has no writer.
    pub fn barred(barred: Barred) -> Self {
        Self::bare(Outcome::Denied).because(Reason::Barred(barred))
    }

    /// It is ours at the fence of `claim`.
    pub fn ours(outcome: Outcome, claim: &Claim, changed: bool) -> Self {
        Self {
            holder: Some(Holder::of(claim)),
            fence: Some(claim.fence.0),
            changed,
            ..Self::bare(outcome)
        }
    }

    /// It is another's, or nobody's.
    pub fn lost(holder: Option<Claim>) -> Self {
        Self {
            holder: holder.as_ref().map(Holder::of),
            fence: holder.as_ref().map(|claim| claim.fence.0),
            ..Self::bare(Outcome::Lost).because(Reason::Lost(holder))
        }
    }

    /// The same with its reason.
    pub fn because(self, reason: Reason) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }
}

//! What is asked of the console without a screen.

use super::canned::CannedVerb;
use super::kill::{Kill, OpVerb};
use super::shift::ShiftVerb;
use super::usage::UsageVerb;
use crate::domain::agent::Turn;
use crate::domain::gauge::Range;
use crate::domain::handoff::Ending;
use crate::domain::id::{AgentId, ConversationKey, PlatformId, TenantId};
use crate::domain::role::Role;
use crate::domain::sheet::SheetKey;
use crate::domain::sla::Words;
use crate::domain::work::{Decision, WorkKey, WorkKind};
use jiff::SignedDuration;

/// One verb with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    List(List),
    Show(ConversationKey),
    /// What each word of the bot fired for.
    Triggers {
        tenant: Option<TenantId>,
        csv: bool,
    },
    Claim {
        key: ConversationKey,
        lease: SignedDuration,
        /// Why a conversation that nobody escalated is taken from its bot.
        takeover: Option<String>,
    },
    Speak {
        key: ConversationKey,
        speech: Speech,
        text: String,
        fence: Option<u64>,
    },
    /// Says what WhatsApp approved.
    Template {
        key: ConversationKey,
        asked: ByTemplate,
        fence: Option<u64>,
    },
    /// Takes a conversation from the one who holds it.
    Steal {
        key: ConversationKey,
        lease: SignedDuration,
        reason: String,
        /// Only if he still holds it at this fence.
        fence: Option<u64>,
    },
    Release {
        key: ConversationKey,
        ending: Ending,
        fence: Option<u64>,
        /// What the bot should know.
        summary: Option<String>,
    },
    /// Arranges something about a conversation.
    Arrange {
        key: ConversationKey,
        what: Arranged,
    },
    /// Takes a resolved conversation again.
    Reopen {
        key: ConversationKey,
        lease: SignedDuration,
    },
    Usage(UsageVerb),
    /// Prints the targets of all tenants.
    Targets,
    /// Makes these the targets of a tenant, or of all (`*`) without their own.
    SetTargets {
        tenant: TenantId,
        words: Words,
    },
    /// Says that this person is on an alarm.
    Acknowledge {
        name: String,
        /// `None`: in the first system that has one of this name.
        platform: Option<PlatformId>,
        reason: Option<String>,
    },
    /// The team's canned replies.
    Canned(CannedVerb),
    /// Incidents, the handover, the past.
    Shift(ShiftVerb),
    /// Gives back or resolves all that wait because of a word.
    HandBack(HandBack),
    Turn {
        tenant: TenantId,
        /// Identity or short name of an agent, or `bot`.
        agent: AgentId,
        turn: Turn,
        reason: String,
    },
    /// The kill switch.
    Kill(Kill),
    Operation(OpVerb),
    /// Does what is due.
    Tick,
    Decide {
        key: WorkKey,
        decision: Decision,
        reason: String,
    },
    /// Marks a product as sold.
    Sold {
        tenant: TenantId,
        product: String,
        reason: String,
    },
    /// Issues an operational command.
    Issue {
        command: super::Command,
        reason: String,
    },
    Init {
        of: SetUp,
        /// Nobody is asked.
        agreed: bool,
    },
    Logs(super::LogsVerb),
    Trace(super::TraceVerb),
    /// Says what the backend is like and what is wrong with it.
    Doctor,
    /// Prints the least policy of the account with which a role can work.
    Policy(Role),
    /// Serves the embedded backend until a signal.
    #[cfg(feature = "embedded")]
    Serve,
}

impl Request {
    /// Whether it may change anything, so that it needs a desk that writes.
    pub fn writes(&self) -> bool {
        match self {
            Self::List(_)
            | Self::Show(_)
            | Self::Triggers { .. }
            | Self::Logs(_)
            | Self::Trace(_)
            | Self::Doctor
            | Self::Policy(_)
            | Self::Targets => false,
            Self::Canned(CannedVerb::List) => false,
            Self::Usage(verb) => verb.writes(),
            Self::Kill(Kill { confirm: None, .. }) => false,
            Self::Operation(verb) => !verb.reads(),
            Self::Shift(verb) => verb.writes(),
            // Only counted.
            Self::HandBack(HandBack { confirm: None, .. }) => false,
            #[cfg(feature = "embedded")]
            Self::Serve => false,
            _ => true,
        }
    }
}

/// What is arranged about a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arranged {
    /// Until then, as typed; wall clock times are the tenant's.
    Snooze(String),
    Wake,
    Assign(String),
    Unassign,
}

/// Those on which a bulk action is done, and what a person says to it.
#[derive(Clone, Debug, PartialEq)]
pub struct HandBack {
    /// The word that fired for them.
    pub keyword: String,
    /// Only of this tenant.
    pub tenant: Option<TenantId>,
    /// Only where the word did not stand alone in the customer's last message.
    pub inside: bool,
    pub ending: Ending,
    pub reason: Option<String>,
    /// How many a person expects; `None`: they are only counted.
    pub confirm: Option<usize>,
}

/// What is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUp {
    /// The control tables.
    Control,
    /// The sparse index of the queue.
    Index,
    /// The queue through which escalations are heard.
    Feed,
}

/// A template to the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByTemplate {
    pub name: String,
    /// `None`: it is in one only.
    pub language: Option<String>,
    /// In the order of its places, or `place=value` where they have names.
    pub values: Vec<String>,
}

/// What is said in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// To the customer.
    Reply,
    /// Among the staff.
    Note,
}

/// A list and the part of it that is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub of: Listed,
    /// Only of this tenant.
    pub tenant: Option<TenantId>,
    /// At most so many items; at least 1.
    pub limit: usize,
    /// The `next` of an earlier answer.
    pub after: Option<String>,
}

/// What is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    Tenants,
    Conversations,
    Escalations {
        /// Read all conversations even where an index finds those that wait.
        sweep: bool,
    },
    /// What waits and is no conversation.
    Work {
        kind: Option<WorkKind>,
    },
    /// One sheet of a system.
    Sheet(Box<SheetKey>),
    Agents,
    Usage,
    /// The audit trail of a tenant in a month (`YYYY-MM`); this month unless given.
    Audit {
        month: Option<String>,
    },
    /// Alarms of all systems, or of one.
    Alarms {
        platform: Option<PlatformId>,
    },
    /// Metrics of all systems, or of one, over a range.
    Metrics {
        platform: Option<PlatformId>,
        range: Range,
    },
    /// What happened to an alarm.
    AlarmHistory {
        name: String,
        platform: Option<PlatformId>,
    },
}

impl Listed {
    /// The word in commands and cursors.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Tenants => "tenants",
            Self::Conversations => "conversations",
            Self::Escalations { .. } => "escalations",
            Self::Work { .. } => "work",
            Self::Sheet(_) => "sheet",
            Self::Agents => "agents",
            Self::Usage => "usage",
            Self::Audit { .. } => "audit",
            Self::Alarms { .. } => "alarms",
            Self::Metrics { .. } => "metrics",
            Self::AlarmHistory { .. } => "alarm-history",
        }
    }
}

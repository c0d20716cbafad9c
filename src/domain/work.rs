//! What waits for a person and is no conversation: approvals, commands, incidents, runs, notifications,
//! sources. Each system says which kinds it has; the queue shows them beside the conversations.

use super::escalation::Priority;
use super::id::{PlatformId, TenantId, TenantKey, WorkId};
use super::tenant::Attribute;
use super::text::Text;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The kinds of things that wait for a person. A word of each is in keys and JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// A request that needs an approver (AlquimistaAI).
    Approval,
    /// An operational command that nobody has run for five minutes (AlquimistaAI).
    CommandStuck,
    /// An operational command that ended in an error (AlquimistaAI).
    CommandFailed,
    /// An operational event of the category `system` that is not over (AlquimistaAI).
    Incident,
    /// A tenant's integration in error (AlquimistaAI).
    IntegrationError,
    /// A run that failed (Diatonic).
    RunFailed,
    /// A run that has been running for too long (Diatonic).
    RunOverdue,
    /// A run that was queued and never started (Diatonic).
    RunUnstarted,
    /// A notification that was fetched and went nowhere (Notification Agent).
    NotificationStuck,
    /// A source whose last reads failed (Notification Agent).
    SourceFailing,
    /// A source that is read without an error and brings nothing (Notification Agent).
    SourceQuiet,
}

impl WorkKind {
    pub const ALL: [Self; 11] = [
        Self::Approval,
        Self::CommandStuck,
        Self::CommandFailed,
        Self::Incident,
        Self::IntegrationError,
        Self::RunFailed,
        Self::RunOverdue,
        Self::RunUnstarted,
        Self::NotificationStuck,
        Self::SourceFailing,
        Self::SourceQuiet,
    ];

    /// The word in keys and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::CommandStuck => "command_stuck",
            Self::CommandFailed => "command_failed",
            Self::Incident => "incident",
            Self::IntegrationError => "integration_error",
            Self::RunFailed => "run_failed",
            Self::RunOverdue => "run_overdue",
            Self::RunUnstarted => "run_unstarted",
            Self::NotificationStuck => "notification_stuck",
            Self::SourceFailing => "source_failing",
            Self::SourceQuiet => "source_quiet",
        }
    }

    /// Where it stands among what waits if its system states no priority: before a person at work, beside
    /// customers of medium priority, or when there is time.
    pub fn usual_priority(self) -> Priority {
        match self {
            Self::Approval
            | Self::CommandStuck
            | Self::CommandFailed
            | Self::Incident
            | Self::IntegrationError => Priority::High,
            Self::RunFailed | Self::RunOverdue | Self::RunUnstarted | Self::SourceFailing => {
                Priority::Medium
            }
            Self::NotificationStuck | Self::SourceQuiet => Priority::Low,
        }
    }

    /// What a person may decide of it, where the system lets anybody decide.
    pub fn decisions(self) -> &'static [Decision] {
        match self {
            Self::Approval => &[Decision::Approve, Decision::Reject],
            Self::RunOverdue | Self::RunUnstarted => &[Decision::Cancel],
            _ => &[],
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One thing that waits, among all of all systems.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WorkKey {
    pub platform: PlatformId,
    pub tenant: TenantId,
    pub kind: WorkKind,
    pub id: WorkId,
}

impl WorkKey {
    /// The tenant it belongs to.
    pub fn owner(&self) -> TenantKey {
        TenantKey {
            platform: self.platform,
            tenant: self.tenant.clone(),
        }
    }
}

/// A thing that waits, as the system's rows say.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub key: WorkKey,
    /// What it is about, in a few words of the system: an agent's name, a command, a mailbox.
    pub subject: Text,
    /// Why it waits: the system's own error or request.
    pub reason: Option<Text>,
    /// The system's own status word; empty where it keeps none.
    pub state: Text,
    pub priority: Priority,
    /// Since when it waits.
    pub since: Option<Timestamp>,
    /// What a conditional change compares, exactly as stored (a status, an `updated_at`).
    pub version: Option<String>,
    /// All that is known of it, for the detail view. Secrets never get here.
    pub attributes: Vec<Attribute>,
}

/// What a person may decide of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Approve a request.
    Approve,
    /// Refuse a request.
    Reject,
    /// Mark a run as cancelled. No worker is stopped by it.
    Cancel,
}

impl Decision {
    /// The word of the verb.
    pub fn word(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Cancel => "cancel",
        }
    }
}

/// What came of a decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    Done,
    /// It was decided, ended or cancelled before; the state that it has now.
    Already(Text),
    /// Its time was over before anybody decided.
    Expired,
    NotFound,
    Unknown,
}

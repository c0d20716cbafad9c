//! What waits for a person, and the order in which it should be taken.

use super::conversation::{Customer, LastMessage, Speaker, Status};
use super::id::ConversationKey;
use super::text::Text;
use super::trigger;
use jiff::Timestamp;
use std::cmp::Ordering;

/// Priority as the escalation service states it. The order of the variants is the order of taking.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    Urgent,
    High,
    /// `medium`, and `normal` of the older path.
    Medium,
    Low,
    /// A word that no writer is known to use.
    Other(Text),
    /// The item states none.
    Unstated,
}

impl Priority {
    /// Reads the system's word.
    pub fn from_raw(raw: &str) -> Self {
        match raw {
            "urgent" => Self::Urgent,
            "high" => Self::High,
            "medium" | "normal" => Self::Medium,
            "low" => Self::Low,
            "" => Self::Unstated,
            _ => Self::Other(Text::from_untrusted(raw)),
        }
    }

    /// The word for people and JSON; empty when unstated.
    pub fn word(&self) -> &str {
        match self {
            Self::Urgent => "urgent",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Other(raw) => raw.as_str(),
            Self::Unstated => "",
        }
    }
}

/// A row of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Escalation {
    pub key: ConversationKey,
    pub status: Status,
    pub priority: Priority,
    /// Since when a person is waited for.
    pub since: Option<Timestamp>,
    pub reason: Option<Text>,
    pub customer: Option<Customer>,
    pub last: Option<LastMessage>,
}

impl Escalation {
    /// The words that fired: as the reason quotes them, else as the customer's last message holds them.
    pub fn keywords(&self) -> Vec<&'static str> {
        let last = self.last.as_ref();
        let said = last.filter(|last| last.from == Speaker::Customer);
        trigger::keywords(self.reason.as_deref(), said.map(|last| last.text.as_str()))
    }

    /// The order of taking: priority, then the longest wait; one without a time comes last.
    pub fn order(&self, other: &Self) -> Ordering {
        self.priority
            .cmp(&other.priority)
            .then_with(|| match (self.since, other.since) {
                (Some(a), Some(b)) => a.cmp(&b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            })
            .then_with(|| self.key.cmp(&other.key))
    }
}

/// How the queue of those waiting for a human is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueuePlan {
    /// One query for each status word on `status-escalationTime-index`, and a slow sweep beside it.
    Index,
    /// The tenants' partitions are swept under a read budget.
    Sweep,
}

/// A status word whose rows the queue index lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitingWord {
    PassedToHuman,
    Escalated,
}

impl WaitingWord {
    pub const ALL: [Self; 2] = [Self::PassedToHuman, Self::Escalated];

    /// The word as the system writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::PassedToHuman => "PASSED_TO_HUMAN",
            Self::Escalated => "ESCALATED",
        }
    }
}

//! What a system tells a person about an escalation beside the item: why, how sure, who should take it, how
//! long it may take (backend facts 1.2 "Trigger" and 1.5). Two tellings of one escalation become one.

use super::escalation::Priority;
use super::id::{ConversationKey, TenantId};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Ordering;
use std::fmt;

/// Two tellings of one conversation less than this apart are about one escalation.
pub const TOGETHER: SignedDuration = SignedDuration::from_secs(60);
/// The most triggers of a briefing that are kept.
pub const MOST_TRIGGERS: usize = 20;

/// One reason why the bot gave the conversation away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trigger {
    /// `low_confidence`, `complaint`, …; as the system says it.
    pub kind: Option<Text>,
    /// 0 to 1.
    pub confidence: Option<f64>,
    pub reason: Option<Text>,
    /// The word that was found.
    pub keyword: Option<Text>,
}

impl Trigger {
    fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.reason == other.reason
    }

    /// The surest first; then by words, so that the order is one.
    fn order(&self, other: &Self) -> Ordering {
        let sure = |trigger: &Self| trigger.confidence.unwrap_or(-1.0);
        sure(other)
            .total_cmp(&sure(self))
            .then_with(|| self.kind.cmp(&other.kind))
            .then_with(|| self.reason.cmp(&other.reason))
    }

    fn absorb(&mut self, other: Self) {
        let surest = match (self.confidence, other.confidence) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        self.confidence = surest;
        fuller(&mut self.keyword, other.keyword);
    }
}

/// What is told of one escalation.
#[derive(Clone, Debug, PartialEq)]
pub struct Briefing {
    /// When it was told.
    pub at: Timestamp,
    pub priority: Priority,
    pub reason: Option<Text>,
    /// The surest first.
    pub triggers: Vec<Trigger>,
    /// Who should take it, as the system says it (`customer_service_supervisor`).
    pub suggested: Option<Text>,
    /// How long it may take, in minutes.
    pub estimate: Option<u32>,
    pub summary: Option<Text>,
    /// The customer's number, masked.
    pub phone: Option<Text>,
    pub last_intent: Option<Text>,
    /// The message that led to it.
    pub message: Option<Text>,
}

impl Briefing {
    /// Nothing but a time.
    pub fn new(at: Timestamp) -> Self {
        Self {
            at,
            priority: Priority::Unstated,
            reason: None,
            triggers: Vec::new(),
            suggested: None,
            estimate: None,
            summary: None,
            phone: None,
            last_intent: None,
            message: None,
        }
    }

    /// Takes over what `other` says of the same escalation; the time stays. What both say differently comes
    /// out the same whichever is taken first.
    pub fn absorb(&mut self, other: Self) {
        if other.priority < self.priority {
            self.priority = other.priority;
        }
        fuller(&mut self.reason, other.reason);
        fuller(&mut self.suggested, other.suggested);
        fuller(&mut self.summary, other.summary);
        fuller(&mut self.phone, other.phone);
        fuller(&mut self.last_intent, other.last_intent);
        fuller(&mut self.message, other.message);
        self.estimate = self.estimate.max(other.estimate);
        self.triggers.extend(other.triggers);
        self.settle();
    }

    /// Makes one of triggers that say the same, puts them into their order, and leaves out what is beyond the
    /// most that are kept.
    pub fn settle(&mut self) {
        let mut triggers: Vec<Trigger> = Vec::new();
        for trigger in std::mem::take(&mut self.triggers) {
            match triggers.iter_mut().find(|known| known.is(&trigger)) {
                Some(known) => known.absorb(trigger),
                None => triggers.push(trigger),
            }
        }
        self.triggers = triggers;
        self.triggers.sort_by(Trigger::order);
        self.triggers.truncate(MOST_TRIGGERS);
    }

    /// Whether a telling at `at` is about the same escalation.
    pub fn is_about(&self, at: Timestamp) -> bool {
        self.distance(at) < TOGETHER
    }

    /// How far apart a telling at `at` is.
    pub fn distance(&self, at: Timestamp) -> SignedDuration {
        self.at.duration_since(at).abs()
    }
}

/// The longer of two texts; of two that are as long, the later in the order of text.
fn fuller(mine: &mut Option<Text>, theirs: Option<Text>) {
    let weight = |text: &Option<Text>| text.as_ref().map(|text| (text.len(), text.clone()));
    if weight(&theirs) > weight(mine) {
        *mine = theirs;
    }
}

/// That an escalation was ended by the system's own means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    pub at: Timestamp,
    pub by: Option<Text>,
}

/// The newest briefing of a conversation as the control table has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub briefing: Briefing,
    /// What ended the escalation it is about; `None`: nothing is known to have.
    pub resolution: Option<Resolution>,
}

/// Whose escalation it is.
#[derive(Clone, PartialEq, Eq)]
pub enum Whose {
    Conversation(ConversationKey),
    /// The telling names no conversation. The number is as it was sent, and for looking up only.
    Customer {
        tenant: TenantId,
        phone: String,
    },
}

impl fmt::Debug for Whose {
    /// Without the number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conversation(key) => key.fmt(f),
            Self::Customer { tenant, .. } => write!(f, "a customer of {tenant:?}"),
        }
    }
}

/// The numbers of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaySummary {
    /// `YYYY-MM-DD`, as the system says it.
    pub date: Text,
    pub escalations: Option<u64>,
    pub unresolved: Option<u64>,
}

/// What a message of the feed says.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Escalated(Whose, Box<Briefing>),
    Resolved(ConversationKey, Resolution),
    Summary(DaySummary),
}

/// A message that says nothing this console understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Why: `another type`, `no conversation`.
    pub why: &'static str,
    /// How it begins, with nobody's number in it.
    pub body: Text,
}

/// What a look into the feed brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drained {
    /// Conversations that something was told of, each once.
    pub changed: Vec<ConversationKey>,
    pub summaries: Vec<DaySummary>,
    /// Messages that nobody can read; they are kept.
    pub unread: u32,
    /// Messages that could not be kept; they come again.
    pub left: u32,
}

//! A conversation between a customer, a bot and perhaps a person, put together from the one to three
//! items that the system keeps of it, our own rows included.

use super::escalation::{Escalation, Priority};
use super::id::{ConversationKey, MessageId};
use super::reply::{Fate, ReplyState};
use super::text::Text;
use jiff::Timestamp;

/// The status of a conversation, from any of the three vocabularies that share one attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// `ACTIVE`, `active`, or none: the bot answers.
    Active,
    /// Exactly `PASSED_TO_HUMAN`: the bot is paused, a person is waited for.
    PassedToHuman,
    /// Exactly `ESCALATED`: the bot is paused too.
    Escalated,
    /// `escalated` in any other case: waits for a person, but the bot does not read it as a pause.
    EscalatedUnheard,
    /// `RESOLVED` or `resolved`; no writer of the system is known to use it.
    Resolved,
    /// `CLOSED` or `closed`: the bot writes it on a farewell.
    Closed,
    /// Any other word, shown as it is.
    Other(Text),
}

impl Status {
    /// Reads the system's word; an empty word means that the bot answers.
    pub fn from_raw(raw: &str) -> Self {
        match raw {
            "" | "ACTIVE" | "active" => Self::Active,
            "PASSED_TO_HUMAN" => Self::PassedToHuman,
            "ESCALATED" => Self::Escalated,
            _ if raw.eq_ignore_ascii_case("escalated") => Self::EscalatedUnheard,
            _ if raw.eq_ignore_ascii_case("resolved") => Self::Resolved,
            _ if raw.eq_ignore_ascii_case("closed") => Self::Closed,
            _ => Self::Other(Text::from_untrusted(raw)),
        }
    }

    /// A word for people and JSON: the system's own where it has one.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "ACTIVE",
            Self::PassedToHuman => "PASSED_TO_HUMAN",
            Self::Escalated => "ESCALATED",
            Self::EscalatedUnheard => "escalated",
            Self::Resolved => "RESOLVED",
            Self::Closed => "closed",
            Self::Other(raw) => raw.as_str(),
        }
    }

    /// Whether a person is waited for, by the system's word alone (a live claim overrides it).
    pub fn waits_for_human(&self) -> bool {
        matches!(
            self,
            Self::PassedToHuman | Self::Escalated | Self::EscalatedUnheard
        )
    }

    /// Whether the bot reads this word as "be silent": its test is exact and case-sensitive.
    pub fn pauses_bot(&self) -> bool {
        matches!(self, Self::PassedToHuman | Self::Escalated)
    }
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    Customer,
    Bot,
    Human,
    /// A private note of the staff; never sent.
    Note,
    /// The system itself: a notification that it fetched (Notification Agent).
    System,
    /// The item does not say, or uses an unknown word.
    Unknown,
}

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageKind {
    Text,
    /// The line that a paused bot sends to every customer message.
    WaitingLine,
    Image,
    Document,
    Audio,
    Other(Text),
}

/// Where a message was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The system's own item.
    Table,
    /// A row that a console kept because the system overwrites its own (`SEEN#`).
    Seen,
    /// A reply or note of ours.
    Ours,
}

/// One message of a transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: MessageId,
    /// `None` where the item has no readable time; such a message keeps its place in the list.
    pub at: Option<Timestamp>,
    pub from: Speaker,
    /// Name of the person for [`Speaker::Human`] and [`Speaker::Note`].
    pub by: Option<Text>,
    pub text: Text,
    pub kind: MessageKind,
    pub origin: Origin,
    /// What became of a reply of ours.
    pub state: Option<ReplyState>,
    /// How it travels, where it does.
    pub fate: Option<Box<Fate>>,
}

/// The customer as far as the item tells; the number shows masked everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customer {
    pub name: Option<Text>,
    /// The masked number.
    pub phone: Option<Text>,
    /// What the system's own table of customers says of them; read when the conversation is opened.
    pub standing: Option<Box<Standing>>,
}

/// What a table of customers says of one (backend facts 1.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub language: Option<Text>,
    pub lead_score: Option<i64>,
    /// `totalConversations`: what it really counts is the customer's messages.
    pub messages: Option<u64>,
    /// What the customer wanted lately, at most ten words of the bot, the latest last.
    pub intents: Vec<Text>,
}

impl Customer {
    /// Takes over from `other` what is not known yet.
    pub fn fill(&mut self, other: Self) {
        self.name = self.name.take().or(other.name);
        self.phone = self.phone.take().or(other.phone);
        self.standing = self.standing.take().or(other.standing);
    }
}

/// How the system keeps the transcript of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// All messages are kept: in one item, or in an item each (Notification Agent).
    Embedded,
    /// Every message overwrites the one before: only the last is there.
    LastMessageOnly,
    /// No transcript: only the escalation was recorded.
    NoTranscript,
}

/// The last message of a conversation, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMessage {
    pub from: Speaker,
    pub at: Option<Timestamp>,
    /// The first line's worth of it (at most 160 characters).
    pub text: Text,
}

/// What the item with the bot's pause says (key `{tenantId, conversationId}` without prefix).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub status: Status,
    /// Why and when it escalated, if it ever did; old values stay on the item after a hand back.
    pub reason: Option<Text>,
    pub priority: Priority,
    pub since: Option<Timestamp>,
    /// `updatedAt` exactly as stored: what a conditional change compares. `None`: the item has none.
    pub version: Option<String>,
    /// Whether the item has a `messages` list to which a reply can be appended.
    pub has_messages: bool,
}

/// What the item with the transcript says (with or without prefix).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Its own status word: counts only where no [`Record`] exists.
    pub status: Status,
    pub customer: Customer,
    pub storage: Storage,
    pub last: Option<LastMessage>,
    pub messages: u32,
    pub updated_at: Option<Timestamp>,
    /// What the customer wanted last, and the products asked about, where the bot noted them. Only a read of
    /// the whole item tells them.
    pub last_intent: Option<Text>,
    pub products: Vec<Text>,
}

/// A conversation as lists know it. A list may find the halves on different pages: [`Self::absorb`] joins them.
#[derive(Clone, Debug, PartialEq)]
pub struct ConversationRow {
    pub key: ConversationKey,
    pub record: Option<Record>,
    pub talk: Option<Talk>,
    /// How many attributes could not be understood.
    pub oddities: u16,
}

impl ConversationRow {
    /// Takes over what `other`, read later, says about the same conversation.
    pub fn absorb(&mut self, other: Self) {
        if other.record.is_some() {
            self.record = other.record;
        }
        self.talk = match (self.talk.take(), other.talk) {
            (Some(mut mine), Some(mut theirs)) => {
                theirs.last_intent = theirs.last_intent.or(mine.last_intent.take());
                if theirs.products.is_empty() {
                    theirs.products = std::mem::take(&mut mine.products);
                }
                // An item without a transcript says nothing about the transcript of the other item.
                if theirs.storage == Storage::NoTranscript && mine.storage != Storage::NoTranscript
                {
                    mine.customer.fill(theirs.customer);
                    mine.last_intent = theirs.last_intent;
                    mine.products = theirs.products;
                    Some(mine)
                } else {
                    theirs.customer.fill(mine.customer);
                    Some(theirs)
                }
            }
            (mine, theirs) => theirs.or(mine),
        };
        self.oddities = self.oddities.max(other.oddities);
    }

    /// The status that counts: the pause item's, else the transcript's own.
    pub fn status(&self) -> &Status {
        match (&self.record, &self.talk) {
            (Some(record), _) => &record.status,
            (None, Some(talk)) => &talk.status,
            (None, None) => &Status::Active,
        }
    }

    /// The customer as far as known.
    pub fn customer(&self) -> Option<&Customer> {
        self.talk.as_ref().map(|talk| &talk.customer)
    }

    /// Last sign of life: the last message, else the last change.
    pub fn last_activity(&self) -> Option<Timestamp> {
        let talk = self.talk.as_ref();
        talk.and_then(|talk| talk.last.as_ref().and_then(|last| last.at))
            .or_else(|| talk.and_then(|talk| talk.updated_at))
            .or_else(|| self.record.as_ref().and_then(|record| record.since))
    }

    /// When the customer wrote last, as far as the last message tells: its time if it is theirs, or if a bot
    /// said it that is paused, for a paused bot speaks only in answer to them.
    pub fn last_inbound(&self) -> Option<Timestamp> {
        let last = self.talk.as_ref()?.last.as_ref()?;
        let told = match last.from {
            Speaker::Customer => true,
            Speaker::Bot => self.status().pauses_bot(),
            _ => false,
        };
        last.at.filter(|_| told)
    }

    /// How the transcript is kept.
    pub fn storage(&self) -> Storage {
        self.talk
            .as_ref()
            .map_or(Storage::NoTranscript, |talk| talk.storage)
    }

    /// The row of the queue, if a person is waited for.
    pub fn escalation(&self) -> Option<Escalation> {
        if !self.status().waits_for_human() {
            return None;
        }
        let record = self.record.as_ref();
        Some(Escalation {
            key: self.key.clone(),
            status: self.status().clone(),
            priority: record.map_or(Priority::Unstated, |record| record.priority.clone()),
            since: record
                .and_then(|record| record.since)
                .or_else(|| self.last_activity()),
            reason: record.and_then(|record| record.reason.clone()),
            customer: self.customer().cloned(),
            last: self.talk.as_ref().and_then(|talk| talk.last.clone()),
        })
    }
}

/// How much of the past a transcript shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// The system keeps all messages.
    Complete,
    /// The system keeps only the last one; consoles have seen it since then (`None`: just now).
    SeenSince(Option<Timestamp>),
    /// The system keeps no transcript of it.
    None,
}

/// An opened conversation: the system's messages and our rows, merged by time.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    pub row: ConversationRow,
    pub messages: Vec<Message>,
    pub history: History,
}

impl Conversation {
    /// Time of the newest message of the customer.
    pub fn last_inbound(&self) -> Option<Timestamp> {
        self.messages
            .iter()
            .rev()
            .filter(|message| message.from == Speaker::Customer)
            .find_map(|message| message.at)
    }
}

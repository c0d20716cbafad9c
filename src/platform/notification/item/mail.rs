//! Notifications: how far each came, derived, for the system keeps no status of them (backend facts 4.2).
//! What a mail or its summary says is not decoded here.

use super::identity;
use crate::aws::dynamo::Item;
use crate::aws::expression;
use crate::domain::conversation::{LastMessage, Message, MessageKind, Origin, Speaker};
use crate::domain::id::{MessageId, TenantId};
use crate::domain::mask;
use crate::domain::text::{Text, truncate};
use crate::platform::notification::health::PATIENCE;
use crate::platform::value::Reader;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

/// What is fetched of a notification: all but `content`. The summary only shows whether there is one.
pub const FIELDS: [&str; 10] = [
    "user_id",
    "notification_id",
    "source_type",
    "source_id",
    "subject",
    "from",
    "created_at",
    "delivered_at",
    "delivery_method",
    "summary",
];

/// What is fetched when a person asks for a body.
pub const BODY_FIELDS: [&str; 2] = ["source_id", "content"];

/// What the system stores instead of a summary when the model did not answer.
pub const FAILURE: &str = "Unable to generate summary.";

/// The source of a notification that names none.
pub const NO_SOURCE: &str = "?";

/// Columns of a subject that lists show.
const EXCERPT: usize = 160;

/// How far a notification came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Fetched,
    Summarised,
    /// The summary is the system's failure text.
    SummaryFailed,
    /// `delivered_at` is a string: the system writes NULL when it fetches.
    Delivered,
}

impl Stage {
    /// The word for people and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fetched => "fetched",
            Self::Summarised => "summarised",
            Self::SummaryFailed => "summary failed",
            Self::Delivered => "delivered",
        }
    }
}

/// A notification without what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    /// `user_id` as stored.
    pub user: TenantId,
    /// `notification_id` as stored.
    pub id: MessageId,
    /// `source_id` as stored, or [`NO_SOURCE`].
    pub source: String,
    pub subject: Option<Text>,
    /// The sender, addresses masked.
    pub from: Option<Text>,
    /// The mail's own date. The system fetches what came since its last read, so this is near that.
    pub at: Option<Timestamp>,
    pub stage: Stage,
    /// Whether the summary is the failure text, delivered or not.
    pub summary_failed: bool,
    pub method: Option<Text>,
    pub oddities: u16,
}

/// The key of a notification's item.
pub fn key(user: &TenantId, id: &str) -> Item {
    expression::key(("user_id", user.as_str()), Some(("notification_id", id)))
}

/// The body of a notification of this source, which a person asked for; `None`: it is another source's, or it
/// has none.
pub fn body(item: &Item, source: &str) -> Option<Text> {
    let mut read = Reader::new(item);
    let owner = read.raw("source_id").filter(|id| !id.is_empty());
    (owner.unwrap_or(NO_SOURCE) == source)
        .then(|| read.text("content"))
        .flatten()
}

/// The notification of an item. `at` names it where it has no id.
pub fn notification(item: &Item, at: usize) -> Notification {
    let mut read = Reader::new(item);
    let summary = summary(&mut read);
    Notification {
        user: TenantId::from(identity(&mut read, "user_id", at)),
        id: MessageId::from(identity(&mut read, "notification_id", at)),
        source: read
            .raw("source_id")
            .filter(|id| !id.is_empty())
            .unwrap_or(NO_SOURCE)
            .to_owned(),
        subject: read.masked("subject"),
        from: read
            .masked("from")
            .map(|from| Text::from_untrusted(&mask::emails(&from))),
        at: read.time("created_at"),
        stage: match delivered(&mut read) {
            true => Stage::Delivered,
            false => summary,
        },
        summary_failed: summary == Stage::SummaryFailed,
        method: read.masked("delivery_method"),
        oddities: read.oddities(),
    }
}

fn delivered(read: &mut Reader<'_>) -> bool {
    match read.value("delivered_at") {
        Some(AttributeValue::S(at)) => !at.trim().is_empty(),
        Some(_) => {
            read.odd();
            false
        }
        None => false,
    }
}

fn summary(read: &mut Reader<'_>) -> Stage {
    match read.value("summary") {
        Some(AttributeValue::S(text)) => match text.trim() {
            "" => Stage::Fetched,
            FAILURE => Stage::SummaryFailed,
            _ => Stage::Summarised,
        },
        Some(_) => {
            read.odd();
            Stage::Fetched
        }
        None => Stage::Fetched,
    }
}

impl Notification {
    /// Whether it went nowhere for longer than the system's schedule explains. One without a readable date
    /// counts as old: nobody can tell that it is not.
    pub fn stuck(&self, now: Timestamp) -> bool {
        self.stage != Stage::Delivered && self.at.is_none_or(|at| now.duration_since(at) > PATIENCE)
    }

    /// How far it came, in words: `summarised`, `fetched · stuck`.
    pub fn state(&self, now: Timestamp) -> Text {
        match self.stuck(now) {
            true => Text::from(format!("{} · stuck", self.stage.word())),
            false => Text::from(self.stage.word()),
        }
    }

    /// As a message of its source: subject and sender, and how far it came as its kind.
    pub fn message(&self, now: Timestamp) -> Message {
        let lines: Vec<&str> = [&self.subject, &self.from]
            .into_iter()
            .flatten()
            .map(Text::as_str)
            .collect();
        Message {
            id: self.id.clone(),
            at: self.at,
            from: Speaker::System,
            by: None,
            text: Text::from(lines.join("\n")),
            kind: MessageKind::Other(self.state(now)),
            origin: Origin::Table,
            state: None,
            fate: None,
        }
    }

    /// What lists show of it: the subject, else the sender.
    pub fn excerpt(&self) -> LastMessage {
        let text = self.subject.as_ref().or(self.from.as_ref());
        let line = text.map(Text::one_line).unwrap_or_default();
        LastMessage {
            from: Speaker::System,
            at: self.at,
            text: Text::from_untrusted(&truncate(&line, EXCERPT)),
        }
    }
}

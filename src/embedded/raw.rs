//! Raw attribute maps as the real systems write them: the few constructors that seeds and world
//! share. Deliberately apart from the rooms' codecs, which are tested against these.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

/// One item of a table.
pub type Item = HashMap<String, AttributeValue>;

/// A string attribute.
pub fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

/// A number attribute.
pub fn n(number: impl std::fmt::Display) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// The string under `name`, if there is one.
pub fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name)?.as_s().ok().map(String::as_str)
}

/// An item out of pairs.
pub fn item<const N: usize>(pairs: [(&str, AttributeValue); N]) -> Item {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Who wrote a message, in the word that the bot stores under `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Customer,
    /// A customer's message that the paused bot only logged.
    Ignored,
    Bot,
    Human,
}

impl From {
    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customer | Self::Ignored => "customer",
            Self::Bot => "bot",
            Self::Human => "human",
        }
    }
}

/// A message before it takes one of the stored shapes.
#[derive(Clone, Debug)]
pub struct Spoken {
    pub from: From,
    pub text: String,
    pub at: jiff::Timestamp,
    /// The intent that the bot had recognised.
    pub intent: String,
    /// How sure the bot was, 0–100.
    pub confidence: u8,
}

impl Spoken {
    /// As an element of `messages` in an embedded conversation: time as an ISO string under `id`.
    pub fn element(&self, tenant: &str, conversation: &str) -> AttributeValue {
        let mut map = self.common(tenant);
        map.insert("id".into(), s(self.id()));
        map.insert("conversationId".into(), s(conversation));
        map.insert("timestamp".into(), s(super::seed::iso(self.at)));
        AttributeValue::M(map)
    }

    /// As a row of its own under the prefixed key: `timestamp` in epoch milliseconds.
    pub fn row(&self, tenant: &str, conversation: &str) -> Item {
        let mut row = self.common(tenant);
        row.insert("messageId".into(), s(self.id()));
        row.insert("conversationId".into(), s(prefixed(tenant, conversation)));
        row.insert("timestamp".into(), n(self.at.as_millisecond()));
        row
    }

    fn common(&self, tenant: &str) -> Item {
        item([
            ("tenantId", s(tenant)),
            ("from", s(self.from.word())),
            ("content", s(self.text.clone())),
            ("type", s("text")),
            ("metadata", AttributeValue::M(self.metadata())),
        ])
    }

    fn metadata(&self) -> Item {
        match self.from {
            From::Ignored => item([
                ("escalated", AttributeValue::Bool(true)),
                ("ignoredByBot", AttributeValue::Bool(true)),
            ]),
            From::Human => Item::new(),
            From::Customer | From::Bot => item([
                ("intent", s(self.intent.clone())),
                ("confidence", n(f64::from(self.confidence) / 100.0)),
            ]),
        }
    }

    fn id(&self) -> String {
        let ms = self.at.as_millisecond();
        match self.from {
            From::Customer | From::Ignored => format!("wamid.{ms:X}"),
            From::Bot => format!("resp_{ms}"),
            From::Human => format!("msg_{ms}_human"),
        }
    }
}

/// The key under which the data access layer keeps a conversation: `{tenant}#{conversation}`.
pub fn prefixed(tenant: &str, conversation: &str) -> String {
    format!("{tenant}#{conversation}")
}

/// What a paused bot answers to every message (backend facts 1.3).
pub const WAITING_LINE: &str =
    "Tu conversación está siendo atendida por un asesor. Te responderá pronto.";

//! Reading and writing attributes of our own rows. Reading is total: a row that a newer console wrote
//! gives what this version understands.

use crate::aws::dynamo::Item;
use crate::aws::expression::{n, s};
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;
use crate::domain::time;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

/// A string attribute.
pub(super) fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    match item.get(name) {
        Some(AttributeValue::S(value)) => Some(value),
        _ => None,
    }
}

/// A string attribute, made safe for people.
pub(super) fn safe(item: &Item, name: &str) -> Option<Text> {
    text(item, name).map(Text::from_untrusted)
}

/// A number attribute.
pub(super) fn number<T: std::str::FromStr>(item: &Item, name: &str) -> Option<T> {
    match item.get(name) {
        Some(AttributeValue::N(value)) => value.parse().ok(),
        _ => None,
    }
}

/// An instant kept as epoch milliseconds.
pub(super) fn millis(item: &Item, name: &str) -> Option<Timestamp> {
    Timestamp::from_millisecond(number(item, name)?).ok()
}

/// An instant kept as ISO-8601 text.
pub(super) fn instant(item: &Item, name: &str) -> Option<Timestamp> {
    time::parse(text(item, name)?)
}

/// Epoch milliseconds as an attribute.
pub(super) fn of_millis(at: Timestamp) -> AttributeValue {
    n(at.as_millisecond())
}

/// Epoch seconds as TTL wants them.
pub(super) fn expiry(at: Timestamp, after: jiff::SignedDuration) -> AttributeValue {
    n(at.checked_add(after).unwrap_or(at).as_second())
}

/// A new row of ours from its attributes; those without a value are left out.
pub(super) fn row<const N: usize>(attributes: [(&str, Option<AttributeValue>); N]) -> Item {
    attributes
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// An optional text as an attribute.
pub(super) fn some(value: Option<&Text>) -> Option<AttributeValue> {
    value.map(|text| s(text.as_str()))
}

/// Partition key of what is kept about a conversation: `CLAIM#…` or `CONV#…`.
pub(super) fn conversation_pk(kind: &str, key: &ConversationKey) -> String {
    format!(
        "{kind}#{}#{}#{}",
        key.platform.as_str(),
        key.tenant.as_str(),
        key.conversation.as_str()
    )
}

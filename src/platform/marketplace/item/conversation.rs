//! Conversations: three storage shapes, four id formats, three status vocabularies, up to two items each.

use super::message;
use crate::aws::dynamo::Item;
use crate::domain::conversation::{
    ConversationRow, Customer, LastMessage, Message, Record, Status, Storage, Talk,
};
use crate::domain::escalation::Priority;
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::mask;
use crate::domain::text::Text;
use crate::platform::Stored;
use crate::platform::value::Reader;
use std::collections::HashMap;

/// What a list fetches of an item: all that a row is made of, the message that it may hold itself included.
pub const FIELDS: [&str; 18] = [
    "tenantId",
    "conversationId",
    "status",
    "escalationReason",
    "priority",
    "escalationTime",
    "updatedAt",
    "messages",
    "customerName",
    "customerId",
    "lastUpdate",
    "timestamp",
    "createdAt",
    "id",
    "messageId",
    "from",
    "content",
    "type",
];

/// Products asked about that are kept of an item.
const PRODUCTS: usize = 10;

/// Fewer digits than this at the end of an id are no phone.
const SHORTEST_PHONE: usize = 8;

/// The rows of a page of items, in their order; the halves of one conversation become one row.
/// `tenant` stands in where an item does not name its own.
pub fn rows<'a>(
    items: impl IntoIterator<Item = &'a Item>,
    tenant: Option<&TenantId>,
) -> Vec<ConversationRow> {
    let mut rows: Vec<ConversationRow> = Vec::new();
    let mut places: HashMap<ConversationKey, usize> = HashMap::new();
    for (at, item) in items.into_iter().enumerate() {
        let row = row(item, tenant, at);
        let place = *places.entry(row.key.clone()).or_insert(rows.len());
        match rows.get_mut(place) {
            Some(known) => known.absorb(row),
            None => rows.push(row),
        }
    }
    rows
}

/// The row of one item. `at` names it where it has no id.
pub fn row(item: &Item, tenant: Option<&TenantId>, at: usize) -> ConversationRow {
    let mut read = Reader::new(item);
    let (key, prefixed) = key(&mut read, tenant, at);
    let status = status(&mut read);
    let record = (!prefixed).then(|| record(&mut read, status.clone()));
    let talk = talk(&mut read, item, &key, status);
    ConversationRow {
        key,
        record,
        talk: Some(talk),
        oddities: read.oddities(),
    }
}

/// Everything that the items of one conversation say: the unprefixed one first.
pub fn stored(items: &[Item], key: &ConversationKey) -> Option<Stored> {
    let mut row: Option<ConversationRow> = None;
    let mut messages: Vec<Message> = Vec::new();
    for item in items {
        let mut next = self::row(item, Some(&key.tenant), 0);
        next.key = key.clone();
        let (found, odd) = transcript(item);
        next.oddities = next.oddities.saturating_add(odd);
        join(&mut messages, found);
        match &mut row {
            Some(known) => known.absorb(next),
            None => row = Some(next),
        }
    }
    row.map(|row| Stored { row, messages })
}

/// The item's own messages.
fn transcript(item: &Item) -> (Vec<Message>, u16) {
    match item.get("messages").filter(|value| !value.is_null()) {
        Some(list) => message::all(list),
        None => message::of_row(item)
            .map_or_else(Default::default, |(message, odd)| (vec![message], odd)),
    }
}

/// Adds the messages of the other item. Only where both have some are they put in the order of time.
pub(super) fn join(messages: &mut Vec<Message>, found: Vec<Message>) {
    if messages.is_empty() {
        *messages = found;
        return;
    }
    let before = messages.len();
    for message in found {
        if !messages
            .iter()
            .any(|known| known.id == message.id && known.text == message.text)
        {
            messages.push(message);
        }
    }
    if messages.len() > before {
        messages.sort_by_key(|message| message.at);
    }
}

/// The conversation's key, and whether the item has the prefixed form of it.
fn key(read: &mut Reader<'_>, tenant: Option<&TenantId>, at: usize) -> (ConversationKey, bool) {
    let tenant = match read.raw("tenantId") {
        Some(own) => TenantId::from(own),
        None => tenant.cloned().unwrap_or_else(|| TenantId::from("")),
    };
    let Some(raw) = read.raw("conversationId") else {
        read.odd();
        return (
            ConversationKey::marketplace(&tenant, &format!("?{at}")),
            false,
        );
    };
    let key = ConversationKey::marketplace(&tenant, raw);
    let prefixed = key.conversation.as_str() != raw;
    (key, prefixed)
}

/// What the unprefixed item says: the bot reads its pause there.
fn record(read: &mut Reader<'_>, status: Status) -> Record {
    let priority = Priority::from_raw(read.raw("priority").unwrap_or_default());
    if matches!(priority, Priority::Other(_)) {
        read.odd();
    }
    Record {
        status,
        reason: read.masked("escalationReason"),
        priority,
        since: read.time("escalationTime"),
        version: read.version("updatedAt"),
        has_messages: read.value("messages").is_some_and(|value| value.is_l()),
    }
}

/// The record of an item as a write left it.
pub fn record_of(item: &Item) -> Record {
    let mut read = Reader::new(item);
    let status = status(&mut read);
    record(&mut read, status)
}

fn status(read: &mut Reader<'_>) -> Status {
    let status = Status::from_raw(read.raw("status").unwrap_or_default());
    if matches!(status, Status::Other(_)) {
        read.odd();
    }
    status
}

fn talk(read: &mut Reader<'_>, item: &Item, key: &ConversationKey, status: Status) -> Talk {
    let (storage, last, messages) = kept(read, item);
    let updated_at = ["lastUpdate", "updatedAt", "timestamp", "createdAt"]
        .iter()
        .find_map(|name| read.time(name));
    Talk {
        status,
        customer: customer(read, key),
        storage,
        last,
        messages,
        updated_at,
        last_intent: read.text("lastIntent"),
        products: asked_about(read),
    }
}

/// Products that are named on the item, at most as many as a person reads.
fn asked_about(read: &mut Reader<'_>) -> Vec<Text> {
    let mut products = read.words("productInquiries");
    products.truncate(PRODUCTS);
    products
}

/// How the transcript is kept, its last message, and the number of messages.
fn kept(read: &mut Reader<'_>, item: &Item) -> (Storage, Option<LastMessage>, u32) {
    if let Some(list) = read.value("messages") {
        let (count, last, odd) = message::last(list);
        (0..odd).for_each(|_| read.odd());
        return (
            Storage::Embedded,
            last,
            u32::try_from(count).unwrap_or(u32::MAX),
        );
    }
    if let Some((message, odd)) = message::of_row(item) {
        (0..odd).for_each(|_| read.odd());
        return (
            Storage::LastMessageOnly,
            Some(message::excerpt(&message)),
            1,
        );
    }
    // The metadata row of the row-per-message shape: `timestamp` is 0, and the next message overwrites it.
    match read.value("timestamp") {
        Some(_) => (Storage::LastMessageOnly, None, 0),
        None => (Storage::NoTranscript, None, 0),
    }
}

/// The customer: by `customerId`, else by the phone that ids end with (`conv_{phone}`, `conv_{tenant}_{phone}`).
fn customer(read: &mut Reader<'_>, key: &ConversationKey) -> Customer {
    let name = read.masked("customerName");
    let stated = read
        .raw("customerId")
        .map(|id| id.rsplit('#').next().unwrap_or(id));
    let phone = stated
        .filter(|phone| digits(phone) >= SHORTEST_PHONE)
        .or_else(|| phone_of_id(key.conversation.as_str()));
    Customer {
        name,
        phone: phone.map(|phone| Text::from_untrusted(&mask::phone(phone))),
        standing: None,
    }
}

/// The whole number of the customer that items of a conversation name, or that its id ends with.
pub fn number<'a>(items: &'a [Item], of: &'a ConversationKey) -> Option<&'a str> {
    let ids = items.iter().filter_map(|item| item.get("customerId"));
    let stated = ids.filter_map(|id| id.as_s().ok());
    let mut phones = stated.map(|id| id.rsplit('#').next().unwrap_or(id));
    phones
        .find(|phone| digits(phone) >= SHORTEST_PHONE)
        .or_else(|| phone_of_id(of.conversation.as_str()))
}

/// The phone that an id ends with.
pub fn phone_of_id(id: &str) -> Option<&str> {
    let end = id.rsplit(['_', '#']).next()?;
    let plain = end
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-'));
    (plain && digits(end) >= SHORTEST_PHONE).then_some(end)
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

//! Messages: elements of an embedded list, and the one message that a row-per-message item still holds.

use crate::aws::dynamo::Item;
use crate::domain::conversation::{LastMessage, Message, MessageKind, Origin, Speaker};
use crate::domain::id::MessageId;
use crate::domain::text::{Text, truncate};
use crate::platform::value::{Reader, is_secret, is_secret_value, scalar};
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use std::collections::HashMap;

/// Columns of a message that lists show.
const EXCERPT: usize = 160;

/// How a paused bot's answer reads (backend facts 1.3, its source says the first).
const WAITING_LINES: [&str; 3] = [
    "siendo atendida por un asesor",
    "asesor te responderá pronto",
    "sendo atendida por um atendente",
];

/// All messages of a `messages` attribute, oldest first, and how many attributes were not understood.
/// What is not a list counts as a list of one.
pub fn all(value: &AttributeValue) -> (Vec<Message>, u16) {
    let mut oddities = 0;
    let mut messages: Vec<Message> = elements(value)
        .iter()
        .enumerate()
        .map(|(at, element)| {
            let (message, odd) = of_value(element, at);
            oddities += odd;
            message
        })
        .collect();
    distinguish(&mut messages);
    (messages, oddities)
}

/// How many messages there are, and the last one that is more than a waiting line, without reading the rest.
pub fn last(value: &AttributeValue) -> (usize, Option<LastMessage>, u16) {
    let elements = elements(value);
    let odd_list = u16::from(!value.is_l());
    let mut newest = None;
    for (at, element) in elements.iter().enumerate().rev() {
        let (message, odd) = of_value(element, at);
        if message.kind != MessageKind::WaitingLine {
            return (elements.len(), Some(excerpt(&message)), odd + odd_list);
        }
        newest.get_or_insert((message, odd));
    }
    match newest {
        Some((message, odd)) => (elements.len(), Some(excerpt(&message)), odd + odd_list),
        None => (elements.len(), None, odd_list),
    }
}

/// What lists show of a message.
pub fn excerpt(message: &Message) -> LastMessage {
    LastMessage {
        from: message.from,
        at: message.at,
        text: Text::from_untrusted(&truncate(&message.text.one_line(), EXCERPT)),
    }
}

/// The message that a row holds itself (`content` or `messageId` beside the keys), if it holds one.
pub fn of_row(item: &Item) -> Option<(Message, u16)> {
    let holds = ["content", "messageId", "from"]
        .iter()
        .any(|name| item.get(*name).is_some_and(|value| !value.is_null()));
    holds.then(|| {
        let (mut message, odd) = of_map(item, 0);
        if identity(&mut Reader::new(item)).is_none() {
            // The next message takes this one's place, so the place is no identity.
            let text = message.text.one_line();
            let at = message.at.map_or(0, Timestamp::as_millisecond);
            message.id = MessageId::from(format!("{at}-{}", truncate(&text, SHORT)));
        }
        if item.get("content").is_none_or(AttributeValue::is_null) {
            // What is beside are attributes of the conversation, no message.
            message.text = Text::default();
        }
        (message, odd)
    })
}

/// Columns of a text that stand for a message without an id.
const SHORT: usize = 40;

fn identity(read: &mut Reader<'_>) -> Option<Text> {
    read.text("id").or_else(|| read.text("messageId"))
}

/// The messages of whatever stands where a list should: a map without a message's attributes is taken for
/// a list by its keys, anything else for a list of one.
fn elements(value: &AttributeValue) -> Vec<&AttributeValue> {
    match value {
        AttributeValue::L(list) => list.iter().collect(),
        AttributeValue::Null(_) => Vec::new(),
        AttributeValue::M(map)
            if !["content", "from", "id"]
                .iter()
                .any(|name| map.contains_key(*name)) =>
        {
            let mut entries: Vec<_> = map.iter().filter(|(name, _)| !is_secret(name)).collect();
            entries.sort_by_key(|(name, _)| (name.len(), name.as_str()));
            entries.into_iter().map(|(_, value)| value).collect()
        }
        other => vec![other],
    }
}

/// Any element: a map is read, anything else becomes a message of an unknown speaker.
fn of_value(value: &AttributeValue, at: usize) -> (Message, u16) {
    if let AttributeValue::M(map) = value {
        return of_map(map, at);
    }
    let message = Message {
        id: MessageId::from(format!("#{at}")),
        at: None,
        from: Speaker::Unknown,
        by: None,
        text: legible(value),
        kind: MessageKind::Other(Text::from(type_word(value))),
        origin: Origin::Table,
        state: None,
        fate: None,
    };
    (message, 1)
}

fn of_map(map: &Item, at: usize) -> (Message, u16) {
    let mut read = Reader::new(map);
    let from = speaker(&mut read);
    let text = match read.value("content") {
        Some(AttributeValue::S(content)) => Text::from_untrusted(content),
        Some(other) => {
            read.odd();
            legible(other)
        }
        None => {
            read.odd();
            rest(map)
        }
    };
    let kind = kind(&mut read, from, &text);
    let id = identity(&mut read);
    let by = read.text("agentName").filter(|_| from == Speaker::Human);
    let message = Message {
        id: id.map_or_else(
            || MessageId::from(format!("#{at}")),
            |id| MessageId::from(id.as_str()),
        ),
        at: read.time("timestamp"),
        from,
        by,
        text,
        kind,
        origin: Origin::Table,
        state: None,
        fate: None,
    };
    (message, read.oddities())
}

fn speaker(read: &mut Reader<'_>) -> Speaker {
    match read.raw("from") {
        Some("customer") => Speaker::Customer,
        Some("bot") => Speaker::Bot,
        Some("human") => Speaker::Human,
        _ => {
            read.odd();
            Speaker::Unknown
        }
    }
}

fn kind(read: &mut Reader<'_>, from: Speaker, text: &str) -> MessageKind {
    match read.raw("type").unwrap_or("text") {
        "text" if from == Speaker::Bot && is_waiting_line(text) => MessageKind::WaitingLine,
        "text" | "" => MessageKind::Text,
        "image" => MessageKind::Image,
        "document" => MessageKind::Document,
        "audio" => MessageKind::Audio,
        other => MessageKind::Other(Text::from_untrusted(other)),
    }
}

fn is_waiting_line(text: &str) -> bool {
    WAITING_LINES.iter().any(|line| text.contains(line))
}

/// What a message without content says elsewhere (`body`, `caption`, …).
fn rest(map: &Item) -> Text {
    const KNOWN: [&str; 9] = [
        "id",
        "messageId",
        "tenantId",
        "conversationId",
        "from",
        "timestamp",
        "type",
        "metadata",
        "agentName",
    ];
    let others = map
        .iter()
        .filter(|(name, _)| !KNOWN.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    legible(&AttributeValue::M(others))
}

/// The readable part of a value that should have been a string: scalars as they are, collections as
/// `name: value` lines, without secrets.
fn legible(value: &AttributeValue) -> Text {
    let mut lines = Vec::new();
    gather(value, "", &mut lines, 0);
    Text::from_untrusted(&lines.join("\n"))
}

/// Nesting that DynamoDB allows.
const DEPTH: usize = 32;

fn gather(value: &AttributeValue, label: &str, lines: &mut Vec<String>, depth: usize) {
    if depth > DEPTH {
        return;
    }
    match value {
        AttributeValue::M(map) => {
            let mut names: Vec<&String> = map.keys().filter(|name| !is_secret(name)).collect();
            names.sort();
            for name in names {
                if let Some(inner) = map.get(name) {
                    gather(inner, name, lines, depth + 1);
                }
            }
        }
        AttributeValue::L(list) => list
            .iter()
            .for_each(|inner| gather(inner, label, lines, depth + 1)),
        AttributeValue::Ss(words) | AttributeValue::Ns(words) => {
            lines.extend(words.iter().cloned());
        }
        other => {
            let Some(text) = scalar(other).filter(|text| !is_secret_value(text)) else {
                return;
            };
            lines.push(if label.is_empty() {
                text.to_owned()
            } else {
                format!("{label}: {text}")
            });
        }
    }
}

fn type_word(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "S",
        AttributeValue::N(_) => "N",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::L(_) => "L",
        AttributeValue::M(_) => "M",
        AttributeValue::Ss(_) => "SS",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::B(_) | AttributeValue::Bs(_) => "B",
        _ => "?",
    }
}

/// Gives messages that share an identity without being the same message identities of their own.
/// A message that was only delivered twice keeps it.
fn distinguish(messages: &mut [Message]) {
    let mut seen: HashMap<MessageId, (Speaker, Text)> = HashMap::new();
    for (at, message) in messages.iter_mut().enumerate() {
        let says = (message.from, message.text.clone());
        match seen.get(&message.id) {
            Some(first) if *first != says => {
                message.id = MessageId::from(format!("{}#{at}", message.id.as_str()));
            }
            Some(_) => continue,
            None => {}
        }
        seen.insert(message.id.clone(), says);
    }
}

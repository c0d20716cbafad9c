//! Conversations of the legacy table: a row for each message and one with `timestamp` 0 for the conversation
//! itself (backend facts 1.2, shape 2), joined into one entry. Total, like every codec here.

use super::conversation::{join, row};
use super::message;
use crate::aws::dynamo::Item;
use crate::domain::conversation::{ConversationRow, LastMessage, Message, Storage};
use crate::domain::id::{ConversationKey, TenantId};
use crate::platform::Stored;
use crate::platform::value::{Reader, instant};
use std::collections::HashMap;

/// The conversations that these rows belong to, in the order in which they are met. Rows of other tenants are
/// left out: an id without a tenant's prefix (`conv_{phone}`) may be in use by several.
pub fn rows<'a>(
    items: impl IntoIterator<Item = &'a Item>,
    tenant: &TenantId,
) -> Vec<ConversationRow> {
    let mut rows: Vec<ConversationRow> = Vec::new();
    let mut places: HashMap<ConversationKey, usize> = HashMap::new();
    for (at, item) in items.into_iter().enumerate() {
        if !belongs(item, tenant) {
            continue;
        }
        let row = one(item, tenant, at);
        let place = *places.entry(row.key.clone()).or_insert(rows.len());
        match rows.get_mut(place) {
            Some(known) => add(known, row),
            None => rows.push(row),
        }
    }
    rows
}

/// Everything that the rows of one conversation say; the messages in the order of time.
pub fn stored(items: &[Item], key: &ConversationKey) -> Option<Stored> {
    let mut whole: Option<ConversationRow> = None;
    let mut messages: Vec<Message> = Vec::new();
    for item in items.iter().filter(|item| belongs(item, &key.tenant)) {
        let mut row = one(item, &key.tenant, 0);
        row.key = key.clone();
        match &mut whole {
            Some(known) => add(known, row),
            None => whole = Some(row),
        }
        if let Some((message, _)) = message::of_row(item) {
            join(&mut messages, vec![message]);
        }
    }
    messages.sort_by_key(|message| message.at);
    whole.map(|row| Stored { row, messages })
}

/// Whether a row is the tenant's: one that names no tenant is, by the prefix of its id.
fn belongs(item: &Item, tenant: &TenantId) -> bool {
    let mut read = Reader::new(item);
    match read.raw("tenantId") {
        Some(own) => own == tenant.as_str(),
        None => read
            .raw("conversationId")
            .and_then(|id| id.strip_prefix(tenant.as_str()))
            .is_some_and(|rest| rest.starts_with('#')),
    }
}

/// One row: that of the conversation has the status, any other a message.
fn one(item: &Item, tenant: &TenantId, at: usize) -> ConversationRow {
    let mut row = row(item, Some(tenant), at);
    let is_message = item
        .get("timestamp")
        .is_some_and(|at| !matches!(instant(at), Ok(None)));
    if let Some(talk) = &mut row.talk {
        talk.storage = match is_message {
            true => Storage::Embedded,
            false => Storage::NoTranscript,
        };
        if !is_message {
            (talk.last, talk.messages) = (None, 0);
        }
    }
    row.record = (!is_message).then(|| super::conversation::record_of(item));
    row
}

/// Joins a row to what the rows before it said: messages add up, and the last one is the latest.
fn add(known: &mut ConversationRow, mut row: ConversationRow) {
    let before = known.talk.clone();
    if let (Some(before), Some(talk)) = (before, &mut row.talk) {
        // The conversation's own row comes first and states the customer; a message's is guessed from its id.
        let guessed = std::mem::replace(&mut talk.customer, before.customer);
        talk.customer.fill(guessed);
        talk.messages = talk.messages.saturating_add(before.messages);
        talk.updated_at = talk.updated_at.max(before.updated_at);
        let at = |last: &Option<LastMessage>| last.as_ref().and_then(|last| last.at);
        if talk.last.is_none() || at(&before.last) > at(&talk.last) {
            talk.last = before.last;
        }
        if before.storage == Storage::Embedded {
            talk.storage = Storage::Embedded;
        }
    }
    known.absorb(row);
}

//! A user's mail as conversations: one for each source, put together from its item and its notifications.

use super::mail::Notification;
use super::source::{ACTIVE, Source};
use crate::domain::conversation::{ConversationRow, Customer, Status, Storage, Talk};
use crate::domain::id::{ConversationId, ConversationKey, PlatformId, TenantId};
use std::collections::HashMap;

/// Notifications by the source that they name.
pub fn by_source(mail: &[Notification]) -> HashMap<&str, Vec<&Notification>> {
    let mut sources: HashMap<&str, Vec<&Notification>> = HashMap::new();
    for notification in mail {
        let of = sources.entry(notification.source.as_str());
        of.or_default().push(notification);
    }
    sources
}

/// The conversation of a source: `source` is `None` where only notifications tell of it (it was deleted).
/// The last message is the newest by its parsed date; keys have no order of time.
pub fn row(
    user: &TenantId,
    id: &str,
    source: Option<&Source>,
    mail: &[&Notification],
) -> ConversationRow {
    let newest = mail.iter().max_by_key(|one| (one.at, &one.id));
    let customer = Customer {
        name: source.map(|source| source.name.clone()),
        phone: None,
        standing: None,
    };
    let odd = mail.iter().map(|one| one.oddities);
    ConversationRow {
        key: ConversationKey {
            platform: PlatformId::Notification,
            tenant: user.clone(),
            conversation: ConversationId::from(id),
        },
        record: None,
        talk: Some(Talk {
            status: status(source),
            customer,
            storage: Storage::Embedded,
            last: newest.map(|one| one.excerpt()),
            messages: u32::try_from(mail.len()).unwrap_or(u32::MAX),
            updated_at: source.and_then(|source| source.updated_at),
            last_intent: None,
            products: Vec::new(),
        }),
        oddities: odd.fold(
            source.map_or(0, |source| source.oddities),
            u16::saturating_add,
        ),
    }
}

/// The source's own word. Never a word that waits for a person: nobody can take over a mailbox, whatever
/// its status says.
fn status(source: Option<&Source>) -> Status {
    match source.map(|source| &source.status) {
        Some(word) if word.as_str() != ACTIVE && !word.is_empty() => Status::Other(word.clone()),
        _ => Status::Active,
    }
}

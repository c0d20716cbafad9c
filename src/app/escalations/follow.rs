//! The rows of conversations in the queue, as they follow from the conversations themselves.

use super::{EscalationEntry, Escalations, QueueKey, Waiting};
use crate::app::state::State;
use crate::domain::arranged::same_name;
use crate::domain::conversation::ConversationRow;
use crate::domain::escalation::{Escalation, Priority};
use crate::domain::id::ConversationKey;
use jiff::Timestamp;
use std::collections::BTreeSet;

impl Escalations {
    /// Makes `row` the row of a conversation (`None`: it has none any more), and says what is new about it.
    pub fn follow(
        &mut self,
        key: &ConversationKey,
        row: Option<EscalationEntry>,
        mark_until: Option<Timestamp>,
    ) -> News {
        let place = QueueKey::Conversation(key.clone());
        let Some(mut new) = row else {
            if let Some(old) = self.list.remove(&place)
                && old.waits()
            {
                self.count(&old, false);
            }
            return News::None;
        };
        let waits = new.waits();
        let Some(old) = self.list.get(&place) else {
            new.new_until = mark_until;
            let news = match (mark_until, waits) {
                (None, _) | (_, false) => News::None,
                _ if new.for_me => News::ForMe,
                _ if new.is_for_other() => News::None,
                _ => News::Waits,
            };
            if waits {
                self.count(&new, true);
            }
            self.list.put(new);
            return news;
        };
        new.new_until = old.new_until;
        let comes_to_me = !new.mine && is_here(&new) && (!is_here(old) || old.mine);
        let waited = old.waits();
        if waited != waits {
            self.count(&new, waits);
        }
        self.list.change(&place, |old| {
            let changed = *old != new;
            *old = new;
            changed
        });
        match comes_to_me {
            true => News::ForMe,
            false => News::None,
        }
    }

    /// Counts those whose next target is near at `now`, of what waits for this person or is theirs.
    pub fn note_near(&mut self, now: Timestamp) -> BTreeSet<ConversationKey> {
        let ours = |entry: &&EscalationEntry| entry.mine || entry.waits() && !entry.is_for_other();
        let near: BTreeSet<ConversationKey> = self
            .list
            .all()
            .filter(ours)
            .filter(|entry| entry.due().is_some_and(|due| due.is_near(now)))
            .filter_map(|entry| Some(entry.escalation()?.key.clone()))
            .collect();
        self.near = near.len();
        near
    }
}

/// What a change of a row is to a person who looks elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    None,
    /// One more waits for anybody.
    Waits,
    /// It is meant for this person, from now on or again.
    ForMe,
}

fn is_here(entry: &EscalationEntry) -> bool {
    entry.for_me && entry.put_off.is_none()
}

/// The row of a conversation in the queue; `None`: it neither waits nor is ours.
pub fn queue_row(state: &State, key: &ConversationKey) -> Option<EscalationEntry> {
    let entry = state.conversations.list.get(key)?;
    let mine = state.mine.contains_key(key);
    let escalation = entry.row.escalation();
    let escalation = escalation.or_else(|| mine.then(|| held(&entry.row)))?;
    let me = state.connection.link().map(|link| &link.actor.name);
    let for_me = entry
        .assigned
        .as_ref()
        .zip(me)
        .is_some_and(|(assigned, me)| same_name(&assigned.to, me));
    let keywords = escalation.keywords();
    Some(EscalationEntry {
        keywords,
        key: QueueKey::Conversation(key.clone()),
        standing: state.standing(key, entry, &escalation),
        waiting: Waiting::Conversation(escalation),
        tenant_name: entry.tenant_name.clone(),
        holder: entry.holder.clone(),
        returned: entry.returned.clone(),
        mine,
        put_off: entry.put_off,
        assigned: entry.assigned.clone(),
        for_me,
        draft: entry.draft,
        new_until: None,
    })
}

/// A conversation of ours whose item does not say (yet, or any more) that it waits.
fn held(row: &ConversationRow) -> Escalation {
    let record = row.record.as_ref();
    Escalation {
        key: row.key.clone(),
        status: row.status().clone(),
        priority: record.map_or(Priority::Unstated, |record| record.priority.clone()),
        since: record
            .and_then(|record| record.since)
            .or_else(|| row.last_activity()),
        reason: record.and_then(|record| record.reason.clone()),
        customer: row.customer().cloned(),
        last: row.talk.as_ref().and_then(|talk| talk.last.clone()),
    }
}

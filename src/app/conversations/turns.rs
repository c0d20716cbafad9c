//! Who spoke when, as reads tell it: when a person last replied, since when the customer waits for the next
//! reply or was waited for, and how much of what they wrote nobody here has seen.

use super::ConversationEntry;
use crate::app::alerts;
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::domain::conversation::{Message, Speaker};
use crate::domain::id::ConversationKey;
use crate::domain::unread::unread;
use crate::domain::waits::Waits;
use jiff::Timestamp;

/// Messages of a customer that are counted of one conversation.
const MOST: usize = 99;

impl ConversationEntry {
    /// Brings up to date when a person last replied, and since when the customer waits for the next reply.
    pub(super) fn follow_turns(&mut self, replied: Option<Timestamp>) {
        let last = self.row.talk.as_ref().and_then(|talk| talk.last.as_ref());
        let by_hand = last.filter(|last| last.from == Speaker::Human);
        self.replied = self
            .replied
            .max(replied)
            .max(by_hand.and_then(|last| last.at));
        let answered = |at: Timestamp| self.replied.is_some_and(|replied| at <= replied);
        if self.asked.is_none_or(answered) {
            self.asked = self.last_inbound.filter(|at| !answered(*at));
        }
        if let (Some(replied), Some(asked)) = (self.replied, self.asked) {
            self.waits.note(replied, asked);
        }
    }

    /// The customer wrote at these times; what was seen up to `looked` is unread no more.
    pub(super) fn heard(
        &mut self,
        inbound: impl IntoIterator<Item = Timestamp>,
        looked: Timestamp,
    ) {
        self.inbound.retain(|at| *at > looked);
        let later = inbound.into_iter().filter(|at| *at > looked);
        self.inbound.extend(later);
        while self.inbound.len() > MOST {
            self.inbound.pop_first();
        }
        self.unread = unread(looked, &self.inbound);
    }
}

/// Takes in what a whole transcript tells of who spoke when.
pub fn note_transcript(state: &mut State, key: &ConversationKey, messages: &[Message]) {
    let looked = state.looked_at(key);
    let waits = Waits::of(messages);
    let inbound = messages
        .iter()
        .filter(|message| message.from == Speaker::Customer)
        .filter_map(|message| message.at);
    state.conversations.edit(key, |entry| {
        let before = (entry.unread, entry.waits.clone());
        entry.heard(inbound, looked);
        entry.waits.absorb(&waits);
        before != (entry.unread, entry.waits.clone())
    });
}

/// Marks what a person has seen of a conversation.
pub fn note_looked(state: &mut State, key: &ConversationKey, inbound: Timestamp) {
    alerts::looked_at(state, key);
    let before = state.looked.get(key).copied();
    if before.is_none_or(|before| before < inbound) {
        state.looked.insert(key.clone(), inbound);
        state.unkept.insert(key.clone());
    }
    look_again(state, key);
}

/// What was seen since the last time, to be kept for the next start.
pub fn due_keeps(state: &mut State) -> Vec<Effect> {
    std::mem::take(&mut state.unkept)
        .into_iter()
        .filter_map(|key| {
            let at = state.looked.get(&key).copied()?;
            Some(Effect::KeepLooked { key, at })
        })
        .collect()
}

/// Counts anew what is unread of a conversation.
pub fn look_again(state: &mut State, key: &ConversationKey) {
    let looked = state.looked_at(key);
    state.conversations.edit(key, |entry| {
        let before = entry.unread;
        entry.heard(None, looked);
        before != entry.unread
    });
}

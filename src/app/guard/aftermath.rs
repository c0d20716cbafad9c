//! After a hand back it is watched whether the bot really answers: what it says first, or that a customer
//! has waited for two minutes.

use super::{Told, leaving};
use crate::app::feed::{Source, later};
use crate::app::msg::Opened;
use crate::app::state::State;
use crate::domain::conversation::{MessageKind, Speaker};
use crate::domain::guard::{UNANSWERED, WATCHED};
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;
use jiff::{SignedDuration, Timestamp};

/// How long it is remembered that nobody answered, so that taking it again needs no new reason.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(10);

/// A conversation that was handed back.
#[derive(Clone, Debug)]
pub struct Aftermath {
    pub(super) source: Source,
    pub since: Timestamp,
    /// Time of the customer's newest message before it.
    known: Option<Timestamp>,
    /// When the customer wrote after it.
    pub inbound: Option<Timestamp>,
    /// The customer waited in vain.
    pub unanswered: bool,
}

impl Aftermath {
    /// When the watch ends unless something happens.
    pub fn until(&self) -> Timestamp {
        later(self.inbound.unwrap_or(self.since).max(self.since), WATCHED)
    }

    pub(super) fn is_watching(&self) -> bool {
        !self.unanswered
    }
}

/// Begins to watch; `since` is now.
pub fn begin(state: &mut State, key: &ConversationKey) {
    let after = Aftermath {
        source: Source::default(),
        since: state.clock,
        known: leaving::known_inbound(state, key),
        inbound: None,
        unanswered: false,
    };
    state.guard.after.insert(key.clone(), after);
}

/// What a read says of it.
pub(super) fn seen(state: &mut State, key: &ConversationKey, opened: &Opened) {
    let now = state.clock;
    let taken = opened
        .claim
        .as_ref()
        .is_some_and(|claim| claim.is_live(now));
    let Some(after) = state.guard.after.get_mut(key) else {
        return;
    };
    if taken || opened.conversation.row.status().waits_for_human() {
        // Another took it, or the bot called for a person again: the queue tells that.
        state.guard.after.remove(key);
        return;
    }
    let messages = &opened.conversation.messages;
    if after.inbound.is_none() {
        let known = after.known.unwrap_or(after.since);
        after.inbound = messages
            .iter()
            .filter(|message| message.from == Speaker::Customer)
            .filter_map(|message| message.at)
            .find(|at| *at > known);
    }
    let answered = after.inbound.and_then(|inbound| {
        let answers = messages.iter().filter(|message| {
            message.from == Speaker::Bot && message.kind != MessageKind::WaitingLine
        });
        answers
            .filter_map(|message| message.at)
            .find(|at| *at >= inbound)
    });
    if let Some(at) = answered {
        state.guard.after.remove(key);
        let subject = state.subject(key);
        state.tell_guard(Told::BotAnswered { subject, at });
    }
}

/// Says that nobody answered, and ends the watch of what stayed quiet.
pub(super) fn follow(state: &mut State) {
    let now = state.clock;
    let mut silent = Vec::new();
    state.guard.after.retain(|key, after| {
        let over = after.until() <= now;
        if over && after.inbound.is_some() && !after.unanswered {
            after.unanswered = true;
            silent.push(key.clone());
        }
        match after.unanswered {
            true => later(after.until(), REMEMBERED) > now,
            false => !over,
        }
    });
    for key in silent {
        let subject = state.subject(&key);
        state.ring = true;
        state.tell_guard(Told::BotSilent { subject });
    }
}

/// Whether the customer waited in vain after this console handed the conversation back.
pub fn is_unanswered(state: &State, key: &ConversationKey) -> bool {
    let after = state.guard.after.get(key);
    after.is_some_and(|after| after.unanswered)
}

/// Why it is taken again, where the customer waited in vain: nobody has to say it once more.
pub fn reason(state: &State, key: &ConversationKey) -> Option<Text> {
    is_unanswered(state, key).then(|| Text::from(UNANSWERED))
}

pub(super) fn next_change(state: &State) -> Option<Timestamp> {
    let watching = state.guard.after.values().filter(|one| one.is_watching());
    watching.map(Aftermath::until).min()
}

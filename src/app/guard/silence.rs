//! Human silence: an owner who says nothing while the customer waits is warned, and then the conversation
//! returns to the queue with its bot still paused. Only what a person says sets the clock back.

use super::Told;
use crate::app::effect::{Effect, Verb};
use crate::app::feed::later;
use crate::app::handoff::{is_sending, put_down};
use crate::app::state::State;
use crate::domain::conversation::{Conversation, Origin, Speaker};
use crate::domain::guard::{SILENCE_ENDS, SILENCE_WARNS};
use crate::domain::handoff::{ClaimState, Ending, Fence};
use crate::domain::id::ConversationKey;
use jiff::Timestamp;

/// How long the owner of a conversation has been silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silence {
    /// Since when a word of the owner is owed; `None`: the customer waits for nothing.
    pub since: Option<Timestamp>,
    warned: bool,
}

impl Silence {
    /// When the conversation returns to the queue.
    pub fn ends(&self) -> Option<Timestamp> {
        Some(later(self.since?, SILENCE_ENDS))
    }

    /// The same from the warning on.
    pub fn ends_soon(&self, now: Timestamp) -> Option<Timestamp> {
        let warned = later(self.since?, SILENCE_WARNS) <= now;
        self.ends().filter(|_| warned)
    }
}

/// What a read says of it.
pub(super) fn seen(state: &mut State, key: &ConversationKey, conversation: &Conversation) {
    let (Some(mine), Some(watched)) = (state.mine.get(key), state.guard.watched.get_mut(key))
    else {
        return;
    };
    let messages = &conversation.messages;
    let newest = |speaks: fn(Speaker, Origin) -> bool| {
        let said = messages
            .iter()
            .filter(|message| speaks(message.from, message.origin));
        said.filter_map(|message| message.at).max()
    };
    let replied = newest(|from, _| from == Speaker::Human);
    let stirred = newest(|from, origin| {
        matches!(from, Speaker::Human | Speaker::Note) && origin == Origin::Ours
    });
    let waits = messages
        .iter()
        .filter(|message| message.from == Speaker::Customer)
        .filter_map(|message| message.at)
        .filter(|at| Some(*at) > replied)
        .min();
    let since = waits.map(|at| at.max(mine.claim.since).max(stirred.unwrap_or(at)));
    if watched.silence.since != since {
        watched.silence = Silence {
            since,
            warned: false,
        };
    }
}

/// Warns, and gives back.
pub(super) fn follow(state: &mut State) {
    let now = state.clock;
    let soon: Vec<_> = state
        .guard
        .watched
        .iter()
        .filter(|(key, _)| state.mine.get(*key).is_some_and(|mine| !mine.releasing))
        .filter_map(|(key, watched)| Some((key.clone(), watched.silence.ends_soon(now)?)))
        .filter(|(key, _)| !is_sending(state, key))
        .collect();
    for (key, ends) in soon {
        match ends <= now {
            true => give_back(state, key),
            false => warn(state, key, ends),
        }
    }
}

fn warn(state: &mut State, key: ConversationKey, until: Timestamp) {
    let Some(watched) = state.guard.watched.get_mut(&key) else {
        return;
    };
    if std::mem::replace(&mut watched.silence.warned, true) {
        return;
    }
    let subject = state.subject(&key);
    state.ring = true;
    state.tell_guard(Told::SilenceEnds { subject, until });
}

fn give_back(state: &mut State, key: ConversationKey) {
    if state.connection.link().is_none() {
        return;
    }
    if let Some(mine) = state.mine.get_mut(&key) {
        mine.releasing = true;
    }
    state.guard.wanted.push(Effect::Do(Verb::Return { key }));
}

/// It went back to the queue.
pub fn returned(state: &mut State, key: &ConversationKey, fence: Fence) {
    let subject = state.subject(key);
    let Some(mine) = state.mine.remove(key) else {
        return;
    };
    let mut claim = mine.claim;
    if claim.fence == fence {
        claim.state = ClaimState::Released;
        claim.ending = Some(Ending::Idle);
        state.claims.by_key.insert(key.clone(), claim);
    }
    put_down(state, key);
    crate::app::conversations::intake::refresh_holders(state);
    state.conversations.edit(key, |_| true);
    state.ring = true;
    state.tell_guard(Told::Returned { subject });
}

pub(super) fn next_change(state: &State) -> Option<Timestamp> {
    let now = state.clock;
    let next = |silence: &Silence| {
        let warns = later(silence.since?, SILENCE_WARNS);
        match silence.warned || warns <= now {
            // The countdown on screen.
            true => Some(later(now, jiff::SignedDuration::from_secs(1))),
            false => Some(warns),
        }
    };
    let all = state.guard.watched.values();
    all.filter_map(|watched| next(&watched.silence)).min()
}

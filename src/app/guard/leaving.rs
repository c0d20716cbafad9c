//! Undo: a hand back or resolve is written only after a few seconds, while the lease goes on. `u` takes it
//! back, a word of the customer cancels it, quitting performs it, a crash leaves everything as it was.

use super::Told;
use crate::app::effect::{Effect, Verb};
use crate::app::feed::later;
use crate::app::open::compose;
use crate::app::state::{Focus, State};
use crate::domain::guard::UNDO;
use crate::domain::handoff::Ending;
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;
use jiff::{SignedDuration, Timestamp};

/// An ending that is not written yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    pub ending: Ending,
    /// What the bot is told.
    pub summary: Option<Text>,
    /// When it is written.
    pub at: Timestamp,
    began: Timestamp,
    /// Time of the customer's newest message that was known when it began.
    known: Option<Timestamp>,
}

impl Leaving {
    /// What is left until it is written, never negative.
    pub fn remaining(&self, now: Timestamp) -> SignedDuration {
        self.at.duration_since(now).max(SignedDuration::ZERO)
    }
}

/// Begins to leave a conversation that is ours; nothing is written yet.
pub fn begin(
    state: &mut State,
    key: ConversationKey,
    ending: Ending,
    summary: Option<Text>,
) -> Vec<Effect> {
    let Some(mine) = state.mine.get_mut(&key) else {
        return Vec::new();
    };
    mine.releasing = true;
    compose::keep_draft(state);
    let open_here = state.open.as_ref().is_some_and(|open| open.key == key);
    if open_here && state.focus == Focus::Composer {
        state.focus = Focus::Detail;
    }
    let leaving = Leaving {
        ending,
        summary,
        at: later(state.clock, UNDO),
        began: state.clock,
        known: known_inbound(state, &key),
    };
    state.guard.leaving.insert(key.clone(), leaving);
    vec![Effect::KeepLeaving { key, leaving: true }]
}

/// Time of the customer's newest message that any read has brought.
pub(super) fn known_inbound(state: &State, key: &ConversationKey) -> Option<Timestamp> {
    let read = state.guard.watched.get(key);
    let listed = state.conversations.list.get(key);
    read.and_then(|watched| watched.newest_inbound)
        .max(listed.and_then(|entry| entry.last_inbound))
}

/// The ending that `u` would take back: the one of the conversation the person is in, else the latest.
pub fn undoable(state: &State) -> Option<&ConversationKey> {
    let all = &state.guard.leaving;
    let here = state.current_conversation();
    let here = here.filter(|key| all.contains_key(*key));
    here.or_else(|| {
        let latest = all.iter().max_by_key(|(_, leaving)| leaving.at);
        latest.map(|(key, _)| key)
    })
}

/// Takes an ending back: everything is as it was.
pub fn undo(state: &mut State) {
    if let Some(key) = undoable(state).cloned()
        && let Some(leaving) = stay(state, &key)
    {
        let subject = state.subject(&key);
        let ending = leaving.ending;
        state.tell_guard(Told::Undone { subject, ending });
    }
}

fn stay(state: &mut State, key: &ConversationKey) -> Option<Leaving> {
    let leaving = state.guard.leaving.remove(key)?;
    if let Some(mine) = state.mine.get_mut(key) {
        mine.releasing = false;
    }
    state.guard.wanted.push(Effect::KeepLeaving {
        key: key.clone(),
        leaving: false,
    });
    Some(leaving)
}

/// A read brought the customer's newest message: one that is new cancels the ending.
pub(super) fn seen(state: &mut State, key: &ConversationKey, inbound: Option<Timestamp>) {
    let Some(leaving) = state.guard.leaving.get(key) else {
        return;
    };
    let is_new = inbound.is_some_and(|at| match leaving.known {
        Some(known) => at > known,
        None => at > leaving.began,
    });
    if is_new && stay(state, key).is_some() {
        let subject = state.subject(key);
        state.ring = true;
        state.tell_guard(Told::CustomerWrote { subject });
    }
}

/// Writes what is due, and forgets the endings of what is not ours any more.
pub(super) fn follow(state: &mut State) {
    let State {
        guard,
        mine,
        conversations,
        ..
    } = state;
    guard.leaving.retain(|key, _| mine.contains_key(key));
    let mut wrote = Vec::new();
    for key in guard.leaving.keys() {
        if let Some(mine) = mine.get_mut(key) {
            // A new connection has told of the claim again.
            mine.releasing = true;
        }
        let listed = conversations.list.get(key);
        wrote.push((key.clone(), listed.and_then(|entry| entry.last_inbound)));
    }
    for (key, inbound) in wrote {
        seen(state, &key, inbound);
    }
    let now = state.clock;
    let due = state.guard.leaving.iter();
    let due: Vec<_> = due
        .filter(|(_, leaving)| leaving.at <= now)
        .map(|(key, _)| key.clone())
        .collect();
    for key in due {
        perform(state, &key);
    }
}

/// Writes all endings now: the console is about to end.
pub fn perform_all(state: &mut State) -> Vec<Effect> {
    let all: Vec<_> = state.guard.leaving.keys().cloned().collect();
    for key in all {
        perform(state, &key);
    }
    std::mem::take(&mut state.guard.wanted)
}

fn perform(state: &mut State, key: &ConversationKey) {
    // Without a backend nobody would answer; it is written when there is one again.
    if state.connection.link().is_none() {
        return;
    }
    let Some(leaving) = state.guard.leaving.remove(key) else {
        return;
    };
    let key = key.clone();
    state.guard.wanted.push(Effect::Do(match leaving {
        Leaving {
            ending: Ending::Resolved,
            ..
        } => Verb::Resolve { key },
        Leaving {
            ending: Ending::Idle,
            ..
        } => Verb::Return { key },
        Leaving {
            summary: Some(summary),
            ..
        } => Verb::HandBackWith { key, summary },
        Leaving { summary: None, .. } => Verb::HandBack { key },
    }));
}

/// The countdown reads differently every second, until it is written.
pub(super) fn next_change(state: &State) -> Option<Timestamp> {
    let now = state.clock;
    state.connection.link()?;
    let next = |leaving: &Leaving| {
        let left = leaving.remaining(now).as_millis();
        let step = i64::try_from(left.rem_euclid(1_000)).unwrap_or(0);
        let step = if step == 0 { 1_000 } else { step };
        later(now, SignedDuration::from_millis(step)).min(leaving.at)
    };
    state.guard.leaving.values().map(next).min()
}

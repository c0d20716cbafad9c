//! The bot of a conversation that is ours: what it said all the same, and a pause that it overwrote, which is
//! written again under our fence.

use super::Told;
use crate::app::alerts;
use crate::app::effect::{Effect, Verb};
use crate::app::feed::later;
use crate::app::msg::Opened;
use crate::app::state::State;
use crate::domain::conversation::{MessageKind, Speaker};
use crate::domain::guard::{CLOBBERED_OFTEN, CLOBBERED_WITHIN, IN_FLIGHT};
use crate::domain::handoff::Pause;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// What the bot did since the conversation became ours.
#[derive(Clone, Debug, Default)]
pub struct Bot {
    /// Its messages that are no late answer.
    overruns: BTreeSet<MessageId>,
    /// When it last spoke so.
    pub spoke: Option<Timestamp>,
    /// When an answer came that it had begun before.
    pub late: Option<Timestamp>,
    /// When its pause was written again.
    reasserted: Vec<Timestamp>,
    /// The pause is being written again.
    pub(super) asking: bool,
    failing: bool,
}

impl Bot {
    /// How often it spoke although a person had taken over.
    pub fn overruns(&self) -> usize {
        self.overruns.len()
    }

    /// How often its pause was written again.
    pub fn reasserted(&self) -> usize {
        self.reasserted.len()
    }
}

/// What a read says of it.
pub(super) fn seen(state: &mut State, key: &ConversationKey, opened: &Opened, asked: Timestamp) {
    let Some(mine) = state.mine.get(key) else {
        return;
    };
    let (since, verified) = (mine.claim.since, mine.pause == Some(Pause::Verified));
    let releasing = mine.releasing && !state.guard.leaving.contains_key(key);
    let messages = opened.conversation.messages.iter();
    let said: Vec<(MessageId, Timestamp)> = messages
        .filter(|message| message.from == Speaker::Bot && message.kind != MessageKind::WaitingLine)
        .filter_map(|message| Some((message.id.clone(), message.at?)))
        .filter(|(_, at)| *at > since)
        .collect();
    for (id, at) in said {
        heard(state, key, id, at, since);
    }
    let reads = state.bot_reads_pause(key.platform) == Some(true);
    let row = &opened.conversation.row;
    let paused = row.status().pauses_bot();
    let now = state.clock;
    let Some(watched) = state.guard.watched.get_mut(key) else {
        return;
    };
    let bot = &mut watched.bot;
    let newer = asked > since && bot.reasserted.iter().all(|at| asked > *at);
    if verified && reads && newer && !paused && !releasing && row.record.is_some() && !bot.asking {
        bot.asking = true;
        bot.reasserted
            .retain(|at| later(*at, CLOBBERED_WITHIN) > now);
        let verb = Verb::Reassert { key: key.clone() };
        state.guard.wanted.push(Effect::Do(verb));
    }
}

fn heard(state: &mut State, key: &ConversationKey, id: MessageId, at: Timestamp, since: Timestamp) {
    let subject = state.subject(key);
    let Some(watched) = state.guard.watched.get_mut(key) else {
        return;
    };
    let bot = &mut watched.bot;
    if at <= later(since, IN_FLIGHT) {
        if bot.late.replace(at).is_none_or(|late| late < at) {
            state.tell_guard(Told::InFlight { subject, at });
        }
        return;
    }
    if !bot.overruns.insert(id.clone()) {
        return;
    }
    bot.spoke = bot.spoke.max(Some(at));
    let count = bot.overruns.len();
    state.guard.wanted.push(Effect::Do(Verb::Overrun {
        key: key.clone(),
        message: id,
        at,
    }));
    alerts::raise(state, alerts::Kind::BotOverrun, key);
    state.tell_guard(Told::Overrun { subject, at, count });
}

/// What writing the pause again came to. `Ok(None)`: it stood already.
pub fn reasserted(
    state: &mut State,
    key: &ConversationKey,
    outcome: Result<Option<Pause>, Problem>,
) {
    let subject = state.subject(key);
    let now = state.clock;
    let Some(watched) = state.guard.watched.get_mut(key) else {
        return;
    };
    let bot = &mut watched.bot;
    bot.asking = false;
    let told = match outcome {
        Ok(None) => {
            bot.failing = false;
            None
        }
        Ok(Some(Pause::Verified)) => {
            bot.failing = false;
            bot.reasserted.push(now);
            let count = bot.reasserted.len();
            Some(match count >= CLOBBERED_OFTEN {
                true => Told::ClobberedOften { subject, count },
                false => Told::Reasserted { subject },
            })
        }
        Ok(Some(Pause::Pending(problem))) | Err(problem) => {
            let first = !std::mem::replace(&mut bot.failing, true);
            first.then_some(Told::NotReasserted { subject, problem })
        }
    };
    if let Some(told) = told {
        state.tell_guard(told);
    }
    if let Some(open) = state.open.as_mut().filter(|open| open.key == *key) {
        open.source.hurry();
    }
}

/// A person asks for the pause to be written again.
pub fn pause_again(state: &mut State, key: ConversationKey) -> Vec<Effect> {
    let Some(watched) = state.guard.watched.get_mut(&key) else {
        return Vec::new();
    };
    if std::mem::replace(&mut watched.bot.asking, true) {
        return Vec::new();
    }
    vec![Effect::Do(Verb::Reassert { key })]
}

/// For how long after a takeover an answer that the bot had begun may still come; `None`: not any more.
pub fn in_flight(since: Timestamp, now: Timestamp) -> Option<SignedDuration> {
    let left = later(since, IN_FLIGHT).duration_since(now);
    (left > SignedDuration::ZERO).then_some(left)
}

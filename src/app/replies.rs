//! Replies on their way: when each goes out, what is newer than the last read, and those of which nobody can
//! tell whether they went out.

use super::effect::{Effect, Load, Verb};
use super::feed::{Source, later};
use super::handoff;
use super::msg::Followed;
use super::notice::{Doing, Notice};
use super::open::{Kind, Sent, unanswered, visit};
use super::state::State;
use crate::domain::conversation::{Message, Speaker};
use crate::domain::handoff::Owned;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::Problem;
use crate::domain::reply::{Doubt, OpenReply, ReplyState, Reports};
use crate::domain::system::Port;
use crate::domain::whatsapp;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// How often replies are looked after while one of them may change.
const SOON: SignedDuration = SignedDuration::from_secs(3);
/// The same while none may.
const LATER: SignedDuration = SignedDuration::from_secs(60);
/// A reply that could not be sent for now is tried again after so long.
const AGAIN: SignedDuration = SignedDuration::from_secs(5);
/// What becomes of a reply is asked for so long; later nobody waits for it.
const ASKED_FOR: SignedDuration = SignedDuration::from_mins(10);
/// Replies that are asked about in one go.
const AT_ONCE: usize = 5;

/// State of replies on their way.
#[derive(Clone, Debug, Default)]
pub struct Replies {
    source: Source,
    /// Open ones of all consoles, as last listed.
    pub open: Vec<OpenReply>,
    /// When this console sends what it recorded.
    planned: BTreeMap<MessageId, (ConversationKey, Timestamp)>,
    /// Those that are being sent now.
    sending: BTreeSet<MessageId>,
    /// Replies in doubt of which nobody can tell yet whether they are queued to be sent again.
    pub(super) again: BTreeMap<MessageId, ConversationKey>,
    /// What is newer than the last read of its conversation.
    newest: BTreeMap<MessageId, OpenReply>,
}

impl Replies {
    /// Forgets what is under way: its answer will be dropped, and the table knows how far it got.
    pub fn reset(&mut self) {
        self.source.reset();
        self.sending.clear();
        self.again.clear();
    }

    /// When a planned reply goes out; `None`: none is planned, or it is under way.
    pub fn planned(&self, id: &MessageId) -> Option<Timestamp> {
        self.planned.get(id).map(|(_, at)| *at)
    }

    /// When the next one goes out.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.planned.values().map(|(_, at)| *at).min()
    }

    /// Whether this console is about to send it, or sends it now.
    pub fn is_ours(&self, id: &MessageId) -> bool {
        self.planned.contains_key(id) || self.sending.contains(id)
    }

    /// Brings messages that a read brought up to what is known since.
    pub fn freshen(&mut self, messages: &mut [Message]) {
        for message in messages {
            let Some(newer) = self.newest.get(&message.id) else {
                continue;
            };
            let read = message.fate.as_ref().map(|fate| fate.attempt);
            let behind = (read, message.state) < (Some(newer.fate.attempt), Some(newer.state))
                || newer.fate.settled.is_some();
            match behind {
                true => apply(message, newer),
                false => {
                    self.newest.remove(&message.id);
                }
            }
        }
    }
}

fn apply(message: &mut Message, newer: &OpenReply) {
    message.state = Some(newer.state);
    message.fate = Some(Box::new(newer.fate.clone()));
}

impl State {
    /// Whether replies to a conversation are not sent yet, or nobody can tell whether they went out.
    pub fn has_unconfirmed(&self, key: &ConversationKey) -> bool {
        let open = |state: ReplyState| state == ReplyState::Journaled || state.is_open();
        let pending = self.pending.get(key).into_iter().flatten();
        let mut pending = pending.filter(|one| one.kind == Kind::Reply);
        let here = pending.any(|one| match &one.sent {
            Sent::Sending | Sent::Unknown => true,
            Sent::Recorded(message) => match self.replies.newest.get(&message.id) {
                Some(newer) => newer.state.is_open() && newer.fate.settled.is_none(),
                None => message.state.is_some_and(open) && is_undecided(message),
            },
            Sent::Failed(_) | Sent::NotOurs => false,
        });
        let read = self.open.as_ref().filter(|open| open.key == *key);
        let newer = |reply: &OpenReply| self.replies.newest.get(&reply.id).map(|one| one.state);
        // A reply on screen is known better from there: the list may be older.
        let shown =
            |id: &MessageId| read.is_some_and(|open| open.messages.iter().any(|one| one.id == *id));
        let mut listed = self
            .replies
            .open
            .iter()
            .filter(|reply| reply.key == *key && !shown(&reply.id));
        let listed = listed.any(|reply| newer(reply).unwrap_or(reply.state).is_open());
        let read = read.is_some_and(|open| {
            let ours = open.messages.iter().filter(|one| one.fate.is_some());
            ours.into_iter()
                .any(|one| one.state.is_some_and(ReplyState::is_open) && is_undecided(one))
        });
        let again = self.replies.again.values().any(|of| of == key);
        here || listed || read || again
    }

    /// The newest reply of the open conversation about which a person is to decide: unknown, failed, or queued
    /// by nobody.
    pub fn doubtful(&self) -> Option<&Message> {
        let open = self.open.as_ref()?;
        open.messages.iter().rev().find(|message| {
            let asked = match message.state {
                Some(ReplyState::Unknown | ReplyState::Failed) => true,
                Some(ReplyState::Queued) => !self.replies.is_ours(&message.id),
                _ => false,
            };
            asked && message.fate.is_some() && is_undecided(message)
        })
    }

    /// How long the next reply to the open conversation would wait for the pace of WhatsApp.
    pub fn pace(&self) -> SignedDuration {
        let Some(open) = &self.open else {
            return SignedDuration::ZERO;
        };
        match open.line.as_ref().map(|line| line.route) {
            Some(crate::domain::reply::Route::Meta | crate::domain::reply::Route::Whapi) => {
                whatsapp::wait(whatsapp::sent_at(&open.messages), self.clock)
            }
            _ => SignedDuration::ZERO,
        }
    }
}

fn is_undecided(message: &Message) -> bool {
    let fate = message.fate.as_ref();
    fate.is_none_or(|fate| fate.settled.is_none())
}

/// A reply has been recorded: it goes out, when its time has come.
pub fn recorded(state: &mut State, key: &ConversationKey, message: &Message) {
    if message.state != Some(ReplyState::Queued) {
        return;
    }
    let before = state.open.as_ref().filter(|open| open.key == *key);
    let wait = before.map_or(SignedDuration::ZERO, |open| {
        let others = open.messages.iter().filter(|one| {
            // The one that is recorded now may be shown under its local name.
            one.id != message.id && one.state != Some(ReplyState::Journaled)
        });
        let others: Vec<Message> = others.cloned().collect();
        whatsapp::wait(whatsapp::sent_at(&others), state.clock)
    });
    let at = later(state.clock, wait);
    state
        .replies
        .planned
        .insert(message.id.clone(), (key.clone(), at));
}

/// The replies whose time has come.
pub fn due(state: &mut State) -> Vec<Effect> {
    let now = state.clock;
    if state.connection.link().is_none() || state.quitting {
        return Vec::new();
    }
    let due: Vec<MessageId> = state
        .replies
        .planned
        .iter()
        .filter(|(_, (_, at))| *at <= now)
        .map(|(id, _)| id.clone())
        .collect();
    let mut effects = Vec::new();
    for id in due {
        let Some((key, _)) = state.replies.planned.remove(&id) else {
            continue;
        };
        // Of a conversation that is lost nothing more goes out; the row waits for whoever has it.
        if state.mine.contains_key(&key) {
            state.replies.sending.insert(id.clone());
            effects.push(Effect::Do(Verb::Deliver { key, reply: id }));
        }
    }
    effects
}

/// What came of sending one.
pub fn delivered(
    state: &mut State,
    key: &ConversationKey,
    id: &MessageId,
    outcome: Result<Owned<OpenReply>, Problem>,
) {
    state.replies.sending.remove(id);
    let subject = state.subject(key);
    match outcome {
        Ok(Owned::Done(reply)) => {
            take(state, reply.clone());
            match (reply.state, &reply.fate.failure) {
                (ReplyState::Queued, _) if reply.fate.settled.is_none() => {
                    let at = reply.fate.due.unwrap_or(state.clock);
                    let plan = (key.clone(), at);
                    state.replies.planned.insert(reply.id, plan);
                }
                (ReplyState::Failed, Some(refusal)) => {
                    state.ring = true;
                    let refusal = refusal.clone();
                    state.tell(Notice::ReplyFailed { subject, refusal });
                }
                (ReplyState::Unknown, _) => {
                    state.ring = true;
                    let asked = reply.fate.reports == Reports::Asked;
                    state.tell(Notice::ReplyUnknown { subject, asked });
                }
                _ => {}
            }
            state.replies.source.hurry();
        }
        Ok(Owned::Lost(holder)) => {
            let doing = Doing::Delivering;
            let notice = Notice::NotOurs {
                doing,
                subject,
                holder: holder.clone(),
            };
            state.tell(notice);
            handoff::lose(state, key, holder);
        }
        Ok(Owned::Unknown | Owned::Unread(_)) => {
            let doing = Doing::Delivering;
            state.tell(Notice::Unknown { doing, subject });
            state.replies.source.hurry();
        }
        Err(problem) => {
            let at = later(state.clock, AGAIN);
            let plan = (key.clone(), at);
            state.replies.planned.insert(id.clone(), plan);
            let doing = Doing::Delivering;
            state.tell(Notice::Failed { doing, problem });
        }
    }
    if let Some(open) = state.open.as_mut().filter(|open| open.key == *key) {
        open.source.hurry();
    }
}

/// Takes in how a reply stands now.
pub fn take(state: &mut State, reply: OpenReply) {
    state.channels.heard(&reply);
    let pending = state.pending.get_mut(&reply.key).into_iter().flatten();
    for one in pending {
        if let Sent::Recorded(message) = &mut one.sent
            && message.id == reply.id
        {
            apply(message, &reply);
        }
    }
    let open = state.open.as_mut().filter(|open| open.key == reply.key);
    if let Some(conversation) = open.and_then(|open| open.conversation.as_mut()) {
        let mut messages = conversation.messages.iter_mut();
        if let Some(message) = messages.find(|message| message.id == reply.id) {
            apply(message, &reply);
        }
    }
    state.replies.newest.insert(reply.id.clone(), reply);
    visit::show_messages(state);
}

/// What a person's decision about a reply came to.
pub fn settled(
    state: &mut State,
    key: &ConversationKey,
    (id, doubt): (&MessageId, Doubt),
    outcome: Result<Owned<OpenReply>, Problem>,
) {
    let doing = Doing::Delivering;
    let subject = state.subject(key);
    match outcome {
        Ok(Owned::Done(reply)) => {
            if reply.state == ReplyState::Queued && reply.fate.settled.is_none() {
                let plan = (key.clone(), state.clock);
                state.replies.planned.insert(reply.id.clone(), plan);
            }
            let asked = reply.state == ReplyState::Unknown && reply.fate.settled.is_none();
            take(state, reply);
            if asked {
                state.tell(Notice::StillUnknown { subject });
            }
        }
        Ok(Owned::Lost(holder)) => handoff::lose(state, key, holder),
        Ok(Owned::Unknown | Owned::Unread(_)) => {
            if doubt == Doubt::Resend {
                state.replies.again.insert(id.clone(), key.clone());
            }
            state.tell(Notice::Unknown { doing, subject });
        }
        Err(problem) => state.tell(Notice::Failed { doing, problem }),
    }
    state.replies.source.hurry();
    if let Some(open) = state.open.as_mut().filter(|open| open.key == *key) {
        open.source.hurry();
    }
}

/// When replies are to be looked after next; never where nothing is taken over.
pub fn look_due(state: &State) -> Option<Timestamp> {
    let link = state.connection.link()?;
    if link.access.barred().is_some() || link.having(Port::Handoffs).next().is_none() {
        return None;
    }
    let busy = !state.replies.open.is_empty() || !asked(state).is_empty() || unanswered::any(state);
    let period = if busy { SOON } else { LATER };
    let due = state.replies.source.due(period)?;
    Some(due.max(later(link.since, SOON)))
}

/// Looks after them now.
pub fn ask(state: &mut State) -> Load {
    let ask = asked(state);
    state.replies.source.ask(state.clock);
    Load::Replies { ask }
}

/// The newest replies on screen of which their provider can be asked.
fn asked(state: &State) -> Vec<(ConversationKey, MessageId)> {
    let Some(open) = &state.open else {
        return Vec::new();
    };
    let now = state.clock;
    let may_rise = |message: &&Message| {
        let young = message
            .at
            .is_some_and(|at| now.duration_since(at) < ASKED_FOR);
        let fate = message.fate.as_ref();
        let asked = fate.is_some_and(|fate| fate.reports != Reports::Nowhere);
        let rises = message.state.is_some_and(ReplyState::may_rise);
        message.from == Speaker::Human && young && asked && rises
    };
    let found = open.messages.iter().rev().filter(may_rise);
    found
        .take(AT_ONCE)
        .map(|message| (open.key.clone(), message.id.clone()))
        .collect()
}

/// Takes in what a look came to.
pub fn followed(state: &mut State, followed: Followed) {
    state.replies.source.landed(state.clock);
    let channels = &mut state.channels;
    followed.open.iter().for_each(|reply| channels.heard(reply));
    state.replies.open = followed.open;
    for reply in followed.risen {
        take(state, reply);
    }
    unanswered::settled(state, followed.unanswered);
    let open = state.open.as_mut();
    if let Some(open) = open.filter(|open| followed.changed.contains(&open.key)) {
        open.source.hurry();
    }
}

/// Notes that they could not be looked after; it is tried again.
pub fn failed(state: &mut State, problem: Problem) {
    state.replies.source.failed(state.clock, problem);
}

//! Replies whose recording had no answer: they are asked about until the table tells. One that is there a read
//! brings; one that is not, and never will be, is the person's draft again. Neither keeps a conversation.

use super::compose;
use super::visit::show_messages;
use super::{Kind, Pending, Sent};
use crate::app::notice::{Doing, Notice};
use crate::app::state::State;
use crate::domain::handoff::Recovered;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::Unanswered;

/// Whether there are any.
pub fn any(state: &State) -> bool {
    state.pending.values().flatten().any(is_one) || !state.replies.again.is_empty()
}

fn is_one(one: &Pending) -> bool {
    one.kind == Kind::Reply && one.sent == Sent::Unknown
}

/// Takes in what was found out about them.
pub fn settled(state: &mut State, all: Vec<Unanswered>) {
    for found in all {
        if let Some(id) = &found.again {
            again(state, id, found.recorded);
        }
        let pending = state.pending.get(&found.key).into_iter().flatten();
        let new = found.again.is_none();
        let mut fitting = pending.filter(|one| new && is_one(one) && has_words(one, &found.text));
        let local = fitting.next().map(|one| one.local.clone());
        match local {
            Some(local) if found.recorded => drop_one(state, &found.key, &local),
            Some(local) => give_back(state, &found.key, &local),
            // A read was faster.
            None => {}
        }
        if let Some(open) = state.open.as_mut().filter(|open| open.key == found.key) {
            open.source.hurry();
        }
    }
    show_messages(state);
}

/// After a new connection, whose journal has this draft: those whose words are in it surely were not recorded.
pub fn given_back(state: &mut State, key: &ConversationKey, draft: &str) {
    let pending = state.pending.get(key).into_iter().flatten();
    let given = pending.filter(|one| is_one(one) && draft.contains(one.text.as_str().trim()));
    let given: Vec<MessageId> = given.map(|one| one.local.clone()).collect();
    for local in given {
        compose::settle(state, key, &local, Sent::Failed(not_recorded()));
    }
}

/// What a person wanted to send again is queued, and a read brings it; or it surely is not, and the one before is
/// in doubt as it was.
fn again(state: &mut State, id: &MessageId, recorded: bool) {
    if state.replies.again.remove(id).is_some() && !recorded {
        state.tell(Notice::Failed {
            doing: Doing::Delivering,
            problem: not_recorded(),
        });
    }
}

fn not_recorded() -> Problem {
    Problem::new(Trouble::TimedOut, "reply", "it was not recorded")
}

fn has_words(one: &Pending, text: &str) -> bool {
    one.text.as_str().trim() == text
}

fn drop_one(state: &mut State, key: &ConversationKey, local: &MessageId) {
    if let Some(pending) = state.pending.get_mut(key) {
        pending.retain(|one| one.local != *local);
        if pending.is_empty() {
            state.pending.remove(key);
        }
    }
}

fn give_back(state: &mut State, key: &ConversationKey, local: &MessageId) {
    let problem = not_recorded();
    let is_draft = compose::settle(state, key, local, Sent::Failed(problem.clone()));
    let subject = state.subject(key);
    let key = key.clone();
    state.tell(match is_draft {
        true => Notice::Recovered {
            what: Recovered::ReplyNotRecorded { key },
            subject,
        },
        false => Notice::Failed {
            doing: Doing::Replying,
            problem,
        },
    });
}

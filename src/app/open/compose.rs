//! Typing to a customer, and notes: drafts that are never lost, and what is sent.

use super::visit::{scroll_to_last, show_messages};
use super::{Composer, Kind, Pending, Sent};
use crate::app::conversations::intake::note_draft;
use crate::app::effect::{Effect, Verb};
use crate::app::feed::later;
use crate::app::field::Field;
use crate::app::guard::{presence, unread};
use crate::app::notice::{Doing, Notice};
use crate::app::replies;
use crate::app::state::{Focus, State};
use crate::domain::canned;
use crate::domain::conversation::{Conversation, Message};
use crate::domain::handoff::Owned;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::MAX_REPLY_CHARS;
use crate::domain::text::Text;
use crate::domain::whatsapp::Window;
use jiff::SignedDuration;

/// How long typing goes on before the draft is handed to the journal.
const SAVE_AFTER: SignedDuration = SignedDuration::from_millis(200);

/// Gives the keys to the place to type, with the draft that is kept.
pub fn begin(state: &mut State, kind: Kind) {
    keep_draft(state);
    let Some(open) = &mut state.open else {
        return;
    };
    if open.composer.as_ref().is_none_or(|old| old.kind != kind) {
        let draft = state.drafts.get(&(open.key.clone(), kind));
        let typed = |old: &Composer| !old.field.is_blank() || draft.is_some();
        let exchanged = open.composer.as_ref().is_some_and(typed);
        open.composer = Some(Composer {
            kind,
            field: Field::lines(draft.map_or("", String::as_str)),
            save_at: None,
            exchanged,
        });
    }
    open.preview = false;
    state.focus = Focus::Composer;
    scroll_to_last(state);
}

/// A key or a paste for the place to type; neither is ever a command.
pub fn type_into(state: &mut State, change: impl FnOnce(&mut Field) -> bool) {
    let save_at = later(state.clock, SAVE_AFTER);
    let composer = state.open.as_mut().and_then(|open| open.composer.as_mut());
    if let Some(composer) = composer
        && change(&mut composer.field)
    {
        composer.save_at.get_or_insert(save_at);
        presence::typed(state);
        note_text(state);
    }
}

/// Keeps what is typed beside the conversation; whether a journal should have it is noted separately.
fn note_text(state: &mut State) {
    let Some((key, kind, text)) = typed(state) else {
        return;
    };
    let slot = (key.clone(), kind);
    if text.trim().is_empty() {
        state.drafts.remove(&slot);
    } else {
        state.drafts.insert(slot, text);
    }
    note_draft(state, &key);
}

fn typed(state: &State) -> Option<(ConversationKey, Kind, String)> {
    let open = state.open.as_ref()?;
    let composer = open.composer.as_ref()?;
    Some((open.key.clone(), composer.kind, composer.field.text()))
}

/// Before the composer goes away: its text becomes the draft, to be journaled at once.
pub fn keep_draft(state: &mut State) {
    note_text(state);
    let unsaved = state.open.as_mut().and_then(|open| {
        let composer = open.composer.as_mut()?;
        composer.save_at.take()?;
        (composer.kind == Kind::Reply).then(|| open.key.clone())
    });
    state.unsaved.extend(unsaved);
}

/// The drafts that are due to be journaled.
pub fn due_saves(state: &mut State) -> Vec<Effect> {
    let now = state.clock;
    let is_due = state
        .composer()
        .and_then(|composer| composer.save_at)
        .is_some_and(|at| at <= now);
    if is_due {
        keep_draft(state);
    }
    std::mem::take(&mut state.unsaved)
        .into_iter()
        .map(|key| {
            let draft = state.drafts.get(&(key.clone(), Kind::Reply));
            let text = draft.cloned().unwrap_or_default();
            Effect::SaveDraft { key, text }
        })
        .collect()
}

/// Sends what is typed, if there is anything and it is not too long; the composer stays.
pub fn send(state: &mut State) -> Vec<Effect> {
    let Some((key, kind, text)) = typed(state) else {
        return Vec::new();
    };
    let text = text.trim().to_owned();
    let chars = text.chars().count();
    if chars == 0 {
        state.tell(Notice::EmptyReply);
        return Vec::new();
    }
    if chars > MAX_REPLY_CHARS {
        state.tell(Notice::ReplyTooLong { chars });
        return Vec::new();
    }
    if kind == Kind::Reply && is_barred(state) {
        let templates = state.open.as_ref().and_then(|open| open.line.as_ref());
        let templates = templates.is_some_and(|line| !line.templates.is_empty());
        state.tell(Notice::WindowClosed { templates });
        return Vec::new();
    }
    // A note goes to nobody who could have said something meanwhile.
    if kind == Kind::Reply && unread::stops(state) {
        return Vec::new();
    }
    let open = state.open.as_ref();
    let seen = open.and_then(|open| open.unread.seen);
    let places = canned::blanks(&text);
    if kind == Kind::Reply && !places.is_empty() {
        state.tell(Notice::Blanks { places });
        return Vec::new();
    }
    let composer = state.open.as_mut().and_then(|open| open.composer.as_mut());
    if composer.is_some_and(|composer| std::mem::take(&mut composer.exchanged)) {
        state.tell(Notice::SendAgain { kind });
        return Vec::new();
    }
    let local = state.next_local();
    state.pending.entry(key.clone()).or_default().push(Pending {
        local: local.clone(),
        kind,
        text: Text::from_untrusted(&text),
        typed: text.clone(),
        at: state.clock,
        sent: Sent::Sending,
    });
    if let Some(composer) = state.open.as_mut().and_then(|open| open.composer.as_mut()) {
        composer.field.clear();
        // The journal forgets the draft only once the reply is in the table.
        composer.save_at = None;
    }
    note_text(state);
    show_messages(state);
    scroll_to_last(state);
    vec![Effect::Do(match kind {
        Kind::Reply => Verb::Reply {
            key,
            local,
            text,
            seen,
        },
        Kind::Note => Verb::Note { key, local, text },
    })]
}

/// Whether words to the customer would surely be refused: their 24 hours are over.
fn is_barred(state: &State) -> bool {
    let Some(open) = &state.open else {
        return false;
    };
    let route = open.line.as_ref().map(|line| line.route);
    let inbound = open
        .conversation
        .as_ref()
        .and_then(Conversation::last_inbound);
    route.is_some_and(|route| Window::at(inbound, state.clock).bars(route))
}

/// What became of a reply or note.
pub fn sent(
    state: &mut State,
    key: &ConversationKey,
    local: &MessageId,
    outcome: Result<Owned<Message>, Problem>,
) {
    if let Ok(Owned::Done(message)) = &outcome {
        replies::recorded(state, key, message);
    }
    let Some(one) = state
        .pending
        .get_mut(key)
        .and_then(|pending| pending.iter_mut().find(|one| one.local == *local))
    else {
        return;
    };
    let kind = one.kind;
    let doing = match kind {
        Kind::Reply => Doing::Replying,
        Kind::Note => Doing::Noting,
    };
    let subject = state.subject(key);
    let (sent, notice, lost) = match outcome {
        Ok(Owned::Done(message)) => (Sent::Recorded(Box::new(message)), None, None),
        Ok(Owned::Lost(holder)) => {
            let notice = Notice::NotOurs {
                doing,
                subject,
                holder: holder.clone(),
            };
            (Sent::NotOurs, Some(notice), Some(holder))
        }
        Ok(Owned::Unread(message)) => {
            unread::found(state, key, &message);
            let problem = Problem::new(Trouble::Refused, "reply", "a message was not seen");
            (Sent::Failed(problem), None, None)
        }
        Ok(Owned::Unknown) => (
            Sent::Unknown,
            Some(Notice::Unknown { doing, subject }),
            None,
        ),
        Err(problem) => {
            let notice = Notice::Failed {
                doing,
                problem: problem.clone(),
            };
            (Sent::Failed(problem), Some(notice), None)
        }
    };
    settle(state, key, local, sent);
    if let Some(notice) = notice {
        state.tell(notice);
    }
    if let Some(holder) = lost {
        crate::app::handoff::lose(state, key, holder);
    }
    show_messages(state);
    if let Some(open) = state.open.as_mut().filter(|open| open.key == *key) {
        open.source.hurry();
    }
}

/// Notes how a reply ended; one that surely was not written becomes the draft again: whether it did.
pub(super) fn settle(
    state: &mut State,
    key: &ConversationKey,
    local: &MessageId,
    sent: Sent,
) -> bool {
    let written = !matches!(sent, Sent::Failed(_) | Sent::NotOurs);
    let Some(pending) = state.pending.get_mut(key) else {
        return false;
    };
    let Some(at) = pending.iter().position(|one| one.local == *local) else {
        return false;
    };
    let Some(one) = pending.get_mut(at) else {
        return false;
    };
    one.sent = sent;
    let (kind, text) = (one.kind, one.typed.clone());
    let restored = !written && restore(state, key, kind, &text);
    if restored && let Some(pending) = state.pending.get_mut(key) {
        pending.remove(at);
    }
    if kind == Kind::Reply {
        state.unsaved.insert(key.clone());
    }
    restored
}

/// Puts a text back as the draft unless something else has been typed since; whether it did.
fn restore(state: &mut State, key: &ConversationKey, kind: Kind, text: &str) -> bool {
    let slot = (key.clone(), kind);
    if state.drafts.contains_key(&slot) || text.is_empty() {
        return false;
    }
    state.drafts.insert(slot, text.to_owned());
    if let Some(open) = state.open.as_mut().filter(|open| open.key == *key)
        && let Some(composer) = open
            .composer
            .as_mut()
            .filter(|composer| composer.kind == kind)
    {
        composer.field = Field::lines(text);
    }
    note_draft(state, key);
    true
}

//! The send guard: a message that came but has not been before the person's eyes long enough to be read stops
//! a reply once.

use super::Told;
use crate::app::feed::later;
use crate::app::open::OpenConversation;
use crate::app::open::visit::scroll_to_last;
use crate::app::state::{Focus, State};
use crate::domain::conversation::{Message, MessageKind, Speaker};
use crate::domain::guard::READING;
use crate::domain::id::ConversationKey;
use crate::domain::time::since;
use jiff::Timestamp;

/// What of the open conversation has been seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Time of the newest message that has been seen; `None`: nothing has been read of it yet.
    pub seen: Option<Timestamp>,
    fresh: Option<Fresh>,
}

/// A message that has not been seen yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fresh {
    at: Timestamp,
    came: Timestamp,
    /// Since when it is before the person's eyes.
    shown: Option<Timestamp>,
}

/// Notes what a read has brought. What was there at the first look is what the person came to see.
pub(in crate::app) fn note(open: &mut OpenConversation, now: Timestamp) {
    let newest = open.conversation.as_ref().map(|conversation| {
        let messages = conversation.messages.iter();
        let heard = messages.filter(|message| speaks_up(message));
        heard.filter_map(|message| message.at).max()
    });
    let Some(newest) = newest else {
        return;
    };
    let newest = newest.unwrap_or(Timestamp::MIN);
    match open.unread.seen {
        None => open.unread.seen = Some(newest),
        Some(seen) if newest > seen => {
            let known = open.unread.fresh.is_some_and(|fresh| fresh.at == newest);
            if !known {
                open.unread.fresh = Some(Fresh {
                    at: newest,
                    came: now,
                    shown: None,
                });
            }
        }
        Some(_) => {}
    }
}

/// Whether a person must have read it before answering.
fn speaks_up(message: &Message) -> bool {
    match message.from {
        Speaker::Customer => true,
        Speaker::Bot => message.kind != MessageKind::WaitingLine,
        _ => false,
    }
}

/// What has been on screen for long enough has been seen.
pub(super) fn follow(state: &mut State) {
    let looks = state.focused && state.focus != Focus::List && state.overlay.is_none();
    let now = state.clock;
    let Some(open) = &mut state.open else {
        return;
    };
    let visible = looks && !open.preview && open.follows();
    let Some(fresh) = &mut open.unread.fresh else {
        return;
    };
    if !visible {
        fresh.shown = None;
        return;
    }
    let shown = *fresh.shown.get_or_insert(now);
    if later(shown, READING) <= now {
        open.unread.seen = Some(fresh.at);
        open.unread.fresh = None;
    }
}

/// Whether a reply is stopped: shows the message that has not been seen and says so. The next one goes out.
pub(in crate::app) fn stops(state: &mut State) -> bool {
    let now = state.clock;
    let fresh = state.open.as_mut().and_then(|open| {
        let fresh = open.unread.fresh.take()?;
        open.unread.seen = Some(fresh.at);
        Some(fresh)
    });
    let Some(fresh) = fresh else {
        return false;
    };
    scroll_to_last(state);
    let ago = since(now, fresh.came);
    state.tell_guard(Told::Unseen { ago });
    true
}

/// The desk found a message that no read had brought: it is read at once, and counts as told.
pub(in crate::app) fn found(state: &mut State, key: &ConversationKey, message: &Message) {
    let now = state.clock;
    let open = state.open.as_mut().filter(|open| open.key == *key);
    if let (Some(open), Some(at)) = (open, message.at) {
        open.unread.seen = open.unread.seen.max(Some(at));
        open.unread.fresh = None;
        open.source.hurry();
    }
    let ago = message
        .at
        .map_or(jiff::SignedDuration::ZERO, |at| since(now, at));
    state.tell_guard(Told::Unseen { ago });
}

pub(super) fn next_change(state: &State) -> Option<Timestamp> {
    let fresh = state.open.as_ref()?.unread.fresh?;
    Some(later(fresh.shown?, READING))
}

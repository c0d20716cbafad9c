//! Going into a conversation, through it, and out again.

use super::{OpenConversation, Pending, Scroll, Sent};
use crate::app::conversations::intake::{Read, take_rows};
use crate::app::conversations::turns::{note_looked, note_transcript};
use crate::app::effect::{Effect, Load};
use crate::app::feed::{Source, later};
use crate::app::guard::{self, Unread, unread};
use crate::app::handoff;
use crate::app::msg::Opened;
use crate::app::state::{Focus, State};
use crate::app::transcript::lay_out;
use crate::domain::conversation::{Message, MessageKind, Origin, Speaker};
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::mask;
use crate::domain::reply::ReplyState;
use crate::domain::text::Text;
use jiff::SignedDuration;
use std::collections::BTreeMap;

/// How long a selection rests before its conversation is read beside the list.
const REST: SignedDuration = SignedDuration::from_millis(250);

/// How far the clock of the table's rows may be behind the one shown here.
const CLOCKS: SignedDuration = SignedDuration::from_secs(2);

/// Bodies that are shown at once.
const REVEALED: usize = 20;

/// Shows a conversation. With `enter` a person goes in; else it only follows the selection.
pub fn open(state: &mut State, key: ConversationKey, enter: bool) {
    let is_open = state.open.as_ref().is_some_and(|open| open.key == key);
    if !is_open {
        super::compose::keep_draft(state);
        state.open = Some(OpenConversation {
            key,
            preview: true,
            source: Source::default(),
            read_after: if enter {
                state.clock
            } else {
                later(state.clock, REST)
            },
            conversation: None,
            claim: None,
            briefing: None,
            line: None,
            missing: false,
            messages: Vec::new(),
            bodies: BTreeMap::new(),
            lines: Vec::new(),
            scroll: Scroll::Follow,
            new_below: 0,
            seen_on_entry: None,
            composer: None,
            search: None,
            lost: None,
            unread: Unread::default(),
        });
    }
    if enter {
        state.focus = Focus::Detail;
        if let Some(open) = &mut state.open {
            open.preview = false;
            open.read_after = state.clock;
            let seen = state.looked.get(&open.key).copied();
            open.seen_on_entry = Some(seen.unwrap_or(state.started));
        }
        look(state);
    }
}

/// Goes out of the conversation to the list.
pub fn leave(state: &mut State) {
    super::compose::keep_draft(state);
    state.focus = Focus::List;
    if state.is_wide() {
        if let Some(open) = &mut state.open {
            open.preview = true;
            open.scroll = Scroll::Follow;
            open.new_below = 0;
            open.bodies.clear();
        }
        show_messages(state);
    } else {
        state.open = None;
    }
}

/// Takes in what a read of a conversation brought; its row counts even when it is not open any more.
pub fn landed(state: &mut State, key: &ConversationKey, opened: Option<Opened>) {
    let open = state.open.as_mut().filter(|open| open.key == *key);
    let asked = open
        .as_ref()
        .map_or(state.guard.asked(key), |open| open.source.asked());
    if let Some(open) = open {
        open.source.landed(state.clock);
        open.missing = opened.is_none();
    }
    let Some(mut opened) = opened else {
        return;
    };
    state.replies.freshen(&mut opened.conversation.messages);
    let read = Read {
        asked,
        queue_pass: None,
    };
    take_rows(state, vec![opened.conversation.row.clone()], read);
    note_transcript(state, key, &opened.conversation.messages);
    for message in &opened.conversation.messages {
        if let (Some(standing), Some(fate)) = (message.state, &message.fate) {
            let (id, at) = (&message.id, message.at);
            state.channels.note(key, id, at, standing, fate);
        }
    }
    forget_recorded(state, key, &opened.conversation.messages);
    handoff::take_claim(state, key, opened.claim.as_ref());
    guard::seen(state, key, &opened, asked);
    if let Some(open) = state.open.as_mut().filter(|open| open.key == *key) {
        open.claim = opened.claim;
        open.briefing = opened.briefing;
        open.line = opened.line;
        open.conversation = Some(opened.conversation);
        unread::note(open, state.clock);
    }
    show_messages(state);
    look(state);
}

/// Asks for the bodies of the newest messages on which a person has not seen them yet.
pub fn reveal(state: &State) -> Vec<Effect> {
    let Some(open) = &state.open else {
        return Vec::new();
    };
    let newest = open.messages.iter().rev().take(REVEALED);
    let messages: Vec<MessageId> = newest
        .map(|message| message.id.clone())
        .filter(|id| !open.bodies.contains_key(id))
        .collect();
    if messages.is_empty() {
        return Vec::new();
    }
    vec![Effect::Load(Load::Bodies {
        key: open.key.clone(),
        messages,
    })]
}

/// Takes bodies in; they stay on screen until the person leaves.
pub fn revealed(state: &mut State, key: &ConversationKey, bodies: Vec<(MessageId, Option<Text>)>) {
    let Some(open) = state.open.as_mut().filter(|open| open.key == *key) else {
        return;
    };
    let found = bodies
        .into_iter()
        .filter_map(|(id, body)| Some((id, body?)));
    open.bodies.extend(found);
    show_messages(state);
}

/// What a read has brought need not be kept beside it.
fn forget_recorded(state: &mut State, key: &ConversationKey, messages: &[Message]) {
    let Some(pending) = state.pending.get_mut(key) else {
        return;
    };
    // What is under way is answered yet, and what failed is nobody's row.
    pending.retain(|one| match &one.sent {
        Sent::Recorded(_) | Sent::Unknown => !is_among(one, messages),
        Sent::Sending | Sent::Failed(_) | Sent::NotOurs => true,
    });
    if pending.is_empty() {
        state.pending.remove(key);
    }
}

/// Whether a read has brought what was said here. Before its answer came, nobody knows its name in the table:
/// then the same words of a person there, not older than they are here, are it.
fn is_among(one: &Pending, messages: &[Message]) -> bool {
    let from = speaker(one.kind);
    messages.iter().any(|message| match &one.sent {
        Sent::Recorded(row) => message.id == row.id,
        Sent::Sending | Sent::Unknown => {
            message.origin == Origin::Ours
                && message.from == from
                && message.at.is_some_and(|at| later(at, CLOCKS) >= one.at)
                && message.text == one.text
        }
        Sent::Failed(_) | Sent::NotOurs => false,
    })
}

fn speaker(kind: super::Kind) -> Speaker {
    match kind {
        super::Kind::Reply => Speaker::Human,
        super::Kind::Note => Speaker::Note,
    }
}

/// Puts together what the transcript shows and lays it out.
pub fn show_messages(state: &mut State) {
    let columns = state.size.text_columns();
    let height = state.size.transcript_rows(state.focus == Focus::Composer);
    let private = state.private;
    let Some(open) = &mut state.open else {
        return;
    };
    let read = open
        .conversation
        .as_ref()
        .map(|conversation| conversation.messages.as_slice())
        .unwrap_or_default();
    let mut messages = read.to_vec();
    for message in &mut messages {
        if let Some(body) = open.bodies.get(&message.id) {
            message.text = Text::from_untrusted(&format!("{}\n{body}", message.text));
        }
    }
    let pending = state.pending.get(&open.key).into_iter().flatten();
    messages.extend(pending.filter(|one| !is_among(one, read)).map(shown));
    if private {
        for message in messages.iter_mut().filter(|one| !one.text.is_empty()) {
            message.text = Text::from(mask::DOTS);
        }
    }
    if messages == open.messages && !open.lines.is_empty() {
        return;
    }
    let fresh = messages.len().saturating_sub(open.messages.len());
    open.messages = messages;
    open.lines = lay_out(&open.messages, columns, &state.zone);
    if open.follows() {
        open.new_below = 0;
    } else {
        open.new_below += fresh;
        let top = open.top(height);
        open.scroll = Scroll::Top(top);
    }
}

/// Lays the transcript out again, for another width.
pub fn lay_out_again(state: &mut State) {
    if let Some(open) = &mut state.open {
        let part = match open.scroll {
            Scroll::Follow => None,
            Scroll::Top(line) => Some((line, open.lines.len().max(1))),
        };
        open.lines = lay_out(&open.messages, state.size.text_columns(), &state.zone);
        if let Some((line, of)) = part {
            open.scroll = Scroll::Top(line * open.lines.len() / of);
        }
    }
}

/// A reply of ours as the transcript shows it before the table does.
fn shown(one: &Pending) -> Message {
    if let Sent::Recorded(message) = &one.sent {
        return message.as_ref().clone();
    }
    Message {
        id: one.local.clone(),
        at: Some(one.at),
        from: speaker(one.kind),
        by: None,
        text: one.text.clone(),
        kind: MessageKind::Text,
        origin: Origin::Ours,
        state: Some(match one.sent {
            Sent::Failed(_) | Sent::NotOurs => ReplyState::Failed,
            Sent::Unknown => ReplyState::Unknown,
            Sent::Sending | Sent::Recorded(_) => ReplyState::Journaled,
        }),
        fate: None,
    }
}

/// Notes that a person has the end of the conversation before their eyes.
pub fn look(state: &mut State) {
    let seen = state
        .open
        .as_ref()
        .filter(|open| !open.preview && open.follows())
        .filter(|_| state.focused && state.focus != Focus::List)
        .and_then(|open| {
            let inbound = open.conversation.as_ref()?.last_inbound()?;
            Some((open.key.clone(), inbound))
        });
    if let Some((key, inbound)) = seen {
        note_looked(state, &key, inbound);
    }
}

/// Moves through the transcript by so many lines.
pub fn scroll(state: &mut State, lines: isize) {
    let height = state.size.transcript_rows(state.focus == Focus::Composer);
    if let Some(open) = &mut state.open {
        let last = open.lines.len().saturating_sub(height);
        let top = open.top(height).saturating_add_signed(lines);
        to_line(open, top, last);
    }
    look(state);
}

/// Moves by so many screens.
pub fn scroll_pages(state: &mut State, pages: isize) {
    let height = state.size.transcript_rows(state.focus == Focus::Composer);
    let lines = isize::try_from(height).unwrap_or(1).max(2) - 1;
    scroll(state, pages.saturating_mul(lines));
}

/// Moves to the beginning.
pub fn scroll_to_first(state: &mut State) {
    scroll(state, isize::MIN);
}

/// Moves to the end, and stays there.
pub fn scroll_to_last(state: &mut State) {
    if let Some(open) = &mut state.open {
        to_line(open, usize::MAX, 0);
    }
    look(state);
}

fn to_line(open: &mut OpenConversation, top: usize, last: usize) {
    if top >= last {
        open.scroll = Scroll::Follow;
        open.new_below = 0;
    } else {
        open.scroll = Scroll::Top(top);
    }
}

//! What is known of a conversation, in five lines: who, who has it and since when, why, what to beware of, and
//! what the system told of the escalation beside. It shows only what there is.

mod held;

use held::held;
use ratatui::layout::Rect;

use super::briefing;
use super::channel;
use super::customer::unnamed;
use super::guard;
use super::hidden::value;
use super::line::{Line, prune};
use super::pen::{Pen, indent, rows};
use crate::app::claims::Hold;
use crate::app::open::OpenConversation;
use crate::app::state::{Focus, State};
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::time::since;
use crate::domain::whatsapp::WINDOW;
use crate::locale::{feed, handoff, privacy, word};
use crate::theme::Token;
use jiff::SignedDuration;

/// How long WhatsApp lets a business write freely after the customer's last message.
/// From here on the closing window is worth a colour.
const CLOSING: SignedDuration = SignedDuration::from_hours(2);

/// Below this width words are short.
const NARROW: u16 = 70;

/// Draws the card.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, open: &OpenConversation) {
    let area = Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    };
    let Some(row) = known(state, open) else {
        return;
    };
    let mut lines = [
        who(state, open, row, usize::from(area.width)),
        (held(state, open, row, usize::from(area.width)), Line::new()),
        (
            briefing::why(open, row)
                .filter(|_| !state.private)
                .unwrap_or_else(|| why(row, state.private)),
            briefing::doubt(open, row)
                .filter(|_| !state.private)
                .unwrap_or_default(),
        ),
        (
            beware(state, open, row, usize::from(area.width)),
            Line::new(),
        ),
    ];
    if let Some(others) = guard::present(state, open) {
        beside(&mut lines, others, usize::from(area.width), |room| {
            held(state, open, row, room)
        });
    }
    let window = window(state, open, area.width);
    let room = usize::from(area.width);
    let free = lines
        .iter_mut()
        .skip(1)
        .filter(|(_, right)| right.is_empty())
        .find(|(left, _)| left.is_empty() || left.width() + window.width() + 3 <= room);
    // Where no other line has room, the last one may.
    let mut below = Line::new();
    match free {
        // On a line of its own it stands where one begins to read.
        Some((left, _)) if left.is_empty() => *left = window,
        Some((_, right)) => *right = window,
        None => below = window,
    }
    let (mut facts, said) = briefing::rest(open, row, room, state);
    let last = match lines.last_mut() {
        Some((left, right)) if left.is_empty() && right.is_empty() => {
            *left = facts;
            said
        }
        _ => {
            let gap = if facts.is_empty() || said.is_empty() {
                ""
            } else {
                "   "
            };
            facts.push(gap, Token::Text);
            facts.append(said);
            facts
        }
    };
    let mut last = (last, Line::new());
    if last.0.width() + below.width() + 3 <= room {
        last.1 = below;
    }
    for (place, (left, right)) in rows(area).zip(lines.iter().chain([&last])) {
        let used = pen.line(place, left);
        let rest = match used {
            0 => place,
            used => indent(place, used + 2),
        };
        if rest.width >= LEAST {
            pen.line_right(rest, right);
        }
    }
}

/// Puts who else is there at the right of the first line that has room for it: who has it is never covered by
/// it. Where none has, what is said of the holder gives way.
fn beside<'a>(
    lines: &mut [(Line<'a>, Line<'a>)],
    others: Line<'a>,
    width: usize,
    held: impl Fn(usize) -> Line<'a>,
) {
    let wide = others.width() + APART;
    let fits = |(left, right): &&mut (Line<'a>, Line<'a>)| {
        right.is_empty() && left.width() + wide <= width
    };
    if let Some((_, right)) = lines.iter_mut().skip(1).find(fits) {
        *right = others;
    } else if let Some((left, right)) = lines.get_mut(1) {
        *left = held(width.saturating_sub(wide));
        *right = others;
    }
}

/// Less of what stands on the right is not worth showing.
const LEAST: u16 = 8;

/// The conversation as read whole, else as its list knows it.
pub(super) fn known<'a>(
    state: &'a State,
    open: &'a OpenConversation,
) -> Option<&'a ConversationRow> {
    match &open.conversation {
        Some(conversation) => Some(&conversation.row),
        None => state
            .conversations
            .list
            .get(&open.key)
            .map(|entry| &entry.row),
    }
}

fn who<'a>(
    state: &'a State,
    open: &'a OpenConversation,
    row: &'a ConversationRow,
    width: usize,
) -> (Line<'a>, Line<'a>) {
    let token = if state.focus == Focus::List {
        Token::Strong
    } else {
        Token::HeadingFocused
    };
    let customer = row.customer();
    let name = customer.and_then(|customer| customer.name.as_ref());
    let phone = customer.and_then(|customer| customer.phone.as_ref());
    let left = match (name, phone) {
        (Some(name), Some(phone)) => {
            Line::of(name.one_line(), token).then(3, phone.one_line(), Token::Muted)
        }
        (Some(only), None) | (None, Some(only)) => Line::of(only.one_line(), token),
        (None, None) => Line::of(unnamed(&open.key), token),
    };
    let left = match state.numbers.of(&open.key, state.clock) {
        Some((number, stays)) => Line::of(number.one_line(), Token::Strong)
            .then(3, privacy::hides_in(stays), Token::Warn)
            .then(3, name.map_or("".into(), |name| name.one_line()), token),
        None => left,
    };
    let tenant = state
        .tenants
        .list
        .get(&open.key.owner())
        .map_or(open.key.tenant.as_str(), |tenant| {
            tenant.tenant.name.as_str()
        });
    let right = Line::of(tenant, Token::Muted);
    let known = customer.and_then(|customer| customer.standing.as_deref());
    let said = known.map(handoff::standing).unwrap_or_default();
    let said = said
        .into_iter()
        .map(|(rank, words)| (rank, Line::of(words, Token::Muted)));
    let groups = [(0, left)].into_iter().chain(said).collect();
    let room = width.saturating_sub(right.width() + APART);
    (prune(groups, room, APART), right)
}

/// Columns between what is said on one line.
const APART: usize = 3;

/// How long the customer can still be answered freely.
fn window(state: &State, open: &OpenConversation, width: u16) -> Line<'static> {
    let inbound = open
        .conversation
        .as_ref()
        .and_then(|conversation| conversation.last_inbound());
    let Some(at) = inbound else {
        return Line::new();
    };
    let left = WINDOW - since(state.clock, at);
    let token = if left <= SignedDuration::ZERO {
        Token::Urgent
    } else if left < CLOSING {
        Token::Warn
    } else {
        Token::Muted
    };
    let left = (left > SignedDuration::ZERO).then_some(left);
    let words = if width < NARROW {
        handoff::window_short(left)
    } else {
        handoff::window(left)
    };
    Line::of(words, token)
}

fn why(row: &ConversationRow, private: bool) -> Line<'_> {
    let record = row.record.as_ref();
    let waits = row.status().waits_for_human();
    match record.and_then(|record| record.reason.as_ref()) {
        Some(reason) => Line::of(handoff::label::why(), Token::Muted).then(
            2,
            value(private, reason.one_line()),
            if waits { Token::Text } else { Token::Muted },
        ),
        None if waits => Line::of(handoff::label::why(), Token::Muted).then(
            2,
            handoff::no_reason(),
            Token::Muted,
        ),
        None => Line::new(),
    }
}

/// The most pressing thing to know, if there is one.
fn beware<'a>(
    state: &State,
    open: &'a OpenConversation,
    row: &'a ConversationRow,
    width: usize,
) -> Line<'a> {
    if let Hold::Mine(mine) = state.hold(&open.key) {
        if mine.is_locked(state.clock) {
            return Line::of(handoff::locked(), Token::Urgent);
        }
        if let Some(problem) = &mine.trouble {
            let words = handoff::trouble(problem, mine.remaining(state.clock));
            return Line::of(words, Token::Warn);
        }
        if let Some(line) = channel::banner(state, &open.key.owner()) {
            return line;
        }
        if let Some(line) = guard::beware_mine(state, open, mine) {
            return line;
        }
        if mine.resumed {
            return Line::of(handoff::resumed(mine.remaining(state.clock)), Token::Mine);
        }
    } else if let Some(holder) = &open.lost {
        return guard::lost(state, holder.as_ref());
    } else if let Some(line) = channel::banner(state, &open.key.owner()) {
        return line;
    } else if let Some(line) = guard::beware_other(state, open) {
        return line;
    }
    let said = state
        .conversation_feed()
        .map(|data| feed::sentences(&data, state.clock))
        .unwrap_or_default();
    if !said.is_empty() {
        let groups = said
            .into_iter()
            .map(|(rank, words)| (rank, Line::of(words, Token::Warn)))
            .collect();
        return prune(groups, width, 1);
    }
    if let Some(words) = word::status_note(row.status()) {
        let token = match row.status() {
            Status::EscalatedUnheard => Token::Warn,
            _ => Token::Muted,
        };
        return Line::of(words, token);
    }
    let history = open
        .conversation
        .as_ref()
        .map(|conversation| conversation.history);
    let words = history.and_then(|history| {
        if width < usize::from(NARROW) {
            handoff::history_short(history, &state.zone, state.clock)
        } else {
            handoff::history(history, &state.zone, state.clock)
        }
    });
    match words {
        Some(words) => Line::of(words, Token::System),
        None => draft(state, open),
    }
}

fn draft<'a>(state: &State, open: &OpenConversation) -> Line<'a> {
    let kept = state.drafts.keys().any(|(key, _)| *key == open.key);
    if kept && open.composer.is_none() {
        Line::of(handoff::draft_kept(), Token::Mine)
    } else {
        Line::new()
    }
}

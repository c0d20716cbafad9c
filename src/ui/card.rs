//! What is known of a conversation, in five lines: who, who has it and since when, why, what to beware of, and
//! what the system told of the escalation beside. It shows only what there is.

use ratatui::layout::Rect;

use super::arranged;
use super::briefing;
use super::customer::unnamed;
use super::guard;
use super::line::{Line, prune};
use super::pen::{Pen, indent, rows};
use crate::app::claims::{Hold, Mine};
use crate::app::open::OpenConversation;
use crate::app::state::{Focus, State};
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::escalation::Priority;
use crate::domain::handoff::Pause;
use crate::domain::system::Port;
use crate::domain::time::since;
use crate::domain::whatsapp::WINDOW;
use crate::locale::work as words;
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
                .unwrap_or_else(|| why(row)),
            briefing::doubt(open, row).unwrap_or_default(),
        ),
        (
            beware(state, open, row, usize::from(area.width)),
            Line::new(),
        ),
    ];
    if let (Some(others), Some((left, right))) = (guard::present(state, open), lines.get_mut(1)) {
        let fits = left.width() + others.width() + 3 <= usize::from(area.width);
        match fits {
            true => *right = others,
            false => *left = others,
        }
    }
    let window = window(state, open, area.width);
    let room = usize::from(area.width);
    let free = lines
        .iter_mut()
        .skip(1)
        .filter(|(_, right)| right.is_empty())
        .find(|(left, _)| left.is_empty() || left.width() + window.width() + 3 <= room);
    match free {
        // On a line of its own it stands where one begins to read.
        Some((left, _)) if left.is_empty() => *left = window,
        Some((_, right)) => *right = window,
        None => {}
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
    let last = (last, Line::new());
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

/// Who has it, and since when.
fn held<'a>(
    state: &'a State,
    open: &OpenConversation,
    row: &ConversationRow,
    width: usize,
) -> Line<'a> {
    match state.hold(&open.key) {
        Hold::Mine(mine) => held_by_us(state, mine, bot_is_heard(state, open, mine, row), width),
        Hold::Other(claim) => {
            let other = Line::of(handoff::other(claim, state.clock), Token::Human);
            let said = arranged::said(state, &open.key);
            prune([(0, other)].into_iter().chain(said).collect(), width, 3)
        }
        Hold::Nobody => held_by_nobody(state, row, width),
    }
}

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

/// What says that the bot is not silent although its pause was verified: a line of its own after the
/// takeover, or an item, read since, that says so no more. It is shown, never assumed away.
fn bot_is_heard(
    state: &State,
    open: &OpenConversation,
    mine: &Mine,
    row: &ConversationRow,
) -> Option<String> {
    let taken = mine.claim.since;
    if let Some((words, _)) = guard::spoke(state, open) {
        return Some(words);
    }
    if state.bot_reads_pause(open.key.platform) == Some(false) {
        return Some(handoff::pause_unread().to_owned());
    }
    let read_since = open.source.asked() > taken && open.conversation.is_some();
    let verified = mine.pause == Some(Pause::Verified);
    (verified && read_since && !row.status().pauses_bot())
        .then(|| handoff::not_paused(row.status().word()))
}

fn held_by_us<'a>(state: &State, mine: &'a Mine, heard: Option<String>, width: usize) -> Line<'a> {
    if mine.releasing {
        return Line::of(handoff::releasing(), Token::Accent);
    }
    let is_silent = heard.is_none() && !matches!(mine.pause, Some(Pause::Pending(_)));
    let pause = match (&mine.pause, heard) {
        (_, Some(words)) => Line::of(words, Token::Urgent),
        (Some(pause @ Pause::Verified), _) => Line::of(handoff::pause(pause), Token::Ok),
        (Some(pause @ Pause::Pending(_)), _) => Line::of(handoff::pause(pause), Token::Warn),
        (None, _) => Line::new(),
    };
    // Where one of them has room, it is the warning: the list says too that it is ours.
    let (ours, bot) = if is_silent { (0, 1) } else { (1, 0) };
    prune(
        vec![
            (
                ours,
                Line::of(handoff::mine(mine, &state.zone), Token::Mine),
            ),
            (bot, pause),
            (3, Line::of(handoff::fence(&mine.claim), Token::Muted)),
        ]
        .into_iter()
        .chain(arranged::said(state, &mine.claim.key))
        .collect(),
        width,
        3,
    )
}

/// Whether there is a bot in it: where none can be taken over from, it may still be one that reads no pause.
fn has_bot(state: &State, row: &ConversationRow) -> bool {
    state.has_port(row.key.platform, Port::Handoffs)
        || state.bot_reads_pause(row.key.platform) == Some(false)
}

fn held_by_nobody<'a>(state: &State, row: &ConversationRow, width: usize) -> Line<'a> {
    if *row.status() == Status::Active && !has_bot(state, row) {
        return Line::of(words::no_bot(row.key.platform), Token::Muted);
    }
    let Some(escalation) = row.escalation() else {
        return Line::of(word::status(row.status()).to_owned(), Token::Bot);
    };
    let token = match escalation.priority {
        Priority::Urgent => Token::Urgent,
        Priority::High => Token::Warn,
        _ => Token::Strong,
    };
    let mut line = Line::new();
    if let Some(at) = escalation.since {
        line = line.then(0, handoff::waiting(since(state.clock, at)), token);
    }
    line = line.then(3, word::priority(&escalation.priority).to_owned(), token);
    let mut groups = arranged::said(state, &row.key);
    if groups.is_empty() {
        groups.push((2, Line::of(handoff::nobody(), Token::Muted)));
    }
    groups.insert(0, (0, line));
    prune(groups, width, 3)
}

fn why(row: &ConversationRow) -> Line<'_> {
    let record = row.record.as_ref();
    let waits = row.status().waits_for_human();
    match record.and_then(|record| record.reason.as_ref()) {
        Some(reason) => Line::of(handoff::label::why(), Token::Muted).then(
            2,
            reason.one_line(),
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
        if let Some(line) = guard::beware_mine(state, open, mine) {
            return line;
        }
        if mine.resumed {
            return Line::of(handoff::resumed(mine.remaining(state.clock)), Token::Mine);
        }
    } else if let Some(holder) = &open.lost {
        return guard::lost(state, holder.as_ref());
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

//! A transcript: time, who speaks in words and in colour, and the words. What the staff and the console say
//! has a bar in the gutter, where no customer's text can ever come.

use ratatui::layout::Rect;

use super::customer::first_name;
use super::line::Line;
use super::pen::{Pen, indent, rows};
use crate::app::geometry::GUTTER;
use crate::app::open::OpenConversation;
use crate::app::state::State;
use crate::app::transcript::Line as Row;
use crate::domain::conversation::{Message, Origin, Speaker};
use crate::domain::reply::ReplyState;
use crate::domain::text;
use crate::domain::unread::is_unread;
use crate::locale::{delivery, handoff, time, word};
use crate::theme::Token;

/// Columns of a speaker's name.
const NAME: usize = 9;
/// Columns from the time to the name.
const TIME: u16 = 7;

/// Draws the lines that are on screen; a short transcript stands at the bottom, next to the composer.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, open: &OpenConversation) {
    let visible = open.visible(usize::from(area.height));
    let spare = usize::from(area.height).saturating_sub(visible.len());
    let places = rows(area).skip(spare);
    for (place, row) in places.zip(visible) {
        line(pen, place, state, open, row);
    }
}

fn line(pen: &mut Pen<'_>, place: Rect, state: &State, open: &OpenConversation, row: &Row) {
    let inner = Rect {
        width: place.width.saturating_sub(2),
        ..indent(place, 1)
    };
    let words_at = indent(inner, GUTTER);
    match row {
        Row::Day(date) => day(pen, inner, state, *date),
        Row::Words {
            message,
            first,
            words,
        } => {
            let Some(message) = open.messages.get(*message) else {
                return;
            };
            staff_bar(pen, place, message.from);
            if *first {
                speaker(pen, inner, state, open, message);
            }
            let token = said(message.from);
            let line = match word::message_kind(&message.kind).filter(|_| words.is_empty()) {
                Some(kind) => Line::of(kind, Token::Muted),
                None => match &open.search {
                    Some(search) if search.is_in(words) => {
                        let parts = search.parts(words).into_iter();
                        parts.fold(Line::new(), |line, (part, sought)| match sought {
                            true => line.and(part, Token::Accent),
                            false => line.and(part, token),
                        })
                    }
                    _ => Line::of(words.as_str(), token),
                },
            };
            pen.line(words_at, &line);
        }
        Row::Folded { message, lines } => {
            if let Some(message) = open.messages.get(*message) {
                staff_bar(pen, place, message.from);
            }
            pen.line(words_at, &Line::of(handoff::folded(*lines), Token::System));
        }
        Row::Below { message } => {
            let Some(message) = open.messages.get(*message) else {
                return;
            };
            staff_bar(pen, place, message.from);
            pen.line(words_at, &fate(message, state));
        }
        Row::Waiting { message, count } => {
            let Some(message) = open.messages.get(*message) else {
                return;
            };
            speaker(pen, inner, state, open, message);
            let times = handoff::times(*count);
            let room = usize::from(words_at.width).saturating_sub(text::width(&times) + 3);
            let words = text::truncate(super::customer::first_line(&message.text), room);
            pen.line(
                words_at,
                &Line::of(words, Token::Muted).then(3, times, Token::Bot),
            );
        }
    }
}

/// `── today ───`
fn day(pen: &mut Pen<'_>, area: Rect, state: &State, date: jiff::civil::Date) {
    let today = state.clock.to_zoned(state.zone.clone()).date();
    pen.rule(area);
    let label = format!(" {} ", time::date(date, today));
    pen.line(indent(area, 2), &Line::of(label, Token::Muted));
}

/// What stands before the first line of a message.
fn speaker(
    pen: &mut Pen<'_>,
    area: Rect,
    state: &State,
    open: &OpenConversation,
    message: &Message,
) {
    let unseen = message.from == Speaker::Customer
        && open
            .seen_on_entry
            .is_some_and(|seen| is_unread(seen, message.at));
    let (clock, token) = match message.at {
        Some(at) => (
            time::clock(at, &state.zone),
            if unseen { Token::Fresh } else { Token::Muted },
        ),
        None => ("  —".to_owned(), Token::Muted),
    };
    pen.line(area, &Line::of(clock, token));
    let row = open.conversation.as_ref().map(|whole| &whole.row);
    let name = match message.from {
        Speaker::Customer => first_name(row.and_then(|row| row.customer())),
        Speaker::Human => message.by.as_deref().or_else(|| {
            // Not in the table yet, so it is this console's own.
            let link = state.connection.link()?;
            (message.origin == Origin::Ours).then(|| link.actor.name.as_str())
        }),
        _ => None,
    };
    let name = name.unwrap_or_else(|| word::speaker(message.from));
    let name = text::truncate(name.lines().next().unwrap_or_default(), NAME);
    pen.line(indent(area, TIME), &Line::of(name, speaks(message.from)));
}

/// The bar before what the staff wrote.
fn staff_bar(pen: &mut Pen<'_>, place: Rect, from: Speaker) {
    if matches!(from, Speaker::Human | Speaker::Note) {
        pen.text(place.x, place.y, 1, "▌", speaks(from));
    }
}

fn speaks(from: Speaker) -> Token {
    match from {
        Speaker::Customer => Token::Customer,
        Speaker::Bot => Token::Bot,
        Speaker::Human => Token::Human,
        Speaker::Note => Token::Note,
        Speaker::System | Speaker::Unknown => Token::Muted,
    }
}

fn said(from: Speaker) -> Token {
    match from {
        Speaker::Customer | Speaker::Human | Speaker::System => Token::Text,
        Speaker::Bot | Speaker::Unknown => Token::Muted,
        Speaker::Note => Token::Note,
    }
}

/// What became of a reply, what came with the words.
fn fate(message: &Message, app: &State) -> Line<'static> {
    let mut line = Line::new();
    if let Some(kind) = word::message_kind(&message.kind) {
        line = line.then(0, kind, Token::Muted);
    }
    let Some(state) = message.state else {
        return line;
    };
    let token = match state {
        ReplyState::Failed => Token::Urgent,
        ReplyState::Unknown | ReplyState::Journaled => Token::Warn,
        ReplyState::Accepted | ReplyState::Delivered | ReplyState::Read => Token::Ok,
        ReplyState::Recorded | ReplyState::Queued | ReplyState::Sending => Token::Muted,
    };
    if let Some(fate) = &message.fate {
        let planned = app.replies.planned(&message.id);
        let (mark, words) = delivery::fate(state, fate, planned, app.clock);
        let words = text::truncate(&words, 100).into_owned();
        return line.then(2, mark, token).then(1, words, token);
    }
    let (mark, words) = if message.from == Speaker::Note {
        word::note_state(state)
    } else {
        word::reply_state(state)
    };
    line.then(2, mark, token).then(1, words, token)
}

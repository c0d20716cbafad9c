//! The command line: what is typed, and below it what it matches, the best first.

use ratatui::layout::{Position, Rect};

use super::composer;
use super::keys::Keys;
use super::line::Line;
use super::panel::panel;
use super::pen::{Pen, below, bottom, indent, rows};
use crate::app::command::Command;
use crate::app::overlay::{CommandLine, Entry, Match};
use crate::domain::text;
use crate::locale::{self, help as say};
use crate::theme::Token;

/// Matches on screen.
const MOST: usize = 12;
/// Columns of a command's name at least, and at most.
const NAME: usize = 16;
const LONGEST: usize = 26;
/// The widest that the command line is.
const WIDTH: u16 = 88;

/// Draws the command line; where its cursor is.
pub fn draw(pen: &mut Pen<'_>, area: Rect, line: &CommandLine, keys: Keys<'_>) -> Option<Position> {
    let shown = line.matches.len().clamp(1, MOST);
    let width = WIDTH.min(area.width.saturating_sub(4));
    let height = u16::try_from(shown + 4)
        .unwrap_or(u16::MAX)
        .min(area.height);
    let outer = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 3,
        width,
        height,
    };
    let inner = panel(pen, outer, say::command(), Token::Accent);
    pen.line(inner, &Line::of(": ", Token::Key));
    let cursor = composer::line(pen, indent(inner, 2), &line.field, Token::Strong);
    let body = below(inner, 2);
    if line.matches.is_empty() {
        let words = say::nothing_found(&line.field.text());
        pen.line(bottom(body, 1), &Line::of(words, Token::Muted));
        return cursor;
    }
    let height = usize::from(body.height).max(1);
    let first = (line.chosen + 1).saturating_sub(height);
    let names = line.matches.iter().skip(first).take(height);
    let widest = names.map(|found| text::width(&found.name)).max();
    let names = widest.unwrap_or(0).clamp(NAME, LONGEST);
    for ((at, found), place) in line.matches.iter().enumerate().skip(first).zip(rows(body)) {
        one(pen, place, found, at == line.chosen, (names, keys));
    }
    cursor
}

fn one(
    pen: &mut Pen<'_>,
    place: Rect,
    found: &Match,
    chosen: bool,
    (names, keys): (usize, Keys<'_>),
) {
    let (sentence, key) = match &found.entry {
        Entry::Command(command) => (locale::command(*command), keys.of(*command)),
        Entry::Theme(_) => (say::use_theme(), None),
        Entry::Language(language) => (say::language(*language), None),
        Entry::Privacy(true) => (locale::privacy::turn_on(), None),
        Entry::Privacy(false) => (locale::privacy::turn_off(), None),
        Entry::Platform(Some(_)) => (say::only_platform(), None),
        Entry::Platform(None) => (say::all_platforms(), None),
        Entry::Profile(_) => (say::open_profile(), None),
        Entry::UsageAlert { .. } => (locale::usage::set_alert(), None),
        Entry::Transfer { .. } => (locale::command(Command::Transfer), None),
        Entry::Trace(_) => (locale::command(Command::Trace), None),
        Entry::Op(_) => (locale::command(Command::Op), None),
        Entry::At(_) => (locale::command(Command::Earlier), None),
        Entry::Sheet(_, kind) => (locale::sheet::sentence(*kind), None),
    };
    let token = if found.enabled {
        Token::Text
    } else {
        Token::KeyOff
    };
    let mut line = Line::new();
    for (at, c) in (0_u32..).zip(found.name.chars()) {
        let token = match (found.enabled, found.matched.contains(&at)) {
            (false, _) => Token::KeyOff,
            (true, true) => Token::Match,
            (true, false) => Token::Strong,
        };
        line.push(c.to_string(), token);
    }
    let pad = " ".repeat(names.saturating_sub(text::width(&found.name)) + 2);
    let line = line.and(pad, Token::Text).and(sentence, token);
    let key = Line::of(key.unwrap_or_default(), Token::Key);
    let used = pen.line_right(place, &key);
    let room = place
        .width
        .saturating_sub(if used > 0 { used + 2 } else { 0 });
    pen.line(
        Rect {
            width: room,
            ..place
        },
        &line,
    );
    if chosen {
        pen.text(place.x.saturating_sub(2), place.y, 1, "▌", Token::Bar);
        pen.under(place, Token::Selection);
    }
}

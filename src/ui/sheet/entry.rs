//! One entry of a sheet: its cells, all its attributes, and the sheets that belong to it in turn.

use ratatui::layout::Rect;

use super::super::hidden::{self, body};
use super::super::keys::Keys;
use super::super::line::Line;
use super::super::pen::{Pen, above, bottom, indent, rows};
use super::{cell, key, kinds, mark, words};
use crate::app::command::Command;
use crate::app::sheet::detail::{DetailLine, GAP, Opened};
use crate::app::state::{Layer, State};
use crate::domain::{mask, text};
use crate::locale::{detail, help, sheet as say};
use crate::theme::Token;
use std::borrow::Cow;

/// Columns before the lines.
const MARGIN: u16 = 3;

/// Draws the entry from its first line on screen.
pub fn draw(pen: &mut Pen<'_>, area: Rect, opened: &Opened, keys: Keys<'_>) {
    let state = keys.state;
    let inner = Rect {
        width: area.width.saturating_sub(2 * MARGIN),
        ..indent(area, MARGIN)
    };
    let room = above(inner, 1);
    let height = usize::from(room.height);
    let first = opened.scroll.min(opened.lines.len().saturating_sub(height));
    for (row, line) in rows(room).zip(opened.lines.iter().skip(first)) {
        pen.line(row, &drawn(line, opened, state));
    }
    pen.line(
        Rect {
            x: area.x + 1,
            width: 1.min(area.width),
            height: u16::from(first == 0).min(area.height),
            ..area
        },
        &mark(opened.entry.tone),
    );
    foot(pen, bottom(inner, 1), opened, first, height, keys);
}

fn drawn<'a>(line: &'a DetailLine, opened: &'a Opened, state: &'a State) -> Line<'a> {
    match line {
        DetailLine::Blank => Line::new(),
        DetailLine::Id => {
            let id = mask::identifiers(&opened.entry.id);
            labelled(say::id(), id, opened.labels, Token::Muted)
        }
        DetailLine::Cell(at) => {
            let cell = opened.entry.cells.get(*at);
            let value = cell.map(|cell| cell::whole(cell, state));
            cell_line(*at, value.unwrap_or_default(), opened, state)
        }
        DetailLine::Words { at, value } => {
            cell_line(*at, body(state.private, value), opened, state)
        }
        DetailLine::Group(name) => Line::of(detail::group(name), Token::Strong),
        DetailLine::Field { label, value } => {
            let value = hidden::value(state.private, value.as_str());
            labelled(say::attribute(label), value, opened.labels, Token::Text)
        }
        DetailLine::Value(value) => {
            let pad = " ".repeat(opened.labels + GAP);
            Line::of(pad, Token::Text).and(body(state.private, value.as_str()), Token::Text)
        }
        DetailLine::Block(value) => Line::of(body(state.private, value.as_str()), Token::Text),
    }
}

fn cell_line<'a>(at: usize, value: Cow<'a, str>, opened: &'a Opened, state: &'a State) -> Line<'a> {
    let headings = state.sheets.reading().map_or(&[][..], |one| one.headings);
    let label = headings
        .get(at)
        .map_or("", |heading| say::heading(heading.name));
    let token = match at {
        0 => match words(opened.entry.tone) {
            Token::Text => Token::Strong,
            token => token,
        },
        _ => Token::Text,
    };
    labelled(label, value, opened.labels, token)
}

fn labelled<'a>(
    label: &'a str,
    value: impl Into<Cow<'a, str>>,
    labels: usize,
    token: Token,
) -> Line<'a> {
    let cut = text::truncate(label, labels);
    let pad = " ".repeat(labels.saturating_sub(text::width(&cut)) + GAP);
    Line::of(cut, Token::Muted)
        .and(pad, Token::Text)
        .and(value, token)
}

/// The line below an entry: what it opens, and where one is in it.
fn foot(
    pen: &mut Pen<'_>,
    area: Rect,
    opened: &Opened,
    first: usize,
    height: usize,
    keys: Keys<'_>,
) {
    let lines = opened.lines.len();
    let mut used = 0;
    if lines > height {
        let last = (first + height).min(lines);
        let place = help::place(first + 1, last, lines);
        used = pen.line_right(area, &Line::of(place, Token::Muted));
    }
    let sheets = opened.entry.sheets;
    if sheets.is_empty() {
        return;
    }
    let enter = key(keys, Command::Enter, Layer::Entry).unwrap_or_default();
    let mut line = Line::of(enter, Token::Key).then(1, say::below(), Token::Muted);
    line.push(" ", Token::Text);
    kinds(&mut line, sheets, sheets.get(opened.chosen).copied());
    let area = Rect {
        width: area.width.saturating_sub(used + 2),
        ..area
    };
    pen.line(area, &line);
}

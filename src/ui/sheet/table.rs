//! The table of a sheet: remarks, titles, the entries that are on screen, and a line below them.

use ratatui::layout::{Position, Rect};

use super::super::keys::Keys;
use super::super::line::{Line, prune};
use super::super::list::says;
use super::super::pen::{Pen, above, below, bottom, indent, rows};
use super::super::table::{self, Column, GUTTER, Heading, Slot, Width};
use super::{cell, key, mark, words};
use crate::app::command::Command;
use crate::app::connection::Connection;
use crate::app::field::Field;
use crate::app::overlay::Overlay;
use crate::app::sheet::Level;
use crate::app::sheet::place::Place;
use crate::app::sheet::reading::{REMARK_ROWS, Reading};
use crate::app::state::{Layer, State};
use crate::domain::sheet::{Cell, Entry, Tone};
use crate::domain::text;
use crate::locale::pane::column;
use crate::locale::{self, pane, sheet as say};
use crate::theme::Token;

/// Columns around a remark: the margin, its mark, a blank.
const REMARK_MARGIN: u16 = 5;
/// Entries that tell how wide a column is.
const SAMPLE: usize = 200;
/// The widest that a column of words is, and the least that it is cut to.
const WIDEST: usize = 48;
const LEAST: usize = 8;
/// The widest that the last column is, where the longest words stand.
const LONGEST: usize = 160;

/// Draws the sheet of a level; where the cursor of its filter is.
pub fn draw(pen: &mut Pen<'_>, area: Rect, level: &Level, keys: Keys<'_>) -> Option<Position> {
    let state = keys.state;
    let (place, kind) = (level.place()?, level.kind()?);
    let Some(reading) = state.sheets.reading() else {
        says(pen, area, &say::loading(kind));
        return None;
    };
    let remarks = remarks(reading, area.width);
    for (row, line) in rows(area).zip(&remarks) {
        pen.line(indent(row, 1), line);
    }
    let rest = below(area, u16::try_from(remarks.len()).unwrap_or(0));
    let body = above(below(rest, 1), 1);
    if place.is_empty() {
        says(pen, above(rest, 1), &nothing(level, place, reading, keys)?);
    } else {
        let slots = slots(reading, rest.width, state);
        let focused = Heading {
            focused: true,
            order: None,
        };
        table::heading(pen, rest, &slots, &focused);
        let height = usize::from(body.height);
        for (row, (entry, selected)) in rows(body).zip(place.window(reading, height)) {
            one(pen, row, &slots, entry, selected, state);
        }
    }
    foot(pen, bottom(rest, 1), place, reading, keys)
}

/// The remarks in lines of this width, as many as there is room for, and a blank one below them.
fn remarks(reading: &Reading, width: u16) -> Vec<Line<'static>> {
    let width = usize::from(width.saturating_sub(REMARK_MARGIN)).max(1);
    let mut lines = Vec::new();
    for remark in &reading.remarks {
        let (mut lead, token) = match remark.tone {
            Tone::Plain => (Line::of("i", Token::Muted), Token::Muted),
            tone => (mark(tone), words(tone)),
        };
        for line in text::wrap(&locale::remark(&remark.what), width) {
            if lead.is_empty() {
                lead = Line::of(" ", Token::Text);
            }
            let lead = std::mem::take(&mut lead).and(" ", Token::Text);
            lines.push(lead.and(line.to_owned(), token));
        }
    }
    lines.truncate(REMARK_ROWS);
    if !lines.is_empty() {
        lines.push(Line::new());
    }
    lines
}

/// What a table without entries says: the filter first, then the connection, a failure, the sheet itself.
fn nothing(level: &Level, place: &Place, reading: &Reading, keys: Keys<'_>) -> Option<[String; 2]> {
    let (state, kind) = (keys.state, level.kind()?);
    if !reading.entries.is_empty() {
        return Some(locale::empty::no_match(
            place.filter(),
            reading.entries.len(),
        ));
    }
    if let Some(problem) = &reading.problem {
        let words = locale::problem(problem);
        let again = key(keys, Command::Refresh, Layer::Sheet);
        return Some([
            format!("{} {}", words.what, words.why),
            format!("{}{}", words.remedy, say::again(again.as_deref())),
        ]);
    }
    if reading.at.is_none() {
        return Some(match &state.connection {
            Connection::Connecting { tries } => locale::feed::connecting(*tries),
            Connection::Down { problem, .. } => {
                let words = locale::problem(problem);
                [words.what, words.remedy]
            }
            Connection::Up(_) => say::loading(kind),
        });
    }
    let more = reading.next.is_some();
    let [nothing, next] = say::empty(kind, place.narrowing.as_ref(), more);
    // What the system says of the sheet stands above, and says it better.
    let next = match reading.remarks.is_empty() || more {
        true => next,
        false => String::new(),
    };
    Some([nothing, next])
}

/// The columns with their places: as wide as their entries, the last ones given up first where it is narrow.
fn slots(reading: &Reading, width: u16, state: &State) -> Vec<Slot<usize>> {
    let last = reading.headings.len().checked_sub(1);
    let headings = reading.headings.iter().enumerate();
    let columns: Vec<Column<usize>> = headings
        .map(|(at, heading)| {
            let title = say::heading(heading.name);
            let cells = reading.entries.iter().take(SAMPLE);
            let wide = cells
                .filter_map(|entry| entry.cells.get(at))
                .map(|cell| text::width(&cell::short(cell, state)))
                .chain([text::width(title)])
                .max()
                .unwrap_or(0)
                .min(if Some(at) == last { LONGEST } else { WIDEST });
            let columns = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
            let rank = u8::try_from(at).unwrap_or(u8::MAX);
            if heading.right {
                return Column::right(at, column::none, columns(wide), rank).titled(title);
            }
            let least = wide.min(LEAST.max(text::width(title)));
            let (min, max) = (columns(least), columns(wide));
            Column::left(at, column::none, Width::Flexible { min, max }, rank).titled(title)
        })
        .collect();
    table::fit(&columns, width.saturating_sub(1), |at| {
        let mut entries = reading.entries.iter().take(SAMPLE);
        entries.any(|entry| {
            let cell = entry.cells.get(at);
            cell.is_some_and(|cell| *cell != Cell::Nothing)
        })
    })
}

fn one(
    pen: &mut Pen<'_>,
    row: Rect,
    slots: &[Slot<usize>],
    entry: &Entry,
    selected: bool,
    state: &State,
) {
    let bar = selected.then_some(Token::Bar);
    table::row(pen, row, slots, bar, &mark(entry.tone), |slot| {
        let Some(cell) = entry.cells.get(slot.id) else {
            return Line::new();
        };
        let token = match (entry.tone, cell, slot.id) {
            (Tone::Quiet, _, _) | (_, Cell::Moment(_), _) => Token::Muted,
            (Tone::Plain | Tone::Good, _, 0) => Token::Strong,
            (tone, _, 0) => words(tone),
            _ => Token::Text,
        };
        Line::of(cell::short(cell, state), token)
    });
}

/// The line below the table: what is typed with what it would do, else how much was read.
fn foot(
    pen: &mut Pen<'_>,
    area: Rect,
    place: &Place,
    reading: &Reading,
    keys: Keys<'_>,
) -> Option<Position> {
    let area = Rect {
        width: area.width.saturating_sub(GUTTER + 1),
        ..indent(area, GUTTER)
    };
    if let Some(Overlay::Filter { field, .. }) = &keys.state.overlay {
        return typing(pen, area, field, reading);
    }
    let width = usize::from(area.width);
    let mut groups = Vec::new();
    if !reading.entries.is_empty() {
        let count = say::count(place.len(), reading.entries.len());
        groups.push((0, Line::of(count, Token::Muted)));
    }
    if !place.filter().is_empty() {
        groups.push((1, Line::of(pane::filter(place.filter()), Token::Accent)));
    }
    if let Some(narrowing) = &place.narrowing {
        groups.push((1, Line::of(say::narrowed(narrowing), Token::Accent)));
    }
    match &reading.problem {
        Some(problem) if !reading.entries.is_empty() => {
            let words = locale::problem(problem);
            let again = key(keys, Command::More, Layer::Sheet);
            let words = say::not_read(&words.brief, &words.remedy, again.as_deref());
            groups.push((0, Line::of(words, Token::Warn)));
        }
        _ if reading.next.is_some() => {
            let more = say::more(key(keys, Command::More, Layer::Sheet).as_deref());
            groups.push((2, Line::of(more, Token::Text)));
        }
        _ => {}
    }
    if reading.at.is_some() {
        groups.push((3, Line::of(say::units(reading.units), Token::Muted)));
    }
    pen.line(area, &prune(groups, width, 3));
    None
}

fn typing(pen: &mut Pen<'_>, area: Rect, field: &Field, reading: &Reading) -> Option<Position> {
    let typed = field.text();
    let line = Line::of("/ ", Token::Key).and(typed.clone(), Token::Text);
    let used = pen.line(area, &line);
    let room = indent(area, used.saturating_add(2));
    let hint = say::hint(reading.narrowings, false);
    let hint = match text::width(&hint) > usize::from(room.width) {
        true => say::hint(reading.narrowings, true),
        false => hint,
    };
    if text::width(&hint) <= usize::from(room.width) {
        pen.line_right(room, &Line::of(hint, Token::Muted));
    }
    let before: String = typed.chars().take(field.area().cursor().1).collect();
    let column = u16::try_from(text::width(&before)).unwrap_or(u16::MAX);
    let x = area.x + column.saturating_add(2).min(area.width);
    Some(Position { x, y: area.y })
}

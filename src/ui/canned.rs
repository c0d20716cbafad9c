//! The picker of canned replies: names on the left, and what the chosen one would put into the reply below.

use ratatui::layout::{Position, Rect};

use super::composer;
use super::hidden::body;
use super::line::Line;
use super::panel::panel;
use super::pen::{Pen, above, below, bottom, indent, rows};
use crate::app::canned::{Picker, is_mine, preview};
use crate::app::state::State;
use crate::domain::{canned, text};
use crate::locale::composing as say;
use crate::theme::Token;

const WIDTH: u16 = 76;
/// Rows of names, and of the preview.
const NAMES: u16 = 6;
const PREVIEW: u16 = 4;
/// Columns of a name.
const NAME: usize = 20;

/// Draws the picker; where its cursor is.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, picker: &Picker) -> Option<Position> {
    let width = WIDTH.min(area.width.saturating_sub(4));
    let height = (NAMES + PREVIEW + 6).min(area.height);
    let outer = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 3,
        width,
        height,
    };
    let inner = panel(pen, outer, say::canned_title(), Token::Accent);
    pen.line(inner, &Line::of("/ ", Token::Key));
    let cursor = composer::line(pen, indent(inner, 2), &picker.field, Token::Strong);
    let rest = below(inner, 2);
    if picker.found.is_empty() {
        let none = say::no_canned(picker.field.text().trim().is_empty());
        let lines: Vec<Line<'_>> = text::wrap(none, usize::from(rest.width))
            .into_iter()
            .map(|line| Line::of(line, Token::Muted))
            .collect();
        pen.lines(rest, &lines);
        return cursor;
    }
    let names = above(rest, PREVIEW + 1);
    let shown = usize::from(names.height).max(1);
    let first = (picker.chosen + 1).saturating_sub(shown);
    for ((at, one), place) in picker.found.iter().enumerate().skip(first).zip(rows(names)) {
        let name = text::truncate(&one.name, NAME - 1).into_owned();
        let pad = NAME.saturating_sub(text::width(&name));
        let codes: Vec<&str> = one.texts.keys().copied().collect();
        let line = Line::of(name, Token::Strong)
            .then(pad, say::keeper(is_mine(one)), Token::Muted)
            .then(2, codes.join(" "), Token::Muted);
        pen.line(place, &line);
        if at == picker.chosen {
            pen.text(place.x.saturating_sub(2), place.y, 1, "▌", Token::Bar);
            pen.under(place, Token::Selection);
        }
    }
    let chosen = picker.found.get(picker.chosen);
    if let Some(put_in) = chosen.and_then(|one| preview(state, one)) {
        let blanks = !canned::blanks(&put_in).is_empty();
        // What is filled in tells of the customer.
        let filled = chosen.is_some_and(|one| one.texts.values().all(|text| **text != *put_in));
        let put_in = body(state.private && filled, put_in);
        let token = if blanks { Token::Warn } else { Token::Text };
        let lines: Vec<Line<'_>> = text::wrap(&put_in, usize::from(rest.width))
            .into_iter()
            .map(|line| Line::of(line.to_owned(), token))
            .collect();
        pen.lines(bottom(rest, PREVIEW), &lines);
    }
    cursor
}

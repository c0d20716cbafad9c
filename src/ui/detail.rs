//! The detail of a row that is no conversation: a heading, and groups of labels and values that line up.

use ratatui::layout::Rect;

use super::chart::{self, Plot};
use super::line::Line;
use super::pen::{Pen, above, below, bottom, indent};
use crate::domain::text;
use crate::locale::{empty, help};
use crate::theme::Token;

/// A part of a detail.
pub enum Part<'a> {
    /// The name of what is shown, and what belongs to it on the right.
    Title(Line<'a>, Line<'a>),
    /// The heading of a group, after a blank line.
    Group(String),
    /// A label and its value, wrapped below itself.
    Field(&'a str, Line<'a>),
    /// A line of its own.
    Plain(Line<'a>),
    /// A sentence, wrapped.
    Says(String, Token),
    /// A chart over the whole width.
    Chart(Plot<'a>),
}

/// Columns that values have at least.
const VALUE: usize = 18;

/// Columns of the labels of the group that begins at `parts`: as wide as the widest, within reason.
fn label_width(parts: &[Part<'_>], width: usize) -> usize {
    parts
        .iter()
        .take_while(|part| !matches!(part, Part::Group(_)))
        .filter_map(|part| match part {
            Part::Field(label, _) => Some(text::width(label)),
            _ => None,
        })
        .max()
        .unwrap_or(0)
        .min(width.saturating_sub(VALUE))
}

/// Draws the parts from line `scroll` on; how many lines there are in all.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    parts: &[Part<'_>],
    scroll: usize,
    focused: bool,
) -> usize {
    let area = Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    };
    if parts.is_empty() {
        pen.line(
            indent(below(area, 1), 1),
            &Line::of(empty::nothing_selected(), Token::Muted),
        );
        return 0;
    }
    let room = above(area, 1);
    let size = (area.width, chart::rows(room.height));
    let lines = lay_out(parts, size, focused, pen.theme().ascii());
    let height = usize::from(room.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    for (place, (left, right)) in super::pen::rows(room).zip(lines.iter().skip(first)) {
        pen.line_right(place, right);
        let used = u16::try_from(right.width()).unwrap_or(u16::MAX);
        let width = match used {
            0 => place.width,
            used => place.width.saturating_sub(used + 2),
        };
        pen.line(Rect { width, ..place }, left);
    }
    if lines.len() > height {
        let last = (first + height).min(lines.len());
        pen.line_right(
            bottom(area, 1),
            &Line::of(help::place(first + 1, last, lines.len()), Token::Muted),
        );
    }
    lines.len()
}

/// The lines, each with what stands on its right.
fn lay_out<'a>(
    parts: &[Part<'a>],
    (columns, rows): (u16, u16),
    focused: bool,
    ascii: bool,
) -> Vec<(Line<'a>, Line<'a>)> {
    let width = usize::from(columns);
    let mut labels = label_width(parts, width);
    let mut lines = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Title(title, right) => {
                let mut title = title.clone();
                if focused && let Some(first) = title.0.first_mut() {
                    first.token = Token::HeadingFocused;
                }
                lines.push((title, right.clone()));
            }
            Part::Group(name) => {
                labels = label_width(parts.get(at + 1..).unwrap_or_default(), width);
                lines.push((Line::new(), Line::new()));
                if !name.is_empty() {
                    lines.push((Line::of(name.clone(), Token::Heading), Line::new()));
                }
            }
            Part::Field(label, value) => field(&mut lines, label, value, labels, width),
            Part::Plain(line) => lines.push((line.clone(), Line::new())),
            Part::Chart(plot) => {
                let drawn = plot.lines((columns, rows), ascii).into_iter();
                lines.extend(drawn.map(|line| (line, Line::new())));
            }
            Part::Says(words, token) => {
                for line in text::wrap(words, width) {
                    lines.push((Line::of(line.to_owned(), *token), Line::new()));
                }
            }
        }
    }
    lines
}

fn field<'a>(
    lines: &mut Vec<(Line<'a>, Line<'a>)>,
    label: &'a str,
    value: &Line<'a>,
    labels: usize,
    width: usize,
) {
    let cut = text::truncate(label, labels);
    let pad = " ".repeat(labels - text::width(&cut) + 2);
    let lead = Line::of(cut.into_owned(), Token::Muted).and(pad, Token::Text);
    let room = width.saturating_sub(labels + 2).max(1);
    let blank = Line::of(" ".repeat(labels + 2), Token::Text);
    let (mut line, mut used) = (lead, 0);
    for piece in &value.0 {
        for (at, words) in text::wrap(&piece.text, room).into_iter().enumerate() {
            let wide = text::width(words);
            if at > 0 || (used > 0 && used + wide > room) {
                lines.push((std::mem::replace(&mut line, blank.clone()), Line::new()));
                used = 0;
            }
            // A gap between two pieces is no beginning of a line.
            if used > 0 || !words.trim().is_empty() {
                line.push(words.to_owned(), piece.token);
                used += wide;
            }
        }
    }
    lines.push((line, Line::new()));
}

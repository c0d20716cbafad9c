//! An entry as it is read from top to bottom, laid out in lines for the width of the terminal: its cells, then
//! all its attributes by group. JSON stands in lines of its own.

use super::reading::Reading;
use crate::app::geometry::Size;
use crate::domain::sheet::{Cell, Entry};
use crate::domain::tenant::Attribute;
use crate::domain::text::{self, Text};

/// The heading and a blank line above an entry, and the line below it.
pub const FRAME_ROWS: usize = 3;
/// Columns around the lines.
pub const MARGIN: u16 = 6;
/// Columns between a label and its value.
pub const GAP: usize = 2;
/// Columns before the lines of a value that has more than one.
const INDENT: &str = "  ";
/// The widest that labels are.
const LABEL: usize = 32;

/// A line of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailLine {
    /// The cell under this heading, a number or a moment.
    Cell(usize),
    /// The cell under this heading, with the first line of its words.
    Words {
        at: usize,
        value: String,
    },
    Id,
    Blank,
    /// The heading of a group.
    Group(Text),
    /// A label with the first line of its value.
    Field {
        label: String,
        value: String,
    },
    /// A further line of a value that stands below its label.
    Value(String),
    /// A line of a value of many lines.
    Block(String),
}

/// An entry that a person opened.
#[derive(Clone, Debug)]
pub struct Opened {
    pub entry: Entry,
    pub lines: Vec<DetailLine>,
    /// Columns of the labels.
    pub labels: usize,
    pub scroll: usize,
    /// Which of its sheets opens next.
    pub chosen: usize,
    columns: u16,
    revision: u64,
}

impl Opened {
    /// The entry laid out.
    pub fn new(entry: Entry, revision: u64, size: Size) -> Self {
        let mut opened = Self {
            entry,
            lines: Vec::new(),
            labels: 0,
            scroll: 0,
            chosen: 0,
            columns: size.columns,
            revision,
        };
        opened.lay_out();
        opened
    }

    /// Takes over what a later read says of it; an entry that is gone stays as it was seen.
    pub(super) fn follow(&mut self, reading: &Reading, size: Size) {
        if self.revision != reading.revision {
            self.revision = reading.revision;
            let now = reading.entries.iter().find(|one| one.id == self.entry.id);
            if let Some(now) = now.filter(|now| **now != self.entry) {
                self.entry = now.clone();
                self.lay_out();
            }
        }
        if self.columns != size.columns {
            self.columns = size.columns;
            self.lay_out();
        }
        self.scroll = self.scroll.min(self.longest(size));
    }

    /// The furthest that it can be scrolled.
    pub(super) fn longest(&self, size: Size) -> usize {
        self.lines.len().saturating_sub(height(size))
    }

    fn lay_out(&mut self) {
        let width = usize::from(self.columns.saturating_sub(MARGIN)).max(1);
        let all = &self.entry.attributes;
        let widest = all.iter().map(|one| text::width(&label(one)));
        self.labels = widest.max().unwrap_or(0).clamp(12, LABEL).min(width / 3);
        self.lines.clear();
        for (at, cell) in self.entry.cells.iter().enumerate() {
            cell_lines(&mut self.lines, at, cell, room(width, self.labels));
        }
        self.lines.push(DetailLine::Id);
        let plain = all.iter().filter(|one| one.label.is_empty());
        let mut plain = plain.peekable();
        if plain.peek().is_some() {
            self.lines.push(DetailLine::Blank);
        }
        for attribute in plain {
            field(&mut self.lines, attribute, self.labels, width);
        }
        let mut group = None;
        for attribute in all.iter().filter(|one| !one.label.is_empty()) {
            if group != Some(&attribute.group) {
                group = Some(&attribute.group);
                self.lines.push(DetailLine::Blank);
                self.lines.push(DetailLine::Group(attribute.group.clone()));
            }
            field(&mut self.lines, attribute, self.labels, width);
        }
    }
}

/// Rows of an entry's lines on a screen of this size.
pub fn height(size: Size) -> usize {
    usize::from(size.body_rows()).saturating_sub(FRAME_ROWS)
}

fn label(attribute: &Attribute) -> String {
    let label = match attribute.label.is_empty() {
        true => &attribute.group,
        false => &attribute.label,
    };
    label.one_line().into_owned()
}

/// Columns of a value beside its label.
fn room(width: usize, labels: usize) -> usize {
    width.saturating_sub(labels + GAP).max(1)
}

/// The lines of a cell; of one that has no value there are none.
fn cell_lines(lines: &mut Vec<DetailLine>, at: usize, cell: &Cell, room: usize) {
    match cell {
        Cell::Nothing => {}
        Cell::Text(words) => {
            let mut wrapped = text::wrap(words, room).into_iter();
            let value = wrapped.next().unwrap_or_default().to_owned();
            lines.push(DetailLine::Words { at, value });
            lines.extend(wrapped.map(|line| DetailLine::Value(line.to_owned())));
        }
        Cell::Word(_) | Cell::Moment(_) | Cell::Count(_) | Cell::Number { .. } => {
            lines.push(DetailLine::Cell(at));
        }
    }
}

fn field(lines: &mut Vec<DetailLine>, attribute: &Attribute, labels: usize, width: usize) {
    let label = label(attribute);
    let value = readable(&attribute.value);
    if value.contains('\n') {
        lines.push(DetailLine::Field {
            label,
            value: String::new(),
        });
        let blocks = value.split('\n').flat_map(|line| block(line, width));
        lines.extend(blocks.map(DetailLine::Block));
        return;
    }
    let mut wrapped = text::wrap(&value, room(width, labels)).into_iter();
    lines.push(DetailLine::Field {
        label,
        value: wrapped.next().unwrap_or_default().to_owned(),
    });
    lines.extend(wrapped.map(|line| DetailLine::Value(line.to_owned())));
}

/// A line of a value of many lines, broken below its own beginning.
fn block(line: &str, width: usize) -> Vec<String> {
    let words = line.trim_start_matches(' ');
    let deep = (line.len() - words.len()).min(width / 3);
    let lead = format!("{INDENT}{}", " ".repeat(deep));
    let room = width.saturating_sub(lead.len() + INDENT.len()).max(1);
    let wrapped = text::wrap(words, room).into_iter().enumerate();
    wrapped
        .map(|(at, part)| match at {
            0 => format!("{lead}{part}"),
            _ => format!("{lead}{INDENT}{part}"),
        })
        .collect()
}

/// JSON in lines; anything else as it is.
fn readable(value: &Text) -> Text {
    if !value.trim_start().starts_with(['{', '[']) {
        return value.clone();
    }
    let parsed = serde_json::from_str::<serde_json::Value>(value).ok();
    let laid = parsed.and_then(|json| serde_json::to_string_pretty(&json).ok());
    laid.map_or_else(|| value.clone(), |json| Text::from_untrusted(&json))
}

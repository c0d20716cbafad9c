//! How lines are laid out on a screen of some size: drawing and moving must agree about it.

use super::lines::Lines;
use crate::app::geometry::Size;
use crate::domain::log::LogLine;
use crate::domain::text;

/// Heading, what is looked for, a blank, and the line that says how much there is.
pub const FRAME_ROWS: u16 = 4;
/// Mark and time (`HH:MM:SS.mmm`), two blanks, level, two blanks.
pub const LEAD: u16 = 23;
/// The group's name, where there are several, and two blanks.
pub const GROUP: u16 = 22;
/// Rows of one line at most: a longer one is cut where it is wrapped.
pub const TALLEST: usize = 40;

/// Rows and columns for lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub rows: usize,
    /// Columns of the words.
    pub width: usize,
    pub wraps: bool,
}

impl Shape {
    pub fn of(lines: &Lines, size: Size) -> Self {
        // Where it is narrow the words are worth more than where they come from.
        let group = if lines.is_of_one() || !size.is_wide() {
            0
        } else {
            GROUP
        };
        let width = size.columns.saturating_sub(LEAD + group + 2);
        Self {
            rows: usize::from(size.body_rows().saturating_sub(FRAME_ROWS)).max(1),
            width: usize::from(width).max(10),
            wraps: lines.wraps,
        }
    }

    /// Rows that a line takes.
    pub fn height(self, line: &LogLine) -> usize {
        if !self.wraps {
            return 1;
        }
        let rows = text::first_lines(&line.facts.words, self.width, TALLEST);
        rows.len().max(1)
    }
}

/// The first line of a screen whose last row is that of line `at`.
fn top_for(lines: &Lines, shape: Shape, at: usize) -> usize {
    let first = lines.ring.dropped();
    let mut left = shape.rows;
    let mut top = at;
    while let Some(line) = lines.ring.get(top) {
        let height = shape.height(line);
        if height > left {
            // A line taller than the screen stands alone on it.
            return (top + 1).min(at);
        }
        left -= height;
        if top == first || left == 0 {
            return top;
        }
        top -= 1;
    }
    top.max(first)
}

/// The first line of a screen that ends with the selected one: no lower one shows it.
pub fn lowest_top(lines: &Lines, shape: Shape) -> usize {
    top_for(lines, shape, lines.selected)
}

/// The first line of the screen that ends with the newest.
pub fn top_of_last(lines: &Lines, shape: Shape) -> usize {
    top_for(lines, shape, lines.ring.end().saturating_sub(1))
}

//! Writing on the frame's buffer in tokens. Nothing is ever written outside of the given area, and nothing
//! that could act on a terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::line::Line;
use crate::domain::text;
use crate::theme::{Theme, Token};

/// What draws.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
}

impl<'a> Pen<'a> {
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme }
    }

    /// Writes at most `width` columns of `text`, cut with `…`; the columns written.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, token: Token) -> u16 {
        let bounds = self.buffer.area;
        if y >= bounds.bottom() || x >= bounds.right() {
            return 0;
        }
        let room = usize::from(width.min(bounds.right() - x));
        let cut = text::truncate(text, room);
        // Not all that is shown was a `Text` before: keys of tables are kept as they are.
        let safe = text::safe_line(&cut);
        let style = self.theme.style(token);
        let (end, _) = self.buffer.set_stringn(x, y, safe.as_ref(), room, style);
        end - x
    }

    /// Writes a line from the left edge of `area` on its first row, cut to its width.
    pub fn line(&mut self, area: Rect, line: &Line<'_>) -> u16 {
        if area.height == 0 {
            return 0;
        }
        let mut x = area.x;
        for piece in &line.0 {
            let room = area.right().saturating_sub(x);
            let wide = text::width(&piece.text);
            x += self.text(x, area.y, room, &piece.text, piece.token);
            if wide > usize::from(room) {
                break;
            }
        }
        x - area.x
    }

    /// Writes a line against the right edge of `area`; one that is too wide is cut at its end.
    pub fn line_right(&mut self, area: Rect, line: &Line<'_>) -> u16 {
        let width = u16::try_from(line.width())
            .unwrap_or(u16::MAX)
            .min(area.width);
        let x = area.right() - width;
        self.line(Rect { x, width, ..area }, line)
    }

    /// Writes lines below each other as far as there is room; the rows used.
    pub fn lines(&mut self, area: Rect, lines: &[Line<'_>]) -> u16 {
        for (row, line) in rows(area).zip(lines) {
            self.line(row, line);
        }
        u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .min(area.height)
    }

    /// A horizontal rule over the whole width.
    pub fn rule(&mut self, area: Rect) {
        self.text(
            area.x,
            area.y,
            area.width,
            &"─".repeat(usize::from(area.width)),
            Token::Rule,
        );
    }

    /// A vertical rule down the first column.
    pub fn upright(&mut self, area: Rect) {
        for row in rows(area) {
            self.text(row.x, row.y, 1, "│", Token::Rule);
        }
    }

    /// Lays a style under what is there already.
    pub fn under(&mut self, area: Rect, token: Token) {
        self.buffer.set_style(area, self.theme.style(token));
    }

    /// Empties an area, so that what is drawn next lies on top.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
        self.under(area, Token::Screen);
    }

    /// Puts a dot in place of every sign of an area, for a screen that others see.
    pub fn veil(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position)
                && !cell.symbol().trim().is_empty()
            {
                cell.set_symbol("•");
            }
        }
    }

    pub fn theme(&self) -> &Theme {
        self.theme
    }

    pub fn buffer(&mut self) -> &mut Buffer {
        self.buffer
    }
}

/// The rows of an area from the top.
pub fn rows(area: Rect) -> impl Iterator<Item = Rect> {
    (area.y..area.bottom()).map(move |y| Rect {
        y,
        height: 1,
        ..area
    })
}

/// The area without its first `n` rows.
pub fn below(area: Rect, n: u16) -> Rect {
    let n = n.min(area.height);
    Rect {
        y: area.y + n,
        height: area.height - n,
        ..area
    }
}

/// The area's last `n` rows.
pub fn bottom(area: Rect, n: u16) -> Rect {
    let n = n.min(area.height);
    Rect {
        y: area.bottom() - n,
        height: n,
        ..area
    }
}

/// The area without its last `n` rows.
pub fn above(area: Rect, n: u16) -> Rect {
    Rect {
        height: area.height.saturating_sub(n),
        ..area
    }
}

/// The area without `n` columns on its left.
pub fn indent(area: Rect, n: u16) -> Rect {
    let n = n.min(area.width);
    Rect {
        x: area.x + n,
        width: area.width - n,
        ..area
    }
}

//! A panel that lies over the screen: a border that says where it ends, a title, and a line of keys below.

use ratatui::layout::Rect;

use super::line::Line;
use super::pen::Pen;
use crate::domain::text;
use crate::theme::Token;

/// Columns between the border and the content, on each side.
const PADDING: u16 = 2;

/// Draws an empty panel over `area` and gives the room inside.
pub fn panel(pen: &mut Pen<'_>, area: Rect, title: &str, frame: Token) -> Rect {
    pen.clear(area);
    if area.width < 2 * PADDING + 2 || area.height < 3 {
        return Rect { height: 0, ..area };
    }
    let wide = usize::from(area.width) - 2;
    let bar = "─".repeat(wide);
    let last = area.bottom() - 1;
    pen.text(area.x, area.y, area.width, &format!("╭{bar}╮"), frame);
    pen.text(area.x, last, area.width, &format!("╰{bar}╯"), frame);
    for y in area.y + 1..last {
        pen.text(area.x, y, 1, "│", frame);
        pen.text(area.right() - 1, y, 1, "│", frame);
    }
    let title = text::truncate(title, wide.saturating_sub(4));
    let token = match frame {
        Token::Danger | Token::Urgent | Token::Warn => frame,
        _ => Token::HeadingFocused,
    };
    pen.line(
        Rect {
            x: area.x + 2,
            width: area.width - 3,
            height: 1,
            y: area.y,
        },
        &Line::of(" ", frame).and(title, token).and(" ", frame),
    );
    Rect {
        x: area.x + 1 + PADDING,
        y: area.y + 1,
        width: area.width - 2 - 2 * PADDING,
        height: area.height - 2,
    }
}

/// Writes a line into the lower border of a panel, on its right.
pub fn foot(pen: &mut Pen<'_>, area: Rect, line: &Line<'_>) {
    if area.height < 3 || line.is_empty() {
        return;
    }
    let mut out = Line::of(" ", Token::Text);
    out.append(line.clone());
    out.push(" ", Token::Text);
    let room = Rect {
        x: area.x + 2,
        y: area.bottom() - 1,
        width: area.width.saturating_sub(4),
        height: 1,
    };
    pen.line_right(room, &out);
}

/// A box of at most `width` × `height` in the middle of `area`.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// A text in paragraphs of at most `width` columns, all of one meaning.
pub fn paragraph<'a>(words: &'a str, width: u16, token: Token) -> Vec<Line<'a>> {
    if words.is_empty() {
        return Vec::new();
    }
    text::wrap(words, usize::from(width))
        .into_iter()
        .map(|line| Line::of(line, token))
        .collect()
}

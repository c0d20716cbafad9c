//! The place to type: the text, a bar that tells a reply from a private note, and how long it has become.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::pen::{Pen, indent, rows};
use crate::app::claims::Hold;
use crate::app::field::Field;
use crate::app::open::{Composer, Kind, OpenConversation};
use crate::app::state::{Focus, State};
use crate::domain::reply::MAX_REPLY_CHARS;
use crate::locale::handoff;
use crate::theme::Token;

/// Draws the composer if it is open; where its cursor is while it has the focus.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    state: &State,
    open: &OpenConversation,
) -> Option<Position> {
    let composer = open.composer.as_ref()?;
    let locked = match state.hold(&open.key) {
        Hold::Mine(mine) => mine.is_locked(state.clock) || mine.releasing,
        Hold::Other(_) | Hold::Nobody => true,
    };
    let focused = state.focus == Focus::Composer && state.overlay.is_none();
    let bar = match (locked, composer.kind) {
        (true, _) => Token::Muted,
        (false, Kind::Note) => Token::Note,
        (false, Kind::Reply) => Token::Human,
    };
    for row in rows(area) {
        pen.text(row.x, row.y, 1, "┃", bar);
    }
    let inner = Rect {
        width: area.width.saturating_sub(3),
        ..indent(area, 2)
    };
    let token = match (locked, composer.kind) {
        (true, _) => Token::Muted,
        (false, Kind::Note) => Token::Note,
        (false, Kind::Reply) => Token::Text,
    };
    let cursor = field(pen, inner, &composer.field, token);
    if state.private {
        pen.veil(inner);
    }
    cursor.filter(|_| focused && !locked)
}

/// Draws a text field in one meaning; where its cursor is.
pub fn field(pen: &mut Pen<'_>, area: Rect, field: &Field, token: Token) -> Option<Position> {
    if area.width == 0 || area.height == 0 {
        return None;
    }
    let text = field.area();
    text.render(area, pen.buffer());
    // The terminal's own cursor shows the place, so the field's marks of it go.
    let plain = Style::new().remove_modifier(Modifier::UNDERLINED | Modifier::REVERSED);
    let style = plain.patch(pen.theme().style(token));
    pen.buffer().set_style(area, style);
    let (top, left) = text.scroll_offset();
    let at = text.screen_cursor();
    let x = u16::try_from(at.col).ok()?.checked_sub(left)?;
    let y = u16::try_from(at.row).ok()?.checked_sub(top)?;
    Some(Position {
        x: area.x + x.min(area.width - 1),
        y: area.y + y.min(area.height - 1),
    })
}

/// Draws a field of one line; where its cursor is.
pub fn line(pen: &mut Pen<'_>, area: Rect, text: &Field, token: Token) -> Option<Position> {
    let row = Rect {
        height: area.height.min(1),
        ..area
    };
    if text.text().is_empty() {
        // Nothing is drawn over a hint that stands there.
        return (row.height > 0 && row.width > 0).then_some(Position { x: row.x, y: row.y });
    }
    field(pen, row, text, token)
}

/// How long the text is; of a reply also how long it may be.
pub fn length(composer: &Composer) -> String {
    match composer.kind {
        Kind::Reply => handoff::characters(composer.field.chars(), MAX_REPLY_CHARS),
        Kind::Note => String::new(),
    }
}

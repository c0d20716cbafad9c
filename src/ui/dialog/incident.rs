//! The questions about an incident: what it is, a note, why it is over.

use super::{Shape, owned};
use crate::app::incident::IncidentDialog;
use crate::locale::shift as say;
use crate::theme::Token;
use crate::ui::line::Line;

/// A question about an incident.
pub(super) fn shape(asks: &IncidentDialog, width: u16) -> Shape<'_> {
    let (label, hint) = say::field(&asks.about);
    let token = if asks.too_short {
        Token::Urgent
    } else {
        Token::Muted
    };
    Shape {
        title: say::title(&asks.about, &asks.title.one_line()),
        frame: Token::Accent,
        lines: owned(say::text(&asks.about), width, Token::Text),
        field: Some((label, &asks.field, Line::of(hint, token))),
        answers: None,
    }
}

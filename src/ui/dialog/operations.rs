//! The operations that are known, to open one.

use super::super::keys::Keys;
use super::super::line::Line;
use super::{Shape, owned};
use crate::domain::text;
use crate::locale::operation as say;
use crate::theme::Token;

/// Columns of an id, and of what is turned.
const ID: usize = 30;

pub fn shape<'a>(chosen: usize, keys: Keys<'a>, width: u16) -> Shape<'a> {
    let state = keys.state;
    let known = state.kill.operations.iter().enumerate();
    let mut lines = Vec::new();
    for (at, one) in known {
        let [id, what, how] = say::line(one, state.clock, &state.zone);
        let (sign, token) = match at == chosen {
            true => ("▸ ", Token::Strong),
            false => ("  ", Token::Text),
        };
        let pad = ID.saturating_sub(text::width(&id)) + 2;
        lines.push(
            Line::of(sign, Token::Accent)
                .and(id, token)
                .then(pad, what, Token::Text),
        );
        lines.push(Line::of("    ", Token::Text).and(how, Token::Muted));
    }
    lines.push(Line::new());
    lines.extend(owned(say::list_text(), width, Token::Muted));
    Shape {
        title: say::list().to_owned(),
        frame: Token::Accent,
        lines,
        field: None,
        answers: None,
    }
}

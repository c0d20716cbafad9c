//! The question before one action on many: who is left out, the reason, and the number where it is a great one.

use super::super::line::Line;
use super::{Shape, confirmation, hint, no_yes, owned};
use crate::app::dialog::bulk::{BulkDialog, Step};
use crate::locale::{dialog, triage as say};
use crate::theme::Token;

pub fn shape(asked: &BulkDialog, width: u16) -> Shape<'_> {
    let many = asked.keys.len();
    let mut lines = owned(say::consequence(asked.ending), width, Token::Text);
    if let Some(words) = say::left_out(&asked.held, asked.ours, asked.gone) {
        lines.extend(owned(&words, width, Token::Warn));
    }
    let (field, answers) = match asked.step {
        Step::Reason => {
            let below = hint(&asked.reason, asked.too_short);
            (Some((dialog::reason(), &asked.reason, below)), None)
        }
        Step::Count => {
            let words = say::type_the_number(many);
            let token = if asked.wrong {
                Token::Urgent
            } else {
                Token::Muted
            };
            let below = Line::of(words, token);
            (Some((say::number(), &asked.count, below)), None)
        }
        Step::Confirm { yes } => {
            let question = say::question(asked.ending, many);
            lines.extend(confirmation(&asked.reason, &question, width));
            (None, no_yes(yes))
        }
    };
    Shape {
        title: say::title(asked.ending, many),
        frame: Token::Warn,
        lines,
        field,
        answers,
    }
}

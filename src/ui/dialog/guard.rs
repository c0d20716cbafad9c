//! The questions of the watch: stealing, the ways to hand back, a bot that speaks all the same.

use super::{Shape, hint, owned};
use crate::app::dialog::Steal;
use crate::app::dialog::leave::Leave;
use crate::app::dialog::speaks::{Remedy, Speaks};
use crate::locale::guard::question;
use crate::locale::{dialog as say, notice};
use crate::theme::Token;
use crate::ui::line::Line;
use crate::ui::panel::paragraph;
use jiff::Timestamp;

pub(super) fn of_steal(steal: &Steal, now: Timestamp, width: u16) -> Shape<'_> {
    Shape {
        title: question::steal_title(&notice::name(&steal.subject)),
        frame: Token::Warn,
        lines: owned(
            &question::steal_text(&steal.holder, now),
            width,
            Token::Text,
        ),
        field: Some((
            say::reason(),
            &steal.reason,
            hint(&steal.reason, steal.too_short),
        )),
        answers: None,
    }
}

pub(super) fn of_leave(leave: &Leave, width: u16) -> Shape<'_> {
    let token = match leave.bot_off {
        true => Token::Warn,
        false => Token::Text,
    };
    let field = leave.summary.as_ref().map(|field| {
        let hint = Line::of(question::summary_hint(), Token::Muted);
        (question::summary(), field, hint)
    });
    let ways = leave
        .ways
        .iter()
        .copied()
        .map(question::way)
        .map(Into::into);
    Shape {
        title: question::leave_title(&notice::name(&leave.subject)),
        frame: Token::Accent,
        lines: paragraph(question::leave_text(leave.bot_off), width, token),
        answers: match field {
            Some(_) => None,
            None => Some((ways.collect(), leave.chosen)),
        },
        field,
    }
}

pub(super) fn of_speaks(speaks: &Speaks, width: u16) -> Shape<'_> {
    let may_suspend = speaks.remedies.contains(&Remedy::Suspend);
    let [did, then] = question::speaks_text(speaks.overruns, speaks.reasserted, may_suspend);
    let mut lines = owned(&did, width, Token::Warn);
    lines.push(Line::new());
    lines.extend(owned(&then, width, Token::Text));
    let words = speaks
        .remedies
        .iter()
        .copied()
        .map(question::remedy)
        .map(Into::into);
    Shape {
        title: question::speaks_title(&notice::name(&speaks.subject)),
        frame: Token::Urgent,
        lines,
        field: None,
        answers: Some((words.collect(), speaks.chosen)),
    }
}

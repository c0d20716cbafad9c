//! The questions until when a conversation is put off, and for whom it is meant.

use super::{Shape, owned};
use crate::app::dialog::{AssignDialog, Meant, SnoozeDialog};
use crate::locale::arranging as say;
use crate::locale::notice;
use crate::theme::Token;
use crate::ui::line::Line;
use jiff::Timestamp;

/// Until when.
pub(super) fn of_snooze(snooze: &SnoozeDialog, now: Timestamp, width: u16) -> Shape<'_> {
    let (hint, token) = match snooze.meant(now) {
        Meant::Until(until) => (
            say::snooze_hint(Some(until), now, &snooze.zone),
            Token::Muted,
        ),
        Meant::Off => (say::snooze_off().to_owned(), Token::Muted),
        Meant::Nothing if snooze.wrong => {
            (say::snooze_hint(None, now, &snooze.zone), Token::Urgent)
        }
        Meant::Nothing => (say::snooze_hint(None, now, &snooze.zone), Token::Muted),
    };
    Shape {
        title: say::snooze_title(&notice::name(&snooze.subject)),
        frame: Token::Accent,
        lines: owned(say::snooze_text(snooze.mine), width, Token::Text),
        field: Some((say::until(), &snooze.until, Line::of(hint, token))),
        answers: None,
    }
}

/// For whom.
pub(super) fn of_assign(assign: &AssignDialog, width: u16) -> Shape<'_> {
    let hint = say::assign_hint(&assign.names);
    let title = match assign.all {
        true => say::assign_all_title(),
        false => say::assign_title(&notice::name(&assign.subject)),
    };
    Shape {
        title,
        frame: Token::Accent,
        lines: owned(say::assign_text(assign.mine), width, Token::Text),
        field: Some((say::person(), &assign.name, Line::of(hint, Token::Muted))),
        answers: None,
    }
}

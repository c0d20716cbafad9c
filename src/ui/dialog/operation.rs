//! An operation over many tenants: how far it is, each tenant, and what can be done with it.

use super::super::keys::Keys;
use super::super::line::Line;
use super::{Shape, hint, owned};
use crate::app::dialog::operation::{OpDialog, choices};
use crate::app::state::State;
use crate::domain::operation::{OpRow, Operation, Progress};
use crate::domain::outcome::{self, Mark, mark};
use crate::domain::text;
use crate::locale::{dialog, operation as say};
use crate::theme::Token;
use std::borrow::Cow;

/// Rows of the screen that the rest of the question takes.
const REST: u16 = 13;
/// Columns of a tenant's name.
const NAME: usize = 20;

pub fn shape<'a>(asked: &'a OpDialog, keys: Keys<'a>, (width, height): (u16, u16)) -> Shape<'a> {
    let state = keys.state;
    let known = state.kill.operation(&asked.id);
    let mut lines = Vec::new();
    let mut title = say::none_open().to_owned();
    if let Some(progress) = known {
        let op = &progress.operation;
        title = say::headline(progress);
        let what = say::what(op, state.clock, &state.zone);
        lines.extend(owned(&what, width, Token::Text));
        if let Some(words) = say::agreed(op) {
            lines.extend(owned(&words, width, Token::Warn));
        }
        lines.push(Line::new());
        let room = usize::from(height.saturating_sub(REST).clamp(3, 20));
        let row = asked.glass.is_none().then_some(asked.row);
        lines.extend(rows(progress, row, room, state));
    }
    if let Some(field) = &asked.glass {
        lines.push(Line::new());
        lines.extend(owned(say::glass_text(), width, Token::Warn));
        return Shape {
            title: say::glass_title().to_owned(),
            frame: Token::Danger,
            lines,
            field: Some((dialog::reason(), field, hint(field, asked.too_short))),
            answers: None,
        };
    }
    let words = choices(state, &asked.id).into_iter().map(say::choice);
    Shape {
        title,
        frame: Token::Warn,
        lines,
        field: None,
        answers: Some((words.map(Cow::Borrowed).collect(), asked.chosen)),
    }
}

/// So many tenants around the one that is looked at, and where that is in the list.
fn rows(
    progress: &Progress,
    here: Option<usize>,
    room: usize,
    state: &State,
) -> Vec<Line<'static>> {
    let all = outcome::listed(progress);
    let last = all.len().saturating_sub(room);
    let first = here.unwrap_or(0).saturating_sub(room / 2).min(last);
    let shown = all.iter().enumerate().skip(first).take(room);
    let op = &progress.operation;
    let mut lines: Vec<Line<'static>> = shown
        .map(|(at, row)| line(row, op, here == Some(at), state))
        .collect();
    let compares = progress.tally().theirs() > 0;
    if compares || all.len() > room {
        let to = (first + room).min(all.len());
        lines.push(Line::of(
            say::keys(first + 1, to, all.len(), compares),
            Token::Muted,
        ));
    }
    lines
}

fn line(row: &OpRow, op: &Operation, here: bool, state: &State) -> Line<'static> {
    let (sign, token) = match mark(row, op) {
        Mark::Turned { .. } | Mark::Restored => ("✓", Token::Ok),
        Mark::Open { .. } | Mark::Skipped => ("·", Token::Muted),
        Mark::Failed(_) => ("✗", Token::Urgent),
        Mark::Theirs { .. } => ("!", Token::Warn),
    };
    let name = match row.tenant_name.is_empty() {
        true => row.tenant.as_str().to_owned(),
        false => row.tenant_name.one_line().into_owned(),
    };
    let name = text::truncate(&name, NAME).into_owned();
    let pad = NAME.saturating_sub(text::width(&name)) + 2;
    let words = say::came(row, op, state.clock, &state.zone);
    let (cursor, strong) = match here {
        true => ("▸", Token::Strong),
        false => (" ", Token::Text),
    };
    Line::of(cursor, Token::Accent)
        .and(format!("{sign} "), token)
        .and(name, strong)
        .then(pad, words, token)
}

//! An operation over many tenants: how far it is, each tenant, and what can be done with it.

use super::super::keys::Keys;
use super::super::line::Line;
use super::{Shape, hint, owned};
use crate::app::dialog::operation::{OpDialog, choices};
use crate::domain::operation::{OpRow, Operation, RowState};
use crate::domain::text;
use crate::locale::{dialog, operation as say};
use crate::theme::Token;
use std::borrow::Cow;

/// Rows that are shown; those that want to be looked at come first.
const ROWS: usize = 8;
/// Columns of a tenant's name.
const NAME: usize = 26;

pub fn shape<'a>(asked: &'a OpDialog, keys: Keys<'a>, width: u16) -> Shape<'a> {
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
        lines.extend(rows(&progress.rows, op));
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

fn rows(all: &[OpRow], op: &Operation) -> Vec<Line<'static>> {
    let mut all: Vec<&OpRow> = all.iter().collect();
    all.sort_by_key(|row| place(row.state));
    let more = all.len().saturating_sub(ROWS);
    let mut lines: Vec<Line<'static>> = all
        .into_iter()
        .take(ROWS)
        .map(|row| line(row, op))
        .collect();
    if more > 0 {
        lines.push(Line::of(say::more(more), Token::Muted));
    }
    lines
}

/// What wants to be looked at first.
fn place(state: RowState) -> u8 {
    match state {
        RowState::Failed | RowState::Changed | RowState::Kept => 0,
        RowState::Turning => 1,
        RowState::Planned => 2,
        RowState::Done | RowState::Restored => 3,
        RowState::Already | RowState::Left | RowState::Barred => 4,
    }
}

fn line(row: &OpRow, op: &Operation) -> Line<'static> {
    let (mark, token) = match row.state {
        RowState::Done | RowState::Restored => ("✓", Token::Ok),
        RowState::Planned | RowState::Turning => ("·", Token::Muted),
        RowState::Failed => ("✗", Token::Urgent),
        RowState::Changed | RowState::Kept => ("!", Token::Warn),
        RowState::Already | RowState::Left | RowState::Barred => ("·", Token::Muted),
    };
    let name = match row.tenant_name.is_empty() {
        true => row.tenant.as_str().to_owned(),
        false => row.tenant_name.one_line().into_owned(),
    };
    let name = text::truncate(&name, NAME).into_owned();
    let pad = NAME.saturating_sub(text::width(&name)) + 2;
    let by = row
        .note
        .as_ref()
        .filter(|_| matches!(row.state, RowState::Changed | RowState::Kept));
    let words = match by {
        Some(by) => format!("{} ({})", say::row(row.state, op.turn), by.one_line()),
        None => say::row(row.state, op.turn).to_owned(),
    };
    Line::of(format!("{mark} "), token)
        .and(name, Token::Text)
        .then(pad, words, token)
}

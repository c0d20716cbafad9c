//! The kill switch: whom it touches with the source and age of each figure, why, until when, and the word to type.

use ratatui::layout::{Position, Rect};

use super::super::composer;
use super::super::keys::Keys;
use super::super::line::Line;
use super::super::panel::{foot, middle, panel};
use super::super::pen::{Pen, below, indent};
use super::{WIDTH, owned};
use crate::app::field::Field;
use crate::app::kill::{KillDialog, Look, Odd, Place};
use crate::app::state::State;
use crate::domain::agent::Turn;
use crate::domain::kill::{Blast, Known, Whom};
use crate::domain::text;
use crate::locale::{dialog as say, kill};
use crate::theme::Token;

/// Columns of the labels.
const LABELS: usize = 15;

/// Draws it; where the cursor is.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    dialog: &KillDialog,
    keys: Keys<'_>,
) -> Option<Position> {
    let width = WIDTH.min(area.width.saturating_sub(4));
    let lines = preview(dialog, keys.state, width.saturating_sub(6));
    let fields = fields(dialog);
    let rows = lines.len() + 1 + fields.len() + 1;
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
    let outer = middle(area, width, height);
    let frame = match dialog.turn {
        Turn::Off => Token::Urgent,
        Turn::On => Token::Accent,
    };
    let inner = panel(pen, outer, &title(dialog), frame);
    let used = pen.lines(inner, &lines);
    let mut rest = below(inner, used + 1);
    let mut cursor = None;
    for (place, label, field) in fields {
        let here = dialog.at == place;
        let at = line(pen, rest, label, field, here);
        cursor = at.filter(|_| here).or(cursor);
        rest = below(rest, 1);
    }
    pen.line(indent(rest, columns()), &hint(dialog));
    foot(pen, outer, &Line::of(kill::keys(), Token::Muted));
    cursor
}

/// What is asked; what is switched on stays on.
fn fields(dialog: &KillDialog) -> Vec<(Place, &'static str, &Field)> {
    let mut fields = vec![
        (Place::Reason, say::reason(), &dialog.reason),
        (Place::Until, kill::until(), &dialog.until),
        (Place::Confirm, kill::confirm(), &dialog.confirm),
    ];
    fields.retain(|(place, _, _)| dialog.turn == Turn::Off || *place != Place::Until);
    fields
}

fn columns() -> u16 {
    u16::try_from(LABELS).unwrap_or(0)
}

fn title(dialog: &KillDialog) -> String {
    let tenants = match (&dialog.tenant, &dialog.target.whom) {
        (Some(tenant), _) => tenant.one_line().into_owned(),
        (None, Whom::All) => kill::all_tenants().to_owned(),
        (None, Whom::These(tenants)) => kill::tenants(tenants.len()),
    };
    kill::title(&dialog.name, dialog.turn, &tenants)
}

fn line(pen: &mut Pen<'_>, area: Rect, label: &str, field: &Field, here: bool) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    let token = if here { Token::Strong } else { Token::Muted };
    let sign = if here { "▸ " } else { "  " };
    pen.line(area, &Line::of(sign, Token::Accent).and(label, token));
    let room = Rect {
        height: 1,
        ..indent(area, columns())
    };
    match here {
        true => composer::field(pen, room, field, Token::Strong),
        false => {
            pen.line(room, &Line::of(field.text(), Token::Text));
            None
        }
    }
}

fn labelled(label: &str, words: String, token: Token) -> Line<'static> {
    let pad = LABELS.saturating_sub(text::width(label));
    Line::of(format!("{label}{}", " ".repeat(pad)), Token::Muted).and(words, token)
}

fn preview(dialog: &KillDialog, state: &State, width: u16) -> Vec<Line<'static>> {
    let mut lines = match &dialog.look {
        Look::Reading => vec![Line::of(kill::reading(), Token::Muted)],
        Look::Failed(why) => {
            let words = crate::locale::problem(why);
            owned(
                &format!("{} {}", words.what, words.remedy),
                width,
                Token::Urgent,
            )
        }
        Look::Read(blast) => figures(blast, state, width),
    };
    lines.extend(owned(
        kill::effect(dialog.target.platform, dialog.turn),
        width,
        Token::Text,
    ));
    if dialog.blast().is_some_and(|blast| blast.second_person) {
        lines.extend(owned(kill::second_person(), width, Token::Warn));
    }
    lines
}

fn figures(blast: &Blast, state: &State, width: u16) -> Vec<Line<'static>> {
    let now = labelled(say::now(), kill::standings(blast), Token::Strong);
    let mut lines = dated(now, kill::looked(blast, state.clock), width);
    for figure in &blast.figures {
        let old = kill::is_old(figure, state.clock);
        let token = match &figure.known {
            Known::Failed(_) => Token::Urgent,
            Known::NoSource => Token::Muted,
            Known::Count { .. } if old => Token::Muted,
            Known::Count { .. } => Token::Text,
        };
        let line = labelled(
            kill::gauge(figure.gauge),
            kill::known(figure, blast.turn),
            token,
        );
        lines.extend(dated(line, kill::origin(figure, state.clock), width));
    }
    lines
}

/// Where a figure is from and how old it is stands at its right; below it where there is no room.
fn dated(line: Line<'static>, origin: String, width: u16) -> Vec<Line<'static>> {
    let width = usize::from(width);
    let taken = line.width() + text::width(&origin);
    match width.saturating_sub(taken) {
        0..2 if !origin.is_empty() => {
            let pad = " ".repeat(width.saturating_sub(text::width(&origin)));
            vec![line, Line::of(format!("{pad}{origin}"), Token::Muted)]
        }
        gap => vec![line.then(gap, origin, Token::Muted)],
    }
}

fn hint(dialog: &KillDialog) -> Line<'static> {
    let odd = match dialog.odd {
        Some(_) => Token::Urgent,
        None => Token::Muted,
    };
    match (dialog.odd, dialog.at) {
        (Some(Odd::StillReading), _) => match dialog.look {
            Look::Failed(_) => Line::of(kill::again(), Token::Urgent),
            _ => Line::of(kill::reading(), Token::Warn),
        },
        (Some(Odd::NothingToTurn), _) => Line::of(kill::nothing_to_turn(dialog.turn), odd),
        (Some(Odd::NoTime), _) => Line::of(kill::until_odd(), odd),
        (_, Place::Reason) => Line::of(say::reason_hint(dialog.reason.chars()), odd),
        (_, Place::Until) => Line::of(kill::until_hint(), odd),
        (_, Place::Confirm) => match dialog.blast() {
            Some(blast) => {
                let word = kill::word_to_type(&blast.word.one_line(), blast.is_whole());
                Line::of(kill::confirm_hint(&word), odd)
            }
            None => Line::of(kill::reading(), Token::Muted),
        },
    }
}

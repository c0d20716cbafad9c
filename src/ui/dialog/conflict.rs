//! Mine, theirs and base of a switch side by side, one below the other where there is no room, and the choice.

use ratatui::layout::{Position, Rect};

use super::super::keys::Keys;
use super::super::line::Line;
use super::super::panel::{middle, panel};
use super::super::pen::{Pen, below};
use super::{answers, owned, typed};
use crate::app::dialog::conflict::{ConflictDialog, Look, choices};
use crate::app::state::State;
use crate::domain::conflict::{Theirs, turned};
use crate::domain::text;
use crate::domain::time::since;
use crate::locale::operation::conflict as say;
use crate::locale::{self, kill, time, word};
use crate::theme::Token;
use crate::ui::agents;
use std::borrow::Cow;

/// The widest that it is.
const WIDTH: u16 = 104;
/// From so many columns inside on the three stand side by side.
const ASIDE: u16 = 84;
/// Columns between them.
const GAP: usize = 2;
/// Columns of a heading where they stand one below the other.
const LABEL: usize = 22;

/// One of the three: its heading, how the switch stands, and what else is known.
struct Part {
    heading: &'static str,
    head: Line<'static>,
    rest: Vec<(String, Token)>,
}

/// Draws it; where the cursor is.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    asked: &ConflictDialog,
    keys: Keys<'_>,
) -> Option<Position> {
    let state = keys.state;
    let width = WIDTH.min(area.width.saturating_sub(4));
    let inner = width.saturating_sub(6);
    let parts = parts(asked, state);
    let mut lines = match inner >= ASIDE {
        true => aside(&parts, usize::from(inner)),
        false => stacked(&parts, usize::from(inner)),
    };
    lines.push(Line::new());
    if asked.theirs().is_some() {
        lines.extend(owned(say::text(asked.moot()), inner, Token::Text));
    }
    let rows = lines.len() + if asked.confirm.is_some() { 4 } else { 2 };
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3);
    let outer = middle(area, width, height);
    let room = below(
        panel(pen, outer, &say::title(&asked.conflict), Token::Warn),
        1,
    );
    let used = pen.lines(room, &lines);
    let rest = below(room, used + 1);
    if let (Some(field), Some(theirs)) = (&asked.confirm, asked.theirs()) {
        let token = if asked.odd {
            Token::Urgent
        } else {
            Token::Muted
        };
        let hint = kill::confirm_hint(&theirs.word.one_line());
        return typed(pen, rest, kill::confirm(), field, &Line::of(hint, token));
    }
    let words = choices(state, asked).into_iter().map(say::choice);
    let words: Vec<_> = words.map(Cow::Borrowed).collect();
    answers(pen, rest, &words, (asked.chosen, false));
    None
}

fn parts(asked: &ConflictDialog, state: &State) -> [Part; 3] {
    let (now, zone) = (state.clock, &state.zone);
    let [base, theirs, mine] = say::headings();
    let was = &asked.conflict.base;
    let mut seen = say::base(was.as_ref(), now, zone).into_iter();
    let mut wanted = say::mine(&asked.conflict, now, zone).into_iter();
    let plain = |words: String| (words, Token::Muted);
    let (head, rest) = match &asked.look {
        Look::Reading => (Line::of(say::reading(), Token::Muted), Vec::new()),
        Look::Failed(why) => {
            let words = locale::problem(why);
            let words = format!("{} {}", words.what, words.remedy);
            (Line::of("?", Token::Urgent), vec![(words, Token::Urgent)])
        }
        Look::Read(read) => read_of(read, asked, state),
    };
    [
        Part {
            heading: base,
            head: Line::of(
                seen.next().unwrap_or_default(),
                was.as_ref()
                    .map_or(Token::Muted, |side| agents::switch(&side.switch)),
            ),
            rest: seen.map(plain).collect(),
        },
        Part {
            heading: theirs,
            head,
            rest,
        },
        Part {
            heading: mine,
            head: Line::of(
                wanted.next().unwrap_or_default(),
                agents::switch(&turned(asked.conflict.toggle.turn)),
            ),
            rest: wanted.map(plain).collect(),
        },
    ]
}

type Told = (Line<'static>, Vec<(String, Token)>);

fn read_of(read: &Theirs, asked: &ConflictDialog, state: &State) -> Told {
    let head = match &read.now {
        Some(now) => {
            let words = word::switch(&now.switch).into_owned();
            Line::of(words, agents::switch(&now.switch))
        }
        None => Line::of(say::gone(), Token::Warn),
    };
    let who = read.who(asked.conflict.base.as_ref());
    let mut rest: Vec<_> = who
        .map(|who| say::who(&who, state.clock, &state.zone))
        .unwrap_or_default()
        .into_iter()
        .map(|words| (words, Token::Text))
        .collect();
    let age = time::age(since(state.clock, read.at));
    rest.push((say::read(&age), Token::Muted));
    (head, rest)
}

/// The three in columns.
fn aside(parts: &[Part; 3], width: usize) -> Vec<Line<'static>> {
    let column = (width - 2 * GAP) / 3;
    let columns: Vec<Vec<Line<'static>>> = parts
        .iter()
        .map(|part| {
            let mut lines = vec![Line::of(part.heading, Token::Heading), part.head.clone()];
            lines.extend(wrapped(part, column));
            lines
        })
        .collect();
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest)
        .map(|row| {
            let mut out = Line::new();
            for (at, column_lines) in columns.iter().enumerate() {
                let to = at * (column + GAP);
                let gap = to.saturating_sub(out.width());
                out.push(" ".repeat(gap), Token::Text);
                if let Some(line) = column_lines.get(row) {
                    out.append(line.clone());
                }
            }
            out
        })
        .collect()
}

/// The three one below the other.
fn stacked(parts: &[Part; 3], width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for part in parts {
        let heading = text::truncate(part.heading, LABEL).into_owned();
        let pad = LABEL.saturating_sub(text::width(&heading)) + GAP;
        let mut first = Line::of(heading, Token::Heading).and(" ".repeat(pad), Token::Text);
        first.append(part.head.clone());
        lines.push(first);
        let indent = LABEL + GAP;
        for line in wrapped(part, width.saturating_sub(indent)) {
            let mut out = Line::of(" ".repeat(indent), Token::Text);
            out.append(line);
            lines.push(out);
        }
    }
    lines
}

fn wrapped(part: &Part, width: usize) -> Vec<Line<'static>> {
    let rest = part.rest.iter();
    rest.flat_map(|(words, token)| {
        text::wrap(words, width.max(1))
            .into_iter()
            .map(|line| Line::of(line.to_owned(), *token))
    })
    .collect()
}

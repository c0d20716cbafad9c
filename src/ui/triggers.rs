//! The report of triggers: for each word how often it fired, how it stood, and what people did of it.

use ratatui::layout::Rect;

use super::line::Line;
use super::overlay::place_of;
use super::panel::panel;
use super::pen::{Pen, below};
use crate::app::state::State;
use crate::domain::text;
use crate::domain::trigger::report::{self, Ended, Line as Word};
use crate::locale::triggers as say;
use crate::theme::Token;

/// Columns of the word, and of each number.
const WORD: usize = 13;
const NUMBER: usize = 9;

/// Draws the report from line `scroll` on; `None`: the audit trail has not been read yet.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize, ended: Option<&[Ended]>) {
    let inner = panel(pen, area, say::title(), Token::Accent);
    let rows = state.conversations.list.all().map(|entry| &entry.row);
    let lines = report::of(rows, ended.unwrap_or_default());
    let mut title = Line::of(format!("{:<WORD$}", say::column::word()), Token::Heading);
    for name in [
        say::column::fired(),
        say::column::inside(),
        say::column::resolved(),
        say::column::returned(),
        say::column::mistaken(),
    ] {
        title = title.and(right(name), Token::Heading);
    }
    pen.line(
        inner,
        &title.then(2, say::column::proposal(), Token::Heading),
    );
    let body = below(inner, 1);
    let foot = 2;
    let height = usize::from(body.height.saturating_sub(foot));
    let first = scroll.min(lines.len().saturating_sub(height));
    let shown: Vec<Line<'_>> = lines
        .iter()
        .skip(first)
        .take(height)
        .map(|word| one(word, ended.is_some()))
        .collect();
    let used = match shown.is_empty() {
        true => pen.lines(body, &[Line::of(say::no_word(), Token::Text)]),
        false => pen.lines(body, &shown),
    };
    let rests = match ended {
        Some(_) => say::rests_on(),
        None => say::reading_trail(),
    };
    pen.line(below(body, used + 1), &Line::of(rests, Token::Muted));
    place_of(pen, area, first, height, lines.len());
}

fn right(text: &str) -> String {
    let pad = NUMBER.saturating_sub(text::width(text));
    format!("{}{text}", " ".repeat(pad))
}

fn one(word: &Word, trail: bool) -> Line<'static> {
    let name = text::truncate(&word.keyword, WORD - 1).into_owned();
    let pad = WORD.saturating_sub(text::width(&name));
    let number = |n: u64| right(&n.to_string());
    // Without the trail nobody knows what people did.
    let done = |n: u64| if trail { number(n) } else { right("…") };
    let bad = |n: u64| if n > 0 { Token::Warn } else { Token::Muted };
    let mistaken = match word.mistaken_share().filter(|_| trail && word.mistaken > 0) {
        Some(share) => right(&format!("{} {share}%", word.mistaken)),
        None => done(word.mistaken),
    };
    Line::of(name, Token::Strong)
        .and(" ".repeat(pad), Token::Text)
        .and(number(word.fired), Token::Text)
        .and(number(word.inside), bad(word.inside))
        .and(done(word.resolved), Token::Text)
        .and(done(word.handed_back), Token::Text)
        .and(mistaken, bad(word.mistaken))
        .then(2, word.suggestion().unwrap_or_default(), Token::Key)
}

//! All that the console said, the newest first, with the words of whoever refused.

use ratatui::layout::Rect;

use super::line::Line;
use super::overlay::place_of;
use super::panel::panel;
use super::pen::Pen;
use crate::app::notice::{Level, Notice, Posted};
use crate::app::state::State;
use crate::domain::text;
use crate::locale::{self, empty, help as say, time};
use crate::theme::Token;

/// Columns of the time and the mark.
const LEAD: usize = 12;

/// Draws the messages from line `scroll` on.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let inner = panel(pen, area, say::messages(), Token::Accent);
    let [nothing, next] = empty::messages();
    if state.notices.history().len() == 0 {
        pen.lines(
            inner,
            &[Line::of(nothing, Token::Text), Line::of(next, Token::Muted)],
        );
        return;
    }
    let lines: Vec<Line<'_>> = state
        .notices
        .history()
        .flat_map(|posted| told(posted, state, usize::from(inner.width)))
        .collect();
    let height = usize::from(inner.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    pen.lines(inner, lines.get(first..).unwrap_or_default());
    place_of(pen, area, first, height, lines.len());
}

/// The mark and the meaning of a level.
pub fn mark(level: Level) -> (&'static str, Token) {
    match level {
        Level::Good => ("✓", Token::Ok),
        Level::Plain => ("·", Token::Text),
        Level::Warning => ("!", Token::Warn),
        Level::Error => ("✗", Token::Urgent),
    }
}

fn told(posted: &Posted, state: &State, width: usize) -> Vec<Line<'static>> {
    let (mark, token) = mark(posted.notice.level());
    let words = locale::notice(&posted.notice, posted.at, &state.zone);
    let mut lead = Line::of(time::clock_seconds(posted.at, &state.zone), Token::Muted)
        .and(format!("  {mark} "), token);
    let room = width.saturating_sub(LEAD).max(1);
    let mut lines = Vec::new();
    let why = match &posted.notice {
        Notice::Failed { problem, .. }
        | Notice::LeaseTrouble { problem, .. }
        | Notice::ReleaseUnfinished { problem, .. } => locale::problem::quoted(problem),
        _ => String::new(),
    };
    let quoted = [(words.as_str(), token), (why.as_str(), Token::Muted)];
    for (words, token) in quoted.into_iter().filter(|(words, _)| !words.is_empty()) {
        for part in text::wrap(words, room) {
            lines.push(lead.and(part.to_owned(), token));
            lead = Line::of(" ".repeat(LEAD), Token::Text);
        }
    }
    lines
}

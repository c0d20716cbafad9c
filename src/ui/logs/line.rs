//! One line of a log: when, how bad, where from, what it says, with what was looked for marked.

use ratatui::layout::Rect;

use crate::app::logs::lines::Lines;
use crate::app::logs::shown::{GROUP, LEAD, Shape, TALLEST};
use crate::app::state::State;
use crate::domain::log::facts::LogLevel;
use crate::domain::log::{LogLine, short};
use crate::domain::text;
use crate::domain::time::since;
use crate::theme::Token;
use crate::ui::hidden;
use crate::ui::line::Line;
use crate::ui::pen::{Pen, indent, rows};
use jiff::SignedDuration;

/// Older than this the hour alone could be that of another day.
const TODAY: SignedDuration = SignedDuration::from_hours(20);

/// Draws a line from the first row of `area` on; the rows used.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    line: &LogLine,
    lines: &Lines,
    shape: Shape,
    (selected, state): (bool, &State),
) -> u16 {
    let at = line.at.to_zoned(state.zone.clone());
    // A line of another day says which, and needs no parts of a second.
    let is_old = since(state.clock, line.at) > TODAY;
    let form = if is_old {
        "%m-%d %H:%M "
    } else {
        "%H:%M:%S.%3f"
    };
    let (level, token) = level(line.facts.level);
    let mut lead = match selected {
        true => Line::of("▌ ", Token::Bar),
        false => Line::of("  ", Token::Text),
    };
    lead = lead
        .and(at.strftime(form).to_string(), Token::Muted)
        .and(format!("  {level:<5}  "), token);
    let mut left = LEAD;
    if !lines.is_of_one() && state.size.is_wide() {
        let width = usize::from(GROUP - 2);
        let name = ending(short(&line.group), width);
        let pad = width.saturating_sub(text::width(&name)) + 2;
        lead = lead
            .and(name, Token::Muted)
            .and(" ".repeat(pad), Token::Text);
        left += GROUP;
    }
    let body = indent(area, left);
    let words = &line.facts.words;
    let said = match shape.wraps {
        true => hidden::body(state.private, words.as_str()),
        false => hidden::body(state.private, words.one_line()),
    };
    let parts = match shape.wraps {
        true => text::first_lines(&said, shape.width, TALLEST),
        false => vec![text::columns(
            &said,
            lines.halves * (shape.width / 2),
            shape.width,
        )],
    };
    let token = match line.facts.level {
        Some(LogLevel::Error) => Token::Urgent,
        Some(LogLevel::Warn) => Token::Warn,
        Some(LogLevel::Debug) => Token::Muted,
        _ => Token::Text,
    };
    let mut used = 0;
    for (row, part) in rows(body).zip(parts) {
        pen.line(row, &marked(part, &lines.filter.words, token));
        used += 1;
    }
    let used = used.max(1).min(area.height);
    pen.line(area, &lead);
    if selected {
        let all = Rect {
            height: used,
            ..area
        };
        pen.under(all, Token::Selection);
    }
    used
}

/// A name cut at its beginning: functions of a system begin alike and differ at their end.
fn ending(name: &str, width: usize) -> String {
    if text::width(name) <= width {
        return name.to_owned();
    }
    let from = name.char_indices().rev().nth(width.saturating_sub(2));
    let (at, _) = from.unwrap_or((0, ' '));
    let end = name.get(at..).unwrap_or_default();
    text::truncate(&format!("…{end}"), width).into_owned()
}

/// A level in a word, and its meaning.
fn level(level: Option<LogLevel>) -> (&'static str, Token) {
    match level {
        Some(LogLevel::Error) => ("ERROR", Token::Urgent),
        Some(LogLevel::Warn) => ("WARN", Token::Warn),
        Some(LogLevel::Info) => ("info", Token::Muted),
        Some(LogLevel::Debug) => ("debug", Token::Muted),
        None => ("", Token::Muted),
    }
}

/// The text with what was looked for marked.
fn marked<'a>(words: &str, sought: &[String], token: Token) -> Line<'a> {
    let mut line = Line::new();
    let mut rest = words;
    while let Some((at, found)) = first(rest, sought) {
        let (before, from) = rest.split_at(at);
        let (hit, after) = from.split_at(found.len());
        line.push(before.to_owned(), token);
        line.push(hit.to_owned(), Token::Match);
        rest = after;
    }
    line.push(rest.to_owned(), token);
    line
}

/// The first place of any of these words.
fn first<'s>(words: &str, sought: &'s [String]) -> Option<(usize, &'s str)> {
    let places = sought.iter().filter(|word| !word.is_empty());
    let places = places.filter_map(|word| Some((words.find(word.as_str())?, word.as_str())));
    places.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_end() {
        assert_eq!(ending("deliver", 20), "deliver");
        assert_eq!(
            ending("fibonacci-api-handler-prod", 20),
            "…ci-api-handler-prod"
        );
    }

    #[test]
    fn each_hit_is_marked_and_nothing_is_lost() {
        let sought = ["out".to_owned(), "timed out".to_owned()];
        let line = marked("it timed out, ruled out", &sought, Token::Text);
        let all: String = line.0.iter().map(|piece| piece.text.as_ref()).collect();
        assert_eq!(all, "it timed out, ruled out");
        let hits = line.0.iter().filter(|piece| piece.token == Token::Match);
        let hits: Vec<&str> = hits.map(|piece| piece.text.as_ref()).collect();
        assert_eq!(hits, ["timed out", "out"]);
    }
}

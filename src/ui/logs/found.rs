//! What Insights found, and what a command said of the lines that it was given.

use ratatui::layout::Rect;

use crate::app::logs::asking::Stage;
use crate::app::state::State;
use crate::domain::log::masked;
use crate::domain::log::question::Answer;
use crate::domain::text::{self, Text};
use crate::locale::{self, logs as say};
use crate::theme::Token;
use crate::ui::hidden;
use crate::ui::line::Line;
use crate::ui::overlay::place_of;
use crate::ui::panel::panel;
use crate::ui::pen::{Pen, below};

/// The widest that a column but the last is.
const WIDEST: usize = 28;
/// Rows by which the width of a column is found.
const SAMPLE: usize = 200;

/// Draws what Insights found from row `scroll` on.
pub fn insights(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let inner = panel(pen, area, "Logs Insights", Token::Accent);
    let Some(asking) = &state.logs.asking else {
        return;
    };
    pen.line(
        inner,
        &Line::of(asking.question.query.clone(), Token::Muted),
    );
    let stands = match (&asking.problem, &asking.answer) {
        (Some(problem), _) => {
            let words = locale::problem(problem);
            Line::of(
                format!("{} {} {}", words.what, words.why, words.remedy),
                Token::Urgent,
            )
        }
        (None, Some(answer)) => Line::of(say::answered(answer), Token::Text),
        (None, None) => Line::of(say::asking(), Token::Accent),
    };
    let width = usize::from(inner.width);
    let stands: String = stands.0.iter().map(|piece| piece.text.as_ref()).collect();
    let token = if asking.problem.is_some() {
        Token::Urgent
    } else {
        Token::Text
    };
    let lines: Vec<Line<'_>> = text::wrap(&stands, width)
        .into_iter()
        .map(|line| Line::of(line, token))
        .collect();
    let used = pen.lines(below(inner, 1), &lines);
    let body = below(inner, used + 2);
    match &asking.answer {
        Some(answer) if !answer.rows.is_empty() => {
            rows(pen, area, body, answer, (scroll, state.private));
        }
        Some(_) if asking.stage == Stage::Over => {
            pen.line(body, &Line::of(say::no_rows(), Token::Text));
        }
        _ => {}
    }
}

fn rows(
    pen: &mut Pen<'_>,
    outer: Rect,
    area: Rect,
    answer: &Answer,
    (scroll, private): (usize, bool),
) {
    let mut names: Vec<&Text> = Vec::new();
    for (name, _) in answer.rows.iter().take(SAMPLE).flatten() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let widths: Vec<usize> = names.iter().map(|name| width(answer, name)).collect();
    let mut title = Line::new();
    for (name, width) in names.iter().zip(&widths) {
        title.push(padded(name, *width), Token::Heading);
    }
    pen.line(area, &title);
    let body = below(area, 1);
    let height = usize::from(body.height);
    let first = scroll.min(answer.rows.len().saturating_sub(height));
    let lines: Vec<Line<'_>> = answer
        .rows
        .iter()
        .skip(first)
        .take(height)
        .map(|row| {
            let mut line = Line::new();
            for (name, width) in names.iter().zip(&widths) {
                let value = row.iter().find(|(known, _)| known == *name);
                let value = value.map_or_else(String::new, |(_, value)| masked(&value.one_line()));
                let value = hidden::body(private, value);
                line.push(padded(&value, *width), Token::Text);
            }
            line
        })
        .collect();
    pen.lines(body, &lines);
    place_of(pen, outer, first, height, answer.rows.len());
}

/// As wide as its widest value, within bounds; the last takes what is left by being cut at the edge.
fn width(answer: &Answer, name: &Text) -> usize {
    let values = answer.rows.iter().take(SAMPLE).flatten();
    let values = values.filter(|(known, _)| known == name);
    let widest = values
        .map(|(_, value)| text::width(value))
        .max()
        .unwrap_or(0);
    let widest = widest.max(text::width(name));
    // The message is worth more than what stands behind it.
    match name.as_str() {
        "@message" => widest,
        _ => widest.min(WIDEST),
    }
}

fn padded(value: &str, width: usize) -> String {
    let cut = text::truncate(value, width);
    let pad = width.saturating_sub(text::width(&cut)) + 2;
    format!("{cut}{}", " ".repeat(pad))
}

/// Draws what a command said from line `scroll` on.
pub fn piped(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let Some(piped) = &state.logs.piped else {
        panel(pen, area, "", Token::Accent);
        return;
    };
    let title = format!("| {}", piped.command.one_line());
    let inner = panel(pen, area, &title, Token::Accent);
    let token = match piped.status {
        Some(0) => Token::Muted,
        _ => Token::Warn,
    };
    pen.line(inner, &Line::of(say::ended(piped.status, piped.cut), token));
    let body = below(inner, 2);
    let output = hidden::body(state.private, piped.output.as_str());
    let lines: Vec<&str> = output.lines().collect();
    if lines.is_empty() {
        pen.line(body, &Line::of(say::no_output(), Token::Text));
        return;
    }
    let height = usize::from(body.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    let shown = lines.iter().skip(first).take(height);
    let shown: Vec<Line<'_>> = shown.map(|line| Line::of(*line, Token::Text)).collect();
    pen.lines(body, &shown);
    place_of(pen, area, first, height, lines.len());
}

//! A trace as a waterfall: each piece under its parent, a bar from where it began as long as it took, the failing
//! one marked; and below what is known of the selected piece.

pub mod list;

use ratatui::layout::Rect;

use super::keys::Keys;
use super::line::Line;
use super::list::says;
use super::pen::{Pen, above, below, bottom, rows};
use crate::app::feed::Feed;
use crate::app::logs::tracing::Tracing;
use crate::domain::log::short;
use crate::domain::mask;
use crate::domain::text;
use crate::domain::trace::{Fate, Placed, Trace};
use crate::locale::{self, logs as say, time, work};
use crate::theme::Token;
use jiff::SignedDuration;

/// Columns of the beginning and of how long it took, right-aligned.
const NUMBER: usize = 10;
/// Columns of a name at least, and at most.
const NAME: usize = 26;
const LONGEST: usize = 44;
/// Rows of what is known of the selected piece.
const BELOW: u16 = 3;

/// Draws the trace.
pub fn draw(pen: &mut Pen<'_>, area: Rect, tracing: &Tracing, keys: Keys<'_>) {
    let state = keys.state;
    let line = Line::of(say::trace_title(), Token::Strong)
        .and(" › ", Token::Muted)
        .and(work::platform_name(tracing.platform), Token::Strong)
        .and(" › ", Token::Muted)
        .and(tracing.id.one_line().into_owned(), Token::HeadingFocused);
    pen.line(area, &line);
    let Some(trace) = &tracing.trace else {
        let said = match tracing.source.feed(state.clock, SignedDuration::MAX) {
            Feed::Loading => [say::reading_trace().to_owned(), String::new()],
            Feed::Failed { problem, .. } | Feed::Denied { problem, .. } => {
                let words = locale::problem(&problem);
                [format!("{} {}", words.what, words.why), words.remedy]
            }
            Feed::Throttled { .. } => [locale::feed::throttled().to_owned(), String::new()],
            Feed::Fresh { .. } | Feed::Stale { .. } => say::no_such_trace(),
        };
        says(pen, below(area, 1), &said);
        return;
    };
    let mut sum = Line::new();
    if let Some(began) = trace.began() {
        sum.push(time::moment(began, state.clock, &state.zone), Token::Muted);
    }
    let took = say::took(Some(trace.took()));
    sum = sum.then(3, took, Token::Text);
    sum = sum.then(3, say::pieces(trace.pieces.len()), Token::Muted);
    if let Some(at) = tracing.source.at {
        sum = sum.then(3, say::read_at(at, state.clock, &state.zone), Token::Muted);
    }
    if trace.cut {
        sum = sum.then(3, say::trace_cut(), Token::Warn);
    }
    pen.line(below(area, 1), &sum);
    let body = above(below(area, 2), BELOW);
    waterfall(pen, body, tracing, trace);
    about(pen, bottom(area, BELOW), tracing, state.private);
}

fn waterfall(pen: &mut Pen<'_>, area: Rect, tracing: &Tracing, trace: &Trace) {
    let placed = trace.placed();
    let names = placed
        .iter()
        .map(|one| 2 * one.depth + text::width(&one.piece.name));
    let half = usize::from(area.width) / 3;
    let name = names
        .max()
        .unwrap_or(0)
        .clamp(NAME, LONGEST)
        .min(half.max(12));
    let bar = usize::from(area.width).saturating_sub(4 + name + 2 + 2 * NUMBER + 2);
    let title = Line::of(
        format!("    {}", padded(say::column_piece(), name + 2)),
        Token::Heading,
    )
    .and(right(say::column_begins()), Token::Heading)
    .and(right(say::column_took()), Token::Heading);
    pen.line(area, &title);
    let whole = trace.took().as_millis().max(1);
    let height = usize::from(area.height.saturating_sub(1));
    let shown = placed.iter().enumerate().skip(tracing.top).take(height);
    for (row, (at, one)) in rows(below(area, 1)).zip(shown) {
        let selected = at == tracing.selected;
        pen.line(row, &piece(one, (name, bar), whole, selected));
        if selected {
            pen.under(row, Token::Selection);
        }
    }
}

fn piece(
    one: &Placed<'_>,
    (name, bar): (usize, usize),
    whole: i128,
    selected: bool,
) -> Line<'static> {
    let token = token(one.piece.fate);
    let mark = if selected {
        ("▌", Token::Bar)
    } else {
        (" ", Token::Text)
    };
    let label = format!(
        "{}{}",
        "  ".repeat(one.depth),
        mask::identifiers(&one.piece.name.one_line())
    );
    let words = if one.piece.fate == Fate::Well {
        Token::Text
    } else {
        token
    };
    Line::of(mark.0, mark.1)
        .and(format!(" {} ", say::fate_mark(one.piece.fate)), token)
        .and(padded(&label, name + 2), words)
        .and(right(&say::took(Some(one.offset))), Token::Muted)
        .and(right(&say::took(one.took)), words)
        .and("  ", Token::Text)
        .and(
            drawn(one, bar, whole),
            match one.piece.fate {
                Fate::Well => Token::Chart,
                _ => token,
            },
        )
}

fn token(fate: Fate) -> Token {
    match fate {
        Fate::Well => Token::Ok,
        Fate::Throttled => Token::Warn,
        Fate::Error | Fate::Fault => Token::Urgent,
    }
}

/// The bar, from where it began; at least one column, and within the whole.
fn drawn(one: &Placed<'_>, width: usize, whole: i128) -> String {
    let columns = i128::try_from(width).unwrap_or(0);
    let at =
        |millis: i128| usize::try_from((millis.max(0) * columns / whole).min(columns)).unwrap_or(0);
    let offset = one.offset.as_millis();
    let begin = at(offset).min(width.saturating_sub(1));
    let (end, sign) = match one.took {
        Some(took) => (at(offset + took.as_millis()), "█"),
        // Nobody knows where it ends.
        None => (width, "·"),
    };
    let long = end
        .saturating_sub(begin)
        .max(1)
        .min(width.saturating_sub(begin));
    format!("{}{}", " ".repeat(begin), sign.repeat(long))
}

/// What came of the selected piece, why, and where it logs.
fn about(pen: &mut Pen<'_>, area: Rect, tracing: &Tracing, private: bool) {
    let Some(one) = tracing.piece() else { return };
    let piece = one.piece;
    let mut line = Line::of(piece.name.one_line().into_owned(), Token::Strong);
    line = line.then(2, say::fate(piece.fate), token(piece.fate));
    line = line.then(2, piece.kind.one_line().into_owned(), Token::Muted);
    if let Some(status) = piece.status {
        line = line.then(2, status.to_string(), Token::Muted);
    }
    if let Some(group) = &piece.group {
        line = line.then(2, short(group).to_owned(), Token::Muted);
    }
    let cause = super::hidden::body(private, mask::identifiers(&piece.cause.one_line()));
    let mut notes = Line::of(cause.into_owned(), token(piece.fate));
    for (name, value) in &piece.notes {
        let note = format!(
            "{}={}",
            name.one_line(),
            mask::identifiers(&value.one_line())
        );
        notes = notes.then(2, note, Token::Muted);
    }
    pen.lines(below(area, 1), &[line, notes]);
}

fn padded(words: &str, width: usize) -> String {
    let cut = text::truncate(words, width.saturating_sub(1));
    let pad = width.saturating_sub(text::width(&cut));
    format!("{cut}{}", " ".repeat(pad))
}

fn right(words: &str) -> String {
    let pad = NUMBER.saturating_sub(text::width(words));
    format!("{}{words}", " ".repeat(pad))
}

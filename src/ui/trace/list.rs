//! The traces of a time: one line each, the newest first, with what came of it and how long it took.

use ratatui::layout::Rect;

use super::{padded, right, token};
use crate::app::command::Command;
use crate::app::feed::Feed;
use crate::app::logs::listing::Listing;
use crate::app::state::Layer;
use crate::domain::mask;
use crate::domain::trace::TraceSummary;
use crate::locale::{self, logs as say, time, work};
use crate::theme::Token;
use crate::ui::keys::Keys;
use crate::ui::line::Line;
use crate::ui::list::says;
use crate::ui::pen::{Pen, above, below, bottom, rows};
use jiff::SignedDuration;

/// Columns of the time (`HH:MM:SS`) with two blanks, and of an id.
const TIME: usize = 10;
const ID: usize = 36;

/// Draws the list.
pub fn draw(pen: &mut Pen<'_>, area: Rect, listing: &Listing, keys: Keys<'_>) {
    let state = keys.state;
    let line = Line::of(say::traces_title(), Token::Strong)
        .and(" › ", Token::Muted)
        .and(work::platform_name(listing.platform), Token::Strong)
        .and(" › ", Token::Muted)
        .and(listing.alarm.one_line().into_owned(), Token::HeadingFocused);
    pen.line(area, &line);
    let failed = listing.filter.failed;
    let of = say::listed(failed, listing.span, state.clock, &state.zone);
    pen.line(below(area, 1), &Line::of(of, Token::Muted));
    let foot = bottom(area, 1);
    if listing.found.is_empty() {
        says(pen, above(below(area, 2), 1), &empty(listing, keys));
        return;
    }
    let title = format!("    {}", padded(say::column_begins(), TIME));
    let title = Line::of(title, Token::Heading)
        .and(right(say::column_took()), Token::Heading)
        .and(format!("  {}", padded("id", ID + 2)), Token::Heading)
        .and(say::column_entry(), Token::Heading);
    pen.line(below(area, 2), &title);
    let shown = listing.found.iter().enumerate().skip(listing.top);
    let body = above(below(area, 3), 2);
    for (row, (at, one)) in rows(body).zip(shown) {
        let selected = at == listing.selected;
        pen.line(row, &trace(one, selected, keys));
        if selected {
            pen.under(row, Token::Selection);
        }
    }
    let count = say::traces(listing.found.len(), listing.more || listing.is_reading());
    let mut line = Line::of(count, Token::Muted);
    if let Some(setback) = &listing.source.setback {
        let problem = locale::problem(&setback.problem);
        line = line.then(3, problem.what, Token::Urgent);
    } else if let Some(at) = listing.source.at {
        let read = say::read_at(at, state.clock, &state.zone);
        line = line.then(3, read, Token::Muted);
    }
    pen.line(foot, &line);
}

fn trace(one: &TraceSummary, selected: bool, keys: Keys<'_>) -> Line<'static> {
    let mark = if selected {
        ("▌", Token::Bar)
    } else {
        (" ", Token::Text)
    };
    let began = one
        .began
        .map_or_else(String::new, |at| time::clock_seconds(at, &keys.state.zone));
    let entry = mask::identifiers(&one.entry.one_line());
    Line::of(mark.0, mark.1)
        .and(format!(" {} ", say::fate_mark(one.fate)), token(one.fate))
        .and(padded(&began, TIME), Token::Muted)
        .and(right(&say::took(one.took)), Token::Text)
        .and(format!("  {}", padded(&one.id, ID + 2)), Token::Text)
        .and(entry, Token::Muted)
}

/// Why there is none, and the next step.
fn empty(listing: &Listing, keys: Keys<'_>) -> [String; 2] {
    let problem = match listing.source.feed(keys.state.clock, SignedDuration::MAX) {
        Feed::Failed { problem, .. } | Feed::Denied { problem, .. } => problem,
        Feed::Throttled { .. } => return [locale::feed::throttled().to_owned(), String::new()],
        _ if listing.is_reading() => return [say::reading_traces().to_owned(), String::new()],
        _ => {
            let named = |command, layer| keys.named(command, layer).unwrap_or_default();
            let all = named(Command::More, Layer::Traces);
            let logs = named(Command::Logs, Layer::List);
            return say::none_listed(listing.filter.failed, &all, &logs);
        }
    };
    let words = locale::problem(&problem);
    [format!("{} {}", words.what, words.why), words.remedy]
}

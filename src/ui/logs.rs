//! Lines of logs over the panes: what is looked for, the lines that are on screen and no others, and how much
//! there is. A trace lies in their place while it is looked at.

pub mod found;
mod line;

use ratatui::layout::{Position, Rect};

use super::composer;
use super::keys::Keys;
use super::layout::Screen;
use super::line::Line;
use super::list::says;
use super::pen::{Pen, above, below, bottom, indent};
use crate::app::command::Command;
use crate::app::feed::Feed;
use crate::app::logs::Level;
use crate::app::logs::lines::Lines;
use crate::app::logs::shown::Shape;
use crate::app::logs::typing::{Typing, What};
use crate::app::overlay::Overlay;
use crate::app::state::{Layer, State};
use crate::domain::log::short;
use crate::domain::mask;
use crate::locale::{self, logs as say, work};
use crate::theme::Token;
use jiff::SignedDuration;

/// Draws logs or a trace if they are open; where the cursor is while something is typed.
pub fn draw(pen: &mut Pen<'_>, area: Rect, screen: &Screen, keys: Keys<'_>) -> Option<Position> {
    let level = keys.state.logs.top()?;
    let body = Rect {
        y: screen.rule.y + 1,
        height: screen.notice.y.saturating_sub(screen.rule.y + 1),
        ..area
    };
    pen.clear(body);
    // The rule between list and detail does not reach into it.
    pen.rule(screen.rule);
    match level {
        Level::Lines(lines) => whole(pen, margin(body), lines, keys),
        Level::Traces(traces) => {
            super::trace::list::draw(pen, margin(body), traces, keys);
            None
        }
        Level::Trace(trace) => {
            super::trace::draw(pen, margin(body), trace, keys);
            None
        }
    }
}

/// The area without a column on each side.
fn margin(area: Rect) -> Rect {
    Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    }
}

fn whole(pen: &mut Pen<'_>, area: Rect, lines: &Lines, keys: Keys<'_>) -> Option<Position> {
    let state = keys.state;
    heading(pen, area, lines, keys);
    sought(pen, below(area, 1), lines, state);
    let body = above(below(area, 3), 1);
    match lines.ring.is_empty() {
        true => empty(pen, body, lines, keys),
        false => rows(pen, body, lines, state),
    }
    let foot = bottom(area, 1);
    match &state.overlay {
        Some(Overlay::Typing(typing)) => typed(pen, foot, typing, keys),
        _ => {
            counts(pen, foot, lines, keys);
            None
        }
    }
}

/// Where the lines are from, and whether new ones are followed.
fn heading(pen: &mut Pen<'_>, area: Rect, lines: &Lines, keys: Keys<'_>) {
    let state = keys.state;
    let stand = stand(lines, keys);
    let used = u16::try_from(stand.width()).unwrap_or(u16::MAX);
    pen.line_right(area, &stand);
    let left = Rect {
        width: area.width.saturating_sub(used.saturating_add(2)),
        ..area
    };
    let mut line = Line::of(say::title(), Token::Strong).and(" › ", Token::Muted);
    // The name of a function tells its system; where it is narrow its time is worth more.
    if state.size.is_wide() || !lines.is_of_one() {
        line = line
            .and(work::platform_name(lines.platform), Token::Strong)
            .and(" › ", Token::Muted);
    }
    match lines.groups.as_slice() {
        [one] => line.push(short(one).to_owned(), Token::HeadingFocused),
        all if lines.known.is_some() => line.push(say::groups(all.len()), Token::HeadingFocused),
        _ => line.push(say::reading(), Token::Muted),
    }
    let when = say::when(&lines.filter, state.clock, &state.zone);
    pen.line(left, &line.then(2, when, Token::Muted));
}

fn stand(lines: &Lines, keys: Keys<'_>) -> Line<'static> {
    let state = keys.state;
    let fresh = SignedDuration::MAX;
    match lines.source.feed(state.clock, fresh) {
        Feed::Failed { problem, .. } | Feed::Denied { problem, .. } => {
            return Line::of(locale::problem(&problem).what, Token::Urgent);
        }
        Feed::Throttled { .. } => return Line::of(locale::feed::throttled(), Token::Warn),
        _ => {}
    }
    if lines.is_reading() {
        return Line::of(say::reading(), Token::Accent);
    }
    let last = || keys.named(Command::Last, Layer::Logs).unwrap_or_default();
    match lines.source.at {
        Some(at) if lines.is_over() => {
            Line::of(say::read_at(at, state.clock, &state.zone), Token::Muted)
        }
        _ if lines.follows => Line::of(say::follows(), Token::Ok),
        _ => Line::of(say::stands(&last()), Token::Warn),
    }
}

/// What is looked for, as it was typed; nobody's number.
fn sought(pen: &mut Pen<'_>, area: Rect, lines: &Lines, state: &State) {
    let terms = lines.filter.written();
    let line = match terms.is_empty() {
        true => Line::of(say::how_to_look(), Token::Muted),
        false => Line::of("/ ", Token::Key).and(mask::identifiers(&terms), Token::Match),
    };
    if !state.private {
        pen.line(area, &line);
    }
}

fn rows(pen: &mut Pen<'_>, area: Rect, lines: &Lines, state: &State) {
    let shape = Shape::of(lines, state.size);
    let mut left = area;
    for (number, one) in lines.ring.from(lines.top) {
        if left.height == 0 {
            break;
        }
        let selected = number == lines.selected;
        let used = line::draw(pen, left, one, lines, shape, (selected, state));
        left = below(left, used);
    }
}

/// Why there is no line: what is missing first, then what is looked for.
fn empty(pen: &mut Pen<'_>, area: Rect, lines: &Lines, keys: Keys<'_>) {
    let state = keys.state;
    let key = |command| keys.named(command, Layer::Logs).unwrap_or_default();
    let (look, more) = (key(Command::Filter), key(Command::More));
    let setback = lines.source.setback.as_ref();
    let failed = lines.failed.first().map(|(_, problem)| problem);
    let whole = lines.failed.len() >= lines.groups.len() && !lines.groups.is_empty();
    let said = match (setback, &lines.known) {
        (Some(setback), _) => troubled(&setback.problem),
        (None, Some(known)) if lines.groups.is_empty() => say::no_groups(known.there.len(), &look),
        _ if lines.is_reading() => [say::reading().to_owned(), String::new()],
        _ => match failed.filter(|_| whole) {
            Some(problem) => troubled(problem),
            None => say::nothing(&lines.filter, &look, &more),
        },
    };
    if state.connection.link().is_some() {
        says(pen, area, &said);
    }
}

fn troubled(problem: &crate::domain::problem::Problem) -> [String; 2] {
    let words = locale::problem(problem);
    [format!("{} {}", words.what, words.why), words.remedy]
}

/// How much there is, what had to go, what could not be read; news below before all.
fn counts(pen: &mut Pen<'_>, area: Rect, lines: &Lines, keys: Keys<'_>) {
    let mut line = Line::new();
    if lines.unseen > 0 {
        let last = keys.named(Command::Last, Layer::Logs).unwrap_or_default();
        line = line.then(3, say::below(lines.unseen, &last), Token::Accent);
    }
    let ring = &lines.ring;
    if !ring.is_empty() {
        line = line.then(3, say::lines(ring.len()), Token::Muted);
    }
    if ring.dropped() > 0 {
        line = line.then(3, say::dropped(ring.dropped()), Token::Warn);
    }
    if !lines.failed.is_empty() {
        line = line.then(3, say::unread(lines.failed.len()), Token::Warn);
    }
    if lines.wraps {
        line = line.then(3, say::whole(), Token::Muted);
    } else if lines.halves > 0 {
        line = line.then(3, format!("→ {}", lines.halves), Token::Muted);
    }
    pen.line(area, &line);
}

/// What is being typed, with what it would come to.
fn typed(pen: &mut Pen<'_>, area: Rect, typing: &Typing, keys: Keys<'_>) -> Option<Position> {
    let state = keys.state;
    let above = Rect {
        y: area.y.saturating_sub(1),
        ..area
    };
    let (mark, hint) = match typing.what {
        What::Filter => ("/ ", Line::of(say::how_to_look(), Token::Muted)),
        What::Pipe => ("| ", Line::of(say::how_to_pipe(), Token::Muted)),
        What::Question { agreeing } => ("? ", price(state, agreeing)),
    };
    let hint = match &typing.wrong {
        Some(part) => Line::of(say::unreadable(part), Token::Urgent),
        None => hint,
    };
    pen.clear(above);
    pen.line(above, &hint);
    pen.line(area, &Line::of(mark, Token::Key));
    composer::line(pen, indent(area, 2), &typing.field, Token::Strong)
}

fn price(state: &State, agreeing: bool) -> Line<'static> {
    let token = if agreeing { Token::Warn } else { Token::Muted };
    let Some(asking) = &state.logs.asking else {
        return Line::new();
    };
    match (asking.estimate, &asking.problem) {
        (Some(estimate), _) => Line::of(say::estimate(estimate, agreeing), token),
        (None, Some(problem)) => Line::of(
            say::no_estimate(&locale::problem(problem).what, agreeing),
            token,
        ),
        (None, None) => Line::of(say::sizing(), Token::Muted),
    }
}

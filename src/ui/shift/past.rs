//! The console as it was: alarms, queue, switches, what was done. The pane on screen says which part comes first.

use ratatui::layout::Rect;

use crate::app::feed::Feed;
use crate::app::shift::past::Visit;
use crate::app::state::{Pane, State};
use crate::domain::alarm::AlarmState;
use crate::domain::mask;
use crate::domain::past::{Part, Past};
use crate::domain::text;
use crate::domain::time::since;
use crate::locale::shift::past as say;
use crate::locale::{self, health, time};
use crate::theme::Token;
use crate::ui::line::Line;
use crate::ui::pen::{Pen, above, below, bottom, indent, rows};
use jiff::SignedDuration;

/// Rows of what was done that are shown.
const DONE: usize = 60;

/// Columns of the bar on the left and the blank behind it.
const BAR: u16 = 3;

/// Draws the past over list and detail: between two lines that say what this is, beside a bar that no other page
/// has.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, visit: &Visit) {
    pen.clear(area);
    for row in rows(area) {
        pen.text(row.x, row.y, 1, "┃", Token::Urgent);
    }
    let at = time::moment(visit.at, state.clock, &state.zone);
    let age = time::ago(since(state.clock, visit.at));
    filled(pen, area, &say::banner(&at, &age));
    filled(pen, bottom(area, 1), say::hint());
    let area = Rect {
        width: area.width.saturating_sub(BAR + 1),
        ..indent(area, BAR)
    };
    let body = above(below(area, 2), 2);
    let there = visit.past.as_ref().filter(|past| past.at == visit.at);
    let Some(past) = there else {
        pen.line(body, &trouble(state, visit));
        return;
    };
    let lines = lines(past, state, usize::from(body.width));
    let height = usize::from(body.height);
    let first = visit.scroll.min(lines.len().saturating_sub(height));
    pen.lines(body, lines.get(first..).unwrap_or_default());
    if lines.len() > height {
        let last = (first + height).min(lines.len());
        let words = locale::help::place(first + 1, last, lines.len());
        pen.line_right(bottom(above(area, 1), 1), &Line::of(words, Token::Muted));
    }
}

/// A line over the whole width.
fn filled(pen: &mut Pen<'_>, area: Rect, words: &str) {
    let wide = usize::from(area.width);
    let cut = text::truncate(words, wide.saturating_sub(2)).into_owned();
    let pad = wide.saturating_sub(text::width(&cut) + 1);
    let line = Line::of(format!(" {cut}{}", " ".repeat(pad)), Token::Danger);
    pen.line(area, &line);
}

fn trouble(state: &State, visit: &Visit) -> Line<'static> {
    match visit.source.feed(state.clock, SignedDuration::MAX) {
        Feed::Failed { problem, .. } | Feed::Denied { problem, .. } => {
            let words = locale::problem(&problem);
            Line::of(format!("{} {}", words.what, words.remedy), Token::Urgent)
        }
        Feed::Throttled { .. } => Line::of(locale::feed::throttled(), Token::Warn),
        _ => Line::of(say::reading(), Token::Muted),
    }
}

/// All parts, that of the pane first.
fn lines(past: &Past, state: &State, width: usize) -> Vec<Line<'static>> {
    let mut parts = [Part::Alarms, Part::Queue, Part::Switches, Part::Audit];
    let first = match state.pane {
        Pane::Health => Part::Alarms,
        Pane::Escalations | Pane::Conversations => Part::Queue,
        Pane::Agents => Part::Switches,
        Pane::Tenants | Pane::Usage => Part::Audit,
    };
    parts.sort_by_key(|part| *part != first);
    let mut lines = Vec::new();
    for part in parts {
        let (count, told) = match part {
            Part::Alarms => alarms(past, state),
            Part::Queue => queue(past, state),
            Part::Switches => switches(past, state),
            Part::Audit => audit(past, state),
        };
        let heading = Line::of(say::heading(part, count), Token::Heading);
        lines.push(heading.then(3, say::source(part), Token::Muted));
        for gap in past.gaps.iter().filter(|gap| gap.part == part) {
            let words = say::gap(gap);
            let wrapped = text::wrap(&words, width.saturating_sub(2).max(1)).into_iter();
            lines.extend(wrapped.map(|line| Line::of(format!("  {line}"), Token::Warn)));
        }
        if told.is_empty() {
            lines.push(Line::of(format!("  {}", say::nothing(part)), Token::Muted));
        }
        lines.extend(told);
        lines.push(Line::new());
    }
    lines
}

type Shown = (usize, Vec<Line<'static>>);

fn alarms(past: &Past, state: &State) -> Shown {
    let lines = past.alarms.iter().map(|alarm| {
        let name = alarm.name.one_line().into_owned();
        match alarm.state {
            None => row(Line::of(say::no_record(), Token::Muted), name),
            Some((was, at)) => {
                let token = match was {
                    AlarmState::Alarm => Token::Urgent,
                    AlarmState::NoData => Token::Warn,
                    AlarmState::Ok => Token::Ok,
                };
                let at = time::moment(at, state.clock, &state.zone);
                row(Line::of(health::state(Some(was)), token), name).then(2, at, Token::Muted)
            }
        }
    });
    (past.alarms.len(), lines.collect())
}

fn queue(past: &Past, _: &State) -> Shown {
    let lines = past.queue.iter().map(|one| {
        let customer = one.customer.one_line().into_owned();
        let tenant = mask::identifiers(one.key.tenant.as_str());
        let age = time::age(since(past.at, one.since));
        let how = match &one.held {
            Some(by) => Line::of(say::held(&by.one_line(), &age), Token::Human),
            None => Line::of(say::waited(&age), Token::Warn),
        };
        let line = row(how, customer)
            .then(2, say::known(one.known), Token::Muted)
            .then(2, tenant, Token::System);
        match one.unsure {
            true => line.then(2, say::unsure(), Token::Warn),
            false => line,
        }
    });
    (past.queue.len(), lines.collect())
}

fn switches(past: &Past, state: &State) -> Shown {
    let lines = past.switches.iter().map(|one| {
        let token = if one.on { Token::Ok } else { Token::Urgent };
        let word = say::turned(one.on);
        let agent = mask::identifiers(one.key.agent.as_str());
        let tenant = mask::identifiers(one.key.tenant.as_str());
        let at = time::moment(one.since, state.clock, &state.zone);
        let who = format!("{} {at}", one.by.one_line());
        row(Line::of(word, token), format!("{agent} @ {tenant}")).then(2, who, Token::Muted)
    });
    (past.switches.len(), lines.collect())
}

fn audit(past: &Past, state: &State) -> Shown {
    let lines = past.audit.iter().take(DONE).map(|entry| {
        let at = time::moment(entry.at, state.clock, &state.zone);
        let target = mask::identifiers(&entry.target);
        let what = format!("{} {target}", entry.action.one_line());
        let who = entry.name.one_line().into_owned();
        row(Line::of(at, Token::Muted), what).then(2, who, Token::Human)
    });
    (past.audit.len(), lines.collect())
}

/// How it was, in a column, and what.
fn row(how: Line<'static>, what: String) -> Line<'static> {
    const COLUMN: usize = 20;
    let pad = COLUMN.saturating_sub(how.width()).max(2);
    let mut line = Line::of("  ", Token::Text);
    line.append(how);
    line.and(" ".repeat(pad), Token::Text)
        .and(what, Token::Text)
}

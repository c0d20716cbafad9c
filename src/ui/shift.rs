//! Incidents over the panes: the list of open ones, the page of one with its timeline, the handover.

pub mod around;
pub mod past;

use ratatui::layout::Rect;

use super::dialog::owned;
use super::line::Line;
use super::overlay::place_of;
use super::panel::panel;
use super::pen::{Pen, below};
use crate::app::feed::{Feed, Source};
use crate::app::shift::View;
use crate::app::state::State;
use crate::domain::alarm::AlarmState;
use crate::domain::handover::Handover;
use crate::domain::incident::{Incident, Kind, Line as Told, Story};
use crate::domain::text;
use crate::domain::time::since;
use crate::locale::shift::{handover as hand, incident as say, paper};
use crate::locale::{self, time};
use crate::theme::Token;
use jiff::SignedDuration;

/// Columns of a line's time, kind and the gaps behind them.
const LEAD: usize = 24;
const KIND: usize = 8;
/// Lines of a part of the handover that are shown.
const SHOWN: usize = 8;

/// Draws what is open.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, view: &View) {
    match view {
        View::Incidents { chosen } => list(pen, area, state, *chosen),
        View::Incident { id, scroll } => {
            let story = state.shift.story.as_ref();
            let story = story.filter(|story| story.incident.id == *id);
            page(pen, area, state, story, *scroll);
        }
        View::Handover { scroll } => handover(pen, area, state, *scroll),
    }
}

/// How old what is shown is, or why it could not be read.
fn freshness(state: &State, source: &Source) -> Line<'static> {
    let fresh = SignedDuration::from_mins(2);
    match source.feed(state.clock, fresh) {
        Feed::Loading => Line::of(say::reading(), Token::Muted),
        Feed::Fresh { at } | Feed::Stale { at } => {
            let age = time::ago(since(state.clock, at));
            Line::of(say::as_of(&age), Token::Muted)
        }
        Feed::Throttled { .. } => Line::of(locale::feed::throttled(), Token::Warn),
        Feed::Failed { problem, .. } | Feed::Denied { problem, .. } => {
            let words = locale::problem(&problem);
            Line::of(format!("{} {}", words.what, words.remedy), Token::Urgent)
        }
    }
}

fn list(pen: &mut Pen<'_>, area: Rect, state: &State, chosen: usize) {
    let inner = panel(pen, area, say::list(), Token::Accent);
    pen.line(inner, &freshness(state, &state.shift.list));
    let body = below(inner, 2);
    let incidents = &state.shift.incidents;
    if incidents.is_empty() {
        if state.shift.list.at.is_some() {
            let [what, next] = say::none();
            let lines = [Line::of(what, Token::Text), Line::of(next, Token::Muted)];
            pen.lines(body, &lines);
        }
        return;
    }
    let height = usize::from(body.height).max(1);
    let first = chosen.saturating_sub(height - 1);
    let shown = incidents.iter().enumerate().skip(first).take(height);
    for ((at, incident), row) in shown.zip(body.y..) {
        let area = Rect {
            y: row,
            height: 1,
            ..body
        };
        if at == chosen {
            pen.under(area, Token::Selection);
        }
        pen.line(area, &one(incident, state));
    }
    place_of(pen, area, first, height, incidents.len());
}

fn one<'a>(incident: &'a Incident, state: &State) -> Line<'a> {
    let age = time::age(since(state.clock, incident.began));
    Line::of(format!("{age:>8}"), Token::Warn)
        .then(2, incident.title.one_line(), Token::Strong)
        .then(2, say::origin(&incident.origin), Token::System)
        .then(
            2,
            say::opened(incident, state.clock, &state.zone),
            Token::Muted,
        )
}

fn page(pen: &mut Pen<'_>, area: Rect, state: &State, story: Option<&Story>, scroll: usize) {
    let title = story.map_or("…".into(), |story| story.incident.title.one_line());
    let inner = panel(pen, area, &title, Token::Accent);
    let age = freshness(state, &state.shift.page);
    let used = pen.line_right(inner, &age);
    let Some(story) = story else { return };
    let incident = &story.incident;
    let status = match say::closed(incident, state.clock, &state.zone) {
        Some(closed) => Line::of(closed, Token::Ok),
        None => Line::of(say::open(), Token::Warn),
    };
    let room = Rect {
        width: inner.width.saturating_sub(used.saturating_add(2)),
        ..inner
    };
    pen.line(room, &status);
    let origin = Line::of(say::origin(&incident.origin), Token::System)
        .then(
            3,
            say::began(incident, state.clock, &state.zone),
            Token::Text,
        )
        .then(
            3,
            say::opened(incident, state.clock, &state.zone),
            Token::Muted,
        );
    pen.line(below(inner, 1), &origin);
    let body = below(inner, 3);
    let mut lines: Vec<Line<'_>> = story
        .lines
        .iter()
        .flat_map(|line| told(line, state, usize::from(body.width)))
        .collect();
    if story.more {
        lines.push(Line::of(say::more(), Token::Warn));
    }
    if lines.is_empty() {
        pen.line(body, &Line::of(say::no_line(), Token::Muted));
        return;
    }
    // The newest stands last, and is on screen first.
    let height = usize::from(body.height);
    let last = lines.len().saturating_sub(height);
    let first = last.saturating_sub(scroll);
    pen.lines(body, lines.get(first..).unwrap_or_default());
    place_of(pen, area, first, height, lines.len());
}

/// A line of the timeline, wrapped behind its time and kind.
fn told(line: &Told, state: &State, width: usize) -> Vec<Line<'static>> {
    let at = time::moment(line.at, state.clock, &state.zone);
    let at = text::truncate(&at, LEAD - KIND - 3).into_owned();
    let kind = text::truncate(say::kind(&line.kind), KIND).into_owned();
    let pad = |words: &str, to: usize| " ".repeat(to.saturating_sub(text::width(words)));
    let gap = pad(&at, LEAD - KIND - 2);
    let mut lead = Line::of(at, Token::Muted).and(gap, Token::Text);
    let gap = pad(&kind, KIND + 2);
    lead = lead.and(kind, Token::Heading).and(gap, Token::Text);
    let mut words = say::line(line);
    if !line.by.is_empty() {
        words = format!("{}: {words}", line.by.one_line());
    }
    let near = say::nearness(line.near);
    if !near.is_empty() {
        words = format!("{words} {near}");
    }
    let mut lines = Vec::new();
    for part in text::wrap(&words, width.saturating_sub(LEAD).max(1)) {
        lines.push(lead.and(part.to_owned(), token(line)));
        lead = Line::of(" ".repeat(LEAD), Token::Text);
    }
    lines
}

fn token(line: &Told) -> Token {
    match (&line.kind, line.turned_to()) {
        (_, Some(AlarmState::Alarm)) => Token::Urgent,
        (_, Some(AlarmState::Ok)) => Token::Ok,
        (Kind::Spike, _) => Token::Warn,
        (Kind::Note, _) => Token::Strong,
        _ => Token::Text,
    }
}

fn handover(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let inner = panel(pen, area, hand::title(), Token::Accent);
    pen.line(inner, &freshness(state, &state.shift.hands));
    let Some(found) = &state.shift.handover else {
        return;
    };
    let body = below(inner, 2);
    let lines = parts(found, state, body.width);
    let height = usize::from(body.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    pen.lines(body, lines.get(first..).unwrap_or_default());
    place_of(pen, area, first, height, lines.len());
}

/// What there is, part for part; what there is nothing of in a few words at the end.
fn parts(found: &Handover, state: &State, width: u16) -> Vec<Line<'static>> {
    let (mut lines, mut nothing) = (Vec::new(), Vec::new());
    for (part, count, told) in paper::parts(found, &state.zone) {
        let heading = hand::heading(part, count);
        let gap = found.gap(part);
        if count == 0 && gap.is_none() {
            nothing.push(heading);
            continue;
        }
        lines.push(Line::of(heading, Token::Strong));
        lines.extend(
            gap.into_iter()
                .flat_map(|why| owned(&hand::gap(why), width, Token::Warn)),
        );
        let further = told.len().saturating_sub(SHOWN);
        for (what, how) in told.into_iter().take(SHOWN) {
            lines.push(Line::of(format!("  {what}"), Token::Text).then(2, how, Token::Muted));
        }
        if further > 0 {
            lines.push(Line::of(
                format!("  {}", hand::further(further)),
                Token::Muted,
            ));
        }
        lines.push(Line::new());
    }
    if !nothing.is_empty() {
        lines.extend(side_by_side(nothing, usize::from(width)));
        lines.push(Line::new());
    }
    lines.extend(owned(hand::next_step(), width, Token::Muted));
    lines
}

/// As many beside each other as fit, none broken.
fn side_by_side(all: Vec<String>, width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for one in all {
        match lines.last_mut() {
            Some(line) if line.width() + 3 + text::width(&one) <= width => {
                line.push(format!("   {one}"), Token::Muted);
            }
            _ => lines.push(Line::of(one, Token::Muted)),
        }
    }
    lines
}

//! Health of all systems: what is broken, what is blind, what is missing, with the rule in words; and the detail
//! of one alarm or condition.

mod course;
pub mod metric;

use super::customer::first_line;
use super::detail::Part;
use super::line::{Line, end_of};
use super::list::Shape;
use super::shift::around;
use super::table::{Column, Width};
use crate::app::feed::Feed;
use crate::app::health::{VitalColumn, VitalRow};
use crate::app::state::State;
use crate::domain::alarm::{Alarm, AlarmState, Found, Happened, Measured, Rule, Vital, Watch};
use crate::domain::composite::children;
use crate::domain::time::since;
use crate::locale::health::{self as say, detail};
use crate::locale::help::field;
use crate::locale::pane::column;
use crate::locale::work::{platform, platform_name};
use crate::locale::{self, time};
use crate::theme::Token;
use jiff::SignedDuration;

/// Columns of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    State,
    Platform,
    Name,
    Since,
    OnIt,
    Rule,
}

const COLUMNS: [Column<Id>; 6] = [
    Column::left(Id::State, column::state, Width::Fixed(9), 0),
    Column::left(Id::Platform, column::platform, Width::Fixed(8), 3),
    Column::left(
        Id::Name,
        column::alarm,
        Width::Flexible { min: 31, max: 56 },
        0,
    ),
    Column::right(Id::Since, column::age, 6, 1),
    Column::left(
        Id::OnIt,
        say::ack::column,
        Width::Flexible { min: 6, max: 12 },
        0,
    ),
    Column::left(Id::Rule, column::rule, Width::Rest { min: 18 }, 2),
];

/// The pane's rows.
pub struct Rows<'a>(pub &'a State);

impl Shape<VitalRow> for Rows<'_> {
    type Id = Id;

    fn columns(&self) -> &'static [Column<Id>] {
        &COLUMNS
    }

    fn order(&self, id: Id) -> Option<VitalColumn> {
        Some(match id {
            Id::State => VitalColumn::State,
            Id::Name => VitalColumn::Name,
            Id::Since => VitalColumn::Since,
            Id::Platform | Id::OnIt | Id::Rule => return None,
        })
    }

    fn has(&self, row: &VitalRow, id: Id) -> bool {
        match id {
            Id::Since => row.vital.since().is_some(),
            Id::OnIt => self.0.ack_of(&row.vital).is_some(),
            _ => true,
        }
    }

    fn stands_empty(&self, id: Id) -> bool {
        id != Id::OnIt
    }

    fn cell<'r>(&self, row: &'r VitalRow, id: Id, width: u16) -> Line<'r> {
        let vital = &row.vital;
        match id {
            Id::State => Line::of(say::state(vital.state()), token(vital.state())),
            Id::Platform => Line::of(platform(vital.platform), Token::System),
            Id::Name => {
                let name = say::name(vital);
                Line::of(end_of(&name, usize::from(width)), Token::Strong)
            }
            Id::Since => match vital.since() {
                Some(at) => Line::of(time::age(since(self.0.clock, at)), Token::Muted),
                None => Line::new(),
            },
            Id::OnIt => match self.0.ack_of(vital) {
                Some(ack) => Line::of(ack.by.one_line().into_owned(), Token::Human),
                None => Line::new(),
            },
            Id::Rule => Line::of(say::brief(vital), Token::Muted),
        }
    }

    fn mark(&self, row: &VitalRow) -> Line<'static> {
        match row.vital.state() {
            Some(AlarmState::Alarm) => Line::of("!", Token::Urgent),
            _ => Line::new(),
        }
    }
}

/// What a state means at a glance; it is always said in a word too.
fn token(state: Option<AlarmState>) -> Token {
    match state {
        Some(AlarmState::Alarm) => Token::Urgent,
        Some(AlarmState::NoData) => Token::Warn,
        Some(AlarmState::Ok) => Token::Ok,
        None => Token::Muted,
    }
}

/// One line of the pane, with all that is known of it.
pub fn about<'a>(row: &'a VitalRow, state: &'a State) -> Vec<Part<'a>> {
    let vital = &row.vital;
    let mut parts = vec![
        Part::Title(
            Line::of(say::name(vital), Token::Strong),
            Line::of(say::state(vital.state()), token(vital.state())),
        ),
        Part::Plain(Line::of(platform_name(vital.platform), Token::System)),
    ];
    match &vital.found {
        Found::Existing(alarm) => existing(&mut parts, alarm, row, state),
        Found::Missing(of) => {
            parts.push(Part::Says(say::missing_alarm().to_owned(), Token::Warn));
            rule(&mut parts, of);
            around::about(&mut parts, row, state);
        }
        Found::Computed(measured) => {
            computed(&mut parts, measured, vital, state);
            around::about(&mut parts, row, state);
        }
    }
    if let Found::Existing(_) = &vital.found {
        history(&mut parts, vital, state);
    }
    parts
}

/// Who fails and what was changed stand before the chart: at night they are looked for first.
fn existing<'a>(parts: &mut Vec<Part<'a>>, alarm: &'a Alarm, row: &'a VitalRow, state: &'a State) {
    let vital = &row.vital;
    if let Some(at) = vital.since() {
        let ago = time::ago(since(state.clock, at));
        let moment = time::moment(at, state.clock, &state.zone);
        let words = Line::of(moment, Token::Text).then(2, ago, Token::Muted);
        parts.push(Part::Field(detail::since(), words));
    }
    on_it(parts, vital, state);
    let actions = say::actions(&alarm.actions);
    let told = alarm.actions.enabled && alarm.actions.suppressed.is_none();
    let how = if told { Token::Text } else { Token::Warn };
    parts.push(Part::Field(detail::actions(), Line::of(actions, how)));
    around::about(parts, row, state);
    match &alarm.watch {
        Watch::Metric(_) => course::of_alarm(parts, vital, state),
        Watch::Composite(of) => looks_at(parts, of, vital, state),
    }
    if !alarm.reason.is_empty() {
        parts.push(Part::Group(detail::reason().to_owned()));
        parts.push(Part::Says(alarm.reason.to_string(), Token::Text));
    }
    match &alarm.watch {
        Watch::Metric(of) => rule(parts, of),
        Watch::Composite(of) => {
            parts.push(Part::Group(detail::rule().to_owned()));
            parts.push(Part::Says(of.to_string(), Token::Text));
        }
    }
}

/// Who is on it, until when, and the word to it.
fn on_it<'a>(parts: &mut Vec<Part<'a>>, vital: &Vital, state: &'a State) {
    let Some(ack) = state.ack_of(vital) else {
        return;
    };
    let until = say::ack::until(ack, state.clock, &state.zone);
    let words = Line::of(ack.by.one_line(), Token::Human).then(2, until, Token::Muted);
    parts.push(Part::Field(say::ack::field(), words));
    if let Some(word) = &ack.word {
        parts.push(Part::Field(
            say::ack::word(),
            Line::of(word.one_line(), Token::Text),
        ));
    }
}

/// The alarms that a composite one looks at, each as it is: which of them ring.
fn looks_at<'a>(parts: &mut Vec<Part<'a>>, rule: &str, vital: &Vital, state: &'a State) {
    let children = children(rule);
    if children.is_empty() {
        return;
    }
    parts.push(Part::Group(detail::children().to_owned()));
    for name in children {
        let row = state.health.list.get(&(vital.platform, name.clone()));
        let known = row.map(|row| row.vital.state());
        let (words, how) = match known {
            Some(of) => (say::state(of), token(of)),
            None => (detail::unknown_child(), Token::Warn),
        };
        let line = Line::of(words, how).then(2, name.one_line().into_owned(), Token::Text);
        parts.push(Part::Plain(line));
    }
}

fn computed<'a>(
    parts: &mut Vec<Part<'a>>,
    measured: &'a Measured,
    vital: &'a Vital,
    state: &'a State,
) {
    on_it(parts, vital, state);
    match measured.value {
        Some(value) => {
            let mut words = Line::of(
                say::value(value, &measured.rule.unit),
                token(Some(measured.state())),
            );
            if let Some(at) = measured.newest {
                let ago = time::ago(since(state.clock, at));
                words = words.then(2, say::measured(&ago), Token::Muted);
            }
            parts.push(Part::Field(detail::value(), words));
        }
        None => {
            let words = say::no_data(measured.trouble.as_ref());
            parts.push(Part::Says(words, Token::Warn));
        }
    }
    parts.push(Part::Says(say::computed().to_owned(), Token::Muted));
    course::of_alarm(parts, vital, state);
    rule(parts, &measured.rule);
}

fn rule<'a>(parts: &mut Vec<Part<'a>>, of: &'a Rule) {
    parts.push(Part::Group(detail::rule().to_owned()));
    let mut metric = Line::of(of.statistic.one_line(), Token::Text);
    let gap = if of.statistic.is_empty() { "" } else { " " };
    metric = metric
        .and(gap, Token::Text)
        .and(of.measure.one_line(), Token::Text);
    metric = metric.then(2, of.namespace.one_line(), Token::Muted);
    parts.push(Part::Field(detail::metric(), metric));
    for (name, value) in &of.dimensions {
        let value = Line::of(value.one_line(), Token::Text);
        parts.push(Part::Field(first_line(name), value));
    }
    let field = |label, words: String| Part::Field(label, Line::of(words, Token::Text));
    parts.push(field(detail::threshold(), say::threshold(of)));
    let window = of.window.map(say::window);
    let window = window.unwrap_or_else(|| say::unknown().to_owned());
    parts.push(field(detail::window(), window));
    parts.push(field(
        detail::missing(),
        say::missing(of.missing).to_owned(),
    ));
}

/// The newest first; a turn to OK is as visible as one to ALARM.
fn history<'a>(parts: &mut Vec<Part<'a>>, vital: &Vital, state: &'a State) {
    let shown = state.health.history.as_ref();
    let Some(history) = shown.filter(|one| one.key.1 == vital.name && one.key.0 == vital.platform)
    else {
        return;
    };
    parts.push(Part::Group(detail::history().to_owned()));
    let feed = state.health.history_feed(state.clock, SignedDuration::MAX);
    match feed {
        Some(Feed::Failed { problem, .. } | Feed::Denied { problem, .. }) => {
            let words = locale::problem(&problem);
            let sentence = format!("{} {}", words.what, words.remedy);
            parts.push(Part::Says(sentence, Token::Urgent));
        }
        Some(Feed::Throttled { .. }) => {
            let words = locale::feed::throttled().to_owned();
            parts.push(Part::Says(words, Token::Warn));
        }
        Some(Feed::Loading) => {
            parts.push(Part::Says(say::reading_history().to_owned(), Token::Muted));
        }
        _ if history.lines.is_empty() => {
            parts.push(Part::Says(say::no_history().to_owned(), Token::Muted));
        }
        _ => {}
    }
    for line in &history.lines {
        let to = match &line.what {
            Happened::Turned { to, .. } => token(Some(*to)),
            Happened::Configured | Happened::Acted => Token::Muted,
        };
        let at = time::moment(line.at, state.clock, &state.zone);
        let words = Line::of(at, Token::Muted).then(2, say::happened(&line.what), to);
        parts.push(Part::Plain(words));
        parts.push(Part::Says(line.summary.to_string(), Token::Muted));
    }
    if history.next.is_some() {
        let words = say::more_history(history.paging).to_owned();
        parts.push(Part::Says(words, Token::Muted));
    }
}

/// The selected line as its source has it, without a word of ours.
pub fn raw(state: &State) -> Vec<Part<'_>> {
    let Some(row) = state.health.list.selected() else {
        return Vec::new();
    };
    let text = |label, value: String| Part::Field(label, Line::of(value, Token::Text));
    let mut parts = vec![
        text(field::name(), row.vital.name.one_line().into_owned()),
        text(field::platform(), row.vital.platform.as_str().to_owned()),
    ];
    if let Some(state) = row.vital.state() {
        parts.push(text(field::status(), state.word().to_owned()));
    }
    if let Some(at) = row.vital.since() {
        parts.push(text(field::since(), crate::domain::time::iso(at)));
    }
    if let Some(rule) = row.vital.rule() {
        let limit = rule
            .threshold
            .map_or_else(String::new, |limit| limit.to_string());
        parts.push(text(
            detail::namespace(),
            rule.namespace.one_line().into_owned(),
        ));
        parts.push(text(detail::metric(), rule.measure.one_line().into_owned()));
        parts.push(text(detail::threshold(), limit));
        let missing = rule.missing.map_or("", |missing| missing.word());
        parts.push(text(detail::missing(), missing.to_owned()));
    }
    parts
}

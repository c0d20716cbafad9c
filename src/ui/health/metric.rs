//! The metrics of all systems over a range, and one of them with its chart.

use crate::app::health::chart;
use crate::app::health::gauges::{GaugeColumn, GaugeRow};
use crate::app::health::users;
use crate::app::state::State;
use crate::domain::alarm::Vital;
use crate::domain::calls::Used;
use crate::domain::gauge::Reading;
use crate::domain::time::since;
use crate::locale::health::{self as say, metrics as words};
use crate::locale::pane::column;
use crate::locale::time;
use crate::locale::work::{platform, platform_name};
use crate::theme::Token;
use crate::ui::chart::{Plot, spark};
use crate::ui::detail::Part;
use crate::ui::line::{Line, end_of};
use crate::ui::list::Shape;
use crate::ui::table::{Column, Width};
use jiff::Timestamp;

/// Columns of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    Value,
    Platform,
    Subject,
    Metric,
    Age,
    Points,
}

const COLUMNS: [Column<Id>; 6] = [
    Column::right(Id::Value, column::value, 8, 0),
    Column::left(
        Id::Metric,
        column::metric,
        Width::Flexible { min: 15, max: 26 },
        0,
    ),
    Column::left(
        Id::Subject,
        column::of,
        Width::Flexible { min: 14, max: 52 },
        0,
    ),
    Column::left(Id::Platform, column::platform, Width::Fixed(8), 3),
    Column::right(Id::Age, column::age, 6, 1),
    Column::left(Id::Points, column::points, Width::Rest { min: 8 }, 2),
];

/// The list's rows at a moment.
pub struct Rows {
    pub now: Timestamp,
}

impl Shape<GaugeRow> for Rows {
    type Id = Id;

    fn columns(&self) -> &'static [Column<Id>] {
        &COLUMNS
    }

    fn order(&self, id: Id) -> Option<GaugeColumn> {
        Some(match id {
            Id::Value => GaugeColumn::Value,
            Id::Subject => GaugeColumn::Subject,
            Id::Metric => GaugeColumn::Metric,
            Id::Platform | Id::Age | Id::Points => return None,
        })
    }

    fn has(&self, row: &GaugeRow, id: Id) -> bool {
        let points = &row.reading.series.points;
        !matches!(id, Id::Age | Id::Points) || !points.is_empty()
    }

    fn cell<'r>(&self, row: &'r GaugeRow, id: Id, width: u16) -> Line<'r> {
        let gauge = &row.reading.gauge;
        let newest = row.reading.newest(row.as_of);
        match id {
            Id::Value => match newest {
                Some(point) => Line::of(words::value(point.value, gauge.unit), token(row)),
                None if row.reading.series.cut.is_some() => Line::of(words::unread(), Token::Warn),
                None => Line::of(words::no_data(), Token::Muted),
            },
            Id::Platform => Line::of(platform(row.key.0), Token::System),
            Id::Subject => {
                let name = gauge.subject.one_line();
                Line::of(end_of(&name, usize::from(width)), Token::Text)
            }
            Id::Metric => Line::of(gauge.short(), Token::Strong),
            Id::Age => match newest {
                Some(point) => Line::of(time::age(since(self.now, point.at)), Token::Muted),
                None => Line::new(),
            },
            Id::Points => {
                let period = gauge.query.period;
                let span = row.range.window(period, row.as_of);
                let points = &row.reading.series.points;
                Line::of(
                    spark(points, span, period, usize::from(width)),
                    Token::Chart,
                )
            }
        }
    }

    fn mark(&self, row: &GaugeRow) -> Line<'static> {
        match row.reading.rank(row.as_of) {
            0 => Line::of("!", Token::Urgent),
            _ if row.reading.series.cut.is_some() => Line::of("~", Token::Warn),
            _ => Line::new(),
        }
    }
}

/// What a value means at a glance; the mark and the number say it too. A zero is never urgent: what fails is
/// then in the period that has not ended.
fn token(row: &GaugeRow) -> Token {
    let newest = row.reading.newest(row.as_of);
    let is_zero = newest.is_none_or(|point| point.value <= 0.0);
    match row.reading.rank(row.as_of) {
        0 if !is_zero => Token::Urgent,
        0 | 1 => Token::Warn,
        _ => Token::Text,
    }
}

/// One metric, with all that is known of it.
pub fn about<'a>(row: &'a GaugeRow, state: &'a State) -> Vec<Part<'a>> {
    let gauge = &row.reading.gauge;
    let newest = row.reading.newest(row.as_of);
    let value = match newest {
        Some(point) => Line::of(words::value(point.value, gauge.unit), token(row)),
        None => Line::of(words::no_data(), Token::Warn),
    };
    let mut parts = vec![
        Part::Title(Line::of(gauge.measure(), Token::Strong), value),
        Part::Plain(Line::of(gauge.subject.one_line(), Token::Text).then(
            2,
            platform_name(row.key.0),
            Token::System,
        )),
    ];
    if let Some(point) = newest {
        let ago = time::ago(since(state.clock, point.at));
        parts.push(Part::Plain(Line::of(words::of_period(&ago), Token::Muted)));
    }
    if let Some(point) = row.reading.partial(row.as_of) {
        let value = words::value(point.value, gauge.unit);
        parts.push(Part::Plain(Line::of(words::partial(&value), Token::Muted)));
    }
    let watching = watching(row, state);
    let limit = watching.and_then(|vital| vital.rule()?.threshold);
    let limit = row.reading.limit.or(limit);
    let missing = row.reading.series.cut.as_ref();
    if !row.reading.series.points.is_empty() {
        charted(&mut parts, &row.reading, row, limit, state);
    } else if missing.is_none() {
        parts.push(Part::Group(heading(&row.reading, row)));
        let nothing = words::nothing(&row.reading, row.range);
        parts.push(Part::Says(nothing, Token::Warn));
    }
    cut(&mut parts, &row.reading);
    if users::is_of(gauge) {
        of_users(&mut parts, row, state);
    }
    if gauge.is_bill() {
        parts.push(Part::Group(String::new()));
        parts.push(Part::Says(words::billing().to_owned(), Token::Muted));
        if row.reading.limit.is_none() {
            parts.push(Part::Says(words::no_budget().to_owned(), Token::Muted));
        }
    }
    parts.push(Part::Group(say::detail::metric().to_owned()));
    parts.push(Part::Field(
        say::detail::namespace(),
        Line::of(gauge.query.namespace.as_str(), Token::Text),
    ));
    for (name, value) in &gauge.query.dimensions {
        parts.push(Part::Field(name, Line::of(value.as_str(), Token::Text)));
    }
    if let Some(vital) = watching {
        let words = Line::of(vital.name.one_line(), Token::Text);
        parts.push(Part::Field(say::detail::alarm(), words));
    }
    parts.extend(calls(&state.health.used));
    parts
}

/// Where sign-ups are counted, and what nobody counts.
fn of_users(parts: &mut Vec<Part<'_>>, row: &GaugeRow, state: &State) {
    let from = row
        .range
        .window(row.reading.gauge.query.period, row.as_of)
        .from;
    parts.push(Part::Group(String::new()));
    if let Some(found) = users::count(state, from) {
        let ago = time::ago(since(state.clock, found.read));
        let said = words::users(found, &words::range(row.range), &ago);
        parts.push(Part::Says(said, Token::Text));
    }
    parts.push(Part::Says(
        words::no_active_users().to_owned(),
        Token::Muted,
    ));
}

/// The alarm that looks at this very metric, in points that can be compared.
fn watching<'a>(row: &GaugeRow, state: &'a State) -> Option<&'a Vital> {
    let query = &row.reading.gauge.query;
    let mut all = state.health.list.all().map(|row| &row.vital);
    all.find(|vital| {
        let own = chart::query(vital, row.range);
        let rule = vital.rule();
        vital.platform == row.key.0
            && own.is_some_and(|own| own == *query)
            && rule.is_some_and(|rule| chart::compares(rule, query))
    })
}

fn heading(reading: &Reading, row: &GaugeRow) -> String {
    let points = words::points(reading.gauge.query.period);
    format!("{} · {points}", words::range(row.range))
}

fn charted<'a>(
    parts: &mut Vec<Part<'a>>,
    reading: &'a Reading,
    row: &'a GaugeRow,
    limit: Option<f64>,
    state: &'a State,
) {
    let period = reading.gauge.query.period;
    let mut span = row.range.window(period, row.as_of);
    // What is charged is told so seldom that it is looked at over longer than the range.
    if let Some(first) = reading.series.points.first() {
        span.from = span.from.min(first.at);
    }
    parts.push(Part::Group(heading(reading, row)));
    parts.push(Part::Chart(Plot {
        reading,
        span,
        as_of: row.as_of,
        limit,
        unit: reading.gauge.unit,
        marks: marks(state),
        zone: &state.zone,
    }));
    unread(parts, state);
}

/// When something was changed in the system on screen, as far as it was read.
pub fn marks(state: &State) -> Vec<Timestamp> {
    let marks = state.health.marks.as_ref();
    let found = marks.and_then(|marks| marks.found.as_ref());
    let changes = found.map(|found| found.changes.as_slice());
    let changes = changes.unwrap_or_default().iter();
    changes.map(|change| change.at).collect()
}

/// Says that changes are not shown because they could not be read.
pub fn unread(parts: &mut Vec<Part<'_>>, state: &State) {
    let marks = state.health.marks.as_ref();
    if marks.is_some_and(|marks| marks.source.setback.is_some()) {
        parts.push(Part::Says(words::changes_unread().to_owned(), Token::Warn));
    }
}

/// Says that points are missing, and why.
pub(super) fn cut(parts: &mut Vec<Part<'_>>, reading: &Reading) {
    if let Some(why) = &reading.series.cut {
        parts.push(Part::Says(words::incomplete(&why.one_line()), Token::Warn));
    }
}

/// What was called and what it cost.
pub fn calls<'a>(used: &[Used]) -> Vec<Part<'a>> {
    if used.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Group(words::calls().to_owned())];
    parts.extend(used.iter().map(|one| {
        let words = Line::of(words::used_of(one), Token::Muted);
        Part::Field(one.api, words)
    }));
    parts
}

/// What stands beside the count below the list: how far back one looks, what reading cost, and that CloudWatch
/// asked to slow down.
pub fn aside(state: &State) -> Vec<(u8, Line<'static>)> {
    let mut groups = Vec::new();
    let now = state.clock;
    if let Some(until) = state.health.slow_until.filter(|until| now < *until) {
        let left = time::left(until.duration_since(now));
        groups.push((0, Line::of(words::slowed(&left), Token::Warn)));
    }
    if !state.health.used.is_empty() {
        groups.push((2, Line::of(words::used(&state.health.used), Token::Muted)));
    }
    let range = words::range(state.health.gauges.range);
    let here = match state.health.gauges.shown {
        true => words::metrics(),
        false => words::alarms(),
    };
    groups.push((
        1,
        Line::of(here, Token::Accent).then(2, range, Token::Muted),
    ));
    groups
}

/// The selected metric as CloudWatch has it, without a word of ours.
pub fn raw(state: &State) -> Vec<Part<'_>> {
    let Some(row) = state.health.gauges.list.selected() else {
        return Vec::new();
    };
    let query = &row.reading.gauge.query;
    let text = |label, value: String| Part::Field(label, Line::of(value, Token::Text));
    let mut parts = vec![
        text(say::detail::namespace(), query.namespace.clone()),
        text(say::detail::metric(), query.name.clone()),
        text(say::detail::statistic(), query.statistic.word().to_owned()),
        text(say::detail::period(), query.period.to_string()),
    ];
    for (name, value) in &query.dimensions {
        parts.push(Part::Field(name, Line::of(value.as_str(), Token::Text)));
    }
    parts.push(Part::Group(column::points().to_owned()));
    let points = row.reading.series.points.iter().rev();
    parts.extend(points.map(|point| {
        let at = Line::of(crate::domain::time::iso(point.at), Token::Muted);
        Part::Plain(at.then(2, point.value.to_string(), Token::Text))
    }));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_shows_its_end_and_a_short_one_is_whole() {
        assert_eq!(
            end_of("notification-agent-deliver-prod", 13),
            "…deliver-prod"
        );
        assert_eq!(end_of("deliver", 7), "deliver");
        assert_eq!(end_of("deliver", 1), "…r");
        assert_eq!(end_of("", 5), "");
    }
}

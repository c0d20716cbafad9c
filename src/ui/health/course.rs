//! The chart of an alarm or of a condition, with its threshold; and of a condition the parts that were counted.

use super::metric::{cut, marks, unread};
use crate::app::health::chart;
use crate::app::state::State;
use crate::domain::alarm::{Rule, Vital};
use crate::domain::gauge::{Reading, Readings};
use crate::domain::metric::Statistic;
use crate::domain::time::since;
use crate::locale::health::metrics as words;
use crate::locale::{self, time};
use crate::theme::Token;
use crate::ui::chart::Plot;
use crate::ui::detail::Part;
use crate::ui::line::Line;

/// The chart of the alarm or condition on screen: its own metric, or what it is computed from, with its threshold.
pub fn of_alarm<'a>(parts: &mut Vec<Part<'a>>, vital: &'a Vital, state: &'a State) {
    let Some(rule) = vital.rule() else { return };
    let shown = state.health.chart.as_ref();
    let shown = shown.filter(|chart| chart.key == (vital.platform, vital.name.clone()));
    let Some(of) = shown else {
        if chart::query(vital, state.health.gauges.range).is_none() {
            parts.push(Part::Group(String::new()));
            parts.push(Part::Says(words::not_charted().to_owned(), Token::Muted));
        }
        return;
    };
    let range = words::range(of.range);
    let heading = format!("{range} · {}", words::points(of.query.period));
    parts.push(Part::Group(heading));
    if let Some(setback) = &of.source.setback {
        let problem = locale::problem(&setback.problem);
        let sentence = format!("{} {}", problem.what, problem.remedy);
        parts.push(Part::Says(sentence, Token::Warn));
    }
    let Some(found) = &of.found else {
        if of.source.setback.is_none() {
            parts.push(Part::Says(words::reading().to_owned(), Token::Muted));
        }
        return;
    };
    let reading = found
        .readings
        .first()
        .filter(|one| !one.series.points.is_empty());
    let Some(reading) = reading else {
        if let Some(why) = found.readings.iter().find(|one| one.series.cut.is_some()) {
            cut(parts, why);
            return;
        }
        parts.push(Part::Says(words::nothing_measured(of.range), Token::Warn));
        if looks_past(rule) {
            parts.push(Part::Says(
                words::without_dimensions().to_owned(),
                Token::Warn,
            ));
        }
        return;
    };
    let compares = of.has_line(rule);
    parts.push(Part::Chart(Plot {
        reading,
        span: of.range.window(of.query.period, found.as_of),
        as_of: found.as_of,
        limit: rule.threshold.filter(|_| compares),
        unit: &rule.unit,
        marks: marks(state),
        zone: &state.zone,
    }));
    cut(parts, reading);
    if !compares {
        parts.push(Part::Says(words::no_line().to_owned(), Token::Muted));
    }
    unread(parts, state);
    if of.condition.is_some() {
        counted(parts, of, found, state);
    }
}

/// Whether an alarm names no dimension of a metric that AlquimistaAI publishes with dimensions only (backend facts
/// 2.6): CloudWatch finds nothing for it.
fn looks_past(rule: &Rule) -> bool {
    rule.dimensions.is_empty() && &*rule.namespace == "AlquimistaAI/OperationalDashboard"
}

/// What was counted of each part within the range: where the worst is, stands first.
fn counted<'a>(parts: &mut Vec<Part<'a>>, of: &chart::Chart, found: &'a Readings, state: &State) {
    let mut all: Vec<&Reading> = found.readings.iter().skip(1).collect();
    let worst = |reading: &Reading| {
        let values = reading.series.points.iter().map(|point| point.value);
        match reading.gauge.query.statistic {
            Statistic::Sum => reading.series.sum(),
            _ => values.reduce(f64::max),
        }
    };
    all.sort_by(|a, b| {
        let of = |reading: &Reading| worst(reading).unwrap_or(f64::NEG_INFINITY);
        of(b).total_cmp(&of(a))
    });
    let as_of = time::ago(since(state.clock, found.as_of));
    parts.push(Part::Group(words::parts(&words::range(of.range), &as_of)));
    for reading in all {
        let value = match worst(reading) {
            Some(value) => Line::of(words::value(value, ""), Token::Text),
            None => Line::of(words::no_data(), Token::Warn),
        };
        let name = reading.gauge.subject.one_line();
        let measure = reading.gauge.query.name.as_str();
        let line = value.then(2, name, Token::Text);
        parts.push(Part::Plain(line.then(2, measure, Token::Muted)));
    }
}

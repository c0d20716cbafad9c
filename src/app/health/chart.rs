//! What the chart of an alarm is drawn from: its own metric, in points that its threshold can be compared with;
//! and the changes of the system within the range.

use super::VitalKey;
use crate::app::effect::Load;
use crate::app::feed::Source;
use crate::app::state::State;
use crate::domain::alarm::{Found, Rule, Vital, Watch};
use crate::domain::change::Changes;
use crate::domain::gauge::{Range, Readings};
use crate::domain::id::PlatformId;
use crate::domain::metric::{MetricQuery, Statistic};
use crate::domain::problem::Problem;

/// The chart of an alarm.
#[derive(Clone, Debug)]
pub struct Chart {
    pub key: VitalKey,
    pub query: MetricQuery,
    pub range: Range,
    pub source: Source,
    /// `None`: not read yet.
    pub found: Option<Readings>,
}

/// The changes of a system.
#[derive(Clone, Debug)]
pub struct Marks {
    pub platform: PlatformId,
    pub range: Range,
    pub source: Source,
    /// `None`: not read yet.
    pub found: Option<Changes>,
}

/// The metric that an alarm looks at; `None`: it looks at others, at an expression, or at a statistic that is
/// not read here.
pub fn query(vital: &Vital, range: Range) -> Option<MetricQuery> {
    let Found::Existing(alarm) = &vital.found else {
        return None;
    };
    let Watch::Metric(rule) = &alarm.watch else {
        return None;
    };
    if rule.namespace.is_empty() || rule.measure.is_empty() {
        return None;
    }
    let own = rule.window.map_or(0, |window| window.period);
    // CloudWatch keeps minutes; an alarm may look at shorter periods.
    let period = range.period().max(own).next_multiple_of(60);
    let dimensions = rule.dimensions.iter();
    Some(MetricQuery {
        namespace: rule.namespace.to_string(),
        name: rule.measure.to_string(),
        dimensions: dimensions
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect(),
        statistic: Statistic::of_word(&rule.statistic)?,
        period,
    })
}

/// Whether an alarm's threshold can be compared with points of that period: a sum grows with its period.
pub fn compares(rule: &Rule, query: &MetricQuery) -> bool {
    let own = rule.window.map(|window| window.period);
    query.statistic != Statistic::Sum || own.is_none_or(|own| own == query.period)
}

/// The chart is that of the alarm on screen, and the marks are those of its system.
pub(super) fn follow(state: &mut State, seen: bool) {
    let range = state.health.gauges.range;
    let (wanted, platform) = match state.health.gauges.shown {
        true => {
            let row = state.health.gauges.list.selected();
            (None, row.map(|row| row.key.0))
        }
        false => {
            let row = state.health.list.selected();
            let query = row.and_then(|row| Some((row.key.clone(), query(&row.vital, range)?)));
            let platform = query.as_ref().map(|(key, _)| key.0);
            (query, platform)
        }
    };
    let wanted = wanted.filter(|_| seen);
    let shown = state.health.chart.as_ref();
    let is_same = match (&wanted, shown) {
        (Some((key, query)), Some(chart)) => {
            *key == chart.key && *query == chart.query && range == chart.range
        }
        (None, None) => true,
        _ => false,
    };
    if !is_same {
        state.health.chart = wanted.map(|(key, query)| Chart {
            key,
            query,
            range,
            source: Source::default(),
            found: None,
        });
    }
    let wanted = platform.filter(|_| seen).map(|of| (of, range));
    let shown = state.health.marks.as_ref();
    if wanted != shown.map(|marks| (marks.platform, marks.range)) {
        state.health.marks = wanted.map(|(platform, range)| Marks {
            platform,
            range,
            source: Source::default(),
            found: None,
        });
    }
}

/// Asks for the points now.
pub(in crate::app) fn ask(state: &mut State) -> Option<Load> {
    let now = state.clock;
    let chart = state.health.chart.as_mut()?;
    chart.source.ask(now);
    Some(Load::Metric {
        platform: chart.key.0,
        query: chart.query.clone(),
        range: chart.range,
    })
}

/// Asks for the changes now.
pub(in crate::app) fn ask_marks(state: &mut State) -> Option<Load> {
    let now = state.clock;
    let marks = state.health.marks.as_mut()?;
    marks.source.ask(now);
    Some(Load::Marks {
        platform: marks.platform,
        range: marks.range,
    })
}

/// Takes points in, or why there are none, if they are still those that are shown.
pub(in crate::app) fn landed(
    state: &mut State,
    of: (PlatformId, &MetricQuery, Range),
    outcome: Result<Readings, Problem>,
) {
    let now = state.clock;
    let is_shown = |chart: &&mut Chart| (chart.key.0, &chart.query, chart.range) == of;
    let Some(chart) = state.health.chart.as_mut().filter(is_shown) else {
        return;
    };
    match outcome {
        Ok(found) => {
            chart.source.landed(now);
            chart.found = Some(found);
        }
        Err(problem) => {
            chart.source.failed(now, problem.clone());
            super::slow_down(state, &problem);
        }
    }
}

/// The same for changes.
pub(in crate::app) fn marked(
    state: &mut State,
    of: (PlatformId, Range),
    outcome: Result<Changes, Problem>,
) {
    let now = state.clock;
    let is_shown = |marks: &&mut Marks| (marks.platform, marks.range) == of;
    let Some(marks) = state.health.marks.as_mut().filter(is_shown) else {
        return;
    };
    match outcome {
        Ok(found) => {
            marks.source.landed(now);
            marks.found = Some(found);
        }
        Err(problem) => marks.source.failed(now, problem),
    }
}

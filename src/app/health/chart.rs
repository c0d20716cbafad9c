//! What the chart of an alarm or condition is drawn from: its own metric, or what it is computed from, in points
//! that its threshold can be compared with; and the changes of the system within the range.

use super::VitalKey;
use crate::app::effect::Load;
use crate::app::feed::Source;
use crate::app::state::State;
use crate::domain::alarm::{Condition, Found, Rule, Vital, Watch};
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
    /// It is computed from several metrics; the query only names what.
    pub condition: Option<Condition>,
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
    let rule = match &vital.found {
        Found::Existing(alarm) => match &alarm.watch {
            Watch::Metric(rule) => rule,
            Watch::Composite(_) => return None,
        },
        Found::Computed(measured) => &measured.rule,
        Found::Missing(_) => return None,
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

/// The condition that is computed, where it is one.
fn condition(vital: &Vital) -> Option<Condition> {
    match &vital.found {
        Found::Computed(measured) => Some(measured.condition),
        Found::Existing(_) | Found::Missing(_) => None,
    }
}

impl Chart {
    /// Whether the line of `rule` can be drawn. That of a condition is a share, a depth, or nothing at all: it
    /// holds for points of any length.
    pub fn has_line(&self, rule: &Rule) -> bool {
        self.condition.is_some() || compares(rule, &self.query)
    }
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
            let query = row.and_then(|row| {
                let query = query(&row.vital, range)?;
                Some((row.key.clone(), query, condition(&row.vital)))
            });
            let platform = query.as_ref().map(|(key, ..)| key.0);
            (query, platform)
        }
    };
    let wanted = wanted.filter(|_| seen);
    let shown = state.health.chart.as_ref();
    let is_same = match (&wanted, shown) {
        (Some((key, query, _)), Some(chart)) => {
            *key == chart.key && *query == chart.query && range == chart.range
        }
        (None, None) => true,
        _ => false,
    };
    if !is_same {
        state.health.chart = wanted.map(|(key, query, condition)| Chart {
            key,
            query,
            condition,
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
    let (platform, range) = (chart.key.0, chart.range);
    Some(match chart.condition {
        Some(condition) => Load::Condition {
            platform,
            condition,
            period: chart.query.period,
            range,
        },
        None => Load::Metric {
            platform,
            query: chart.query.clone(),
            range,
        },
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
    let is_shown =
        |chart: &Chart| chart.condition.is_none() && (chart.key.0, &chart.query, chart.range) == of;
    take(state, is_shown, outcome);
}

/// The same for a condition: its points are of so many seconds.
pub(in crate::app) fn judged(
    state: &mut State,
    (platform, condition, period, range): (PlatformId, Condition, u32, Range),
    outcome: Result<Readings, Problem>,
) {
    let is_shown = |chart: &Chart| {
        chart.condition == Some(condition)
            && (chart.key.0, chart.query.period, chart.range) == (platform, period, range)
    };
    take(state, is_shown, outcome);
}

fn take(state: &mut State, is_shown: impl Fn(&Chart) -> bool, outcome: Result<Readings, Problem>) {
    let now = state.clock;
    let shown = state.health.chart.as_mut();
    let Some(chart) = shown.filter(|chart| is_shown(chart)) else {
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

//! The course of a condition over a range: what each period comes to, by the same rule that judges the last 15
//! minutes, and what was counted of each function, queue, API or table on its way there.

use super::{Plan, come_to, plan, rule};
use crate::domain::alarm::Condition;
use crate::domain::gauge::{Gauge, Reading};
use crate::domain::metric::{MetricQuery, Point, Series, Span, Statistic};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::health::Metrics;
use crate::health::scheme::Scheme;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The condition's own course first, then that of each part that is counted; in points of `period` seconds.
///
/// # Errors
/// Any failure of a call.
pub async fn course(
    scheme: &Scheme,
    (condition, period): (Condition, u32),
    metrics: &dyn Metrics,
    span: Span,
) -> Result<Vec<Reading>, Problem> {
    let Plan { counted, ran, .. } = plan(scheme, condition);
    let parts = counted.len();
    let of_period = |query: MetricQuery| MetricQuery { period, ..query };
    let asked: Vec<MetricQuery> = counted.into_iter().chain(ran).map(of_period).collect();
    if asked.is_empty() {
        return Ok(vec![reading(own(condition, period), Series::default())]);
    }
    let series = metrics.read(&asked, span).await?;
    let (counted, ran) = series.split_at(parts.min(series.len()));
    let whole = reading(own(condition, period), points(condition, counted, ran));
    let counted = asked.iter().zip(counted);
    let counted = counted.map(|(query, series)| reading(query.clone(), series.clone()));
    Ok(std::iter::once(whole).chain(counted).collect())
}

/// What the condition is called where metrics are. A share is measured, not counted: it goes on from point to point.
fn own(condition: Condition, period: u32) -> MetricQuery {
    let rule = rule(condition);
    let statistic = match condition {
        Condition::ErrorRate => Statistic::Average,
        Condition::QueueDepth => Statistic::Maximum,
        Condition::ServerErrors | Condition::Throttling => Statistic::Sum,
    };
    MetricQuery {
        namespace: rule.namespace.to_string(),
        name: rule.measure.to_string(),
        dimensions: Vec::new(),
        statistic,
        period,
    }
}

fn reading(query: MetricQuery, series: Series) -> Reading {
    let subject = query.dimensions.first();
    let subject = subject.map_or_else(Text::default, |(_, value)| Text::from_untrusted(value));
    Reading {
        gauge: Gauge {
            subject,
            query,
            unit: "",
            is_fault: false,
        },
        series,
        limit: None,
    }
}

/// What each period comes to; one in which nothing ran has no point.
fn points(condition: Condition, counted: &[Series], ran: &[Series]) -> Series {
    let parts = || counted.iter().chain(ran);
    let all = parts().flat_map(|series| &series.points);
    let times: BTreeSet<Timestamp> = all.map(|point| point.at).collect();
    let values = |of: &[Series], at: Timestamp| -> Vec<f64> {
        let points = of.iter().flat_map(|series| &series.points);
        let points = points.filter(|point| point.at == at);
        points.map(|point| point.value).collect()
    };
    let of = |at: Timestamp| {
        let value = come_to(condition, &values(counted, at), &values(ran, at))?;
        Some(Point { at, value })
    };
    Series {
        points: times.into_iter().filter_map(of).collect(),
        cut: parts().find_map(|series| series.cut.clone()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn series(points: &[(i64, f64)]) -> Series {
        let point = |(second, value): &(i64, f64)| Point {
            at: Timestamp::from_second(*second).unwrap(),
            value: *value,
        };
        Series::from(points.iter().map(point).collect::<Vec<_>>())
    }

    fn values(found: &Series) -> Vec<(i64, f64)> {
        let points = found.points.iter();
        points.map(|one| (one.at.as_second(), one.value)).collect()
    }

    #[test]
    fn each_period_has_its_own_share_and_one_in_which_nothing_ran_has_none() {
        let errors = [
            series(&[(0, 1.0), (900, 0.0)]),
            series(&[(0, 1.0), (1800, 2.0)]),
        ];
        let runs = [series(&[(0, 10.0), (900, 4.0)]), series(&[(0, 10.0)])];
        let found = points(Condition::ErrorRate, &errors, &runs);
        assert_eq!(values(&found), [(0, 10.0), (900, 0.0)]);
    }

    #[test]
    fn a_depth_is_that_of_the_deepest_queue() {
        let depths = [series(&[(0, 3.0), (900, 1200.0)]), series(&[(0, 7.0)])];
        let found = points(Condition::QueueDepth, &depths, &[]);
        assert_eq!(values(&found), [(0, 7.0), (900, 1200.0)]);
    }
}

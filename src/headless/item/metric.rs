//! Metrics with their points. Contract: `value` is of the newest period that has ended, `partial` of the one that
//! has not; `null` means that there is no data, which is not zero.

use super::{At, Masked};
use crate::domain::gauge::Reading;
use crate::domain::id::PlatformId;
use crate::domain::metric::Point;
use crate::domain::time::since;
use jiff::Timestamp;
use serde::Serialize;

/// One metric of a system.
#[derive(Clone, Debug, Serialize)]
pub struct MetricItem {
    platform: PlatformId,
    /// The function, table, queue, topic or API that it is about.
    subject: Masked,
    namespace: String,
    metric: String,
    statistic: &'static str,
    dimensions: Vec<(String, String)>,
    unit: &'static str,
    period_seconds: u32,
    value: Option<f64>,
    /// When the period of `value` began.
    at: Option<At>,
    age_seconds: Option<i64>,
    partial: Option<f64>,
    /// What it should stay below, of what is charged.
    limit: Option<f64>,
    points: Vec<PointItem>,
    /// Why some of them are missing; `null`: those are all.
    incomplete: Option<Masked>,
}

#[derive(Clone, Debug, Serialize)]
struct PointItem {
    at: At,
    value: f64,
}

impl MetricItem {
    pub fn of(platform: PlatformId, reading: &Reading, as_of: Timestamp) -> Self {
        let query = &reading.gauge.query;
        let newest = reading.newest(as_of);
        let point = |point: &Point| PointItem {
            at: At(point.at),
            value: point.value,
        };
        Self {
            platform,
            subject: Masked::new(&reading.gauge.subject),
            namespace: query.namespace.clone(),
            metric: query.name.clone(),
            statistic: query.statistic.word(),
            dimensions: query.dimensions.clone(),
            unit: reading.gauge.unit,
            period_seconds: query.period,
            value: newest.map(|point| point.value),
            at: newest.map(|point| At(point.at)),
            age_seconds: newest.map(|point| since(as_of, point.at).as_secs()),
            partial: reading.partial(as_of).map(|point| point.value),
            limit: reading.limit,
            points: reading.series.points.iter().map(point).collect(),
            incomplete: reading.series.cut.as_ref().map(|why| Masked::new(&**why)),
        }
    }
}

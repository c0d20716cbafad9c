//! Metrics: all of a system's gauges over a range in as few calls as there can be, one metric as an alarm looks at
//! it, and what was called and what it cost. It only reads.

use super::{Desk, Mode};
use crate::domain::alarm::Condition;
use crate::domain::calls::{Used, merged};
use crate::domain::change::Changes;
use crate::domain::gauge::{Gauge, Range, Reading, Readings};
use crate::domain::id::PlatformId;
use crate::domain::metric::{MetricQuery, Span};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::health::measure::course::course;
use crate::health::{Metrics, Watched, gauges};
use jiff::SignedDuration;
use std::sync::Arc;

/// What is charged is told so seldom that a shorter look back would find nothing.
const BILL_BACK: SignedDuration = SignedDuration::from_hours(72);

impl<M: Mode> Desk<M> {
    /// The gauges of a system over a range that ends now, in the order of [`gauges::of`]; one without points
    /// where there is no data. What the account is charged comes with the first of its systems, and where it
    /// cannot be read it has no data: no other gauge suffers from it.
    ///
    /// # Errors
    /// `Invalid` for a system whose health cannot be read, any failure of a call.
    pub async fn metrics(&self, platform: PlatformId, range: Range) -> Result<Readings, Problem> {
        let watched = self.watched(platform)?;
        let as_of = self.now();
        let gauges = gauges::of(&watched.scheme, &watched.indexes, range.period());
        let span = range.window(range.period(), as_of);
        let mut readings = read(watched.metrics.as_ref(), gauges, span).await?;
        if self.is_first_of_its_account(watched) {
            let bill = gauges::bill();
            let span = Span::aligned(range.span().max(BILL_BACK), bill.query.period, as_of);
            let found = read(watched.metrics.as_ref(), vec![bill.clone()], span).await;
            let of_bill = found.unwrap_or_else(|_| vec![silent(bill)]);
            readings.extend(of_bill.into_iter().map(|reading| Reading {
                limit: watched.budget,
                ..reading
            }));
        }
        Ok(Readings {
            readings,
            range,
            as_of,
        })
    }

    /// One metric of a system over a range that ends now, in points of the query's period.
    ///
    /// # Errors
    /// As [`Self::metrics`].
    pub async fn metric(
        &self,
        platform: PlatformId,
        query: &MetricQuery,
        range: Range,
    ) -> Result<Readings, Problem> {
        let watched = self.watched(platform)?;
        let as_of = self.now();
        let gauge = Gauge {
            subject: Text::default(),
            query: query.clone(),
            unit: "",
            is_fault: false,
        };
        let span = range.window(query.period, as_of);
        Ok(Readings {
            readings: read(watched.metrics.as_ref(), vec![gauge], span).await?,
            range,
            as_of,
        })
    }

    /// The course of a condition that no alarm watches, over a range that ends now, in points of so many seconds:
    /// its own first, then what was counted of each of its parts.
    ///
    /// # Errors
    /// As [`Self::metrics`].
    pub async fn condition(
        &self,
        platform: PlatformId,
        (condition, period): (Condition, u32),
        range: Range,
    ) -> Result<Readings, Problem> {
        let watched = self.watched(platform)?;
        let as_of = self.now();
        let span = range.window(period, as_of);
        let metrics = watched.metrics.as_ref();
        Ok(Readings {
            readings: course(&watched.scheme, (condition, period), metrics, span).await?,
            range,
            as_of,
        })
    }

    /// What was changed in a system within a range that ends now.
    ///
    /// # Errors
    /// As [`Self::changes`].
    pub async fn changes_in(&self, platform: PlatformId, range: Range) -> Result<Changes, Problem> {
        self.changes(platform, range.window(60, self.now())).await
    }

    /// What this console called for health within the last hour, over all accounts; empty in a demo, which
    /// calls nobody.
    pub fn used(&self) -> Vec<Used> {
        let mut seen: Vec<&Arc<dyn Metrics>> = Vec::new();
        for watched in &self.parts.health {
            if !seen.iter().any(|one| Arc::ptr_eq(one, &watched.metrics)) {
                seen.push(&watched.metrics);
            }
        }
        merged(seen.into_iter().flat_map(|metrics| metrics.used()))
    }

    fn is_first_of_its_account(&self, watched: &Watched) -> bool {
        let mut all = self.parts.health.iter();
        let first = all.find(|one| Arc::ptr_eq(&one.metrics, &watched.metrics));
        first.is_some_and(|first| first.scheme.platform == watched.scheme.platform)
    }
}

async fn read(
    metrics: &dyn Metrics,
    gauges: Vec<Gauge>,
    span: Span,
) -> Result<Vec<Reading>, Problem> {
    let queries: Vec<MetricQuery> = gauges.iter().map(|gauge| gauge.query.clone()).collect();
    let series = metrics.read(&queries, span).await?;
    let pairs = gauges.into_iter().zip(series);
    let readings = pairs.map(|(gauge, series)| Reading {
        gauge,
        series,
        limit: None,
    });
    Ok(readings.collect())
}

fn silent(gauge: Gauge) -> Reading {
    Reading {
        gauge,
        series: Default::default(),
        limit: None,
    }
}

//! CloudWatch: alarms with their history, and metrics. Pages are bounded, calls keep to a budget for each API
//! that all clones share, and what is not understood becomes "no data" instead of a failure.

mod alarm;
mod series;

use super::budget::Budget;
use super::failure::problem;
use crate::domain::alarm::{Alarm, Happening};
use crate::domain::calls::Used;
use crate::domain::cost::Cost;
use crate::domain::gauge::BILLING;
use crate::domain::metric::{MetricQuery, Series, Span};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::types::{
    AlarmType, Dimension, Metric, MetricDataQuery, MetricStat, ScanBy,
};
use aws_smithy_types::DateTime;
use jiff::Timestamp;
use std::collections::HashMap;

/// Alarms in one answer: the most that CloudWatch gives.
const ALARMS: i32 = 100;
/// Lines of history in one answer.
const HISTORY: i32 = 50;
/// Series in one call: the most that CloudWatch takes.
pub const QUERIES: usize = 500;
/// Answers that one batch of series may be spread over.
const PAGES: usize = 20;
/// US dollars for each metric that GetMetricData is asked for: 0.01 for a thousand (CloudWatch pricing, APIs, in
/// the regions that this was written for). The two calls about alarms are free of charge, but limited.
const DOLLARS_PER_METRIC: f64 = 0.01 / 1000.0;

/// The client of an account and region.
#[derive(Clone, Debug)]
pub struct CloudWatch {
    client: Client,
    /// What is charged is told in us-east-1 alone.
    billing: Client,
    /// DescribeAlarms allows 9 calls a second, DescribeAlarmHistory 3, GetMetricData 50 (its service quotas).
    alarms: Budget,
    history: Budget,
    metrics: Budget,
}

impl CloudWatch {
    pub(super) fn new(client: Client, billing: Client) -> Self {
        Self {
            client,
            billing,
            alarms: Budget::per_second(9),
            history: Budget::per_second(3),
            metrics: Budget::per_second(50),
        }
    }

    /// What this console called within the last hour.
    #[allow(clippy::cast_precision_loss, reason = "it is an estimate")]
    pub fn used(&self) -> Vec<Used> {
        let of = |api, budget: &Budget| Used {
            api,
            per_second: budget.allows(),
            calls: budget.spent().calls,
            dollars: None,
        };
        let metrics = self.metrics.spent();
        vec![
            of("DescribeAlarms", &self.alarms),
            of("DescribeAlarmHistory", &self.history),
            Used {
                dollars: Some(metrics.units as f64 * DOLLARS_PER_METRIC),
                ..of("GetMetricData", &self.metrics)
            },
        ]
    }

    /// One page of the alarms of the account and region, metric and composite.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn alarms(&self, after: Option<Cursor>) -> Result<Page<Alarm>, Problem> {
        self.alarms.take().await;
        let answer = self
            .client
            .describe_alarms()
            .alarm_types(AlarmType::MetricAlarm)
            .alarm_types(AlarmType::CompositeAlarm)
            .max_records(ALARMS)
            .set_next_token(after.map(|cursor| cursor.0))
            .send()
            .await
            .map_err(|error| problem("cloudwatch:DescribeAlarms", &error));
        let answer = self.alarms.heard(answer)?;
        let metric = answer.metric_alarms().iter().map(alarm::of_metric);
        let composite = answer.composite_alarms().iter().map(alarm::of_composite);
        Ok(Page {
            items: metric.chain(composite).collect(),
            next: next(answer.next_token()),
            cost: Cost::default(),
        })
    }

    /// One page of what happened to an alarm, the newest first. A name that does not exist has no history.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn history(
        &self,
        name: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Happening>, Problem> {
        self.history.take().await;
        let answer = self
            .client
            .describe_alarm_history()
            .alarm_name(name)
            .alarm_types(AlarmType::MetricAlarm)
            .alarm_types(AlarmType::CompositeAlarm)
            .scan_by(ScanBy::TimestampDescending)
            .max_records(HISTORY)
            .set_next_token(after.map(|cursor| cursor.0))
            .send()
            .await
            .map_err(|error| problem("cloudwatch:DescribeAlarmHistory", &error));
        let answer = self.history.heard(answer)?;
        let lines = answer.alarm_history_items().iter();
        Ok(Page {
            items: lines.filter_map(alarm::happening).collect(),
            next: next(answer.next_token()),
            cost: Cost::default(),
        })
    }

    /// The points of these series, in the order in which they are asked; of no points an empty series. One that
    /// CloudWatch could not read to its end says why. What is charged comes from us-east-1, whatever the region.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn metrics(
        &self,
        queries: &[MetricQuery],
        span: Span,
    ) -> Result<Vec<Series>, Problem> {
        let mut found = Vec::with_capacity(queries.len());
        let is_bill = |query: &MetricQuery| query.namespace == BILLING;
        for alike in queries.chunk_by(|a, b| is_bill(a) == is_bill(b)) {
            let client = match alike.first().is_some_and(is_bill) {
                true => &self.billing,
                false => &self.client,
            };
            for batch in alike.chunks(QUERIES) {
                found.extend(self.batch(client, batch, span).await?);
            }
        }
        Ok(found)
    }

    async fn batch(
        &self,
        client: &Client,
        queries: &[MetricQuery],
        span: Span,
    ) -> Result<Vec<Series>, Problem> {
        let asked: Vec<MetricDataQuery> = queries.iter().enumerate().map(query).collect();
        let mut found: HashMap<String, Series> = HashMap::new();
        let mut after = None;
        for _ in 0..PAGES {
            self.metrics.take_for(queries.len()).await;
            let answer = client
                .get_metric_data()
                .set_metric_data_queries(Some(asked.clone()))
                .start_time(DateTime::from_secs(span.from.as_second()))
                .end_time(DateTime::from_secs(span.to.as_second()))
                .scan_by(ScanBy::TimestampAscending)
                .set_next_token(after)
                .send()
                .await
                .map_err(|error| problem("cloudwatch:GetMetricData", &error));
            let answer = self.metrics.heard(answer)?;
            for result in answer.metric_data_results() {
                let of = found.entry(result.id().unwrap_or_default().to_owned());
                series::add(of.or_default(), result, answer.messages());
            }
            after = answer.next_token().map(str::to_owned);
            if after.is_none() {
                break;
            }
        }
        let cut = after.map(|_| Text::from(series::CUT));
        let series = (0..queries.len()).map(|at| {
            let found = found.remove(&id(at)).unwrap_or_default();
            series::ended(found, cut.as_ref())
        });
        Ok(series.collect())
    }
}

fn id(at: usize) -> String {
    format!("q{at}")
}

fn query((at, query): (usize, &MetricQuery)) -> MetricDataQuery {
    let dimensions = query.dimensions.iter();
    let dimensions = dimensions.map(|(name, value)| {
        let one = Dimension::builder().name(name).value(value);
        one.build()
    });
    let metric = Metric::builder()
        .namespace(&query.namespace)
        .metric_name(&query.name)
        .set_dimensions(Some(dimensions.collect()))
        .build();
    let stat = MetricStat::builder()
        .metric(metric)
        .period(i32::try_from(query.period).unwrap_or(i32::MAX))
        .stat(query.statistic.word())
        .build();
    MetricDataQuery::builder()
        .id(id(at))
        .metric_stat(stat)
        .return_data(true)
        .build()
}

fn next(token: Option<&str>) -> Option<Cursor> {
    let token = token.filter(|token| !token.is_empty());
    token.map(|token| Cursor(token.to_owned()))
}

/// The moment of a date of the SDK.
fn moment(at: Option<&DateTime>) -> Option<Timestamp> {
    let at = at?;
    let nanos = i32::try_from(at.subsec_nanos()).unwrap_or(0);
    Timestamp::new(at.secs(), nanos).ok()
}

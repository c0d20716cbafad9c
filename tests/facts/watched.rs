//! Accounts with just the alarms and metrics that a test says.

use async_trait::async_trait;
use jiff::Timestamp;
use std::sync::Arc;
use switchboard::desk::{Desk, Parts, Permit, Reading};
use switchboard::domain::alarm::{Actions, Alarm, AlarmState, Comparison, Happening, Rule, Watch};
use switchboard::domain::change::Deployed;
use switchboard::domain::cost::Cost;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::PlatformId;
use switchboard::domain::log::filter::Terms;
use switchboard::domain::log::question::{Answer, Question};
use switchboard::domain::log::{LogGroup, LogLine};
use switchboard::domain::metric::{MetricQuery, Point, Series, Span};
use switchboard::domain::page::{Cursor, Page};
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::text::Text;
use switchboard::domain::trace::{Trace, TraceSummary};
use switchboard::health::logs::{Logs, Traces};
use switchboard::health::scheme::Scheme;
use switchboard::health::{Alarms, Functions, Metrics, Watched};

/// An account. Alarms come one on a page.
#[derive(Clone)]
pub struct Account {
    pub alarms: Vec<Alarm>,
    /// Each series has one point with this value, or none.
    pub value: fn(&MetricQuery) -> Option<f64>,
    pub may_measure: bool,
}

#[async_trait]
impl Alarms for Account {
    async fn page(&self, after: Option<Cursor>) -> Result<Page<Alarm>, Problem> {
        let at: usize = after.map_or(0, |cursor| cursor.0.parse().unwrap());
        let next = at + 1;
        Ok(Page {
            items: self.alarms.iter().skip(at).take(1).cloned().collect(),
            next: (next < self.alarms.len()).then(|| Cursor(next.to_string())),
            cost: Cost::default(),
        })
    }

    async fn history(&self, _: &str, _: Option<Cursor>) -> Result<Page<Happening>, Problem> {
        Err(Problem::new(Trouble::NotFound, "history", ""))
    }
}

#[async_trait]
impl Metrics for Account {
    async fn read(&self, queries: &[MetricQuery], span: Span) -> Result<Vec<Series>, Problem> {
        if !self.may_measure {
            return Err(Problem::new(
                Trouble::Denied,
                "cloudwatch:GetMetricData",
                "no",
            ));
        }
        assert!(span.to.duration_since(span.from).as_secs() >= 900);
        let of = |query: &MetricQuery| {
            let point = (self.value)(query).map(|value| Point {
                at: span.from,
                value,
            });
            Series::from(point.into_iter().collect::<Vec<_>>())
        };
        Ok(queries.iter().map(of).collect())
    }
}

#[async_trait]
impl Functions for Account {
    async fn deployed(&self) -> Result<(Vec<Deployed>, bool), Problem> {
        Ok((Vec::new(), true))
    }
}

#[async_trait]
impl Logs for Account {
    async fn groups(&self, _: &str, _: Option<Cursor>) -> Result<Page<LogGroup>, Problem> {
        Err(none())
    }

    async fn page(
        &self,
        _: &str,
        _: &Terms,
        _: Span,
        _: Option<Cursor>,
    ) -> Result<Page<LogLine>, Problem> {
        Err(none())
    }

    async fn start(&self, _: &Question) -> Result<String, Problem> {
        Err(none())
    }

    async fn answer(&self, _: &str) -> Result<Answer, Problem> {
        Err(none())
    }

    async fn stop(&self, _: &str) -> Result<(), Problem> {
        Err(none())
    }
}

#[async_trait]
impl Traces for Account {
    async fn summaries(
        &self,
        _: Span,
        _: &str,
        _: Option<Cursor>,
    ) -> Result<Page<TraceSummary>, Problem> {
        Err(none())
    }

    async fn trace(&self, _: &str) -> Result<Option<Trace>, Problem> {
        Err(none())
    }
}

/// This account has neither logs nor traces.
fn none() -> Problem {
    Problem::new(Trouble::NotFound, "logs", "")
}

/// A desk over one system of this account.
pub fn desk(account: Account, platform: PlatformId, environment: &str) -> Desk<Reading> {
    let account = Arc::new(account);
    Desk::reading(Parts {
        actor: Actor {
            identity: "demo:ana".to_owned(),
            name: Text::from("ana"),
            console: "console".into(),
            host: Text::from("here"),
        },
        clock: Box::new(Timestamp::now),
        meter: Box::new(Cost::default),
        platforms: Vec::new(),
        control: None,
        health: vec![Watched {
            scheme: Scheme {
                platform,
                environment: environment.to_owned(),
                prefix: String::new(),
                tables: vec![format!("notification-agent-users-{environment}")],
            },
            alarms: account.clone(),
            metrics: account.clone(),
            functions: account.clone(),
            indexes: Vec::new(),
            budget: None,
            logs: account.clone(),
            traces: account,
        }],
        permit: Permit::all(),
    })
}

/// An alarm over one metric.
pub fn alarm(name: &str, namespace: &str, measure: &str) -> Alarm {
    Alarm {
        name: Text::from(name),
        state: AlarmState::Ok,
        since: None,
        reason: Text::default(),
        watch: Watch::Metric(Box::new(Rule {
            namespace: Text::from(namespace),
            measure: Text::from(measure),
            statistic: Text::from("Sum"),
            dimensions: Vec::new(),
            comparison: Comparison::Above,
            threshold: Some(1.0),
            unit: Text::default(),
            window: None,
            missing: None,
        })),
        actions: Actions::default(),
    }
}

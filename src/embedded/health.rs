//! Health of the demo, through the same ports as that of an account: alarms, their history and metrics are
//! computed from what the tables tell, at the moment and looking back. Nothing is kept and nothing is canned:
//! what nobody in the demo does (an API, a database server) has no data.

mod alarms;
mod insights;
mod logs;
mod signals;
mod tell;
mod traces;

use super::tables::Tables;
use crate::domain::alarm::{Alarm, Happening};
use crate::domain::cost::Cost;
use crate::domain::id::PlatformId;
use crate::domain::metric::{MetricQuery, Point, Series, Span};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::health::scheme::Scheme;
use crate::health::{Alarms, Functions, Metrics};
use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use jiff::{SignedDuration, Timestamp};
use signals::{Seen, Signal};
use std::collections::BTreeSet;

/// Functions that the sources name and that the demo's people never deployed: nothing in the repository builds
/// the admin pages, and Lambda refuses a function that sets `AWS_REGION` (backend facts 1.8 and 4.3).
const NOT_DEPLOYED: [&str; 4] = [
    "ai-marketplace-admin-dashboard",
    "ai-marketplace-admin-gui",
    "ai-marketplace-tenant-admin-api",
    "notification-agent-status-check-prod",
];

/// The demo's account, over its tables.
#[derive(Clone, Debug)]
pub struct Source {
    client: Client,
    tables: Tables,
}

impl Source {
    /// Over the tables that this client reaches, under their usual names.
    pub fn over(client: &Client) -> Self {
        Self {
            client: client.clone(),
            tables: Tables::default(),
        }
    }

    async fn seen(&self) -> Result<Seen, Problem> {
        Seen::read(&self.client, &self.tables).await
    }
}

#[async_trait]
impl Alarms for Source {
    async fn page(&self, _: Option<Cursor>) -> Result<Page<Alarm>, Problem> {
        Ok(page(alarms::all(&self.seen().await?, Timestamp::now())))
    }

    async fn history(&self, name: &str, _: Option<Cursor>) -> Result<Page<Happening>, Problem> {
        let seen = self.seen().await?;
        Ok(page(alarms::history(&seen, name, Timestamp::now())))
    }
}

#[async_trait]
impl Metrics for Source {
    async fn read(&self, queries: &[MetricQuery], span: Span) -> Result<Vec<Series>, Problem> {
        let seen = self.seen().await?;
        let of = |query: &MetricQuery| Series(points(&seen, query, span));
        Ok(queries.iter().map(of).collect())
    }
}

#[async_trait]
impl Functions for Source {
    async fn names(&self) -> Result<(BTreeSet<String>, bool), Problem> {
        let platforms = [
            PlatformId::Marketplace,
            PlatformId::Alquimista,
            PlatformId::Diatonic,
            PlatformId::Notification,
        ];
        let named = platforms.into_iter().flat_map(|of| scheme(of).functions());
        let is_there = |name: &String| !NOT_DEPLOYED.contains(&name.as_str());
        Ok((named.filter(is_there).collect(), true))
    }
}

/// The names of a system in the demo.
fn scheme(platform: PlatformId) -> Scheme {
    Scheme {
        platform,
        environment: "prod".to_owned(),
        prefix: crate::platform::diatonic::schema::PREFIX.to_owned(),
        tables: Vec::new(),
    }
}

/// A value for each period that has one, the last one up to the end of the span.
fn points(seen: &Seen, query: &MetricQuery, span: Span) -> Vec<Point> {
    let Some(signal) = Signal::of(query) else {
        return Vec::new();
    };
    let period = SignedDuration::from_secs(i64::from(query.period.max(60)));
    let begins = std::iter::successors(Some(span.from), |at| at.checked_add(period).ok());
    let begins = begins.take_while(|at| *at < span.to);
    begins
        .filter_map(|at| {
            let to = at.checked_add(period).unwrap_or(span.to).min(span.to);
            let value = seen.value(signal, at, to)?;
            Some(Point { at, value })
        })
        .collect()
}

fn page<T>(items: Vec<T>) -> Page<T> {
    Page {
        items,
        next: None,
        cost: Cost::default(),
    }
}

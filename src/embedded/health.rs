//! Health of the demo, through the same ports as that of an account: alarms, their history and metrics are
//! computed from what the tables tell and the meter of the simulated systems counted, at the moment and looking
//! back. Nothing is canned: what nobody in the demo does (a database server, a topic that fails) has no data.

mod alarms;
mod insights;
mod logs;
mod signals;
mod tell;
mod told;
mod traces;

use super::meter::{self, Minute};
use super::raw;
use super::tables::Tables;
use crate::aws::failure::problem;
use crate::domain::alarm::{Alarm, Happening};
use crate::domain::change::Deployed;
use crate::domain::cost::Cost;
use crate::domain::id::PlatformId;
use crate::domain::metric::{MetricQuery, Point, Series, Span};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::health::scheme::Scheme;
use crate::health::{Alarms, Functions, Metrics};
use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use jiff::{SignedDuration, Timestamp};
use signals::{Seen, Signal};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

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
    /// The moment that is now; `None`: that of the clock.
    at: Option<Timestamp>,
    read: Arc<Mutex<Read>>,
}

/// What was read before: of the meter all minutes, of the tables what is young enough.
#[derive(Default)]
struct Read {
    minutes: BTreeMap<Timestamp, Arc<Minute>>,
    seen: Option<(Instant, Arc<Seen>)>,
}

impl std::fmt::Debug for Read {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Read")
            .field("minutes", &self.minutes.len())
            .finish_non_exhaustive()
    }
}

/// Reads of the panes within this time share one look at the tables.
const YOUNG: Duration = Duration::from_millis(800);
/// Minutes before the newest known that may still change.
const UNSETTLED: SignedDuration = SignedDuration::from_mins(3);

impl Source {
    /// Over the tables that this client reaches, under their usual names.
    pub fn over(client: &Client) -> Self {
        Self {
            client: client.clone(),
            tables: Tables::default(),
            at: None,
            read: Arc::default(),
        }
    }

    /// The same as it is at this moment, whatever the clock says: for a world on a clock of its own. It reads
    /// anew each time.
    #[must_use]
    pub fn at(&self, at: Timestamp) -> Self {
        Self {
            at: Some(at),
            ..Self::over(&self.client)
        }
    }

    fn now(&self) -> Timestamp {
        self.at.unwrap_or_else(Timestamp::now)
    }

    async fn seen(&self) -> Result<Arc<Seen>, Problem> {
        // Held while it is read: several panes that ask at once wait for one look.
        let mut read = self.read.lock().await;
        if let Some((at, seen)) = &read.seen
            && at.elapsed() < YOUNG
        {
            return Ok(Arc::clone(seen));
        }
        let newest = read.minutes.keys().next_back().copied();
        let from = newest.and_then(|at| at.checked_sub(UNSETTLED).ok());
        let oldest = self.now().checked_sub(meter::KEPT).unwrap_or_default();
        let fresh = self.minutes(from.unwrap_or(oldest)).await?;
        read.minutes.extend(fresh);
        read.minutes.retain(|at, _| *at >= oldest);
        let seen = Seen::read(&self.client, &self.tables, &read.minutes).await?;
        let seen = Arc::new(seen);
        if self.at.is_none() {
            read.seen = Some((Instant::now(), Arc::clone(&seen)));
        }
        Ok(seen)
    }

    /// The minutes of the meter from one on.
    async fn minutes(&self, from: Timestamp) -> Result<Vec<(Timestamp, Arc<Minute>)>, Problem> {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let query = self.client.query().table_name(&self.tables.control);
            let answer = query
                .key_condition_expression("pk = :p AND sk >= :from")
                .expression_attribute_values(":p", raw::s(meter::PARTITION))
                .expression_attribute_values(":from", raw::s(from.to_string()))
                .set_exclusive_start_key(after)
                .send()
                .await
                .map_err(|error| problem("dynamodb:Query", &error))?;
            let items = answer.items.unwrap_or_default();
            found.extend(items.iter().filter_map(|item| {
                let at = raw::text(item, "sk")?.parse().ok()?;
                let minute = serde_json::from_str(raw::text(item, "body")?).ok()?;
                Some((at, Arc::new(minute)))
            }));
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(found);
            }
        }
    }

    /// When functions were last modified, with what they say of it; those that nobody touched are not among them.
    async fn modified(&self) -> Result<BTreeMap<String, (Timestamp, Text)>, Problem> {
        let query = self.client.query().table_name(&self.tables.control);
        let answer = query
            .key_condition_expression("pk = :p AND begins_with(sk, :f)")
            .expression_attribute_values(":p", raw::s("META"))
            .expression_attribute_values(":f", raw::s(FUNCTION))
            .send()
            .await
            .map_err(|error| problem("dynamodb:Query", &error))?;
        let items = answer.items.unwrap_or_default();
        let found = items.iter().filter_map(|item| {
            let name = raw::text(item, "sk")?.strip_prefix(FUNCTION)?.to_owned();
            let at = raw::text(item, "lastModified")?.parse().ok()?;
            let about = raw::text(item, "description").unwrap_or_default();
            Some((name, (at, Text::from_untrusted(about))))
        });
        Ok(found.collect())
    }
}

/// What the rows begin with that say when a function was modified.
const FUNCTION: &str = "FUNCTION#";

#[async_trait]
impl Alarms for Source {
    async fn page(&self, _: Option<Cursor>) -> Result<Page<Alarm>, Problem> {
        Ok(page(alarms::all(self.seen().await?.as_ref(), self.now())))
    }

    async fn history(&self, name: &str, _: Option<Cursor>) -> Result<Page<Happening>, Problem> {
        let seen = self.seen().await?;
        Ok(page(alarms::history(&seen, name, self.now())))
    }
}

#[async_trait]
impl Metrics for Source {
    async fn read(&self, queries: &[MetricQuery], span: Span) -> Result<Vec<Series>, Problem> {
        let seen = self.seen().await?;
        let of = |query: &MetricQuery| Series::from(points(&seen, query, span));
        Ok(queries.iter().map(of).collect())
    }
}

#[async_trait]
impl Functions for Source {
    /// Only what a bad deploy touched tells when it was changed.
    async fn deployed(&self) -> Result<(Vec<Deployed>, bool), Problem> {
        let platforms = [
            PlatformId::Marketplace,
            PlatformId::Alquimista,
            PlatformId::Diatonic,
            PlatformId::Notification,
        ];
        let named = platforms.into_iter().flat_map(|of| scheme(of).functions());
        let is_there = |name: &String| !NOT_DEPLOYED.contains(&name.as_str());
        let mut modified = self.modified().await?;
        let deployed = named.filter(is_there).map(|name| {
            let (at, description) = modified.remove(&name).unzip();
            Deployed {
                name,
                at,
                code: None,
                description,
            }
        });
        Ok((deployed.collect(), true))
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
    let value = |from, to| {
        let told = seen.told.value(query, from, to);
        told.unwrap_or_else(|| seen.value(Signal::of(query)?, from, to))
    };
    let period = SignedDuration::from_secs(i64::from(query.period.max(60)));
    let begins = std::iter::successors(Some(span.from), |at| at.checked_add(period).ok());
    let begins = begins.take_while(|at| *at < span.to);
    begins
        .filter_map(|at| {
            let to = at.checked_add(period).unwrap_or(span.to).min(span.to);
            let value = value(at, to)?;
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

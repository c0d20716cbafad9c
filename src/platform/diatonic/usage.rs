//! Usage: what a tenant's executions of a month came to. Nothing counts them for us, so they are read, a
//! bounded number of pages for each month; tokens and cost are what their metrics name.

use super::item::execution::{Execution, execution};
use super::schema::Part;
use super::workbench::Workbench;
use crate::aws::dynamo::{Item, Query};
use crate::domain::cost::Cost;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use crate::domain::usage::{Activity, ActivityDay, Figures, UsageMonth};
use crate::platform::diatonic::item::lifecycle::Phase;
use async_trait::async_trait;
use jiff::{Span, Timestamp, tz::TimeZone};
use std::collections::BTreeMap;

const TENANT: &str = "tenant_id";
const STARTED: &str = "started_at";
/// Executions of one page, and pages of one month: beyond that a month is cut, the newest counted.
const LIMIT: u32 = 250;
const PAGES: u32 = 4;
/// Months that may be asked for at once.
const MOST: u32 = 12;

/// The executions of tenants by time.
pub(super) struct Usage {
    bench: Workbench,
    index: String,
}

impl Usage {
    /// `None`: no index has a tenant's executions by time.
    pub(super) fn new(bench: &Workbench) -> Option<Self> {
        let index = bench.plan.of(Part::Executions)?.index(TENANT, STARTED)?;
        Some(Self {
            bench: bench.clone(),
            index: index.to_owned(),
        })
    }

    /// The executions that started in `month` (`YYYY-MM`), newest first.
    async fn started_in(&self, tenant: &TenantId, month: &str) -> Result<Page<Item>, Problem> {
        let table = &self.bench.tables.executions;
        let query = Query {
            index: Some(&self.index),
            sort_prefix: Some((STARTED, month)),
            newest_first: true,
            limit: Some(LIMIT),
            ..Query::partition(table, TENANT, tenant.as_str())
        };
        self.bench.dynamo.query_all(query, PAGES).await
    }
}

#[async_trait]
impl crate::platform::Usage for Usage {
    /// One query for each month, at most four where it has more than 250 executions. A page with a `next`
    /// says that a month holds more than was counted; months without an execution are left out.
    async fn months(&self, tenant: &TenantId, months: u32) -> Result<Page<UsageMonth>, Problem> {
        let names = newest(self.bench.dynamo.clock().now(), months.clamp(1, MOST));
        let reads = names.iter().map(|month| self.started_in(tenant, month));
        let pages = futures::future::try_join_all(reads).await?;
        let mut all = Page {
            items: Vec::new(),
            next: None,
            cost: Cost::default(),
        };
        for (name, page) in names.iter().zip(pages) {
            all.cost += page.cost;
            all.next = all.next.or(page.next);
            if !page.items.is_empty() {
                let executions: Vec<Execution> = page.items.iter().map(execution).collect();
                all.items.push(month(tenant, name, &executions));
            }
        }
        Ok(all)
    }
}

/// The names of the newest `count` months, newest first.
fn newest(now: Timestamp, count: u32) -> Vec<String> {
    let first = now.to_zoned(TimeZone::UTC).date().first_of_month();
    (0..i64::from(count))
        .filter_map(|back| first.checked_sub(Span::new().months(back)).ok())
        .map(|day| day.strftime("%Y-%m").to_string())
        .collect()
}

/// What these executions of one month came to; sums are `None` where no metric names anything to add.
fn month(tenant: &TenantId, name: &str, executions: &[Execution]) -> UsageMonth {
    let mut activity = Activity::default();
    let mut days: BTreeMap<Text, ActivityDay> = BTreeMap::new();
    let mut oddities: u16 = 0;
    for one in executions {
        let failed = u64::from(one.lifecycle.status.phase == Phase::Failed);
        activity.count += 1;
        activity.failed += failed;
        if let Some(tokens) = one.metrics.tokens {
            activity.tokens = Some(activity.tokens.unwrap_or(0).saturating_add(tokens));
        }
        if let Some(cost) = one.metrics.cost_usd {
            activity.cost_usd = Some(activity.cost_usd.unwrap_or(0.0) + cost);
        }
        oddities = oddities.saturating_add(one.oddities);
        let date = one.lifecycle.started_at.map_or_else(
            || Text::from_untrusted(name),
            |at| Text::from_untrusted(&time::day(at)),
        );
        let day = days.entry(date.clone()).or_insert(ActivityDay {
            date,
            count: 0,
            failed: 0,
        });
        day.count += 1;
        day.failed += failed;
    }
    activity.days = days.into_values().collect();
    UsageMonth {
        platform: PlatformId::Diatonic,
        tenant: tenant.clone(),
        month: Text::from_untrusted(name),
        figures: Figures::Activity(activity),
        oddities,
    }
}

//! Usage: the newest months of a tenant out of both tables. A deployment may lack one of them.

use super::item::usage;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::page::Page;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::usage::UsageMonth;
use async_trait::async_trait;

/// Both usage tables.
pub(super) struct Usage {
    dynamo: Dynamo,
    tracker: String,
    metrics: String,
}

impl Usage {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tracker: tables.tenant_usage.clone(),
            metrics: tables.usage_metrics.clone(),
        }
    }

    async fn newest(
        &self,
        table: &str,
        tenant: &TenantId,
        months: u32,
    ) -> Result<Page<Item>, Problem> {
        let mut query = Query::partition(table, "tenantId", tenant.as_str());
        query.newest_first = true;
        query.limit = Some(months.max(1));
        self.dynamo.query(query).await
    }
}

#[async_trait]
impl crate::platform::Usage for Usage {
    async fn months(&self, tenant: &TenantId, months: u32) -> Result<Page<UsageMonth>, Problem> {
        let (tracker, metrics) = futures::future::join(
            self.newest(&self.tracker, tenant, months),
            self.newest(&self.metrics, tenant, months),
        )
        .await;
        let (tracker, metrics) = match (tracker, metrics) {
            (Err(why), Err(_)) => return Err(why),
            (tracker, metrics) => (or_none(tracker)?, or_none(metrics)?),
        };
        let mut items = usage::months(tenant, &tracker.items, &metrics.items);
        items.truncate(usize::try_from(months).unwrap_or(usize::MAX));
        Ok(Page {
            items,
            next: None,
            cost: tracker.cost + metrics.cost,
        })
    }
}

/// A missing table has no months; any other failure stays one.
fn or_none(page: Result<Page<Item>, Problem>) -> Result<Page<Item>, Problem> {
    match page {
        Err(why) if why.trouble == Trouble::MissingTable => Ok(Page {
            items: Vec::new(),
            next: None,
            cost: Cost::default(),
        }),
        other => other,
    }
}

//! Usage: the daily rows of a tenant, newest first, until there are enough months of them.

use super::item::usage::{FIELDS, date, months};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::usage::UsageMonth;
use async_trait::async_trait;
use std::collections::BTreeSet;

/// Rows of one page, and pages at most: three months of some twenty agents.
const PAGE: u32 = 250;
const PAGES: u32 = 8;

/// The table of daily usage.
pub(super) struct DailyUsage {
    dynamo: Dynamo,
    table: String,
}

impl DailyUsage {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.usage_daily.clone(),
        }
    }
}

#[async_trait]
impl crate::platform::Usage for DailyUsage {
    /// `next` is there when the tenant has more rows than are read at most: then the oldest month's counts are
    /// too low. The system's job counts a day at two in the next night, so today is never among them.
    async fn months(&self, tenant: &TenantId, wanted: u32) -> Result<Page<UsageMonth>, Problem> {
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
        let mut query = Query::partition(&self.table, "tenant_id", tenant.as_str());
        query.newest_first = true;
        query.limit = Some(PAGE);
        query.only = &FIELDS;
        let mut rows: Vec<Item> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut cost = Cost::default();
        let mut next = None;
        for _ in 0..PAGES {
            query.after = next.take();
            let page = self.dynamo.query(query.clone()).await?;
            cost += page.cost;
            let of_page = page.items.iter().filter_map(date);
            seen.extend(of_page.map(|day| (day.year(), day.month())));
            rows.extend(page.items);
            if seen.len() > wanted {
                break;
            }
            next = page.next;
            if next.is_none() {
                break;
            }
        }
        let mut items = months(tenant, &rows);
        items.truncate(wanted);
        Ok(Page { items, next, cost })
    }
}

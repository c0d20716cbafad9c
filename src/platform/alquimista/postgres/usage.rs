//! Usage: the daily rows of a tenant's agents, added up by date (a job fills them at 02:00 UTC, so the
//! newest day is yesterday's).

use super::Database;
use super::columns::{as_json, of};
use crate::aws::dynamo::Item;
use crate::domain::cost::Cost;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::usage::{Activity, ActivityDay, Figures, UsageMonth};
use crate::platform::value::Reader;
use async_trait::async_trait;

pub(super) const TABLE: &str = "tenant_usage_daily";
/// Months that one call reads at most.
const MOST: u32 = 36;
const SUMS: [(&str, &str); 4] = [
    ("total_requests", "count"),
    ("failed_requests", "failed"),
    ("total_tokens_used", "tokens"),
    ("total_cost_usd", "cost"),
];

#[async_trait]
impl crate::platform::Usage for Database {
    /// One round trip.
    async fn months(&self, tenant: &TenantId, months: u32) -> Result<Page<UsageMonth>, Problem> {
        let columns = &self.columns;
        let months = months.min(MOST);
        let mut items = Vec::new();
        if columns.fits(TABLE, "tenant_id", tenant.as_str()) {
            let sums: String = SUMS
                .iter()
                .filter(|(column, _)| columns.has(TABLE, column))
                .map(|(column, name)| format!(", sum({column}) AS {name}"))
                .collect();
            let sql = as_json(&format!(
                "SELECT date{sums} FROM {} WHERE tenant_id = {} GROUP BY date ORDER BY date DESC LIMIT {}",
                of(TABLE),
                columns.cast(TABLE, "tenant_id", 1),
                // No month has more days, so the newest months are whole.
                31 * months,
            ));
            let subject = "postgres:SELECT tenant_usage_daily";
            let rows = self
                .reads
                .rows(subject, &sql, &[Some(tenant.as_str())])
                .await?;
            items = by_month(tenant, &rows);
            items.truncate(usize::try_from(months).unwrap_or(usize::MAX));
        }
        Ok(Page {
            items,
            next: None,
            cost: Cost::default(),
        })
    }
}

/// Days, newest first, as months, newest first.
fn by_month(tenant: &TenantId, days: &[Item]) -> Vec<UsageMonth> {
    let mut months: Vec<(String, Activity, u16)> = Vec::new();
    for day in days {
        let mut read = Reader::new(day);
        let date = read.raw("date").unwrap_or_default();
        let name = date.rsplit_once('-').map_or("", |(month, _)| month);
        if months.last().is_none_or(|(month, _, _)| month != name) {
            months.push((name.to_owned(), Activity::default(), 0));
        }
        let Some((_, month, oddities)) = months.last_mut() else {
            continue;
        };
        let (count, failed) = (read.count("count"), read.count("failed"));
        month.count = month.count.saturating_add(count);
        month.failed = month.failed.saturating_add(failed);
        if read.value("tokens").is_some() {
            let tokens = read.count("tokens");
            month.tokens = Some(month.tokens.unwrap_or(0).saturating_add(tokens));
        }
        if let Some(cost) = read.fraction("cost") {
            month.cost_usd = Some(month.cost_usd.unwrap_or(0.0) + cost);
        }
        let date = Text::from_untrusted(date);
        month.days.insert(
            0,
            ActivityDay {
                date,
                count,
                failed,
            },
        );
        *oddities = oddities.saturating_add(read.oddities());
    }
    months
        .into_iter()
        .map(|(name, activity, oddities)| UsageMonth {
            platform: PlatformId::Alquimista,
            tenant: tenant.clone(),
            month: Text::from_untrusted(&name),
            figures: Figures::Activity(activity),
            oddities,
        })
        .collect()
}

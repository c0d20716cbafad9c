//! A tenant whose month is used up: the bot reads the count before it thinks, and where the limit is reached it
//! sends its text and stores nothing (backend facts 1.2). In the demo it does so on that bad day only, for one
//! tenant: the others' counts of the seed are over their limits and their bots go on, as the deployed handler's do.

use super::store::Store;
use super::usage::month;
use super::{Happening, World};
use crate::embedded::raw::{self, Item, n, s};
use crate::embedded::seed::iso;
use crate::embedded::tables::Tables;
use crate::embedded::world::roster::Who;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

/// The tenant of the quota breach.
pub const TENANT: &str = "tenant-ai-tech-solutions";
/// How far over its limit it is when the demo begins.
const OVER: i64 = 12;

/// The count that is refused from (the handler compares the month with what the item says of a day).
pub fn limit(tenant: &Item) -> Option<i64> {
    let limits = tenant.get("limits")?.as_m().ok()?;
    number(limits, "maxMessagesPerDay").filter(|limit| *limit >= 0)
}

/// A whole number.
pub fn number(item: &Item, name: &str) -> Option<i64> {
    item.get(name)?.as_n().ok()?.parse().ok()
}

impl World {
    /// Whether the bot refuses to think for a tenant.
    pub(super) async fn is_over_limit(&mut self, tenant: &str) -> bool {
        if !self.refuses || tenant != TENANT {
            return false;
        }
        let Some(limit) = self.resolver.limits.get(tenant).copied() else {
            return false;
        };
        let table = self.store.tables.marketplace.tenant_usage.clone();
        let key = self.month_key(tenant, "month");
        let row = self.store.get(&table, key).await;
        let count = row.as_ref().and_then(|row| number(row, "messagesCount"));
        // What cannot be read is refused (backend facts 1.2).
        count.is_none_or(|count| count >= limit)
    }

    /// The customer gets the limit's text, and nothing is stored.
    pub(super) fn refuse(&mut self, who: Who, tenant: &str) -> Happening {
        let millis = self.rng.u32(60..180);
        self.store.meter.ran(super::bot::THINKER, millis, false);
        self.store.meter.over_limit(tenant);
        Happening::Refused(who)
    }
}

/// Writes it into the tables, as the counters have done it by `now`.
pub async fn use_up(client: &Client, tables: &Tables, now: Timestamp) {
    let mut store = Store::new(client.clone(), tables.clone());
    let names = tables.marketplace.clone();
    let tenant = raw::item([("tenantId", s(TENANT))]);
    let Some(limit) = store
        .get(&names.tenants, tenant)
        .await
        .as_ref()
        .and_then(limit)
    else {
        return;
    };
    let key = |sort: &str| raw::item([("tenantId", s(TENANT)), (sort, s(month(now)))]);
    if let Some(usage) = store.get(&names.tenant_usage, key("month")).await {
        store
            .put(&names.tenant_usage, used_up(usage, limit, now))
            .await;
    }
    if let Some(metrics) = store.get(&names.usage_metrics, key("period")).await {
        store
            .put(&names.usage_metrics, used_up(metrics, limit, now))
            .await;
    }
}

/// A row of the month whose messages are those of a hectic day more: the tracker's, or the metrics'.
fn used_up(mut row: Item, limit: i64, now: Timestamp) -> Item {
    let counter = match row.contains_key("messagesCount") {
        true => "messagesCount",
        false => "messageCount",
    };
    let wanted = limit + OVER;
    let more = (wanted - number(&row, counter).unwrap_or(0)).max(0);
    row.insert(counter.to_owned(), n(wanted));
    row.insert("lastUpdated".to_owned(), s(iso(now)));
    if let Some(AttributeValue::L(days)) = row.get_mut("dailyStats")
        && let Some(AttributeValue::M(day)) = days.first_mut()
    {
        let before = number(day, "messages").unwrap_or(0);
        day.insert("messages".to_owned(), n(before + more));
    }
    row
}

//! Usage counters: two tables that count the same thing apart, and daily figures that are read,
//! changed and written back (backend facts 1.2). A failed call loses its count.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::tz::TimeZone;

use super::World;
use crate::embedded::raw::{self, Item, n, s};
use crate::embedded::seed::iso;

/// Days that the tracker keeps, newest first.
const DAYS: usize = 30;

impl World {
    /// One handled message whose text has this many bytes.
    pub(super) async fn count_usage(&mut self, tenant: &str, bytes: usize) {
        let tokens = 120 + bytes as u64 / 3;
        self.count(
            tenant,
            &[("messagesCount", 1), ("aiTokensUsed", tokens)],
            "messageCount",
        )
        .await;
        self.count_day(tenant, "messages", tokens).await;
    }

    /// One new conversation.
    pub(super) async fn count_conversation(&mut self, tenant: &str) {
        self.count(tenant, &[("conversationsCount", 1)], "conversationCount")
            .await;
        self.count_day(tenant, "conversations", 0).await;
    }

    async fn count(&mut self, tenant: &str, tracked: &[(&str, u64)], metric: &str) {
        let tables = self.store.tables.marketplace.clone();
        let now = iso(self.now());
        for (name, by) in tracked {
            self.store
                .update(
                    &tables.tenant_usage,
                    self.month_key(tenant, "month"),
                    |update| {
                        update
                            .update_expression(
                                "SET #c = if_not_exists(#c, :zero) + :by, lastUpdated = :now",
                            )
                            .expression_attribute_names("#c", *name)
                            .expression_attribute_values(":zero", n(0))
                            .expression_attribute_values(":by", n(by))
                            .expression_attribute_values(":now", s(now.clone()))
                    },
                )
                .await;
        }
        self.store
            .update(
                &tables.usage_metrics,
                self.month_key(tenant, "period"),
                |update| {
                    update
                        .update_expression("ADD #c :one SET lastUpdated = :now")
                        .expression_attribute_names("#c", metric)
                        .expression_attribute_values(":one", n(1))
                        .expression_attribute_values(":now", s(now.clone()))
                },
            )
            .await;
    }

    /// Reads the days, changes today's, writes them all back: two at once lose one.
    async fn count_day(&mut self, tenant: &str, counter: &str, tokens: u64) {
        let table = self.store.tables.marketplace.tenant_usage.clone();
        let key = self.month_key(tenant, "month");
        let Some(item) = self.store.get(&table, key.clone()).await else {
            return;
        };
        let mut days = match item.get("dailyStats") {
            Some(AttributeValue::L(days)) => days.clone(),
            _ => Vec::new(),
        };
        let today = self
            .now()
            .to_zoned(TimeZone::UTC)
            .strftime("%Y-%m-%d")
            .to_string();
        let known = days.first().and_then(|day| day.as_m().ok());
        if known.and_then(|day| raw::text(day, "date")) != Some(today.as_str()) {
            let fresh = raw::item([
                ("date", s(today)),
                ("conversations", n(0)),
                ("messages", n(0)),
                ("tokens", n(0)),
            ]);
            days.insert(0, AttributeValue::M(fresh));
            days.truncate(DAYS);
        }
        if let Some(AttributeValue::M(day)) = days.first_mut() {
            add(day, counter, 1);
            add(day, "tokens", tokens);
        }
        self.store
            .update(&table, key, |update| {
                update
                    .update_expression("SET dailyStats = :days")
                    .expression_attribute_values(":days", AttributeValue::L(days))
            })
            .await;
    }

    pub(super) fn month_key(&self, tenant: &str, sort: &str) -> Item {
        raw::item([("tenantId", s(tenant)), (sort, s(month(self.now())))])
    }
}

/// The month of a moment, in UTC as both counters have it.
pub fn month(at: jiff::Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m").to_string()
}

fn add(day: &mut Item, counter: &str, by: u64) {
    let before = day
        .get(counter)
        .and_then(|value| value.as_n().ok())
        .and_then(|number| number.parse::<u64>().ok())
        .unwrap_or(0);
    day.insert(counter.to_owned(), n(before + by));
}

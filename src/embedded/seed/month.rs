//! `[[month]]`: one tenant's usage in one month, as both usage tables state it.

use serde::Deserialize;

use aws_sdk_dynamodb::types::AttributeValue;

use super::when::{Start, iso};
use super::{Row, Section, SeedError};
use crate::embedded::raw::{self, n, s};

/// What each of the two tables counted; they never agree entirely (backend facts 1.2).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Month {
    tenant: String,
    /// `@month`, `@month-1`, …
    month: String,
    messages: u64,
    conversations: u64,
    tokens: u64,
    storage_gb: f64,
    metrics_messages: u64,
    metrics_conversations: u64,
    /// Messages of each day, the newest first; at most 30, as the tracker keeps them.
    daily: Vec<u64>,
}

impl Month {
    /// A row for each usage table.
    ///
    /// # Errors
    /// When the month cannot be read or more than 30 days are stated.
    pub fn rows(&self, place: &str, start: Start) -> Result<Vec<Row>, SeedError> {
        if self.daily.len() > 30 {
            return Err(SeedError::new(place, "dailyStats keeps 30 days at most"));
        }
        let wrong = |e: String| SeedError::new(place, e);
        let month = start.text(&self.month).map_err(wrong)?;
        let newest = start.newest_day_of(&month).map_err(wrong)?;
        let mut stats = Vec::new();
        for (back, messages) in (0_i64..).zip(&self.daily) {
            let day = newest
                .checked_sub(jiff::Span::new().days(back))
                .map_err(|e| wrong(e.to_string()))?;
            // Early in a month there are fewer days than the seed states.
            if day.strftime("%Y-%m").to_string() != month {
                break;
            }
            stats.push(AttributeValue::M(raw::item([
                ("date", s(day.strftime("%Y-%m-%d").to_string())),
                ("conversations", n(messages / 11)),
                ("messages", n(messages)),
                ("tokens", n(messages * 186)),
            ])));
        }
        let updated = iso(start.0);
        let tracker = raw::item([
            ("tenantId", s(self.tenant.clone())),
            ("month", s(month.clone())),
            ("conversationsCount", n(self.conversations)),
            ("messagesCount", n(self.messages)),
            ("aiTokensUsed", n(self.tokens)),
            ("storageUsedGB", n(self.storage_gb)),
            ("dailyStats", AttributeValue::L(stats)),
            ("lastUpdated", s(updated.clone())),
        ]);
        let metrics = raw::item([
            ("tenantId", s(self.tenant.clone())),
            ("period", s(month)),
            ("messageCount", n(self.metrics_messages)),
            ("conversationCount", n(self.metrics_conversations)),
            ("lastUpdated", s(updated)),
        ]);
        Ok(vec![
            Row::new(Section::TenantUsage, tracker),
            Row::new(Section::UsageMetrics, metrics),
        ])
    }
}

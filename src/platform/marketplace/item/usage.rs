//! Usage: two tables with other keys and other words for the same months.

use crate::aws::dynamo::Item;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::text::Text;
use crate::domain::usage::{Figures, MetricsUsage, TrackerUsage, UsageDay, UsageMonth};
use crate::platform::value::Reader;
use aws_sdk_dynamodb::types::AttributeValue;
use std::cmp::Reverse;

/// The months of both tables, newest first; a month that only one has comes with only that one.
pub fn months(tenant: &TenantId, tracker: &[Item], metrics: &[Item]) -> Vec<UsageMonth> {
    let mut months: Vec<Month> = tracker.iter().map(Month::tracked).collect();
    for item in metrics {
        let other = Month::metered(item);
        let known = months
            .iter_mut()
            .find(|known| known.month == other.month && known.metrics.is_none());
        match known {
            Some(known) => {
                known.metrics = other.metrics;
                known.oddities = known.oddities.saturating_add(other.oddities);
            }
            None => months.push(other),
        }
    }
    months.sort_by_key(|month| Reverse(month.month.clone()));
    months.into_iter().map(|month| month.of(tenant)).collect()
}

/// A month as far as one or both tables have it.
struct Month {
    month: Text,
    tracker: Option<TrackerUsage>,
    metrics: Option<MetricsUsage>,
    oddities: u16,
}

impl Month {
    fn tracked(item: &Item) -> Self {
        let mut read = Reader::new(item);
        Self {
            month: read.text("month").unwrap_or_default(),
            tracker: Some(tracker_usage(&mut read)),
            metrics: None,
            oddities: read.oddities(),
        }
    }

    fn metered(item: &Item) -> Self {
        let mut read = Reader::new(item);
        Self {
            month: read.text("period").unwrap_or_default(),
            tracker: None,
            metrics: Some(MetricsUsage {
                messages: read.count("messageCount"),
                conversations: read.count("conversationCount"),
                updated_at: read.time("lastUpdated"),
            }),
            oddities: read.oddities(),
        }
    }

    fn of(self, tenant: &TenantId) -> UsageMonth {
        UsageMonth {
            platform: PlatformId::Marketplace,
            tenant: tenant.clone(),
            month: self.month,
            figures: Figures::Messages {
                tracker: self.tracker,
                metrics: self.metrics,
            },
            oddities: self.oddities,
        }
    }
}

fn tracker_usage(read: &mut Reader<'_>) -> TrackerUsage {
    TrackerUsage {
        conversations: read.count("conversationsCount"),
        messages: read.count("messagesCount"),
        tokens: read.count("aiTokensUsed"),
        storage_gb: read.fraction("storageUsedGB").unwrap_or(0.0),
        updated_at: read.time("lastUpdated"),
        days: days(read),
    }
}

/// `dailyStats` is newest first in the table and is written by read-modify-write: order is not trusted.
fn days(read: &mut Reader<'_>) -> Vec<UsageDay> {
    let list = match read.value("dailyStats") {
        Some(AttributeValue::L(list)) => list.as_slice(),
        Some(_) => {
            read.odd();
            &[]
        }
        None => &[],
    };
    let mut days = Vec::with_capacity(list.len());
    for element in list {
        let AttributeValue::M(map) = element else {
            read.odd();
            continue;
        };
        let mut day = Reader::new(map);
        days.push(UsageDay {
            date: day.text("date").unwrap_or_default(),
            conversations: day.count("conversations"),
            messages: day.count("messages"),
            tokens: day.count("tokens"),
        });
        (0..day.oddities()).for_each(|_| read.odd());
    }
    days.sort_by(|a, b| a.date.cmp(&b.date));
    days
}

//! Months of a tenant: the rows of `tenant_usage_daily`, one for each agent and day, added up (backend facts
//! 2.1). Rows without an agent are requests that named none, not a total.

use crate::aws::dynamo::Item;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::text::Text;
use crate::domain::usage::{Activity, ActivityDay, Figures, UsageMonth};
use crate::platform::value::Reader;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is fetched.
pub const FIELDS: [&str; 6] = [
    "sk",
    "date",
    "total_requests",
    "failed_requests",
    "total_tokens_used",
    "total_cost_usd",
];

/// The day of a row: its date, else the one in its key. A time behind it does not count.
pub fn date(item: &Item) -> Option<Date> {
    let mut read = Reader::new(item);
    let day = |raw: &str| raw.get(..10)?.parse().ok();
    read.raw("date")
        .and_then(day)
        .or_else(|| day(read.raw("sk")?))
}

/// The months of these rows, newest first. A row without a readable date is an oddity of the newest month;
/// alone, it makes a month without a name.
pub fn months(tenant: &TenantId, rows: &[Item]) -> Vec<UsageMonth> {
    let mut months: BTreeMap<String, (Activity, u16)> = BTreeMap::new();
    let mut undated = 0_u16;
    for row in rows {
        let Some(date) = date(row) else {
            undated = undated.saturating_add(1);
            continue;
        };
        let month = date.strftime("%Y-%m").to_string();
        let (activity, oddities) = months.entry(month).or_default();
        let mut read = Reader::new(row);
        add(activity, &mut read, &date.to_string());
        *oddities = oddities.saturating_add(read.oddities());
    }
    if months.is_empty() && undated > 0 {
        months.insert(String::new(), (Activity::default(), 0));
    }
    months
        .into_iter()
        .rev()
        .map(|(name, (mut activity, oddities))| {
            activity.days.sort_by(|a, b| a.date.cmp(&b.date));
            UsageMonth {
                platform: PlatformId::Alquimista,
                tenant: tenant.clone(),
                month: Text::from(name),
                figures: Figures::Activity(activity),
                oddities: oddities.saturating_add(std::mem::take(&mut undated)),
            }
        })
        .collect()
}

fn add(activity: &mut Activity, read: &mut Reader<'_>, date: &str) {
    let (count, failed) = (read.count("total_requests"), read.count("failed_requests"));
    let tokens = read.count("total_tokens_used");
    let cost = read.fraction("total_cost_usd").unwrap_or_default();
    activity.count = activity.count.saturating_add(count);
    activity.failed = activity.failed.saturating_add(failed);
    activity.tokens = Some(activity.tokens.unwrap_or_default().saturating_add(tokens));
    activity.cost_usd = Some(activity.cost_usd.unwrap_or_default() + cost);
    match activity.days.iter_mut().find(|day| day.date == date) {
        Some(day) => {
            day.count = day.count.saturating_add(count);
            day.failed = day.failed.saturating_add(failed);
        }
        None => activity.days.push(ActivityDay {
            date: Text::from_untrusted(date),
            count,
            failed,
        }),
    }
}

//! Months of a user: the notifications counted by their own dates, in UTC.

use super::mail::{Notification, Stage};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::text::Text;
use crate::domain::time;
use crate::domain::usage::{Activity, ActivityDay, Figures, UsageMonth};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The months of these notifications, newest first. `failed` counts those that are stuck (longer undelivered
/// than two periods of the schedule) and those whose summary is the system's failure text, delivered or not.
/// Errors of reads are not among them: `sync_state` keeps a running count without dates. One without a
/// readable date is an oddity of the newest month; alone, it makes a month without a name.
pub fn months(tenant: &TenantId, mail: &[Notification], now: Timestamp) -> Vec<UsageMonth> {
    let mut days: BTreeMap<String, ActivityDay> = BTreeMap::new();
    let mut undated = 0_u16;
    for one in mail {
        let Some(at) = one.at else {
            undated = undated.saturating_add(1);
            continue;
        };
        let date = time::day(at);
        let day = days.entry(date).or_insert_with_key(|date| ActivityDay {
            date: Text::from_untrusted(date),
            count: 0,
            failed: 0,
        });
        day.count += 1;
        day.failed += u64::from(failed(one, now));
    }
    let mut months: BTreeMap<String, Activity> = BTreeMap::new();
    for (date, day) in days {
        let name = date.rsplit_once('-').map_or("", |(month, _)| month);
        let month = months.entry(name.to_owned()).or_default();
        month.count += day.count;
        month.failed += day.failed;
        month.days.push(day);
    }
    if months.is_empty() && undated > 0 {
        months.insert(String::new(), Activity::default());
    }
    let mut oddities = undated;
    months
        .into_iter()
        .rev()
        .map(|(name, activity)| UsageMonth {
            platform: PlatformId::Notification,
            tenant: tenant.clone(),
            month: Text::from(name),
            figures: Figures::Activity(activity),
            oddities: std::mem::take(&mut oddities),
        })
        .collect()
}

fn failed(one: &Notification, now: Timestamp) -> bool {
    one.summary_failed || (one.stage != Stage::Delivered && one.stuck(now))
}

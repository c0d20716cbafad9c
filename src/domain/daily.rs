//! What each day of a month came to, and where that is known from: the days that a system keeps, or readings of a
//! month's counter that consoles kept once a day.

use super::allowance::Counted;
use super::usage::{Figures, UsageMonth};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// Days before today that are looked at: the window of a forecast, and the whole of a month before it.
const MOST: i32 = 62;

/// What was counted on a UTC day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    pub date: Date,
    pub count: u64,
}

/// Where days are known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// `dailyStats` of `ai-marketplace-tenant-usage`. It is read, changed and written back, so it loses counts.
    Tracker,
    /// Readings of `ai-marketplace-usage-metrics`, which has no days, kept by consoles in the control table.
    Readings,
    /// The days of a system that counts what its agents did.
    Activity,
}

impl Source {
    /// As people name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tracker => "tenant-usage.dailyStats",
            Self::Readings => "switchboard-control",
            Self::Activity => "daily",
        }
    }
}

/// Both counters of a month as a console read them on a day: `USAGE#…` / `DAY#<day>` of the control table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub day: Date,
    /// When it was read: the first look of the day by any console.
    pub at: Timestamp,
    pub metrics: Option<u64>,
    pub tracker: Option<u64>,
}

/// The days of a month as its system keeps them, without gaps up to the newest before or on `today`: a day without
/// a row is a day without anything counted. Dates that make no sense are left out.
pub fn days(months: &[UsageMonth], counted: Counted, today: Date) -> Vec<DayCount> {
    let first = today.checked_sub(MOST.days()).unwrap_or(Date::MIN);
    let mut found: BTreeMap<Date, u64> = BTreeMap::new();
    let stated = months.iter().flat_map(|month| stated(month, counted));
    for (date, count) in stated {
        let Ok(date) = date.parse::<Date>() else {
            continue;
        };
        if date >= first && date <= today {
            let known = found.entry(date).or_default();
            *known = count.max(*known);
        }
    }
    let (Some(mut date), Some(last)) = (found.keys().next().copied(), newest(&found, today)) else {
        return Vec::new();
    };
    let mut days = Vec::new();
    while date <= last {
        let count = found.get(&date).copied().unwrap_or(0);
        days.push(DayCount { date, count });
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
    days
}

/// The newest day that is over is yesterday, also when nothing was counted on it.
fn newest(found: &BTreeMap<Date, u64>, today: Date) -> Option<Date> {
    let last = found.keys().next_back().copied()?;
    Some(last.max(today.yesterday().unwrap_or(today)))
}

fn stated(month: &UsageMonth, counted: Counted) -> Vec<(&str, u64)> {
    match &month.figures {
        Figures::Messages { tracker, .. } => {
            let days = tracker.iter().flat_map(|tracker| &tracker.days);
            days.map(|day| {
                let count = match counted {
                    Counted::Conversations => day.conversations,
                    Counted::Messages => day.messages,
                };
                (day.date.as_str(), count)
            })
            .collect()
        }
        Figures::Activity(activity) => {
            let days = activity.days.iter();
            days.map(|day| (day.date.as_str(), day.count)).collect()
        }
    }
}

/// The days between readings of `usage-metrics`: what was counted between two is spread over the days from the
/// first to the one before the second. Between months nothing is known, because the counter begins anew.
pub fn between(readings: &[Reading]) -> Vec<DayCount> {
    let known: BTreeMap<Date, u64> = readings
        .iter()
        .filter_map(|one| Some((one.day, one.metrics?)))
        .collect();
    let mut days = Vec::new();
    for ((from, before), (to, after)) in known.iter().zip(known.iter().skip(1)) {
        let same = from.first_of_month() == to.first_of_month();
        let (Ok(span), Some(more)) = (from.until(*to), after.checked_sub(*before)) else {
            continue;
        };
        let many = u64::try_from(span.get_days()).unwrap_or(0);
        if !same || many == 0 {
            continue;
        }
        let mut date = *from;
        for at in 0..many {
            // What does not divide evenly goes to the first days.
            let count = more / many + u64::from(at < more % many);
            days.push(DayCount { date, count });
            let Ok(next) = date.tomorrow() else { break };
            date = next;
        }
    }
    days
}

/// A count as a number to reckon with.
#[allow(clippy::cast_precision_loss)]
pub fn float(count: u64) -> f64 {
    count as f64
}

//! How a month of a tenant burns down: each count that its bot measures, where its days are known from, and when
//! it reaches its limit. The one rule that list, detail, alerts, exports and report go by.

use super::allowance::{Bound, Counted, Handler, Measure, measures};
use super::daily::{self, DayCount, Reading, Source};
use super::forecast::{Burn, LEAST, Outlook, Step, forecast, path};
use super::tenant::Limits;
use super::text::Text;
use super::usage::UsageMonth;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cmp::Ordering;

/// All that was read of a tenant's usage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metered {
    /// Newest first.
    pub months: Vec<UsageMonth>,
    /// Readings that consoles kept, oldest first.
    pub readings: Vec<Reading>,
    /// Alerts that were given.
    pub given: Vec<Given>,
    /// From which share on this tenant alerts, where somebody set it.
    pub threshold: Option<Threshold>,
}

impl From<Vec<UsageMonth>> for Metered {
    fn from(months: Vec<UsageMonth>) -> Self {
        Self {
            months,
            ..Self::default()
        }
    }
}

/// An alert that a console gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// `YYYY-MM`.
    pub period: String,
    pub level: Level,
    pub at: Timestamp,
    pub by: Text,
}

/// A share in percent, 1 to 100, from which on a tenant alerts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    pub percent: u8,
    pub by: Text,
    pub at: Timestamp,
}

/// What came of setting a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdSet {
    Done,
    /// It was so already; nothing was written.
    Already,
    /// Somebody set it meanwhile; nothing was written.
    Changed,
    Unknown,
}

/// Of what an alert tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The forecast reaches the limit this month.
    Forecast,
    /// So many percent of the limit are used.
    Percent(u8),
}

impl Level {
    /// The word in keys and in JSON: `forecast`, `95`.
    pub fn word(self) -> String {
        match self {
            Self::Forecast => "forecast".to_owned(),
            Self::Percent(percent) => percent.to_string(),
        }
    }

    /// Reads [`Self::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "forecast" => Some(Self::Forecast),
            percent => Some(Self::Percent(percent.parse().ok()?)),
        }
    }
}

/// What an alert tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Alerted {
    pub tenant: Text,
    pub level: Level,
    pub counted: Counted,
    pub used: u64,
    pub limit: u64,
    /// When the limit is expected to be reached.
    pub breaks: Option<Date>,
}

/// From which shares on alerts are given unless a tenant has its own first one.
pub const LEVELS: [u8; 3] = [80, 95, 100];

/// The shares of a tenant: its own first, then those of all above it.
pub fn levels(threshold: Option<u8>) -> Vec<u8> {
    let first = threshold.unwrap_or(0);
    let rest = LEVELS.into_iter().filter(|level| *level > first);
    threshold.into_iter().chain(rest).collect()
}

/// One count against its limit, and how it goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    pub measure: Measure,
    /// The table that counts it, as people name it, and when it was last written.
    pub table: &'static str,
    pub written: Option<Timestamp>,
    pub source: Source,
    /// Oldest first; those of the months before with them.
    pub days: Vec<DayCount>,
    /// `None`: there is no limit to reach.
    pub outlook: Option<Outlook>,
}

impl Gauge {
    /// The count at which refusing begins.
    pub fn limit(&self) -> Option<u64> {
        match self.measure.bound {
            Bound::AtMost(limit) => Some(limit),
            Bound::Unlimited | Bound::Unstated => None,
        }
    }

    /// Share of the limit that is used, in percent; of a limit of 0 all.
    pub fn percent(&self) -> Option<f64> {
        match self.limit()? {
            0 => Some(100.0),
            limit => Some(daily::float(self.measure.used) * 100.0 / daily::float(limit)),
        }
    }

    /// The course to the end of the month; none where nothing is foretold.
    pub fn steps(&self, now: Timestamp) -> Vec<Step> {
        let basis = self.outlook.as_ref().and_then(Outlook::basis);
        let (Some(basis), Some(limit)) = (basis, self.limit()) else {
            return Vec::new();
        };
        let burn = Burn {
            used: self.measure.used,
            limit,
            days: &self.days,
            now,
        };
        path(&burn, basis)
    }

    /// What breaks first comes first: what is over, by the day; what breaks, by the expected day; what might;
    /// what holds and what nobody knows, by share; what has no limit.
    pub fn compare(&self, other: &Self) -> Ordering {
        let never = Date::MAX;
        let place = |gauge: &Self| match &gauge.outlook {
            Some(Outlook::Over { since }) => (0, since.unwrap_or(Date::MIN)),
            Some(Outlook::Breaks { p50: Some(p50), .. }) => (1, *p50),
            Some(Outlook::Breaks { p50: None, p90, .. }) => (2, *p90),
            Some(Outlook::TooFew { .. } | Outlook::Holds { .. }) => (3, never),
            None => (4, never),
        };
        let share = |gauge: &Self| gauge.percent().unwrap_or(-1.0);
        place(self)
            .cmp(&place(other))
            .then_with(|| share(other).total_cmp(&share(self)))
    }
}

/// The alerts of a tenant that are due in `period` and not among those given: of the shares only the greatest that
/// any of its counts reached, and none when a greater one was given before; the forecast once.
pub fn due(gauges: &[Gauge], threshold: Option<u8>, period: &str, given: &[Given]) -> Vec<Level> {
    let of_period = || given.iter().filter(|one| one.period == period);
    let percents = gauges.iter().filter_map(Gauge::percent);
    let percent = percents.fold(-1.0, f64::max);
    let reached = levels(threshold)
        .into_iter()
        .rfind(|level| percent >= f64::from(*level));
    let passed =
        |level: u8| of_period().any(|one| matches!(one.level, Level::Percent(at) if at >= level));
    let share = reached.filter(|level| !passed(*level)).map(Level::Percent);
    let breaks = gauges
        .iter()
        .any(|one| matches!(one.outlook, Some(Outlook::Breaks { p50: Some(_), .. })));
    let foretold = of_period().any(|one| one.level == Level::Forecast);
    let forecast = (breaks && !foretold).then_some(Level::Forecast);
    share.into_iter().chain(forecast).collect()
}

/// The count that an alert of this level speaks of.
pub fn subject(gauges: &[Gauge], level: Level) -> Option<&Gauge> {
    let share = |gauge: &Gauge| gauge.percent().unwrap_or(-1.0);
    match level {
        Level::Forecast => gauges
            .iter()
            .find(|one| matches!(one.outlook, Some(Outlook::Breaks { p50: Some(_), .. }))),
        Level::Percent(_) => gauges.iter().max_by(|a, b| share(a).total_cmp(&share(b))),
    }
}

/// The counts of this month that the bot measures, what breaks first first; empty where the newest month is an
/// older one or the system has no limits.
pub fn gauges(
    metered: &Metered,
    handler: Handler,
    limits: &Limits,
    plan: Option<&str>,
    now: Timestamp,
) -> Vec<Gauge> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let period = super::time::month(now);
    let month = metered
        .months
        .iter()
        .find(|month| month.month.as_str() == period);
    let Some(month) = month.filter(|month| month.activity().is_none()) else {
        return Vec::new();
    };
    let mut found: Vec<Gauge> = measures(handler, month, limits, plan)
        .into_iter()
        .map(|measure| {
            let (source, days) = series(metered, handler, measure.counted, today);
            let limit = match measure.bound {
                Bound::AtMost(limit) => Some(limit),
                Bound::Unlimited | Bound::Unstated => None,
            };
            let outlook = limit.map(|limit| {
                forecast(&Burn {
                    used: measure.used,
                    limit,
                    days: &days,
                    now,
                })
            });
            Gauge {
                written: match handler {
                    Handler::Enhanced => month.tracker().and_then(|one| one.updated_at),
                    Handler::Deployed => month.metrics().and_then(|one| one.updated_at),
                },
                table: handler.table(),
                measure,
                source,
                days,
                outlook,
            }
        })
        .collect();
    found.sort_by(Gauge::compare);
    found
}

/// The days of a count: for the table without days the readings of our own once there are enough of them, else
/// the days of the other table.
fn series(
    metered: &Metered,
    handler: Handler,
    counted: Counted,
    today: Date,
) -> (Source, Vec<DayCount>) {
    let kept = daily::days(&metered.months, counted, today);
    let ours = || daily::between(&metered.readings);
    match handler {
        Handler::Enhanced => (Source::Tracker, kept),
        Handler::Deployed => {
            let ours = ours();
            match ours.len() >= LEAST || kept.is_empty() {
                true => (Source::Readings, ours),
                false => (Source::Tracker, kept),
            }
        }
    }
}

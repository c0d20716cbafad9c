//! When a count of a month reaches its limit, from the days before. Pure arithmetic on whole UTC days; the method
//! is told at [`forecast`]. A date is only ever given for this month: the systems count each month from 0.

use super::daily::{DayCount, float};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Days without which nothing is foretold.
pub const LEAST: usize = 7;
/// Days that are looked back: four of each weekday.
pub const WINDOW: usize = 28;
/// Days from which on weekdays have a mean of their own: two of each.
const SHAPED: usize = 14;
/// How far the last 7 days may move the level.
const TREND: (f64, f64) = (0.5, 2.0);
/// The 90th percentile of a normal distribution, in standard deviations.
const P90: f64 = 1.281_6;
const DAY_SECONDS: f64 = 86_400.0;

/// What is known of a count: how much of its limit is used, and what whole days came to.
#[derive(Clone, Copy, Debug)]
pub struct Burn<'a> {
    /// Counted this month up to now.
    pub used: u64,
    /// The count at which refusing begins.
    pub limit: u64,
    /// Oldest first, one for each day; today is left out of every mean because it is not over.
    pub days: &'a [DayCount],
    pub now: Timestamp,
}

/// What a forecast rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// Whole days looked at, at most [`WINDOW`].
    pub days: usize,
    pub from: Date,
    pub to: Date,
    /// Weekdays have a mean of their own; with fewer than 14 days all have the same.
    pub shaped: bool,
    /// By what the means are multiplied: the last 7 days to the whole window.
    pub trend: f64,
    /// Expected counts from Monday to Sunday, the trend in them.
    pub weekdays: [f64; 7],
    /// Standard deviation of a day around its weekday's mean, the trend in it.
    pub spread: f64,
}

impl Basis {
    /// Expected of a date.
    pub fn expected(&self, date: Date) -> f64 {
        let at = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        self.weekdays.get(at).copied().unwrap_or(0.0)
    }

    /// The weekday that stands out most upwards, and by how many percent of the mean day.
    pub fn peak(&self) -> Option<(Weekday, f64)> {
        let mean = self.weekdays.iter().sum::<f64>() / 7.0;
        if !self.shaped || mean <= 0.0 {
            return None;
        }
        let (at, most) = (0_i8..)
            .zip(self.weekdays)
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        let weekday = Weekday::from_monday_zero_offset(at).ok()?;
        Some((weekday, (most / mean - 1.0) * 100.0))
    }
}

/// How a count will stand to its limit by the end of the month.
#[derive(Clone, Debug, PartialEq)]
pub enum Outlook {
    /// Reached. `since`: the day on which it happened, where the days tell.
    Over { since: Option<Date> },
    /// Too few days to say anything.
    TooFew { days: usize },
    /// Not this month, not even in the worst tenth of courses.
    Holds { basis: Basis },
    /// Reached on `p90` in the worst tenth of courses; on `p50` in the expected one, `None`: that one holds.
    Breaks {
        p50: Option<Date>,
        p90: Date,
        basis: Basis,
    },
}

impl Outlook {
    /// What it rests on, where it rests on days.
    pub fn basis(&self) -> Option<&Basis> {
        match self {
            Self::Holds { basis } | Self::Breaks { basis, .. } => Some(basis),
            Self::Over { .. } | Self::TooFew { .. } => None,
        }
    }

    /// The word in JSON and tables.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Over { .. } => "over",
            Self::TooFew { .. } => "not-enough-data",
            Self::Holds { .. } => "holds",
            Self::Breaks { p50: None, .. } => "may-break",
            Self::Breaks { .. } => "breaks",
        }
    }
}

/// The end of a day on the way to the end of the month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub date: Date,
    /// The count that is expected then, and the one that nine of ten courses stay below.
    pub expected: f64,
    pub pessimistic: f64,
}

/// Foretells when `burn` reaches its limit.
///
/// Method: the mean of each weekday over the last 28 whole days (of all days alike under 14), times the trend (the
/// mean of the last 7 days to that of the window, kept within 0.5 and 2), is added day by day to what is counted
/// now, for today only the part of the day that is left. P50 is the first day whose sum reaches the limit. For
/// P90 each sum is raised by 1.2816 standard deviations of a day times the root of the days ahead: days are taken
/// as independent of each other, so P90 is never later than P50. Nothing is said from fewer than 7 days.
pub fn forecast(burn: &Burn<'_>) -> Outlook {
    let today = today(burn.now);
    if burn.used >= burn.limit {
        return Outlook::Over { since: since(burn) };
    }
    let Some(basis) = basis(burn.days, today) else {
        return Outlook::TooFew {
            days: window(burn.days, today).len(),
        };
    };
    let steps = path(burn, &basis);
    let reach = |of: fn(&Step) -> f64| {
        let limit = float(burn.limit);
        let mut steps = steps.iter();
        steps.find(|step| of(step) >= limit).map(|step| step.date)
    };
    match reach(|step| step.pessimistic) {
        None => Outlook::Holds { basis },
        Some(p90) => Outlook::Breaks {
            p50: reach(|step| step.expected),
            p90,
            basis,
        },
    }
}

/// The course of the count from the end of today to the end of the month.
pub fn path(burn: &Burn<'_>, basis: &Basis) -> Vec<Step> {
    let first = today(burn.now);
    let last = first.last_of_month();
    let (mut expected, mut ahead) = (float(burn.used), 0.0_f64);
    let mut steps = Vec::new();
    let mut date = first;
    while date <= last {
        let share = if date == first { left(burn.now) } else { 1.0 };
        expected += basis.expected(date) * share;
        ahead += share;
        steps.push(Step {
            date,
            expected,
            pessimistic: expected + P90 * basis.spread * ahead.sqrt(),
        });
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
    steps
}

/// What the days before `today` come to; `None` with fewer than [`LEAST`].
fn basis(days: &[DayCount], today: Date) -> Option<Basis> {
    let window = window(days, today);
    let (first, last) = (window.first()?, window.last()?);
    if window.len() < LEAST {
        return None;
    }
    let mean = mean(window.iter());
    let recent = self::mean(window.iter().rev().take(LEAST));
    let trend = match mean > 0.0 {
        true => (recent / mean).clamp(TREND.0, TREND.1),
        false => 1.0,
    };
    let shaped = window.len() >= SHAPED;
    let plain: [f64; 7] = std::array::from_fn(|at| {
        let of = |day: &&DayCount| offset(day.date) == at;
        match shaped {
            true => self::mean(window.iter().filter(of)),
            false => mean,
        }
    });
    let residuals = window.iter().map(|day| {
        let usual = plain.get(offset(day.date)).copied().unwrap_or(mean);
        (float(day.count) - usual).powi(2)
    });
    // As many degrees of freedom are used up as means were taken.
    let freedom = window.len() - if shaped { 7 } else { 1 };
    #[allow(clippy::cast_precision_loss)]
    let spread = (residuals.sum::<f64>() / freedom.max(1) as f64).sqrt();
    Some(Basis {
        days: window.len(),
        from: first.date,
        to: last.date,
        shaped,
        trend,
        weekdays: plain.map(|usual| usual * trend),
        spread: spread * trend,
    })
}

/// The newest whole days before `today`.
fn window(days: &[DayCount], today: Date) -> &[DayCount] {
    let whole = days.partition_point(|day| day.date < today);
    let whole = days.get(..whole).unwrap_or_default();
    let first = today.checked_sub(28.days()).unwrap_or(Date::MIN);
    let from = whole.partition_point(|day| day.date < first);
    whole.get(from..).unwrap_or_default()
}

/// The day on which the limit was reached: from the count of now backwards, day by day, while this month's days
/// are known.
fn since(burn: &Burn<'_>) -> Option<Date> {
    let first = today(burn.now).first_of_month();
    let mut before = burn.used;
    for day in burn.days.iter().rev() {
        if day.date < first {
            return None;
        }
        before = before.saturating_sub(day.count);
        if before < burn.limit {
            return Some(day.date);
        }
    }
    None
}

fn today(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// The share of the UTC day that is left.
fn left(now: Timestamp) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let gone = now.as_second().rem_euclid(86_400) as f64;
    1.0 - gone / DAY_SECONDS
}

fn offset(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn mean<'a>(days: impl Iterator<Item = &'a DayCount>) -> f64 {
    let (sum, many) = days.fold((0.0, 0.0), |(sum, many), day| {
        (sum + float(day.count), many + 1.0)
    });
    if many > 0.0 { sum / many } else { 0.0 }
}

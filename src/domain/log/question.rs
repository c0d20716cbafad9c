//! Questions to Logs Insights: what one may cost before it is asked, how it stands, what it found. Pure.

use super::LogGroup;
use crate::domain::text::Text;
use jiff::Timestamp;

/// Dollars for scanning a GB, in most regions (CloudWatch's price list, November 2026).
pub const PRICE: f64 = 0.005;
/// Bytes of a GB, as CloudWatch bills them: a GiB.
pub const GIB: f64 = 1024.0 * 1024.0 * 1024.0;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// At most 50, as CloudWatch takes them.
    pub groups: Vec<String>,
    pub query: String,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Waiting,
    Running,
    Done,
    Failed,
    Stopped,
}

impl Progress {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}

/// What a question has come to so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub progress: Progress,
    /// Each row with its named values, in the order of the query.
    pub rows: Vec<Vec<(Text, Text)>>,
    pub scanned_bytes: f64,
    pub scanned_lines: f64,
    pub matched_lines: f64,
}

impl Answer {
    /// Dollars for what was scanned.
    pub fn price(&self) -> f64 {
        price(self.scanned_bytes)
    }
}

/// What a question will scan, about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    pub bytes: f64,
    /// Groups of which no size is known.
    pub unknown: usize,
}

impl Estimate {
    /// Of each group the part of its bytes that the time asked about is of the time it has lines of.
    #[allow(clippy::cast_precision_loss, reason = "an estimate")]
    pub fn of(
        groups: &[LogGroup],
        asked: usize,
        from: Timestamp,
        to: Timestamp,
        now: Timestamp,
    ) -> Self {
        let mut bytes = 0.0;
        let mut sized = 0;
        for group in groups {
            let Some(stored) = group.stored else { continue };
            sized += 1;
            let age = group.made.map(|at| now.duration_since(at).as_secs_f64());
            let kept = group.kept_days.map(|days| f64::from(days) * 86_400.0);
            let holds = match (age, kept) {
                (Some(age), Some(kept)) => age.min(kept),
                (Some(one), None) | (None, Some(one)) => one,
                // As if all of it were of the time asked about.
                (None, None) => 0.0,
            };
            let span = to.duration_since(from).as_secs_f64().max(0.0);
            let share = if holds > 0.0 {
                (span / holds).min(1.0)
            } else {
                1.0
            };
            bytes += stored as f64 * share;
        }
        Self {
            bytes,
            unknown: asked.saturating_sub(sized),
        }
    }

    /// Dollars, about.
    pub fn price(self) -> f64 {
        price(self.bytes)
    }
}

fn price(bytes: f64) -> f64 {
    bytes / GIB * PRICE
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::SignedDuration;
    use std::sync::Arc;

    fn group(
        stored: Option<u64>,
        kept_days: Option<u32>,
        age_days: i64,
        now: Timestamp,
    ) -> LogGroup {
        LogGroup {
            name: Arc::from("/g"),
            stored,
            kept_days,
            made: Some(now - SignedDuration::from_hours(24 * age_days)),
        }
    }

    #[test]
    fn a_day_of_a_week_is_a_seventh_and_what_is_not_known_is_said() {
        let now: Timestamp = "2026-11-21T03:00:00Z".parse().unwrap();
        let day = now - SignedDuration::from_hours(24);
        let gb = 7 * 1024 * 1024 * 1024;
        let of = |groups: &[LogGroup]| Estimate::of(groups, groups.len(), day, now, now);
        let week = of(&[group(Some(gb), Some(7), 400, now)]);
        assert!((week.price() - PRICE).abs() < 1e-9);
        let young = of(&[group(Some(gb), Some(7), 1, now)]);
        assert!(
            (young.price() - 7.0 * PRICE).abs() < 1e-9,
            "it has one day of lines"
        );
        assert_eq!(of(&[group(None, None, 3, now)]).unknown, 1);
        assert_eq!(Estimate::of(&[], 2, day, now, now).unknown, 2);
    }
}

//! Measurements of a system over time: what is asked for, and the points that come back. Where there is no
//! point nothing is known; it is never zero. Pure.

use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// How the samples of a period become one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Statistic {
    Sum,
    Average,
    Maximum,
    Minimum,
    /// Half of the samples are not above it.
    P50,
    /// 95 of 100 samples are not above it.
    P95,
    P99,
}

impl Statistic {
    /// The word of CloudWatch.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sum => "Sum",
            Self::Average => "Average",
            Self::Maximum => "Maximum",
            Self::Minimum => "Minimum",
            Self::P50 => "p50",
            Self::P95 => "p95",
            Self::P99 => "p99",
        }
    }

    /// The statistic of CloudWatch's word; `None` for one that is not read here.
    pub fn of_word(word: &str) -> Option<Self> {
        let all = [
            Self::Sum,
            Self::Average,
            Self::Maximum,
            Self::Minimum,
            Self::P50,
            Self::P95,
            Self::P99,
        ];
        all.into_iter()
            .find(|one| one.word().eq_ignore_ascii_case(word))
    }
}

/// One series that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MetricQuery {
    /// `AWS/Lambda`.
    pub namespace: String,
    /// `Errors`.
    pub name: String,
    /// All of the metric's dimensions: CloudWatch finds nothing with fewer.
    pub dimensions: Vec<(String, String)>,
    pub statistic: Statistic,
    /// Seconds of each point: a multiple of 60.
    pub period: u32,
}

/// One value, of the period that begins at `at`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub at: Timestamp,
    pub value: f64,
}

/// The points of one metric.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Oldest first.
    pub points: Vec<Point>,
    /// Where some of them are missing: the source's own words for why.
    pub cut: Option<Text>,
}

impl From<Vec<Point>> for Series {
    /// With nothing missing.
    fn from(points: Vec<Point>) -> Self {
        Self { points, cut: None }
    }
}

impl Series {
    /// The sum of all points; `None`: there is none.
    pub fn sum(&self) -> Option<f64> {
        (!self.points.is_empty()).then(|| self.points.iter().map(|point| point.value).sum())
    }

    /// The last point.
    pub fn newest(&self) -> Option<Point> {
        self.points.last().copied()
    }
}

/// The stretch of time that is asked about: `from` is in it, `to` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Span {
    /// The last `window` before `now`, from a full minute on, as CloudWatch keeps its points.
    pub fn last(window: SignedDuration, now: Timestamp) -> Self {
        Self::aligned(window, 60, now)
    }

    /// The same from a full period of so many seconds on: each point is of a whole period but the last.
    pub fn aligned(window: SignedDuration, period: u32, now: Timestamp) -> Self {
        let period = i64::from(period.max(1));
        let from = now.checked_sub(window).unwrap_or(now).as_second();
        let from = Timestamp::from_second(from - from.rem_euclid(period));
        Self {
            from: from.unwrap_or(now),
            to: now,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_point_is_not_zero() {
        assert_eq!(Series::default().sum(), None);
        let at = Timestamp::UNIX_EPOCH;
        let none = Series::from(vec![Point { at, value: 0.0 }]);
        assert_eq!(none.sum(), Some(0.0));
    }

    #[test]
    fn a_span_begins_with_a_minute() {
        let now: Timestamp = "2026-11-21T03:07:41Z".parse().unwrap();
        let span = Span::last(SignedDuration::from_mins(15), now);
        assert_eq!(span.from.to_string(), "2026-11-21T02:52:00Z");
        assert_eq!(span.to, now);
        let hours = Span::aligned(SignedDuration::from_hours(2), 3600, now);
        assert_eq!(hours.from.to_string(), "2026-11-21T01:00:00Z");
    }

    #[test]
    fn a_statistic_is_known_by_its_word_whatever_its_case() {
        assert_eq!(Statistic::of_word("P50"), Some(Statistic::P50));
        assert_eq!(Statistic::of_word("Sum"), Some(Statistic::Sum));
        assert_eq!(Statistic::of_word("tm99"), None);
    }
}

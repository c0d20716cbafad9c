//! Gauges of a system: one metric each, over a range of time, with what its newest whole point says. A period
//! that has not ended is told apart, because its sum is not a sum yet; no point is no data, never zero. Pure.

use super::metric::{MetricQuery, Point, Series, Span, Statistic};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// How far back a person looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Range {
    Minutes15,
    Hour,
    #[default]
    Hours3,
    Hours12,
    Day,
    Days3,
    Days7,
    Days14,
}

impl Range {
    /// The shortest first.
    pub const ALL: [Self; 8] = [
        Self::Minutes15,
        Self::Hour,
        Self::Hours3,
        Self::Hours12,
        Self::Day,
        Self::Days3,
        Self::Days7,
        Self::Days14,
    ];

    /// The word on the command line and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Minutes15 => "15m",
            Self::Hour => "1h",
            Self::Hours3 => "3h",
            Self::Hours12 => "12h",
            Self::Day => "24h",
            Self::Days3 => "3d",
            Self::Days7 => "7d",
            Self::Days14 => "14d",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|range| range.word() == word)
    }

    /// How long it is.
    pub fn span(self) -> SignedDuration {
        match self {
            Self::Minutes15 => SignedDuration::from_mins(15),
            Self::Hour => SignedDuration::from_hours(1),
            Self::Hours3 => SignedDuration::from_hours(3),
            Self::Hours12 => SignedDuration::from_hours(12),
            Self::Day => SignedDuration::from_hours(24),
            Self::Days3 => SignedDuration::from_hours(72),
            Self::Days7 => SignedDuration::from_hours(168),
            Self::Days14 => SignedDuration::from_hours(336),
        }
    }

    /// Seconds of a point: so many that no more than 181 points come, and that CloudWatch still keeps them
    /// (points of a minute for 15 days).
    pub fn period(self) -> u32 {
        match self {
            Self::Minutes15 | Self::Hour | Self::Hours3 => 60,
            Self::Hours12 => 300,
            Self::Day => 900,
            Self::Days3 | Self::Days7 => 3600,
            Self::Days14 => 7200,
        }
    }

    /// The stretch of time that ends now, in whole points of so many seconds.
    pub fn window(self, period: u32, now: Timestamp) -> Span {
        Span::aligned(self.span(), period, now)
    }

    /// The next longer one; the longest stays.
    pub fn longer(self) -> Self {
        let longer = Self::ALL.into_iter().find(|range| *range > self);
        longer.unwrap_or(self)
    }

    /// The next shorter one; the shortest stays.
    pub fn shorter(self) -> Self {
        let shorter = Self::ALL.into_iter().rev().find(|range| *range < self);
        shorter.unwrap_or(self)
    }
}

/// One metric of a system.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// The function, table, queue, topic or API that it is about.
    pub subject: Text,
    pub query: MetricQuery,
    /// `ms`, `s`, `USD`, `%`; empty: a count.
    pub unit: &'static str,
    /// Anything above zero is a fault: errors, throttles.
    pub is_fault: bool,
}

impl Gauge {
    /// `Duration p95`.
    pub fn measure(&self) -> String {
        format!("{} {}", self.query.name, self.query.statistic.word())
    }

    /// Its name for a narrow column: without what AWS puts around it, so that it is still a part of that name,
    /// and with a statistic only where there are several of it: `ReadCapacity`, `MessagesVisible`, `Duration p95`.
    pub fn short(&self) -> String {
        let name = self.query.name.as_str();
        let name = AROUND_NAME.iter().fold(name, |name, around| {
            let name = name.strip_prefix(around).unwrap_or(name);
            name.strip_suffix(around).unwrap_or(name)
        });
        match self.query.statistic {
            Statistic::Sum | Statistic::Maximum => name.to_owned(),
            other => format!("{name} {}", other.word()),
        }
    }

    /// By what it is known among those of its system.
    pub fn id(&self) -> String {
        let dimensions = self.query.dimensions.iter();
        let dimensions: Vec<String> = dimensions
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let dimensions = dimensions.join(",");
        format!("{} {} {dimensions}", self.query.namespace, self.measure())
    }

    /// Whether it is what an account is charged: only in us-east-1, every six hours or so, and only where
    /// billing alerts are on.
    pub fn is_bill(&self) -> bool {
        self.query.namespace == BILLING
    }
}

/// What the names of AWS metrics carry around the thing itself.
const AROUND_NAME: [&str; 5] = ["Approximate", "NumberOf", "Consumed", "Units", "Events"];

/// The namespace of estimated charges.
pub const BILLING: &str = "AWS/Billing";

/// A gauge with its points, the oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub gauge: Gauge,
    pub series: Series,
    /// What it should stay below: the configured budget of what is charged.
    pub limit: Option<f64>,
}

impl Reading {
    fn is_whole(&self, point: &Point, as_of: Timestamp) -> bool {
        let period = SignedDuration::from_secs(i64::from(self.gauge.query.period));
        let end = point.at.checked_add(period).unwrap_or(Timestamp::MAX);
        // What is charged is a running total: each point stands for itself.
        end <= as_of || self.gauge.is_bill()
    }

    /// The newest point of a period that has ended.
    pub fn newest(&self, as_of: Timestamp) -> Option<Point> {
        let mut points = self.series.points.iter().rev().copied();
        points.find(|point| self.is_whole(point, as_of))
    }

    /// The point of the period that has not ended.
    pub fn partial(&self, as_of: Timestamp) -> Option<Point> {
        let last = self.series.newest()?;
        (!self.is_whole(&last, as_of)).then_some(last)
    }

    /// In which order a person should look at it, the first first: what fails now, what failed within the
    /// range, what has data, what has none.
    pub fn rank(&self, as_of: Timestamp) -> u8 {
        let over = |value: f64| match self.limit {
            Some(limit) => value > limit,
            None => self.gauge.is_fault && value > 0.0,
        };
        let newest = self
            .partial(as_of)
            .into_iter()
            .chain(self.newest(as_of))
            .any(|point| over(point.value));
        match self.series.points.is_empty() {
            true => 3,
            false if newest => 0,
            false if self.series.points.iter().any(|point| over(point.value)) => 1,
            false => 2,
        }
    }
}

/// The gauges of a system over a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Readings {
    pub readings: Vec<Reading>,
    pub range: Range,
    pub as_of: Timestamp,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn reading(points: &[(i64, f64)]) -> Reading {
        let points = points.iter().map(|(second, value)| Point {
            at: at(*second),
            value: *value,
        });
        Reading {
            gauge: Gauge {
                subject: Text::from("f"),
                query: MetricQuery {
                    namespace: "AWS/Lambda".to_owned(),
                    name: "Errors".to_owned(),
                    dimensions: vec![("FunctionName".to_owned(), "f".to_owned())],
                    statistic: Statistic::Sum,
                    period: 60,
                },
                unit: "",
                is_fault: true,
            },
            series: Series::from(points.collect::<Vec<_>>()),
            limit: None,
        }
    }

    #[test]
    fn no_range_asks_for_more_than_181_points_and_all_are_multiples_of_a_minute() {
        for range in Range::ALL {
            let points = range.span().as_secs() / i64::from(range.period());
            assert!((15..=180).contains(&points), "{range:?}: {points}");
            assert_eq!(range.period() % 60, 0);
            assert_eq!(Range::from_word(range.word()), Some(range));
        }
        assert_eq!(Range::Days14.longer(), Range::Days14);
        assert_eq!(Range::Hour.shorter(), Range::Minutes15);
    }

    #[test]
    fn a_short_name_is_a_part_of_the_name_itself() {
        let short = |name: &str, statistic: Statistic| {
            let mut gauge = reading(&[]).gauge;
            gauge.query.name = name.to_owned();
            gauge.query.statistic = statistic;
            gauge.short()
        };
        let sum = Statistic::Sum;
        assert_eq!(short("ConsumedReadCapacityUnits", sum), "ReadCapacity");
        assert_eq!(short("WriteThrottleEvents", sum), "WriteThrottle");
        assert_eq!(short("Errors", sum), "Errors");
        let visible = "ApproximateNumberOfMessagesVisible";
        assert_eq!(short(visible, Statistic::Maximum), "MessagesVisible");
        assert_eq!(short("Duration", Statistic::P95), "Duration p95");
    }

    #[test]
    fn the_period_that_has_not_ended_is_told_apart() {
        let one = reading(&[(0, 3.0), (60, 1.0)]);
        assert_eq!(one.newest(at(119)).unwrap().value, 3.0);
        assert_eq!(one.partial(at(119)).unwrap().value, 1.0);
        assert_eq!(one.newest(at(120)).unwrap().value, 1.0);
        assert_eq!(one.partial(at(120)), None);
    }

    #[test]
    fn what_fails_stands_first_and_what_has_no_data_last() {
        let now = at(600);
        let ranks = [
            reading(&[(480, 0.0), (540, 2.0)]).rank(now),
            reading(&[(480, 2.0), (540, 0.0)]).rank(now),
            reading(&[(540, 0.0)]).rank(now),
            reading(&[]).rank(now),
        ];
        assert_eq!(ranks, [0, 1, 2, 3]);
    }
}

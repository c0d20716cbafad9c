//! The course of a count through a month as points, for every chart that is drawn of it.

use super::burn::Gauge;
use super::daily::float;
use super::forecast::Step;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The points of a chart: x is the end of a day of the month, 0 its beginning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    pub counted: Vec<(f64, f64)>,
    pub expected: Vec<(f64, f64)>,
    pub pessimistic: Vec<(f64, f64)>,
    pub limit: Option<f64>,
    pub last_day: i8,
}

/// The points of a count as it stands at `now`.
pub fn points(gauge: &Gauge, now: Timestamp) -> Points {
    let at = now.to_zoned(TimeZone::UTC);
    let today = at.date();
    let first = today.first_of_month();
    let x = |date: Date| f64::from(date.day());
    let gone = f64::from(at.hour()) / 24.0;
    let here = (x(today) - 1.0 + gone, float(gauge.measure.used));
    let mut counted = vec![here];
    let mut before = gauge.measure.used;
    for day in gauge.days.iter().rev().take_while(|day| day.date >= first) {
        before = before.saturating_sub(day.count);
        counted.push((x(day.date) - 1.0, float(before)));
    }
    counted.reverse();
    let steps = gauge.steps(now);
    let course = |of: fn(&Step) -> f64| {
        let ends = steps.iter().map(|step| (x(step.date), of(step)));
        match steps.is_empty() {
            true => Vec::new(),
            false => std::iter::once(here).chain(ends).collect(),
        }
    };
    Points {
        counted,
        expected: course(|step| step.expected),
        pessimistic: course(|step| step.pessimistic),
        limit: gauge.limit().map(float),
        last_day: today.last_of_month().day(),
    }
}

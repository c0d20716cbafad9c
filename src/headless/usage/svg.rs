//! Charts as inline SVG: the burn-down of a count, and its days with the shape of the week. Colours are classes of
//! the page, so that light and dark are the page's business; every text in them is escaped.

use super::page::escaped;
use crate::domain::burn::Gauge;
use crate::domain::course::{Points, points};
use crate::domain::daily::float;
use crate::domain::forecast::Outlook;
use crate::locale::usage::{self as say, legend};
use crate::locale::{number, time};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use std::fmt::Write;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 58.0;
const RIGHT: f64 = 18.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 30.0;
/// Days of the bars: the window of a forecast.
const BARS: usize = 28;
/// A limit more than so many times above the course is not drawn to scale.
const FAR: f64 = 3.0;

/// A plane of values on the picture.
struct Plane {
    last: f64,
    top: f64,
    height: f64,
}

impl Plane {
    fn x(&self, x: f64) -> f64 {
        LEFT + x / self.last.max(1.0) * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, y: f64) -> f64 {
        let room = self.height - TOP - BOTTOM;
        TOP + room - (y / self.top.max(1.0)).clamp(0.0, 1.0) * room
    }

    fn path(&self, points: &[(f64, f64)]) -> String {
        let mut out = String::new();
        for (at, (x, y)) in points.iter().enumerate() {
            let lead = if at == 0 { 'M' } else { 'L' };
            let _ = write!(out, "{lead}{:.1} {:.1}", self.x(*x), self.y(*y));
        }
        out
    }

    /// Lines across with their numbers, at round values.
    fn grid(&self) -> String {
        let mut out = String::new();
        let step = step(self.top);
        let mut value = 0.0;
        while value <= self.top {
            let y = self.y(value);
            let _ = write!(
                out,
                "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                WIDTH - RIGHT,
                LEFT - 8.0,
                y + 4.0,
                escaped(&whole(value)),
            );
            value += step;
        }
        out
    }
}

/// A round step for four to six lines.
fn step(top: f64) -> f64 {
    let raw = (top / 4.0).max(1.0);
    let power = 10_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|of| of * power)
        .find(|step| *step >= raw * 0.999);
    step.unwrap_or(raw).max(1.0)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(value: f64) -> String {
    number::count(value.max(0.0).round() as u64)
}

fn open(height: f64, id: &str, title: &str, described: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escaped(title),
        escaped(described),
    )
}

/// The month of a count: counted, expected, pessimistic and limit. `id` is the picture's on the page.
pub(super) fn burn_down(gauge: &Gauge, now: Timestamp, id: &str, described: &str) -> String {
    let points = points(gauge, now);
    let today = now.to_zoned(TimeZone::UTC).date();
    let all = [&points.counted, &points.expected, &points.pessimistic];
    let most = all
        .into_iter()
        .flatten()
        .map(|(_, y)| *y)
        .fold(1.0, f64::max);
    let near = points.limit.filter(|limit| *limit <= most * FAR);
    let plane = Plane {
        last: f64::from(points.last_day),
        top: near.map_or(most * 1.15, |limit| limit.max(most) * 1.08),
        height: HEIGHT,
    };
    let mut out = open(HEIGHT, id, say::heading(), described);
    out.push_str(&plane.grid());
    out.push_str(&days(&plane, today));
    out.push_str(&courses(&plane, &points));
    if let Some(limit) = near {
        let y = plane.y(limit);
        let _ = write!(
            out,
            "<line class=\"limit\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
             <text class=\"limit-name\" x=\"{:.1}\" y=\"{:.1}\">{} {}</text>",
            WIDTH - RIGHT,
            LEFT + 6.0,
            y - 6.0,
            escaped(legend::limit()),
            escaped(&whole(limit)),
        );
        out.push_str(&breach(&plane, gauge, limit, today));
    }
    out.push_str("</svg>");
    out
}

fn courses(plane: &Plane, points: &Points) -> String {
    let mut out = String::new();
    if let (Some(first), Some(last)) = (points.counted.first(), points.counted.last()) {
        let _ = write!(
            out,
            "<path class=\"area\" d=\"{}L{:.1} {:.1}L{:.1} {:.1}Z\"/>",
            plane.path(&points.counted),
            plane.x(last.0),
            plane.y(0.0),
            plane.x(first.0),
            plane.y(0.0),
        );
    }
    if !points.expected.is_empty() {
        let back: Vec<(f64, f64)> = points.expected.iter().rev().copied().collect();
        let band = format!(
            "{}{}Z",
            plane.path(&points.pessimistic),
            plane.path(&back).replacen('M', "L", 1)
        );
        let _ = write!(out, "<path class=\"band\" d=\"{band}\"/>");
    }
    for (class, line) in [
        ("pessimistic", &points.pessimistic),
        ("expected", &points.expected),
        ("counted", &points.counted),
    ] {
        if !line.is_empty() {
            let _ = write!(out, "<path class=\"{class}\" d=\"{}\"/>", plane.path(line));
        }
    }
    if let Some((x, y)) = points.counted.last() {
        let (x, y) = (plane.x(*x), plane.y(*y));
        let _ = write!(
            out,
            "<circle class=\"now\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"
        );
    }
    out
}

/// The first, every fifth and the last day below, and where today is.
fn days(plane: &Plane, today: Date) -> String {
    let last = today.last_of_month().day();
    let mut out = String::new();
    for day in (1..=last).filter(|day| *day == 1 || day % 5 == 0 && last - day > 2 || *day == last)
    {
        let _ = write!(
            out,
            "<text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{day}</text>",
            plane.x(f64::from(day) - 0.5),
            plane.height - 8.0,
        );
    }
    let x = plane.x(f64::from(today.day()) - 0.5);
    let _ = write!(
        out,
        "<line class=\"today\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{:.1}\"/>",
        plane.height - BOTTOM,
    );
    out
}

/// Where the expected course reaches the limit.
fn breach(plane: &Plane, gauge: &Gauge, limit: f64, today: Date) -> String {
    let Some(Outlook::Breaks { p50: Some(day), .. }) = &gauge.outlook else {
        return String::new();
    };
    let (x, y) = (plane.x(f64::from(day.day()) - 0.5), plane.y(limit));
    format!(
        "<circle class=\"breach\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"/>\
         <text class=\"breach-name\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
        x - 10.0,
        y - 8.0,
        escaped(&time::date(*day, today)),
    )
}

/// The last days of a count as bars, over the letters of their weekdays, with what is expected of each.
pub(super) fn bars(gauge: &Gauge, today: Date, id: &str, described: &str) -> String {
    let from = gauge.days.len().saturating_sub(BARS);
    let shown = gauge.days.get(from..).unwrap_or_default();
    let basis = gauge.outlook.as_ref().and_then(Outlook::basis);
    let expected = |date: Date| basis.map_or(0.0, |basis| basis.expected(date));
    let most = shown
        .iter()
        .map(|day| float(day.count).max(expected(day.date)))
        .fold(1.0, f64::max);
    #[allow(clippy::cast_precision_loss)]
    let plane = Plane {
        last: shown.len() as f64,
        top: most * 1.08,
        height: HEIGHT,
    };
    let mut out = open(HEIGHT, id, &say::last_days(shown.len()), described);
    out.push_str(&plane.grid());
    let wide = plane.x(1.0) - plane.x(0.0);
    for (at, day) in shown.iter().enumerate() {
        #[allow(clippy::cast_precision_loss)]
        let x = plane.x(at as f64);
        let y = plane.y(float(day.count));
        let weekday = day.date.weekday();
        let class = match weekday {
            _ if day.date == today => "bar today-bar",
            Weekday::Saturday | Weekday::Sunday => "bar weekend",
            _ => "bar",
        };
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\">\
             <title>{} · {}</title></rect>\
             <text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            x + wide * 0.14,
            wide * 0.72,
            (plane.y(0.0) - y).max(0.0),
            escaped(&time::date(day.date, today)),
            escaped(&number::count(day.count)),
            x + wide / 2.0,
            HEIGHT - 10.0,
            escaped(say::weekday_letter(weekday)),
        );
        if basis.is_some() {
            let y = plane.y(expected(day.date));
            let _ = write!(
                out,
                "<line class=\"usual\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>",
                x + wide * 0.06,
                x + wide * 0.94,
            );
        }
    }
    out.push_str("</svg>");
    out
}

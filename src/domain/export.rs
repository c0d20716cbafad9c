//! Usage as a table for other programs: one line a tenant and month. CSV by RFC 4180 (CRLF, quotes doubled), and no
//! cell that a spreadsheet takes for a formula; nobody's number is in it.

use super::burn::Gauge;
use super::forecast::Outlook;
use super::mask;
use super::time;
use super::usage::UsageMonth;
use jiff::Timestamp;
use serde::Serialize;

/// One month of one tenant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    pub platform: &'static str,
    pub tenant: String,
    pub tenant_name: String,
    /// `YYYY-MM`.
    pub month: String,
    pub plan: Option<String>,
    /// What the month is measured by, see [`UsageMonth::count`].
    pub count: u64,
    /// Messages by `usage-metrics` and by `tenant-usage`, and by how many percent of the larger they differ.
    pub metrics_messages: Option<u64>,
    pub tracker_messages: Option<u64>,
    pub difference_percent: Option<f64>,
    /// The table by which the bot refuses, what it counts there, and its limit; all of this month only.
    pub decided_by: Option<&'static str>,
    pub counted: Option<&'static str>,
    pub used: Option<u64>,
    pub limit: Option<u64>,
    pub used_percent: Option<f64>,
    /// `over`, `breaks`, `may-break`, `holds`, `not-enough-data`.
    pub outlook: Option<&'static str>,
    /// `YYYY-MM-DD`: since when it is over; the expected and the pessimistic day.
    pub over_since: Option<String>,
    pub breaks_p50: Option<String>,
    pub breaks_p90: Option<String>,
    /// Whole days that the forecast rests on, and where they are from.
    pub days: Option<usize>,
    pub days_from: Option<&'static str>,
    /// When the deciding table was last written, and when it was read.
    pub written_at: Option<String>,
    pub read_at: String,
}

impl Line {
    /// A month as it was read at `read_at`; `gauge`: the count that breaks first, of this month only.
    pub fn of(
        month: &UsageMonth,
        name: &str,
        plan: Option<&str>,
        gauge: Option<&Gauge>,
        read_at: Timestamp,
    ) -> Self {
        let outlook = gauge.and_then(|gauge| gauge.outlook.as_ref());
        let (since, p50, p90) = match outlook {
            Some(Outlook::Over { since }) => (*since, None, None),
            Some(Outlook::Breaks { p50, p90, .. }) => (None, *p50, Some(*p90)),
            _ => (None, None, None),
        };
        let tenth = |value: f64| (value * 10.0).round() / 10.0;
        let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        Self {
            platform: month.platform.as_str(),
            tenant: mask::identifiers(month.tenant.as_str()),
            tenant_name: mask::identifiers(name),
            month: mask::identifiers(month.month.as_str()),
            plan: plan.map(mask::identifiers),
            count: month.count(),
            metrics_messages: month.metrics().map(|metrics| metrics.messages),
            tracker_messages: month.tracker().map(|tracker| tracker.messages),
            difference_percent: month.disagreement().map(tenth),
            decided_by: gauge.map(|gauge| gauge.table),
            counted: gauge.map(|gauge| gauge.measure.counted.word()),
            used: gauge.map(|gauge| gauge.measure.used),
            limit: gauge.and_then(Gauge::limit),
            used_percent: gauge.and_then(Gauge::percent).map(tenth),
            outlook: outlook.map(Outlook::word),
            over_since: date(since),
            breaks_p50: date(p50),
            breaks_p90: date(p90),
            days: match outlook {
                Some(Outlook::TooFew { days }) => Some(*days),
                other => other.and_then(Outlook::basis).map(|basis| basis.days),
            },
            days_from: gauge.map(|gauge| gauge.source.word()),
            written_at: gauge.and_then(|gauge| gauge.written).map(time::iso),
            read_at: time::iso(read_at),
        }
    }

    /// The names of the columns, in their order.
    pub const COLUMNS: [&'static str; 22] = [
        "platform",
        "tenant",
        "tenant_name",
        "month",
        "plan",
        "count",
        "metrics_messages",
        "tracker_messages",
        "difference_percent",
        "decided_by",
        "counted",
        "used",
        "limit",
        "used_percent",
        "outlook",
        "over_since",
        "breaks_p50",
        "breaks_p90",
        "days",
        "days_from",
        "written_at",
        "read_at",
    ];

    fn cells(&self) -> [String; 22] {
        fn some<T: ToString>(value: Option<T>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        [
            self.platform.to_owned(),
            self.tenant.clone(),
            self.tenant_name.clone(),
            self.month.clone(),
            some(self.plan.as_ref()),
            self.count.to_string(),
            some(self.metrics_messages),
            some(self.tracker_messages),
            some(self.difference_percent),
            some(self.decided_by),
            some(self.counted),
            some(self.used),
            some(self.limit),
            some(self.used_percent),
            some(self.outlook),
            some(self.over_since.as_ref()),
            some(self.breaks_p50.as_ref()),
            some(self.breaks_p90.as_ref()),
            some(self.days),
            some(self.days_from),
            some(self.written_at.as_ref()),
            self.read_at.clone(),
        ]
    }
}

/// The lines under the names of their columns.
pub fn csv(lines: &[Line]) -> String {
    let mut out = Line::COLUMNS.join(",");
    out.push_str("\r\n");
    for line in lines {
        let cells: Vec<String> = line.cells().iter().map(|text| cell(text)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell: what begins like a formula gets an apostrophe before it, what holds a separator stands in quotes.
pub fn cell(text: &str) -> String {
    let acts = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = format!("{}{text}", if acts { "'" } else { "" });
    match text.contains([',', '"', '\r', '\n', '\t', ';']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_comes_back_whole() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+57", "'+57"),
            ("-2", "'-2"),
            ("@sum", "'@sum"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("a,b", "\"a,b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(cell(text), safe);
        }
    }
}

//! The users of the Notification Agent who signed up within the range: no metric counts them, and their table tells
//! when each was made. Who is active nothing tells: the system keeps no sign-in (backend facts 4.1, 4.4).

use super::gauges::GaugeRow;
use crate::app::state::State;
use crate::domain::gauge::{Gauge, Range, Reading};
use crate::domain::id::PlatformId;
use crate::domain::metric::{MetricQuery, Point, Series, Statistic};
use crate::domain::tenant::Tenant;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::{SignedDuration, Timestamp};

/// What stands in place of a namespace of CloudWatch.
pub const NAMESPACE: &str = "users.created_at";
/// The attribute that says when a user was made.
const CREATED: &str = "created_at";

/// What the table tells, as it was last read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Users {
    pub all: usize,
    /// Those of them who say when they were made.
    pub dated: usize,
    pub new: usize,
    /// When the last whole read of it ended.
    pub read: Timestamp,
}

/// Whether a gauge is this one.
pub fn is_of(gauge: &Gauge) -> bool {
    gauge.query.namespace == NAMESPACE
}

/// Counts those who are new since `from`; `None`: the table was not read to its end yet.
pub fn count(state: &State, from: Timestamp) -> Option<Users> {
    let made: Vec<Option<Timestamp>> = users(state).map(made).collect();
    Some(Users {
        all: made.len(),
        dated: made.iter().flatten().count(),
        new: made.iter().flatten().filter(|at| **at >= from).count(),
        read: state.tenants.walk.at?,
    })
}

/// The row among the gauges of the system. Where the table was read every period has a point: it names everybody,
/// so a period without a sign-up is zero.
pub(super) fn row(state: &State, range: Range, as_of: Timestamp) -> GaugeRow {
    let period = range.period();
    let gauge = Gauge {
        subject: Text::from("users"),
        query: MetricQuery {
            namespace: NAMESPACE.to_owned(),
            name: "SignUps".to_owned(),
            dimensions: Vec::new(),
            statistic: Statistic::Sum,
            period,
        },
        unit: "",
        is_fault: false,
    };
    let series = match state.tenants.walk.at {
        Some(_) => series(state, range, as_of),
        None => Series::default(),
    };
    GaugeRow {
        key: (PlatformId::Notification, gauge.id()),
        reading: Reading {
            gauge,
            series,
            limit: None,
        },
        range,
        as_of,
    }
}

#[allow(clippy::cast_precision_loss, reason = "a count of users")]
fn series(state: &State, range: Range, as_of: Timestamp) -> Series {
    let period = SignedDuration::from_secs(i64::from(range.period()));
    let span = range.window(range.period(), as_of);
    let mut made: Vec<Timestamp> = users(state).filter_map(made).collect();
    made.sort_unstable();
    let begins = std::iter::successors(Some(span.from), |at| at.checked_add(period).ok());
    let begins = begins.take_while(|at| *at < span.to);
    let points = begins.map(|at| {
        let to = at.checked_add(period).unwrap_or(Timestamp::MAX);
        let first = made.partition_point(|one| *one < at);
        let last = made.partition_point(|one| *one < to);
        Point {
            at,
            value: (last - first) as f64,
        }
    });
    Series::from(points.collect::<Vec<_>>())
}

/// Those whom the table names. Users of whom only sources tell are not in it, and have no attribute.
fn users(state: &State) -> impl Iterator<Item = &Tenant> {
    let rows = state.tenants.list.all().map(|row| &row.tenant);
    rows.filter(|one| one.platform == PlatformId::Notification && !one.attributes.is_empty())
}

fn made(user: &Tenant) -> Option<Timestamp> {
    let mut all = user.attributes.iter();
    let created = all.find(|one| one.group.as_str() == CREATED)?;
    time::parse(&created.value)
}

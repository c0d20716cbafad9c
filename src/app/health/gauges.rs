//! The metrics of all systems over a range: a second list in the pane of health, in place of the alarms.

use super::users;
use crate::app::command::Command;
use crate::app::list::{Column, List, Row};
use crate::app::state::{Focus, State};
use crate::app::walk::{Landed, Walk};
use crate::domain::cost::Cost;
use crate::domain::gauge::{Range, Reading, Readings};
use crate::domain::id::PlatformId;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A system's gauge, by its id.
pub type GaugeKey = (PlatformId, String);

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeRow {
    pub key: GaugeKey,
    pub reading: Reading,
    /// Over which range, and as of when.
    pub range: Range,
    pub as_of: Timestamp,
}

/// Orders of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GaugeColumn {
    /// What fails now first, then what failed within the range, what has data, and what has none.
    #[default]
    Standing,
    Subject,
    Metric,
    Value,
}

impl Column for GaugeColumn {
    const ALL: &'static [Self] = &[Self::Standing, Self::Subject, Self::Metric, Self::Value];

    fn descends(self) -> bool {
        self == Self::Value
    }
}

impl GaugeRow {
    /// The newest value of a period that has ended.
    pub fn value(&self) -> Option<f64> {
        self.reading.newest(self.as_of).map(|point| point.value)
    }
}

impl Row for GaugeRow {
    type Key = GaugeKey;
    type Column = GaugeColumn;

    fn key(&self) -> &GaugeKey {
        &self.key
    }

    fn platform(&self) -> PlatformId {
        self.key.0
    }

    fn compare(&self, other: &Self, column: GaugeColumn) -> Ordering {
        let standing = |row: &Self| row.reading.rank(row.as_of);
        let (a, b) = (&self.reading.gauge, &other.reading.gauge);
        match column {
            GaugeColumn::Standing => standing(self).cmp(&standing(other)),
            GaugeColumn::Subject => a.subject.cmp(&b.subject),
            GaugeColumn::Metric => a.query.name.cmp(&b.query.name),
            GaugeColumn::Value => {
                let value = |row: &Self| row.value().unwrap_or(f64::NEG_INFINITY);
                value(self).total_cmp(&value(other))
            }
        }
    }

    fn haystack(&self, into: &mut String) {
        let gauge = &self.reading.gauge;
        for part in [
            gauge.subject.as_str(),
            &gauge.measure(),
            &gauge.query.namespace,
            self.key.0.as_str(),
        ] {
            into.push_str(part);
            into.push(' ');
        }
    }
}

/// State of the list.
#[derive(Clone, Debug, Default)]
pub struct Gauges {
    /// The metrics are shown, and not the alarms.
    pub shown: bool,
    pub list: List<GaugeRow>,
    /// The read over all systems.
    pub walk: Walk<PlatformId>,
    /// How far back charts look, those of alarms too.
    pub range: Range,
}

impl Gauges {
    /// How often they are read: as often as there is a new point, within reason.
    pub fn period(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.range.period().clamp(60, 300)))
    }
}

/// Shows the other of the two lists.
pub(in crate::app) fn switch(state: &mut State) {
    state.health.gauges.shown = !state.health.gauges.shown;
    state.health.scroll = 0;
    state.focus = Focus::List;
}

/// Looks further back, or less far. What was read over another range stays on screen until the new comes.
pub(in crate::app) fn step(state: &mut State, command: Command) {
    let health = &mut state.health;
    let range = match command {
        Command::ShorterRange => health.gauges.range.shorter(),
        _ => health.gauges.range.longer(),
    };
    if range == health.gauges.range {
        return;
    }
    health.gauges.range = range;
    health.gauges.walk.reset();
}

/// Takes the gauges of a system in: what is not among them any more leaves.
pub(in crate::app) fn landed(state: &mut State, platform: PlatformId, found: Readings) {
    let users =
        (platform == PlatformId::Notification).then(|| users::row(state, found.range, found.as_of));
    let gauges = &mut state.health.gauges;
    if found.range != gauges.range {
        return;
    }
    let count = found.readings.len();
    let landed = gauges
        .walk
        .landed(state.clock, &platform, Cost::default(), count, None);
    if landed == Landed::Strange {
        return;
    }
    let mut ids = BTreeSet::new();
    for reading in found.readings {
        let id = reading.gauge.id();
        ids.insert(id.clone());
        gauges.list.put(GaugeRow {
            key: (platform, id),
            reading,
            range: found.range,
            as_of: found.as_of,
        });
    }
    if let Some(row) = users {
        ids.insert(row.key.1.clone());
        gauges.list.put(row);
    }
    let is_there = |row: &GaugeRow| row.key.0 != platform || ids.contains(&row.key.1);
    gauges.list.retain(is_there);
    if matches!(landed, Landed::Pass(_)) {
        gauges.list.anchor();
    }
}

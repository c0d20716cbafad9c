//! The pane of health: alarms that exist, that are missing, and conditions that are computed, over all systems;
//! and the history of the alarm that a person looks at.

use super::feed::{Feed, Source};
use super::list::{Column, List, Row};
use super::state::{Focus, Pane, State};
use super::walk::{Landed, Walk};
use crate::app::effect::Load;
use crate::domain::alarm::{Found, Happening, Health, Vital};
use crate::domain::cost::Cost;
use crate::domain::id::PlatformId;
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A system's alarm or condition, by its name.
pub type VitalKey = (PlatformId, Text);

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct VitalRow {
    pub key: VitalKey,
    pub vital: Vital,
}

/// Orders of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VitalColumn {
    /// What is broken first, then what is blind, what is missing, and what is well.
    #[default]
    State,
    Name,
    Since,
}

impl Column for VitalColumn {
    const ALL: &'static [Self] = &[Self::State, Self::Name, Self::Since];

    fn descends(self) -> bool {
        self == Self::Since
    }
}

impl Row for VitalRow {
    type Key = VitalKey;
    type Column = VitalColumn;

    fn key(&self) -> &VitalKey {
        &self.key
    }

    fn platform(&self) -> PlatformId {
        self.key.0
    }

    fn compare(&self, other: &Self, column: VitalColumn) -> Ordering {
        match column {
            VitalColumn::State => self.vital.rank().cmp(&other.vital.rank()),
            VitalColumn::Name => self.vital.name.cmp(&other.vital.name),
            VitalColumn::Since => self.vital.since().cmp(&other.vital.since()),
        }
    }

    fn haystack(&self, into: &mut String) {
        let rule = self.vital.rule();
        let state = self.vital.state().map_or("missing", |state| state.word());
        for part in [
            state,
            self.vital.name.as_str(),
            self.vital.platform.as_str(),
            rule.map_or("", |rule| rule.measure.as_str()),
            rule.map_or("", |rule| rule.namespace.as_str()),
        ] {
            into.push_str(part);
            into.push(' ');
        }
    }
}

/// The history of one alarm.
#[derive(Clone, Debug)]
pub struct History {
    pub key: VitalKey,
    pub source: Source,
    /// The newest first.
    pub lines: Vec<Happening>,
    /// More follows than is read.
    pub more: bool,
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Vitals {
    pub list: List<VitalRow>,
    /// The read over all systems.
    pub walk: Walk<PlatformId>,
    pub scroll: usize,
    pub history: Option<History>,
    /// Systems whose account has more alarms than are read.
    pub cut: BTreeSet<PlatformId>,
}

impl Vitals {
    /// What is known of the history of the selected alarm, and how fresh it is.
    pub fn history_feed(&self, now: Timestamp, fresh_for: SignedDuration) -> Option<Feed> {
        let history = self.history.as_ref()?;
        Some(history.source.feed(now, fresh_for))
    }

    /// Lines of history that the detail shows.
    pub(super) fn lines(&self) -> usize {
        self.history
            .as_ref()
            .map_or(0, |history| history.lines.len())
    }

    /// When the history is read next.
    pub(super) fn history_due(&self, every: SignedDuration) -> Option<Timestamp> {
        self.history.as_ref()?.source.due(every)
    }

    /// Notes that the history is asked for now.
    pub(super) fn ask_history(&mut self, now: Timestamp) -> Option<Load> {
        let history = self.history.as_mut()?;
        history.source.ask(now);
        let (platform, name) = history.key.clone();
        Some(Load::AlarmHistory { platform, name })
    }

    /// Notes that the history of an alarm could not be read.
    pub(super) fn untold(&mut self, now: Timestamp, key: &VitalKey, problem: Problem) {
        if let Some(history) = self.history.as_mut().filter(|one| one.key == *key) {
            history.source.failed(now, problem);
        }
    }

    pub(super) fn hurry(&mut self) {
        self.walk.hurry();
        if let Some(history) = &mut self.history {
            history.source.hurry();
        }
    }

    pub(super) fn reset(&mut self) {
        self.walk.reset();
        if let Some(history) = &mut self.history {
            history.source.reset();
        }
    }
}

/// Takes the health of a system in: what is not in it any more leaves.
pub(super) fn landed(state: &mut State, platform: PlatformId, found: Health) {
    let health = &mut state.health;
    let count = found.vitals.len();
    let landed = health
        .walk
        .landed(state.clock, &platform, Cost::default(), count, None);
    if landed == Landed::Strange {
        return;
    }
    match found.more {
        true => health.cut.insert(platform),
        false => health.cut.remove(&platform),
    };
    let names: BTreeSet<Text> = found.vitals.iter().map(|one| one.name.clone()).collect();
    for vital in found.vitals {
        let row = VitalRow {
            key: (platform, vital.name.clone()),
            vital,
        };
        if health.list.get(&row.key) != Some(&row) {
            health.list.put(row);
        }
    }
    let is_there = |row: &VitalRow| row.key.0 != platform || names.contains(&row.key.1);
    health.list.retain(is_there);
    if matches!(landed, Landed::Pass(_)) {
        health.list.anchor();
    }
}

/// Takes the history of an alarm in, if it is still the one that is looked at.
pub(super) fn told(state: &mut State, key: &VitalKey, page: Page<Happening>) {
    let now = state.clock;
    if let Some(history) = state.health.history.as_mut().filter(|one| one.key == *key) {
        history.source.landed(now);
        history.more = page.next.is_some();
        history.lines = page.items;
    }
}

/// The history is that of the alarm on screen: the selected one, once its detail can be seen.
pub(super) fn follow(state: &mut State) {
    if state.pane != Pane::Health {
        return;
    }
    let is_seen = state.is_wide() || state.focus == Focus::Detail;
    let selected = state.health.list.selected().filter(|row| {
        let is_there = matches!(row.vital.found, Found::Existing(_));
        is_seen && is_there
    });
    let wanted = selected.map(|row| &row.key);
    let shown = state.health.history.as_ref().map(|history| &history.key);
    if wanted == shown {
        return;
    }
    state.health.history = wanted.cloned().map(|key| History {
        key,
        source: Source::default(),
        lines: Vec::new(),
        more: false,
    });
}

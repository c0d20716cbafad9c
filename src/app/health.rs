//! The pane of health: alarms that exist, that are missing, and conditions that are computed, over all systems;
//! the history of the alarm that a person looks at; and what CloudWatch has to say to all of that.

pub mod ack;
pub mod chart;
pub mod gauges;
pub mod users;

use super::command::Command;
use super::feed::{Feed, Source, later};
use super::list::{Column, List, Row};
use super::state::{Focus, Pane, State, Why};
use super::walk::{Landed, Walk};
use crate::app::effect::{Effect, Load};
use crate::domain::ack::Ack;
use crate::domain::alarm::{Found, Happening, Health, Vital};
use crate::domain::calls::Used;
use crate::domain::cost::Cost;
use crate::domain::id::PlatformId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use chart::{Chart, Marks};
use gauges::Gauges;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    /// Where older lines go on; `None`: all are read.
    pub next: Option<Cursor>,
    /// An older page is under way.
    pub paging: bool,
}

/// Histories that are kept while others are looked at.
const KEPT: usize = 8;
/// For how long everything is read less often once CloudWatch asked for it.
const SLOW: SignedDuration = SignedDuration::from_mins(5);

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Vitals {
    pub list: List<VitalRow>,
    /// The read over all systems.
    pub walk: Walk<PlatformId>,
    pub scroll: usize,
    pub history: Option<History>,
    /// Those of alarms that were looked at before, the newest first.
    kept: VecDeque<History>,
    /// Systems whose account has more alarms than are read.
    pub cut: BTreeSet<PlatformId>,
    pub gauges: Gauges,
    pub chart: Option<Chart>,
    /// Changes in the system that is looked at.
    pub marks: Option<Marks>,
    /// Who is on which alarm; see [`State::ack_of`] for whether that still holds.
    pub acks: BTreeMap<VitalKey, Ack>,
    /// Alarms about which this console is saying it.
    pub(in crate::app) acking: BTreeSet<VitalKey>,
    /// The read of who is on what.
    pub watch: Source,
    /// What was called within the last hour.
    pub used: Vec<Used>,
    /// Until then it is read less often.
    pub slow_until: Option<Timestamp>,
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
        Some(Load::AlarmHistory {
            platform,
            name,
            after: None,
        })
    }

    fn history_of(&mut self, key: &VitalKey) -> Option<&mut History> {
        let mut all = self.history.iter_mut().chain(&mut self.kept);
        all.find(|one| one.key == *key)
    }

    pub(super) fn hurry(&mut self) {
        self.walk.hurry();
        self.gauges.walk.hurry();
        self.watch.hurry();
        for source in self.sources() {
            source.hurry();
        }
    }

    pub(super) fn reset(&mut self) {
        self.walk.reset();
        self.gauges.walk.reset();
        self.watch.reset();
        self.acking.clear();
        for history in self.history.iter_mut().chain(&mut self.kept) {
            history.paging = false;
        }
        for source in self.sources() {
            source.reset();
        }
    }

    /// The reads that depend on what is on screen.
    fn sources(&mut self) -> impl Iterator<Item = &mut Source> {
        let histories = self.history.iter_mut().chain(&mut self.kept);
        let chart = self.chart.iter_mut().map(|chart| &mut chart.source);
        let marks = self.marks.iter_mut().map(|marks| &mut marks.source);
        histories
            .map(|one| &mut one.source)
            .chain(chart)
            .chain(marks)
    }
}

/// A command of the pane.
pub(super) fn run(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Metrics => gauges::switch(state),
        Command::Acknowledge => ack::ask(state),
        _ => gauges::step(state, command),
    }
    Vec::new()
}

/// Whether there is more of the history on screen.
pub(super) fn may_read_more(state: &State) -> Result<(), Why> {
    let history = state.health.history.as_ref();
    match history.filter(|_| !state.health.gauges.shown) {
        None => Err(Why::NotHere),
        Some(history) if history.paging => Err(Why::Busy),
        Some(history) if history.next.is_none() => Err(Why::NothingMore),
        Some(_) => Ok(()),
    }
}

/// Asks for the next page of the history on screen.
pub(super) fn read_more(state: &mut State) -> Vec<Effect> {
    let Some(history) = state.health.history.as_mut() else {
        return Vec::new();
    };
    let (platform, name) = history.key.clone();
    let Some(after) = history.next.clone() else {
        return Vec::new();
    };
    history.paging = true;
    vec![Effect::Load(Load::AlarmHistory {
        platform,
        name,
        after: Some(after),
    })]
}

/// Notes that a read failed; what was read before stays.
pub(super) fn failed(state: &mut State, load: &Load, problem: Problem) {
    let now = state.clock;
    slow_down(state, &problem);
    let health = &mut state.health;
    match load {
        Load::Health { .. } => health.walk.failed(now, problem),
        Load::Metrics { range, .. } if *range == health.gauges.range => {
            health.gauges.walk.failed(now, problem);
        }
        Load::Acks => health.watch.failed(now, problem),
        Load::AlarmHistory {
            platform,
            name,
            after,
        } => {
            if let Some(history) = health.history_of(&(*platform, name.clone())) {
                history.paging &= after.is_none();
                history.source.failed(now, problem);
            }
        }
        Load::Metric {
            platform,
            query,
            range,
        } => chart::landed(state, (*platform, query, *range), Err(problem)),
        Load::Condition {
            platform,
            condition,
            period,
            range,
        } => chart::judged(
            state,
            (*platform, *condition, *period, *range),
            Err(problem),
        ),
        Load::Marks { platform, range } => chart::marked(state, (*platform, *range), Err(problem)),
        _ => {}
    }
}

/// CloudWatch asked to slow down: everything of it is read less often for a while.
fn slow_down(state: &mut State, problem: &Problem) {
    if problem.trouble == Trouble::Throttled {
        state.health.slow_until = Some(later(state.clock, SLOW));
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

/// Takes a page of the history of an alarm in, an `older` one or the newest.
pub(super) fn told(state: &mut State, key: &VitalKey, older: bool, page: Page<Happening>) {
    let now = state.clock;
    let Some(history) = state.health.history_of(key) else {
        return;
    };
    // Lines that were read before stay: the newest page moves on, and what lies between must not get lost.
    let is_first = history.lines.is_empty();
    match older {
        true => {
            history.paging = false;
            history.next = page.next;
        }
        false => {
            history.source.landed(now);
            if is_first {
                history.next = page.next;
            }
        }
    }
    let known = std::mem::replace(&mut history.lines, page.items);
    let mut read = history.lines.clone();
    for line in known {
        // Each line of the page stands for one that was known; two that are alike are two.
        match read.iter().position(|one| *one == line) {
            Some(at) => drop(read.swap_remove(at)),
            None => history.lines.push(line),
        }
    }
    history.lines.sort_by_key(|line| std::cmp::Reverse(line.at));
}

/// History, chart and changes are those of what is on screen: the selected row, once its detail can be seen.
pub(super) fn follow(state: &mut State) {
    if state.pane != Pane::Health {
        return;
    }
    let is_seen = state.is_wide() || state.focus == Focus::Detail;
    chart::follow(state, is_seen);
    let alarms = !state.health.gauges.shown;
    let selected = state.health.list.selected().filter(|row| {
        let is_there = matches!(row.vital.found, Found::Existing(_));
        is_seen && is_there && alarms
    });
    let wanted = selected.map(|row| row.key.clone());
    let shown = state.health.history.as_ref().map(|history| &history.key);
    if wanted.as_ref() == shown {
        return;
    }
    let health = &mut state.health;
    let kept = wanted.and_then(|key| {
        let at = health.kept.iter().position(|one| one.key == key);
        at.and_then(|at| health.kept.remove(at)).or(Some(History {
            key,
            source: Source::default(),
            lines: Vec::new(),
            next: None,
            paging: false,
        }))
    });
    let before = std::mem::replace(&mut health.history, kept);
    health.kept.extend(before);
    while health.kept.len() > KEPT {
        health.kept.pop_front();
    }
}

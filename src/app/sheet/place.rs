//! Where a person is in a sheet: what of it is shown, which entry is selected, and the part that is on
//! screen. The selection follows its entry's id when pages are read again.

use super::reading::{Reading, haystack};
use crate::app::fold;
use crate::domain::sheet::{Entry, Narrowing};

/// Where a person is.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// What the table is asked for.
    pub narrowing: Option<Narrowing>,
    filter: String,
    needles: Vec<String>,
    shown: Vec<usize>,
    position: usize,
    offset: usize,
    height: usize,
    selected: Option<String>,
    /// The revision of the reading that `shown` is of; `None`: it has to be found again.
    settled: Option<u64>,
}

impl Place {
    /// What the person typed to filter by; empty: everything is shown.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Entries that are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Place of the selected entry among those shown, from 0.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The selected entry.
    pub fn selected_in<'a>(&self, reading: &'a Reading) -> Option<&'a Entry> {
        reading.entries.get(*self.shown.get(self.position)?)
    }

    /// The entries on a screen of `height` rows, with whether each is the selected one.
    pub fn window<'a>(
        &self,
        reading: &'a Reading,
        height: usize,
    ) -> impl Iterator<Item = (&'a Entry, bool)> {
        let start = self.start(height);
        let shown = self.shown.iter().enumerate().skip(start).take(height);
        shown.filter_map(move |(at, index)| {
            let entry = reading.entries.get(*index)?;
            Some((entry, at == self.position))
        })
    }

    pub(super) fn set_filter(&mut self, filter: &str) {
        if self.filter == filter {
            return;
        }
        self.filter = filter.to_owned();
        self.needles = fold::fold(filter)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        self.settled = None;
    }

    /// Asks for something else: what is shown begins anew.
    pub(super) fn narrow(&mut self, narrowing: Option<Narrowing>) {
        *self = Self {
            narrowing,
            height: self.height,
            ..Self::default()
        };
    }

    /// Moves the selection by so many entries; whether it would have gone past the end.
    pub(super) fn step(&mut self, by: isize) -> bool {
        let wanted = self.position.saturating_add_signed(by);
        let last = self.shown.len().saturating_sub(1);
        self.position = wanted.min(last);
        self.moved();
        wanted > last
    }

    /// The rows that a page is moved by.
    pub(super) fn page(&self) -> isize {
        isize::try_from(self.height).unwrap_or(1).max(2) - 1
    }

    pub(super) fn first(&mut self) {
        self.position = 0;
        self.moved();
    }

    pub(super) fn last(&mut self) {
        self.position = self.shown.len().saturating_sub(1);
        self.moved();
    }

    /// The selection is another one: its id is noted when it is settled.
    fn moved(&mut self) {
        self.selected = None;
        self.offset = self.start(self.height);
    }

    pub(super) fn settle(&mut self, reading: &Reading, height: usize) {
        self.height = height;
        if self.settled != Some(reading.revision) {
            self.settled = Some(reading.revision);
            let entries = reading.entries.iter().enumerate();
            let found = entries.filter(|(_, entry)| self.matches(entry));
            self.shown = found.map(|(at, _)| at).collect();
            self.find(reading);
        }
        self.position = self.position.min(self.shown.len().saturating_sub(1));
        self.offset = self.start(height);
        let id = self.selected_in(reading).map(|entry| entry.id.clone());
        if id.is_some() {
            self.selected = id;
        }
    }

    /// Finds the selected entry again; where it is gone, its place is kept.
    fn find(&mut self, reading: &Reading) {
        let Some(id) = &self.selected else { return };
        let is_it = |at: &usize| reading.entries.get(*at).is_some_and(|one| one.id == *id);
        if self.shown.get(self.position).is_some_and(is_it) {
            return;
        }
        if let Some(position) = self.shown.iter().position(is_it) {
            self.position = position;
        }
    }

    fn matches(&self, entry: &Entry) -> bool {
        if self.needles.is_empty() {
            return true;
        }
        let words = fold::fold(&haystack(entry));
        self.needles.iter().all(|needle| words.contains(needle))
    }

    /// The first entry on a screen of `height` rows so that the selected one is on it.
    fn start(&self, height: usize) -> usize {
        let height = height.max(1);
        let last = self.shown.len().saturating_sub(height);
        let lowest = (self.position + 1).saturating_sub(height);
        self.offset
            .clamp(lowest, self.position.max(lowest))
            .min(last.max(lowest))
    }
}

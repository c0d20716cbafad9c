//! Where a person is in a list: the selected row, and the part of the list that is on screen.

use super::{List, Row};

impl<R: Row> List<R> {
    /// Identity of the selected row.
    pub fn selected_key(&self) -> Option<&R::Key> {
        self.selected.as_ref()
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&R> {
        self.selected.as_ref().and_then(|key| self.get(key))
    }

    /// Place of the selected row among those shown, from 0.
    pub fn position(&self) -> Option<usize> {
        self.selected.as_ref().map(|_| self.position)
    }

    /// Place of the first row on screen among those shown.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The rows on a screen of `height` rows, with whether each is the selected one.
    pub fn window(&self, height: usize) -> impl Iterator<Item = (&R, bool)> {
        let start = self.start(height);
        self.shown
            .iter()
            .enumerate()
            .skip(start)
            .take(height)
            .filter_map(|(at, slot)| self.row(*slot).map(|row| (row, at == self.position)))
    }

    /// Selects a row that is shown; whether it is.
    pub fn select(&mut self, key: &R::Key) -> bool {
        self.merge_moved();
        let Some(position) = self.position_of(key) else {
            return false;
        };
        self.go_to(position);
        true
    }

    /// Moves the selection by so many rows, stopping at both ends.
    pub fn step(&mut self, rows: isize) {
        self.merge_moved();
        self.go_to(self.position.saturating_add_signed(rows));
    }

    /// Moves the selection by so many screens.
    pub fn page(&mut self, pages: isize) {
        let rows = isize::try_from(self.height).unwrap_or(1).max(2) - 1;
        self.step(pages.saturating_mul(rows));
    }

    /// Selects the first row.
    pub fn first(&mut self) {
        self.merge_moved();
        self.go_to(0);
    }

    /// Selects the last row.
    pub fn last(&mut self) {
        self.merge_moved();
        self.go_to(usize::MAX);
    }

    /// From now on the selection stays with its row even where better ones come before it.
    pub fn anchor(&mut self) {
        self.anchored = true;
    }

    fn go_to(&mut self, position: usize) {
        self.anchored = true;
        self.position = position.min(self.shown.len().saturating_sub(1));
        self.selected = self.key_at(self.position);
        self.offset = self.start(self.height);
    }

    /// Finds the selected row again, or its neighbour where it is gone.
    pub(super) fn find_selection(&mut self) {
        let before = self.position;
        let found = self
            .selected
            .as_ref()
            .filter(|_| self.anchored)
            .and_then(|key| self.position_of(key));
        match found {
            Some(position) => {
                self.position = position;
                // What is on screen stays there; a list that is at its top stays at its top.
                if self.offset > 0 {
                    self.offset = (self.offset + position).saturating_sub(before);
                }
            }
            None => {
                let wanted = if self.anchored { before } else { 0 };
                self.position = wanted.min(self.shown.len().saturating_sub(1));
                self.selected = self.key_at(self.position);
            }
        }
        self.offset = self.start(self.height);
    }

    fn key_at(&self, position: usize) -> Option<R::Key> {
        let slot = self.shown.get(position)?;
        self.row(*slot).map(|row| row.key().clone())
    }

    fn position_of(&self, key: &R::Key) -> Option<usize> {
        let row = self.get(key)?;
        self.shown
            .binary_search_by(|slot| match self.row(*slot) {
                Some(other) => self.compare(other, row),
                None => std::cmp::Ordering::Less,
            })
            .ok()
    }

    /// The first row on a screen of `height` rows so that the selected one is on it.
    fn start(&self, height: usize) -> usize {
        let height = height.max(1);
        let last = self.shown.len().saturating_sub(height);
        let lowest = (self.position + 1).saturating_sub(height);
        self.offset
            .clamp(lowest, self.position.max(lowest))
            .min(last.max(lowest))
    }
}

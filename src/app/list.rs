//! A list of rows known by identity: selection and scroll survive refresh, order and filter.
//!
//! Contract: after [`List::settle`] the selection is a row that is shown, or none when nothing is shown.
//! Changed rows cost one pass over a vector of numbers; only a new order sorts everything.

mod cursor;
mod narrow;
pub mod tag;

use super::fold;
use crate::domain::id::PlatformId;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::RangeBounds;

/// A column that a list can be ordered by. The default is the order at the start.
pub trait Column: Copy + PartialEq + Default + 'static {
    /// In the order in which a person goes through them.
    const ALL: &'static [Self];

    /// Whether the column begins with its greatest value (newest, most).
    fn descends(self) -> bool;
}

/// Something that can stand in a list.
pub trait Row {
    type Key: Ord + Clone;
    type Column: Column;

    fn key(&self) -> &Self::Key;

    /// The system that it is of.
    fn platform(&self) -> PlatformId;

    /// Rows of a lower rank come first in every order.
    fn rank(&self) -> u8 {
        0
    }

    /// Compares by a column's typed value; rows that are equal keep the order of their keys.
    fn compare(&self, other: &Self, column: Self::Column) -> Ordering;

    /// Adds the text of all columns, blanks between, to what a filter looks through.
    fn haystack(&self, into: &mut String);
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order<C> {
    pub column: C,
    /// Against the column's own direction.
    pub reversed: bool,
}

#[derive(Clone, Debug)]
struct Held<R> {
    row: R,
    haystack: Box<str>,
}

/// Rows, their order, what of them is shown, and which is selected.
#[derive(Clone, Debug)]
pub struct List<R: Row> {
    slots: Vec<Option<Held<R>>>,
    /// Of each slot, whether its place in the order is not known: beside the rows, for it is read often.
    misplaced: Vec<bool>,
    free: Vec<usize>,
    index: BTreeMap<R::Key, usize>,
    sorted: Vec<usize>,
    shown: Vec<usize>,
    moved: Vec<usize>,
    order: Order<R::Column>,
    /// Only rows of this system are shown.
    only: Option<PlatformId>,
    filter: String,
    needles: Vec<String>,
    selected: Option<R::Key>,
    /// Until then the selection is the first row, whichever that is.
    anchored: bool,
    position: usize,
    offset: usize,
    height: usize,
}

impl<R: Row> Default for List<R> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            misplaced: Vec::new(),
            free: Vec::new(),
            index: BTreeMap::new(),
            sorted: Vec::new(),
            shown: Vec::new(),
            moved: Vec::new(),
            order: Order::default(),
            only: None,
            filter: String::new(),
            needles: Vec::new(),
            selected: None,
            anchored: false,
            position: 0,
            offset: 0,
            height: 1,
        }
    }
}

impl<R: Row> List<R> {
    /// Rows that are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Rows in all, those that the filter hides included.
    pub fn total(&self) -> usize {
        self.index.len()
    }

    pub fn order(&self) -> Order<R::Column> {
        self.order
    }

    /// What a person typed to filter by; empty: everything is shown.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// The row of that identity, shown or not.
    pub fn get(&self, key: &R::Key) -> Option<&R> {
        self.index.get(key).and_then(|slot| self.row(*slot))
    }

    /// All rows, by key.
    pub fn all(&self) -> impl Iterator<Item = &R> {
        self.index.values().filter_map(|slot| self.row(*slot))
    }

    /// The rows whose keys lie in `keys`, by key.
    pub fn range(&self, keys: impl RangeBounds<R::Key>) -> impl Iterator<Item = &R> {
        self.index
            .range(keys)
            .filter_map(|(_, slot)| self.row(*slot))
    }

    /// The rows that are shown, in order.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = &R> {
        self.shown.iter().filter_map(|slot| self.row(*slot))
    }

    /// Puts a row in, in place of the one of the same identity.
    pub fn put(&mut self, row: R) {
        let haystack = haystack(&row);
        let key = row.key().clone();
        let held = Some(Held { row, haystack });
        let slot = match self.index.get(&key) {
            Some(slot) => *slot,
            None => {
                let slot = self.free.pop().unwrap_or(self.slots.len());
                self.index.insert(key, slot);
                slot
            }
        };
        match self.slots.get_mut(slot) {
            Some(place) => *place = held,
            None => {
                self.slots.push(held);
                self.misplaced.push(false);
            }
        }
        self.misplace(slot);
    }

    /// Changes a row where it is; `change` says whether anything became different. Its key must stay.
    pub fn change(&mut self, key: &R::Key, change: impl FnOnce(&mut R) -> bool) -> bool {
        let Some(slot) = self.index.get(key).copied() else {
            return false;
        };
        let Some(held) = self.slots.get_mut(slot).and_then(Option::as_mut) else {
            return false;
        };
        if !change(&mut held.row) {
            return false;
        }
        held.haystack = haystack(&held.row);
        self.misplace(slot);
        true
    }

    /// Takes a row out.
    pub fn remove(&mut self, key: &R::Key) -> Option<R> {
        let slot = self.index.remove(key)?;
        self.misplace(slot);
        self.free.push(slot);
        self.slots
            .get_mut(slot)
            .and_then(Option::take)
            .map(|held| held.row)
    }

    /// Takes out all rows of which `keep` says no.
    pub fn retain(&mut self, keep: impl Fn(&R) -> bool) {
        let gone: Vec<R::Key> = self
            .all()
            .filter(|row| !keep(row))
            .map(|row| row.key().clone())
            .collect();
        for key in &gone {
            self.remove(key);
        }
    }

    /// Takes all rows out; order, system and filter stay.
    pub fn clear(&mut self) {
        *self = Self {
            order: self.order,
            only: self.only,
            filter: std::mem::take(&mut self.filter),
            needles: std::mem::take(&mut self.needles),
            height: self.height,
            ..Self::default()
        };
    }

    /// Orders by another column.
    pub fn set_order(&mut self, order: Order<R::Column>) {
        if self.order == order {
            return;
        }
        self.merge_moved();
        self.order = order;
        let mut sorted = std::mem::take(&mut self.sorted);
        sorted.sort_unstable_by(|a, b| self.compare_slots(*a, *b));
        self.sorted = sorted;
        self.show_matching();
    }

    /// The next column, in its own direction.
    pub fn order_by_next(&mut self) {
        let all = R::Column::ALL;
        let at = all.iter().position(|column| *column == self.order.column);
        let next = at.map_or(0, |at| (at + 1) % all.len().max(1));
        if let Some(column) = all.get(next) {
            self.set_order(Order {
                column: *column,
                reversed: false,
            });
        }
    }

    /// The other direction.
    pub fn reverse(&mut self) {
        self.set_order(Order {
            reversed: !self.order.reversed,
            ..self.order
        });
    }

    /// Brings order, what is shown, selection and scroll up to date for a list of `height` rows.
    pub fn settle(&mut self, height: usize) {
        self.height = height.max(1);
        self.merge_moved();
        self.find_selection();
    }

    fn misplace(&mut self, slot: usize) {
        if let Some(misplaced) = self.misplaced.get_mut(slot) {
            *misplaced = true;
        }
        self.moved.push(slot);
    }

    fn row(&self, slot: usize) -> Option<&R> {
        self.slots
            .get(slot)
            .and_then(Option::as_ref)
            .map(|held| &held.row)
    }

    fn compare_slots(&self, a: usize, b: usize) -> Ordering {
        match (self.row(a), self.row(b)) {
            (Some(a), Some(b)) => self.compare(a, b),
            _ => a.cmp(&b),
        }
    }

    fn compare(&self, a: &R, b: &R) -> Ordering {
        let column = self.order.column;
        let by_column = a.compare(b, column);
        let by_column = if column.descends() != self.order.reversed {
            by_column.reverse()
        } else {
            by_column
        };
        a.rank()
            .cmp(&b.rank())
            .then(by_column)
            .then_with(|| a.key().cmp(b.key()))
    }

    /// Gives all rows whose place is not known their place.
    fn merge_moved(&mut self) {
        if self.moved.is_empty() {
            return;
        }
        let mut moved = std::mem::take(&mut self.moved);
        moved.sort_unstable();
        moved.dedup();
        let stays = |slot: &usize| !self.misplaced.get(*slot).copied().unwrap_or(true);
        let mut sorted = std::mem::take(&mut self.sorted);
        let mut shown = std::mem::take(&mut self.shown);
        sorted.retain(stays);
        shown.retain(stays);
        for slot in &moved {
            if let Some(misplaced) = self.misplaced.get_mut(*slot) {
                *misplaced = false;
            }
        }
        moved.retain(|slot| self.row(*slot).is_some());
        moved.sort_unstable_by(|a, b| self.compare_slots(*a, *b));
        self.sorted = self.merged(&sorted, &moved);
        let matching: Vec<usize> = moved
            .iter()
            .copied()
            .filter(|slot| self.matches(*slot))
            .collect();
        self.shown = self.merged(&shown, &matching);
    }

    /// Two ordered runs as one, in as many steps as the shorter has rows.
    fn merged(&self, long: &[usize], short: &[usize]) -> Vec<usize> {
        let mut out = Vec::with_capacity(long.len() + short.len());
        let mut rest = long;
        for slot in short {
            let at = rest.partition_point(|other| self.compare_slots(*other, *slot).is_lt());
            let (before, after) = rest.split_at(at);
            out.extend_from_slice(before);
            out.push(*slot);
            rest = after;
        }
        out.extend_from_slice(rest);
        out
    }
}

fn haystack<R: Row>(row: &R) -> Box<str> {
    let mut text = String::new();
    row.haystack(&mut text);
    fold::fold(&text).into_boxed_str()
}

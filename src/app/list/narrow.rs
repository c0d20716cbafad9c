//! What of a list is shown: the rows of one system or of all, that have the words of the filter.

use super::{List, Row, tag};
use crate::app::fold;
use crate::domain::id::PlatformId;

impl<R: Row> List<R> {
    /// Shows only rows that have all words of `filter` in their columns, whatever case and accents; a word
    /// like `kw:ya` asks for a tag ([`tag`]).
    pub fn set_filter(&mut self, filter: &str) {
        if self.filter == filter {
            return;
        }
        self.merge_moved();
        self.filter = filter.to_owned();
        self.needles = fold::fold(filter)
            .split_whitespace()
            .map(tag::needle)
            .collect();
        self.show_matching();
    }

    /// Shows only rows of one system; `None`: of all.
    pub fn set_platform(&mut self, only: Option<PlatformId>) {
        if self.only == only {
            return;
        }
        self.merge_moved();
        self.only = only;
        self.show_matching();
    }

    /// Finds again, in their order, the rows that are shown.
    pub(super) fn show_matching(&mut self) {
        self.shown = self
            .sorted
            .iter()
            .copied()
            .filter(|slot| self.matches(*slot))
            .collect();
    }

    pub(super) fn matches(&self, slot: usize) -> bool {
        self.slots
            .get(slot)
            .and_then(Option::as_ref)
            .is_some_and(|held| {
                self.only.is_none_or(|only| held.row.platform() == only)
                    && self
                        .needles
                        .iter()
                        .all(|needle| held.haystack.contains(needle.as_str()))
            })
    }
}

//! What was read of one sheet, page after page, and what is to be read next. A page that is read anew takes
//! the place of all pages before it; one that follows is put behind them.

use crate::app::geometry::Size;
use crate::domain::page::Cursor;
use crate::domain::problem::Problem;
use crate::domain::remark::{Flow, Remark, What};
use crate::domain::sheet::{Cell, DeedKind, Entry, Heading, SheetPage};
use jiff::Timestamp;

/// The heading and a blank line above a table, its titles, and the count below it.
pub const FRAME_ROWS: usize = 4;
/// Rows of remarks at most.
pub const REMARK_ROWS: usize = 5;
/// Rows that one of them takes at most where the terminal is as wide as usual.
const ROWS_OF_ONE: usize = 3;
const USUAL_COLUMNS: u16 = 80;

/// What is wanted next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Anew,
    More,
}

/// What was read of one sheet.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub headings: &'static [Heading],
    pub entries: Vec<Entry>,
    pub remarks: Vec<Remark>,
    pub narrowings: &'static [&'static str],
    pub deeds: &'static [DeedKind],
    pub next: Option<Cursor>,
    /// Read units of all its pages.
    pub units: f64,
    /// When its first page was read; `None`: never yet.
    pub at: Option<Timestamp>,
    /// Why the last page could not be read.
    pub problem: Option<Problem>,
    /// Counts changes of the entries.
    pub revision: u64,
    wanted: Option<Wanted>,
    /// What is under way, and whether it is read anew.
    asked: Option<(u64, Wanted)>,
}

impl Reading {
    /// Whether a page is awaited, or about to be asked for.
    pub fn is_under_way(&self) -> bool {
        self.asked.is_some() || self.wanted.is_some()
    }

    pub(super) fn want_anew(&mut self) {
        self.wanted = Some(Wanted::Anew);
    }

    pub(super) fn want_more(&mut self) {
        let more = self.at.is_some() && self.next.is_some();
        if self.asked.is_none() {
            self.wanted = Some(if more { Wanted::More } else { Wanted::Anew });
        }
    }

    /// Where the wanted page goes on, if one is wanted and none is under way; from here on it is.
    pub(super) fn ask(&mut self, serial: u64) -> Option<Option<Cursor>> {
        if self.asked.is_some() {
            return None;
        }
        let wanted = self.wanted.take()?;
        self.asked = Some((serial, wanted));
        self.problem = None;
        Some(match wanted {
            Wanted::Anew => None,
            Wanted::More => self.next.clone(),
        })
    }

    pub(super) fn reset(&mut self) {
        if let Some((_, wanted)) = self.asked.take() {
            self.wanted.get_or_insert(wanted);
        }
    }

    pub(super) fn landed(&mut self, serial: u64, page: SheetPage, now: Timestamp) {
        let Some((_, wanted)) = self.asked.take_if(|(asked, _)| *asked == serial) else {
            return;
        };
        self.revision += 1;
        self.headings = page.headings;
        self.narrowings = page.narrowings;
        self.deeds = page.deeds;
        self.next = page.next;
        match wanted {
            Wanted::Anew => {
                self.at = Some(now);
                self.units = page.cost.read_units;
                self.entries = page.entries;
                self.remarks = page.remarks;
            }
            Wanted::More => {
                self.units += page.cost.read_units;
                for entry in page.entries {
                    self.add(entry);
                }
                for remark in page.remarks {
                    if !self.remarks.contains(&remark) {
                        self.remarks.push(remark);
                    }
                }
            }
        }
    }

    /// Puts an entry behind the others, unless it moved from a page before to this one as it is.
    fn add(&mut self, entry: Entry) {
        if !self.entries.contains(&entry) {
            self.entries.push(entry);
        }
    }

    pub(super) fn failed(&mut self, serial: u64, problem: Problem) {
        if self.asked.take_if(|(asked, _)| *asked == serial).is_some() {
            self.problem = Some(problem);
        }
    }

    /// Rows that the remarks and the blank one below them take at most. How many they are depends on the
    /// language, which is the view's; a page that is a little short skips no entry.
    pub fn most_remark_rows(&self, size: Size) -> usize {
        let rows = self.remarks.iter().map(|one| most_rows(&one.what, size));
        let rows = rows.sum::<usize>().min(REMARK_ROWS);
        rows + usize::from(rows > 0)
    }
}

/// Rows that a remark takes at most: one with names of others in it as many as there can be.
fn most_rows(what: &What, size: Size) -> usize {
    match what {
        What::Flow(Flow::SamePosition { .. } | Flow::NoJson { .. }) => REMARK_ROWS,
        _ if size.columns < USUAL_COLUMNS => REMARK_ROWS,
        _ => ROWS_OF_ONE,
    }
}

/// Characters of a cell that a filter looks through.
const SEARCHED: usize = 4_000;

/// The words of an entry, as a filter looks through them.
pub(super) fn haystack(entry: &Entry) -> String {
    let mut words = entry.id.clone();
    for cell in &entry.cells {
        words.push(' ');
        match cell {
            Cell::Text(text) => words.extend(text.chars().take(SEARCHED)),
            Cell::Word(word) => words.push_str(word.name()),
            Cell::Count(count) => words.push_str(&count.to_string()),
            Cell::Number { value, .. } => words.push_str(&value.to_string()),
            Cell::Moment(_) | Cell::Nothing => {}
        }
    }
    if let Some(tenant) = &entry.tenant {
        words.push(' ');
        words.push_str(tenant.as_str());
    }
    words
}

//! The traces of a time, the newest first: at first those in which something failed, and all of them when a person
//! asks. Read page by page up to a bound; it does not follow, because a trace comes late and never changes.

use super::Wanted;
use crate::app::feed::Source;
use crate::app::geometry::Size;
use crate::domain::id::PlatformId;
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::text::Text;
use crate::domain::trace::{TraceFilter, TraceSummary};
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;

/// Traces that are read at most.
const MOST: usize = 300;
/// Rest before a read that failed is tried again.
const AGAIN: SignedDuration = SignedDuration::from_secs(10);
/// Heading, time, titles, and the line that says how many there are.
pub const FRAME_ROWS: u16 = 5;

/// Traces of a time.
#[derive(Clone, Debug)]
pub struct Listing {
    pub platform: PlatformId,
    pub span: Span,
    pub filter: TraceFilter,
    /// Whose time it is.
    pub alarm: Text,
    /// The newest first.
    pub found: Vec<TraceSummary>,
    /// There are more than are read.
    pub more: bool,
    pub selected: usize,
    pub top: usize,
    pub source: Source,
    pub(super) asked: u64,
    /// Its time was not over when it was opened.
    is_open: bool,
    /// Where the read goes on; `None` once it is through.
    next: Option<Cursor>,
}

impl Listing {
    /// Nothing is read yet.
    pub fn new(
        now: Timestamp,
        (platform, alarm): (PlatformId, Text),
        span: Span,
        filter: TraceFilter,
    ) -> Self {
        Self {
            is_open: span.to >= now,
            platform,
            span,
            filter,
            alarm,
            found: Vec::new(),
            more: false,
            selected: 0,
            top: 0,
            source: Source::default(),
            asked: 0,
            next: None,
        }
    }

    /// The trace that commands mean.
    pub fn selected(&self) -> Option<&TraceSummary> {
        self.found.get(self.selected)
    }

    /// Whether a read is under way, or about to begin.
    pub fn is_reading(&self) -> bool {
        self.next.is_some() || self.source.at.is_none()
    }

    pub(super) fn next_due(&self) -> Option<Timestamp> {
        if self.next.is_some() {
            return self.source.due(SignedDuration::ZERO);
        }
        let due = self.source.due(AGAIN)?;
        let tries_again = self.source.setback.is_some();
        (tries_again || due == Timestamp::MIN).then_some(due)
    }

    pub(super) fn ask(&mut self, now: Timestamp, serial: u64) -> Option<Wanted> {
        if self.next_due().is_none_or(|due| due > now) {
            return None;
        }
        self.source.ask(now);
        self.asked = serial;
        Some(Wanted::Traces {
            platform: self.platform,
            span: self.span,
            filter: self.filter.clone(),
            after: self.next.clone(),
        })
    }

    /// Takes a page in; `after`: where it goes on from, `None` for the first.
    pub(super) fn take(&mut self, now: Timestamp, after: bool, page: Page<TraceSummary>) {
        self.source.landed(now);
        if !after {
            self.found.clear();
        }
        for one in page.items {
            if !self.found.iter().any(|known| known.id == one.id) {
                self.found.push(one);
            }
        }
        self.found.sort_by_key(|one| Reverse(one.began));
        let full = self.found.len() >= MOST;
        self.more = full && page.next.is_some();
        self.next = page.next.filter(|_| !full);
    }

    /// Reads anew, up to now where its time is not over; those that went well too where `all`.
    pub(super) fn again(&mut self, now: Timestamp, all: bool) {
        if self.is_open {
            self.span.to = now;
        }
        self.filter.failed &= !all;
        self.next = None;
        self.source = Source::default();
    }

    /// Rows of traces on a screen of this size.
    pub fn rows(size: Size) -> usize {
        usize::from(size.body_rows().saturating_sub(FRAME_ROWS)).max(1)
    }

    pub(super) fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    pub(super) fn settle(&mut self, size: Size) {
        let rows = Self::rows(size);
        self.selected = self.selected.min(self.found.len().saturating_sub(1));
        let lowest = (self.selected + 1).saturating_sub(rows);
        self.top = self.top.clamp(lowest, self.selected.max(lowest));
    }
}

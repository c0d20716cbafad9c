//! A trace on screen: read once, and again while there is none, because X-Ray shows one some seconds late.

use super::Wanted;
use crate::app::feed::Source;
use crate::app::geometry::Size;
use crate::domain::id::PlatformId;
use crate::domain::text::Text;
use crate::domain::trace::{Placed, Trace};
use jiff::{SignedDuration, Timestamp};

/// Rest before a trace that is not there is looked for again.
const AGAIN: SignedDuration = SignedDuration::from_secs(10);
/// Heading, what came of it, a blank, titles; and below the cause of the selected piece.
pub const FRAME_ROWS: u16 = 7;

/// A trace.
#[derive(Clone, Debug)]
pub struct Tracing {
    pub platform: PlatformId,
    pub id: Text,
    /// `None`: there is none, as far as was read.
    pub trace: Option<Trace>,
    /// Place of the selected piece in the waterfall.
    pub selected: usize,
    pub top: usize,
    pub source: Source,
    pub(super) asked: u64,
}

impl Tracing {
    pub fn new(platform: PlatformId, id: Text) -> Self {
        Self {
            platform,
            id,
            trace: None,
            selected: 0,
            top: 0,
            source: Source::default(),
            asked: 0,
        }
    }

    pub(super) fn next_due(&self) -> Option<Timestamp> {
        let due = self.source.due(AGAIN)?;
        // One that is there does not change, unless a person asks or it was never read.
        (self.trace.is_none() || due == Timestamp::MIN).then_some(due)
    }

    pub(super) fn ask(&mut self, now: Timestamp, serial: u64) -> Option<Wanted> {
        if self.next_due().is_none_or(|due| due > now) {
            return None;
        }
        self.source.ask(now);
        self.asked = serial;
        Some(Wanted::Trace {
            platform: self.platform,
            id: self.id.clone(),
        })
    }

    pub(super) fn take(&mut self, now: Timestamp, trace: Option<Trace>) {
        self.source.landed(now);
        let Some(trace) = trace else { return };
        // At first where a failure began.
        if self.trace.is_none() {
            self.selected = trace.suspect().unwrap_or(0);
        }
        self.trace = Some(trace);
    }

    /// The selected piece.
    pub fn piece(&self) -> Option<Placed<'_>> {
        self.trace.as_ref()?.placed().get(self.selected).copied()
    }

    pub fn len(&self) -> usize {
        self.trace.as_ref().map_or(0, |trace| trace.pieces.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows of pieces on a screen of this size.
    pub fn rows(size: Size) -> usize {
        usize::from(size.body_rows().saturating_sub(FRAME_ROWS)).max(1)
    }

    pub(super) fn step(&mut self, by: isize) {
        let last = self.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    pub(super) fn settle(&mut self, size: Size) {
        let rows = Self::rows(size);
        self.selected = self.selected.min(self.len().saturating_sub(1));
        let lowest = (self.selected + 1).saturating_sub(rows);
        self.top = self.top.clamp(lowest, self.selected.max(lowest));
    }
}

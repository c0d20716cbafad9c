//! Lines on screen: what is looked for, what was read of it, and where a person is in it. It follows the newest
//! until a person moves up, says how many came since, and reads in passes: each from where the last one ended.

use super::Wanted;
use super::shown::{self, Shape};
use crate::app::feed::{Source, later};
use crate::app::geometry::Size;
use crate::domain::id::PlatformId;
use crate::domain::log::LogLine;
use crate::domain::log::filter::{Filter, When};
use crate::domain::log::read::{Groups, LogQuery, LogRead};
use crate::domain::log::ring::Ring;
use crate::domain::metric::Span;
use crate::domain::page::Cursor;
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};

/// Rest between two looks for new lines.
const REST: SignedDuration = SignedDuration::from_secs(2);
/// The same for each of many groups: an account allows 5 calls a second, and others want some of them.
const REST_OF_GROUP: SignedDuration = SignedDuration::from_millis(500);
/// How late a line may come after its own time.
const OVERLAP: SignedDuration = SignedDuration::from_secs(30);
/// Lines that are read again for those that come late; of a busy log they are of a shorter time.
const READ_AGAIN: usize = 500;

/// Lines of a system.
#[derive(Clone, Debug)]
pub struct Lines {
    pub platform: PlatformId,
    pub filter: Filter,
    /// Groups that exist and that ought to; `None`: not read yet.
    pub known: Option<Groups>,
    /// Groups that are meant.
    pub groups: Vec<String>,
    pub ring: Ring,
    /// Number of the line that commands mean.
    pub selected: usize,
    /// Number of the first line on screen.
    pub top: usize,
    pub follows: bool,
    /// Lines that came since it does not follow.
    pub unseen: usize,
    pub wraps: bool,
    /// Half screens to the right.
    pub halves: usize,
    /// Groups that could not be read, and why.
    pub failed: Vec<(String, Problem)>,
    pub source: Source,
    pub(super) asked: u64,
    /// The pass under way, and where it goes on.
    pass: Option<(Span, Option<Cursor>)>,
    /// Up to when everything has been read.
    pub read_to: Option<Timestamp>,
}

impl Lines {
    /// Nothing is read yet.
    pub fn new(platform: PlatformId, filter: Filter) -> Self {
        Self {
            platform,
            filter,
            known: None,
            groups: Vec::new(),
            ring: Ring::default(),
            selected: 0,
            top: 0,
            follows: true,
            unseen: 0,
            wraps: false,
            halves: 0,
            failed: Vec::new(),
            source: Source::default(),
            asked: 0,
            pass: None,
            read_to: None,
        }
    }

    /// The line that commands mean.
    pub fn line(&self) -> Option<&LogLine> {
        self.ring.get(self.selected)
    }

    /// Whether a pass is under way, or about to begin.
    pub fn is_reading(&self) -> bool {
        self.pass.is_some() || self.read_to.is_none()
    }

    /// Whether there is nothing more to come.
    pub fn is_over(&self) -> bool {
        !self.filter.when.is_open() && self.read_to.is_some() && self.pass.is_none()
    }

    /// Whether only one group is looked at, so that its name need not stand before each line.
    pub fn is_of_one(&self) -> bool {
        self.groups.len() == 1
    }

    /// The span that is, or was last, read.
    pub fn span(&self, now: Timestamp) -> Span {
        let from = self.filter.when.from(now);
        let to = match self.filter.when {
            When::Between(_, to) => to,
            When::Last(_) | When::Since(_) => now,
        };
        Span { from, to }
    }

    fn rest(&self) -> SignedDuration {
        if self.pass.is_some() || self.known.is_none() || self.read_to.is_none() {
            return SignedDuration::ZERO;
        }
        let count = i32::try_from(self.groups.len()).unwrap_or(i32::MAX);
        REST.max(REST_OF_GROUP * count.min(60))
    }

    pub(super) fn next_due(&self) -> Option<Timestamp> {
        if self.is_over() || self.known.is_some() && self.groups.is_empty() {
            return None;
        }
        self.source.due(self.rest())
    }

    /// What is read now, if something is due.
    pub(super) fn ask(&mut self, now: Timestamp, serial: u64) -> Option<Wanted> {
        if self.next_due().is_none_or(|due| due > now) {
            return None;
        }
        self.source.ask(now);
        self.asked = serial;
        if self.known.is_none() {
            return Some(Wanted::Groups(self.platform));
        }
        let whole = self.span(now);
        let begin = match self.read_to {
            None => whole,
            Some(to) => Span {
                from: self.again_from(to).max(whole.from.min(to)),
                to: whole.to.max(to),
            },
        };
        let (span, after) = self.pass.get_or_insert((begin, None)).clone();
        let query = LogQuery {
            platform: self.platform,
            groups: self.groups.clone(),
            filter: self.filter.clone(),
            span,
        };
        Some(Wanted::Lines {
            query: Box::new(query),
            after,
        })
    }

    /// From when on is read again what was read up to `to`.
    fn again_from(&self, to: Timestamp) -> Timestamp {
        let earliest = to.checked_sub(OVERLAP).unwrap_or(to);
        let busy = self.ring.end().checked_sub(READ_AGAIN);
        let busy = busy.and_then(|number| self.ring.get(number));
        busy.map_or(earliest, |line| line.at.clamp(earliest, to))
    }

    pub(super) fn take_groups(&mut self, now: Timestamp, groups: Groups) {
        self.source.landed(now);
        let names: Vec<String> = groups
            .there
            .iter()
            .map(|one| one.name.to_string())
            .collect();
        self.groups = self.filter.groups(&names).into_iter().cloned().collect();
        self.known = Some(groups);
    }

    /// Takes lines in, unless they were asked for with another filter.
    pub(super) fn take(&mut self, now: Timestamp, query: &LogQuery, read: LogRead) {
        if query.filter != self.filter || query.platform != self.platform {
            return;
        }
        self.source.landed(now);
        for (group, problem) in read.failed {
            self.failed.retain(|(known, _)| *known != group);
            self.failed.push((group, problem));
        }
        let taken = self.ring.take(read.lines, self.selected);
        if self.follows {
            self.unseen = 0;
        } else {
            self.selected += taken.before;
            self.top += taken.before;
            self.unseen += taken.new - taken.before;
        }
        match read.next {
            Some(next) => self.pass = Some((query.span, Some(next))),
            None => {
                self.pass = None;
                self.read_to = Some(query.span.to);
            }
        }
    }

    /// Reads anew with another filter; the lines that were found with this one go.
    pub(super) fn look_for(&mut self, filter: Filter) {
        let known = self.known.take();
        let (wraps, platform) = (self.wraps, self.platform);
        *self = Self {
            wraps,
            ..Self::new(platform, filter)
        };
        if let Some(known) = known {
            let names: Vec<String> = known.there.iter().map(|one| one.name.to_string()).collect();
            self.groups = self.filter.groups(&names).into_iter().cloned().collect();
            self.known = Some(known);
        }
    }

    pub(super) fn refresh(&mut self) {
        self.known = None;
        self.source.hurry();
        if self.is_over() {
            self.read_to = None;
        }
    }

    /// Moves the selection; up from the end it stops following.
    pub(super) fn step(&mut self, by: isize) {
        let last = self.ring.end().saturating_sub(1);
        let wanted = self.selected.saturating_add_signed(by);
        self.selected = wanted.clamp(self.ring.dropped(), last.max(self.ring.dropped()));
        // Down at the end does not begin to follow by itself: a person may be reading there.
        if by < 0 {
            self.follows = false;
        }
    }

    pub(super) fn first(&mut self) {
        self.follows = false;
        self.selected = self.ring.dropped();
    }

    /// Goes to the newest and follows.
    pub(super) fn last(&mut self) {
        self.follows = true;
        self.unseen = 0;
        self.selected = self.ring.end().saturating_sub(1);
    }

    pub(super) fn settle(&mut self, size: Size) {
        let (first, end) = (self.ring.dropped(), self.ring.end());
        if self.follows {
            self.unseen = 0;
            self.selected = end.saturating_sub(1);
        }
        self.selected = self.selected.clamp(first, end.saturating_sub(1).max(first));
        let shape = Shape::of(self, size);
        let lowest = shown::lowest_top(self, shape);
        // The last screen is full where there are lines enough for it.
        let highest = shown::top_of_last(self, shape);
        let top = if self.follows { highest } else { self.top };
        self.top = top
            .clamp(lowest.min(self.selected), self.selected)
            .min(highest.max(first))
            .max(first);
    }

    /// An X-Ray id that belongs to the selected line: its own, or that of another line of its request.
    pub fn trace(&self) -> Option<&crate::domain::text::Text> {
        let is = |line: &LogLine| {
            let trace = line.facts.trace.as_ref();
            trace.is_some_and(|id| crate::domain::log::facts::is_xray(id))
        };
        let line = self.line()?;
        if is(line) {
            return line.facts.trace.as_ref();
        }
        let request = line.facts.request.as_ref()?;
        let near = self
            .ring
            .from(self.selected.saturating_sub(NEAR))
            .take(2 * NEAR);
        let same = near.map(|(_, one)| one);
        let mut same = same.filter(|one| one.facts.request.as_ref() == Some(request) && is(one));
        same.next()?.facts.trace.as_ref()
    }

    /// When the oldest line was written that a look back would follow.
    pub(super) fn wider(&self, now: Timestamp) -> Filter {
        Filter {
            when: self.filter.when.wider(now),
            ..self.filter.clone()
        }
    }

    /// Until when what was read is fresh.
    pub fn fresh_until(&self) -> Option<Timestamp> {
        let at = self.source.at?;
        (!self.is_over()).then(|| later(at, self.rest() * 2 + REST))
    }
}

/// Lines before and after one that are looked through for others of its request.
const NEAR: usize = 500;

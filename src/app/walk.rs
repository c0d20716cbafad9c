//! A read that goes page by page over several stops (tenants, status words), again and again: each round
//! is a pass. One page at a time, no faster than a budget of read units allows.

use super::feed::{Feed, Setback, feed, later};
use crate::domain::cost::Cost;
use crate::domain::page::Cursor;
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};

/// How fast a walk may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Read units per second; infinite where pages are not paced.
    pub units_per_second: f64,
    /// From the end of one pass to the beginning of the next.
    pub rest: SignedDuration,
}

/// The page to read next.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask<T> {
    pub pass: u64,
    pub stop: T,
    pub after: Option<Cursor>,
}

/// What a page's arrival finished.
#[derive(Clone, Debug, PartialEq)]
pub enum Landed<T> {
    /// Not a page of this walk as it stands now: to be ignored.
    Strange,
    /// More pages of the stop follow.
    Page,
    /// The stop's last page.
    Stop(T),
    /// The last page of the last stop.
    Pass(T),
}

/// A walk over stops of type `T`.
#[derive(Clone, Debug)]
pub struct Walk<T> {
    /// Number of the pass under way, from 1; 0 before the first.
    pub pass: u64,
    /// Stops of the pass under way, those finished first.
    pub stops: Vec<T>,
    /// How many of `stops` are finished.
    pub done: usize,
    /// Items found in the pass under way.
    pub items: usize,
    /// Read units spent in the pass under way.
    pub units: f64,
    /// Read units that the last whole pass took.
    pub last_units: f64,
    /// When the last whole pass ended.
    pub at: Option<Timestamp>,
    pub setback: Option<Setback>,
    after: Option<Cursor>,
    in_flight: bool,
    last_page: Option<(Timestamp, f64)>,
    hurried: bool,
    /// When the page that is under way, or the last one, was asked for.
    pub asked: Timestamp,
}

impl<T> Default for Walk<T> {
    fn default() -> Self {
        Self {
            pass: 0,
            stops: Vec::new(),
            done: 0,
            items: 0,
            units: 0.0,
            last_units: 0.0,
            at: None,
            setback: None,
            after: None,
            in_flight: false,
            last_page: None,
            hurried: false,
            asked: Timestamp::MIN,
        }
    }
}

impl<T: Clone + PartialEq> Walk<T> {
    /// Whether a pass has begun and not ended.
    pub fn is_under_way(&self) -> bool {
        self.done < self.stops.len()
    }

    /// When the next page is due; `None` while one is awaited.
    pub fn due(&self, pace: Pace) -> Option<Timestamp> {
        if self.in_flight {
            return None;
        }
        if let Some(setback) = &self.setback {
            return Some(setback.retry_at);
        }
        let Some((at, units)) = self.last_page.filter(|_| !self.hurried) else {
            return Some(Timestamp::MIN);
        };
        let paced = later(at, seconds(units / pace.units_per_second));
        Some(if self.is_under_way() {
            paced
        } else {
            paced.max(later(at, pace.rest))
        })
    }

    /// Takes the next page to ask for; a new pass goes over `stops`. `None` when there is no stop at all.
    pub fn ask(&mut self, now: Timestamp, stops: impl FnOnce() -> Vec<T>) -> Option<Ask<T>> {
        if !self.is_under_way() {
            let stops = stops();
            if stops.is_empty() {
                return None;
            }
            self.pass += 1;
            self.stops = stops;
            self.done = 0;
            self.items = 0;
            self.units = 0.0;
            self.after = None;
        }
        let stop = self.stops.get(self.done)?.clone();
        self.in_flight = true;
        self.asked = now;
        self.hurried = false;
        Some(Ask {
            pass: self.pass,
            stop,
            after: self.after.clone(),
        })
    }

    /// Notes that a page has come.
    pub fn landed(
        &mut self,
        now: Timestamp,
        stop: &T,
        cost: Cost,
        items: usize,
        next: Option<Cursor>,
    ) -> Landed<T> {
        if !self.in_flight || self.stops.get(self.done) != Some(stop) {
            return Landed::Strange;
        }
        self.in_flight = false;
        self.setback = None;
        self.items += items;
        self.units += cost.read_units;
        self.last_page = Some((now, cost.read_units));
        self.after = next;
        if self.after.is_some() {
            return Landed::Page;
        }
        self.done += 1;
        if self.is_under_way() {
            Landed::Stop(stop.clone())
        } else {
            self.at = Some(now);
            self.last_units = self.units;
            Landed::Pass(stop.clone())
        }
    }

    /// Notes a failure: the same page is asked again later.
    pub fn failed(&mut self, now: Timestamp, problem: Problem) {
        self.in_flight = false;
        self.setback = Some(Setback::after(self.setback.as_ref(), problem, now));
    }

    /// Makes the next page due at once, unless one is under way.
    pub fn hurry(&mut self) {
        self.hurried = true;
        self.setback = None;
    }

    /// Begins anew: what is under way will be dropped.
    pub fn reset(&mut self) {
        self.in_flight = false;
        self.stops.clear();
        self.done = 0;
        self.after = None;
        self.hurry();
    }

    /// What to say of the data when a pass should be no older than `fresh_for`.
    pub fn feed(&self, now: Timestamp, fresh_for: SignedDuration) -> Feed {
        feed(self.at, self.setback.as_ref(), now, fresh_for)
    }
}

/// A span of so many seconds; an endless or senseless one is none.
fn seconds(seconds: f64) -> SignedDuration {
    if seconds.is_finite() && seconds > 0.0 {
        SignedDuration::try_from_secs_f64(seconds).unwrap_or(SignedDuration::ZERO)
    } else {
        SignedDuration::ZERO
    }
}

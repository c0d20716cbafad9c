//! How often an API of an account may be called: calls in excess wait for their turn, and all wait after the API
//! asked to slow down. Clones share the budget, which also counts what was called within the last hour.

use crate::domain::problem::{Problem, Trouble};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// So many calls a second, of which one second's worth may come at once.
#[derive(Clone, Debug)]
pub struct Budget {
    per_second: u32,
    interval: Duration,
    book: Arc<Mutex<Book>>,
}

#[derive(Debug, Default)]
struct Book {
    next: Option<Instant>,
    /// Calls in a row that the API refused for being too many.
    refused: u32,
    /// By minute, the oldest first.
    minutes: VecDeque<Minute>,
}

#[derive(Debug)]
struct Minute {
    began: Instant,
    spent: Spent,
}

/// What was called within the last hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub calls: u64,
    /// What is charged by number: of GetMetricData the metrics that were asked for.
    pub units: u64,
}

/// What may come at once.
const BURST: Duration = Duration::from_secs(1);
/// The pause after a refusal, doubled by each that follows, five times at most: the API asks for seconds, and a
/// person waits.
const PAUSE: Duration = Duration::from_millis(500);
const DOUBLED: u32 = 5;
const MINUTE: Duration = Duration::from_secs(60);
/// What is counted.
const HOUR: Duration = Duration::from_secs(3600);

impl Budget {
    /// At most `calls` a second; not 0.
    pub fn per_second(calls: u32) -> Self {
        Self {
            per_second: calls.max(1),
            interval: BURST / calls.max(1),
            book: Arc::default(),
        }
    }

    /// Calls a second that it allows.
    pub fn allows(&self) -> u32 {
        self.per_second
    }

    /// Waits until a call may be made.
    pub async fn take(&self) {
        self.take_for(0).await;
    }

    /// The same for a call that is charged by so many units.
    pub async fn take_for(&self, units: usize) {
        let now = Instant::now();
        let turn = self.turn(now);
        self.note(now, u64::try_from(units).unwrap_or(u64::MAX));
        tokio::time::sleep_until(turn).await;
    }

    /// Hears what a call came to: one that the API refused for being too many makes the next ones wait.
    ///
    /// # Errors
    /// Those that it is given.
    pub fn heard<T>(&self, answer: Result<T, Problem>) -> Result<T, Problem> {
        self.heard_at(answer.as_ref().err(), Instant::now());
        answer
    }

    fn heard_at(&self, trouble: Option<&Problem>, now: Instant) {
        let mut book = self.book();
        match trouble {
            Some(problem) if problem.trouble == Trouble::Throttled => {
                let pause = PAUSE * 2_u32.pow(book.refused.min(DOUBLED));
                book.refused = book.refused.saturating_add(1);
                let until = now + pause;
                book.next = Some(book.next.map_or(until, |next| next.max(until)));
            }
            // Another failure tells nothing of how many are allowed.
            Some(_) => {}
            None => book.refused = 0,
        }
    }

    /// What was called within the last hour.
    pub fn spent(&self) -> Spent {
        self.spent_at(Instant::now())
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self, now: Instant) -> Instant {
        let mut book = self.book();
        let earliest = now.checked_sub(BURST).unwrap_or(now);
        let turn = book.next.map_or(earliest, |next| next.max(earliest)) + self.interval;
        book.next = Some(turn);
        turn.max(now)
    }

    fn note(&self, now: Instant, units: u64) {
        let mut book = self.book();
        let is_now = |minute: &&mut Minute| now.duration_since(minute.began) < MINUTE;
        match book.minutes.back_mut().filter(is_now) {
            Some(minute) => {
                minute.spent.calls += 1;
                minute.spent.units = minute.spent.units.saturating_add(units);
            }
            None => book.minutes.push_back(Minute {
                began: now,
                spent: Spent { calls: 1, units },
            }),
        }
        book.forget(now);
    }

    fn spent_at(&self, now: Instant) -> Spent {
        let mut book = self.book();
        book.forget(now);
        let all = book.minutes.iter().map(|minute| minute.spent);
        all.fold(Spent::default(), |a, b| Spent {
            calls: a.calls + b.calls,
            units: a.units.saturating_add(b.units),
        })
    }
}

impl Book {
    fn forget(&mut self, now: Instant) {
        let is_old = |minute: &Minute| now.duration_since(minute.began) >= HOUR;
        while self.minutes.front().is_some_and(is_old) {
            self.minutes.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_one_second_and_the_next_call_waits() {
        let budget = Budget::per_second(3);
        let other = budget.clone();
        let now = Instant::now() + Duration::from_secs(10);
        assert_eq!(budget.turn(now), now);
        assert_eq!(other.turn(now), now);
        assert_eq!(budget.turn(now), now);
        assert!(other.turn(now) > now);
        let later = now + Duration::from_secs(5);
        assert_eq!(budget.turn(later), later);
    }

    #[test]
    fn a_refusal_makes_all_clones_wait_longer_each_time_until_a_call_is_answered() {
        let budget = Budget::per_second(10);
        let (other, now) = (budget.clone(), Instant::now() + Duration::from_secs(10));
        let throttled = Problem::new(Trouble::Throttled, "a call", "Rate exceeded");
        let wait = |now: Instant| other.turn(now).duration_since(now);
        assert_eq!(wait(now), Duration::ZERO);
        budget.heard_at(Some(&throttled), now);
        assert_eq!(wait(now), PAUSE + other.interval);
        let later = now + Duration::from_secs(60);
        budget.heard_at(Some(&throttled), later);
        assert_eq!(wait(later), PAUSE * 2 + other.interval);
        let denied = Problem::new(Trouble::Denied, "a call", "no");
        let last = later + Duration::from_secs(60);
        budget.heard_at(Some(&denied), last);
        assert_eq!(wait(last), Duration::ZERO);
        budget.heard_at(None, last);
        let anew = last + Duration::from_secs(60);
        budget.heard_at(Some(&throttled), anew);
        assert_eq!(wait(anew), PAUSE + other.interval, "it begins anew");
        for _ in 0..40 {
            budget.heard_at(Some(&throttled), anew);
        }
        assert_eq!(wait(anew), PAUSE * 32 + other.interval);
    }

    #[test]
    fn an_hour_is_counted_and_what_is_older_is_forgotten() {
        let budget = Budget::per_second(50);
        let (other, now) = (budget.clone(), Instant::now());
        budget.note(now, 300);
        other.note(now + Duration::from_secs(30), 200);
        budget.note(now + Duration::from_secs(1800), 7);
        let spent = |seconds| {
            let spent = budget.spent_at(now + Duration::from_secs(seconds));
            (spent.calls, spent.units)
        };
        assert_eq!(spent(1801), (3, 507));
        assert_eq!(spent(3600), (1, 7));
        assert_eq!(spent(5400), (0, 0));
    }
}

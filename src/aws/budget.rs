//! How often an API of an account may be called: calls in excess wait for their turn. Clones share the budget,
//! which also counts what was called within the last hour.

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

//! How often an API of an account may be called: calls in excess wait for their turn. Clones share the budget.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// So many calls a second, of which one second's worth may come at once.
#[derive(Clone, Debug)]
pub struct Budget {
    interval: Duration,
    next: Arc<Mutex<Option<Instant>>>,
}

/// What may come at once.
const BURST: Duration = Duration::from_secs(1);

impl Budget {
    /// At most `calls` a second; not 0.
    pub fn per_second(calls: u32) -> Self {
        Self {
            interval: BURST / calls.max(1),
            next: Arc::default(),
        }
    }

    /// Waits until a call may be made.
    pub async fn take(&self) {
        let turn = self.turn(Instant::now());
        tokio::time::sleep_until(turn).await;
    }

    fn turn(&self, now: Instant) -> Instant {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let earliest = now.checked_sub(BURST).unwrap_or(now);
        let turn = next.map_or(earliest, |next| next.max(earliest)) + self.interval;
        *next = Some(turn);
        turn.max(now)
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
}

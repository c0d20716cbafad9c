//! The queue of the demo: in this process, with the habits of SQS. What is received is hidden for a while and
//! comes again unless it is discarded; nothing is kept when the process ends.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::Notify;

use crate::domain::letter::Letter;

/// How long a received letter is hidden.
const VISIBILITY: Duration = Duration::from_secs(60);
/// Letters in one batch.
const BATCH: usize = 10;
/// The most that wait; the oldest leave first, when nobody drains.
const MOST: usize = 10_000;

/// The queue. Clones are the same queue.
#[derive(Clone, Default)]
pub struct Queue(Arc<Shared>);

#[derive(Default)]
struct Shared {
    letters: Mutex<Letters>,
    arrived: Notify,
}

#[derive(Default)]
struct Letters {
    sent: u64,
    waiting: VecDeque<Slot>,
}

struct Slot {
    letter: Letter,
    hidden_until: Option<Instant>,
}

impl Queue {
    /// Sends a body, as a topic would with raw delivery.
    pub fn send(&self, body: impl Into<String>) {
        let mut letters = self.lock();
        letters.sent += 1;
        let id = format!("demo-{}", letters.sent);
        letters.waiting.push_back(Slot {
            letter: Letter {
                receipt: id.clone(),
                id,
                body: body.into(),
                sent: Some(Timestamp::now()),
            },
            hidden_until: None,
        });
        let over = letters.waiting.len().saturating_sub(MOST);
        letters.waiting.drain(..over);
        drop(letters);
        self.0.arrived.notify_waiters();
    }

    /// At most ten letters; waits at most `wait` for the first.
    pub async fn receive(&self, wait: Duration) -> Vec<Letter> {
        let until = tokio::time::Instant::now() + wait;
        loop {
            // Listens before it looks, so that nothing arrives in between unheard.
            let arrived = self.0.arrived.notified();
            tokio::pin!(arrived);
            arrived.as_mut().enable();
            let (found, shown_at) = self.take();
            if !found.is_empty() {
                return found;
            }
            let next = shown_at.map_or(until, |at| until.min(at.into()));
            tokio::select! {
                () = arrived => {}
                () = tokio::time::sleep_until(next) => {
                    if next == until {
                        return self.take().0;
                    }
                }
            }
        }
    }

    /// Takes a letter out for good.
    pub fn discard(&self, receipt: &str) {
        self.lock()
            .waiting
            .retain(|slot| slot.letter.receipt != receipt);
    }

    /// How many are in it, the hidden ones included.
    pub fn len(&self) -> usize {
        self.lock().waiting.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shows the hidden ones at once, as if their time were over.
    pub fn show_all(&self) {
        for slot in &mut self.lock().waiting {
            slot.hidden_until = None;
        }
        self.0.arrived.notify_waiters();
    }

    /// What can be seen, now hidden; else when the next can be.
    fn take(&self) -> (Vec<Letter>, Option<Instant>) {
        let now = Instant::now();
        let mut letters = self.lock();
        let seen = |slot: &Slot| slot.hidden_until.is_none_or(|until| until <= now);
        let mut found = Vec::new();
        for slot in letters.waiting.iter_mut().filter(|slot| seen(slot)) {
            slot.hidden_until = Some(now + VISIBILITY);
            found.push(slot.letter.clone());
            if found.len() == BATCH {
                break;
            }
        }
        let next = letters.waiting.iter().filter_map(|slot| slot.hidden_until);
        (found, next.min())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Letters> {
        self.0
            .letters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

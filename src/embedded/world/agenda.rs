//! What the world will do next, and when: a queue by simulated time, first in first out at a tie.

use std::collections::BTreeMap;
use std::time::Duration;

/// Events by the simulated time at which they are due.
pub struct Agenda<E> {
    events: BTreeMap<(Duration, u64), E>,
    added: u64,
}

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Self {
            events: BTreeMap::new(),
            added: 0,
        }
    }
}

impl<E> Agenda<E> {
    /// Adds an event.
    pub fn add(&mut self, due: Duration, event: E) {
        self.events.insert((due, self.added), event);
        self.added += 1;
    }

    /// When the next event is due.
    pub fn due(&self) -> Option<Duration> {
        self.events.keys().next().map(|(due, _)| *due)
    }

    /// Takes the next event.
    pub fn take(&mut self) -> Option<(Duration, E)> {
        self.events
            .pop_first()
            .map(|((due, _), event)| (due, event))
    }
}

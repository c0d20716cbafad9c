//! What the console itself costs the backend: read units per second over the last seconds.

use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// How long a reading counts.
const WINDOW: SignedDuration = SignedDuration::from_secs(10);

/// Read units over time.
#[derive(Clone, Debug, Default)]
pub struct Meter {
    readings: VecDeque<(Timestamp, f64)>,
    /// Read units since the start.
    pub total: f64,
}

impl Meter {
    /// Notes that `units` were consumed up to `now`.
    pub fn add(&mut self, now: Timestamp, units: f64) {
        while self
            .readings
            .front()
            .is_some_and(|(at, _)| now.duration_since(*at) >= WINDOW)
        {
            self.readings.pop_front();
        }
        if units > 0.0 {
            self.total += units;
            self.readings.push_back((now, units));
        }
    }

    /// Read units per second at `now`, averaged over ten seconds.
    pub fn rate(&self, now: Timestamp) -> f64 {
        let recent: f64 = self
            .readings
            .iter()
            .filter(|(at, _)| now.duration_since(*at) < WINDOW)
            .map(|(_, units)| units)
            .sum();
        recent / WINDOW.as_secs_f64()
    }

    /// When the rate shown changes by itself, if it does.
    pub fn next_change(&self) -> Option<Timestamp> {
        self.readings
            .front()
            .map(|(at, _)| super::feed::later(*at, WINDOW))
    }
}

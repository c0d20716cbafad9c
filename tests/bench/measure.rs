//! Times as distributions, and lines of figures.
#![allow(dead_code)]

use hdrhistogram::Histogram;
use std::time::{Duration, Instant};

/// Nanoseconds that no figure passes: ten minutes.
const LONGEST: u64 = 600_000_000_000;

/// How long something took, many times.
pub struct Times(Histogram<u64>);

impl Times {
    pub fn new() -> Self {
        Self(Histogram::new_with_bounds(1, LONGEST, 3).unwrap())
    }

    /// `rounds` rounds of `act`, after a tenth as many to warm up.
    pub fn of<T>(rounds: usize, mut act: impl FnMut(usize) -> T) -> Self {
        let mut times = Self::new();
        for round in 0..rounds / 10 {
            std::hint::black_box(act(round));
        }
        for round in 0..rounds {
            let start = Instant::now();
            std::hint::black_box(act(round));
            times.add(start.elapsed());
        }
        times
    }

    pub fn add(&mut self, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.0.saturating_record(nanos);
    }

    pub fn at(&self, percentile: f64) -> Duration {
        Duration::from_nanos(self.0.value_at_percentile(percentile))
    }

    pub fn median(&self) -> Duration {
        self.at(50.0)
    }

    /// `p50 … p99 … max …`.
    pub fn line(&self) -> String {
        let max = Duration::from_nanos(self.0.max());
        format!(
            "p50 {:>9}  p99 {:>9}  max {:>9}  n {}",
            short(self.median()),
            short(self.at(99.0)),
            short(max),
            self.0.len()
        )
    }
}

/// A span in the unit that suits it.
pub fn short(time: Duration) -> String {
    let nanos = time.as_nanos();
    match nanos {
        0..1_000 => format!("{nanos} ns"),
        1_000..1_000_000 => format!("{:.1} µs", nanos as f64 / 1e3),
        1_000_000..10_000_000_000 => format!("{:.2} ms", nanos as f64 / 1e6),
        _ => format!("{:.1} s", nanos as f64 / 1e9),
    }
}

/// A heading.
pub fn heading(words: &str) {
    println!("\n{words}");
}

/// One figure.
pub fn figure(name: &str, value: &str) {
    println!("  {name:<58} {value}");
}

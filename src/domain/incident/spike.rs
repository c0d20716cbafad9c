//! More escalations than usual: the last minutes against the hours before. Pure.

use jiff::{SignedDuration, Timestamp};

/// The stretch that is looked at, and the one it is compared with.
const NOW: SignedDuration = SignedDuration::from_mins(10);
const BEFORE: SignedDuration = SignedDuration::from_hours(3);
/// Fewer than this are no spike, whatever was before.
const LEAST: usize = 3;
/// So many times the usual rate is one.
const TIMES: f64 = 3.0;

/// Escalations in a minute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spike {
    /// When the first of the many came.
    pub at: Timestamp,
    pub rate: f64,
    pub usual: f64,
    pub count: usize,
}

/// Whether the times at which conversations escalated are a spike in the last ten minutes before `now`.
#[allow(clippy::cast_precision_loss, reason = "counts of a queue are small")]
pub fn spike(times: &[Timestamp], now: Timestamp) -> Option<Spike> {
    let within = |from: SignedDuration, to: SignedDuration| {
        times.iter().copied().filter(move |at| {
            let ago = now.duration_since(*at);
            ago >= to && ago < from
        })
    };
    let count = within(NOW, SignedDuration::ZERO).count();
    let minutes = |span: SignedDuration| span.as_secs_f64() / 60.0;
    let rate = count as f64 / minutes(NOW);
    let usual = within(BEFORE, NOW).count() as f64 / minutes(BEFORE - NOW);
    let at = within(NOW, SignedDuration::ZERO).min()?;
    (count >= LEAST && rate >= TIMES * usual).then_some(Spike {
        at,
        rate,
        usual,
        count,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn ago(minutes: &[i64]) -> Vec<Timestamp> {
        let now = Timestamp::from_second(1_000_000).unwrap();
        let of = |minute: &i64| now - SignedDuration::from_mins(*minute);
        minutes.iter().map(of).collect()
    }

    #[test]
    fn many_at_once_are_a_spike_only_where_they_are_unusual() {
        let now = Timestamp::from_second(1_000_000).unwrap();
        assert_eq!(spike(&ago(&[1, 2]), now), None);
        let found = spike(&ago(&[1, 2, 8, 100]), now).unwrap();
        assert_eq!(found.count, 3);
        assert_eq!(found.at, now - SignedDuration::from_mins(8));
        let steady: Vec<i64> = (0..60).map(|at| at * 3).collect();
        assert_eq!(spike(&ago(&steady), now), None);
    }
}

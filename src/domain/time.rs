//! Times: instants are `jiff::Timestamp`; this module adds the forms that tables use and short spans.

use jiff::{SignedDuration, Timestamp};

/// ISO-8601 in UTC with milliseconds and `Z`, the form that the systems write and compare as text.
pub fn iso(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// Reads an ISO-8601 instant; a form without a zone is UTC (AlquimistaAI's SQL timestamps).
pub fn parse(raw: &str) -> Option<Timestamp> {
    let raw = raw.trim();
    raw.parse::<Timestamp>().ok().or_else(|| {
        let civil = raw.parse::<jiff::civil::DateTime>().ok()?;
        Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    })
}

/// `YYYY-MM` in UTC, the key of usage rows and audit buckets.
pub fn month(at: Timestamp) -> String {
    at.strftime("%Y-%m").to_string()
}

/// `YYYY-MM-DD` in UTC.
pub fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// How long ago `then` was; never negative.
pub fn since(now: Timestamp, then: Timestamp) -> SignedDuration {
    now.duration_since(then).max(SignedDuration::ZERO)
}

/// The ISO form of an instant that is later than the text `seen` has, and as near to `now` as can be:
/// our writes always move `updatedAt` forward, even past a writer whose clock is ahead.
pub fn later_than(now: Timestamp, seen: Option<&str>) -> String {
    let fresh = iso(now);
    match seen {
        Some(old) if fresh.as_str() <= old => match parse(old) {
            Some(at) => iso(at.checked_add(SignedDuration::from_millis(1)).unwrap_or(at)),
            None => fresh,
        },
        _ => fresh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_form_is_the_one_the_systems_compare() {
        let at = parse("2026-11-21T14:00:09.5Z");
        assert_eq!(at.map(iso).as_deref(), Some("2026-11-21T14:00:09.500Z"));
    }

    #[test]
    fn a_time_without_zone_is_utc() {
        assert_eq!(parse("2026-11-21 14:00:00"), parse("2026-11-21T14:00:00Z"));
    }

    #[test]
    fn a_write_moves_forward_even_past_a_fast_clock() {
        let now = parse("2026-11-21T14:00:00Z").unwrap_or_default();
        let ahead = "2026-11-21T14:05:00.000Z";
        assert!(later_than(now, Some(ahead)).as_str() > ahead);
        assert_eq!(later_than(now, Some("2026-11-21T13:00:00.000Z")), iso(now));
    }
}

//! Until when a conversation is put off: from a choice or a person's own words to an instant.
//! Wall clock times are the tenant's; a time that a change of the clocks skips is the one right after it.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// The shortest that something is put off.
pub const SHORTEST: SignedDuration = SignedDuration::from_mins(1);
/// The longest.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);
/// When a day's work begins, for "tomorrow".
const MORNING: i8 = 9;

/// Tomorrow at 09:00 in `zone`; `None` at the end of time.
pub fn tomorrow(now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    at_time(now, zone, Time::new(MORNING, 0, 0, 0).ok()?, 1)
}

/// An hour from now.
pub fn hour(now: Timestamp) -> Option<Timestamp> {
    now.checked_add(SignedDuration::from_hours(1)).ok()
}

/// Reads `30m`, `2h`, `1h30m`, `3d`, `18:00` (the next in `zone`), `tomorrow` and `tomorrow 18:00` (Spanish and
/// Portuguese words too). `None`: it is none of these, or nearer than [`SHORTEST`] or farther than [`LONGEST`].
pub fn parse(typed: &str, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let typed = typed.trim().to_lowercase();
    let until = match typed.split_once(char::is_whitespace) {
        Some((day, time)) if is_tomorrow(day) => at_time(now, zone, clock(time.trim())?, 1),
        Some(_) => None,
        None if is_tomorrow(&typed) => tomorrow(now, zone),
        None => match clock(&typed) {
            Some(time) => at_time(now, zone, time, 0)
                .filter(|until| *until > now)
                .or_else(|| at_time(now, zone, time, 1)),
            None => now.checked_add(span(&typed)?).ok(),
        },
    }?;
    let away = until.duration_since(now);
    (SHORTEST..=LONGEST).contains(&away).then_some(until)
}

fn is_tomorrow(word: &str) -> bool {
    matches!(word, "tomorrow" | "mañana" | "manana" | "amanhã" | "amanha")
}

/// `18:00` or `9:05`.
fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// `1d2h30m`, in this order, each part at most once.
fn span(text: &str) -> Option<SignedDuration> {
    let mut rest = text;
    let mut seconds: i64 = 0;
    for (unit, size) in [('d', 86_400), ('h', 3_600), ('m', 60)] {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits)?;
        if let Some(after) = after.strip_prefix(unit) {
            let parts: i64 = number.parse().ok()?;
            seconds = seconds.checked_add(parts.checked_mul(size)?)?;
            rest = after;
        }
    }
    (rest.is_empty() && !text.is_empty()).then(|| SignedDuration::from_secs(seconds))
}

/// That time of the day which is `days` from today, in `zone`.
fn at_time(now: Timestamp, zone: &TimeZone, time: Time, days: i64) -> Option<Timestamp> {
    let day = now
        .to_zoned(zone.clone())
        .date()
        .checked_add(days.days())
        .ok()?;
    Some(
        day.to_datetime(time)
            .to_zoned(zone.clone())
            .ok()?
            .timestamp(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap_or_default()
    }

    fn bogota() -> TimeZone {
        TimeZone::get("America/Bogota").unwrap_or(TimeZone::UTC)
    }

    #[test]
    fn spans_and_clock_times_are_read() {
        let now = at("2026-11-21T20:00:00Z"); // 15:00 in Bogotá
        let read = |typed: &str| parse(typed, now, &bogota());
        assert_eq!(read("30m"), Some(at("2026-11-21T20:30:00Z")));
        assert_eq!(read(" 1h30m "), Some(at("2026-11-21T21:30:00Z")));
        assert_eq!(read("2d"), Some(at("2026-11-23T20:00:00Z")));
        assert_eq!(read("18:00"), Some(at("2026-11-21T23:00:00Z")));
        assert_eq!(
            read("9:00"),
            Some(at("2026-11-22T14:00:00Z")),
            "that hour is over today"
        );
        assert_eq!(read("tomorrow"), Some(at("2026-11-22T14:00:00Z")));
        assert_eq!(read("MAÑANA 10:15"), Some(at("2026-11-22T15:15:00Z")));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let now = at("2026-11-21T20:00:00Z");
        for typed in [
            "",
            "0m",
            "m",
            "30",
            "30s",
            "1m1h",
            "25:00",
            "9:5",
            "-1h",
            "99999999999999999999h",
            "400d",
            "18:00 tomorrow",
            "٣m",
        ] {
            assert_eq!(parse(typed, now, &bogota()), None, "{typed}");
        }
    }

    #[test]
    fn tomorrow_at_nine_is_nine_on_the_wall_over_a_change_of_clocks() {
        let zone = TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC);
        let before = at("2026-03-07T15:00:00Z");
        assert_eq!(tomorrow(before, &zone), Some(at("2026-03-08T13:00:00Z")));
        // 02:30 does not exist in that night: it is the time right after the gap.
        assert_eq!(
            parse("tomorrow 2:30", before, &zone),
            Some(at("2026-03-08T07:30:00Z"))
        );
    }
}

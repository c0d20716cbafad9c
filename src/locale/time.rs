//! Ages, waits, clocks and days. Every span is rounded down: nobody is said to have waited longer.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How old something is, in one unit: `12 s`, `3 min`, `5 h`, `12 d`.
pub fn age(span: SignedDuration) -> String {
    match span.as_secs().max(0) {
        s if s < MINUTE => format!("{s} s"),
        s if s < HOUR => format!("{} min", s / MINUTE),
        s if s < 2 * DAY => format!("{} h", s / HOUR),
        s => format!("{} d", s / DAY),
    }
}

/// The same for a sentence: `12 s ago`, `just now` below a second.
pub fn ago(span: SignedDuration) -> String {
    match span.as_secs() {
        ..=0 => said!("just now", "recién", "agora mesmo").to_owned(),
        _ => told!("{} ago", "hace {}", "há {}", age(span)),
    }
}

/// How long somebody waits, at most six columns: `03:12` below an hour, then `2 h 05`, then `3 d 04`.
pub fn wait(span: SignedDuration) -> String {
    match span.as_secs().max(0) {
        s if s < HOUR => format!("{:02}:{:02}", s / MINUTE, s % MINUTE),
        s if s < DAY => format!("{} h {:02}", s / HOUR, s % HOUR / MINUTE),
        s if s < 100 * DAY => format!("{} d {:02}", s / DAY, s % DAY / HOUR),
        s => format!("{} d", s / DAY),
    }
}

/// How long is left, in two units: `23 h 10 m`, `4 m 20 s`, `12 s`.
pub fn left(span: SignedDuration) -> String {
    match span.as_secs().max(0) {
        s if s < MINUTE => format!("{s} s"),
        s if s < HOUR => format!("{} m {:02} s", s / MINUTE, s % MINUTE),
        s => format!("{} h {:02} m", s / HOUR, s % HOUR / MINUTE),
    }
}

/// The time of day where the person sits: `14:02`.
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

/// The time of day with seconds: `14:02:11`.
pub fn clock_seconds(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%H:%M:%S").to_string()
}

/// A moment as short as it can be said without doubt: the time today, `yesterday 14:02`, `19 Nov 14:02`,
/// with the year if it is another.
pub fn moment(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (day, today) = (
        at.to_zoned(zone.clone()).date(),
        now.to_zoned(zone.clone()).date(),
    );
    if day == today {
        clock(at, zone)
    } else {
        format!("{} {}", date(day, today), clock(at, zone))
    }
}

/// The day of a moment, as [`date`] says it.
pub fn day(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone()).date();
    date(at, now.to_zoned(zone.clone()).date())
}

/// A month in three letters, 1 to 12; empty for what is none.
pub fn month(of: i8) -> &'static str {
    const ENGLISH: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const SPANISH: [&str; 12] = [
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
    ];
    const PORTUGUESE: [&str; 12] = [
        "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez",
    ];
    let months = said!(ENGLISH, SPANISH, PORTUGUESE);
    let at = usize::try_from(of).unwrap_or_default();
    months.get(at.wrapping_sub(1)).copied().unwrap_or_default()
}

/// A day: `today`, `yesterday`, `19 Nov`, `19 Nov 2025`.
pub fn date(date: Date, today: Date) -> String {
    if date == today {
        said!("today", "hoy", "hoje").to_owned()
    } else if today.yesterday().is_ok_and(|day| day == date) {
        said!("yesterday", "ayer", "ontem").to_owned()
    } else if date.year() == today.year() {
        format!("{} {}", date.day(), month(date.month()))
    } else {
        format!("{} {} {}", date.day(), month(date.month()), date.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(s: i64) -> SignedDuration {
        SignedDuration::from_secs(s)
    }

    #[test]
    fn spans_are_said_in_the_unit_that_matters() {
        assert_eq!(age(secs(59)), "59 s");
        assert_eq!(age(secs(60)), "1 min");
        assert_eq!(age(secs(3 * HOUR + 5)), "3 h");
        assert_eq!(age(secs(47 * HOUR)), "47 h");
        assert_eq!(age(secs(3 * DAY)), "3 d");
        assert_eq!(age(secs(-4)), "0 s");
        assert_eq!(wait(secs(192)), "03:12");
        assert_eq!(wait(secs(HOUR + 5 * MINUTE)), "1 h 05");
        assert_eq!(wait(secs(3 * DAY + 4 * HOUR)), "3 d 04");
        assert_eq!(left(secs(23 * HOUR + 10 * MINUTE)), "23 h 10 m");
        assert_eq!(left(secs(41)), "41 s");
    }

    #[test]
    fn a_wait_never_takes_more_than_seven_columns() {
        for s in [0, 3599, 3600, 86_399, 86_400, 99 * DAY, 999 * DAY] {
            assert!(wait(secs(s)).len() <= 7, "{}", wait(secs(s)));
        }
    }

    #[test]
    fn days_are_those_of_the_person_not_of_the_server() {
        let zone = TimeZone::fixed(jiff::tz::offset(-5));
        let at = |raw: &str| raw.parse::<Timestamp>().unwrap_or_default();
        let now = at("2026-11-21T02:00:00Z");
        assert_eq!(day(at("2026-11-20T06:00:00Z"), now, &zone), "today");
        assert_eq!(
            moment(at("2026-11-20T04:00:00Z"), now, &zone),
            "yesterday 23:00"
        );
        assert_eq!(day(at("2026-01-20T04:00:00Z"), now, &zone), "19 Jan");
        assert_eq!(day(at("2025-12-31T12:00:00Z"), now, &zone), "31 Dec 2025");
    }
}

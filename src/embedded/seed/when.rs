//! Times of a seed, written relative to the start: `@-3m12s`, `@day-2`, `@month-1`.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp, civil::Date};

/// The moment from which a seed's times count.
#[derive(Clone, Copy, Debug)]
pub struct Start(pub Timestamp);

impl Start {
    /// The text that `form` (which begins with `@`) stands for: a day `YYYY-MM-DD`, a month
    /// `YYYY-MM` (both UTC), or an instant in the form of [`iso`].
    pub fn text(self, form: &str) -> Result<String, String> {
        let rest = form.strip_prefix('@').unwrap_or(form);
        if let Some(offset) = rest.strip_prefix("month") {
            let day = self
                .today()
                .first_of_month()
                .checked_add(Span::new().months(count(offset)?))
                .map_err(|e| e.to_string())?;
            return Ok(day.strftime("%Y-%m").to_string());
        }
        if let Some(offset) = rest.strip_prefix("day") {
            return Ok(self.day(count(offset)?)?.strftime("%Y-%m-%d").to_string());
        }
        self.instant(rest).map(iso)
    }

    /// The instant `offset` away from the start, such as `-2d4h` or `+30s`; `now` is the start.
    pub fn instant(self, offset: &str) -> Result<Timestamp, String> {
        let offset = offset.strip_prefix('@').unwrap_or(offset);
        if offset == "now" {
            return Ok(self.0);
        }
        let (back, amount) = match (offset.strip_prefix('-'), offset.strip_prefix('+')) {
            (Some(amount), _) => (true, amount),
            (_, Some(amount)) => (false, amount),
            _ => {
                return Err(format!(
                    "{offset:?} is no time: write it like -3m12s or now"
                ));
            }
        };
        let length = length(amount)?;
        let moved = if back { -length } else { length };
        self.0.checked_add(moved).map_err(|e| e.to_string())
    }

    /// The instant as Python's `isoformat` writes it: microseconds, and `zone` (`Z`, `+00:00`, `-05:00`,
    /// or nothing) behind the wall clock of that zone.
    pub fn isoformat(self, offset: &str, zone: &str) -> Result<String, String> {
        // Midnight there is this far from midnight in UTC.
        let midnight = |zone: &str| {
            let text = format!("2000-01-01T00:00:00{zone}");
            text.parse::<Timestamp>().map_err(|e| e.to_string())
        };
        let ahead = match zone {
            "" | "Z" => SignedDuration::ZERO,
            _ => midnight("Z")?.duration_since(midnight(zone)?),
        };
        let wall = self.instant(offset)?.checked_add(ahead);
        let wall = wall.map_err(|e| e.to_string())?;
        Ok(format!("{}{zone}", wall.strftime("%Y-%m-%dT%H:%M:%S%.6f")))
    }

    /// The UTC day `offset` days from the start's.
    pub fn day(self, offset: i64) -> Result<Date, String> {
        self.today()
            .checked_add(Span::new().days(offset))
            .map_err(|e| e.to_string())
    }

    /// The last day of `month` (`YYYY-MM`) that is not after the start.
    pub fn newest_day_of(self, month: &str) -> Result<Date, String> {
        let first: Date = format!("{month}-01")
            .parse()
            .map_err(|e: jiff::Error| e.to_string())?;
        Ok(first.last_of_month().min(self.today()))
    }

    fn today(self) -> Date {
        self.0.to_zoned(TimeZone::UTC).date()
    }
}

/// The form in which the systems write instants: ISO-8601 UTC with milliseconds and `Z`.
pub fn iso(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

fn count(text: &str) -> Result<i64, String> {
    if text.is_empty() {
        return Ok(0);
    }
    let number = text.strip_prefix('+').unwrap_or(text);
    number
        .parse::<i64>()
        .ok()
        .filter(|n| n.abs() < 10_000)
        .ok_or_else(|| format!("{text:?} is no whole number such as -1"))
}

/// `2d4h`, `3m12s`, `250ms`.
fn length(text: &str) -> Result<SignedDuration, String> {
    let wrong = || format!("{text:?} is no length of time: write it like 2d4h, 3m12s or 250ms");
    let mut total = SignedDuration::ZERO;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
        let (number, after) = rest.split_at(digits);
        let letters = after
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(after.len());
        let (unit, left) = after.split_at(letters);
        let milliseconds: i64 = match unit {
            "d" => 86_400_000,
            "h" => 3_600_000,
            "m" => 60_000,
            "s" => 1_000,
            "ms" => 1,
            _ => return Err(wrong()),
        };
        let part = number
            .parse::<i64>()
            .ok()
            .and_then(|n| n.checked_mul(milliseconds))
            .ok_or_else(wrong)?;
        total = total
            .checked_add(SignedDuration::from_millis(part))
            .ok_or_else(wrong)?;
        rest = left;
    }
    if text.is_empty() {
        Err(wrong())
    } else {
        Ok(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Start {
        Start(
            "2026-01-15T12:00:00Z"
                .parse()
                .unwrap_or(Timestamp::UNIX_EPOCH),
        )
    }

    #[test]
    fn forms_are_relative_to_the_start() {
        let is = |form: &str, text: &str| assert_eq!(start().text(form).as_deref(), Ok(text));
        is("@now", "2026-01-15T12:00:00.000Z");
        is("@-3m12s", "2026-01-15T11:56:48.000Z");
        is("@+250ms", "2026-01-15T12:00:00.250Z");
        is("@-2d4h", "2026-01-13T08:00:00.000Z");
        is("@day-15", "2025-12-31");
        is("@month", "2026-01");
        is("@month-1", "2025-12");
    }

    #[test]
    fn python_writes_the_wall_clock_of_any_zone() {
        let is = |zone: &str, text: &str| {
            assert_eq!(start().isoformat("@-3m", zone).as_deref(), Ok(text));
        };
        is("", "2026-01-15T11:57:00.000000");
        is("Z", "2026-01-15T11:57:00.000000Z");
        is("-05:00", "2026-01-15T06:57:00.000000-05:00");
        assert!(start().isoformat("@-3m", "Bogotá").is_err());
    }

    #[test]
    fn nonsense_is_refused() {
        for form in [
            "@",
            "@-",
            "@-3",
            "@-3x",
            "@m",
            "@month-x",
            "@yesterday",
            "@-99999999999999d",
        ] {
            assert!(start().text(form).is_err(), "{form}");
        }
    }
}

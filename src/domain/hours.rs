//! Business hours: the days of the week and the wall clock times at which a tenant answers, and counting time
//! in them alone. Wall clock times follow the changes of the clocks of their zone. Holidays are not known.

use super::text::Text;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// No target is looked for farther away than this many days.
const FARTHEST: usize = 3_660;

/// When time counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hours {
    /// Round the clock.
    #[default]
    Always,
    Business(Week),
}

/// The same hours on some days of every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// From Monday to Sunday.
    days: [bool; 7],
    from: Time,
    /// `None`: midnight, the end of the day.
    to: Option<Time>,
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Hours {
    /// Reads `mon-fri 09:00-18:00`, `mon,wed,sat 8:00-24:00`, `09:00-18:00` (every day) or `always`.
    /// `None`: it is none of these; hours over midnight cannot be said.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if text == "always" {
            return Some(Self::Always);
        }
        let (days, times) = match text.split_once(char::is_whitespace) {
            Some((days, times)) => (days_of(days)?, times.trim()),
            None => ([true; 7], text.as_str()),
        };
        let (from, to) = times.split_once('-')?;
        let from = clock(from.trim())?;
        let to = match to.trim() {
            "24:00" => None,
            to => Some(clock(to)?),
        };
        if to.is_some_and(|to| to <= from) || !days.contains(&true) {
            return None;
        }
        Some(Self::Business(Week { days, from, to }))
    }

    /// The form that [`Self::parse`] reads.
    pub fn word(&self) -> String {
        let Self::Business(week) = self else {
            return "always".to_owned();
        };
        let days: Vec<&str> = DAYS
            .into_iter()
            .zip(week.days)
            .filter_map(|(name, open)| open.then_some(name))
            .collect();
        let to = match week.to {
            Some(to) => to.strftime("%H:%M").to_string(),
            None => "24:00".to_owned(),
        };
        format!("{} {}-{to}", days.join(","), week.from.strftime("%H:%M"))
    }

    /// The instant at which `need` of these hours have passed since `start`; `None`: not in ten years.
    pub fn after(
        &self,
        start: Timestamp,
        need: SignedDuration,
        zone: &TimeZone,
    ) -> Option<Timestamp> {
        let Self::Business(week) = self else {
            return start.checked_add(need).ok();
        };
        if need <= SignedDuration::ZERO {
            return Some(start);
        }
        let mut left = need;
        for window in week.windows(start, zone).take(FARTHEST) {
            let (from, to) = (window.0.max(start), window.1);
            let open = to.duration_since(from);
            if open >= left {
                return from.checked_add(left).ok();
            }
            left -= open.max(SignedDuration::ZERO);
        }
        None
    }

    /// How much of these hours lies between two instants; nothing where `to` is not after `from`.
    pub fn between(&self, from: Timestamp, to: Timestamp, zone: &TimeZone) -> SignedDuration {
        let Self::Business(week) = self else {
            return to.duration_since(from).max(SignedDuration::ZERO);
        };
        week.windows(from, zone)
            .take(FARTHEST)
            .take_while(|window| window.0 < to)
            .map(|window| {
                let (from, to) = (window.0.max(from), window.1.min(to));
                to.duration_since(from).max(SignedDuration::ZERO)
            })
            .sum()
    }
}

impl Week {
    /// The open times from the day of `start` on.
    fn windows<'a>(
        &'a self,
        start: Timestamp,
        zone: &'a TimeZone,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'a {
        let first = start.to_zoned(zone.clone()).date();
        std::iter::successors(Some(first), |day| day.tomorrow().ok())
            .filter(|day| self.is_open(*day))
            .filter_map(|day| self.window(day, zone))
    }

    fn is_open(&self, day: Date) -> bool {
        let at = usize::try_from(Weekday::to_monday_zero_offset(day.weekday()));
        at.ok()
            .and_then(|at| self.days.get(at))
            .copied()
            .unwrap_or(false)
    }

    fn window(&self, day: Date, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let instant = |day: Date, time: Time| {
            let zoned = day.to_datetime(time).to_zoned(zone.clone()).ok()?;
            Some(zoned.timestamp())
        };
        let to = match self.to {
            Some(to) => instant(day, to)?,
            None => instant(day.tomorrow().ok()?, Time::midnight())?,
        };
        Some((instant(day, self.from)?, to))
    }
}

/// The zone of that name; `None`: there is none.
pub fn zone(name: &Text) -> Option<TimeZone> {
    TimeZone::get(name.as_str().trim()).ok()
}

fn days_of(text: &str) -> Option<[bool; 7]> {
    let place = |name: &str| DAYS.iter().position(|day| *day == name);
    let mut open = [false; 7];
    for part in text.split(',') {
        let (first, last) = match part.split_once('-') {
            Some((first, last)) => (place(first)?, place(last)?),
            None => (place(part)?, place(part)?),
        };
        if last < first {
            return None;
        }
        for day in open.iter_mut().take(last + 1).skip(first) {
            *day = true;
        }
    }
    Some(open)
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

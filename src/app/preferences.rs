//! What a person set for this console: how many conversations at a time, how they want to be alerted, and the
//! targets that hold where the team shares none.

use crate::domain::sla::Policy;
use crate::domain::text::Text;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// Conversations that one person handles well at a time.
pub const CAP: usize = 5;

/// What a person set.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// Claiming more than this is warned of once.
    pub cap: usize,
    pub alerts: AlertBy,
    /// Folder with a text for each alarm; `None`: there is none.
    pub runbooks: Option<String>,
    /// `None`: nothing is promised where the team shares no targets.
    pub policy: Option<Policy>,
}

/// The ways in which alerts are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertBy {
    pub bell: bool,
    /// The terminal's title says how many conversations of mine have something unread.
    pub title: bool,
    /// The notification of iTerm2, WezTerm, Windows Terminal and others.
    pub osc9: bool,
    /// The notification of urxvt, foot, Ghostty and others.
    pub osc777: bool,
    pub quiet: Option<Quiet>,
}

/// Hours in which nothing rings, on the clock of the person; over midnight where `to` is not after `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    pub from: Time,
    pub to: Time,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            cap: CAP,
            alerts: AlertBy::default(),
            policy: None,
            runbooks: None,
        }
    }
}

impl Default for AlertBy {
    fn default() -> Self {
        Self {
            bell: true,
            title: true,
            osc9: false,
            osc777: false,
            quiet: None,
        }
    }
}

impl Quiet {
    /// Reads `22:00-07:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let clock = |text: &str| {
            let (hour, minute) = text.trim().split_once(':')?;
            Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        };
        let (from, to) = (clock(from)?, clock(to)?);
        (from != to).then_some(Self { from, to })
    }

    /// Whether `now` lies in them.
    pub fn holds(&self, now: Timestamp, zone: &TimeZone) -> bool {
        let time = now.to_zoned(zone.clone()).time();
        match self.from < self.to {
            true => time >= self.from && time < self.to,
            false => time >= self.from || time < self.to,
        }
    }
}

/// The name of a zone and the zone.
pub type NamedZone = (Text, TimeZone);

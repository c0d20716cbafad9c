//! "I am on it": one person's word about an alarm that rings, for half an hour. It never says that the alarm is
//! well, and it does not outlive the ringing it was given for. Pure.

use super::alarm::{AlarmState, Found, Vital};
use super::id::PlatformId;
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// How long it stands.
pub const KEPT: SignedDuration = SignedDuration::from_mins(30);
/// The longest word, in characters.
pub const LONGEST: usize = 200;

/// Who is on an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ack {
    pub platform: PlatformId,
    /// The alarm's name, or a condition's word.
    pub name: Text,
    /// Shown name.
    pub by: Text,
    /// Identity.
    pub owner: String,
    pub word: Option<Text>,
    pub at: Timestamp,
    pub until: Timestamp,
}

impl Ack {
    /// Whether it speaks of what rings now: its time is not over, the alarm is not well, and it has not turned
    /// since.
    pub fn holds(&self, vital: &Vital, now: Timestamp) -> bool {
        let is_about = self.platform == vital.platform && self.name == vital.name;
        is_about && now < self.until && self.at >= began(vital) && rings(vital)
    }
}

/// Whether there is something that a person can be on: it rings, or it is blind.
pub fn rings(vital: &Vital) -> bool {
    matches!(vital.state(), Some(AlarmState::Alarm | AlarmState::NoData))
}

/// Since when an alarm is as it is. A computed condition keeps no such moment.
pub fn began(vital: &Vital) -> Timestamp {
    let since = match &vital.found {
        Found::Existing(alarm) => alarm.since,
        Found::Computed(_) | Found::Missing(_) => None,
    };
    since.unwrap_or(Timestamp::MIN)
}

/// What came of saying it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acked {
    Done(Ack),
    /// Another was first; nothing was written.
    Already(Ack),
    /// It is well: there is nothing to be on. Since when, as far as it is told.
    Well(Option<Timestamp>),
    /// The alarm ought to exist and does not, so it cannot ring.
    Missing,
    /// No alarm and no condition of this name.
    NoSuch,
    /// Nobody can tell whether it was written.
    Unknown,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::alarm::{Actions, Alarm, Watch};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn vital(state: AlarmState, since: i64) -> Vital {
        Vital {
            platform: PlatformId::Alquimista,
            name: Text::from("a"),
            found: Found::Existing(Box::new(Alarm {
                name: Text::from("a"),
                state,
                since: Some(at(since)),
                reason: Text::default(),
                watch: Watch::Composite(Text::default()),
                actions: Actions::default(),
            })),
        }
    }

    #[test]
    fn it_ends_by_itself_with_a_recovery_and_with_the_next_ringing() {
        let ack = Ack {
            platform: PlatformId::Alquimista,
            name: Text::from("a"),
            by: Text::from("Eva"),
            owner: "eva".to_owned(),
            word: None,
            at: at(100),
            until: at(1900),
        };
        assert!(ack.holds(&vital(AlarmState::Alarm, 50), at(200)));
        assert!(ack.holds(&vital(AlarmState::NoData, 50), at(200)));
        assert!(
            !ack.holds(&vital(AlarmState::Alarm, 50), at(1900)),
            "its time is over"
        );
        assert!(
            !ack.holds(&vital(AlarmState::Ok, 150), at(200)),
            "it never undoes an OK"
        );
        assert!(
            !ack.holds(&vital(AlarmState::Alarm, 150), at(200)),
            "that is news"
        );
    }
}

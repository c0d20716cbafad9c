//! Pausing a source and reading it again: its status word and the time of the change, on the item as it was
//! seen. No worker writes a source's item, so the change may join a transaction. (The system's own update
//! names `status` without an alias, is refused by DynamoDB and so never pauses: backend facts 4.2.)

use super::item::source::{ACTIVE, PAUSED, key};
use super::schema::Tables;
use crate::aws::expression::{Assign, Condition, s};
use crate::aws::write::Change;
use crate::domain::agent::{SeenSwitch, Toggle, Turn};
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::time;
use crate::platform::PreparedToggle;
use crate::platform::value::unchanged;
use jiff::{SignedDuration, Timestamp};

/// The sources' table.
pub(super) struct Pause {
    table: String,
}

impl Pause {
    pub(super) fn new(tables: &Tables) -> Self {
        Self {
            table: tables.data_sources.clone(),
        }
    }
}

impl crate::platform::Switching for Pause {
    fn prepare(
        &self,
        toggle: &Toggle,
        _: Option<&str>,
        _: &Actor,
        _: &IntentId,
        now: Timestamp,
    ) -> Result<PreparedToggle, Problem> {
        let invalid = |why| Problem::new(Trouble::Invalid, "status", why);
        let SeenSwitch::Row { status, updated_at } = &toggle.seen else {
            return Err(invalid("there is no such source"));
        };
        let after = match toggle.turn {
            Turn::On => ACTIVE,
            Turn::Off => PAUSED,
        };
        let before = status.clone().unwrap_or_default();
        if before == after {
            return Err(invalid("it says so already"));
        }
        let version = later(now, updated_at.as_deref());
        let change = Change {
            table: self.table.clone(),
            key: key(&toggle.key.tenant, toggle.key.agent.as_str()),
            assigns: vec![
                ("status", Assign::Set(s(after))),
                ("updated_at", Assign::Set(s(version.clone()))),
            ],
            condition: Condition::All(vec![
                Condition::Exists("user_id"),
                unchanged("status", status.as_deref()),
                unchanged("updated_at", updated_at.as_deref()),
            ]),
        };
        Ok(PreparedToggle {
            items: vec![change.quiet()?],
            version,
            before,
            after: after.to_owned(),
        })
    }
}

/// An instant as Python's `isoformat` writes it, with `Z` behind: microseconds, none when they are 0.
fn isoformat(at: Timestamp) -> String {
    let form = match at.subsec_microsecond() == 0 && at.subsec_millisecond() == 0 {
        true => "%Y-%m-%dT%H:%M:%SZ",
        false => "%Y-%m-%dT%H:%M:%S%.6fZ",
    };
    at.strftime(form).to_string()
}

/// The form of an instant later than the one that was seen, however that was written, and as near to `now`
/// as can be.
fn later(now: Timestamp, seen: Option<&str>) -> String {
    let next = seen
        .and_then(time::parse)
        .and_then(|at| at.checked_add(SignedDuration::from_micros(1)).ok());
    isoformat(next.map_or(now, |next| next.max(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        time::parse(text).unwrap_or_default()
    }

    #[test]
    fn times_are_written_as_python_writes_them() {
        for (given, written) in [
            ("2026-11-21T14:00:00Z", "2026-11-21T14:00:00Z"),
            ("2026-11-21T14:00:00.0000009Z", "2026-11-21T14:00:00Z"),
            ("2026-11-21T14:00:00.5Z", "2026-11-21T14:00:00.500000Z"),
            (
                "2026-11-21T14:00:00.000042999Z",
                "2026-11-21T14:00:00.000042Z",
            ),
        ] {
            assert_eq!(isoformat(at(given)), written);
        }
    }

    #[test]
    fn a_change_is_later_than_what_was_seen_in_any_form() {
        let now = at("2026-11-21T14:00:00Z");
        for (seen, written) in [
            (None, "2026-11-21T14:00:00Z"),
            (Some("yesterday"), "2026-11-21T14:00:00Z"),
            (Some("2026-11-21T13:00:00.123456"), "2026-11-21T14:00:00Z"),
            (
                Some("2026-11-21T14:00:00.000Z"),
                "2026-11-21T14:00:00.000001Z",
            ),
            (
                Some("2026-11-21T09:05:00-05:00"),
                "2026-11-21T14:05:00.000001Z",
            ),
        ] {
            assert_eq!(later(now, seen), written);
        }
    }
}

//! When a notification is stuck and when a source is ill, as rules over what the tables say. The schedule
//! runs every 15 minutes (backend facts 4.2).

use super::item::source::{ERROR, PAUSED, Source};
use super::item::sync::Sync;
use jiff::{SignedDuration, Timestamp};

/// Two periods of the schedule: longer than this nothing should wait, and a read is no longer fresh.
pub const PATIENCE: SignedDuration = SignedDuration::from_mins(30);

/// A mailbox that brings nothing for longer is suspicious.
pub const SILENCE: SignedDuration = SignedDuration::from_hours(24);

/// What a source and its last reads say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Nothing to do: it is well, it is paused, or nothing is known of its reads.
    Well,
    /// Its last reads failed, or its own word says so.
    Failing,
    /// It was read just now without an error. A mailbox that cannot be opened looks the same: the system
    /// swallows the error (backend facts 4.2), so only its notifications can tell.
    Unproven,
}

/// The health of a source. A paused one is nobody's work: a person paused it.
pub fn of(source: &Source, sync: Option<&Sync>, now: Timestamp) -> Health {
    if source.status.as_str() == PAUSED {
        return Health::Well;
    }
    if source.status.as_str() == ERROR || sync.is_some_and(Sync::failed) {
        return Health::Failing;
    }
    let fresh = sync
        .and_then(|sync| sync.last)
        .is_some_and(|last| now.duration_since(last) <= PATIENCE);
    let settled = source.created_at.is_none_or(|at| at <= silent_since(now));
    match fresh && settled {
        true => Health::Unproven,
        false => Health::Well,
    }
}

/// Notifications older than this prove nothing.
pub fn silent_since(now: Timestamp) -> Timestamp {
    now.checked_sub(SILENCE).unwrap_or(Timestamp::MIN)
}

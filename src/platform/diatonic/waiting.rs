//! When a run waits for a person: it failed lately, it has been running for too long, or it never started.
//! Pure. Queue time is inside the running time, for `started_at` is set at creation (backend facts 3.3).

use super::item::base::Base;
use super::item::lifecycle::{Lifecycle, Phase};
use crate::domain::time::since;
use crate::domain::work::WorkKind;
use jiff::{SignedDuration, Timestamp};

/// Running for longer than this is too long.
pub(super) const OVERDUE: SignedDuration = SignedDuration::from_hours(1);
/// Queued for longer than this it will not start by itself.
pub(super) const UNSTARTED: SignedDuration = SignedDuration::from_mins(15);
/// Nothing ever takes a failed run away, so that only those of the last week wait for a person.
pub(super) const RECENT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why the run waits; `None`: it does not, or its times do not tell.
pub(super) fn kind(base: &Base, run: &Lifecycle, now: Timestamp) -> Option<WorkKind> {
    let begun = run.started_at.or(base.created_at);
    let age = since(now, begun?);
    let (kind, waits) = match run.status.phase {
        Phase::Failed => (WorkKind::RunFailed, age <= RECENT),
        Phase::Running => (WorkKind::RunOverdue, age >= OVERDUE),
        Phase::Queued => (WorkKind::RunUnstarted, age >= UNSTARTED),
        Phase::Completed | Phase::Cancelled | Phase::Other => return None,
    };
    waits.then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::diatonic::item::execution::execution;
    use aws_sdk_dynamodb::types::AttributeValue::S;
    use std::collections::HashMap;

    fn of(status: &str, minutes: i64) -> Option<WorkKind> {
        let now: Timestamp = "2026-11-21T14:00:00Z".parse().unwrap_or_default();
        let started = now - SignedDuration::from_mins(minutes);
        let item = HashMap::from([
            ("status".to_owned(), S(status.to_owned())),
            ("started_at".to_owned(), S(started.to_string())),
        ]);
        let one = execution(&item);
        kind(&one.base, &one.lifecycle, now)
    }

    #[test]
    fn each_word_has_its_time() {
        for (status, minutes, kind) in [
            ("failed", 0, Some(WorkKind::RunFailed)),
            ("failed", 8 * 24 * 60, None),
            ("running", 59, None),
            ("running", 60, Some(WorkKind::RunOverdue)),
            ("queued", 14, None),
            ("queued", 15, Some(WorkKind::RunUnstarted)),
            ("pending", 15, Some(WorkKind::RunUnstarted)),
            ("running", -5, None),
            ("completed", 600, None),
            ("cancelled", 600, None),
            ("hibernating", 600, None),
        ] {
            assert_eq!(of(status, minutes), kind, "{status} {minutes}");
        }
    }
}

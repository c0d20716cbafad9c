//! Which rows the simulated systems wrote, so that old ones leave: the tables would grow without end otherwise,
//! for most have no TTL.

use crate::embedded::raw::{self, Item};
use crate::embedded::world::store::Store;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};

/// The beginning of the last part of every identifier that these systems give.
pub const MARK: &str = "de30";

/// A row leaves after this time, or when there are so many newer ones.
const AGE: SignedDuration = SignedDuration::from_hours(3);
const MOST: usize = 3_000;
/// Rows that leave at once.
const AT_ONCE: usize = 40;

/// The rows, oldest first.
#[derive(Default)]
pub struct Kept {
    rows: VecDeque<(Timestamp, String, Item)>,
    /// Whether a key is among them, by its text.
    known: BTreeMap<String, ()>,
}

impl Kept {
    /// Those that an earlier run of this demo left.
    pub async fn read(store: &mut Store) -> Self {
        let tables = store.tables.clone();
        let mut found = Vec::new();
        for (table, keys, id) in [
            (&tables.alquimista.audit_logs, ["tenant_id", "sk"], "id"),
            (
                &tables.alquimista.operational_commands,
                ["command_id", "created_at"],
                "command_id",
            ),
            (
                &tables.notification.notifications,
                ["user_id", "notification_id"],
                "notification_id",
            ),
            (
                &tables.diatonic.executions,
                ["agent_id", "run_id"],
                "run_id",
            ),
        ] {
            for item in store.scan(table).await {
                let is_own = raw::text(&item, id).is_some_and(|id| id.contains(MARK));
                let at = ["created_at", "started_at"]
                    .iter()
                    .find_map(|name| raw::text(&item, name)?.parse::<Timestamp>().ok());
                let (true, Some(at)) = (is_own, at) else {
                    continue;
                };
                let key = keys
                    .iter()
                    .filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone())));
                found.push((at, table.clone(), key.collect::<Item>()));
            }
        }
        found.sort_by_key(|(at, _, _)| *at);
        let mut kept = Self::default();
        for (at, table, key) in found {
            kept.add(at, &table, &key);
        }
        kept
    }

    /// A row was written; again, if it was before.
    pub fn add(&mut self, at: Timestamp, table: &str, key: &Item) {
        if self.known.insert(name(table, key), ()).is_none() {
            self.rows.push_back((at, table.to_owned(), key.clone()));
        }
    }

    /// Takes some of the rows that leave.
    pub fn outdated(&mut self, now: Timestamp) -> Vec<(String, Item)> {
        let oldest = now.checked_sub(AGE).unwrap_or(now);
        let mut leaving = Vec::new();
        while leaving.len() < AT_ONCE {
            let is_old = self.rows.front().is_some_and(|(at, _, _)| *at < oldest);
            if !is_old && self.rows.len() <= MOST {
                break;
            }
            let Some((_, table, key)) = self.rows.pop_front() else {
                break;
            };
            self.known.remove(&name(&table, &key));
            leaving.push((table, key));
        }
        leaving
    }
}

/// Table and key as one text.
pub fn name(table: &str, key: &Item) -> String {
    let mut parts: Vec<&str> = key
        .values()
        .filter_map(|value| value.as_s().ok().map(String::as_str))
        .collect();
    parts.sort_unstable();
    format!("{table} {}", parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded::raw::s;

    fn row(number: usize) -> Item {
        raw::item([("pk", s(format!("{number}")))])
    }

    #[test]
    fn the_oldest_leave_when_they_are_old_or_too_many() {
        let now = Timestamp::UNIX_EPOCH;
        let mut kept = Kept::default();
        for number in 0..MOST + 2 {
            kept.add(now, "t", &row(number));
            kept.add(now, "t", &row(number));
        }
        assert_eq!(
            kept.outdated(now),
            [("t".to_owned(), row(0)), ("t".to_owned(), row(1))]
        );
        assert!(kept.outdated(now).is_empty());
        let later = now + AGE + SignedDuration::from_secs(1);
        assert_eq!(kept.outdated(later).len(), AT_ONCE);
    }
}

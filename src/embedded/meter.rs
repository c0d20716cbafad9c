//! What the demo's systems did, minute by minute, where no table of theirs tells it: calls of functions and APIs,
//! capacity of tables, refused calls. Kept as CloudWatch would, in rows of the demo's own in the control table
//! (`METER` / minute) for six hours, so that a console which joins sees the same.

use super::raw::{self, n, s};
use super::tables::Tables;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ConsumedCapacity;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The partition of the rows.
pub const PARTITION: &str = "METER";
/// How long a minute is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(6);
/// Calls of one function in one minute that are kept apart; further ones are not.
const MOST_CALLS: usize = 240;

/// A call of a function or an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Second of the minute in which it ended.
    #[serde(rename = "s")]
    pub second: u8,
    #[serde(rename = "m")]
    pub millis: u32,
    #[serde(rename = "f", default)]
    pub failed: bool,
}

/// What a table or an index took in a minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    /// Capacity units.
    #[serde(rename = "r", default)]
    pub read: f64,
    #[serde(rename = "w", default)]
    pub written: f64,
    /// Calls that were refused.
    #[serde(rename = "t", default)]
    pub refused_reads: u32,
}

/// One minute. Functions and APIs by name; tables by name, indexes as `table/index`; the bot's refusals by tenant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Minute {
    pub functions: BTreeMap<String, Vec<Call>>,
    pub apis: BTreeMap<String, Vec<Call>>,
    pub tables: BTreeMap<String, Taken>,
    pub over_limit: BTreeMap<String, u32>,
}

#[derive(Debug, Default)]
struct Kept {
    now: Timestamp,
    minutes: BTreeMap<Timestamp, Minute>,
    unsaved: BTreeSet<Timestamp>,
    /// The last minute that was dropped.
    dropped: Option<Timestamp>,
}

/// The meter, shared by all that is simulated.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Mutex<Kept>>);

impl Meter {
    /// The date of what is counted from now on.
    pub fn set(&self, now: Timestamp) {
        self.kept().now = now;
    }

    /// A function ran for so long.
    pub fn ran(&self, function: &str, millis: u32, failed: bool) {
        self.count(|minute, second| {
            let calls = minute.functions.entry(function.to_owned()).or_default();
            add(calls, second, millis, failed);
        });
    }

    /// An API answered; `failed`: with a 5xx.
    pub fn answered(&self, api: &str, millis: u32, failed: bool) {
        self.count(|minute, second| {
            let calls = minute.apis.entry(api.to_owned()).or_default();
            add(calls, second, millis, failed);
        });
    }

    /// A call took capacity units of a table: read, written.
    pub fn took(&self, table: &str, read: f64, written: f64) {
        self.count(|minute, _| {
            let taken = minute.tables.entry(table.to_owned()).or_default();
            taken.read += read;
            taken.written += written;
        });
    }

    /// The same as an answer tells it, of a table and its indexes. `reads`: the call was no write.
    pub fn consumed(&self, answer: Option<&ConsumedCapacity>, reads: bool) {
        let Some((answer, table)) = answer.and_then(|one| Some((one, one.table_name()?))) else {
            return;
        };
        let both = |units: f64| if reads { (units, 0.0) } else { (0.0, units) };
        let total = answer.capacity_units().unwrap_or_default();
        let of_indexes = answer.global_secondary_indexes().into_iter().flatten();
        let mut left = total;
        for (index, capacity) in of_indexes {
            let units = capacity.capacity_units().unwrap_or_default();
            left -= units;
            let (read, written) = both(units);
            self.took(&format!("{table}/{index}"), read, written);
        }
        let (read, written) = both(left.max(0.0));
        self.took(table, read, written);
    }

    /// A table refused so many reads.
    pub fn refused(&self, table: &str, reads: u32) {
        self.count(|minute, _| {
            let taken = minute.tables.entry(table.to_owned()).or_default();
            taken.refused_reads += reads;
        });
    }

    /// The bot told a customer of a tenant that its limit is reached.
    pub fn over_limit(&self, tenant: &str) {
        self.count(|minute, _| *minute.over_limit.entry(tenant.to_owned()).or_default() += 1);
    }

    /// Writes the minutes that changed and drops what is too old. A write that fails is tried again with the next.
    pub async fn save(&self, client: &Client, tables: &Tables) {
        for (at, body) in self.unsaved() {
            let until = at.checked_add(KEPT).unwrap_or(at);
            let put = client.put_item().table_name(&tables.control);
            let item = raw::item([
                ("pk", s(PARTITION)),
                ("sk", s(at.to_string())),
                ("body", s(body)),
                ("expiresAt", n(until.as_second())),
            ]);
            if put.set_item(Some(item)).send().await.is_ok() {
                self.kept().unsaved.remove(&at);
            }
        }
        if let Some(old) = self.outdated() {
            let delete = client.delete_item().table_name(&tables.control);
            let key = raw::item([("pk", s(PARTITION)), ("sk", s(old.to_string()))]);
            // A row that is left over is only old.
            let _ = delete.set_key(Some(key)).send().await;
        }
    }

    /// The minute that is too old now, once.
    fn outdated(&self) -> Option<Timestamp> {
        let mut kept = self.kept();
        let old = minute(kept.now).checked_sub(KEPT).ok()?;
        let is_new = kept.dropped.replace(old) != Some(old);
        is_new.then_some(old)
    }

    fn unsaved(&self) -> Vec<(Timestamp, String)> {
        let mut kept = self.kept();
        let oldest = kept.now.checked_sub(SignedDuration::from_hours(1));
        let oldest = oldest.unwrap_or(kept.now);
        let unsaved = std::mem::take(&mut kept.unsaved);
        let of = |at: &Timestamp| serde_json::to_string(kept.minutes.get(at)?).ok();
        let rows = unsaved.iter().filter_map(|at| Some((*at, of(at)?)));
        let rows = rows.collect();
        kept.minutes
            .retain(|at, _| *at >= oldest || unsaved.contains(at));
        kept.unsaved = unsaved;
        rows
    }

    fn count(&self, change: impl FnOnce(&mut Minute, u8)) {
        let mut kept = self.kept();
        let minute = minute(kept.now);
        let second = u8::try_from(kept.now.as_second() - minute.as_second());
        kept.unsaved.insert(minute);
        change(
            kept.minutes.entry(minute).or_default(),
            second.unwrap_or_default(),
        );
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The full minute that a moment is in.
fn minute(at: Timestamp) -> Timestamp {
    let second = at.as_second();
    Timestamp::from_second(second - second.rem_euclid(60)).unwrap_or(at)
}

fn add(calls: &mut Vec<Call>, second: u8, millis: u32, failed: bool) {
    if calls.len() < MOST_CALLS {
        calls.push(Call {
            second,
            millis,
            failed,
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_minute_is_read_back_as_it_was_counted() {
        let meter = Meter::default();
        meter.set("2026-11-21T03:07:41Z".parse().unwrap());
        meter.ran("f", 120, true);
        meter.took("t", 0.5, 1.0);
        meter.refused("t", 3);
        let unsaved = meter.unsaved();
        let [(at, body)] = unsaved.as_slice() else {
            unreachable!("{unsaved:?}")
        };
        assert_eq!(at.to_string(), "2026-11-21T03:07:00Z");
        let minute: Minute = serde_json::from_str(body).unwrap();
        let calls = minute.functions.get("f").unwrap();
        assert_eq!(calls.first().unwrap().second, 41);
        assert_eq!(minute.tables.get("t").unwrap().refused_reads, 3);
        assert_eq!(minute.tables.get("t").unwrap().read, 0.5);
    }

    #[test]
    fn a_body_that_is_odd_is_no_minute_and_one_of_a_later_version_is() {
        assert!(serde_json::from_str::<Minute>("7").is_err());
        let later: Minute = serde_json::from_str(r#"{"queues":{},"apis":{}}"#).unwrap();
        assert_eq!(later, Minute::default());
    }
}

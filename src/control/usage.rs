//! What consoles keep of a tenant's usage, all under `USAGE#<platform>#<tenant>`: `DAY#<day>` both counters of the
//! month as they were first read on a day (TTL 100 d), `ALERT#<period>#<level>` an alert that was given (TTL 70 d),
//! `THRESHOLD` from which share on the tenant alerts.

use super::row::{expiry, instant, number, row, safe, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Assign, Condition, key, n, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Change;
use crate::domain::burn::{Given, Level, Metered, Threshold};
use crate::domain::cost::Read;
use crate::domain::daily::Reading;
use crate::domain::handoff::Actor;
use crate::domain::id::{IntentId, TenantKey};
use crate::domain::problem::Problem;
use crate::domain::time;
use jiff::{SignedDuration, Timestamp};

const DAY: &str = "DAY#";
const ALERT: &str = "ALERT#";
const THRESHOLD: &str = "THRESHOLD";
const DAYS_KEPT: SignedDuration = SignedDuration::from_hours(100 * 24);
const ALERTS_KEPT: SignedDuration = SignedDuration::from_hours(70 * 24);
/// Rows of one tenant: at most 100 days, some fifteen alerts and one threshold.
const MOST: u32 = 200;

/// A threshold with the intent of its last change.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptThreshold {
    /// `None`: it was taken away.
    pub threshold: Option<Threshold>,
    pub set: Option<IntentId>,
}

impl Reader {
    /// What is kept of a tenant's usage, without its months: one page.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn usage_kept(&self, of: &TenantKey) -> Result<Read<Metered>, Problem> {
        let query = Query {
            limit: Some(MOST),
            ..Query::partition(&self.table, "pk", pk(of))
        };
        let page = self.dynamo.query(query).await?;
        let mut kept = Metered::default();
        for item in &page.items {
            match text(item, "sk").unwrap_or_default() {
                THRESHOLD => kept.threshold = threshold(item),
                sk if sk.starts_with(DAY) => kept.readings.extend(reading(item)),
                sk if sk.starts_with(ALERT) => kept.given.extend(given(item)),
                _ => {}
            }
        }
        Ok(Read {
            value: kept,
            cost: page.cost,
        })
    }

    /// The threshold of a tenant, read consistently; `None`: nobody ever set one.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn threshold(&self, of: &TenantKey) -> Result<Option<KeptThreshold>, Problem> {
        let key = key(("pk", &pk(of)), Some(("sk", THRESHOLD)));
        let found = self.dynamo.get(&self.table, key).await?;
        Ok(found.value.map(|item| KeptThreshold {
            threshold: threshold(&item),
            set: text(&item, "intentId").map(IntentId::from),
        }))
    }
}

impl Writer {
    /// Keeps the reading of a day unless there is one; whether it was this console that kept it.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn keep_reading(&self, of: &TenantKey, one: &Reading) -> Result<bool, Problem> {
        let item = row([
            ("pk", Some(s(pk(of)))),
            ("sk", Some(s(format!("{DAY}{}", one.day)))),
            ("at", Some(s(time::iso(one.at)))),
            ("metrics", one.metrics.map(n)),
            ("tracker", one.tracker.map(n)),
            ("expiresAt", Some(expiry(one.at, DAYS_KEPT))),
        ]);
        self.reader
            .dynamo
            .create(&self.reader.table, item, "pk")
            .await
    }

    /// Notes that an alert is given unless one was; whether it is this console's to give. An answer that was
    /// lost is settled by the intent in the row.
    ///
    /// # Errors
    /// Any failure of a call: then nobody may have been told, and the row decides at the next look.
    pub async fn give_alert(
        &self,
        of: &TenantKey,
        (period, level): (&str, Level),
        by: (&Actor, &IntentId, Timestamp),
    ) -> Result<bool, Problem> {
        let (actor, intent, now) = by;
        let (pk, sk) = (pk(of), format!("{ALERT}{period}#{}", level.word()));
        let item = row([
            ("pk", Some(s(&pk))),
            ("sk", Some(s(&sk))),
            ("at", Some(s(time::iso(now)))),
            ("by", Some(s(actor.name.as_str()))),
            ("intentId", Some(s(intent.as_str()))),
            ("expiresAt", Some(expiry(now, ALERTS_KEPT))),
        ]);
        let dynamo = &self.reader.dynamo;
        if dynamo.create(&self.reader.table, item, "pk").await? {
            return Ok(true);
        }
        let key = key(("pk", &pk), Some(("sk", &sk)));
        let found = dynamo.get(&self.reader.table, key).await?.value;
        let whose = found.as_ref().and_then(|item| text(item, "intentId"));
        Ok(whose == Some(intent.as_str()))
    }

    /// The item that makes `percent` a tenant's threshold (`None`: takes it away), if it is still as `seen`.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn set_threshold(
        &self,
        of: &TenantKey,
        percent: Option<u8>,
        seen: Option<&KeptThreshold>,
        by: (&Actor, &IntentId, Timestamp),
    ) -> Result<OwnItem, Problem> {
        let (actor, intent, now) = by;
        let known = seen.and_then(|kept| kept.set.as_ref());
        Change {
            table: self.reader.table.clone(),
            key: key(("pk", &pk(of)), Some(("sk", THRESHOLD))),
            assigns: vec![
                (
                    "percent",
                    percent.map_or(Assign::Remove, |percent| Assign::Set(n(percent))),
                ),
                ("by", Assign::Set(s(actor.name.as_str()))),
                ("at", Assign::Set(s(time::iso(now)))),
                ("intentId", Assign::Set(s(intent.as_str()))),
            ],
            condition: match seen {
                None => Condition::Absent("pk"),
                Some(_) => Condition::as_seen("intentId", known.map(IntentId::as_str)),
            },
        }
        .own()
    }
}

fn reading(item: &Item) -> Option<Reading> {
    Some(Reading {
        day: text(item, "sk")?.strip_prefix(DAY)?.parse().ok()?,
        at: instant(item, "at")?,
        metrics: number(item, "metrics"),
        tracker: number(item, "tracker"),
    })
}

fn given(item: &Item) -> Option<Given> {
    let (period, level) = text(item, "sk")?.strip_prefix(ALERT)?.split_once('#')?;
    Some(Given {
        period: period.to_owned(),
        level: Level::from_word(level)?,
        at: instant(item, "at")?,
        by: safe(item, "by").unwrap_or_default(),
    })
}

fn threshold(item: &Item) -> Option<Threshold> {
    Some(Threshold {
        percent: number(item, "percent").filter(|percent| (1..=100).contains(percent))?,
        by: safe(item, "by").unwrap_or_default(),
        at: instant(item, "at")?,
    })
}

fn pk(of: &TenantKey) -> String {
    format!("USAGE#{}#{}", of.platform.as_str(), of.tenant.as_str())
}

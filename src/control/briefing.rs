//! Briefings: `CONV#…` / `BRIEF#<ulid of its time>`, and `CONV#…` / `BRIEFED`, whose version moves with every
//! change, so that of two consoles that keep something of one conversation the second looks again.
//! `INTAKE#UNREAD` and `INTAKE#DAY` hold what belongs to no conversation. Everything ends after 90 days.

use super::row::{conversation_pk, expiry, instant, number, row, safe, some, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Assign, Condition, key, n, s};
use crate::aws::transaction::Transaction;
use crate::aws::write::Change;
use crate::domain::briefing::{
    Briefing, DaySummary, Kept, MOST_TRIGGERS, Resolution, TOGETHER, Trigger, Unread,
};
use crate::domain::escalation::Priority;
use crate::domain::id::{ConversationKey, IntentId};
use crate::domain::problem::Problem;
use crate::domain::time;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};

const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
pub(super) const HEAD: &str = "BRIEFED";
const UNREAD: &str = "INTAKE#UNREAD";
const DAYS: &str = "INTAKE#DAY";
/// Unreadable messages are counted up to here.
pub const MOST_COUNTED: u32 = 100;
/// Briefings of one conversation within two minutes: a few at most.
const NEAR: u32 = 20;

/// What is kept of a conversation around a time, as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Around {
    /// `None`: nothing was ever kept of it.
    version: Option<u64>,
    resolution: Option<Resolution>,
    /// By their sort keys, oldest first.
    briefings: Vec<(String, Briefing)>,
}

impl Around {
    /// The briefing to which a telling at `at` belongs: the nearest, of two as near the earlier.
    fn about(&self, at: Timestamp) -> Option<&(String, Briefing)> {
        let fit = self.briefings.iter();
        fit.filter(|(_, briefing)| briefing.is_about(at))
            .min_by_key(|(_, briefing)| (briefing.distance(at), briefing.at))
    }
}

impl Reader {
    /// What is kept of a conversation within a minute of `at`.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn briefings_around(
        &self,
        of: &ConversationKey,
        at: Timestamp,
    ) -> Result<Around, Problem> {
        let pk = conversation_pk("CONV", of);
        // The version first: whatever changes after this read changes it too.
        let head = self.dynamo.get(&self.table, head_key(&pk)).await?.value;
        let from = brief_sk(at.checked_sub(TOGETHER).unwrap_or(Timestamp::MIN), 0);
        let to = brief_sk(
            at.checked_add(TOGETHER).unwrap_or(Timestamp::MAX),
            u128::MAX,
        );
        let mut query = Query::partition(&self.table, "pk", pk);
        query.sort_between = Some(("sk", &from, &to));
        query.consistent = true;
        query.limit = Some(NEAR);
        let page = self.dynamo.query(query).await?;
        Ok(Around {
            version: head.as_ref().and_then(|head| number(head, "version")),
            resolution: head.as_ref().and_then(resolution),
            briefings: page
                .items
                .iter()
                .filter_map(|item| Some((text(item, "sk")?.to_owned(), decode(item)?)))
                .collect(),
        })
    }

    /// The newest briefing of a conversation. Not consistent: for showing.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn newest_briefing(&self, of: &ConversationKey) -> Result<Option<Kept>, Problem> {
        let mut query = Query::partition(&self.table, "pk", conversation_pk("CONV", of));
        query.sort_prefix = Some(("sk", "BRIEF"));
        query.newest_first = true;
        query.limit = Some(2);
        Ok(newest(&self.dynamo.query(query).await?.items))
    }

    /// How many messages nobody could read, at most [`MOST_COUNTED`].
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn unread(&self) -> Result<u32, Problem> {
        let mut query = Query::partition(&self.table, "pk", UNREAD);
        query.limit = Some(MOST_COUNTED);
        query.only = &["sk"];
        let found = self.dynamo.query(query).await?.items.len();
        Ok(u32::try_from(found).unwrap_or(MOST_COUNTED))
    }
}

impl Writer {
    /// The transaction that keeps what is told of a conversation, on the condition that nothing was kept of
    /// it since `seen` was read: a new briefing, or the one it belongs to with what the telling adds. `None`:
    /// nothing is to be added. `id` makes a new briefing and the transaction's token.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn briefed(
        &self,
        of: &ConversationKey,
        seen: &Around,
        told: &Briefing,
        id: u128,
        now: Timestamp,
    ) -> Result<Option<Transaction>, Problem> {
        let pk = conversation_pk("CONV", of);
        let (sk, briefing, condition) = match seen.about(told.at) {
            None => {
                let sk = brief_sk(told.at, id);
                (sk, told.clone(), Condition::Absent("pk"))
            }
            Some((sk, known)) => {
                let mut both = known.clone();
                both.absorb(told.clone());
                if both == *known {
                    return Ok(None);
                }
                (sk.clone(), both, Condition::Exists("pk"))
            }
        };
        let mut assigns = encode(&briefing);
        assigns.push(("expiresAt", Assign::Set(expiry(now, KEPT))));
        let change = Change {
            table: self.reader.table.clone(),
            key: key(("pk", &pk), Some(("sk", &sk))),
            assigns,
            condition,
        };
        let token = IntentId::from(ulid_text(now, id));
        let head = self.head(&pk, seen, Vec::new(), now).own()?;
        Ok(Some(Transaction::new(token).own(head).own(change.own()?)))
    }

    /// The transaction that keeps that the system itself ended the escalation. `None`: a later end is known.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn settled(
        &self,
        of: &ConversationKey,
        seen: &Around,
        resolution: &Resolution,
        id: u128,
        now: Timestamp,
    ) -> Result<Option<Transaction>, Problem> {
        let known = seen.resolution.as_ref();
        if known.is_some_and(|known| known.at >= resolution.at) {
            return Ok(None);
        }
        let by = match some(resolution.by.as_ref()) {
            Some(by) => Assign::Set(by),
            None => Assign::Remove,
        };
        let assigns = vec![
            ("resolvedAt", Assign::Set(s(time::iso(resolution.at)))),
            ("resolvedBy", by),
        ];
        let head = self.head(&conversation_pk("CONV", of), seen, assigns, now);
        let token = IntentId::from(ulid_text(now, id));
        Ok(Some(Transaction::new(token).own(head.own()?)))
    }

    fn head(
        &self,
        pk: &str,
        seen: &Around,
        mut assigns: Vec<(&'static str, Assign)>,
        now: Timestamp,
    ) -> Change {
        let next = seen.version.unwrap_or(0).saturating_add(1);
        assigns.push(("version", Assign::Set(n(next))));
        assigns.push(("expiresAt", Assign::Set(expiry(now, KEPT))));
        Change {
            table: self.reader.table.clone(),
            key: head_key(pk),
            assigns,
            condition: match seen.version {
                Some(version) => Condition::Equals("version", n(version)),
                None => Condition::Absent("version"),
            },
        }
    }

    /// Keeps a message that nobody can read. `false`: it is kept already.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn keep_unread(
        &self,
        id: &str,
        unread: &Unread,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let item = row([
            ("pk", Some(s(UNREAD))),
            ("sk", Some(s(format!("BODY#{id}")))),
            ("at", Some(s(time::iso(now)))),
            ("why", Some(s(unread.why))),
            ("body", some(Some(&unread.body))),
            ("expiresAt", Some(expiry(now, KEPT))),
        ]);
        let Reader { dynamo, table } = &self.reader;
        dynamo.create(table, item, "pk").await
    }

    /// Keeps the numbers of a day. `false`: they are kept already.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn keep_day(
        &self,
        id: &str,
        summary: &DaySummary,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let item = row([
            ("pk", Some(s(DAYS))),
            ("sk", Some(s(format!("{}#{id}", summary.date.as_str())))),
            ("escalations", summary.escalations.map(n)),
            ("unresolved", summary.unresolved.map(n)),
            ("at", Some(s(time::iso(now)))),
            ("expiresAt", Some(expiry(now, KEPT))),
        ]);
        let Reader { dynamo, table } = &self.reader;
        dynamo.create(table, item, "pk").await
    }
}

/// The newest briefing among rows of one conversation, whatever else is among them.
pub(super) fn newest(items: &[Item]) -> Option<Kept> {
    let sk = |item: &Item| text(item, "sk").map(str::to_owned);
    let briefing = items
        .iter()
        .filter(|item| text(item, "sk").is_some_and(|sk| sk.starts_with("BRIEF#")))
        .max_by_key(|item| sk(item))
        .and_then(decode)?;
    let head = items.iter().find(|item| text(item, "sk") == Some(HEAD));
    Some(Kept {
        resolution: head
            .and_then(resolution)
            .filter(|resolution| resolution.at >= briefing.at),
        briefing,
    })
}

fn head_key(pk: &str) -> Item {
    key(("pk", pk), Some(("sk", HEAD)))
}

fn brief_sk(at: Timestamp, id: u128) -> String {
    format!("BRIEF#{}", ulid_text(at, id))
}

pub(super) fn ulid_text(at: Timestamp, id: u128) -> String {
    let millis = at.as_millisecond().try_into().unwrap_or(0);
    ulid::Ulid::from_parts(millis, id).to_string()
}

pub(super) fn resolution(head: &Item) -> Option<Resolution> {
    Some(Resolution {
        at: instant(head, "resolvedAt")?,
        by: safe(head, "resolvedBy"),
    })
}

fn encode(briefing: &Briefing) -> Vec<(&'static str, Assign)> {
    let priority = briefing.priority.word();
    let attributes = [
        ("at", Some(s(time::iso(briefing.at)))),
        ("priority", (!priority.is_empty()).then(|| s(priority))),
        ("reason", some(briefing.reason.as_ref())),
        ("suggested", some(briefing.suggested.as_ref())),
        ("estimate", briefing.estimate.map(n)),
        ("summary", some(briefing.summary.as_ref())),
        ("phone", some(briefing.phone.as_ref())),
        ("lastIntent", some(briefing.last_intent.as_ref())),
        ("message", some(briefing.message.as_ref())),
        (
            "triggers",
            Some(AttributeValue::L(
                briefing
                    .triggers
                    .iter()
                    .map(|trigger| AttributeValue::M(encode_trigger(trigger)))
                    .collect(),
            )),
        ),
    ];
    attributes
        .into_iter()
        .filter_map(|(name, value)| Some((name, Assign::Set(value?))))
        .collect()
}

fn encode_trigger(trigger: &Trigger) -> Item {
    row([
        ("kind", some(trigger.kind.as_ref())),
        ("confidence", trigger.confidence.map(n)),
        ("reason", some(trigger.reason.as_ref())),
        ("keyword", some(trigger.keyword.as_ref())),
    ])
}

pub(super) fn decode(item: &Item) -> Option<Briefing> {
    let mut briefing = Briefing::new(instant(item, "at")?);
    briefing.priority = Priority::from_raw(text(item, "priority").unwrap_or_default());
    briefing.reason = safe(item, "reason");
    briefing.suggested = safe(item, "suggested");
    briefing.estimate = number(item, "estimate");
    briefing.summary = safe(item, "summary");
    briefing.phone = safe(item, "phone");
    briefing.last_intent = safe(item, "lastIntent");
    briefing.message = safe(item, "message");
    if let Some(AttributeValue::L(triggers)) = item.get("triggers") {
        let maps = triggers.iter().filter_map(|trigger| trigger.as_m().ok());
        briefing.triggers = maps.take(MOST_TRIGGERS).map(decode_trigger).collect();
    }
    briefing.settle();
    Some(briefing)
}

fn decode_trigger(item: &Item) -> Trigger {
    Trigger {
        kind: safe(item, "kind"),
        confidence: number(item, "confidence").filter(|sure: &f64| sure.is_finite()),
        reason: safe(item, "reason"),
        keyword: safe(item, "keyword"),
    }
}

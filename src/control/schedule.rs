//! What is off and is to be switched on again: `SCHEDULE` / `<due>#<ulid>`. A row without a time of its own has the
//! end of time as its key and only reminds. A row that is settled stays a day and then goes by its TTL.

use super::row::{expiry, instant, millis, of_millis, row, safe, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query, Updated};
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Change;
use crate::domain::handoff::Actor;
use crate::domain::id::{AgentId, IntentId, OpId, PlatformId, SwitchKey, TenantId};
use crate::domain::operation::{Matter, Scheduled};
use crate::domain::problem::Problem;
use crate::domain::time;
use jiff::{SignedDuration, Timestamp};

const PK: &str = "SCHEDULE";
/// Pages of one look: each holds a thousand rows or more.
const PAGES: u32 = 2;
/// How long a console may take to do one that is due.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How long a row stays when nothing is to be done with it any more.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// The key of what has no time: behind every time.
const NEVER: &str = "9999-12-31T23:59:59.999Z";

/// How a row is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It is on again.
    Done,
    /// Somebody turned it meanwhile.
    Overtaken,
}

/// The sort key of what is due then.
pub fn id(due: Option<Timestamp>, ulid: &str) -> String {
    let due = due.map_or_else(|| NEVER.to_owned(), time::iso);
    format!("{due}#{ulid}")
}

impl Reader {
    /// What is off and not settled, the next due first.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn scheduled(&self) -> Result<Vec<Scheduled>, Problem> {
        let mut query = Query::partition(&self.table, "pk", PK);
        query.consistent = true;
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(page.items.iter().filter_map(decode).collect())
    }
}

impl Writer {
    /// The item that puts a new row.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn scheduling(&self, scheduled: &Scheduled) -> Result<OwnItem, Problem> {
        self.put_new(encode(scheduled)).own()
    }

    /// Puts it by itself. There already is as good: the key is its own.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn schedule_now(&self, scheduled: &Scheduled) -> Result<(), Problem> {
        let Reader { dynamo, table } = &self.reader;
        let put = dynamo.create(table, encode(scheduled), "pk").await;
        put.map(|_| ())
    }

    /// Takes a row that is due to do it. `false`: somebody else does it, or has.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn schedule_lease(
        &self,
        scheduled: &Scheduled,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let until = now.checked_add(LEASE).unwrap_or(now);
        let mine = Condition::Equals("leaseBy", s(actor.console.as_str()));
        let change = Change {
            table: self.reader.table.clone(),
            key: row_key(scheduled),
            assigns: vec![
                ("leaseBy", Assign::Set(s(actor.console.as_str()))),
                ("leaseUntil", Assign::Set(of_millis(until))),
            ],
            condition: Condition::All(vec![
                Condition::Exists("pk"),
                Condition::Absent("settled"),
                Condition::Any(vec![
                    Condition::Absent("leaseUntil"),
                    Condition::Less("leaseUntil", of_millis(now)),
                    mine,
                ]),
            ]),
        };
        let updated = self.reader.dynamo.update(change).await?;
        Ok(matches!(updated, Updated::Done(_)))
    }

    /// The item that settles a row that nobody has settled.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn schedule_settled(
        &self,
        scheduled: &Scheduled,
        how: Settled,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        self.settling(scheduled, how, now).own()
    }

    /// The same by itself. `false`: somebody else has.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn schedule_settle(
        &self,
        scheduled: &Scheduled,
        how: Settled,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let change = self.settling(scheduled, how, now);
        let updated = self.reader.dynamo.update(change).await?;
        Ok(matches!(updated, Updated::Done(_)))
    }

    fn settling(&self, scheduled: &Scheduled, how: Settled, now: Timestamp) -> Change {
        let word = match how {
            Settled::Done => "done",
            Settled::Overtaken => "overtaken",
        };
        Change {
            table: self.reader.table.clone(),
            key: row_key(scheduled),
            assigns: vec![
                ("settled", Assign::Set(s(word))),
                ("settledAt", Assign::Set(s(time::iso(now)))),
                ("expiresAt", Assign::Set(expiry(now, KEPT))),
            ],
            condition: Condition::All(vec![Condition::Exists("pk"), Condition::Absent("settled")]),
        }
    }
}

fn row_key(scheduled: &Scheduled) -> Item {
    key(("pk", PK), Some(("sk", &scheduled.id)))
}

fn encode(scheduled: &Scheduled) -> Item {
    let (tenant, agent, intent, op) = match &scheduled.matter {
        Matter::Switch { key, intent } => (Some(&key.tenant), Some(&key.agent), Some(intent), None),
        Matter::Operation { id, .. } => (None, None, None, Some(id)),
    };
    let mut item = row([
        ("platform", Some(s(scheduled.matter.platform().as_str()))),
        ("tenant", tenant.map(|id| s(id.as_str()))),
        ("agent", agent.map(|id| s(id.as_str()))),
        ("intentId", intent.map(|id| s(id.as_str()))),
        ("op", op.map(|id| s(id.as_str()))),
        ("due", scheduled.due.map(of_millis)),
        ("agentName", Some(s(scheduled.name.as_str()))),
        ("tenantName", Some(s(scheduled.tenant.as_str()))),
        ("by", Some(s(scheduled.by.as_str()))),
        ("reason", Some(s(scheduled.reason.as_str()))),
        ("at", Some(s(time::iso(scheduled.at)))),
    ]);
    item.extend(row_key(scheduled));
    item
}

/// `None` for one that is settled, or that this version does not understand.
fn decode(item: &Item) -> Option<Scheduled> {
    if item.contains_key("settled") {
        return None;
    }
    let platform = PlatformId::from_word(text(item, "platform")?)?;
    let matter = match text(item, "op") {
        Some(id) => Matter::Operation {
            platform,
            id: OpId::from(id),
        },
        None => Matter::Switch {
            key: SwitchKey {
                platform,
                tenant: TenantId::from(text(item, "tenant")?),
                agent: AgentId::from(text(item, "agent")?),
            },
            intent: IntentId::from(text(item, "intentId")?),
        },
    };
    Some(Scheduled {
        id: text(item, "sk")?.to_owned(),
        due: millis(item, "due"),
        matter,
        name: safe(item, "agentName").unwrap_or_default(),
        tenant: safe(item, "tenantName").unwrap_or_default(),
        by: safe(item, "by").unwrap_or_default(),
        reason: safe(item, "reason").unwrap_or_default(),
        at: instant(item, "at").unwrap_or_default(),
    })
}

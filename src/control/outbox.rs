//! The outbox: `OUTBOX#<shard 0–7>` / `<intent>`, listed in `list-index` until it is sent or discarded. A row
//! is prepared before another store's transaction and made ready after it; it holds all that is needed to
//! write our audit row, so that any console can finish what one left.

mod matter;

use super::row::{expiry, instant, millis, number, of_millis, row, safe, some, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query, Updated};
use crate::aws::expression::{Assign, Condition, key, n, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Change;
use crate::domain::agent::Toggle;
use crate::domain::cost::Read;
use crate::domain::event::Event;
use crate::domain::handoff::Actor;
use crate::domain::id::{ConsoleId, IntentId, PlatformId};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use crate::domain::work::{Decision, WorkKey};
use jiff::{SignedDuration, Timestamp};

const SHARDS: u32 = 8;
const LIST: &str = "OUTBOX";
/// Pages of what is open: each holds about a thousand rows.
const PAGES: u32 = 2;
/// How long a console may take to send what it leased.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// How long a row stays when nothing is to be done with it any more.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How far an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its transaction may or may not have happened.
    Prepared,
    /// It happened; the event is to be sent.
    Ready,
    Sent,
    /// It did not happen.
    Discarded,
}

/// What happens in another store.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    Toggle(Toggle),
    /// A decision about what waits there.
    Decision {
        key: WorkKey,
        decision: Decision,
        comment: Text,
    },
}

impl Matter {
    /// The system it is of.
    pub fn platform(&self) -> PlatformId {
        match self {
            Self::Toggle(toggle) => toggle.key.platform,
            Self::Decision { key, .. } => key.platform,
        }
    }
}

/// One change in another store, with the event that tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub intent: IntentId,
    pub matter: Matter,
    pub actor: Actor,
    pub at: Timestamp,
    pub event: Event,
    pub state: State,
    /// Somebody sends it until then.
    pub lease_until: Option<Timestamp>,
    pub tries: u32,
}

impl Reader {
    /// What is prepared or ready, oldest first. From the index: for finding, not for deciding.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn outbox(&self) -> Result<Read<Vec<Entry>>, Problem> {
        let query = Query {
            index: Some(super::schema::LIST_INDEX),
            ..Query::partition(&self.table, "listPk", LIST)
        };
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(Read {
            value: page.items.iter().filter_map(decode).collect(),
            cost: page.cost,
        })
    }

    /// One entry, read consistently.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn outbox_one(&self, intent: &IntentId) -> Result<Option<Entry>, Problem> {
        let read = self.dynamo.get(&self.table, row_key(intent)).await?;
        Ok(read.value.as_ref().and_then(decode))
    }
}

impl Writer {
    /// Puts a new entry. There already is as good: the key is the intent.
    ///
    /// # Errors
    /// Any failure of the call; then the toggle must not be made.
    pub async fn prepare(&self, entry: &Entry) -> Result<(), Problem> {
        let Reader { dynamo, table } = &self.reader;
        dynamo.create(table, encode(entry), "pk").await.map(|_| ())
    }

    /// The item that makes a prepared entry ready.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn readied(&self, intent: &IntentId) -> Result<OwnItem, Problem> {
        let ready = vec![("state", Assign::Set(s(word(State::Ready))))];
        self.moved(intent, State::Prepared, ready).own()
    }

    /// The same, with the event as it turned out.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn readied_as(&self, intent: &IntentId, event: &Event) -> Result<OwnItem, Problem> {
        let ready = vec![
            ("state", Assign::Set(s(word(State::Ready)))),
            ("detailType", Assign::Set(s(&event.detail_type))),
            ("body", Assign::Set(s(&event.detail))),
        ];
        self.moved(intent, State::Prepared, ready).own()
    }

    /// Sets a prepared entry aside, because its transaction did not happen. `false`: it was not prepared.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn discard(&self, intent: &IntentId, now: Timestamp) -> Result<bool, Problem> {
        let change = self.moved(intent, State::Prepared, ended(State::Discarded, now));
        self.done(change).await
    }

    /// Takes a ready entry to send it. `false`: somebody else sends it, or has.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn lease(&self, intent: &IntentId, now: Timestamp) -> Result<bool, Problem> {
        let until = now.checked_add(LEASE).unwrap_or(now);
        let leased = vec![
            ("leaseUntil", Assign::Set(of_millis(until))),
            ("tries", Assign::Increment(1)),
        ];
        let mut change = self.moved(intent, State::Ready, leased);
        change.condition = Condition::All(vec![
            change.condition,
            Condition::Any(vec![
                Condition::Absent("leaseUntil"),
                Condition::Less("leaseUntil", of_millis(now)),
            ]),
        ]);
        self.done(change).await
    }

    /// Ends an entry that the bus has accepted.
    ///
    /// # Errors
    /// Any failure of the call: the event will then be sent once more.
    pub async fn sent(&self, intent: &IntentId, now: Timestamp) -> Result<bool, Problem> {
        let change = self.moved(intent, State::Ready, ended(State::Sent, now));
        self.done(change).await
    }

    /// Keeps why an entry was not accepted; it is tried again when its lease ends.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn refused(&self, intent: &IntentId, why: &Text) -> Result<bool, Problem> {
        let said = vec![("lastError", Assign::Set(s(why.as_str())))];
        let change = self.moved(intent, State::Ready, said);
        self.done(change).await
    }

    fn moved(
        &self,
        intent: &IntentId,
        from: State,
        assigns: Vec<(&'static str, Assign)>,
    ) -> Change {
        Change {
            table: self.reader.table.clone(),
            key: row_key(intent),
            assigns,
            condition: Condition::Equals("state", s(word(from))),
        }
    }

    async fn done(&self, change: Change) -> Result<bool, Problem> {
        let updated = self.reader.dynamo.update(change).await?;
        Ok(matches!(updated, Updated::Done(_)))
    }
}

fn ended(state: State, now: Timestamp) -> Vec<(&'static str, Assign)> {
    vec![
        ("state", Assign::Set(s(word(state)))),
        ("expiresAt", Assign::Set(expiry(now, KEPT))),
        ("leaseUntil", Assign::Remove),
        ("listPk", Assign::Remove),
        ("listSk", Assign::Remove),
    ]
}

fn encode(entry: &Entry) -> Item {
    let actor = &entry.actor;
    let mut item = row([
        ("actor", Some(s(&actor.identity))),
        ("name", some(Some(&actor.name))),
        ("consoleId", Some(s(actor.console.as_str()))),
        ("host", some(Some(&actor.host))),
        ("at", Some(s(time::iso(entry.at)))),
        ("source", Some(s(&entry.event.source))),
        ("detailType", Some(s(&entry.event.detail_type))),
        ("body", Some(s(&entry.event.detail))),
        ("state", Some(s(word(entry.state)))),
        ("tries", Some(n(entry.tries))),
        ("listPk", Some(s(LIST))),
        ("listSk", Some(s(entry.intent.as_str()))),
    ]);
    item.extend(matter::encode(&entry.matter));
    item.extend(row_key(&entry.intent));
    item
}

fn decode(item: &Item) -> Option<Entry> {
    Some(Entry {
        intent: IntentId::from(text(item, "sk")?),
        matter: matter::decode(item)?,
        actor: Actor {
            identity: text(item, "actor").unwrap_or_default().to_owned(),
            name: safe(item, "name").unwrap_or_default(),
            console: ConsoleId::from(text(item, "consoleId").unwrap_or_default()),
            host: safe(item, "host").unwrap_or_default(),
        },
        at: instant(item, "at")?,
        event: Event {
            source: text(item, "source")?.to_owned(),
            detail_type: text(item, "detailType")?.to_owned(),
            detail: text(item, "body")?.to_owned(),
        },
        state: match text(item, "state")? {
            "prepared" => State::Prepared,
            "ready" => State::Ready,
            "sent" => State::Sent,
            "discarded" => State::Discarded,
            _ => return None,
        },
        lease_until: millis(item, "leaseUntil"),
        tries: number(item, "tries").unwrap_or(0),
    })
}

fn word(state: State) -> &'static str {
    match state {
        State::Prepared => "prepared",
        State::Ready => "ready",
        State::Sent => "sent",
        State::Discarded => "discarded",
    }
}

/// The shard spreads writes; an intent always has the same.
fn row_key(intent: &IntentId) -> Item {
    let shard = crc32fast::hash(intent.as_str().as_bytes()) % SHARDS;
    key(
        ("pk", &format!("OUTBOX#{shard}")),
        Some(("sk", intent.as_str())),
    )
}

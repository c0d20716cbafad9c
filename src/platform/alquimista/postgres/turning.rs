//! A toggle as one transaction: a lock for the intent, the row as it was seen, its change, and the system's
//! audit row with the intent. Whoever asks for the intent waits behind that lock, so the answer is final.

use super::Database;
use super::columns::as_json;
use super::session::Session;
use super::switches::{ACTIVATIONS, AGENTS, OF_ACTIVATION};
use super::written::Written;
use crate::aws::dynamo::Item;
use crate::domain::agent::{SeenSwitch, Toggle, Turn};
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::standing::may_manage;
use crate::domain::time::iso;
use crate::platform::alquimista::item::uuid;
use crate::platform::alquimista::telling::{self, action};
use crate::platform::value::Reader;
use crate::platform::{Event, Turned, TurnedRow};
use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::json;

const AUDIT: &str = "audit_logs";
const ON: &str = "active";
const OFF: &str = "inactive";
/// Rows by intent: the number of the advisory lock, which ends with its transaction.
pub(super) const LOCK: &str =
    "SELECT '{}' FROM (SELECT pg_advisory_xact_lock(hashtextextended('switchboard ' || $1, 0))) l";

/// What one toggle is about.
struct Deed<'a> {
    toggle: &'a Toggle,
    actor: &'a Actor,
    intent: &'a IntentId,
    at: String,
    until: String,
}

#[async_trait]
impl crate::platform::Turning for Database {
    fn permitted(&self) -> Result<(), Problem> {
        may_manage(self.standing)
    }

    /// Six round trips (seven when switching on).
    async fn turn(
        &self,
        toggle: &Toggle,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Turned, Problem> {
        may_manage(self.standing)?;
        if !self.may_be(&toggle.key) {
            return Err(Problem::new(Trouble::NotFound, ACTIVATIONS, "no such key"));
        }
        let deed = Deed {
            toggle,
            actor,
            intent,
            at: iso(now),
            until: iso(until),
        };
        // An error from here to COMMIT drops the session, and the server rolls back.
        let mut session = self.begun().await?;
        let Some(row) = self.change(&mut session, &deed).await? else {
            session.frame("ROLLBACK").await?;
            session.give_back();
            return Ok(Turned::Changed);
        };
        match session.frame("COMMIT").await {
            Ok(()) => {
                session.give_back();
                Ok(Turned::Done(row))
            }
            Err(lost) => Ok(Turned::Unknown(lost)),
        }
    }

    /// Two round trips.
    async fn settle(&self, intent: &IntentId) -> Result<Option<TurnedRow>, Problem> {
        let subject = "postgres:SELECT audit_logs";
        // The row must be read in a later statement than the one that waits, for it sees only what was
        // there when it began.
        let intent_text = [Some(intent.as_str())];
        self.reads.rows(subject, LOCK, &intent_text).await?;
        let trace = uuid(intent, "trace");
        let select = self
            .columns
            .select(AUDIT, &["context", "details", "action_type"]);
        let key = self.columns.cast(AUDIT, "trace_id", 1);
        let sql = as_json(&format!("{select} WHERE trace_id = {key} LIMIT 10"));
        let rows = self.reads.rows(subject, &sql, &[Some(&trace)]).await?;
        Ok(rows.iter().find_map(|row| told(row, intent)))
    }

    fn event(&self, toggle: &Toggle, actor: &Actor, intent: &IntentId, now: Timestamp) -> Event {
        telling::toggled(toggle, actor, intent, now)
    }
}

impl Database {
    /// A session inside of a transaction. A line that rested and is dead by now is replaced once.
    pub(super) async fn begun(&self) -> Result<Session, Problem> {
        let mut session = self.writes.session().await?;
        match session.frame("BEGIN").await {
            Err(lost) if lost.trouble == Trouble::Unreachable => {
                drop(session);
                session = self.writes.session().await?;
                session.frame("BEGIN").await?;
            }
            other => other?,
        }
        Ok(session)
    }

    /// Everything between BEGIN and COMMIT; `None`: the row is not as it was seen.
    async fn change(
        &self,
        session: &mut Session,
        deed: &Deed<'_>,
    ) -> Result<Option<TurnedRow>, Problem> {
        let subject = "postgres:SELECT pg_advisory_xact_lock";
        session
            .rows(subject, LOCK, &[Some(deed.intent.as_str())])
            .await?;
        let seen = self.locked(session, deed.toggle).await?;
        if seen != deed.toggle.seen {
            return Ok(None);
        }
        if deed.toggle.turn == Turn::On {
            self.check_catalogue(session, deed.toggle).await?;
        }
        let (before, written) = match seen {
            SeenSwitch::Row { status, .. } => (
                status.unwrap_or_default(),
                self.update(session, deed).await?,
            ),
            SeenSwitch::Absent => (String::new(), self.insert(session, deed).await?),
        };
        let Some(version) = written else {
            return Ok(None);
        };
        let row = TurnedRow {
            version,
            before,
            after: status(deed.toggle.turn).to_owned(),
        };
        self.audit(session, deed, &row).await?;
        Ok(Some(row))
    }

    /// The row as it is now, locked until the end of the transaction.
    async fn locked(&self, session: &mut Session, toggle: &Toggle) -> Result<SeenSwitch, Problem> {
        let select = self.columns.select(ACTIVATIONS, &OF_ACTIVATION);
        let keys = self.both_keys();
        let sql = as_json(&format!("{select} {keys} LIMIT 1 FOR UPDATE"));
        let subject = "postgres:SELECT agent_activations FOR UPDATE";
        let rows = session.rows(subject, &sql, &key(toggle)).await?;
        Ok(match rows.first() {
            None => SeenSwitch::Absent,
            Some(row) => {
                let read = Reader::new(row);
                SeenSwitch::Row {
                    status: read.version("status"),
                    updated_at: read.version("updated_at"),
                }
            }
        })
    }

    /// As the system's own activation asks: the agent is in the catalogue and `active` there.
    async fn check_catalogue(&self, session: &mut Session, toggle: &Toggle) -> Result<(), Problem> {
        let select = self.columns.select(AGENTS, &["id", "status"]);
        let id = self.columns.cast(AGENTS, "id", 1);
        let sql = as_json(&format!("{select} WHERE id = {id} LIMIT 1"));
        let agent = [Some(toggle.key.agent.as_str())];
        let rows = session.rows("postgres:SELECT agents", &sql, &agent).await?;
        let Some(row) = rows.first() else {
            return Err(Problem::new(
                Trouble::NotFound,
                AGENTS,
                toggle.key.agent.as_str(),
            ));
        };
        match Reader::new(row).raw("status") {
            Some(ON) => Ok(()),
            other => {
                let why = format!(
                    "the catalogue says {:?}, not {ON}",
                    other.unwrap_or_default()
                );
                Err(Problem::new(Trouble::Refused, AGENTS, why))
            }
        }
    }

    /// Changes the locked row. Reactivation leaves `deactivated_at`, as the system does.
    async fn update(
        &self,
        session: &mut Session,
        deed: &Deed<'_>,
    ) -> Result<Option<String>, Problem> {
        let mut to = Written::to(&self.columns, ACTIVATIONS);
        let name = deed.actor.name.as_str();
        to.set("status", status(deed.toggle.turn))
            .forward("updated_at", &deed.at);
        match deed.toggle.turn {
            Turn::On => to.set("activated_at", &deed.at).set("activated_by", name),
            Turn::Off => to
                .set("deactivated_at", &deed.at)
                .set("deactivated_by", name)
                .set("deactivation_reason", deed.toggle.reason.as_str()),
        };
        let tenant = to.parameter("tenant_id", deed.toggle.key.tenant.as_str());
        let agent = to.parameter("agent_id", deed.toggle.key.agent.as_str());
        let sql = format!(
            "{} WHERE tenant_id = {tenant} AND agent_id = {agent} RETURNING {VERSION}",
            to.update()
        );
        let subject = "postgres:UPDATE agent_activations";
        let rows = session.rows(subject, &sql, &to.parameters()).await?;
        Ok(rows.first().map(version))
    }

    /// The first activation, unless somebody else made it meanwhile.
    async fn insert(
        &self,
        session: &mut Session,
        deed: &Deed<'_>,
    ) -> Result<Option<String>, Problem> {
        if deed.toggle.turn == Turn::Off {
            let why = "it was never activated";
            return Err(Problem::new(Trouble::Invalid, "status", why));
        }
        let mut to = Written::to(&self.columns, ACTIVATIONS);
        to.set("id", &uuid(deed.intent, "activation"))
            .set("tenant_id", deed.toggle.key.tenant.as_str())
            .set("agent_id", deed.toggle.key.agent.as_str())
            .set("status", ON)
            .json("tenant_config", "{}")
            .json("usage_metrics", "{}")
            .json("permissions", "[]")
            .set("activated_at", &deed.at)
            .set("activated_by", deed.actor.name.as_str())
            .set("created_at", &deed.at)
            .set("updated_at", &deed.at);
        let sql = format!("{} ON CONFLICT DO NOTHING RETURNING {VERSION}", to.insert());
        let subject = "postgres:INSERT agent_activations";
        let rows = session.rows(subject, &sql, &to.parameters()).await?;
        Ok(rows.first().map(version))
    }

    /// The system's audit row. It is not written any more after `until` by the server's clock: whoever finds
    /// the intent unfinished later may count on that.
    async fn audit(
        &self,
        session: &mut Session,
        deed: &Deed<'_>,
        row: &TurnedRow,
    ) -> Result<(), Problem> {
        let context = context(deed, row);
        let agent = deed.toggle.key.agent.as_str();
        let mut to = Written::to(&self.columns, AUDIT);
        to.set("id", &uuid(deed.intent, "audit"))
            .set("trace_id", &uuid(deed.intent, "trace"))
            .set("tenant_id", deed.toggle.key.tenant.as_str())
            .set("user_id", &deed.actor.identity)
            .set("agent_id", agent)
            .set("resource_type", "agent")
            .set("resource_id", agent)
            .set("action_type", action(deed.toggle.turn))
            .set("result", "success")
            .json("context", &context)
            .json("details", &context)
            .set("created_at", &deed.at);
        let until = to.plain("timestamptz", &deed.until);
        let sql = format!(
            "{} WHERE clock_timestamp() < {until} RETURNING '{{}}'",
            to.insert()
        );
        let subject = "postgres:INSERT audit_logs";
        let rows = session.rows(subject, &sql, &to.parameters()).await?;
        match rows.first() {
            Some(_) => Ok(()),
            None => Err(Problem::new(Trouble::TimedOut, subject, "it took too long")),
        }
    }
}

const VERSION: &str = "jsonb_build_object('version', updated_at)::text";

fn version(row: &Item) -> String {
    Reader::new(row).version("version").unwrap_or_default()
}

fn key(toggle: &Toggle) -> [Option<&str>; 2] {
    [
        Some(toggle.key.tenant.as_str()),
        Some(toggle.key.agent.as_str()),
    ]
}

fn status(turn: Turn) -> &'static str {
    match turn {
        Turn::On => ON,
        Turn::Off => OFF,
    }
}

/// What the audit row tells beside its columns: the system's own names first, then ours, from which
/// [`told`] reads the change back.
fn context(deed: &Deed<'_>, row: &TurnedRow) -> String {
    let which = match deed.toggle.turn {
        Turn::On => "activationId",
        Turn::Off => "deactivationId",
    };
    json!({
        which: deed.intent.as_str(),
        "reason": deed.toggle.reason.as_str(),
        "operator": deed.actor.name.as_str(),
        "identity": deed.actor.identity,
        "console": deed.actor.console.as_str(),
        "host": deed.actor.host.as_str(),
        "intentId": deed.intent.as_str(),
        "before": row.before,
        "version": row.version,
    })
    .to_string()
}

/// The change that an audit row tells of, if it is this intent's.
fn told(row: &Item, intent: &IntentId) -> Option<TurnedRow> {
    let mut read = Reader::new(row);
    let turn = match read.raw("action_type")? {
        "agent.activated" => Turn::On,
        "agent.deactivated" => Turn::Off,
        _ => return None,
    };
    let context = context_of(row)?;
    let mut read = Reader::new(&context);
    if read.raw("intentId") != Some(intent.as_str()) {
        return None;
    }
    Some(TurnedRow {
        version: read.raw("version").unwrap_or_default().to_owned(),
        before: read.raw("before").unwrap_or_default().to_owned(),
        after: status(turn).to_owned(),
    })
}

/// What an audit row tells beside its columns, in whichever of the two it is.
pub(super) fn context_of(row: &Item) -> Option<Item> {
    ["context", "details"]
        .iter()
        .find_map(|name| match row.get(*name)? {
            // A column that is text holds the same object.
            aws_sdk_dynamodb::types::AttributeValue::S(json) => Some(super::row::item(json)),
            other => other.as_m().ok().cloned(),
        })
}

//! Deciding about a request in one transaction: a lock for the intent, the request locked as it was seen, the
//! decision's row (unique for an approver), the request's next state and the system's audit row.

use super::Database;
use super::columns::as_json;
use super::session::Session;
use super::sheets::{AUDIT, REQUESTS, TENANT_USERS, USERS};
use super::turning::LOCK;
use super::work::{DECISIONS, MOST_DECISIONS};
use super::written::Written;
use crate::aws::dynamo::Item;
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::standing::may_manage;
use crate::domain::text::Text;
use crate::domain::time::iso;
use crate::domain::work::{Decided, Decision, Work};
use crate::platform::alquimista::approver::{self, Approver};
use crate::platform::alquimista::item::approval::{self, Approval};
use crate::platform::alquimista::item::uuid;
use crate::platform::alquimista::ruling::{Ruling, changed, word_of};
use crate::platform::alquimista::telling;
use crate::platform::value::Reader;
use crate::platform::{Event, Ruled};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// How long after it was asked for a decision may still be made.
const WITHIN: SignedDuration = SignedDuration::from_secs(15);

#[async_trait]
impl crate::platform::Deciding for Database {
    fn permitted(&self) -> Result<(), Problem> {
        may_manage(self.standing)
    }

    /// Ten round trips at most; two more where the answer of COMMIT is lost.
    ///
    /// # Errors
    /// `NotPermitted` for somebody who may not decide; `Invalid` as over the projection.
    async fn decide(
        &self,
        seen: &Work,
        decision: Decision,
        comment: &Text,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<Decided, Problem> {
        may_manage(self.standing)?;
        let word = word_of(seen, decision)?;
        if !self.columns.fits(REQUESTS, "id", seen.key.id.as_str()) {
            return Ok(Decided::NotFound);
        }
        let ruling = Ruling {
            decision,
            word,
            comment,
            actor,
            intent,
            now,
        };
        // An error from here to COMMIT drops the session, and the server rolls back.
        let mut session = self.begun().await?;
        if let Some(outcome) = self.ruled(&mut session, seen, &ruling).await? {
            session.frame("ROLLBACK").await?;
            session.give_back();
            return Ok(outcome);
        }
        match session.frame("COMMIT").await {
            Ok(()) => {
                session.give_back();
                Ok(Decided::Done)
            }
            // The connection goes first, so that the lock behind which the truth is read can be had.
            Err(lost) => {
                drop(session);
                match self.decided(intent).await {
                    Ok(Some(_)) => Ok(Decided::Done),
                    Ok(None) => Err(lost),
                    Err(_) => Ok(Decided::Unknown),
                }
            }
        }
    }

    async fn settle(&self, intent: &IntentId) -> Result<Option<Text>, Problem> {
        self.decided(intent).await
    }

    fn event(&self, ruled: &Ruled<'_>, state: &str) -> Option<Event> {
        Some(telling::decided(ruled, state))
    }
}

impl Database {
    /// What needs no writing; `None`: it is written, and to be made durable.
    async fn ruled(
        &self,
        session: &mut Session,
        seen: &Work,
        ruling: &Ruling<'_>,
    ) -> Result<Option<Decided>, Problem> {
        let locked = [Some(ruling.intent.as_str())];
        session
            .rows("postgres:SELECT pg_advisory_xact_lock", LOCK, &locked)
            .await?;
        if self.noted(Some(session), ruling.intent).await?.is_some() {
            return Ok(Some(Decided::Done));
        }
        let Some(row) = self.locked_request(session, seen.key.id.as_str()).await? else {
            return Ok(Some(Decided::NotFound));
        };
        let request = approval::approval(&row, 0);
        if request.tenant != seen.key.tenant {
            return Ok(Some(Decided::NotFound));
        }
        let approver = self.approver(session, ruling.actor).await?;
        let given = self.given(session, &request).await?;
        if let Some(outcome) = ruling.settled(&request, &given, &approver) {
            return Ok(Some(outcome));
        }
        approver.check(&row)?;
        if request.version != seen.version {
            return Err(changed());
        }
        if !self.columns.fits(DECISIONS, "approver_id", &approver.key) {
            let why = "decisions there are of its own users, and you are none of them";
            return Err(Problem::new(Trouble::NotPermitted, USERS, why));
        }
        if !self
            .insert_decision(session, &request, &approver, ruling)
            .await?
        {
            return Ok(Some(Decided::Already(Text::from(ruling.word))));
        }
        let next = ruling.next_word(&request, &given);
        self.move_request(session, &request, next, ruling).await?;
        self.note(session, &request, next, &approver, ruling)
            .await?;
        Ok(None)
    }

    async fn locked_request(
        &self,
        session: &mut Session,
        id: &str,
    ) -> Result<Option<Item>, Problem> {
        let select = self.columns.select_all(REQUESTS);
        let key = self.columns.cast(REQUESTS, "id", 1);
        let sql = as_json(&format!("{select} WHERE id = {key} LIMIT 1 FOR UPDATE"));
        let subject = "postgres:SELECT approval_requests FOR UPDATE";
        let rows = session.rows(subject, &sql, &[Some(id)]).await?;
        Ok(rows.into_iter().next())
    }

    async fn given(
        &self,
        session: &mut Session,
        request: &Approval,
    ) -> Result<Vec<approval::Given>, Problem> {
        let select = self.columns.select_all(DECISIONS);
        let key = self.columns.cast(DECISIONS, "approval_id", 1);
        let sql = as_json(&format!(
            "{select} WHERE approval_id = {key} LIMIT {MOST_DECISIONS}"
        ));
        let subject = "postgres:SELECT approval_decisions";
        let id = [Some(request.id.as_str())];
        let rows = session.rows(subject, &sql, &id).await?;
        Ok(rows.iter().map(approval::given).collect())
    }

    /// The person, as one of the system's users where there is one of that name.
    async fn approver(&self, session: &mut Session, actor: &Actor) -> Result<Approver, Problem> {
        let approver = Approver::of(actor);
        let names = serde_json::to_string(approver.names()).unwrap_or_default();
        for table in [USERS, TENANT_USERS] {
            let columns = approver::KNOWN_BY.iter();
            let known: Vec<String> = columns
                .filter(|column| self.columns.has(table, column))
                .map(|column| format!("lower({column}::text) IN (SELECT lower(value) FROM named)"))
                .collect();
            if known.is_empty() {
                continue;
            }
            let select = self.columns.select(table, &approver::FIELDS);
            let sql = format!(
                "WITH named AS (SELECT value FROM jsonb_array_elements_text($1::jsonb)) {}",
                as_json(&format!("{select} WHERE {} LIMIT 10", known.join(" OR ")))
            );
            let subject = format!("postgres:SELECT {table}");
            let rows = session.rows(&subject, &sql, &[Some(&names)]).await?;
            if let Some(row) = rows.into_iter().find(|row| approver.is_user(row)) {
                return Ok(approver.known_as(row));
            }
        }
        Ok(approver)
    }

    /// `false`: this approver has decided meanwhile.
    async fn insert_decision(
        &self,
        session: &mut Session,
        request: &Approval,
        approver: &Approver,
        ruling: &Ruling<'_>,
    ) -> Result<bool, Problem> {
        let mut to = Written::to(&self.columns, DECISIONS);
        to.set("id", &approval::decision_id(ruling.intent))
            .set("approval_id", request.id.as_str())
            .set("approver_id", &approver.key)
            .set("decision", ruling.word)
            .set("created_at", &iso(ruling.now));
        if !ruling.comment.trim().is_empty() {
            to.set("comment", ruling.comment.as_str());
        }
        let sql = format!("{} ON CONFLICT DO NOTHING RETURNING '{{}}'", to.insert());
        let subject = "postgres:INSERT approval_decisions";
        let rows = session.rows(subject, &sql, &to.parameters()).await?;
        Ok(!rows.is_empty())
    }

    async fn move_request(
        &self,
        session: &mut Session,
        request: &Approval,
        next: Option<&str>,
        ruling: &Ruling<'_>,
    ) -> Result<(), Problem> {
        let mut to = Written::to(&self.columns, REQUESTS);
        to.set("status", next.unwrap_or(approval::PENDING))
            .forward("updated_at", &iso(ruling.now));
        let id = to.parameter("id", request.id.as_str());
        let sql = format!("{} WHERE id = {id} RETURNING '{{}}'", to.update());
        let subject = "postgres:UPDATE approval_requests";
        session
            .rows(subject, &sql, &to.parameters())
            .await
            .map(|_| ())
    }

    /// The system's audit row, from which a later reader knows the intent. It is not written any more when the
    /// decision's time is over by the server's clock: whoever finds it unmade later may count on that.
    async fn note(
        &self,
        session: &mut Session,
        request: &Approval,
        next: Option<&str>,
        approver: &Approver,
        ruling: &Ruling<'_>,
    ) -> Result<(), Problem> {
        let context = json!({
            "approvalId": request.id.as_str(),
            "actionType": request.action.as_str(),
            "comment": ruling.comment.as_str(),
            "status": next.unwrap_or(approval::PENDING),
            "operator": ruling.actor.name.as_str(),
            "identity": ruling.actor.identity,
            "console": ruling.actor.console.as_str(),
            "host": ruling.actor.host.as_str(),
            "intentId": ruling.intent.as_str(),
        })
        .to_string();
        let action = format!("approval.{}", ruling.word);
        let mut to = Written::to(&self.columns, AUDIT);
        to.set("id", &uuid(ruling.intent, "audit"))
            .set("trace_id", &uuid(ruling.intent, "trace"))
            .set("tenant_id", request.tenant.as_str())
            .set("user_id", &approver.key)
            .set("resource_type", "approval")
            .set("resource_id", request.id.as_str())
            .set("action_type", &action)
            .set("result", "success")
            .json("context", &context)
            .json("details", &context)
            .set("created_at", &iso(ruling.now));
        let until = ruling.now.checked_add(WITHIN).unwrap_or(ruling.now);
        let until = to.plain("timestamptz", &iso(until));
        let sql = format!(
            "{} WHERE clock_timestamp() < {until} RETURNING '{{}}'",
            to.insert()
        );
        let subject = "postgres:INSERT audit_logs";
        let rows = session.rows(subject, &sql, &to.parameters()).await?;
        match rows.is_empty() {
            false => Ok(()),
            true => Err(Problem::new(Trouble::TimedOut, subject, "it took too long")),
        }
    }

    /// The state in which the decision of an intent left its request, read behind any attempt that is still
    /// under way.
    async fn decided(&self, intent: &IntentId) -> Result<Option<Text>, Problem> {
        let subject = "postgres:SELECT audit_logs";
        let locked = [Some(intent.as_str())];
        self.reads.rows(subject, LOCK, &locked).await?;
        self.noted(None, intent).await
    }

    /// The same by the audit trail as it is.
    async fn noted(
        &self,
        session: Option<&mut Session>,
        intent: &IntentId,
    ) -> Result<Option<Text>, Problem> {
        let subject = "postgres:SELECT audit_logs";
        let trace = uuid(intent, "trace");
        let wanted = ["action_type", "context", "details"];
        let select = self.columns.select(AUDIT, &wanted);
        let key = self.columns.cast(AUDIT, "trace_id", 1);
        let sql = as_json(&format!("{select} WHERE trace_id = {key} LIMIT 10"));
        let key = [Some(trace.as_str())];
        let rows = match session {
            Some(session) => session.rows(subject, &sql, &key).await?,
            None => self.reads.rows(subject, &sql, &key).await?,
        };
        Ok(rows.iter().find_map(|row| state(row, intent)))
    }
}

/// The state that an audit row tells of, if it is of this intent's decision.
fn state(row: &Item, intent: &IntentId) -> Option<Text> {
    let mut read = Reader::new(row);
    let word = read.raw("action_type")?;
    let context = super::turning::context_of(row)?;
    let mut read = Reader::new(&context);
    let ours = word.starts_with("approval.") && read.raw("intentId") == Some(intent.as_str());
    ours.then(|| read.text("status").unwrap_or_default())
}

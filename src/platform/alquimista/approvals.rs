//! Deciding about requests: the decision's row, the request as it was seen and the system's audit row in one
//! transaction. No bot or worker writes these rows. The request's `updated_at` moves with every decision, so
//! two approvers at once never both count themselves the last but one.

use super::Plan;
use super::item::approval::{
    self, Approval, EXPIRED, Given, PENDING, decision_audit, decision_id, decision_row,
};
use super::item::uuid;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query, Transacted};
use crate::aws::expression::{Assign, Condition, s};
use crate::aws::transaction::Transaction;
use crate::aws::write::{Change, Put};
use crate::domain::cost::Read;
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::time::later_than;
use crate::domain::work::{Decided, Decision, Work, WorkKey, WorkKind};
use crate::platform::value::unchanged;
use async_trait::async_trait;
use jiff::Timestamp;

/// Decisions of one request: one for each approver.
const PAGE: u32 = 100;
const PAGES: u32 = 4;

/// Requests and decisions.
#[derive(Clone, Debug)]
pub(super) struct Approvals {
    dynamo: Dynamo,
    requests: String,
    decisions: String,
    audit_logs: Option<String>,
}

impl Approvals {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            requests: tables.approval_requests.clone(),
            decisions: tables.approval_decisions.clone(),
            audit_logs: plan.audit_logs.then(|| tables.audit_logs.clone()),
        }
    }

    /// One request of a tenant and the decisions about it, read consistently: two calls.
    pub(super) async fn read(
        &self,
        key: &WorkKey,
    ) -> Result<Read<Option<(Approval, Vec<Given>)>>, Problem> {
        let id = key.id.as_str();
        let request = self
            .dynamo
            .get(&self.requests, approval::request_key(id))
            .await?;
        let mut cost = request.cost;
        let found = request.value.map(|item| approval::approval(&item, 0));
        let Some(found) = found.filter(|found| found.tenant == key.tenant) else {
            return Ok(Read { value: None, cost });
        };
        let mut query = Query::partition(&self.decisions, "approval_id", id);
        query.consistent = true;
        query.limit = Some(PAGE);
        let page = self.dynamo.query_all(query, PAGES).await?;
        cost += page.cost;
        let given = page.items.iter().map(approval::given).collect();
        Ok(Read {
            value: Some((found, given)),
            cost,
        })
    }

    fn transaction(
        &self,
        request: &Approval,
        next: Option<&str>,
        ruling: &Ruling<'_>,
    ) -> Result<Transaction, Problem> {
        let Ruling {
            word,
            comment,
            actor,
            intent,
            now,
        } = *ruling;
        let at = later_than(now, request.version.as_deref());
        let mut assigns = vec![("updated_at", Assign::Set(s(at.as_str())))];
        assigns.extend(next.map(|word| ("status", Assign::Set(s(word)))));
        let change = Change {
            table: self.requests.clone(),
            key: approval::request_key(request.id.as_str()),
            assigns,
            condition: Condition::All(vec![
                Condition::Exists("id"),
                Condition::Equals("status", s(PENDING)),
                unchanged("updated_at", request.version.as_deref()),
                unchanged("expires_at", request.expiry.as_deref()),
            ]),
        };
        let decision = Put {
            table: self.decisions.clone(),
            item: decision_row(request, word, comment, actor, intent, &at),
            condition: Condition::Absent("approval_id"),
        };
        let mut transaction = Transaction::new(token(request, intent))
            .quiet(change.quiet()?)
            .quiet(decision.quiet()?);
        if let Some(table) = &self.audit_logs {
            let audit = Put {
                table: table.clone(),
                item: decision_audit(request, word, comment, actor, intent, &at),
                condition: Condition::Absent("tenant_id"),
            };
            transaction = transaction.quiet(audit.quiet()?);
        }
        Ok(transaction)
    }

    /// What is there after a transaction that failed or had no answer.
    async fn afterwards(
        &self,
        key: &WorkKey,
        ruling: &Ruling<'_>,
    ) -> Result<Option<Decided>, Problem> {
        let read = self.read(key).await?;
        Ok(match &read.value {
            Some((request, given)) => settled(request, given, ruling),
            None => Some(Decided::NotFound),
        })
    }
}

/// A decision, who makes it and why.
#[derive(Clone, Copy)]
struct Ruling<'a> {
    word: &'static str,
    comment: &'a Text,
    actor: &'a Actor,
    intent: &'a IntentId,
    now: Timestamp,
}

/// The token of a decision about a request as it was seen: never that of another transaction of the intent.
fn token(request: &Approval, intent: &IntentId) -> IntentId {
    let version = request.version.as_deref().unwrap_or_default();
    IntentId::from(uuid(intent, &format!("decide#{version}")))
}

/// What a request says to a decision that needs no writing any more; `None`: it waits for it.
fn settled(request: &Approval, given: &[Given], ruling: &Ruling<'_>) -> Option<Decided> {
    let mine = given
        .iter()
        .find(|one| one.approver == ruling.actor.identity);
    match mine {
        Some(mine) if mine.id == decision_id(ruling.intent).as_str() => return Some(Decided::Done),
        Some(mine) if request.is_pending() => return Some(Decided::Already(mine.word.clone())),
        _ => {}
    }
    if request.status == EXPIRED || (request.is_pending() && request.is_over(ruling.now)) {
        return Some(Decided::Expired);
    }
    (!request.is_pending()).then(|| Decided::Already(request.status.clone()))
}

/// The request's next word; `None`: it takes more approvals.
fn next_word(request: &Approval, given: &[Given], decision: Decision) -> Option<&'static str> {
    if decision == Decision::Reject {
        return Some("rejected");
    }
    let so_far = given.iter().filter(|one| one.word == "approve").count();
    let with_this = u64::try_from(so_far).unwrap_or(u64::MAX).saturating_add(1);
    (with_this >= request.required).then_some("approved")
}

fn changed() -> Problem {
    let why = "somebody changed the request since it was seen; nothing was written";
    Problem::new(Trouble::Invalid, "updated_at", why)
}

#[async_trait]
impl crate::platform::Deciding for Approvals {
    /// Two consistent reads and one transaction; two more reads when it was refused or had no answer. An
    /// approver decides once, a rejection ends the request, and the last approval that it takes approves it.
    ///
    /// # Errors
    /// `Invalid` for another kind or decision, and when the request is still pending but not as it was seen:
    /// then nothing was written, and it may be looked at and decided again.
    async fn decide(
        &self,
        seen: &Work,
        decision: Decision,
        comment: &Text,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<Decided, Problem> {
        let word = approval::word(decision).filter(|_| seen.key.kind == WorkKind::Approval);
        let Some(word) = word else {
            return Err(Problem::new(
                Trouble::Invalid,
                "decision",
                "nothing to decide so",
            ));
        };
        let ruling = Ruling {
            word,
            comment,
            actor,
            intent,
            now,
        };
        let Some((request, given)) = self.read(&seen.key).await?.value else {
            return Ok(Decided::NotFound);
        };
        if let Some(outcome) = settled(&request, &given, &ruling) {
            return Ok(outcome);
        }
        if request.version != seen.version {
            return Err(changed());
        }
        let next = next_word(&request, &given, decision);
        let transaction = self.transaction(&request, next, &ruling)?;
        match self.dynamo.transact(&transaction).await? {
            Transacted::Done { .. } => Ok(Decided::Done),
            Transacted::Refused(_) => {
                let outcome = self.afterwards(&seen.key, &ruling).await?;
                outcome.ok_or_else(changed)
            }
            // What is not there yet may still come.
            Transacted::Unknown(_) => match self.afterwards(&seen.key, &ruling).await {
                Ok(Some(Decided::Done)) => Ok(Decided::Done),
                _ => Ok(Decided::Unknown),
            },
        }
    }
}

//! Deciding about requests: the decision's row, the request as it was seen and the system's audit row in one
//! transaction. No bot or worker writes these rows. The request's `updated_at` moves with every decision, so
//! two approvers at once never both count themselves the last but one.

use super::Plan;
use super::approver::{self, Approver};
use super::item::approval::{
    self, Approval, Given, PENDING, decision_audit, decision_id, decision_row,
};
use super::item::uuid;
use super::ruling::{Ruling, changed, word_of};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query, Transacted};
use crate::aws::expression::{Assign, Condition, s};
use crate::aws::transaction::Transaction;
use crate::aws::write::{Change, Put};
use crate::domain::cost::Read;
use crate::domain::handoff::Actor;
use crate::domain::id::{IntentId, TenantId};
use crate::domain::problem::Problem;
use crate::domain::standing::{Standing, may_manage};
use crate::domain::text::Text;
use crate::domain::time::later_than;
use crate::domain::work::{Decided, Decision, Work, WorkKey};
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
    users: Option<String>,
    standing: Option<Standing>,
}

/// A request as it is, and what was decided about it so far.
pub(super) struct Found {
    row: Item,
    pub request: Approval,
    pub given: Vec<Given>,
}

impl Approvals {
    pub(super) fn new(
        dynamo: &Dynamo,
        tables: &Tables,
        plan: &Plan,
        standing: Option<Standing>,
    ) -> Self {
        Self {
            users: plan.users.then(|| tables.users.clone()),
            standing,
            dynamo: dynamo.clone(),
            requests: tables.approval_requests.clone(),
            decisions: tables.approval_decisions.clone(),
            audit_logs: plan.audit_logs.then(|| tables.audit_logs.clone()),
        }
    }

    /// One request of a tenant and the decisions about it, read consistently: two calls.
    pub(super) async fn read(&self, key: &WorkKey) -> Result<Read<Option<Found>>, Problem> {
        let id = key.id.as_str();
        let request = self
            .dynamo
            .get(&self.requests, approval::request_key(id))
            .await?;
        let mut cost = request.cost;
        let found = request.value.map(|row| (approval::approval(&row, 0), row));
        let Some((found, row)) = found.filter(|(found, _)| found.tenant == key.tenant) else {
            return Ok(Read { value: None, cost });
        };
        let mut query = Query::partition(&self.decisions, "approval_id", id);
        query.consistent = true;
        query.limit = Some(PAGE);
        let page = self.dynamo.query_all(query, PAGES).await?;
        cost += page.cost;
        let given = page.items.iter().map(approval::given).collect();
        Ok(Read {
            value: Some(Found {
                row,
                request: found,
                given,
            }),
            cost,
        })
    }

    /// The person, as one of the tenant's users where there is one of that name: one query at least.
    async fn approver(&self, actor: &Actor, tenant: &TenantId) -> Result<Approver, Problem> {
        let approver = Approver::of(actor);
        let Some(table) = self.users.as_ref().filter(|_| !tenant.as_str().is_empty()) else {
            return Ok(approver);
        };
        let mut query = Query::partition(table, "tenant_id", tenant.as_str());
        query.limit = Some(PAGE);
        query.only = &approver::FIELDS;
        query.consistent = true;
        let users = self.dynamo.query_all(query, PAGES).await?.items;
        Ok(match users.into_iter().find(|row| approver.is_user(row)) {
            Some(row) => approver.known_as(row),
            None => approver,
        })
    }

    fn transaction(
        &self,
        request: &Approval,
        next: Option<&str>,
        approver: &Approver,
        ruling: &Ruling<'_>,
    ) -> Result<Transaction, Problem> {
        let Ruling {
            word,
            comment,
            actor,
            intent,
            now,
            ..
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
        let known = Actor {
            identity: approver.key.clone(),
            ..actor.clone()
        };
        let decision = Put {
            table: self.decisions.clone(),
            item: decision_row(request, word, comment, &known, intent, &at),
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
        approver: &Approver,
        ruling: &Ruling<'_>,
    ) -> Result<Option<Decided>, Problem> {
        let read = self.read(key).await?;
        Ok(match &read.value {
            Some(found) => settled(found, approver, ruling),
            None => Some(Decided::NotFound),
        })
    }
}

/// The token of a decision about a request as it was seen: never that of another transaction of the intent.
fn token(request: &Approval, intent: &IntentId) -> IntentId {
    let version = request.version.as_deref().unwrap_or_default();
    IntentId::from(uuid(intent, &format!("decide#{version}")))
}

/// What a request says to a decision that needs no writing any more, or that this intent has made.
fn settled(found: &Found, approver: &Approver, ruling: &Ruling<'_>) -> Option<Decided> {
    let made = decision_id(ruling.intent);
    let by_intent = |one: &Given| approver.made(one) && one.id == made.as_str();
    match found.given.iter().any(by_intent) {
        true => Some(Decided::Done),
        false => ruling.settled(&found.request, &found.given, approver),
    }
}

#[async_trait]
impl crate::platform::Deciding for Approvals {
    fn permitted(&self) -> Result<(), Problem> {
        may_manage(self.standing)
    }

    /// Three consistent reads and one transaction; two more reads when it was refused or had no answer. An
    /// approver decides once, a rejection ends the request, and the last approval that it takes approves it.
    ///
    /// # Errors
    /// `NotPermitted` for a role that does not decide, and for somebody who was not asked; `Invalid` for another kind or decision, and when the request is still pending but not as it was seen:
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
        may_manage(self.standing)?;
        let word = word_of(seen, decision)?;
        let ruling = Ruling {
            decision,
            word,
            comment,
            actor,
            intent,
            now,
        };
        let Some(found) = self.read(&seen.key).await?.value else {
            return Ok(Decided::NotFound);
        };
        let approver = self.approver(actor, &found.request.tenant).await?;
        if let Some(outcome) = settled(&found, &approver, &ruling) {
            return Ok(outcome);
        }
        approver.check(&found.row)?;
        let Found { request, given, .. } = found;
        if request.version != seen.version {
            return Err(changed());
        }
        let next = ruling.next_word(&request, &given);
        let transaction = self.transaction(&request, next, &approver, &ruling)?;
        match self.dynamo.transact(&transaction).await? {
            Transacted::Done { .. } => Ok(Decided::Done),
            Transacted::Refused(_) => {
                let outcome = self.afterwards(&seen.key, &approver, &ruling).await?;
                outcome.ok_or_else(changed)
            }
            // What is not there yet may still come.
            Transacted::Unknown(_) => match self.afterwards(&seen.key, &approver, &ruling).await {
                Ok(Some(Decided::Done)) => Ok(Decided::Done),
                _ => Ok(Decided::Unknown),
            },
        }
    }
}

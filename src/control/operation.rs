//! Operations over many tenants: `OP#<ulid>` with `PLAN`, a `ROW#<tenant>` for each and an `APPROVAL#<identity>`.
//! The plan is listed under `OPS` while something is left to do, or everybody is still to be told of it. It is put
//! with its last rows: an operation without a plan was never decided.

mod codec;

use super::{Reader, Writer};
use crate::aws::dynamo::{Query, Updated};
use crate::aws::expression::{Assign, Condition, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::{Change, Check};
use crate::domain::agent::{SeenSwitch, Switch};
use crate::domain::handoff::Actor;
use crate::domain::id::{IntentId, OpId, TenantId};
use crate::domain::operation::{LEASE, OpRow, Operation, Phase, RowState};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use codec::{approval, pk, plan, plan_key, row_item, row_key};
use jiff::Timestamp;

const LIST: &str = "OPS";
/// Pages of what is open, and of the rows of one operation: each holds some thousands.
const PAGES: u32 = 4;
const ROW: &str = "ROW#";

/// What becomes of a row.
#[derive(Clone, Debug, Default)]
pub struct Moved<'a> {
    /// As the system's row was left.
    pub version: Option<&'a str>,
    pub intent: Option<&'a IntentId>,
    pub note: Option<&'a Text>,
    /// What its switch said just before this turn, where that is not what was planned on: its own former state.
    pub before: Option<(&'a Switch, &'a SeenSwitch)>,
}

impl Reader {
    /// The operations that are listed, oldest first. From the index: for finding, not for deciding.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn operations(&self) -> Result<Vec<Operation>, Problem> {
        let query = Query {
            index: Some(super::schema::LIST_INDEX),
            ..Query::partition(&self.table, "listPk", LIST)
        };
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(page.items.iter().filter_map(codec::operation).collect())
    }

    /// One operation, read consistently.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn operation(&self, id: &OpId) -> Result<Option<Operation>, Problem> {
        let read = self.dynamo.get(&self.table, plan_key(id)).await?;
        Ok(read.value.as_ref().and_then(codec::operation))
    }

    /// The rows of an operation by tenant, read consistently.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn op_rows(&self, id: &OpId) -> Result<Vec<OpRow>, Problem> {
        let mut query = Query::partition(&self.table, "pk", pk(id));
        query.sort_prefix = Some(("sk", ROW));
        query.consistent = true;
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(page.items.iter().filter_map(codec::row_of).collect())
    }

    /// One row, read consistently.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn op_row(&self, id: &OpId, tenant: &TenantId) -> Result<Option<OpRow>, Problem> {
        let read = self.dynamo.get(&self.table, row_key(id, tenant)).await?;
        Ok(read.value.as_ref().and_then(codec::row_of))
    }
}

impl Writer {
    /// The item that puts a new plan.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn planned(&self, operation: &Operation) -> Result<OwnItem, Problem> {
        self.put_new(plan(operation)).own()
    }

    /// The item that puts the row of a tenant.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn op_row(&self, id: &OpId, row: &OpRow) -> Result<OwnItem, Problem> {
        self.put_new(row_item(id, row)).own()
    }

    /// The item that moves a row on, if it still is where it was.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn op_moved(
        &self,
        id: &OpId,
        row: &OpRow,
        to: RowState,
        moved: &Moved<'_>,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        self.row_change(id, row, to, moved, now).own()
    }

    /// The same by itself. `false`: it is somewhere else by now.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn op_move(
        &self,
        id: &OpId,
        row: &OpRow,
        to: RowState,
        moved: &Moved<'_>,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let change = self.row_change(id, row, to, moved, now);
        let updated = self.reader.dynamo.update(change).await?;
        Ok(matches!(updated, Updated::Done(_)))
    }

    fn row_change(
        &self,
        id: &OpId,
        row: &OpRow,
        to: RowState,
        moved: &Moved<'_>,
        now: Timestamp,
    ) -> Change {
        let mut assigns = vec![
            ("state", Assign::Set(s(to.word()))),
            ("at", Assign::Set(s(time::iso(now)))),
            (
                "note",
                match moved.note {
                    Some(note) => Assign::Set(s(note.as_str())),
                    None => Assign::Remove,
                },
            ),
        ];
        assigns.extend(moved.version.map(|at| ("version", Assign::Set(s(at)))));
        assigns.extend(moved.before.into_iter().flat_map(codec::former));
        let intent = moved.intent.map(IntentId::as_str);
        assigns.extend(intent.map(|intent| ("intentId", Assign::Set(s(intent)))));
        let seen = row.intent.as_ref().map(IntentId::as_str);
        Change {
            table: self.reader.table.clone(),
            key: row_key(id, &row.tenant),
            assigns,
            condition: Condition::All(vec![
                Condition::Equals("state", s(row.state.word())),
                Condition::as_seen("intentId", seen),
            ]),
        }
    }

    /// The check that a console still works on an operation in its phase.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn op_worked_by(&self, operation: &Operation, actor: &Actor) -> Result<OwnItem, Problem> {
        Check {
            table: self.reader.table.clone(),
            key: plan_key(&operation.id),
            condition: Condition::All(vec![
                Condition::Equals("phase", s(operation.phase.word())),
                Condition::Equals("runner", s(actor.console.as_str())),
            ]),
        }
        .own()
    }

    /// Takes an operation to work on it, or goes on working. `false`: another console has it, or its phase is
    /// another by now.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn op_lease(
        &self,
        operation: &Operation,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let until = now.checked_add(LEASE).unwrap_or(now);
        let change = Change {
            table: self.reader.table.clone(),
            key: plan_key(&operation.id),
            assigns: vec![
                ("runner", Assign::Set(s(actor.console.as_str()))),
                ("runnerName", Assign::Set(s(actor.name.as_str()))),
                ("leaseUntil", Assign::Set(super::row::of_millis(until))),
            ],
            condition: Condition::All(vec![
                Condition::Equals("phase", s(operation.phase.word())),
                Condition::Any(vec![
                    Condition::Absent("leaseUntil"),
                    Condition::Less("leaseUntil", super::row::of_millis(now)),
                    Condition::Equals("runner", s(actor.console.as_str())),
                ]),
            ]),
        };
        let updated = self.reader.dynamo.update(change).await?;
        Ok(matches!(updated, Updated::Done(_)))
    }

    /// The item that brings an operation from its phase to another; nobody has it afterwards. `told`: it stays
    /// listed although nothing is left to do.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn op_phase(
        &self,
        operation: &Operation,
        to: Phase,
        told: bool,
        more: Vec<(&'static str, Assign)>,
    ) -> Result<OwnItem, Problem> {
        self.phase_change(operation, to, told, more).own()
    }

    /// The same by itself. `false`: its phase is another by now.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn op_to(
        &self,
        operation: &Operation,
        to: Phase,
        told: bool,
    ) -> Result<bool, Problem> {
        let change = self.phase_change(operation, to, told, Vec::new());
        let updated = self.reader.dynamo.update(change).await?;
        Ok(matches!(updated, Updated::Done(_)))
    }

    fn phase_change(
        &self,
        operation: &Operation,
        to: Phase,
        told: bool,
        more: Vec<(&'static str, Assign)>,
    ) -> Change {
        let mut assigns = vec![
            ("phase", Assign::Set(s(to.word()))),
            ("runner", Assign::Remove),
            ("runnerName", Assign::Remove),
            ("leaseUntil", Assign::Remove),
        ];
        assigns.extend(match to.is_open() || told {
            true => [
                ("listPk", Assign::Set(s(LIST))),
                ("listSk", Assign::Set(s(operation.id.as_str()))),
            ],
            false => [("listPk", Assign::Remove), ("listSk", Assign::Remove)],
        });
        assigns.extend(more);
        Change {
            table: self.reader.table.clone(),
            key: plan_key(&operation.id),
            assigns,
            condition: Condition::Equals("phase", s(operation.phase.word())),
        }
    }

    /// The items of a second person's word: the row of the approval, and the plan that waits no more.
    ///
    /// # Errors
    /// Only when a request cannot be built.
    pub fn op_approved(
        &self,
        operation: &Operation,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<[OwnItem; 2], Problem> {
        let name = ("approvedBy", Assign::Set(s(actor.name.as_str())));
        Ok([
            self.put_new(approval(&operation.id, actor, now)).own()?,
            self.op_phase(operation, Phase::Running, false, vec![name])?,
        ])
    }

    /// The item of a glass that is broken: nobody is waited for, and everybody is told.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn op_glass_broken(&self, operation: &Operation, why: &Text) -> Result<OwnItem, Problem> {
        let why = ("breakGlass", Assign::Set(s(why.as_str())));
        self.op_phase(operation, Phase::Running, true, vec![why])
    }
}

//! Deciding an operation: the rows first, the plan with the last of them, so that there is no plan without its rows;
//! then the second person, or the glass that is broken.

use super::super::new_id;
use super::{ALL, Stepped};
use crate::control::{Committed, OwnItem, Transaction, schedule};
use crate::desk::{Desk, Writing, new_intent};
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Turn};
use crate::domain::audit::Action;
use crate::domain::id::{OpId, TenantId};
use crate::domain::kill::Stands;
use crate::domain::operation::{
    Matter, OpRow, Operation, Order, Phase, Progress, RowState, Scheduled,
};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;

/// Rows of one transaction; DynamoDB takes a hundred items.
const AT_ONCE: usize = 50;

impl Desk<Writing> {
    /// Puts the plan, and begins with it unless a second person is waited for.
    pub(super) async fn plan(&self, order: &Order) -> Result<Stepped, Problem> {
        long_enough("reason", &order.reason)?;
        if let Some(why) = &order.break_glass {
            long_enough("break-glass", why)?;
        }
        self.may_turn(order.target.platform)?;
        let rows: Vec<OpRow> = order.seen.iter().map(|one| self.row(one, order)).collect();
        if !rows.iter().any(|row| row.state == RowState::Planned) {
            return Err(Problem::new(Trouble::Invalid, "tenants", "nothing to turn"));
        }
        let operation = self.operation_of(order, rows.len());
        let control = self.control(operation.platform);
        let (last, before) = rows.split_at(rows.len().min(AT_ONCE));
        for chunk in before.chunks(AT_ONCE) {
            let mut transaction = Transaction::new(new_intent(self.now()));
            for row in chunk {
                transaction = transaction.own(control.op_row(&operation.id, row)?);
            }
            // Rows without a plan were never decided, so a doubt about them ends here.
            if !matches!(control.commit(&transaction).await?, Committed::Done { .. }) {
                return Ok(Stepped::Unknown);
            }
        }
        let mut transaction = Transaction::new(new_intent(self.now()));
        for item in self.decided(&operation, order, last)? {
            transaction = transaction.own(item);
        }
        let id = operation.id.clone();
        match control.commit(&transaction).await? {
            Committed::Done { .. } => {}
            Committed::Refused(_) | Committed::Unknown(_) => {
                if control.reader().operation(&id).await?.is_none() {
                    return Ok(Stepped::Unknown);
                }
            }
        }
        match operation.phase {
            Phase::Waiting => Ok(Stepped::Ended(Box::new(Progress { operation, rows }))),
            _ => self.go_on(&id, 0).await,
        }
    }

    /// The plan, its last rows, what is switched back, and the audit rows.
    fn decided(
        &self,
        operation: &Operation,
        order: &Order,
        rows: &[OpRow],
    ) -> Result<Vec<OwnItem>, Problem> {
        let control = self.control(operation.platform);
        let mut items = Vec::new();
        for row in rows {
            items.push(control.op_row(&operation.id, row)?);
        }
        items.push(control.planned(operation)?);
        let audit = self.of_operation(Action::OpPlanned, operation, None);
        items.push(control.audited(&audit)?);
        if let Some(why) = &operation.break_glass {
            let audit = self.of_operation(Action::BreakGlass, operation, Some(why));
            items.push(control.audited(&audit)?);
        }
        if order.turn == Turn::Off {
            items.push(control.scheduling(&scheduled(operation))?);
        }
        Ok(items)
    }

    fn operation_of(&self, order: &Order, total: usize) -> Operation {
        let now = self.now();
        let needs_second = order.target.is_many() && self.mode.second_person;
        Operation {
            id: OpId::from(new_id(now)),
            platform: order.target.platform,
            agent: order.target.agent.clone(),
            name: order.name.clone(),
            turn: order.turn,
            reason: order.reason.clone(),
            until: order.until,
            by: self.actor().clone(),
            at: now,
            total,
            phase: match needs_second && order.break_glass.is_none() {
                true => Phase::Waiting,
                false => Phase::Running,
            },
            needs_second,
            approved_by: None,
            break_glass: order.break_glass.clone().filter(|_| needs_second),
            runner: None,
        }
    }

    fn row(&self, seen: &Activation, order: &Order) -> OpRow {
        let tenant: &TenantId = &seen.key.tenant;
        let state = match Stands::of(&seen.switch, order.turn) {
            _ if self.sees(seen.key.platform, tenant).is_err() => RowState::Barred,
            Stands::Turns => RowState::Planned,
            Stands::Already => RowState::Already,
            Stands::Left => RowState::Left,
            Stands::Barred(_) => RowState::Barred,
        };
        OpRow {
            tenant: tenant.clone(),
            tenant_name: seen.tenant_name.clone(),
            before: seen.switch.clone(),
            seen: seen.seen.clone(),
            state,
            version: None,
            intent: None,
            note: None,
        }
    }

    /// The word of a second person: another identity than the one who asked, whatever its name or console.
    pub(super) async fn approve(&self, id: &OpId) -> Result<Stepped, Problem> {
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        let operation = &progress.operation;
        if operation.phase != Phase::Waiting {
            return Ok(Stepped::NotNow(Box::new(progress)));
        }
        if operation.by.identity == self.actor().identity {
            return Ok(Stepped::SamePerson(Box::new(progress)));
        }
        let control = self.control(operation.platform);
        let audit = self.of_operation(Action::OpApproved, operation, None);
        let mut transaction = Transaction::new(audit.intent.clone());
        for item in control.op_approved(operation, self.actor(), self.now())? {
            transaction = transaction.own(item);
        }
        transaction = transaction.own(control.audited(&audit)?);
        self.begun(progress, &transaction).await
    }

    /// Goes on without a second person; everybody is told, and the audit trail knows why.
    pub(super) async fn break_glass(&self, id: &OpId, why: &Text) -> Result<Stepped, Problem> {
        long_enough("break-glass", why)?;
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        let operation = &progress.operation;
        if operation.phase != Phase::Waiting {
            return Ok(Stepped::NotNow(Box::new(progress)));
        }
        let control = self.control(operation.platform);
        let audit = self.of_operation(Action::BreakGlass, operation, Some(why));
        let transaction = Transaction::new(audit.intent.clone())
            .own(control.op_glass_broken(operation, why)?)
            .own(control.audited(&audit)?);
        self.begun(progress, &transaction).await
    }

    /// Lets it run, and begins with it.
    async fn begun(
        &self,
        progress: Progress,
        transaction: &Transaction,
    ) -> Result<Stepped, Problem> {
        let id = progress.operation.id.clone();
        let control = self.control(progress.operation.platform);
        match control.commit(transaction).await? {
            Committed::Done { .. } => self.go_on(&id, 0).await,
            // Whoever was faster let it run; an answer that never came is told by the plan.
            Committed::Refused(_) | Committed::Unknown(_) => {
                let now = self.again(progress).await?;
                match now.operation.phase {
                    Phase::Running => self.go_on(&id, 0).await,
                    Phase::Waiting => Ok(Stepped::Unknown),
                    _ => Ok(Stepped::NotNow(Box::new(now))),
                }
            }
        }
    }
}

/// The row that brings an operation back at its time, or reminds of it.
pub(super) fn scheduled(operation: &Operation) -> Scheduled {
    Scheduled {
        id: schedule::id(operation.until, operation.id.as_str()),
        due: operation.until,
        matter: Matter::Operation {
            platform: operation.platform,
            id: operation.id.clone(),
        },
        name: operation.name.clone(),
        tenant: Text::from_untrusted(ALL),
        by: operation.by.name.clone(),
        reason: operation.reason.clone(),
        at: operation.at,
    }
}

fn long_enough(what: &str, reason: &Text) -> Result<(), Problem> {
    let length = reason.trim().chars().count();
    match length < MIN_REASON_CHARS {
        true => Err(Problem::new(
            Trouble::Invalid,
            what,
            format!("{length} characters, {MIN_REASON_CHARS} at least"),
        )),
        false => Ok(()),
    }
}

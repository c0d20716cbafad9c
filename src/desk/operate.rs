//! An operation over many tenants: planned whole, agreed to by a second person where that is wanted, then turned
//! tenant by tenant, each in a transaction of its own that says in its row what came of it.

mod again;
mod already;
mod plan;
mod restore;
mod turn;

use super::{Deed, Desk, Mode, Writing, new_intent};
use crate::control::Transaction;
use crate::control::schedule::Settled;
use crate::domain::agent::Turn;
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::id::{IntentId, OpId, PlatformId, TenantId};
use crate::domain::operation::{
    ALARMED, GIVE_UP, OpRow, Operate, Operation, PER_SECOND, Phase, Progress, Stepped,
};
use crate::domain::problem::Problem;
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::domain::time::since;
use std::time::Duration;

/// Rows of one step: about a second.
const STEP: usize = PER_SECOND as usize;
/// The tenant under which is audited what is of all of them.
const ALL: &str = "*";

/// What came of one row.
enum Row {
    /// It is where it should be, or was left alone for a reason that is in the row.
    Settled,
    /// It failed, or nobody can tell.
    Failed,
}

impl<M: Mode> Desk<M> {
    /// The operations that are open, oldest first, and those of whose broken glass everybody is still told.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn operations(&self) -> Result<Vec<Progress>, Problem> {
        let Some(controls) = &self.parts.control else {
            return Ok(Vec::new());
        };
        let mut found: Vec<Progress> = Vec::new();
        for control in controls.each() {
            for operation in control.operations().await? {
                let known = found.iter().any(|one| one.operation.id == operation.id);
                let old = since(self.now(), operation.at) > ALARMED;
                if known || (old && !operation.phase.is_open()) {
                    continue;
                }
                let rows = control.op_rows(&operation.id).await?;
                found.push(Progress { operation, rows });
            }
        }
        found.sort_by(|a, b| a.operation.id.cmp(&b.operation.id));
        Ok(found)
    }

    /// One operation with its rows; `None`: there is none of that id.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn operation(&self, id: &OpId) -> Result<Option<Progress>, Problem> {
        let Some(controls) = &self.parts.control else {
            return Ok(None);
        };
        for control in controls.each() {
            if let Some(operation) = control.operation(id).await? {
                let rows = control.op_rows(id).await?;
                return Ok(Some(Progress { operation, rows }));
            }
        }
        Ok(None)
    }
}

impl Desk<Writing> {
    /// The same desk, where switching for many tenants may wait for a second person.
    #[must_use]
    pub fn with_second_person(mut self, wanted: bool) -> Self {
        self.mode.second_person = wanted;
        self
    }

    /// Does something with an operation. Each call turns about a second's worth of tenants; while the answer is
    /// `More`, the next goes on.
    ///
    /// # Errors
    /// `RoleForbids`; `Invalid` for a reason that is too short or an empty plan; failures after which it is certain
    /// that nothing changed.
    pub async fn operate(&self, what: &Operate) -> Result<Stepped, Problem> {
        self.role().needs(Right::SwitchAll)?;
        match what {
            Operate::Plan(order) => self.plan(order).await,
            Operate::Step { id, streak } => self.go_on(id, *streak).await,
            Operate::Resume { id } => self.take_up(id).await,
            Operate::RollBack { id } => {
                let back = self.roll_back(id).await?;
                match back {
                    Stepped::More { .. } => self.go_on(id, 0).await,
                    other => Ok(other),
                }
            }
            Operate::Approve { id } => self.approve(id).await,
            Operate::BreakGlass { id, reason } => self.break_glass(id, reason).await,
            Operate::Again { id, tenant, seen } => self.again_for(id, tenant, seen).await,
        }
    }

    /// Goes on until there is nothing left to do, or it stops. Each step is told to `told`.
    ///
    /// # Errors
    /// As [`Self::operate`]. What was done until then stands in the rows.
    pub async fn operate_whole(
        &self,
        what: &Operate,
        mut told: impl FnMut(&Progress) + Send,
    ) -> Result<Stepped, Problem> {
        let mut stepped = self.operate(what).await?;
        while let Stepped::More { progress, streak } = &stepped {
            told(progress);
            let id = progress.operation.id.clone();
            stepped = self.go_on(&id, *streak).await?;
        }
        Ok(stepped)
    }

    /// Turns, or takes back, the next rows of an operation that is being worked on.
    pub(super) async fn go_on(&self, id: &OpId, mut streak: u32) -> Result<Stepped, Problem> {
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        if !progress.operation.phase.is_worked() {
            return Ok(Stepped::Ended(Box::new(progress)));
        }
        let control = self.control(progress.operation.platform);
        let (operation, now) = (&progress.operation, self.now());
        if !control.op_lease(operation, self.actor(), now).await? {
            return Ok(Stepped::Elsewhere(Box::new(self.again(progress).await?)));
        }
        let back = operation.phase == Phase::RollingBack;
        let left = |row: &&OpRow| match back {
            true => row.state.is_to_restore(),
            false => row.state.is_to_turn(),
        };
        // Those that failed before come last, or they would keep the others from their turn.
        let mut rows: Vec<&OpRow> = progress.rows.iter().filter(left).collect();
        rows.sort_by_key(|row| row.note.is_some());
        let is_last = rows.len() <= STEP;
        for (at, row) in rows.into_iter().take(STEP).enumerate() {
            if at > 0 {
                tokio::time::sleep(Duration::from_secs(1) / PER_SECOND).await;
            }
            let came = match back {
                true => self.restore_row(operation, row).await,
                false => self.turn_row(operation, row).await,
            };
            streak = match came {
                Row::Settled => 0,
                Row::Failed => streak + 1,
            };
            if streak >= GIVE_UP {
                return self.halt(id).await;
            }
        }
        match is_last {
            true => self.finish_operation(id).await,
            false => {
                tokio::time::sleep(Duration::from_secs(1) / PER_SECOND).await;
                let progress = Box::new(self.again(progress).await?);
                Ok(Stepped::More { progress, streak })
            }
        }
    }

    /// Nothing is left to begin: it is done, or it halts for what failed.
    async fn finish_operation(&self, id: &OpId) -> Result<Stepped, Problem> {
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        let back = progress.operation.phase == Phase::RollingBack;
        let left = progress.rows.iter().any(|row| match back {
            true => row.state.is_to_restore(),
            false => row.state.is_to_turn(),
        });
        let progress = match back || left {
            true => progress,
            false => self.look_again(progress).await?,
        };
        let operation = &progress.operation;
        let to = match (back, left) {
            // A rollback that failed for a row goes on being one: it is resumed as such.
            (true, true) => Phase::RollingBack,
            (true, false) => Phase::RolledBack,
            (false, true) => Phase::Halted,
            (false, false) => Phase::Done,
        };
        let told = operation.break_glass.is_some();
        if to == Phase::RolledBack {
            self.over(operation).await;
        }
        if to == Phase::Done && operation.turn == Turn::On {
            self.overtake(&progress).await;
        }
        self.control(operation.platform)
            .op_to(operation, to, told)
            .await?;
        Ok(Stepped::Ended(Box::new(self.again(progress).await?)))
    }

    /// Nothing is off by this operation any more: there is nothing to bring back, or to remind of. A reminder that
    /// stays is found over by a look at the schedule.
    pub(super) async fn over(&self, operation: &Operation) {
        let control = self.control(operation.platform);
        let row = plan::scheduled(operation);
        let _ = control
            .schedule_settle(&row, Settled::Done, self.now())
            .await;
    }

    /// Too many failed one after the other: what is left is left to a person.
    async fn halt(&self, id: &OpId) -> Result<Stepped, Problem> {
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        let operation = &progress.operation;
        let to = match operation.phase {
            Phase::RollingBack => Phase::RollingBack,
            _ => Phase::Halted,
        };
        let control = self.control(operation.platform);
        control.op_to(operation, to, false).await?;
        Ok(Stepped::Ended(Box::new(self.again(progress).await?)))
    }

    /// Goes on with what halted, or what another console left.
    async fn take_up(&self, id: &OpId) -> Result<Stepped, Problem> {
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        let operation = &progress.operation;
        match operation.phase {
            Phase::Running | Phase::RollingBack => {}
            Phase::Halted => {
                let control = self.control(operation.platform);
                let audit = self.of_operation(Action::OpResumed, operation, None);
                let transaction = Transaction::new(audit.intent.clone())
                    .own(control.op_phase(operation, Phase::Running, false, Vec::new())?)
                    .own(control.audited(&audit)?);
                control.commit(&transaction).await?;
            }
            Phase::Waiting | Phase::Done | Phase::RolledBack => {
                return Ok(Stepped::NotNow(Box::new(progress)));
            }
        }
        self.go_on(id, 0).await
    }

    /// The same operation as it is now.
    async fn again(&self, progress: Progress) -> Result<Progress, Problem> {
        let read = self.operation(&progress.operation.id).await?;
        Ok(read.unwrap_or(progress))
    }

    /// The audit row of something done with an operation as a whole.
    fn of_operation(
        &self,
        action: Action,
        operation: &Operation,
        reason: Option<&Text>,
    ) -> AuditEntry {
        let now = self.now();
        let intent: IntentId = new_intent(now);
        let tenant = TenantId::from(ALL);
        let of: PlatformId = operation.platform;
        let mut entry = self.entry(
            action,
            &Deed {
                platform: of,
                tenant: &tenant,
                target: operation.agent.as_str(),
                before: Some(operation.phase.word()),
                after: None,
                reason: reason.or(Some(&operation.reason)),
                intent: &intent,
                fence: None,
            },
            now,
        );
        entry.bulk = Some(operation.id.as_str().to_owned());
        entry
    }
}

//! Asking once more for a tenant that somebody changed meanwhile: the operation goes on with that one row, only on
//! what a person saw that the switch is now. What it said then becomes the state to which the row goes back. If the
//! console ends in between, the operation is found half done and settled like any other.

use super::Stepped;
use crate::control::Transaction;
use crate::desk::{Desk, Writing};
use crate::domain::agent::{Activation, SeenSwitch, Toggle, Toggled, Turn};
use crate::domain::audit::Action;
use crate::domain::id::{OpId, TenantId};
use crate::domain::kill::Stands;
use crate::domain::operation::{Matter, OpRow, Operation, Phase, Progress, RowState};
use crate::domain::problem::{Problem, Trouble};
use std::collections::BTreeSet;

impl Desk<Writing> {
    /// Asks again for one tenant. The row says what came of it: still changed by another where they were faster
    /// once more.
    pub(super) async fn again_for(
        &self,
        id: &OpId,
        tenant: &TenantId,
        seen: &Activation,
    ) -> Result<Stepped, Problem> {
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        let operation = &progress.operation;
        let row = progress.rows.iter().find(|row| row.tenant == *tenant);
        let Some((row, work)) = row.and_then(|row| Some((row, due(operation, row)?))) else {
            return Ok(Stepped::NotNow(Box::new(progress)));
        };
        if Stands::of(&seen.switch, work.turn) != Stands::Turns {
            return Err(Problem::new(Trouble::Invalid, "switch", "nothing to turn"));
        }
        let Some(running) = self.reopened(operation, work.phase).await? else {
            return Ok(Stepped::Elsewhere(Box::new(self.again(progress).await?)));
        };
        let toggle = Toggle {
            key: operation.switch(tenant),
            turn: work.turn,
            reason: operation.reason.clone(),
            seen: seen.seen.clone(),
        };
        let former = match &row.seen {
            SeenSwitch::Row { status, .. } => status.clone(),
            SeenSwitch::Absent => None,
        };
        let previous = (work.to == RowState::Restored).then_some(former).flatten();
        let row = match work.to {
            RowState::Restored => row.clone(),
            _ => OpRow {
                before: seen.switch.clone(),
                seen: seen.seen.clone(),
                ..row.clone()
            },
        };
        let toggled = self
            .toggle_row(&running, &row, &toggle, work.to, previous.as_deref())
            .await;
        let came = match toggled {
            Ok(Toggled::Already { now } | Toggled::Changed { now }) => {
                self.leave(&running, &row, row.state, now.by.as_ref()).await;
                Ok(())
            }
            // What nobody can tell the row tells at the next look.
            Ok(Toggled::Done { .. } | Toggled::NotFound | Toggled::Unknown) => Ok(()),
            Err(problem) => Err(problem),
        };
        let ended = self.finish_operation(id).await?;
        came.map(|()| ended)
    }

    /// Brings an operation that ended, or stopped, to where rows are worked on, in this console's hands. `None`:
    /// another console has it.
    async fn reopened(
        &self,
        operation: &Operation,
        to: Phase,
    ) -> Result<Option<Operation>, Problem> {
        let control = self.control(operation.platform);
        if operation.phase != to {
            let audit = self.of_operation(Action::OpResumed, operation, None);
            let transaction = Transaction::new(audit.intent.clone())
                .own(control.op_phase(operation, to, false, Vec::new())?)
                .own(control.audited(&audit)?);
            control.commit(&transaction).await?;
        }
        let running = Operation {
            phase: to,
            ..operation.clone()
        };
        // Whatever became of the change of phase: only an operation in that phase can be leased.
        let ours = control.op_lease(&running, self.actor(), self.now()).await?;
        Ok(ours.then_some(running))
    }

    /// An operation that switched on what earlier ones had switched off leaves nothing to remind of. Best effort:
    /// a reminder that stays is only one too many.
    pub(super) async fn overtake(&self, on: &Progress) {
        let is_on = |row: &&OpRow| matches!(row.state, RowState::Done | RowState::Already);
        let tenants: BTreeSet<&TenantId> = on
            .rows
            .iter()
            .filter(is_on)
            .map(|row| &row.tenant)
            .collect();
        for scheduled in self.still_off().await.unwrap_or_default() {
            let Matter::Operation { platform, id } = &scheduled.matter else {
                continue;
            };
            if *platform != on.operation.platform {
                continue;
            }
            let Ok(Some(off)) = self.operation(id).await else {
                continue;
            };
            let of_same =
                off.operation.agent == on.operation.agent && !off.operation.phase.is_worked();
            let mut left = off.rows.iter().filter(|row| row.state.is_to_restore());
            if of_same && left.all(|row| tenants.contains(&row.tenant)) {
                self.over(&off.operation).await;
            }
        }
    }
}

/// What is to be done with a row once more.
struct Work {
    turn: Turn,
    to: RowState,
    /// The phase in which such rows are worked on.
    phase: Phase,
}

/// `None`: nobody else changed it, or the operation is where it does not matter any more.
fn due(operation: &Operation, row: &OpRow) -> Option<Work> {
    let back = matches!(operation.phase, Phase::RollingBack | Phase::RolledBack);
    match (row.state, back) {
        (RowState::Changed, false) if operation.phase != Phase::Waiting => Some(Work {
            turn: operation.turn,
            to: RowState::Done,
            phase: Phase::Running,
        }),
        (RowState::Kept, true) => Some(Work {
            turn: operation.turn.back(),
            to: RowState::Restored,
            phase: Phase::RollingBack,
        }),
        _ => None,
    }
}

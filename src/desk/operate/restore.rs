//! Taking an operation back: each tenant to the state that it had itself, and only where the system's row is still
//! as we left it. What somebody changed after us is left alone and listed.

use super::super::toggle::settled;
use super::{Row, Stepped};
use crate::control::Transaction;
use crate::control::operation::Moved;
use crate::desk::{Desk, Writing};
use crate::domain::agent::{SeenSwitch, Toggle, Toggled};
use crate::domain::audit::Action;
use crate::domain::id::OpId;
use crate::domain::kill::same_row;
use crate::domain::operation::{OpRow, Operation, Phase, RowState};
use crate::domain::problem::Problem;
use crate::domain::text::Text;

impl Desk<Writing> {
    /// Turns an operation round. One that nobody agreed to yet ends here.
    pub(in crate::desk) async fn roll_back(&self, id: &OpId) -> Result<Stepped, Problem> {
        let Some(progress) = self.operation(id).await? else {
            return Ok(Stepped::NotFound);
        };
        let operation = &progress.operation;
        let to = match operation.phase {
            Phase::RolledBack => return Ok(Stepped::Ended(Box::new(progress))),
            Phase::RollingBack => {
                let progress = Box::new(progress);
                return Ok(Stepped::More {
                    progress,
                    streak: 0,
                });
            }
            Phase::Waiting => Phase::RolledBack,
            Phase::Running | Phase::Halted | Phase::Done => Phase::RollingBack,
        };
        let control = self.control(operation.platform);
        let audit = self.of_operation(Action::OpRollback, operation, None);
        let transaction = Transaction::new(audit.intent.clone())
            .own(control.op_phase(operation, to, false, Vec::new())?)
            .own(control.audited(&audit)?);
        control.commit(&transaction).await?;
        let progress = Box::new(self.again(progress).await?);
        Ok(match progress.operation.phase {
            Phase::RollingBack => Stepped::More {
                progress,
                streak: 0,
            },
            Phase::RolledBack => {
                self.over(&progress.operation).await;
                Stepped::Ended(progress)
            }
            _ => Stepped::NotNow(progress),
        })
    }

    /// Takes one tenant back.
    pub(super) async fn restore_row(&self, operation: &Operation, row: &OpRow) -> Row {
        match self.restore(operation, row).await {
            Ok(came) => came,
            // It stays to be restored, with the reason why it is not.
            Err(problem) => self.failed(operation, row, row.state, &problem).await,
        }
    }

    async fn restore(&self, operation: &Operation, row: &OpRow) -> Result<Row, Problem> {
        // The turn itself was under way when its console ended: first what came of it.
        if row.state == RowState::Turning && row.version.is_none() {
            return self.settle_turn(operation, row).await;
        }
        let key = operation.switch(&row.tenant);
        let Some(now) = self.switch(&key).await? else {
            return Ok(self.leave(operation, row, RowState::Kept, None).await);
        };
        let version = row.version.as_deref().unwrap_or_default();
        let is_ours = same_row(&now.seen, version);
        let is_back = row.state == RowState::Turning;
        if !is_ours && !is_back {
            let by = now.by.as_ref();
            return Ok(self.leave(operation, row, RowState::Kept, by).await);
        }
        let toggle = Toggle {
            key,
            turn: operation.turn.back(),
            reason: Text::from_untrusted(&format!(
                "rollback {}: {}",
                operation.id.as_str(),
                operation.reason
            )),
            seen: now.seen.clone(),
        };
        let previous = match &row.seen {
            SeenSwitch::Row { status, .. } => status.as_deref(),
            SeenSwitch::Absent => None,
        };
        let toggled = self
            .toggle_row(operation, row, &toggle, RowState::Restored, previous)
            .await?;
        Ok(match toggled {
            Toggled::Done { .. } => Row::Settled,
            Toggled::Already { now } | Toggled::Changed { now }
                if !same_row(&now.seen, version) =>
            {
                let by = now.by.as_ref();
                self.leave(operation, row, RowState::Kept, by).await
            }
            Toggled::NotFound => self.leave(operation, row, RowState::Kept, None).await,
            Toggled::Already { .. } | Toggled::Changed { .. } | Toggled::Unknown => Row::Failed,
        })
    }

    /// What came of a turn in a store of the system's own: done, so that it is restored next, or never.
    async fn settle_turn(&self, operation: &Operation, row: &OpRow) -> Result<Row, Problem> {
        let store = self.turning(operation.platform);
        let (Some(store), Some(intent)) = (store, &row.intent) else {
            return Ok(Row::Failed);
        };
        let control = self.control(operation.platform);
        let (id, now) = (&operation.id, self.now());
        let moved = match settled(store.as_ref(), intent).await? {
            Some(turned) => {
                let moved = Moved {
                    version: Some(&turned.version),
                    ..Moved::default()
                };
                control
                    .op_move(id, row, RowState::Done, &moved, now)
                    .await?
            }
            None => {
                let moved = Moved::default();
                control
                    .op_move(id, row, RowState::Restored, &moved, now)
                    .await?
            }
        };
        Ok(match moved {
            true => Row::Settled,
            false => Row::Failed,
        })
    }
}

//! Tenants that were so already when an operation was planned. Somebody may have turned one the other way since:
//! an operation that is done says so, and does not say that all are as it wanted.

use crate::desk::{Desk, Writing};
use crate::domain::kill::Stands;
use crate::domain::operation::{OpRow, Operation, Progress, RowState};
use crate::domain::problem::Problem;
use futures::StreamExt;

/// So many are looked at at once.
const ABREAST: usize = 8;

impl Desk<Writing> {
    /// Looks at them once more, and answers the operation as it is then. Best effort: a switch that cannot be read
    /// keeps the word of the plan.
    pub(super) async fn look_again(&self, progress: Progress) -> Result<Progress, Problem> {
        let rows = progress.rows.iter();
        let already: Vec<&OpRow> = rows.filter(|row| row.state == RowState::Already).collect();
        if already.is_empty() {
            return Ok(progress);
        }
        let looks = already.into_iter();
        let looks: Vec<_> = looks
            .map(|row| self.look_at(&progress.operation, row))
            .collect();
        futures::stream::iter(looks)
            .buffer_unordered(ABREAST)
            .collect::<()>()
            .await;
        self.again(progress).await
    }

    async fn look_at(&self, operation: &Operation, row: &OpRow) {
        let Ok(Some(now)) = self.switch(&operation.switch(&row.tenant)).await else {
            return;
        };
        if Stands::of(&now.switch, operation.turn) == Stands::Turns {
            let by = now.by.as_ref();
            self.leave(operation, row, RowState::Changed, by).await;
        }
    }
}

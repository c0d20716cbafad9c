//! Lists of experiment runs and of their logs. The seed's design keeps runs in `experiment-run-logs`, the live
//! one in `experiment-runs` with the logs beside them; an item tells what it is.

use super::item::entry::{Entry, LogLine, entry};
use super::item::run::{Run, run};
use super::schema::Part;
use super::workbench::{Wanted, Workbench, kept};
use crate::aws::dynamo::Item;
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;

const EXPERIMENT: &str = "experiment_id";

impl Workbench {
    /// One page of the runs of an experiment that are not another tenant's. One query.
    ///
    /// # Errors
    /// `MissingTable` without table or index; any failure of the call.
    pub async fn runs_of_experiment(
        &self,
        tenant: &TenantId,
        experiment: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Run>, Problem> {
        if self.has(Part::Runs) {
            let page = self.partition(Part::Runs, experiment, true, after).await?;
            let read = |item: &Item| run(item, Part::Runs);
            return Ok(kept(page, read, |one| !one.base.is_of_another(tenant)));
        }
        let wanted = Wanted::newest(Part::RunLogs, EXPERIMENT, experiment, "started_at");
        Ok(runs(self.page(wanted.after(after)).await?, tenant))
    }

    /// One page of a tenant's runs, newest first: only the seed's design has an index for it. One query.
    ///
    /// # Errors
    /// As [`Self::runs_of_experiment`].
    pub async fn runs(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
    ) -> Result<Page<Run>, Problem> {
        let wanted = Wanted::newest(Part::RunLogs, "tenant_id", tenant.as_str(), "started_at");
        Ok(runs(self.page(wanted.after(after)).await?, tenant))
    }

    /// One page of a run's log, newest line first: only the live design has lines. One query; another
    /// tenant's lines are left out.
    ///
    /// # Errors
    /// As [`Self::runs_of_experiment`].
    pub async fn log_of_run(
        &self,
        tenant: &TenantId,
        run: &str,
        after: Option<Cursor>,
    ) -> Result<Page<LogLine>, Problem> {
        let wanted = Wanted::newest(Part::RunLogs, "run_id", run, "log_timestamp");
        let page = self.page(wanted.after(after)).await?;
        let lines = page.items.iter().filter_map(|item| match entry(item) {
            Entry::Line(line) if !line.base.is_of_another(tenant) => Some(*line),
            Entry::Line(_) | Entry::Run(_) => None,
        });
        Ok(Page {
            items: lines.collect(),
            next: page.next,
            cost: page.cost,
        })
    }
}

/// The runs of a page of `experiment-run-logs`.
fn runs(page: Page<Item>, tenant: &TenantId) -> Page<Run> {
    let found = page.items.iter().filter_map(|item| match entry(item) {
        Entry::Run(run) if !run.base.is_of_another(tenant) => Some(*run),
        Entry::Run(_) | Entry::Line(_) => None,
    });
    Page {
        items: found.collect(),
        next: page.next,
        cost: page.cost,
    }
}

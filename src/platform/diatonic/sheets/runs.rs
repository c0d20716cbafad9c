//! Executions, experiment runs, and the lines of a run's log.

use super::super::item::entry::{Entry as Item, entry};
use super::super::item::run::{Run, run};
use super::super::schema::Part;
use super::super::workbench::PAGE;
use super::entries::{self, EXECUTIONS, LOGS, RUNS};
use super::remarks::note;
use super::{Ask, Sheets, sheet};
use crate::aws::dynamo::Scan;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::remark::Bench;
use crate::domain::sheet::SheetPage;
use crate::domain::text::Text;

const STATUS: &str = "status";
const EXPERIMENT: &str = "experiment";
/// What is shown of all tenants unless another status is asked for.
const FAILED: &str = "failed";
/// Items of a page that is looked through for one tenant's.
const LOOKED_THROUGH: u32 = 4 * PAGE;

impl Sheets {
    /// Executions of all tenants with one status, newest first.
    pub(super) async fn with_status(&self, ask: Ask<'_>) -> Result<SheetPage, Problem> {
        let word = ask.narrowed(STATUS)?;
        let after = ask.after.clone();
        let page = self
            .bench
            .executions_with_status(word.unwrap_or(FAILED), after)
            .await?;
        let mut said = vec![note(Bench::ByStatus)];
        if word.is_none() {
            said.push(note(Bench::OnlyStatus(Text::from(FAILED))));
        }
        Ok(SheetPage {
            remarks: said,
            narrowings: &[STATUS],
            ..sheet(&EXECUTIONS, page, |one, at| {
                entries::execution(one, at, ask.now)
            })
        })
    }

    /// A tenant's executions, newest first. A status is looked for among them: the index of statuses spans
    /// all tenants.
    pub(super) async fn executions(
        &self,
        tenant: &TenantId,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        let word = ask.narrowed(STATUS)?.map(str::to_owned);
        let mut page = self.bench.executions(tenant, ask.after).await?;
        if let Some(word) = &word {
            page.items
                .retain(|one| one.lifecycle.status.word.as_str() == word);
        }
        Ok(SheetPage {
            narrowings: &[STATUS],
            ..sheet(&EXECUTIONS, page, |one, at| {
                entries::execution(one, at, ask.now)
            })
        })
    }

    /// A template's executions for this tenant.
    pub(super) async fn executions_of(
        &self,
        tenant: &TenantId,
        agent: &AgentId,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        ask.whole()?;
        let page = self
            .bench
            .executions_of_agent(tenant, agent, ask.after)
            .await?;
        Ok(sheet(&EXECUTIONS, page, |one, at| {
            entries::execution(one, at, ask.now)
        }))
    }

    /// Runs of all tenants, in the table's own order.
    pub(super) async fn all_runs(&self, ask: Ask<'_>) -> Result<SheetPage, Problem> {
        ask.whole()?;
        let (now, logs) = (ask.now, self.has_logs());
        let page = self.scanned_runs(PAGE, ask.after).await?;
        for one in &page.items {
            let at = one.lifecycle.started_at;
            self.bench.met.note(Part::Runs, &one.base, at);
        }
        Ok(SheetPage {
            remarks: vec![note(Bench::Scanned)],
            ..sheet(&RUNS, page, |one, at| entries::run(one, at, now, logs))
        })
    }

    /// A tenant's runs: of an experiment, or all of them, newest first where an index has them; else a part
    /// of the table is looked through.
    pub(super) async fn runs(&self, tenant: &TenantId, ask: Ask<'_>) -> Result<SheetPage, Problem> {
        let (now, logs) = (ask.now, self.has_logs());
        let mut said = Vec::new();
        let indexed = self.has_index(Part::RunLogs, "tenant_id", "started_at");
        let after = ask.after.clone();
        let mut page = match ask.narrowed(EXPERIMENT)? {
            Some(one) => self.bench.runs_of_experiment(tenant, one, after).await?,
            None if indexed => self.bench.runs(tenant, after).await?,
            None => {
                said.push(note(Bench::LookedThrough));
                self.scanned_runs(LOOKED_THROUGH, after).await?
            }
        };
        page.items.retain(|one| one.base.is_of(tenant));
        Ok(SheetPage {
            remarks: said,
            narrowings: &[EXPERIMENT],
            ..sheet(&RUNS, page, |one, at| entries::run(one, at, now, logs))
        })
    }

    /// One bounded page of the table that holds runs; lines of logs that stand there are no runs.
    async fn scanned_runs(&self, limit: u32, after: Option<Cursor>) -> Result<Page<Run>, Problem> {
        let part = match self.bench.has(Part::Runs) {
            true => Part::Runs,
            false => Part::RunLogs,
        };
        self.bench.layout(part)?;
        let scan = Scan {
            table: self.bench.tables.of(part),
            only: &[],
            limit,
            after,
        };
        let page = self.bench.dynamo.scan(scan).await?;
        let items = page.items.iter().filter_map(|item| match part {
            Part::Runs => Some(run(item, part)),
            _ => match entry(item) {
                Item::Run(run) => Some(*run),
                Item::Line(_) => None,
            },
        });
        Ok(Page {
            items: items.collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    /// The lines of a run's log, newest first.
    pub(super) async fn logs(
        &self,
        tenant: &TenantId,
        run: &str,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        ask.whole()?;
        let page = self.bench.log_of_run(tenant, run, ask.after).await?;
        let expire = page.items.iter().any(|line| line.expires_at.is_some());
        Ok(SheetPage {
            remarks: expire
                .then(|| note(Bench::LinesExpire))
                .into_iter()
                .collect(),
            ..sheet(&LOGS, page, entries::line)
        })
    }
}

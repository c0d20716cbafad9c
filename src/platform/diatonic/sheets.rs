//! Sheets of the workbench: templates, nodes with what the validation finds, executions, models, runs and
//! their logs. A page is one query, where no index has the order one bounded page of a scan; nodes take up to
//! five calls. An item that states another tenant is never shown under a tenant.

mod entries;
mod remarks;
mod runs;
mod templates;

use super::schema::Part;
use super::workbench::Workbench;
use crate::domain::cost::Cost;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::remark::{Bench, Remark};
use crate::domain::sheet::{
    Cell, Entry, Heading, SheetKey, SheetKind, SheetOf, SheetPage, Sheeted, Tone,
};
use crate::platform::stages::one_page;
use async_trait::async_trait;
use jiff::Timestamp;

/// What tells a template's id in an agent's from a model's, see `switches`.
const TEMPLATE: &str = "template/";

/// The sheets of one deployment.
pub(super) struct Sheets {
    bench: Workbench,
}

/// What is asked: whose, and on which condition.
struct Ask<'a> {
    key: &'a SheetKey,
    after: Option<Cursor>,
    now: Timestamp,
}

impl Ask<'_> {
    /// The value of the condition of this name, the only one that the sheet takes.
    fn narrowed(&self, name: &'static str) -> Result<Option<&str>, Problem> {
        match &self.key.narrowing {
            None => Ok(None),
            Some(one) if one.name == name => Ok(Some(&one.value)),
            Some(one) => Err(Problem::new(
                Trouble::Invalid,
                &one.name,
                format!("{} is narrowed by {name} only", self.key.kind.word()),
            )),
        }
    }

    /// For sheets without conditions.
    fn whole(&self) -> Result<(), Problem> {
        match &self.key.narrowing {
            None => Ok(()),
            Some(one) => Err(Problem::new(
                Trouble::Invalid,
                &one.name,
                format!("{} cannot be narrowed", self.key.kind.word()),
            )),
        }
    }

    fn unknown(&self) -> Problem {
        Problem::new(
            Trouble::Invalid,
            self.key.kind.word(),
            "the workbench has no such sheet",
        )
    }
}

impl Sheets {
    pub(super) fn new(bench: &Workbench) -> Self {
        Self {
            bench: bench.clone(),
        }
    }

    fn has_index(&self, part: Part, partition: &str, sort: &str) -> bool {
        let layout = self.bench.plan.of(part);
        layout.is_some_and(|layout| layout.index(partition, sort).is_some())
    }

    /// Whether runs have logs: only the live design keeps lines.
    fn has_logs(&self) -> bool {
        self.has_index(Part::RunLogs, "run_id", "log_timestamp")
    }
}

#[async_trait]
impl crate::platform::Sheets for Sheets {
    fn kinds(&self) -> Sheeted {
        let of = |found: &[(SheetKind, bool)]| {
            let found = found.iter().filter(|(_, there)| *there);
            found.map(|(kind, _)| *kind).collect()
        };
        let started = |by| self.has_index(Part::Executions, by, "started_at");
        let runs = self.bench.has(Part::Runs) || self.bench.has(Part::RunLogs);
        let templates = |by, sort| self.has_index(Part::Templates, by, sort);
        let models = self.bench.has(Part::Models);
        Sheeted {
            system: of(&[
                (SheetKind::Templates, templates("is_public", "usage_count")),
                (SheetKind::Models, models),
                (SheetKind::Runs, runs),
                (SheetKind::Executions, started("status")),
            ]),
            tenant: of(&[
                (SheetKind::Templates, templates("tenant_id", "created_at")),
                (SheetKind::Executions, started("tenant_id")),
                (SheetKind::Runs, runs),
                (SheetKind::Models, models),
            ]),
            agent: of(&[
                (SheetKind::Nodes, self.bench.has(Part::Nodes)),
                (SheetKind::Executions, self.bench.has(Part::Executions)),
            ]),
        }
    }

    async fn page(
        &self,
        key: &SheetKey,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        let mut page = self.read(Ask { key, after, now }).await?;
        if key.of != SheetOf::System {
            without_tenant(&mut page);
        }
        Ok(page)
    }
}

impl Sheets {
    async fn read(&self, ask: Ask<'_>) -> Result<SheetPage, Problem> {
        let key = ask.key;
        match (&key.of, key.kind) {
            (SheetOf::System, kind) => self.of_system(kind, ask).await,
            (SheetOf::Tenant(tenant), kind) => self.of_tenant(tenant, kind, ask).await,
            (SheetOf::Agent { tenant, agent }, kind) => {
                match agent.as_str().strip_prefix(TEMPLATE) {
                    Some(id) => self.of_template(tenant, id, kind, ask).await,
                    None => of_model(kind, &ask),
                }
            }
            (SheetOf::Entry { tenant, kind, id }, wanted) => match (kind, wanted) {
                (SheetKind::Templates, wanted) => self.of_template(tenant, id, wanted, ask).await,
                (SheetKind::Runs, SheetKind::Logs) => self.logs(tenant, id, ask).await,
                _ => Err(ask.unknown()),
            },
        }
    }

    async fn of_system(&self, kind: SheetKind, ask: Ask<'_>) -> Result<SheetPage, Problem> {
        match kind {
            SheetKind::Templates => self.popular(ask).await,
            SheetKind::Models => self.all_models(ask).await,
            SheetKind::Runs => self.all_runs(ask).await,
            SheetKind::Executions => self.with_status(ask).await,
            _ => Err(ask.unknown()),
        }
    }

    async fn of_tenant(
        &self,
        tenant: &TenantId,
        kind: SheetKind,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        match kind {
            SheetKind::Templates => self.templates(tenant, ask).await,
            SheetKind::Models => self.models(tenant, ask).await,
            SheetKind::Runs => self.runs(tenant, ask).await,
            SheetKind::Executions => self.executions(tenant, ask).await,
            _ => Err(ask.unknown()),
        }
    }

    async fn of_template(
        &self,
        tenant: &TenantId,
        id: &str,
        kind: SheetKind,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        match kind {
            SheetKind::Nodes => self.nodes(tenant, id, ask).await,
            SheetKind::Executions => {
                let agent = AgentId::from(id);
                self.executions_of(tenant, &agent, ask).await
            }
            _ => Err(ask.unknown()),
        }
    }
}

/// What an agent has that is a model: neither nodes nor executions.
fn of_model(kind: SheetKind, ask: &Ask<'_>) -> Result<SheetPage, Problem> {
    match kind {
        SheetKind::Nodes | SheetKind::Executions => {
            ask.whole()?;
            one_page(ask.after.as_ref())?;
            Ok(empty(Remark::new(Tone::Quiet, Bench::ModelOnly)))
        }
        _ => Err(ask.unknown()),
    }
}

/// A page of items as a page of a sheet.
fn sheet<T>(
    headings: &'static [Heading],
    page: Page<T>,
    entry: impl Fn(&T, usize) -> Entry,
) -> SheetPage {
    let items = page.items.iter().enumerate();
    SheetPage {
        headings,
        entries: items.map(|(at, item)| entry(item, at)).collect(),
        remarks: Vec::new(),
        narrowings: &[],
        deeds: &[],
        next: page.next,
        cost: page.cost,
    }
}

/// A word that is the same in every row says nothing.
fn without_tenant(page: &mut SheetPage) {
    let mut headings = page.headings.iter();
    let Some(column) = headings.position(|heading| heading.name == entries::TENANT) else {
        return;
    };
    for entry in &mut page.entries {
        if let Some(cell) = entry.cells.get_mut(column) {
            *cell = Cell::Nothing;
        }
    }
}

/// A page with nothing but what is to be said.
fn empty(remark: Remark) -> SheetPage {
    SheetPage {
        headings: &[],
        entries: Vec::new(),
        remarks: vec![remark],
        narrowings: &[],
        deeds: &[],
        next: None,
        cost: Cost::default(),
    }
}

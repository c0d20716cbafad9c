//! Templates, their nodes, and models.

use super::super::item::model::model;
use super::super::schema::Part;
use super::super::workbench::{PAGE, kept};
use super::entries::{self, MODELS, NODES, TEMPLATES};
use super::{Ask, Sheets, remarks, sheet};
use crate::aws::dynamo::Scan;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::remark::{Bench, Remark};
use crate::domain::sheet::{SheetPage, Tone};
use crate::platform::stages::one_page;

const CATEGORY: &str = "category";

impl Sheets {
    /// The public templates, the most used first; of a category the best rated first.
    pub(super) async fn popular(&self, ask: Ask<'_>) -> Result<SheetPage, Problem> {
        let page = match ask.narrowed(CATEGORY)? {
            // Nobody's id: of a category only what is public.
            Some(category) => {
                let nobody = TenantId::from("");
                let after = ask.after.clone();
                self.bench
                    .templates_of_category(&nobody, category, after)
                    .await?
            }
            None => self.bench.popular_templates(ask.after).await?,
        };
        Ok(SheetPage {
            remarks: vec![remarks::note(Bench::Public)],
            narrowings: &[CATEGORY],
            ..sheet(&TEMPLATES, page, entries::template)
        })
    }

    /// A tenant's templates, newest first; of a category those that are its own or public.
    pub(super) async fn templates(
        &self,
        tenant: &TenantId,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        let mut page = match ask.narrowed(CATEGORY)? {
            Some(category) => {
                let after = ask.after.clone();
                self.bench
                    .templates_of_category(tenant, category, after)
                    .await?
            }
            None => self.bench.templates(tenant, ask.after).await?,
        };
        page.items.retain(|one| one.base.is_of(tenant));
        Ok(SheetPage {
            narrowings: &[CATEGORY],
            ..sheet(&TEMPLATES, page, entries::template)
        })
    }

    /// The nodes of a template that is this tenant's, with what the validation finds.
    pub(super) async fn nodes(
        &self,
        tenant: &TenantId,
        id: &str,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        ask.whole()?;
        one_page(ask.after.as_ref())?;
        let read = self.bench.template(tenant, &AgentId::from(id)).await?;
        if read.value.is_none() {
            let mut page = super::empty(Remark::new(Tone::Warn, Bench::ForeignTemplate));
            page.cost = read.cost;
            return Ok(page);
        }
        let flow = self.bench.flow(tenant, id).await?;
        let remarks = remarks::flow(&flow);
        let page = Page {
            items: flow.nodes,
            next: None,
            cost: flow.cost + read.cost,
        };
        Ok(SheetPage {
            remarks,
            ..sheet(&NODES, page, entries::node)
        })
    }

    pub(super) async fn models(
        &self,
        tenant: &TenantId,
        ask: Ask<'_>,
    ) -> Result<SheetPage, Problem> {
        ask.whole()?;
        let page = self.bench.models(tenant, ask.after).await?;
        Ok(sheet(&MODELS, page, entries::model))
    }

    /// Models of all tenants, in the table's own order: no index has them all.
    pub(super) async fn all_models(&self, ask: Ask<'_>) -> Result<SheetPage, Problem> {
        ask.whole()?;
        self.bench.layout(Part::Models)?;
        let scan = Scan {
            table: self.bench.tables.of(Part::Models),
            only: &[],
            limit: PAGE,
            after: ask.after,
        };
        let page = kept(self.bench.dynamo.scan(scan).await?, model, |_| true);
        for one in &page.items {
            self.bench.met.note(Part::Models, &one.base, None);
        }
        Ok(SheetPage {
            remarks: vec![remarks::note(Bench::Scanned)],
            ..sheet(&MODELS, page, entries::model)
        })
    }
}

//! The nodes of a template's flow. The seed's design finds them by the template, the live one by the flow,
//! which is taken to bear the template's id where no index names templates.

use super::item::node::{FlowNode, node};
use super::schema::Part;
use super::validation::{Finding, validate};
use super::workbench::{Wanted, Workbench, kept};
use crate::aws::dynamo::Item;
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;

/// Pages of one flow: a canvas holds some dozens of nodes.
const PAGES: u32 = 4;

/// A flow and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// By position; those without one last.
    pub nodes: Vec<FlowNode>,
    pub findings: Vec<Finding>,
    /// There are more nodes than were read, so that what seems missing may be there.
    pub is_cut: bool,
    pub cost: Cost,
}

impl Workbench {
    /// The flow of a template: at most four queries. Another tenant's nodes are left out.
    ///
    /// # Errors
    /// `MissingTable` without table or index; any failure of a call.
    pub async fn flow(&self, tenant: &TenantId, template: &str) -> Result<Flow, Problem> {
        let mut page = self.node_page(template, None).await?;
        for _ in 1..PAGES {
            let Some(after) = page.next.take() else { break };
            let more = self.node_page(template, Some(after)).await?;
            page.items.extend(more.items);
            page.cost += more.cost;
            page.next = more.next;
        }
        let mut page = kept(page, node, |one| !one.base.is_of_another(tenant));
        page.items
            .sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.id.cmp(&b.id)));
        Ok(Flow {
            findings: validate(&page.items),
            is_cut: page.next.is_some(),
            nodes: page.items,
            cost: page.cost,
        })
    }

    async fn node_page(
        &self,
        template: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Item>, Problem> {
        let layout = self.layout(Part::Nodes)?;
        let by_template = layout.index("template_id", "position").is_some();
        if layout.partition == "flow_id" && !by_template {
            return self.partition(Part::Nodes, template, false, after).await;
        }
        let mut wanted =
            Wanted::newest(Part::Nodes, "template_id", template, "position").after(after);
        wanted.newest_first = false;
        self.page(wanted).await
    }
}

fn order(node: &FlowNode) -> i64 {
    node.position.unwrap_or(i64::MAX)
}

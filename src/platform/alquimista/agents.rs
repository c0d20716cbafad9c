//! The catalogue (a small table that is read whole) and the activations of one tenant.

use super::item::{absent, activation, agent, names};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query};
use crate::aws::expression::key;
use crate::domain::agent::{Activation, Agent};
use crate::domain::id::{SwitchKey, TenantId};
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::platform::Read;
use async_trait::async_trait;

/// Pages of the catalogue and of one tenant's activations: some dozens of small rows are expected.
const PAGES: u32 = 4;

/// The catalogue and the activations.
pub(super) struct Agents {
    dynamo: Dynamo,
    agents: String,
    activations: String,
}

impl Agents {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            agents: tables.agents.clone(),
            activations: tables.activations.clone(),
        }
    }
}

#[async_trait]
impl crate::platform::Switches for Agents {
    async fn catalogue(&self) -> Result<Page<Agent>, Problem> {
        let mut page = self.dynamo.list_small_table(&self.agents, None).await?;
        for _ in 1..PAGES {
            let Some(after) = page.next.take() else { break };
            let more = self
                .dynamo
                .list_small_table(&self.agents, Some(after))
                .await?;
            page.items.extend(more.items);
            page.cost += more.cost;
            page.next = more.next;
        }
        let mut items: Vec<Agent> = page
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| agent(item, at))
            .collect();
        items.sort_by(|a, b| (&a.slug, &a.id).cmp(&(&b.slug, &b.id)));
        Ok(Page {
            items,
            next: page.next,
            cost: page.cost,
        })
    }

    async fn of_tenant(
        &self,
        tenant: &TenantId,
        catalogue: &[Agent],
    ) -> Result<Page<Activation>, Problem> {
        let query = Query::partition(&self.activations, "tenant_id", tenant.as_str());
        let page = self.dynamo.query_all(query, PAGES).await?;
        let rows: Vec<Activation> = page
            .items
            .iter()
            .map(|item| activation(item, tenant, catalogue))
            .collect();
        let never = catalogue
            .iter()
            .filter(|agent| !rows.iter().any(|row| names(agent, row.key.agent.as_str())))
            .map(|agent| absent(agent, tenant));
        let mut items: Vec<Activation> = never.collect();
        items.extend(rows);
        items.sort_by_cached_key(|row| {
            let place = catalogue
                .iter()
                .position(|agent| names(agent, row.key.agent.as_str()));
            (place.unwrap_or(usize::MAX), row.key.agent.clone())
        });
        Ok(Page {
            items,
            next: page.next,
            cost: page.cost,
        })
    }

    async fn read(&self, of: &SwitchKey) -> Result<Read<Option<Activation>>, Problem> {
        let (tenant, id) = (of.tenant.as_str(), of.agent.as_str());
        let (row, entry) = futures::future::try_join(
            self.dynamo.get(
                &self.activations,
                key(("tenant_id", tenant), Some(("agent_id", id))),
            ),
            self.dynamo.get(&self.agents, key(("id", id), None)),
        )
        .await?;
        let cost = row.cost + entry.cost;
        let entry: Vec<Agent> = entry.value.iter().map(|item| agent(item, 0)).collect();
        let value = match row.value {
            Some(item) => Some(activation(&item, &of.tenant, &entry)),
            None => entry.first().map(|agent| absent(agent, &of.tenant)),
        };
        Ok(Read { value, cost })
    }
}

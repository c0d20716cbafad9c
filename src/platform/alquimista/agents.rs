//! The catalogue (a small table that is read whole) and the activations of one tenant, beside them what the
//! operational dashboard's own table says of the same.

use super::Plan;
use super::audit::AuditTrail;
use super::item::audit::recorded;
use super::item::tenant_agent::{self, TenantAgent, tenant_agent};
use super::item::{absent, activation, agent, names};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query};
use crate::aws::expression::key;
use crate::domain::agent::{Activation, Agent};
use crate::domain::change::Recorded;
use crate::domain::id::{SwitchKey, TenantId};
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::platform::Read;
use async_trait::async_trait;

/// Pages of the catalogue and of one tenant's activations: some dozens of small rows are expected.
const PAGES: u32 = 4;
/// Activations of one page.
const PAGE: u32 = 100;
/// Rows of the system's trail in one answer.
const RECORDED: u32 = 500;

/// The catalogue and the activations.
pub(super) struct Agents {
    dynamo: Dynamo,
    agents: String,
    activations: String,
    others: Option<String>,
    trail: Option<AuditTrail>,
}

impl Agents {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            agents: tables.agents.clone(),
            activations: tables.activations.clone(),
            others: plan.tenant_agents.then(|| tables.tenant_agents.clone()),
            trail: AuditTrail::new(dynamo, tables, plan),
        }
    }

    /// The rows of the other table, where there is one.
    async fn others(
        &self,
        tenant: &TenantId,
        consistent: bool,
    ) -> Result<Option<Page<TenantAgent>>, Problem> {
        let Some(table) = &self.others else {
            return Ok(None);
        };
        let mut query = Query::partition(table, "tenant_id", tenant.as_str());
        query.limit = Some(PAGE);
        query.only = &tenant_agent::FIELDS;
        query.consistent = consistent;
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(Some(Page {
            items: page.items.iter().map(tenant_agent).collect(),
            next: page.next,
            cost: page.cost,
        }))
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
        let mut query = Query::partition(&self.activations, "tenant_id", tenant.as_str());
        query.limit = Some(PAGE);
        let of_tenant = self.dynamo.query_all(query, PAGES);
        let (page, others) =
            futures::future::try_join(of_tenant, self.others(tenant, false)).await?;
        let mut cost = page.cost;
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
        if let Some(others) = others {
            cost += others.cost;
            // What was not read whole is no proof that a row is missing.
            if others.next.is_none() && page.next.is_none() {
                tenant_agent::compare(&mut items, &others.items, tenant, catalogue);
            }
        }
        items.sort_by_cached_key(|row| {
            let place = catalogue
                .iter()
                .position(|agent| names(agent, row.key.agent.as_str()));
            (place.unwrap_or(usize::MAX), row.key.agent.clone())
        });
        Ok(Page {
            items,
            next: page.next,
            cost,
        })
    }

    async fn read(&self, of: &SwitchKey) -> Result<Read<Option<Activation>>, Problem> {
        let (tenant, id) = (of.tenant.as_str(), of.agent.as_str());
        let (row, entry, others) = futures::future::try_join3(
            self.dynamo.get(
                &self.activations,
                key(("tenant_id", tenant), Some(("agent_id", id))),
            ),
            self.dynamo.get(&self.agents, key(("id", id), None)),
            self.others(&of.tenant, true),
        )
        .await?;
        let mut cost = row.cost + entry.cost;
        let entry: Vec<Agent> = entry.value.iter().map(|item| agent(item, 0)).collect();
        let mut value = match row.value {
            Some(item) => Some(activation(&item, &of.tenant, &entry)),
            None => entry.first().map(|agent| absent(agent, &of.tenant)),
        };
        if let Some(others) = others {
            cost += others.cost;
            // A row that goes by a slug may be under the agent's id there, which only the catalogue knows.
            let names_both = |other: &TenantAgent| other.agent == of.agent;
            let known = !entry.is_empty() || others.items.iter().any(names_both);
            if known && others.next.is_none() {
                let mut rows: Vec<Activation> = value.into_iter().collect();
                if !rows.is_empty() {
                    tenant_agent::compare(&mut rows, &others.items, &of.tenant, &entry);
                }
                value = rows.into_iter().next();
            }
        }
        Ok(Read { value, cost })
    }

    async fn recorded(
        &self,
        tenant: &TenantId,
        span: Span,
        after: Option<Cursor>,
    ) -> Result<Option<Page<Recorded>>, Problem> {
        let Some(trail) = &self.trail else {
            return Ok(None);
        };
        let page = trail.between(tenant, span, after, RECORDED).await?;
        Ok(Some(Page {
            items: page.items.into_iter().filter_map(recorded).collect(),
            next: page.next,
            cost: page.cost,
        }))
    }
}

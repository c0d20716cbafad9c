//! Switches: the catalogue, its activations and the operational dashboard's table of the same thing, side by
//! side. Only `agent_activations` says what a switch is; where the other says otherwise, that is told.

use super::Database;
use super::columns::{as_json, of};
use super::row::part;
use crate::aws::dynamo::Item;
use crate::domain::agent::{Activation, Agent, Switch};
use crate::domain::cost::{Cost, Read};
use crate::domain::id::{SwitchKey, TenantId};
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::platform::alquimista::item::{absent, activation, agent, names};
use crate::platform::value::Reader;
use async_trait::async_trait;

pub(super) const AGENTS: &str = "agents";
pub(super) const ACTIVATIONS: &str = "agent_activations";
pub(super) const DEPLOYMENTS: &str = "tenant_agents";
/// Rows of a list at most: the newest seeds of the system have 32 agents.
const MOST: usize = 500;

const OF_AGENT: [&str; 6] = [
    "id",
    "name",
    "display_name",
    "category",
    "version",
    "status",
];
pub(super) const OF_ACTIVATION: [&str; 8] = [
    "agent_id",
    "status",
    "activated_at",
    "activated_by",
    "deactivated_at",
    "deactivated_by",
    "deactivation_reason",
    "updated_at",
];
const OF_DEPLOYMENT: [&str; 2] = ["agent_id", "status"];

impl Database {
    /// Both tables of a tenant's activations in one statement: `a` and `d` of each agent that either has.
    fn side_by_side(&self, condition: &str, most: usize) -> String {
        let select = |table, wanted| format!("{} {condition}", self.columns.select(table, wanted));
        let activations = select(ACTIVATIONS, &OF_ACTIVATION);
        if !self.columns.has_table(DEPLOYMENTS) {
            return format!(
                "SELECT jsonb_build_object('a', to_jsonb(a))::text FROM ({activations} LIMIT {most}) a"
            );
        }
        let deployments = select(DEPLOYMENTS, &OF_DEPLOYMENT);
        format!(
            "SELECT jsonb_build_object('a', to_jsonb(a), 'd', to_jsonb(d))::text \
             FROM ({activations}) a FULL JOIN ({deployments}) d \
             ON a.agent_id::text = d.agent_id::text LIMIT {most}"
        )
    }

    /// One row of [`Self::side_by_side`] as a switch; `None` when nothing names its agent.
    fn switch(&self, row: &Item, tenant: &TenantId, catalogue: &[Agent]) -> Option<Activation> {
        let other = part(row, "d");
        let mut found = match part(row, "a") {
            Some(row) => activation(row, tenant, catalogue),
            None => {
                let id = Reader::new(other?).raw("agent_id")?.to_owned();
                let known = catalogue.iter().find(|agent| names(agent, &id))?;
                absent(known, tenant)
            }
        };
        if self.columns.has_table(DEPLOYMENTS) {
            found.disagrees = disagreement(&found.switch, other);
        }
        Some(found)
    }
}

/// What the other table says, where that is something else.
fn disagreement(switch: &Switch, other: Option<&Item>) -> Option<Text> {
    let Some(other) = other else {
        let absent = Text::from_untrusted("absent");
        return (*switch != Switch::Absent).then_some(absent);
    };
    let mut read = Reader::new(other);
    let word = read.raw("status").unwrap_or_default();
    (Switch::from_activation(word) != *switch).then(|| Text::from_untrusted(word))
}

#[async_trait]
impl crate::platform::Switches for Database {
    /// One round trip.
    async fn catalogue(&self) -> Result<Page<Agent>, Problem> {
        let select = self.columns.select(AGENTS, &OF_AGENT);
        let sql = as_json(&format!("{select} ORDER BY id LIMIT {MOST}"));
        let rows = self.reads.rows("postgres:SELECT agents", &sql, &[]).await?;
        Ok(Page {
            items: rows
                .iter()
                .enumerate()
                .map(|(at, row)| agent(row, at))
                .collect(),
            next: None,
            cost: Cost::default(),
        })
    }

    /// One round trip.
    async fn of_tenant(
        &self,
        tenant: &TenantId,
        catalogue: &[Agent],
    ) -> Result<Page<Activation>, Problem> {
        let columns = &self.columns;
        let mut rows = Vec::new();
        if columns.fits(ACTIVATIONS, "tenant_id", tenant.as_str()) {
            let key = columns.cast(ACTIVATIONS, "tenant_id", 1);
            let sql = self.side_by_side(&format!("WHERE tenant_id = {key}"), MOST);
            let subject = "postgres:SELECT agent_activations";
            rows = self
                .reads
                .rows(subject, &sql, &[Some(tenant.as_str())])
                .await?;
        }
        let found = rows.iter();
        let mut items: Vec<Activation> = found
            .filter_map(|row| self.switch(row, tenant, catalogue))
            .collect();
        let has = |agent: &Agent| items.iter().any(|row| names(agent, row.key.agent.as_str()));
        let never: Vec<Activation> = catalogue
            .iter()
            .filter(|agent| !has(agent))
            .map(|agent| absent(agent, tenant))
            .collect();
        items.extend(never);
        items.sort_by_cached_key(|row| {
            let place = catalogue
                .iter()
                .position(|agent| names(agent, row.key.agent.as_str()));
            (place.unwrap_or(usize::MAX), row.key.agent.clone())
        });
        Ok(Page {
            items,
            next: None,
            cost: Cost::default(),
        })
    }

    /// One round trip: the agent, whether there is such a tenant, and both tables of one moment.
    async fn read(&self, of_switch: &SwitchKey) -> Result<Read<Option<Activation>>, Problem> {
        let mut value = None;
        if self.may_be(of_switch) {
            let sql = self.one();
            let keys = [
                Some(of_switch.tenant.as_str()),
                Some(of_switch.agent.as_str()),
            ];
            let subject = "postgres:SELECT agent_activations";
            let rows = self.reads.rows(subject, &sql, &keys).await?;
            value = rows.first().and_then(|row| self.told(row, of_switch));
        }
        Ok(Read {
            value,
            cost: Cost::default(),
        })
    }
}

impl Database {
    /// Whether both keys can be keys at all.
    pub(super) fn may_be(&self, of: &SwitchKey) -> bool {
        let columns = &self.columns;
        columns.fits(ACTIVATIONS, "tenant_id", of.tenant.as_str())
            && columns.fits(ACTIVATIONS, "agent_id", of.agent.as_str())
            && columns.fits(AGENTS, "id", of.agent.as_str())
    }

    /// The condition on the two keys of a switch, as `$1` and `$2`.
    pub(super) fn both_keys(&self) -> String {
        let tenant = self.columns.cast(ACTIVATIONS, "tenant_id", 1);
        let agent = self.columns.cast(ACTIVATIONS, "agent_id", 2);
        format!("WHERE tenant_id = {tenant} AND agent_id = {agent}")
    }

    fn one(&self) -> String {
        let columns = &self.columns;
        let pair = self.side_by_side(&self.both_keys(), 1);
        let agent = columns.select(AGENTS, &OF_AGENT);
        let id = columns.cast(AGENTS, "id", 2);
        let tenant = match columns.has_table("tenants") {
            true => {
                let id = columns.cast("tenants", "id", 1);
                format!("EXISTS (SELECT 1 FROM {} WHERE id = {id})", of("tenants"))
            }
            false => "true".to_owned(),
        };
        format!(
            "SELECT jsonb_build_object('pair', ({pair})::jsonb, 'tenant', {tenant}, \
             'agent', (SELECT to_jsonb(r) FROM ({agent} WHERE id = {id} LIMIT 1) r))::text"
        )
    }

    fn told(&self, row: &Item, of: &SwitchKey) -> Option<Activation> {
        let entry: Vec<Agent> = part(row, "agent")
            .map(|row| agent(row, 0))
            .into_iter()
            .collect();
        if let Some(found) =
            part(row, "pair").and_then(|pair| self.switch(pair, &of.tenant, &entry))
        {
            return Some(found);
        }
        let is_tenant = Reader::new(row).raw("tenant") == Some("true");
        entry
            .first()
            .filter(|_| is_tenant)
            .map(|entry| absent(entry, &of.tenant))
    }
}

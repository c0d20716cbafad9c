//! The sources of a user as switches. There is no catalogue: a source is its user's own.

use super::item::source;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query};
use crate::domain::agent::{Activation, Agent};
use crate::domain::cost::Cost;
use crate::domain::id::{SwitchKey, TenantId};
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::platform::Read;
use async_trait::async_trait;

/// Sources of one page and pages of one user: a handful of sources is expected, and more for `temp_user`.
const PAGE: u32 = 100;
const PAGES: u32 = 4;

/// The sources' table.
pub(super) struct Sources {
    dynamo: Dynamo,
    table: String,
}

impl Sources {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.data_sources.clone(),
        }
    }
}

#[async_trait]
impl crate::platform::Switches for Sources {
    async fn catalogue(&self) -> Result<Page<Agent>, Problem> {
        Ok(Page {
            items: Vec::new(),
            next: None,
            cost: Cost::default(),
        })
    }

    async fn of_tenant(&self, tenant: &TenantId, _: &[Agent]) -> Result<Page<Activation>, Problem> {
        let mut query = Query::partition(&self.table, "user_id", tenant.as_str());
        query.limit = Some(PAGE);
        query.only = &source::FIELDS;
        let page = self.dynamo.query_all(query, PAGES).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places
                .map(|(at, item)| source::source(item, at).activation())
                .collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    async fn read(&self, of: &SwitchKey) -> Result<Read<Option<Activation>>, Problem> {
        if of.tenant.as_str().is_empty() || of.agent.as_str().is_empty() {
            return Ok(Read {
                value: None,
                cost: Cost::default(),
            });
        }
        let key = source::key(&of.tenant, of.agent.as_str());
        let read = self
            .dynamo
            .get_only(&self.table, key, &source::FIELDS)
            .await?;
        Ok(Read {
            value: read.value.map(|item| source::source(&item, 0).activation()),
            cost: read.cost,
        })
    }
}

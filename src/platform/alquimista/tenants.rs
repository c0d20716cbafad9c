//! Tenants: a small table that is read whole, page by page; where a deployment keeps none, the tenants that
//! its activations name.

use super::item::tenant::{bare, met, tenant};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::aws::expression::key;
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::platform::Read;
use async_trait::async_trait;
use std::collections::BTreeSet;

/// Where the tenants are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A table of tenants.
    Table,
    /// Only what activations name.
    Activations,
}

/// The tenants of a deployment.
pub(super) struct Tenants {
    dynamo: Dynamo,
    table: String,
    source: Source,
}

impl Tenants {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, source: Source) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: match source {
                Source::Table => tables.tenants.clone(),
                Source::Activations => tables.activations.clone(),
            },
            source,
        }
    }

    fn tenants(&self, items: &[Item]) -> Vec<Tenant> {
        match self.source {
            Source::Table => items
                .iter()
                .enumerate()
                .map(|(at, item)| tenant(item, at))
                .collect(),
            Source::Activations => {
                let ids: BTreeSet<TenantId> = items.iter().filter_map(met).collect();
                ids.into_iter().map(bare).collect()
            }
        }
    }
}

#[async_trait]
impl crate::platform::Tenants for Tenants {
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let page = self.dynamo.list_small_table(&self.table, after).await?;
        Ok(Page {
            items: self.tenants(&page.items),
            next: page.next,
            cost: page.cost,
        })
    }

    async fn read(&self, id: &TenantId) -> Result<Read<Option<Tenant>>, Problem> {
        match self.source {
            Source::Table => {
                let key = key(("id", id.as_str()), None);
                let read = self.dynamo.get(&self.table, key).await?;
                Ok(Read {
                    value: read.value.as_ref().map(|item| tenant(item, 0)),
                    cost: read.cost,
                })
            }
            Source::Activations => {
                let mut query = Query::partition(&self.table, "tenant_id", id.as_str());
                query.limit = Some(1);
                let page = self.dynamo.query(query).await?;
                Ok(Read {
                    value: page.items.first().and_then(met).map(bare),
                    cost: page.cost,
                })
            }
        }
    }
}

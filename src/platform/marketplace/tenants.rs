//! Tenants: a small table that is read whole, page by page.

use super::item::tenant;
use super::schema::Tables;
use crate::aws::dynamo::Dynamo;
use crate::aws::expression::key;
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::platform::Read;
use async_trait::async_trait;

/// The tenants' table.
pub(super) struct Tenants {
    dynamo: Dynamo,
    table: String,
}

impl Tenants {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.tenants.clone(),
        }
    }
}

#[async_trait]
impl crate::platform::Tenants for Tenants {
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let page = self.dynamo.list_small_table(&self.table, after).await?;
        Ok(Page {
            items: page
                .items
                .iter()
                .enumerate()
                .map(|(at, item)| tenant::tenant(item, at))
                .collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    async fn read(&self, tenant: &TenantId) -> Result<Read<Option<Tenant>>, Problem> {
        let key = key(("tenantId", tenant.as_str()), None);
        let read = self.dynamo.get(&self.table, key).await?;
        Ok(Read {
            value: read.value.as_ref().map(|item| tenant::tenant(item, 0)),
            cost: read.cost,
        })
    }
}

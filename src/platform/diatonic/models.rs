//! Lists of models. A tenant's models are a partition of the table in the live design, which is complete; an
//! index only has the items with its sort key.

use super::item::model::{Model, model};
use super::schema::Part;
use super::workbench::{Wanted, Workbench, kept};
use crate::aws::expression::key;
use crate::domain::cost::Read;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;

const TENANT: &str = "tenant_id";

impl Workbench {
    /// One page of a tenant's models. One query.
    ///
    /// # Errors
    /// `MissingTable` without table or index; any failure of the call.
    pub async fn models(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
    ) -> Result<Page<Model>, Problem> {
        let page = if self.layout(Part::Models)?.partition == TENANT {
            self.partition(Part::Models, tenant.as_str(), false, after)
                .await?
        } else {
            let wanted = Wanted::newest(Part::Models, TENANT, tenant.as_str(), "created_at");
            self.page(wanted.after(after)).await?
        };
        Ok(kept(page, model, |_| true))
    }

    /// A model of this tenant, read consistently. One call.
    ///
    /// # Errors
    /// As [`Self::models`].
    pub async fn model(
        &self,
        tenant: &TenantId,
        id: &AgentId,
    ) -> Result<Read<Option<Model>>, Problem> {
        let layout = self.layout(Part::Models)?;
        let key = match layout.sort {
            Some(sort) => key(
                (layout.partition, tenant.as_str()),
                Some((sort, id.as_str())),
            ),
            None => key((layout.partition, id.as_str()), None),
        };
        let read = self.dynamo.get(&self.tables.models, key).await?;
        Ok(Read {
            value: read
                .value
                .as_ref()
                .map(model)
                .filter(|one| one.base.is_of(tenant)),
            cost: read.cost,
        })
    }
}

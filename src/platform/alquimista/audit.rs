//! The system's own audit trail of a tenant.

use super::Plan;
use super::item::audit::{SystemEntry, entry};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query};
use crate::domain::id::TenantId;
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::time;

/// The trail.
#[derive(Clone, Debug)]
pub struct AuditTrail {
    dynamo: Dynamo,
    table: String,
}

impl AuditTrail {
    /// `None`: the deployment keeps none.
    pub fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Option<Self> {
        plan.audit_logs.then(|| Self {
            dynamo: dynamo.clone(),
            table: tables.audit_logs.clone(),
        })
    }

    /// One page of a tenant's entries, newest first, at most `limit`: one query.
    ///
    /// # Errors
    /// Any failure of the call; `Invalid` for a foreign cursor.
    pub async fn of_tenant(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<SystemEntry>, Problem> {
        self.newest(tenant, None, after, limit).await
    }

    /// The same of a stretch of time. The sort key begins with the time at which a row was written.
    ///
    /// # Errors
    /// As [`Self::of_tenant`].
    pub async fn between(
        &self,
        tenant: &TenantId,
        span: Span,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<SystemEntry>, Problem> {
        let (from, to) = (time::iso(span.from), time::iso(span.to));
        let between = Some(("sk", from.as_str(), to.as_str()));
        self.newest(tenant, between, after, limit).await
    }

    async fn newest(
        &self,
        tenant: &TenantId,
        between: Option<(&str, &str, &str)>,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<SystemEntry>, Problem> {
        let mut query = Query::partition(&self.table, "tenant_id", tenant.as_str());
        query.sort_between = between;
        query.newest_first = true;
        query.limit = Some(limit.max(1));
        query.after = after;
        let page = self.dynamo.query(query).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places.map(|(at, item)| entry(item, at)).collect(),
            next: page.next,
            cost: page.cost,
        })
    }
}

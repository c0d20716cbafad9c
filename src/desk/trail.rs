//! The audit trail of a tenant, newest first.

use super::{Desk, Mode};
use crate::domain::audit::AuditEntry;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;

impl<M: Mode> Desk<M> {
    /// One page of a tenant's trail in one system and month (`YYYY-MM`).
    ///
    /// # Errors
    /// `NoControlTable`, or any failure of the call.
    pub async fn trail(
        &self,
        platform: PlatformId,
        tenant: &TenantId,
        month: &str,
        limit: u32,
        after: Option<Cursor>,
    ) -> Result<Page<AuditEntry>, Problem> {
        self.reader()?
            .audit(platform, tenant, month, limit, after)
            .await
    }
}

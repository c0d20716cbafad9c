//! The audit trail of a tenant, newest first.

use super::{Desk, Mode};
use crate::control;
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
        self.sees(platform, tenant)?;
        self.reader(platform)?
            .audit(platform, tenant, month, limit, after)
            .await
    }

    /// The entries of a trail that are older than the one with this id, whether that is there or not.
    ///
    /// # Errors
    /// As [`Self::trail`].
    pub async fn trail_behind(
        &self,
        platform: PlatformId,
        tenant: &TenantId,
        month: &str,
        limit: u32,
        id: &str,
    ) -> Result<Page<AuditEntry>, Problem> {
        let after = control::audit::behind(platform, tenant, month, id);
        self.trail(platform, tenant, month, limit, Some(after))
            .await
    }
}

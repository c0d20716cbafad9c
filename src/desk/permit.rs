//! What this desk may look at and do, by the profile's tenants and the person's role. Asked at the beginning of
//! every verb, before any call is made.

use super::{Desk, Mode};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::{Right, Role, Scope};

/// Who may do what, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    pub role: Role,
    pub scope: Scope,
}

impl Permit {
    /// Everything, for everybody.
    pub fn all() -> Self {
        Self {
            role: Role::Admin,
            scope: Scope::default(),
        }
    }
}

impl<M: Mode> Desk<M> {
    /// What the person at this desk is.
    pub fn role(&self) -> Role {
        self.parts.permit.role
    }

    /// The tenants that this desk is for.
    pub fn scope(&self) -> &Scope {
        &self.parts.permit.scope
    }

    /// Refuses a tenant that the profile is not for.
    pub(super) fn sees(&self, platform: PlatformId, tenant: &TenantId) -> Result<(), Problem> {
        if self.scope().has(platform, tenant) {
            return Ok(());
        }
        let subject = format!("{} {}", platform.as_str(), tenant.as_str());
        Err(Problem::new(Trouble::OutOfScope, subject, ""))
    }

    /// Refuses what the role may not do, and tenants that the profile is not for.
    pub(super) fn may(
        &self,
        right: Right,
        platform: PlatformId,
        tenant: &TenantId,
    ) -> Result<(), Problem> {
        self.sees(platform, tenant)?;
        self.role().needs(right)
    }
}

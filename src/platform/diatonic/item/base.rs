//! What every item of the workbench has (backend facts 3.2): tenant, times and hands.

use crate::domain::id::TenantId;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// Whose item it is, and who wrote it when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// `tenant_id`; items without one belong to nobody.
    pub tenant: Option<TenantId>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    pub created_by: Option<Text>,
    pub updated_by: Option<Text>,
}

impl Base {
    /// Reads it.
    pub fn of(read: &mut Reader<'_>) -> Self {
        Self {
            tenant: read
                .raw("tenant_id")
                .filter(|id| !id.is_empty())
                .map(TenantId::from),
            created_at: read.time("created_at"),
            updated_at: read.time("updated_at"),
            created_by: read.masked("created_by"),
            updated_by: read.masked("updated_by"),
        }
    }

    /// Whether the item is this tenant's.
    pub fn is_of(&self, tenant: &TenantId) -> bool {
        self.tenant.as_ref() == Some(tenant)
    }

    /// Whether the item is another tenant's.
    pub fn is_of_another(&self, tenant: &TenantId) -> bool {
        self.tenant.as_ref().is_some_and(|owner| owner != tenant)
    }
}

/// A truth value that the system keeps as the string `true` or `false`, because it is an index key; a real
/// one is odd.
pub fn truth(read: &mut Reader<'_>, name: &str) -> Option<bool> {
    match read.raw(name)? {
        "true" => Some(true),
        "false" => Some(false),
        _ => {
            read.odd();
            None
        }
    }
}

//! A tenant: a business whose bot or agents talk to its customers.

use super::agent::Switch;
use super::id::{PlatformId, TenantId, TenantKey};
use super::text::Text;
use jiff::Timestamp;

/// The tenant's own status word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TenantStatus {
    Active,
    Trial,
    Suspended,
    /// The item has no status.
    Missing,
    /// A word that no writer of the system is known to use.
    Other(Text),
}

impl TenantStatus {
    /// Reads the system's word (`active`, `trial`, `suspended`).
    pub fn from_raw(raw: &str) -> Self {
        match raw {
            "active" => Self::Active,
            "trial" => Self::Trial,
            "suspended" => Self::Suspended,
            _ => Self::Other(Text::from_untrusted(raw)),
        }
    }

    /// The word as the system writes it; empty when missing.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Trial => "trial",
            Self::Suspended => "suspended",
            Self::Missing => "",
            Self::Other(raw) => raw.as_str(),
        }
    }

    /// What the status means for the tenant's bot: only `active` and `trial` resolve a tenant.
    pub fn bot(&self) -> Switch {
        match self {
            Self::Active | Self::Trial => Switch::On,
            Self::Suspended => Switch::Off,
            Self::Missing => Switch::Absent,
            Self::Other(raw) => Switch::Other(raw.clone()),
        }
    }
}

/// The limits that the tenant's item states; `None` where it states none, `-1` means unlimited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    pub conversations_per_month: Option<i64>,
    pub messages_per_day: Option<i64>,
    pub products: Option<i64>,
    pub storage_gb: Option<i64>,
}

/// One attribute of the item for the detail view, flattened: `businessConfig` / `tone` / `friendly`.
/// Secrets never get here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The top-level attribute it belongs to (`businessConfig`, `aiConfig`, `limits`, `contactInfo`, …).
    pub group: Text,
    /// Path below the group, joined with ` · `; empty for a plain top-level value.
    pub label: Text,
    pub value: Text,
}

/// A tenant as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenant {
    pub platform: PlatformId,
    pub id: TenantId,
    pub name: Text,
    pub owner: Option<Text>,
    pub status: TenantStatus,
    pub plan: Option<Text>,
    pub limits: Limits,
    pub updated_at: Option<Timestamp>,
    /// `updatedAt` exactly as stored: what a conditional change compares.
    pub version: Option<String>,
    pub attributes: Vec<Attribute>,
    /// How many attributes could not be understood (wrong type, unknown word).
    pub oddities: u16,
}

impl Tenant {
    /// The tenant among all tenants of all systems.
    pub fn key(&self) -> TenantKey {
        TenantKey {
            platform: self.platform,
            tenant: self.id.clone(),
        }
    }
}

//! Tenants of AlquimistaAI: two designs of the same thing in one row (backend facts 2.1, `tenants`). The
//! platform's status counts; where the operational one says otherwise, that is shown and counted as odd.

use crate::aws::dynamo::Item;
use crate::aws::expression;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::mask;
use crate::domain::tenant::{Limits, Tenant, TenantStatus};
use crate::domain::text::Text;
use crate::platform::attributes::attributes;
use crate::platform::value::Reader;

/// Columns that have a place of their own in a [`Tenant`].
const PLACED: [&str; 5] = ["id", "company_name", "name", "subscription_tier", "plan"];

/// The tenant of a row. `at` names it where it has no id.
pub fn tenant(item: &Item, at: usize) -> Tenant {
    let mut read = Reader::new(item);
    let id = match read.raw("id") {
        Some(id) => TenantId::from(id),
        None => {
            read.odd();
            TenantId::from(format!("?{at}"))
        }
    };
    let status = status(&mut read);
    let name = read.masked("company_name").or_else(|| read.masked("name"));
    let plan = read
        .masked("subscription_tier")
        .or_else(|| read.masked("plan"));
    Tenant {
        name: name.unwrap_or_else(|| Text::from_untrusted(&mask::identifiers(id.as_str()))),
        status,
        plan,
        updated_at: read.time("updated_at"),
        version: read.version("updated_at"),
        attributes: attributes(item, &PLACED),
        oddities: read.oddities(),
        ..bare(id)
    }
}

fn status(read: &mut Reader<'_>) -> TenantStatus {
    let platform = read
        .raw("subscription_status")
        .filter(|word| !word.is_empty());
    let operational = read.raw("status").filter(|word| !word.is_empty());
    if let (Some(one), Some(other)) = (platform, operational)
        && one != other
    {
        read.odd();
    }
    match platform.or(operational) {
        Some(word) => TenantStatus::from_raw(word),
        None => TenantStatus::Missing,
    }
}

/// The tenant that a row of another table names.
pub fn met(item: &Item) -> Option<TenantId> {
    Reader::new(item).raw("tenant_id").map(TenantId::from)
}

/// A tenant of which only the id is known.
pub fn bare(id: TenantId) -> Tenant {
    Tenant {
        platform: PlatformId::Alquimista,
        name: Text::from_untrusted(&mask::identifiers(id.as_str())),
        owner: None,
        status: TenantStatus::Missing,
        plan: None,
        limits: Limits::default(),
        updated_at: None,
        version: None,
        attributes: Vec::new(),
        oddities: 0,
        id,
    }
}

/// A tenant that activations name and the table of tenants does not have.
pub fn orphan(id: TenantId) -> Tenant {
    Tenant {
        status: TenantStatus::Other(Text::from("orphan")),
        oddities: 1,
        ..bare(id)
    }
}

/// The key of a tenant's row.
pub fn key(id: &str) -> Item {
    expression::key(("id", id), None)
}

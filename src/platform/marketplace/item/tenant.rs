//! Tenants: the item as a row, and every attribute of it flattened for the detail view, without secrets.

use crate::aws::dynamo::Item;
use crate::domain::agent::SeenSwitch;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::mask;
use crate::domain::tenant::{Limits, Tenant, TenantStatus};
use crate::domain::text::Text;
use crate::platform::attributes;
use crate::platform::value::Reader;

/// Attributes that have a place of their own in a [`Tenant`].
const PLACED: [&str; 5] = ["tenantId", "businessName", "ownerName", "status", "plan"];

/// The tenant of an item. `at` names it where it has no id.
pub fn tenant(item: &Item, at: usize) -> Tenant {
    let mut read = Reader::new(item);
    let id = match read.raw("tenantId") {
        Some(id) => TenantId::from(id),
        None => {
            read.odd();
            TenantId::from(format!("?{at}"))
        }
    };
    let status = status(&mut read);
    if matches!(status, TenantStatus::Other(_)) {
        read.odd();
    }
    Tenant {
        platform: PlatformId::Marketplace,
        name: read
            .text("businessName")
            .unwrap_or_else(|| Text::from_untrusted(&mask::identifiers(id.as_str()))),
        owner: read.text("ownerName"),
        status,
        plan: read.text("plan"),
        limits: limits(&mut read),
        updated_at: read.time("updatedAt"),
        version: read.version("updatedAt"),
        attributes: attributes::attributes(item, &PLACED),
        oddities: read.oddities(),
        id,
    }
}

fn status(read: &mut Reader<'_>) -> TenantStatus {
    match read.raw("status") {
        None | Some("") => TenantStatus::Missing,
        Some(word) => TenantStatus::from_raw(word),
    }
}

/// What was seen of the attributes that a toggle of the tenant's bot depends on.
pub fn seen(item: &Item) -> SeenSwitch {
    let read = Reader::new(item);
    SeenSwitch::Row {
        status: read.version("status"),
        updated_at: read.version("updatedAt"),
    }
}

fn limits(read: &mut Reader<'_>) -> Limits {
    let Some(map) = read.map("limits") else {
        return Limits::default();
    };
    let mut inner = Reader::new(map);
    let limits = Limits {
        conversations_per_month: inner.integer("maxConversationsPerMonth"),
        messages_per_day: inner.integer("maxMessagesPerDay"),
        products: inner.integer("maxProductsCount"),
        storage_gb: inner.integer("maxStorageGB"),
    };
    (0..inner.oddities()).for_each(|_| read.odd());
    limits
}

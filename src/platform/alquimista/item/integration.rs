//! Integrations of a tenant that are in error (backend facts 2.1). Credentials and configuration are never
//! fetched.

use super::{identity, tenant_of, words};
use crate::aws::dynamo::Item;
use crate::aws::expression;
use crate::domain::escalation::Priority;
use crate::domain::id::{PlatformId, TenantId, WorkId};
use crate::domain::work::{Work, WorkKey, WorkKind};
use crate::platform::attributes::attributes;
use crate::platform::value::Reader;

/// What is fetched: all columns but `credentials_encrypted` and `config`.
pub const FIELDS: [&str; 12] = [
    "tenant_id",
    "id",
    "integration_type",
    "integration_name",
    "status",
    "last_sync_at",
    "last_sync_status",
    "last_error",
    "sync_count",
    "error_count",
    "created_at",
    "updated_at",
];

/// Attributes that have no place of their own in a [`Work`].
const SHOWN: [&str; 8] = [
    "id",
    "integration_type",
    "last_sync_at",
    "last_sync_status",
    "sync_count",
    "error_count",
    "created_at",
    "updated_at",
];

/// The key of an integration.
pub fn key(tenant: &TenantId, id: &str) -> Item {
    expression::key(("tenant_id", tenant.as_str()), Some(("id", id)))
}

/// The integration of an item that is in error; `None`: it is not. `at` names it where it has no id.
pub fn in_error(item: &Item, at: usize) -> Option<Work> {
    let mut read = Reader::new(item);
    let state = read.text("status").unwrap_or_default();
    if state != "error" {
        return None;
    }
    let shown: Item = item
        .iter()
        .filter(|(name, _)| SHOWN.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let name =
        words(&mut read, "integration_name").or_else(|| words(&mut read, "integration_type"));
    let last = read.time("last_sync_at");
    Some(Work {
        key: WorkKey {
            platform: PlatformId::Alquimista,
            tenant: tenant_of(&mut read),
            kind: WorkKind::IntegrationError,
            id: WorkId::from(identity(&mut read, "id", at)),
        },
        subject: name.unwrap_or_default(),
        reason: words(&mut read, "last_error"),
        state,
        priority: Priority::Unstated,
        since: last.or_else(|| read.time("updated_at")),
        version: read.version("updated_at"),
        attributes: attributes(&shown, &[]),
    })
}

//! Rows of the audit trail.

use super::{At, Masked};
use crate::domain::audit::AuditEntry;
use crate::domain::id::PlatformId;
use serde::Serialize;

/// A row of the audit trail.
#[derive(Clone, Debug, Serialize)]
pub struct AuditItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    at: At,
    action: Masked,
    target: Masked,
    name: Masked,
    actor: Masked,
    before: Option<Masked>,
    after: Option<Masked>,
    reason: Option<Masked>,
    fence: Option<u64>,
    intent: Masked,
    #[serde(skip_serializing_if = "Option::is_none")]
    bulk: Option<String>,
}

impl AuditItem {
    pub fn of(entry: &AuditEntry) -> Self {
        Self {
            platform: entry.platform,
            tenant: Masked::new(entry.tenant.as_str()),
            id: entry.id.clone(),
            at: At(entry.at),
            action: Masked::new(&entry.action),
            target: Masked::new(&entry.target),
            name: Masked::new(&entry.name),
            actor: Masked::new(&entry.actor),
            before: Masked::some(entry.before.as_ref()),
            after: Masked::some(entry.after.as_ref()),
            reason: Masked::some(entry.reason.as_ref()),
            fence: entry.fence.map(|fence| fence.0),
            intent: Masked::new(entry.intent.as_str()),
            bulk: entry.bulk.clone(),
        }
    }
}

//! What waits for a person and is no conversation.

use super::{At, Masked};
use crate::domain::id::PlatformId;
use crate::domain::work::Work;
use serde::Serialize;

/// A thing that waits, as the queue shows it.
#[derive(Clone, Debug, Serialize)]
pub struct WorkItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    kind: &'static str,
    subject: Masked,
    priority: Option<Masked>,
    since: Option<At>,
    reason: Option<Masked>,
    status: Masked,
    tenant_name: Option<Masked>,
    /// What may be decided: `approve`, `reject`, `cancel`.
    decisions: Vec<&'static str>,
}

impl WorkItem {
    pub fn of(work: &Work, tenant_name: Option<&str>) -> Self {
        let priority = work.priority.word();
        let decisions = work.key.kind.decisions();
        Self {
            platform: work.key.platform,
            tenant: Masked::new(work.key.tenant.as_str()),
            id: work.key.id.as_str().to_owned(),
            kind: work.key.kind.word(),
            subject: Masked::new(&work.subject),
            priority: (!priority.is_empty()).then(|| Masked::new(priority)),
            since: work.since.map(At),
            reason: Masked::some(work.reason.as_ref()),
            status: Masked::new(&work.state),
            tenant_name: Masked::some(tenant_name),
            decisions: decisions.iter().map(|decision| decision.word()).collect(),
        }
    }
}

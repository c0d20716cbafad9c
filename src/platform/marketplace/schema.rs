//! Tables of AI Marketplace Assistant: names, keys and indexes as its stacks create them
//! (backend facts 1.1). Names are defaults of the `-platform` deployment; a profile may override them.

use crate::aws::table::{IndexSpec, KeyKind::N, KeyKind::S, TableSpec};

/// Names of the tables of one deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub tenants: String,
    pub conversations: String,
    pub customers: String,
    pub tenant_usage: String,
    pub usage_metrics: String,
}

impl Default for Tables {
    /// The `-platform` deployment.
    fn default() -> Self {
        Self {
            tenants: "ai-marketplace-tenants-platform".into(),
            conversations: "ai-marketplace-conversations-platform".into(),
            customers: "ai-marketplace-customers".into(),
            tenant_usage: "ai-marketplace-tenant-usage".into(),
            usage_metrics: "ai-marketplace-usage-metrics".into(),
        }
    }
}

impl Tables {
    /// What each table holds, as a profile names it, with its name.
    pub fn names_mut(&mut self) -> [(&'static str, &mut String); 5] {
        [
            ("tenants", &mut self.tenants),
            ("conversations", &mut self.conversations),
            ("customers", &mut self.customers),
            ("tenant-usage", &mut self.tenant_usage),
            ("usage-metrics", &mut self.usage_metrics),
        ]
    }

    /// Every table with its shape, in the order in which they are described and created.
    pub fn specs(&self) -> [(&str, TableSpec); 5] {
        [
            (&self.tenants, TENANTS),
            (&self.conversations, CONVERSATIONS),
            (&self.customers, CUSTOMERS),
            (&self.tenant_usage, TENANT_USAGE),
            (&self.usage_metrics, USAGE_METRICS),
        ]
    }
}

pub const TENANTS: TableSpec =
    TableSpec::keyed(("tenantId", S), None).with_indexes(&[IndexSpec::all(
        "WhatsAppNumberIndex",
        ("whatsappNumber", S),
        None,
    )]);

pub const CONVERSATIONS: TableSpec = TableSpec::keyed(("tenantId", S), Some(("conversationId", S)))
    .with_indexes(&[
        IndexSpec::all("CustomerIndex", ("tenantId", S), Some(("customerId", S))),
        IndexSpec::all("TimestampIndex", ("tenantId", S), Some(("timestamp", N))),
    ]);

/// The sparse queue index that a deployment may have beside its own (it is ours to offer, never assumed).
/// Lower-case `escalated` rows carry no `escalationTime` and never appear in it.
pub const QUEUE_INDEX: IndexSpec = IndexSpec {
    name: "status-escalationTime-index",
    partition: ("status", S),
    sort: Some(("escalationTime", S)),
    include: Some(&[
        "escalationReason",
        "priority",
        "updatedAt",
        "customerId",
        "assignedAgent",
    ]),
};

/// `phoneNumber` holds `{tenantId}#{phone}` in this hand-made table.
pub const CUSTOMERS: TableSpec =
    TableSpec::keyed(("phoneNumber", S), None).with_indexes(&[IndexSpec::all(
        "TenantCustomersIndex",
        ("tenantId", S),
        Some(("lastInteraction", S)),
    )]);

pub const TENANT_USAGE: TableSpec = TableSpec::keyed(("tenantId", S), Some(("month", S)));

pub const USAGE_METRICS: TableSpec = TableSpec::keyed(("tenantId", S), Some(("period", S)));

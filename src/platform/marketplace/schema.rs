//! Tables of AI Marketplace Assistant: names, keys and indexes as its stacks create them
//! (backend facts 1.1). Names are defaults of the `-platform` deployment; a profile may override them.

use crate::aws::table::{IndexSpec, KeyKind::N, KeyKind::S, TableSpec};

/// The deployments that there are (backend facts 1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Design {
    /// `-platform`, made by CDK; its customers' and usage tables were made by hand.
    #[default]
    Platform,
    /// `-handoff`, made by CloudFormation.
    Handoff,
    /// Without a suffix: every message is a row of its own.
    Legacy,
}

/// Names of the tables of one deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub tenants: String,
    pub conversations: String,
    pub customers: String,
    pub products: String,
    pub tenant_usage: String,
    pub usage_metrics: String,
    /// The shapes in which they are made. How each is read follows from what it is.
    pub design: Design,
    /// Whether the handler that answers customers reads the pause on the conversation's item. Nothing in the
    /// tables tells: one of the two deployed handlers does, the other does not (backend facts 1.3).
    pub bot_reads_pause: bool,
}

impl Default for Tables {
    /// The `-platform` deployment.
    fn default() -> Self {
        Self::of(Design::Platform)
    }
}

impl Tables {
    /// What each table holds, as a profile names it, with its name.
    pub fn names_mut(&mut self) -> [(&'static str, &mut String); 6] {
        [
            ("tenants", &mut self.tenants),
            ("conversations", &mut self.conversations),
            ("customers", &mut self.customers),
            ("products", &mut self.products),
            ("tenant-usage", &mut self.tenant_usage),
            ("usage-metrics", &mut self.usage_metrics),
        ]
    }

    /// The tables of a deployment under the names of its stack. Only that of `-platform` has a handler that
    /// reads the pause: the handoff stack's is a stub, and the legacy key has no item to read it from.
    pub fn of(design: Design) -> Self {
        let suffix = match design {
            Design::Platform => "-platform",
            Design::Handoff => "-handoff",
            Design::Legacy => "",
        };
        let by_hand = match design {
            Design::Handoff => suffix,
            Design::Platform | Design::Legacy => "",
        };
        let name = |table: &str, suffix: &str| format!("ai-marketplace-{table}{suffix}");
        Self {
            tenants: name("tenants", suffix),
            conversations: name("conversations", suffix),
            customers: name("customers", by_hand),
            products: name("products", suffix),
            tenant_usage: name("tenant-usage", by_hand),
            usage_metrics: name("usage-metrics", ""),
            design,
            bot_reads_pause: design == Design::Platform,
        }
    }

    /// Every table with its shape, in the order in which they are described and created.
    pub fn specs(&self) -> [(&str, TableSpec); 6] {
        let [tenants, conversations, customers, products] = match self.design {
            Design::Platform => [TENANTS, CONVERSATIONS, CUSTOMERS, PRODUCTS],
            Design::Handoff => [
                HANDOFF_TENANTS,
                HANDOFF_CONVERSATIONS,
                HANDOFF_CUSTOMERS,
                HANDOFF_PRODUCTS,
            ],
            Design::Legacy => [TENANTS, LEGACY_CONVERSATIONS, CUSTOMERS, LEGACY_PRODUCTS],
        };
        [
            (&self.tenants, tenants),
            (&self.conversations, conversations),
            (&self.customers, customers),
            (&self.products, products),
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

pub const HANDOFF_TENANTS: TableSpec =
    TableSpec::keyed(("tenantId", S), None).with_indexes(&[IndexSpec::all(
        "WhatsAppNumberIndex",
        ("whatsappNumber", S),
        Some(("status", S)),
    )]);

pub const CONVERSATIONS: TableSpec = TableSpec::keyed(("tenantId", S), Some(("conversationId", S)))
    .with_indexes(&[
        IndexSpec::all("CustomerIndex", ("tenantId", S), Some(("customerId", S))),
        IndexSpec::all("TimestampIndex", ("tenantId", S), Some(("timestamp", N))),
    ]);

pub const HANDOFF_CONVERSATIONS: TableSpec =
    TableSpec::keyed(("tenantId", S), Some(("conversationId", S))).with_indexes(&[IndexSpec::all(
        "ConversationIndex",
        ("conversationId", S),
        Some(("timestamp", N)),
    )]);

/// A row for each message, and one with `timestamp` 0 for the conversation. The key is inferred from the code
/// that reads it, the index from the system's documents.
pub const LEGACY_CONVERSATIONS: TableSpec =
    TableSpec::keyed(("conversationId", S), Some(("timestamp", N))).with_indexes(&[
        IndexSpec::all("TenantIndex", ("tenantId", S), Some(("timestamp", N))),
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

pub const HANDOFF_CUSTOMERS: TableSpec =
    TableSpec::keyed(("tenantId", S), Some(("phoneNumber", S))).with_indexes(CUSTOMERS.indexes);

pub const PRODUCTS: TableSpec = TableSpec::keyed(("tenantId", S), Some(("productId", S)))
    .with_indexes(&[
        IndexSpec::all("StatusIndex", ("tenantId", S), Some(("status", S))),
        IndexSpec::all("CategoryIndex", ("tenantId", S), Some(("category", S))),
    ]);

pub const HANDOFF_PRODUCTS: TableSpec = TableSpec::keyed(("tenantId", S), Some(("productId", S)))
    .with_indexes(&[IndexSpec::all(
        "TenantProductsIndex",
        ("tenantId", S),
        Some(("status", S)),
    )]);

/// No source tells its key; its index is in the system's documents.
pub const LEGACY_PRODUCTS: TableSpec = TableSpec::keyed(("productId", S), None)
    .with_indexes(&[IndexSpec::all("TenantProductsIndex", ("tenantId", S), None)]);

pub const TENANT_USAGE: TableSpec = TableSpec::keyed(("tenantId", S), Some(("month", S)));

pub const USAGE_METRICS: TableSpec = TableSpec::keyed(("tenantId", S), Some(("period", S)));

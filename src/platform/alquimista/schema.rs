//! Tables of AlquimistaAI's DynamoDB projection: the rows of its PostgreSQL schema
//! `alquimista_platform` under the same names and columns (backend facts 2.1).

use crate::aws::table::{KeyKind::S, TableSpec};

/// Names of the tables of one deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub agents: String,
    pub activations: String,
    pub audit_logs: String,
    pub tenants: String,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            agents: "agents".into(),
            activations: "agent_activations".into(),
            audit_logs: "audit_logs".into(),
            tenants: "tenants".into(),
        }
    }
}

impl Tables {
    /// Every table with its shape, in the order in which they are described and created.
    pub fn specs(&self) -> [(&str, TableSpec); 4] {
        [
            (&self.agents, AGENTS),
            (&self.activations, ACTIVATIONS),
            (&self.audit_logs, AUDIT_LOGS),
            (&self.tenants, TENANTS),
        ]
    }
}

/// One row for both of the system's designs of a tenant, whose column names do not collide:
/// `company_name`, `subscription_tier`, `subscription_status`, … and `name`, `plan`, `status`, `segment`, ….
pub const TENANTS: TableSpec = TableSpec::keyed(("id", S), None);

pub const AGENTS: TableSpec = TableSpec::keyed(("id", S), None);

pub const ACTIVATIONS: TableSpec = TableSpec::keyed(("tenant_id", S), Some(("agent_id", S)));

/// `sk` is `created_at#id`, so one tenant's rows are in the order of time.
pub const AUDIT_LOGS: TableSpec = TableSpec::keyed(("tenant_id", S), Some(("sk", S)));

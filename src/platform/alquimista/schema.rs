//! Tables of AlquimistaAI: the rows of its PostgreSQL schema `alquimista_platform` in a DynamoDB projection,
//! under the same names and columns (backend facts 2.1), and the one table that is DynamoDB in the deployed
//! system itself, the operational commands (backend facts 2.2).

use crate::aws::table::{IndexSpec, KeyKind::S, TableSpec};

/// Names of the tables of one deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub agents: String,
    pub activations: String,
    pub audit_logs: String,
    pub tenants: String,
    pub tenant_agents: String,
    pub usage_daily: String,
    pub approval_requests: String,
    pub approval_decisions: String,
    pub operational_events: String,
    pub integrations: String,
    pub users: String,
    pub operational_commands: String,
}

impl Default for Tables {
    /// The deployment `prod`.
    fn default() -> Self {
        Self::of_environment("prod")
    }
}

impl Tables {
    /// What each table holds, as a profile names it, with its name.
    pub fn names_mut(&mut self) -> [(&'static str, &mut String); 12] {
        [
            ("agents", &mut self.agents),
            ("activations", &mut self.activations),
            ("audit-logs", &mut self.audit_logs),
            ("tenants", &mut self.tenants),
            ("tenant-agents", &mut self.tenant_agents),
            ("usage-daily", &mut self.usage_daily),
            ("approval-requests", &mut self.approval_requests),
            ("approval-decisions", &mut self.approval_decisions),
            ("operational-events", &mut self.operational_events),
            ("integrations", &mut self.integrations),
            ("users", &mut self.users),
            ("operational-commands", &mut self.operational_commands),
        ]
    }

    /// The names of an environment (`dev`, `staging`, `prod`): only the deployed stack's own table has its word.
    pub fn of_environment(environment: &str) -> Self {
        Self {
            agents: "agents".into(),
            activations: "agent_activations".into(),
            audit_logs: "audit_logs".into(),
            tenants: "tenants".into(),
            tenant_agents: "tenant_agents".into(),
            usage_daily: "tenant_usage_daily".into(),
            approval_requests: "approval_requests".into(),
            approval_decisions: "approval_decisions".into(),
            operational_events: "operational_events".into(),
            integrations: "tenant_integrations".into(),
            users: "users".into(),
            operational_commands: format!("alquimista-operational-commands-{environment}"),
        }
    }

    /// Every table with its shape, in the order in which they are described and created.
    pub fn specs(&self) -> [(&str, TableSpec); 12] {
        [
            (&self.agents, AGENTS),
            (&self.activations, ACTIVATIONS),
            (&self.audit_logs, AUDIT_LOGS),
            (&self.tenants, TENANTS),
            (&self.tenant_agents, TENANT_AGENTS),
            (&self.usage_daily, USAGE_DAILY),
            (&self.approval_requests, APPROVAL_REQUESTS),
            (&self.approval_decisions, APPROVAL_DECISIONS),
            (&self.operational_events, OPERATIONAL_EVENTS),
            (&self.integrations, INTEGRATIONS),
            (&self.users, USERS),
            (&self.operational_commands, OPERATIONAL_COMMANDS),
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

/// The operational dashboard's own table of activations, which nothing keeps equal to the other.
pub const TENANT_AGENTS: TableSpec = TableSpec::keyed(("tenant_id", S), Some(("agent_id", S)));

/// `sk` is `date#agent_id` (nothing behind the `#` for requests without an agent).
pub const USAGE_DAILY: TableSpec = TableSpec::keyed(("tenant_id", S), Some(("sk", S)));

pub const APPROVAL_REQUESTS: TableSpec = TableSpec::keyed(("id", S), None);

pub const APPROVAL_DECISIONS: TableSpec =
    TableSpec::keyed(("approval_id", S), Some(("approver_id", S)));

/// `sk` is `created_at#id`. The category is the partition, for a row need not name a tenant.
pub const OPERATIONAL_EVENTS: TableSpec = TableSpec::keyed(("event_category", S), Some(("sk", S)));

pub const INTEGRATIONS: TableSpec = TableSpec::keyed(("tenant_id", S), Some(("id", S)));

/// One row for both of the system's tables of people: `users` and `tenant_users`.
pub const USERS: TableSpec = TableSpec::keyed(("tenant_id", S), Some(("id", S)));

/// Commands of a tenant in the order of time.
pub const COMMANDS_BY_TENANT: &str = "tenant_id-created_at-index";
/// Commands of a status in the order of time.
pub const COMMANDS_BY_STATUS: &str = "status-created_at-index";

/// As deployed: a stream runs every `PENDING` command that is inserted here.
pub const OPERATIONAL_COMMANDS: TableSpec = TableSpec {
    partition: ("command_id", S),
    sort: Some(("created_at", S)),
    indexes: &[
        IndexSpec::all(
            COMMANDS_BY_TENANT,
            ("tenant_id", S),
            Some(("created_at", S)),
        ),
        IndexSpec::all(COMMANDS_BY_STATUS, ("status", S), Some(("created_at", S))),
    ],
    ttl: Some("ttl"),
    point_in_time_recovery: true,
};

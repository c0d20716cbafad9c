//! Seeds: readable TOML, compiled in, that becomes rows of the real tables.
//!
//! A section is a table (`[[tenants]]`, `[[conversations]]`, …) whose entries are raw items, or one
//! of three short forms: `[[chat]]` for a conversation, `[[month]]` for a month of usage and
//! `[[activity]]` for an agent's requests day by day.
//! Times are relative to the start. Values are explained in `seed/value.rs`.

mod activity;
mod chat;
pub mod generate;
mod load;
mod month;
mod value;
mod when;

use serde::de::DeserializeOwned;
use toml::Value;

pub use load::{Loaded, store};
pub use when::{Start, iso};

use super::raw::Item;
use super::tables::Tables;

/// A seed that cannot be used: where, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("seed {place}: {problem}")]
pub struct SeedError {
    /// The file, the entry and the attribute, such as `plaza.toml, chat[3].messages line 2`.
    pub place: String,
    pub problem: String,
}

impl SeedError {
    fn new(place: &str, problem: impl Into<String>) -> Self {
        Self {
            place: place.to_owned(),
            problem: problem.into(),
        }
    }
}

/// The seeds that are compiled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seed {
    /// Five tenants on an ordinary busy day.
    #[default]
    Plaza,
    /// Items that no reader should trust.
    Hostile,
}

impl Seed {
    /// The word on the command line and in the folder of a kept backend.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plaza => "plaza",
            Self::Hostile => "hostile",
        }
    }

    /// Names and texts of its files.
    pub fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Plaza => &[
                ("plaza.toml", include_str!("../../seeds/plaza.toml")),
                (
                    "plaza-chats-waiting.toml",
                    include_str!("../../seeds/plaza-chats-waiting.toml"),
                ),
                (
                    "plaza-chats-keyword.toml",
                    include_str!("../../seeds/plaza-chats-keyword.toml"),
                ),
                (
                    "plaza-chats-bot.toml",
                    include_str!("../../seeds/plaza-chats-bot.toml"),
                ),
                (
                    "plaza-products.toml",
                    include_str!("../../seeds/plaza-products.toml"),
                ),
                (
                    "plaza-usage.toml",
                    include_str!("../../seeds/plaza-usage.toml"),
                ),
                (
                    "plaza-agents.toml",
                    include_str!("../../seeds/plaza-agents.toml"),
                ),
                (
                    "plaza-activations.toml",
                    include_str!("../../seeds/plaza-activations.toml"),
                ),
                (
                    "plaza-alquimista-tenants.toml",
                    include_str!("../../seeds/plaza-alquimista-tenants.toml"),
                ),
                (
                    "plaza-alquimista-work.toml",
                    include_str!("../../seeds/plaza-alquimista-work.toml"),
                ),
                (
                    "plaza-alquimista-commands.toml",
                    include_str!("../../seeds/plaza-alquimista-commands.toml"),
                ),
                (
                    "plaza-alquimista-people.toml",
                    include_str!("../../seeds/plaza-alquimista-people.toml"),
                ),
                (
                    "plaza-tenant-agents.toml",
                    include_str!("../../seeds/plaza-tenant-agents.toml"),
                ),
                (
                    "plaza-audit.toml",
                    include_str!("../../seeds/plaza-audit.toml"),
                ),
                (
                    "notification.toml",
                    include_str!("../../seeds/notification.toml"),
                ),
                ("diatonic.toml", include_str!("../../seeds/diatonic.toml")),
                (
                    "diatonic-runs.toml",
                    include_str!("../../seeds/diatonic-runs.toml"),
                ),
            ],
            Self::Hostile => &[
                ("hostile.toml", include_str!("../../seeds/hostile.toml")),
                (
                    "hostile-types.toml",
                    include_str!("../../seeds/hostile-types.toml"),
                ),
                (
                    "hostile-market.toml",
                    include_str!("../../seeds/hostile-market.toml"),
                ),
                (
                    "hostile-alquimista.toml",
                    include_str!("../../seeds/hostile-alquimista.toml"),
                ),
                (
                    "hostile-notification.toml",
                    include_str!("../../seeds/hostile-notification.toml"),
                ),
                (
                    "hostile-diatonic.toml",
                    include_str!("../../seeds/hostile-diatonic.toml"),
                ),
            ],
        }
    }

    /// All its rows.
    ///
    /// # Errors
    /// The first place that cannot be read.
    pub fn rows(self, start: Start) -> Result<Vec<Row>, SeedError> {
        let mut rows = Vec::new();
        for (name, text) in self.files() {
            rows.extend(read(name, text, start)?);
        }
        Ok(rows)
    }
}

/// A table that a seed may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Tenants,
    Conversations,
    Customers,
    Products,
    TenantUsage,
    UsageMetrics,
    Agents,
    Activations,
    AuditLogs,
    AlquimistaTenants,
    TenantAgents,
    UsageDaily,
    ApprovalRequests,
    ApprovalDecisions,
    OperationalEvents,
    Integrations,
    OperationalCommands,
    AlquimistaUsers,
    NotificationUsers,
    DataSources,
    Notifications,
    SyncState,
    AgentTemplates,
    FlowNodes,
    AgentExecutions,
    Models,
    RunLogs,
    Runs,
}

impl Section {
    /// The section of this name in a seed file.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "tenants" => Self::Tenants,
            "conversations" => Self::Conversations,
            "customers" => Self::Customers,
            "products" => Self::Products,
            "tenant_usage" => Self::TenantUsage,
            "usage_metrics" => Self::UsageMetrics,
            "agents" => Self::Agents,
            "agent_activations" => Self::Activations,
            "audit_logs" => Self::AuditLogs,
            "agent_templates" => Self::AgentTemplates,
            "flow_node_configs" => Self::FlowNodes,
            "agent_execution_history" => Self::AgentExecutions,
            "lab_model_registry" => Self::Models,
            "experiment_run_logs" => Self::RunLogs,
            "experiment_runs" => Self::Runs,
            "alquimista_tenants" => Self::AlquimistaTenants,
            "tenant_agents" => Self::TenantAgents,
            "tenant_usage_daily" => Self::UsageDaily,
            "approval_requests" => Self::ApprovalRequests,
            "approval_decisions" => Self::ApprovalDecisions,
            "operational_events" => Self::OperationalEvents,
            "tenant_integrations" => Self::Integrations,
            "alquimista_users" => Self::AlquimistaUsers,
            "operational_commands" => Self::OperationalCommands,
            "notification_users" => Self::NotificationUsers,
            "data_sources" => Self::DataSources,
            "notifications" => Self::Notifications,
            "sync_state" => Self::SyncState,
            _ => return None,
        })
    }

    /// The name of its table in this deployment.
    pub fn table(self, tables: &Tables) -> &str {
        match self {
            Self::Tenants => &tables.marketplace.tenants,
            Self::Conversations => &tables.marketplace.conversations,
            Self::Customers => &tables.marketplace.customers,
            Self::Products => &tables.marketplace.products,
            Self::TenantUsage => &tables.marketplace.tenant_usage,
            Self::UsageMetrics => &tables.marketplace.usage_metrics,
            Self::Agents => &tables.alquimista.agents,
            Self::Activations => &tables.alquimista.activations,
            Self::AuditLogs => &tables.alquimista.audit_logs,
            Self::AlquimistaTenants => &tables.alquimista.tenants,
            Self::TenantAgents => &tables.alquimista.tenant_agents,
            Self::UsageDaily => &tables.alquimista.usage_daily,
            Self::ApprovalRequests => &tables.alquimista.approval_requests,
            Self::ApprovalDecisions => &tables.alquimista.approval_decisions,
            Self::OperationalEvents => &tables.alquimista.operational_events,
            Self::Integrations => &tables.alquimista.integrations,
            Self::AlquimistaUsers => &tables.alquimista.users,
            Self::OperationalCommands => &tables.alquimista.operational_commands,
            Self::NotificationUsers => &tables.notification.users,
            Self::DataSources => &tables.notification.data_sources,
            Self::Notifications => &tables.notification.notifications,
            Self::SyncState => &tables.notification.sync_state,
            Self::AgentTemplates => &tables.diatonic.templates,
            Self::FlowNodes => &tables.diatonic.nodes,
            Self::AgentExecutions => &tables.diatonic.executions,
            Self::Models => &tables.diatonic.models,
            Self::RunLogs => &tables.diatonic.run_logs,
            Self::Runs => &tables.diatonic.runs,
        }
    }
}

/// One item and the table it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub section: Section,
    pub item: Item,
}

impl Row {
    fn new(section: Section, item: Item) -> Self {
        Self { section, item }
    }
}

/// Reads one seed file.
///
/// # Errors
/// The place that cannot be read: a syntax error with its line, or an entry's path.
pub fn read(file: &str, text: &str, start: Start) -> Result<Vec<Row>, SeedError> {
    let sections: toml::Table = text
        .parse()
        .map_err(|e: toml::de::Error| SeedError::new(file, e.to_string()))?;
    let mut rows = Vec::new();
    for (name, entries) in &sections {
        let place = format!("{file}, {name}");
        let Value::Array(entries) = entries else {
            return Err(SeedError::new(
                &place,
                format!("write [[{name}]] for an entry"),
            ));
        };
        for (i, entry) in entries.iter().enumerate() {
            rows.extend(entry_rows(name, entry, &format!("{place}[{i}]"), start)?);
        }
    }
    Ok(rows)
}

fn entry_rows(name: &str, entry: &Value, place: &str, start: Start) -> Result<Vec<Row>, SeedError> {
    match name {
        "chat" => typed::<chat::Chat>(entry, place)?.rows(place, start),
        "activity" => typed::<activity::Activity>(entry, place)?.rows(place, start),
        "month" => typed::<month::Month>(entry, place)?.rows(place, start),
        _ => {
            let section = Section::named(name)
                .ok_or_else(|| SeedError::new(place, format!("there is no table {name:?}")))?;
            let Value::Table(table) = entry else {
                return Err(SeedError::new(place, "an entry is a table"));
            };
            Ok(vec![Row::new(section, value::item(table, place, start)?)])
        }
    }
}

fn typed<T: DeserializeOwned>(entry: &Value, place: &str) -> Result<T, SeedError> {
    entry
        .clone()
        .try_into()
        .map_err(|e: toml::de::Error| SeedError::new(place, e.message()))
}

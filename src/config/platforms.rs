//! The file's lower half: what a profile says about each system. Every name of a table can be given; what is
//! not given follows from the design, the environment or the prefix.

use super::delivery::Delivery;
use super::file::At;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// AI Marketplace Assistant.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Marketplace {
    pub at: At,
    /// Which of its deployments.
    pub design: Design,
    /// Whether the handler that answers customers looks at the pause of a conversation; nothing in the tables
    /// tells. As far as is known, that of `platform` does and the others do not.
    pub bot_reads_pause: Option<bool>,
    /// Tables by what they hold: tenants, conversations, customers, products, tenant-usage, usage-metrics.
    pub tables: BTreeMap<String, String>,
    /// The only tenants that this profile is for; all unless given.
    pub tenants: Option<Vec<String>>,
    /// Where its escalations are heard of.
    pub feed: Feed,
    /// How words of people reach its tenants' customers.
    pub delivery: Option<Delivery>,
}

/// The deployments of AI Marketplace Assistant (backend facts 1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Design {
    #[default]
    Platform,
    Handoff,
    Legacy,
}

/// The queue that escalations are heard from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Feed {
    /// Name of the SQS queue.
    pub queue: Option<String>,
    /// Names of the SNS topics that it is subscribed to.
    pub topics: Option<Vec<String>>,
}

/// AlquimistaAI.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Alquimista {
    pub at: At,
    /// The last word of its names: dev, staging or prod.
    pub environment: Option<String>,
    /// Tables by what they hold: agents, activations, tenants, operational-commands, …
    pub tables: BTreeMap<String, String>,
    /// Its own PostgreSQL; without it, the projection of its tables in DynamoDB.
    pub database: Option<Database>,
    /// EventBridge bus on which its switches are told.
    pub event_bus: Option<String>,
    /// Who we are in its own terms: admin, manager, operator, viewer, INTERNAL_ADMIN or INTERNAL_SUPPORT.
    pub standing: Option<String>,
    /// The only tenants that this profile is for; all unless given.
    pub tenants: Option<Vec<String>>,
}

/// A PostgreSQL database.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Database {
    /// A name, an address, or the folder of a unix socket.
    pub host: String,
    #[serde(default = "postgres_port")]
    pub port: u16,
    pub name: String,
    pub user: String,
    /// Authority that signed its certificate (PEM); needed for any other machine than this.
    pub ca: Option<PathBuf>,
    pub password: Option<Password>,
}

/// The place of a password, never the password.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Password {
    /// An environment variable.
    Variable(String),
    /// A file's first line.
    File(PathBuf),
    /// ARN of a secret in AWS Secrets Manager.
    Secret(String),
    /// A token that the account's permissions make (`rds-iam`), in this region.
    RdsIam(String),
}

fn postgres_port() -> u16 {
    5432
}

/// Diatonic AI / AI Nexus Workbench.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Diatonic {
    pub at: At,
    /// What the names of its tables begin with.
    pub prefix: Option<String>,
    /// Tables by what they hold: templates, nodes, executions, models, run-logs, runs.
    pub tables: BTreeMap<String, String>,
    /// Tenants to look for beside those that are met.
    pub known_tenants: Vec<String>,
    /// The only tenants that this profile is for; all unless given.
    pub tenants: Option<Vec<String>>,
}

/// The Notification Agent.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Notification {
    pub at: At,
    pub naming: Naming,
    /// The last word of its names: dev or prod.
    pub environment: Option<String>,
    /// Tables by what they hold: users, data-sources, notifications, sync-state.
    pub tables: BTreeMap<String, String>,
    /// The only users that this profile is for; all unless given.
    pub tenants: Option<Vec<String>>,
}

/// How the tables of the Notification Agent are named (backend facts 4.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Naming {
    /// With hyphens and the environment.
    #[default]
    Environment,
    /// Bare words with underscores.
    Bare,
}

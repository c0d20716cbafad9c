//! Tables of the Notification Agent: names and keys as its Terraform creates them, without any index
//! (backend facts 4.1). The deployment plan's own names are bare words with underscores.

use crate::aws::table::{KeyKind::S, TableSpec};

/// Names of the tables of one deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub users: String,
    pub data_sources: String,
    pub notifications: String,
    /// Not every deployment has it: [`super::Plan`] finds out.
    pub sync_state: String,
}

impl Default for Tables {
    /// The deployment `prod`.
    fn default() -> Self {
        Self::of_environment("prod")
    }
}

impl Tables {
    /// What each table holds, as a profile names it, with its name.
    pub fn names_mut(&mut self) -> [(&'static str, &mut String); 4] {
        [
            ("users", &mut self.users),
            ("data-sources", &mut self.data_sources),
            ("notifications", &mut self.notifications),
            ("sync-state", &mut self.sync_state),
        ]
    }

    /// The deployed names: `notification-agent-{table}-{environment}` (`prod`, `staging`, `dev`).
    pub fn of_environment(environment: &str) -> Self {
        let name = |table: &str| format!("notification-agent-{table}-{environment}");
        Self {
            users: name("users"),
            data_sources: name("data-sources"),
            notifications: name("notifications"),
            sync_state: name("sync-state"),
        }
    }

    /// The names of the deployment plan, which are also the defaults in the system's own code.
    pub fn bare() -> Self {
        Self {
            users: "users".into(),
            data_sources: "data_sources".into(),
            notifications: "notifications".into(),
            sync_state: "sync_state".into(),
        }
    }

    /// Every table with its shape, in the order in which they are described and created.
    pub fn specs(&self) -> [(&str, TableSpec); 4] {
        [
            (&self.users, USERS),
            (&self.data_sources, DATA_SOURCES),
            (&self.notifications, NOTIFICATIONS),
            (&self.sync_state, SYNC_STATE),
        ]
    }
}

/// `user_id` is the lower-cased e-mail address.
pub const USERS: TableSpec = TableSpec::keyed(("user_id", S), None);

pub const DATA_SOURCES: TableSpec = TableSpec::keyed(("user_id", S), Some(("source_id", S)));

/// `notification_id` is a Message-ID with its angle brackets, or `{source_id}_{seconds}`: no order of time.
pub const NOTIFICATIONS: TableSpec = TableSpec::keyed(("user_id", S), Some(("notification_id", S)));

pub const SYNC_STATE: TableSpec = TableSpec::keyed(("user_id", S), Some(("source_id", S)));

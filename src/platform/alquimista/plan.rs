//! What a deployment really has. Every table may be missing: then its part is not there. The names are bare
//! words, so a table with other keys is taken for somebody else's.

use super::schema::{COMMANDS_BY_STATUS, COMMANDS_BY_TENANT, Tables};
use super::tenants::Source;
use crate::aws::describe::TableShape;
use crate::aws::dynamo::Dynamo;
use crate::aws::table::TableSpec;
use crate::domain::problem::{Problem, Trouble};

/// What was found at start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Where tenants are listed; `None`: nothing names them.
    pub tenants: Option<Source>,
    /// The catalogue and the activations.
    pub agents: bool,
    /// The system's audit trail, without which nothing is switched.
    pub audit_logs: bool,
    /// The other table of activations.
    pub tenant_agents: bool,
    pub usage: bool,
    /// Requests and decisions, which only make sense together.
    pub approvals: bool,
    pub events: bool,
    pub integrations: bool,
    /// The people of tenants.
    pub users: bool,
    pub commands: Option<CommandIndexes>,
}

/// The indexes of the operational commands that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommandIndexes {
    pub by_tenant: bool,
    pub by_status: bool,
}

impl Plan {
    /// Describes every table. `None`: nothing of this system is here; a table of tenants alone is no sign of it.
    ///
    /// # Errors
    /// Any failure of a call but a missing table.
    pub async fn discover(dynamo: &Dynamo, tables: &Tables) -> Result<Option<Self>, Problem> {
        let shapes = futures::future::join_all(
            tables
                .specs()
                .map(|(name, spec)| async move { (name, spec, dynamo.describe(name).await) }),
        )
        .await;
        let mut found: Vec<(&str, TableShape)> = Vec::new();
        for (name, spec, shape) in shapes {
            match shape {
                Ok(shape) if keyed(&shape, spec) => found.push((name, shape)),
                Ok(_) => {}
                Err(why) if why.trouble == Trouble::MissingTable => {}
                Err(why) => return Err(why),
            }
        }
        let of = |table: &str| found.iter().find(|(name, _)| *name == table);
        let has = |table: &str| of(table).is_some();
        let tenants = if has(&tables.tenants) {
            Some(Source::Table)
        } else {
            has(&tables.activations).then_some(Source::Activations)
        };
        let plan = Self {
            tenants,
            agents: has(&tables.agents) && has(&tables.activations),
            audit_logs: has(&tables.audit_logs),
            tenant_agents: has(&tables.tenant_agents),
            usage: has(&tables.usage_daily),
            approvals: has(&tables.approval_requests) && has(&tables.approval_decisions),
            events: has(&tables.operational_events),
            integrations: has(&tables.integrations),
            users: has(&tables.users),
            commands: of(&tables.operational_commands).map(|(_, shape)| CommandIndexes {
                by_tenant: shape.has_index(COMMANDS_BY_TENANT),
                by_status: shape.has_index(COMMANDS_BY_STATUS),
            }),
        };
        Ok(plan.is_here().then_some(plan))
    }

    fn is_here(&self) -> bool {
        self.agents
            || self.usage
            || self.approvals
            || self.events
            || self.integrations
            || self.commands.is_some()
    }

    /// Whether there is a table of tenants.
    pub(super) fn has_tenant_table(&self) -> bool {
        self.tenants == Some(Source::Table)
    }

    /// Whether the commands of a status can be listed.
    pub(super) fn commands_by_status(&self) -> bool {
        self.commands.is_some_and(|found| found.by_status)
    }
}

fn keyed(shape: &TableShape, spec: TableSpec) -> bool {
    let sort = spec.sort.map(|(name, _)| name);
    shape.partition == spec.partition.0 && shape.sort.as_deref() == sort
}

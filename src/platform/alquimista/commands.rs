//! Operational commands: what became of them. Lists come from the table's two indexes, which may be a moment
//! behind; one command is read consistently.

use super::Plan;
use super::item::command::{Command, CommandId, CommandStatus, command};
use super::plan::CommandIndexes;
use super::schema::{COMMANDS_BY_STATUS, COMMANDS_BY_TENANT, Tables};
use crate::aws::dynamo::{Dynamo, Query};
use crate::domain::cost::Read;
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};

/// The order of a list of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    OldestFirst,
    NewestFirst,
}

/// The commands of a deployment.
#[derive(Clone, Debug)]
pub struct CommandHistory {
    dynamo: Dynamo,
    table: String,
    indexes: CommandIndexes,
}

impl CommandHistory {
    /// `None`: the deployment has no commands.
    pub fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Option<Self> {
        plan.commands.map(|indexes| Self {
            dynamo: dynamo.clone(),
            table: tables.operational_commands.clone(),
            indexes,
        })
    }

    /// One page of a tenant's commands, newest first, at most `limit`: one query. Commands about no tenant
    /// (queues, most health checks) are in no tenant's list.
    ///
    /// # Errors
    /// `MissingTable` without the index; `Invalid` for a foreign cursor; any failure of the call.
    pub async fn of_tenant(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<Command>, Problem> {
        self.has(self.indexes.by_tenant, COMMANDS_BY_TENANT)?;
        let mut query = Query::partition(&self.table, "tenant_id", tenant.as_str());
        query.index = Some(COMMANDS_BY_TENANT);
        query.newest_first = true;
        self.page(query, after, limit).await
    }

    /// One page of the commands of a status, at most `limit`: one query.
    ///
    /// # Errors
    /// As [`Self::of_tenant`].
    pub async fn by_status(
        &self,
        status: &CommandStatus,
        order: Order,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<Command>, Problem> {
        self.has(self.indexes.by_status, COMMANDS_BY_STATUS)?;
        let mut query = Query::partition(&self.table, "status", status.word());
        query.index = Some(COMMANDS_BY_STATUS);
        query.newest_first = order == Order::NewestFirst;
        self.page(query, after, limit).await
    }

    /// The newest commands of a status that were created at `until` or before, at most `limit`: one query.
    ///
    /// # Errors
    /// As [`Self::of_tenant`].
    pub(super) async fn until(
        &self,
        status: &CommandStatus,
        until: Option<&str>,
        limit: u32,
    ) -> Result<Page<Command>, Problem> {
        self.has(self.indexes.by_status, COMMANDS_BY_STATUS)?;
        let mut query = Query::partition(&self.table, "status", status.word());
        query.index = Some(COMMANDS_BY_STATUS);
        query.newest_first = true;
        query.sort_between = until.map(|until| ("created_at", "\u{0}", until));
        self.page(query, None, limit).await
    }

    /// The indexes that can be read.
    pub(super) fn indexes(&self) -> CommandIndexes {
        self.indexes
    }

    /// One command, read consistently.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn read(&self, id: &CommandId) -> Result<Read<Option<Command>>, Problem> {
        let read = self.dynamo.get(&self.table, id.key()).await?;
        Ok(Read {
            value: read.value.map(|item| command(&item, 0)),
            cost: read.cost,
        })
    }

    async fn page(
        &self,
        mut query: Query<'_>,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<Command>, Problem> {
        query.after = after;
        query.limit = Some(limit.max(1));
        let page = self.dynamo.query(query).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places.map(|(at, item)| command(item, at)).collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    fn has(&self, index: bool, name: &str) -> Result<(), Problem> {
        if index {
            return Ok(());
        }
        let subject = format!("{} {name}", self.table);
        Err(Problem::new(Trouble::MissingTable, subject, ""))
    }
}

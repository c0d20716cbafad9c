//! The four systems behind small capability ports. A platform is a set of optional ports, so
//! "this system has none" is a value, not an error. Readers and writers are separate values:
//! a console without writers cannot write.

pub mod alquimista;
mod attributes;
mod changing;
pub mod checkup;
pub mod diatonic;
pub mod marketplace;
pub mod notification;
mod stages;
mod telling;
mod value;

use crate::domain::agent::{Activation, Agent};
use crate::domain::change::Recorded;
use crate::domain::conversation::{ConversationRow, Message};
pub use crate::domain::cost::Read;
use crate::domain::escalation::{QueuePlan, WaitingWord};
pub use crate::domain::event::{Event, Published};
use crate::domain::id::{ConversationKey, MessageId, PlatformId, SwitchKey, TenantId};
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::revealed::Revealed;
use crate::domain::sheet::{SheetKey, SheetPage, Sheeted};
use crate::domain::tenant::Tenant;
use crate::domain::text::Text;
use crate::domain::usage::UsageMonth;
use crate::domain::work::{Work, WorkKey};
use async_trait::async_trait;
pub use changing::*;
use jiff::Timestamp;
use std::sync::Arc;
pub use telling::*;

/// What can be read of one system.
#[derive(Clone)]
pub struct Platform {
    pub id: PlatformId,
    pub tenants: Option<Arc<dyn Tenants>>,
    pub conversations: Option<Arc<dyn Conversations>>,
    pub switches: Option<Arc<dyn Switches>>,
    pub usage: Option<Arc<dyn Usage>>,
    pub work: Option<Arc<dyn WorkList>>,
    pub bodies: Option<Arc<dyn Bodies>>,
    pub sheets: Option<Arc<dyn Sheets>>,
}

/// What can be changed in one system.
#[derive(Clone)]
pub struct PlatformWriter {
    pub id: PlatformId,
    pub handoffs: Option<Arc<dyn Handoffs>>,
    pub switching: Option<Arc<dyn Switching>>,
    /// Instead of `switching`, where the system's rows are in a store of their own.
    pub turning: Option<Arc<dyn Turning>>,
    /// Where the system's events go; `None`: they wait in the outbox for a console that can send them.
    pub publisher: Option<Arc<dyn Publisher>>,
    pub deciding: Option<Arc<dyn Deciding>>,
    pub acting: Option<Arc<dyn Acting>>,
    /// What the system tells of escalations, where consoles can hear it.
    pub feed: Option<Arc<dyn Feed>>,
}

/// Tenants of a system.
#[async_trait]
pub trait Tenants: Send + Sync {
    /// One page of all tenants.
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem>;
    /// One tenant, read consistently.
    async fn read(&self, tenant: &TenantId) -> Result<Read<Option<Tenant>>, Problem>;
}

/// What a system stores of one conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub row: ConversationRow,
    /// Oldest first, as the system keeps them.
    pub messages: Vec<Message>,
}

/// Conversations of a system.
#[async_trait]
pub trait Conversations: Send + Sync {
    /// The cheapest plan for the queue that the table's indexes allow.
    fn queue_plan(&self) -> QueuePlan;
    /// Whether the bot reads the pause that a claim writes on a conversation's item; without it, it goes on
    /// answering beside a person.
    fn bot_reads_pause(&self) -> bool {
        true
    }
    /// Whether a tenant's conversations are found only among all rows of the table, page by page.
    fn scans(&self) -> bool {
        false
    }
    /// One page of a tenant's partition, at most `limit` items. The halves of a conversation
    /// may come as two rows, even on two pages.
    async fn sweep(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ConversationRow>, Problem>;
    /// One page of the rows with this status word, longest wait first. Only with [`QueuePlan::Index`].
    async fn waiting(
        &self,
        word: WaitingWord,
        after: Option<Cursor>,
    ) -> Result<Page<ConversationRow>, Problem>;
    /// All that is stored of one conversation, read consistently; `None` when there is no item of it.
    async fn read(&self, key: &ConversationKey) -> Result<Read<Option<Stored>>, Problem>;
    /// The customer's number in full; `None` where the system stores none. Only after it was audited.
    async fn number(&self, _: &ConversationKey) -> Result<Option<Revealed>, Problem> {
        Ok(None)
    }
}

/// Bodies of messages that no list and no transcript holds, because they are private: read one by one, and
/// only when a person asks for it.
#[async_trait]
pub trait Bodies: Send + Sync {
    /// The body of one message of a conversation; `None`: there is no such message, or it has no body.
    async fn body(
        &self,
        key: &ConversationKey,
        message: &MessageId,
    ) -> Result<Read<Option<Text>>, Problem>;
}

/// Agents and their switches.
#[async_trait]
pub trait Switches: Send + Sync {
    /// The catalogue; empty where the system has none (the bot of a tenant is no catalogue entry).
    async fn catalogue(&self) -> Result<Page<Agent>, Problem>;
    /// The switches of one tenant; agents of the catalogue without a row come as `Absent`.
    async fn of_tenant(
        &self,
        tenant: &TenantId,
        catalogue: &[Agent],
    ) -> Result<Page<Activation>, Problem>;
    /// One switch, read consistently; `None` when there is no such agent or tenant.
    async fn read(&self, key: &SwitchKey) -> Result<Read<Option<Activation>>, Problem>;
    /// One page of what the system itself wrote down of a tenant's agents in a stretch of time, newest first: turns
    /// of switches and runs. `None`: it keeps no such trail.
    async fn recorded(
        &self,
        _: &TenantId,
        _: Span,
        _: Option<Cursor>,
    ) -> Result<Option<Page<Recorded>>, Problem> {
        Ok(None)
    }
}

/// Usage of tenants.
#[async_trait]
pub trait Usage: Send + Sync {
    /// The newest `months` months of a tenant, newest first.
    async fn months(&self, tenant: &TenantId, months: u32) -> Result<Page<UsageMonth>, Problem>;
}

/// What waits for a person and is no conversation.
#[async_trait]
pub trait WorkList: Send + Sync {
    /// One page of what waits, over all tenants of the system. Pages follow each other through all kinds.
    async fn open(&self, now: Timestamp, after: Option<Cursor>) -> Result<Page<Work>, Problem>;
    /// One of them, read consistently where the table can; `None`: it is not there.
    async fn read(&self, key: &WorkKey, now: Timestamp) -> Result<Read<Option<Work>>, Problem>;
}

/// Sheets of a system, see [`crate::domain::sheet`].
#[async_trait]
pub trait Sheets: Send + Sync {
    /// The kinds that there are behind this connection: those whose tables are not there are left out.
    fn kinds(&self) -> Sheeted;
    /// One page of a sheet: a bounded number of calls.
    ///
    /// # Errors
    /// `Invalid` for a sheet, a narrowing or a cursor that the system does not have; any failure of a call.
    async fn page(
        &self,
        key: &SheetKey,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem>;
}

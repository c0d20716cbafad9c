//! The four systems behind small capability ports. A platform is a set of optional ports, so
//! "this system has none" is a value, not an error. Readers and writers are separate values:
//! a console without writers cannot write.

pub mod alquimista;
mod attributes;
pub mod checkup;
pub mod diatonic;
pub mod marketplace;
pub mod notification;
mod stages;
mod value;

use crate::aws::transaction::QuietItem;
use crate::domain::agent::{Activation, Agent, Toggle};
use crate::domain::briefing::{Told, Unread};
use crate::domain::conversation::{ConversationRow, Message, Record};
pub use crate::domain::cost::Read;
use crate::domain::escalation::{QueuePlan, WaitingWord};
pub use crate::domain::event::{Event, Published};
use crate::domain::handoff::Actor;
use crate::domain::id::{ConversationKey, IntentId, MessageId, PlatformId, SwitchKey, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::sheet::{Deed, SheetKey, SheetPage, Sheeted};
use crate::domain::tenant::Tenant;
use crate::domain::text::Text;
use crate::domain::usage::UsageMonth;
use crate::domain::work::{Decided, Decision, Work, WorkKey};
use async_trait::async_trait;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;

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

/// What a conditional write on a system's item came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Write<T> {
    Done(T),
    /// The item is not as it was seen; nothing was written.
    Stale,
}

/// Writes on a system's conversation item: one plain conditional update each, never in a transaction.
#[async_trait]
pub trait Handoffs: Send + Sync {
    /// Writes the word that pauses the bot, `assignedAgent`, `humanTakeoverTime` and a later `updatedAt`
    /// (always, even when the word is there already), on the condition that `updatedAt` is as in `seen`.
    /// Answers the record as written.
    async fn pause(
        &self,
        key: &ConversationKey,
        seen: &Record,
        operator: &Text,
        now: Timestamp,
    ) -> Result<Write<Record>, Problem>;
    /// Creates the escalation record of an existing conversation that never escalated, so that the bot
    /// finds its pause there. Stale when a record exists by now.
    async fn open_record(
        &self,
        key: &ConversationKey,
        reason: &Text,
        operator: &Text,
        now: Timestamp,
    ) -> Result<Write<Record>, Problem>;
    /// Writes `ACTIVE`, `resolutionTime`, `resolvedBy`, a later `updatedAt`, and removes `assignedAgent`,
    /// on the condition that `updatedAt` is as in `seen`.
    async fn resume(
        &self,
        key: &ConversationKey,
        seen: &Record,
        operator: &Text,
        now: Timestamp,
    ) -> Result<Write<Record>, Problem>;
    /// Appends a reply to the item's `messages` where there is such a list (`false`: there is none).
    /// A courtesy for the bot's context; nothing depends on it.
    async fn append_reply(&self, key: &ConversationKey, reply: &Message) -> Result<bool, Problem>;
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
}

/// A toggle made ready for one transaction with our audit row.
pub struct PreparedToggle {
    /// The change of the system's row first, then the system's own audit row where it has one.
    pub items: Vec<QuietItem>,
    /// The row's `updated_at` after the change: how a later reader knows that the row is as we left it.
    pub version: String,
    /// The system's status word before and after.
    pub before: String,
    pub after: String,
}

/// Changes of switches.
pub trait Switching: Send + Sync {
    /// Whether the system's own rules let these people do it at all, known without a call.
    ///
    /// # Errors
    /// `NotPermitted`.
    fn permitted(&self) -> Result<(), Problem> {
        Ok(())
    }
    /// Items that make the toggle, conditional on `toggle.seen`.
    /// `previous` is the word that was replaced when it was last switched off, where known.
    fn prepare(
        &self,
        toggle: &Toggle,
        previous: Option<&str>,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<PreparedToggle, Problem>;
}

/// What a toggle made of the system's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedRow {
    /// The row's `updated_at` after the change, exactly as stored.
    pub version: String,
    /// The system's status word before (empty: there was no row) and after.
    pub before: String,
    pub after: String,
}

/// What came of a toggle that the system's own store performs.
#[derive(Clone, Debug, PartialEq)]
pub enum Turned {
    Done(TurnedRow),
    /// The row is not as it was seen; nothing was written.
    Changed,
    /// It was sent to be made durable, and no answer came: [`Turning::settle`] tells.
    Unknown(Problem),
}

/// Changes of switches in a store that cannot join a transaction of ours: the row and the system's own audit
/// row change together there, and that audit row carries the intent.
#[async_trait]
pub trait Turning: Send + Sync {
    /// Whether the system's own rules let these people do it at all, known without a call.
    ///
    /// # Errors
    /// `NotPermitted`.
    fn permitted(&self) -> Result<(), Problem> {
        Ok(())
    }
    /// Performs the toggle, conditional on `toggle.seen`, and only until `until`.
    ///
    /// # Errors
    /// Failures after which it is certain that nothing changed, or will.
    async fn turn(
        &self,
        toggle: &Toggle,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Turned, Problem>;
    /// Whether the toggle of an intent happened, read behind any attempt that is still under way. `None`: it
    /// did not, and after its `until` never will.
    ///
    /// # Errors
    /// Any failure of a call: nobody can tell yet.
    async fn settle(&self, intent: &IntentId) -> Result<Option<TurnedRow>, Problem>;
    /// What the system tells others of such a toggle.
    fn event(&self, toggle: &Toggle, actor: &Actor, intent: &IntentId, now: Timestamp) -> Event;
}

/// The bus on which a system's events go out.
#[async_trait]
pub trait Publisher: Send + Sync {
    /// Sends events; one answer for each, in their order.
    ///
    /// # Errors
    /// Any failure of the call: some of them may be out.
    async fn publish(&self, events: &[Event]) -> Result<Vec<Published>, Problem>;
}

/// A message of a feed, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The same however often it is received.
    pub id: String,
    /// By which it is discarded.
    pub receipt: String,
    pub told: Result<Told, Unread>,
}

/// What a system tells of escalations: a queue that consoles drain together.
#[async_trait]
pub trait Feed: Send + Sync {
    /// At most ten messages; waits at most `wait` for the first. Each comes again after a while unless it is
    /// discarded.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn receive(&self, wait: Duration) -> Result<Vec<Heard>, Problem>;
    /// Takes a message out for good.
    ///
    /// # Errors
    /// Any failure of the call: it may come again.
    async fn discard(&self, receipt: &str) -> Result<(), Problem>;
    /// Where a customer's conversation may be, the likeliest first; never empty.
    fn conversations_of(&self, tenant: &TenantId, phone: &str) -> Vec<ConversationKey>;
}

/// A topic that tells of escalations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicSeen {
    pub arn: String,
    pub exists: bool,
    /// It tells our queue.
    pub subscribed: bool,
}

/// A feed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedSeen {
    /// Names of the queue and of the queue of its dead letters.
    pub queue: String,
    pub dead: String,
    /// Both are there and as they should be.
    pub is_shaped: bool,
    pub topics: Vec<TopicSeen>,
}

impl FeedSeen {
    /// Whether nothing is missing.
    pub fn is_ready(&self) -> bool {
        self.is_shaped && self.unsubscribed().next().is_none() && !self.existing().is_empty()
    }

    /// The topics that exist.
    pub fn existing(&self) -> Vec<String> {
        let topics = self.topics.iter().filter(|topic| topic.exists);
        topics.map(|topic| topic.arn.clone()).collect()
    }

    /// The topics that exist and do not tell our queue.
    pub fn unsubscribed(&self) -> impl Iterator<Item = &str> {
        let topics = self.topics.iter();
        let missing = topics.filter(|topic| topic.exists && !topic.subscribed);
        missing.map(|topic| topic.arn.as_str())
    }
}

/// The making of a feed. Each step done twice is as good as once.
#[async_trait]
pub trait FeedMaking: Send + Sync {
    /// Looks at what is there and changes nothing.
    async fn look(&self) -> Result<FeedSeen, Problem>;
    /// Makes the queues, or makes them what they should be.
    async fn make_queues(&self, seen: &FeedSeen) -> Result<(), Problem>;
    /// Subscribes the queue to a topic.
    async fn subscribe(&self, topic: &str) -> Result<(), Problem>;
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

/// A decision that was or is to be made, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Ruled<'a> {
    pub key: &'a WorkKey,
    pub decision: Decision,
    pub comment: &'a Text,
    pub actor: &'a Actor,
    pub intent: &'a IntentId,
    pub at: Timestamp,
}

/// Decisions about what waits: one conditional write each, on the condition that the row is as it was seen.
#[async_trait]
pub trait Deciding: Send + Sync {
    /// Whether the system's own rules let these people do it at all, known without a call.
    ///
    /// # Errors
    /// `NotPermitted`.
    fn permitted(&self) -> Result<(), Problem> {
        Ok(())
    }
    /// Decides. `comment` is the person's reason.
    async fn decide(
        &self,
        seen: &Work,
        decision: Decision,
        comment: &Text,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<Decided, Problem>;
    /// What the system tells others of a decision that leaves the request in this state. `None`: nothing, so
    /// there is nothing to send after it.
    fn event(&self, _: &Ruled<'_>, _: &str) -> Option<Event> {
        None
    }
    /// The state in which the decision of an intent left the request, read behind any attempt that is still
    /// under way. `None`: it was not made, and never will. Asked only where there is an event.
    ///
    /// # Errors
    /// Any failure of a call: nobody can tell yet.
    async fn settle(&self, _: &IntentId) -> Result<Option<Text>, Problem> {
        Ok(None)
    }
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

/// What can be done in sheets: one conditional write each.
#[async_trait]
pub trait Acting: Send + Sync {
    /// Whether the system's own rules let these people do anything here, known without a call.
    ///
    /// # Errors
    /// `NotPermitted`.
    fn permitted(&self) -> Result<(), Problem> {
        Ok(())
    }
    /// Does it, once for an intent however often it is carried out.
    ///
    /// # Errors
    /// `Invalid` for what makes no sense, before any call; failures after which it is certain that nothing
    /// changed.
    async fn act(
        &self,
        deed: &Deed,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<Decided, Problem>;
}

//! Ports that change a system: one conditional write each, on the condition that things are as they were seen.

use crate::aws::transaction::QuietItem;
use crate::domain::agent::Toggle;
use crate::domain::conversation::{Message, Record};
use crate::domain::event::{Event, Published};
use crate::domain::handoff::Actor;
use crate::domain::id::{ConversationKey, IntentId};
use crate::domain::problem::Problem;
use crate::domain::sheet::Deed;
use crate::domain::text::Text;
use crate::domain::work::{Decided, Decision, Work, WorkKey};
use async_trait::async_trait;
use jiff::Timestamp;

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

//! What was done, by whom, to what, from what state to what state, and why. Rows are only ever put.

use super::handoff::Fence;
use super::id::{IntentId, PlatformId, TenantId};
use super::text::Text;
use jiff::Timestamp;
use serde::Serialize;

/// The actions that leave a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Action {
    #[serde(rename = "claim")]
    Claim,
    #[serde(rename = "pause.verified")]
    PauseVerified,
    #[serde(rename = "takeover.record")]
    TakeoverRecord,
    /// A claim was taken from another who held it.
    #[serde(rename = "steal")]
    Steal,
    /// A pause that the bot had overwritten was written again.
    #[serde(rename = "pause.reasserted")]
    PauseReasserted,
    /// The bot spoke although a person had taken over; one row for a message.
    #[serde(rename = "bot.overrun")]
    BotOverrun,
    /// Its owner said nothing while the customer waited, so it went back to the queue.
    #[serde(rename = "returned")]
    Returned,
    #[serde(rename = "reply")]
    Reply,
    /// The words went out although the claim was lost meanwhile.
    #[serde(rename = "reply.sent_after_loss")]
    SentAfterLoss,
    /// A reply of unknown outcome was sent again.
    #[serde(rename = "reply.resent")]
    ReplyResent,
    /// It was given up whether a reply went out.
    #[serde(rename = "reply.dropped")]
    ReplyDropped,
    #[serde(rename = "note")]
    Note,
    #[serde(rename = "handback")]
    HandBack,
    #[serde(rename = "resolve")]
    Resolve,
    /// A resolved conversation is taken again.
    #[serde(rename = "reopen")]
    Reopen,
    #[serde(rename = "snooze")]
    Snooze,
    #[serde(rename = "assign")]
    Assign,
    /// The targets of a tenant were set.
    #[serde(rename = "sla.set")]
    SlaSet,
    /// From which share on a tenant's usage alerts was set, or taken away.
    #[serde(rename = "usage.alert_set")]
    UsageAlertSet,
    #[serde(rename = "agent.on")]
    AgentOn,
    #[serde(rename = "agent.off")]
    AgentOff,
    /// A person is about to decide; the row that says what came of it follows.
    #[serde(rename = "work.asked")]
    WorkAsked,
    #[serde(rename = "work.approved")]
    WorkApproved,
    #[serde(rename = "work.rejected")]
    WorkRejected,
    #[serde(rename = "work.cancelled")]
    WorkCancelled,
    /// The queue of escalations is about to be made.
    #[serde(rename = "feed.init")]
    FeedInit,
    /// The index of the queue is about to be added.
    #[serde(rename = "index.init")]
    IndexInit,
    /// A person is about to do something in a sheet; the row that says what came of it follows.
    #[serde(rename = "deed.asked")]
    DeedAsked,
    #[serde(rename = "product.sold")]
    ProductSold,
    #[serde(rename = "command.issued")]
    CommandIssued,
    /// A person is about to see a customer's whole number.
    #[serde(rename = "reveal")]
    Reveal,
    /// It was not done, or nobody can tell: the state after it says which.
    #[serde(rename = "deed.ended")]
    DeedEnded,
    /// An operation over many tenants was decided.
    #[serde(rename = "op.planned")]
    OpPlanned,
    /// A second person agreed to it.
    #[serde(rename = "op.approved")]
    OpApproved,
    /// It went on without a second person.
    #[serde(rename = "op.break_glass")]
    BreakGlass,
    #[serde(rename = "op.resumed")]
    OpResumed,
    /// Each tenant goes back to the state that it had.
    #[serde(rename = "op.rollback")]
    OpRollback,
    /// A canned reply of the team was kept, or taken away.
    #[serde(rename = "canned.set")]
    CannedSet,
    #[serde(rename = "canned.removed")]
    CannedRemoved,
    /// A person said that he is on an alarm.
    #[serde(rename = "alarm.acknowledged")]
    AlarmAcknowledged,
    #[serde(rename = "incident.opened")]
    IncidentOpened,
    /// A note on it; what it says is in its timeline.
    #[serde(rename = "incident.note")]
    IncidentNoted,
    #[serde(rename = "incident.closed")]
    IncidentClosed,
}

impl Action {
    const ALL: [Self; 43] = [
        Self::Reveal,
        Self::Claim,
        Self::PauseVerified,
        Self::TakeoverRecord,
        Self::Steal,
        Self::PauseReasserted,
        Self::BotOverrun,
        Self::Returned,
        Self::Reply,
        Self::SentAfterLoss,
        Self::ReplyResent,
        Self::ReplyDropped,
        Self::Note,
        Self::HandBack,
        Self::Resolve,
        Self::Reopen,
        Self::Snooze,
        Self::Assign,
        Self::SlaSet,
        Self::UsageAlertSet,
        Self::AgentOn,
        Self::AgentOff,
        Self::WorkAsked,
        Self::WorkApproved,
        Self::WorkRejected,
        Self::WorkCancelled,
        Self::FeedInit,
        Self::IndexInit,
        Self::DeedAsked,
        Self::ProductSold,
        Self::CommandIssued,
        Self::DeedEnded,
        Self::OpPlanned,
        Self::OpApproved,
        Self::BreakGlass,
        Self::OpResumed,
        Self::OpRollback,
        Self::CannedSet,
        Self::CannedRemoved,
        Self::AlarmAcknowledged,
        Self::IncidentOpened,
        Self::IncidentNoted,
        Self::IncidentClosed,
    ];

    /// The word in the table and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::PauseVerified => "pause.verified",
            Self::TakeoverRecord => "takeover.record",
            Self::Steal => "steal",
            Self::PauseReasserted => "pause.reasserted",
            Self::BotOverrun => "bot.overrun",
            Self::Returned => "returned",
            Self::Reply => "reply",
            Self::SentAfterLoss => "reply.sent_after_loss",
            Self::ReplyResent => "reply.resent",
            Self::ReplyDropped => "reply.dropped",
            Self::Note => "note",
            Self::HandBack => "handback",
            Self::Resolve => "resolve",
            Self::Reopen => "reopen",
            Self::Snooze => "snooze",
            Self::Assign => "assign",
            Self::SlaSet => "sla.set",
            Self::UsageAlertSet => "usage.alert_set",
            Self::AgentOn => "agent.on",
            Self::AgentOff => "agent.off",
            Self::WorkAsked => "work.asked",
            Self::WorkApproved => "work.approved",
            Self::WorkRejected => "work.rejected",
            Self::WorkCancelled => "work.cancelled",
            Self::FeedInit => "feed.init",
            Self::IndexInit => "index.init",
            Self::DeedAsked => "deed.asked",
            Self::ProductSold => "product.sold",
            Self::CommandIssued => "command.issued",
            Self::Reveal => "reveal",
            Self::DeedEnded => "deed.ended",
            Self::OpPlanned => "op.planned",
            Self::OpApproved => "op.approved",
            Self::BreakGlass => "op.break_glass",
            Self::OpResumed => "op.resumed",
            Self::OpRollback => "op.rollback",
            Self::CannedSet => "canned.set",
            Self::CannedRemoved => "canned.removed",
            Self::AlarmAcknowledged => "alarm.acknowledged",
            Self::IncidentOpened => "incident.opened",
            Self::IncidentNoted => "incident.note",
            Self::IncidentClosed => "incident.closed",
        }
    }

    /// Reads the word back; `None` for one that a newer console wrote.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.word() == word)
    }

    /// Whether the row is also listed among the day's changes (toggles and configuration).
    pub fn is_change(self) -> bool {
        matches!(
            self,
            Self::AgentOn
                | Self::AgentOff
                | Self::FeedInit
                | Self::IndexInit
                | Self::SlaSet
                | Self::OpPlanned
                | Self::OpApproved
                | Self::BreakGlass
                | Self::OpResumed
                | Self::OpRollback
                | Self::UsageAlertSet
        )
    }
}

/// One row of the audit trail.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// ULID: also the order of rows.
    pub id: String,
    pub at: Timestamp,
    pub platform: PlatformId,
    pub tenant: TenantId,
    /// Identity of the actor.
    pub actor: String,
    /// Name of the actor as shown.
    pub name: Text,
    /// The action's word, kept even where this version does not know it.
    pub action: Text,
    /// What it was done to: a conversation or an agent, as its key is.
    pub target: String,
    pub before: Option<Text>,
    pub after: Option<Text>,
    pub reason: Option<Text>,
    pub intent: IntentId,
    pub fence: Option<Fence>,
    /// Joins the rows of one action on many conversations.
    pub bulk: Option<String>,
}

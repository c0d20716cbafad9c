//! What must happen outside: the shell runs each effect and sends its outcome back as a message.

use super::alerts::Alert;
use super::logs::Wanted;
use super::logs::out::Out;
use super::shift::{Ask, Deed as Incident, Write};
use crate::domain::agent::{Activation, Toggle, Turn};
use crate::domain::alarm::Condition;
use crate::domain::arranged::Arrange;
use crate::domain::bulk::Triage;
use crate::domain::burn::Level;
use crate::domain::escalation::WaitingWord;
use crate::domain::gauge::Range;
use crate::domain::guard::Activity;
use crate::domain::handoff::Fence;
use crate::domain::id::{ConversationKey, MessageId, OpId, PlatformId, SwitchKey, TenantKey};
use crate::domain::kill::Target;
use crate::domain::metric::MetricQuery;
use crate::domain::operation::Operate;
use crate::domain::page::Cursor;
use crate::domain::reply::Doubt;
use crate::domain::sheet::{Deed, SheetKey};
use crate::domain::template::Template;
use crate::domain::text::Text;
use crate::domain::work::{Decision, Work};
use jiff::Timestamp;

/// One thing to do outside of the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Connect (again) to the backend; answered by `Msg::Connected`.
    Connect,
    /// Connect to another profile of the configuration file; answered by `Msg::Connected`.
    Open {
        profile: String,
    },
    Load(Load),
    Do(Verb),
    /// Keep the text of an unsent reply in the journal; an empty text forgets it.
    SaveDraft {
        key: ConversationKey,
        text: String,
    },
    /// Keep in the journal how far a conversation was seen.
    KeepLooked {
        key: ConversationKey,
        at: Timestamp,
    },
    /// Remember in the journal that an ending waits to be written, or waits no more.
    KeepLeaving {
        key: ConversationKey,
        leaving: bool,
    },
    /// Tell others that a person is in a conversation.
    Appear {
        key: ConversationKey,
        activity: Activity,
    },
    /// Write a file that only this person may read; answered by `Msg::Wrote`.
    Write(Box<Write>),
    /// Put text on the clipboard of the person's terminal.
    Copy(String),
    Bell,
    /// Lines that leave the console; answered by `Msg::PutOut`.
    Out(Out),
    /// Name the terminal.
    Title(String),
    /// Have the terminal notify a person who looks elsewhere (OSC 9, OSC 777).
    Alert(Alert),
    /// Draw every cell again, whatever the terminal shows.
    Redraw,
    /// Give the terminal back to the shell that started us, until resumed.
    Suspend,
    Quit,
}

/// A read. At most one of each value is in flight; the state sees to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Load {
    /// One page of the tenants of a system.
    Tenants {
        platform: PlatformId,
        after: Option<Cursor>,
    },
    /// One page of a tenant's partition in pass number `pass`.
    Sweep {
        pass: u64,
        tenant: TenantKey,
        after: Option<Cursor>,
    },
    /// One page of the queue index in pass number `pass`.
    Queue {
        pass: u64,
        word: WaitingWord,
        after: Option<Cursor>,
    },
    /// One page of what waits in a system and is no conversation.
    Work {
        platform: PlatformId,
        after: Option<Cursor>,
    },
    /// All open claims.
    Claims,
    /// The targets of a system's tenants.
    Targets {
        platform: PlatformId,
    },
    Conversation {
        key: ConversationKey,
    },
    /// The same of one that is ours, or was a moment ago, and is not on screen.
    Owned {
        key: ConversationKey,
    },
    /// Who else is in a conversation.
    Present {
        key: ConversationKey,
    },
    /// Bodies of messages that a person asked for.
    Bodies {
        key: ConversationKey,
        messages: Vec<MessageId>,
    },
    /// The catalogue of agents.
    Catalogue,
    /// The switches of one tenant, with its bot.
    Switches {
        tenant: TenantKey,
    },
    Usage {
        tenant: TenantKey,
    },
    /// The team's canned replies.
    Canned {
        platform: PlatformId,
    },
    /// Releases by people in this month.
    Endings {
        tenants: Vec<TenantKey>,
    },
    /// Waits for what a system tells of escalations, and keeps it.
    Feed {
        platform: PlatformId,
    },
    /// Sends the events that wait to go out.
    Outbox,
    /// Looks after replies on their way, and asks the providers of these what became of them.
    Replies {
        ask: Vec<(ConversationKey, MessageId)>,
    },
    /// Conversations that something was told of.
    Heard {
        keys: Vec<ConversationKey>,
    },
    /// Alarms and computed conditions of a system.
    Health {
        platform: PlatformId,
    },
    /// One page of what happened to an alarm.
    AlarmHistory {
        platform: PlatformId,
        name: Text,
        after: Option<Cursor>,
    },
    /// The gauges of a system over a range.
    Metrics {
        platform: PlatformId,
        range: Range,
    },
    /// One metric, as an alarm looks at it.
    Metric {
        platform: PlatformId,
        query: MetricQuery,
        range: Range,
    },
    /// A condition that no alarm watches over a range, in points of so many seconds.
    Condition {
        platform: PlatformId,
        condition: Condition,
        period: u32,
        range: Range,
    },
    /// What was changed in a system within a range.
    Marks {
        platform: PlatformId,
        range: Range,
    },
    /// Who is on which alarm, and what was called.
    Acks,
    /// Whom a switch touches.
    Blast {
        target: Target,
        turn: Turn,
    },
    /// Operations and what is still off; what is due is done.
    Operations,
    /// One operation.
    Operation {
        id: OpId,
    },
    /// A switch as it is now, and who made it so.
    Theirs {
        key: SwitchKey,
    },
    /// Whether anything was seen of an agent since it was switched off.
    Sight {
        target: Target,
        since: Timestamp,
    },
    /// Something of logs or traces. `asked`: by what its answer is known.
    Log {
        asked: u64,
        what: Wanted,
    },
    /// What on-call people look at.
    Shift(Ask),
    /// One page of a sheet. `asked`: by what its answer is known.
    Sheet {
        asked: u64,
        key: SheetKey,
        after: Option<Cursor>,
    },
}

/// A write, decided and confirmed by a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// `takeover`: why a person takes a conversation that nobody escalated.
    Claim {
        key: ConversationKey,
        takeover: Option<Text>,
    },
    /// `id` (a local number) names the attempt on screen until the outcome brings the row's own id.
    Reply {
        key: ConversationKey,
        local: MessageId,
        text: String,
        /// Time of the newest message that its writer has seen; `None`: that is not known.
        seen: Option<Timestamp>,
    },
    /// Sends a reply that is recorded.
    Deliver {
        key: ConversationKey,
        reply: MessageId,
    },
    /// What a person decided about a reply of which nobody can tell whether it went out.
    SettleDoubt {
        key: ConversationKey,
        reply: MessageId,
        doubt: Doubt,
    },
    /// Records an approved text of the provider as a reply.
    Template {
        key: ConversationKey,
        local: MessageId,
        template: Template,
        /// As many as it has places.
        values: Vec<String>,
    },
    Note {
        key: ConversationKey,
        local: MessageId,
        text: String,
    },
    /// Reads the customer's whole number, once the reason is in the audit trail.
    ShowNumber {
        key: ConversationKey,
        reason: Text,
    },
    HandBack {
        key: ConversationKey,
    },
    /// With what the bot should know.
    HandBackWith {
        key: ConversationKey,
        summary: Text,
    },
    Resolve {
        key: ConversationKey,
    },
    /// Back to the queue: its owner was silent.
    Return {
        key: ConversationKey,
    },
    /// Takes it from the one who held it at the fence `seen`.
    Steal {
        key: ConversationKey,
        seen: Fence,
        reason: Text,
    },
    /// Writes a pause again that was overwritten.
    Reassert {
        key: ConversationKey,
    },
    /// Audits that the bot spoke all the same.
    Overrun {
        key: ConversationKey,
        message: MessageId,
        at: Timestamp,
    },
    /// Puts it off, or means it for a person.
    Arrange {
        key: ConversationKey,
        what: Arrange,
    },
    /// Takes a resolved one again.
    Reopen {
        key: ConversationKey,
    },
    /// One conversation of an action on many.
    Triage(Triage),
    Toggle(Toggle),
    /// Asks whether an alert of a tenant's usage is this console's to give.
    AlertUsage {
        tenant: TenantKey,
        level: Level,
    },
    /// Sets from which share on a tenant's usage alerts; `None`: as all do.
    SetUsageAlert {
        tenant: TenantKey,
        percent: Option<u8>,
    },
    /// Says that this person is on an alarm.
    Acknowledge {
        platform: PlatformId,
        name: Text,
        word: Option<Text>,
    },
    /// Switches one off, and on again at `until`; `base`: as it was seen.
    SwitchOff {
        toggle: Toggle,
        base: Box<Activation>,
        until: Option<Timestamp>,
    },
    /// Does something with an operation over many tenants.
    Operate(Operate),
    /// Opens an incident, notes on it, closes it.
    Incident(Incident),
    /// Decides what waits, as it was seen.
    Decide {
        work: Box<Work>,
        decision: Decision,
        comment: Text,
    },
    /// Does something in a sheet, as it was seen.
    Act {
        deed: Deed,
        reason: Text,
    },
}

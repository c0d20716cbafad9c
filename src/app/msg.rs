//! All that can reach the state, in values that can be logged and played again.

use super::command::Command;
use super::effect::{Load, Verb};
use super::logs::Brought;
use super::logs::out::{Out, Put};
use super::shift::{Came, Told as Shown};
use crate::domain::ack::{Ack, Acked};
use crate::domain::agent::{Activation, Agent, Toggle, Toggled};
use crate::domain::alarm::{Happening, Health};
use crate::domain::arranged::Arranging;
use crate::domain::briefing::Drained;
use crate::domain::bulk::Triaged;
use crate::domain::burn::{Metered, ThresholdSet};
use crate::domain::calls::Used;
use crate::domain::canned::Canned;
use crate::domain::change::Changes;
use crate::domain::conflict::Theirs;
use crate::domain::conversation::{ConversationRow, Message};
use crate::domain::escalation::QueuePlan;
use crate::domain::event::Relayed;
use crate::domain::gauge::Readings;
use crate::domain::guard::Present;
use crate::domain::handoff::{Actor, Claim, Claimed, Owned, Pause, Released};
pub use crate::domain::handoff::{Opened, Recovered};
use crate::domain::id::{ConversationKey, MessageId, TenantKey};
use crate::domain::kill::{Blast, Sighted};
use crate::domain::operation::{Overview, Progress, Stepped, Switched};
use crate::domain::page::Page;
pub use crate::domain::place::Place;
use crate::domain::problem::Problem;
use crate::domain::reply::{OpenReply, Unanswered};
use crate::domain::revealed::Revealed;
use crate::domain::role::{Access, Role};
use crate::domain::sheet::SheetPage;
use crate::domain::sla::Policy;
use crate::domain::system::System;
use crate::domain::tenant::Tenant;
use crate::domain::text::Text;
use crate::domain::trigger::report::Ended;
use crate::domain::work::{Decided, Decision, Work};
use jiff::Timestamp;

/// Counts connections: an outcome that was asked in an earlier one is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Epoch(pub u64);

/// A message to the state.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "messages are moved, never kept in bulk"
)]
pub enum Msg {
    Command(Command),
    /// A key for the text field that has the focus.
    Edit(ratatui_textarea::Input),
    Paste(String),
    /// The keys of an unfinished sequence, as the keymap writes them; empty when it is abandoned.
    Prefix(String),
    Resized {
        columns: u16,
        rows: u16,
    },
    Focused(bool),
    /// Server time, and read units consumed since the last tick; comes when a deadline of the state is due.
    Tick {
        now: Timestamp,
        read_units: f64,
    },
    /// Back after a suspension of the process or the machine: everything is old, fences are read again.
    Resumed {
        now: Timestamp,
    },
    Connected {
        epoch: Epoch,
        outcome: Box<Result<Connected, Problem>>,
    },
    Loaded {
        epoch: Epoch,
        load: Load,
        outcome: Result<Loaded, Problem>,
    },
    Done {
        epoch: Epoch,
        verb: Verb,
        outcome: Result<Outcome, Problem>,
    },
    /// What came of lines that left the console.
    PutOut {
        out: Out,
        outcome: Result<Put, String>,
    },
    /// News of a lease that the shell keeps for us.
    Lease {
        epoch: Epoch,
        key: ConversationKey,
        news: Lease,
    },
    /// The name of a file that was written.
    Wrote(Result<String, Problem>),
    /// Told to end by a signal: no question is asked.
    Terminate,
}

/// What the console knows once it is connected.
#[derive(Clone, Debug, PartialEq)]
pub struct Connected {
    pub actor: Actor,
    pub place: Place,
    pub access: Access,
    pub role: Role,
    /// The profile of the configuration file, if it is one.
    pub profile: Option<String>,
    /// The profiles that could be opened instead.
    pub profiles: Vec<String>,
    /// Customers feel what is done here.
    pub production: bool,
    pub queue_plan: QueuePlan,
    /// The systems behind this connection, in the order in which they are read.
    pub systems: Vec<System>,
    /// Claims that this console held before it ended and that are still its own.
    pub resumed: Vec<Claim>,
    /// Unsent replies of the journal, by conversation.
    pub drafts: Vec<(ConversationKey, String)>,
    /// How far conversations were seen when this console last ran.
    pub looked: Vec<(ConversationKey, Timestamp)>,
    /// Canned replies of the person's own file.
    pub canned: Vec<Canned>,
    /// Sentences about what was found half done and what was done about it.
    pub recovered: Vec<Recovered>,
}

/// What a load brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    Tenants(Page<Tenant>),
    /// For `Sweep` and `Queue`.
    Conversations(Page<ConversationRow>),
    Work(Page<Work>),
    Claims(Vec<Claim>),
    /// `*` stands for the tenants that are not named.
    Targets(Vec<(TenantKey, Policy)>),
    /// `None`: there is no such conversation.
    Conversation(Box<Option<Opened>>),
    Present(Vec<Present>),
    /// `None`: that message is not there any more.
    Bodies(Vec<(MessageId, Option<Text>)>),
    Catalogue(Vec<Agent>),
    Switches(Vec<Activation>),
    Usage(Metered),
    Drained(Drained),
    Relayed(Relayed),
    Replies(Followed),
    /// Those that are there.
    Heard(Vec<ConversationRow>),
    Sheet(Box<SheetPage>),
    Log(Box<Brought>),
    Shift(Box<Shown>),
    Health(Health),
    /// The newest first.
    AlarmHistory(Page<Happening>),
    /// For `Metrics` and `Metric`.
    Metrics(Box<Readings>),
    Marks(Changes),
    Acks {
        acks: Vec<Ack>,
        used: Vec<Used>,
    },
    Endings(Vec<Ended>),
    Blast(Box<Blast>),
    Operations(Box<Overview>),
    /// `None`: there is none of that id.
    Operation(Box<Option<Progress>>),
    Theirs(Box<Theirs>),
    Sighted(Sighted),
    Canned(Vec<Canned>),
}

/// What looking after replies came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Followed {
    /// Open ones of all consoles.
    pub open: Vec<OpenReply>,
    /// Those of which more is known now.
    pub risen: Vec<OpenReply>,
    /// Conversations of which something was reported.
    pub changed: Vec<ConversationKey>,
    /// What became of replies of this console whose recording had no answer.
    pub unanswered: Vec<Unanswered>,
}

/// What a verb came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Claimed(Claimed),
    Decided {
        work: Box<Work>,
        decision: Decision,
        decided: Decided,
    },
    /// The row as it is in the table.
    Replied {
        local: MessageId,
        owned: Owned<Message>,
    },
    Noted {
        local: MessageId,
        owned: Owned<Message>,
    },
    /// How a reply stands after it was sent, or decided about.
    Delivered(Owned<OpenReply>),
    Released(Released),
    /// `None`: there is none.
    Number(Option<Revealed>),
    /// What writing a pause again came to; `None`: it stood already.
    Reasserted(Option<Pause>),
    /// It is in the audit trail.
    Audited,
    Arranged(Arranging),
    Triaged(Triaged),
    Toggled {
        toggle: Toggle,
        outcome: Toggled,
    },
    /// Whether an alert is this console's to give.
    UsageAlerted(bool),
    UsageAlertSet(ThresholdSet),
    SwitchedOff(Switched),
    Stepped(Stepped),
    /// What came of a deed in a sheet.
    Acted(Decided),
    Acknowledged(Acked),
    /// What came of a deed about an incident.
    Incident(Came),
}

/// News of a lease.
#[derive(Clone, Debug, PartialEq)]
pub enum Lease {
    Renewed(Claim),
    /// Not ours any more; `None`: nobody holds it.
    Lost(Option<Claim>),
    /// A beat did not get through; the lease still runs until the time the claim says.
    Trouble(Problem),
    /// The pause of the bot has been written and read back after all.
    PauseVerified,
}

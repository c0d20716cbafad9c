//! What must happen outside: the shell runs each effect and sends its outcome back as a message.

use crate::domain::agent::Toggle;
use crate::domain::bulk::Triage;
use crate::domain::escalation::WaitingWord;
use crate::domain::id::{ConversationKey, MessageId, PlatformId, TenantKey};
use crate::domain::page::Cursor;
use crate::domain::sheet::{Deed, SheetKey};
use crate::domain::text::Text;
use crate::domain::work::{Decision, Work};

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
    /// Put text on the clipboard of the person's terminal.
    Copy(String),
    Bell,
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
    Conversation {
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
    /// Conversations that something was told of.
    Heard {
        keys: Vec<ConversationKey>,
    },
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
    },
    Note {
        key: ConversationKey,
        local: MessageId,
        text: String,
    },
    HandBack {
        key: ConversationKey,
    },
    Resolve {
        key: ConversationKey,
    },
    /// One conversation of an action on many.
    Triage(Triage),
    Toggle(Toggle),
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

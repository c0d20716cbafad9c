//! Everything the console knows, in one tree. Views read it; only [`super::update`] changes it.

mod place;

pub use place::{Focus, Layer, Pane};

use super::agents::Agents;
use super::alerts::Alerts;
use super::bulk::Bulk;
use super::canned::Known;
use super::channels::Channels;
use super::claims::{Claims, Hold, Mine};
use super::connection::Connection;
use super::conversations::Conversations;
use super::dialog::Dialog;
use super::escalations::Escalations;
use super::geometry::Size;
use super::guard::{Guard, Told};
use super::health::Vitals;
use super::hearing::Hearing;
use super::logs::{Level, Logs};
use super::meter::Meter;
use super::msg::Epoch;
use super::notice::{Notice, Notices, Subject};
use super::number::Numbers;
use super::open::{Composer, Kind, OpenConversation, Pending};
use super::operations::KillSwitch;
use super::outbox::Outbox;
use super::overlay::Overlay;
use super::preferences::Preferences;
use super::promises::Promises;
use super::replies::Replies;
use super::sheet::Sheets;
use super::shift::Shift;
use super::tenants::Tenants;
use super::usage::Usage;
pub use super::why::Why;
use crate::domain::id::{ConversationKey, MessageId, PlatformId, TenantKey};
use crate::domain::language::Language;
use crate::domain::role::Access;
use crate::domain::system::Port;
use crate::domain::text::Text;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// The colours to draw with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    #[default]
    Dark,
    Light,
    Mono,
}

impl ThemeName {
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    /// The word on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    /// The next one, round and round.
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }
}

/// What the state begins with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The best guess at server time.
    pub now: Timestamp,
    pub size: Size,
    pub zone: TimeZone,
    pub theme: ThemeName,
    pub language: Language,
}

/// Everything the console knows.
#[derive(Debug)]
pub struct State {
    /// Server time as of the last tick.
    pub clock: Timestamp,
    /// Server time when first connected: what customers wrote before is not unread.
    pub started: Timestamp,
    /// Where the person is; days and hours are shown in it.
    pub zone: TimeZone,
    pub size: Size,
    /// Whether the terminal has the focus; a console nobody looks at reads less.
    pub focused: bool,
    pub theme: ThemeName,
    /// The language on screen; the shell speaks it from the next frame on.
    pub language: Language,
    /// Others see this screen: no message is shown, and no number.
    pub private: bool,
    pub numbers: Numbers,
    pub epoch: Epoch,
    pub connection: Connection,
    pub pane: Pane,
    /// Only this system is shown; `None`: all are.
    pub only: Option<PlatformId>,
    pub focus: Focus,
    /// Keys of an unfinished sequence (`g`), empty otherwise.
    pub prefix: String,
    pub tenants: Tenants,
    pub conversations: Conversations,
    pub escalations: Escalations,
    pub agents: Agents,
    pub usage: Usage,
    pub health: Vitals,
    pub shift: Shift,
    pub claims: Claims,
    pub hearing: Hearing,
    pub outbox: Outbox,
    /// Operations over many switches, and what is still off.
    pub kill: KillSwitch,
    /// Replies on their way.
    pub replies: Replies,
    /// Channels that refuse.
    pub channels: Channels,
    /// What is watched so that nobody collides and bots are silent.
    pub guard: Guard,
    pub promises: Promises,
    pub preferences: Preferences,
    pub alerts: Alerts,
    /// The conversation whose claim was warned of as one too many.
    pub(super) over_cap: Option<ConversationKey>,
    /// Conversations that this console holds.
    pub mine: BTreeMap<ConversationKey, Mine>,
    pub open: Option<OpenConversation>,
    /// Conversations on which a claim of ours is under way.
    pub claiming: BTreeSet<ConversationKey>,
    /// Unsent text by conversation.
    pub drafts: BTreeMap<(ConversationKey, Kind), String>,
    /// Conversations whose draft the journal does not have yet as it is.
    pub(super) unsaved: BTreeSet<ConversationKey>,
    /// Replies and notes of this console that no read has brought yet.
    pub pending: BTreeMap<ConversationKey, Vec<Pending>>,
    /// Time of the customer's newest message that was on screen, by conversation.
    pub looked: BTreeMap<ConversationKey, Timestamp>,
    /// Those of which the journal does not know it yet.
    pub(super) unkept: BTreeSet<ConversationKey>,
    pub sheets: Sheets,
    pub logs: Logs,
    pub bulk: Bulk,
    pub canned: Known,
    pub overlay: Option<Overlay>,
    pub notices: Notices,
    pub meter: Meter,
    /// It has been connected before.
    pub(super) was_up: bool,
    /// Something happened that wants to be heard.
    pub(super) ring: bool,
    /// Set once the console is to end.
    pub quitting: bool,
    pub(super) locals: u64,
}

impl State {
    /// The state before anything is known: connecting, under the first epoch.
    pub fn new(start: Start) -> Self {
        Self {
            clock: start.now,
            started: start.now,
            zone: start.zone,
            size: start.size,
            focused: true,
            theme: start.theme,
            language: start.language,
            private: false,
            numbers: Numbers::default(),
            epoch: Epoch::default(),
            connection: Connection::Connecting { tries: 0 },
            pane: Pane::default(),
            only: None,
            focus: Focus::default(),
            prefix: String::new(),
            tenants: Tenants::default(),
            conversations: Conversations::default(),
            escalations: Escalations::default(),
            agents: Agents::default(),
            usage: Usage::default(),
            health: Vitals::default(),
            shift: Shift::default(),
            claims: Claims::default(),
            hearing: Hearing::default(),
            outbox: Outbox::default(),
            kill: KillSwitch::default(),
            replies: Replies::default(),
            channels: Channels::default(),
            guard: Guard::default(),
            promises: Promises::default(),
            preferences: Preferences::default(),
            alerts: Alerts::default(),
            over_cap: None,
            mine: BTreeMap::new(),
            open: None,
            claiming: BTreeSet::new(),
            drafts: BTreeMap::new(),
            unsaved: BTreeSet::new(),
            pending: BTreeMap::new(),
            looked: BTreeMap::new(),
            unkept: BTreeSet::new(),
            sheets: Sheets::default(),
            logs: Logs::default(),
            bulk: Bulk::default(),
            canned: Known::default(),
            overlay: None,
            notices: Notices::default(),
            meter: Meter::default(),
            was_up: false,
            ring: false,
            quitting: false,
            locals: 0,
        }
    }

    /// What this console may do; nothing that writes while it is not connected.
    pub fn access(&self) -> Option<Access> {
        self.connection.link().map(|link| link.access)
    }

    /// Whether a system has a port. A system that nothing is known of yet may have it.
    pub fn has_port(&self, platform: PlatformId, port: Port) -> bool {
        let Some(link) = self.connection.link() else {
            return true;
        };
        link.having(port).any(|id| id == platform)
    }

    /// Whether the bot of a system reads the pause that a claim writes; `None` while there is no connection.
    pub fn bot_reads_pause(&self, platform: PlatformId) -> Option<bool> {
        let link = self.connection.link()?;
        Some(!link.having(Port::PauseUnread).any(|id| id == platform))
    }

    /// How a conversation stands towards this console.
    pub fn hold(&self, key: &ConversationKey) -> Hold<'_> {
        match (self.mine.get(key), self.claims.live(key, self.clock)) {
            (Some(mine), _) => Hold::Mine(mine),
            (None, Some(claim)) => Hold::Other(claim),
            (None, None) => Hold::Nobody,
        }
    }

    /// Which set of keys applies.
    pub fn layer(&self) -> Layer {
        match &self.overlay {
            Some(Overlay::Help { .. }) => Layer::Help,
            Some(Overlay::CommandLine(_) | Overlay::Canned(_)) => Layer::CommandLine,
            Some(Overlay::Filter { .. } | Overlay::Find { .. } | Overlay::Typing(_)) => {
                Layer::Prompt
            }
            Some(Overlay::Dialog(dialog)) if Dialog::field(dialog).is_some() => Layer::Form,
            Some(Overlay::Dialog(_)) => Layer::Dialog,
            Some(Overlay::Shift(_)) => Layer::Shift,
            Some(
                Overlay::Inspector { .. }
                | Overlay::Messages { .. }
                | Overlay::Briefing { .. }
                | Overlay::Triggers { .. }
                | Overlay::Forecast { .. }
                | Overlay::CutOff { .. }
                | Overlay::Insights { .. }
                | Overlay::Piped { .. }
                | Overlay::Bulk { .. },
            ) => Layer::Reader,
            None => self.layer_below(),
        }
    }

    /// The layer of the panes, as if nothing lay over them: help and command line speak of it.
    pub fn layer_below(&self) -> Layer {
        match self.logs.top() {
            Some(Level::Lines(_)) => return Layer::Logs,
            Some(Level::Trace(_)) => return Layer::Trace,
            Some(Level::Traces(_)) => return Layer::Traces,
            None => {}
        }
        if self.sheets.is_entry() {
            return Layer::Entry;
        }
        if self.sheets.is_open() {
            return Layer::Sheet;
        }
        match self.focus {
            Focus::Composer => Layer::Composer,
            Focus::Detail if self.detail_is_conversation() => Layer::Conversation,
            Focus::Detail => Layer::Detail,
            Focus::List => Layer::List,
        }
    }

    /// Whether list and detail stand side by side.
    pub fn is_wide(&self) -> bool {
        self.size.is_wide()
    }

    /// A tenant's name as far as known, else its key.
    pub fn tenant_name(&self, tenant: &TenantKey) -> Text {
        self.tenants.list.get(tenant).map_or_else(
            || Text::from_untrusted(tenant.tenant.as_str()),
            |row| row.tenant.name.clone(),
        )
    }

    /// Up to when what the customer of a conversation wrote has been seen here.
    pub fn looked_at(&self, key: &ConversationKey) -> Timestamp {
        self.looked.get(key).copied().unwrap_or(self.started)
    }

    /// A conversation as a sentence names it.
    pub fn subject(&self, key: &ConversationKey) -> Subject {
        let opened = self
            .open
            .as_ref()
            .filter(|open| open.key == *key)
            .and_then(|open| open.conversation.as_ref())
            .and_then(|conversation| conversation.row.customer());
        let listed = || {
            self.conversations
                .list
                .get(key)
                .and_then(|entry| entry.row.customer())
        };
        Subject {
            key: key.clone(),
            customer: opened.or_else(listed).cloned().unwrap_or_default(),
            tenant: self.tenant_name(&key.owner()),
        }
    }

    /// Whether the detail on screen is a conversation.
    pub fn detail_is_conversation(&self) -> bool {
        match self.pane {
            Pane::Conversations => true,
            Pane::Escalations => self.open.is_some() || self.escalations.selected_work().is_none(),
            Pane::Tenants | Pane::Agents | Pane::Usage | Pane::Health => false,
        }
    }

    /// The conversation that commands speak of: the one a person is in, else the selected one.
    pub fn current_conversation(&self) -> Option<&ConversationKey> {
        if self.focus != Focus::List
            && let Some(open) = &self.open
        {
            return Some(&open.key);
        }
        match self.pane {
            Pane::Conversations => self.conversations.list.selected_key(),
            Pane::Escalations => self.escalations.selected_conversation(),
            Pane::Tenants | Pane::Agents | Pane::Usage | Pane::Health => None,
        }
    }

    /// The opened conversation if its place to type takes keys.
    pub fn composer(&self) -> Option<&Composer> {
        self.open.as_ref().and_then(|open| open.composer.as_ref())
    }

    /// Whether the conversation is ours and its lease is not about to end.
    pub fn may_write_to(&self, key: &ConversationKey) -> Result<(), Why> {
        match self.hold(key) {
            Hold::Mine(mine) if mine.releasing => Err(Why::Releasing),
            Hold::Mine(mine) if mine.is_locked(self.clock) => Err(Why::LeaseEnding),
            Hold::Mine(_) => Ok(()),
            Hold::Other(claim) => Err(Why::NotMine(Some(Box::new(claim.clone())))),
            Hold::Nobody => Err(Why::NotMine(None)),
        }
    }

    /// Tells a person something.
    pub(super) fn tell(&mut self, notice: Notice) {
        self.notices.post(self.clock, notice);
    }

    pub(super) fn tell_guard(&mut self, told: Told) {
        self.tell(Notice::Guard(told));
    }

    /// A name for what this console is about to write.
    pub(super) fn next_local(&mut self) -> MessageId {
        self.locals += 1;
        MessageId::from(format!("local-{}", self.locals))
    }
}

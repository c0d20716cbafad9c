//! Incidents: what broke, and the line of time that people and consoles write about it. A line keeps facts and no
//! sentences, so that each reader has them in their own language. What a newer console wrote is kept. Pure.

pub mod spike;
pub mod timeline;

use super::alarm::AlarmState;
use super::change::Nearness;
use super::id::{AgentId, ConversationKey, IncidentId, PlatformId, TenantId};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// How far before its begin an incident gathers what happened, and how long after.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(2);
/// The longest title, in characters: a line on a small terminal.
pub const MAX_TITLE: usize = 120;
/// The longest note, in characters.
pub const MAX_NOTE: usize = 2_000;

/// Seconds; what is asked for twice within this time is asked for once: whoever got no answer asks again.
const AGAIN: i64 = 120;

/// What a person does about an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    Open {
        origin: Origin,
        title: Text,
        /// `None`: now.
        began: Option<Timestamp>,
    },
    Note {
        id: IncidentId,
        note: Text,
    },
    Close {
        id: IncidentId,
        reason: Text,
    },
}

/// From where an incident was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Alarm {
        platform: PlatformId,
        name: Text,
        /// Since when the alarm is in its state: the same alarm that is opened twice is one incident.
        since: Option<Timestamp>,
    },
    Conversation(ConversationKey),
    /// The bot spoke in a conversation that a person holds since then.
    Overrun {
        key: ConversationKey,
        since: Timestamp,
    },
    Trace {
        platform: PlatformId,
        id: Text,
    },
    /// By hand, about a system.
    Person(PlatformId),
}

impl Origin {
    /// The word in the table and in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Alarm { .. } => "alarm",
            Self::Conversation(_) => "conversation",
            Self::Overrun { .. } => "overrun",
            Self::Trace { .. } => "trace",
            Self::Person(_) => "person",
        }
    }

    /// The system that it is about.
    pub fn platform(&self) -> PlatformId {
        match self {
            Self::Alarm { platform, .. }
            | Self::Trace { platform, .. }
            | Self::Person(platform) => *platform,
            Self::Conversation(key) | Self::Overrun { key, .. } => key.platform,
        }
    }

    /// The conversation that it is about.
    pub fn conversation(&self) -> Option<&ConversationKey> {
        match self {
            Self::Conversation(key) | Self::Overrun { key, .. } => Some(key),
            Self::Alarm { .. } | Self::Trace { .. } | Self::Person(_) => None,
        }
    }

    /// The tenant that it is about.
    pub fn tenant(&self) -> Option<&TenantId> {
        self.conversation().map(|key| &key.tenant)
    }

    /// What it is called in the table, beside the word; the key of a conversation is as the systems have it.
    pub fn subject(&self) -> String {
        match self {
            Self::Alarm { name, .. } => name.as_str().to_owned(),
            Self::Trace { id, .. } => id.as_str().to_owned(),
            Self::Conversation(key) | Self::Overrun { key, .. } => {
                key.conversation.as_str().to_owned()
            }
            Self::Person(_) => String::new(),
        }
    }

    /// Since when it is so, where that tells two of the same origin apart.
    pub fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Alarm { since, .. } => *since,
            Self::Overrun { since, .. } => Some(*since),
            Self::Conversation(_) | Self::Trace { .. } | Self::Person(_) => None,
        }
    }

    /// The identity that everybody gives an incident of this origin; `None`: each is one of its own.
    pub fn id(&self) -> Option<IncidentId> {
        let since = self.since()?;
        let tenant = self.tenant().map_or("", TenantId::as_str);
        let parts = [
            self.word(),
            self.platform().as_str(),
            tenant,
            &self.subject(),
        ];
        Some(IncidentId::from(timeline::ulid(since, &parts)))
    }

    /// The identities of one that is opened now, where no begin tells it from others: its own, the same for whoever
    /// asks for the same at about that time, and those that it has if it was asked for just before or just after.
    pub fn ids_about(&self, title: &Text, now: Timestamp) -> [IncidentId; 3] {
        let tenant = self.tenant().map_or("", TenantId::as_str);
        let subject = self.subject();
        let system = self.platform().as_str();
        let title = if self.is_named() { title.as_str() } else { "" };
        let parts = [self.word(), system, tenant, &subject, title];
        about(now).map(|at| IncidentId::from(timeline::ulid(at, &parts)))
    }

    /// Whether only its title tells what it is about.
    pub fn is_named(&self) -> bool {
        matches!(self, Self::Person(_))
    }
}

/// The beginnings of the time in which the same is asked for once, of the one before and of the one after: a request
/// that arrives late may find that it was asked again already.
fn about(now: Timestamp) -> [Timestamp; 3] {
    let second = now.as_second();
    let begin = second - second.rem_euclid(AGAIN);
    [0, -AGAIN, AGAIN].map(|by| Timestamp::from_second(begin + by).unwrap_or(now))
}

/// The keys of a note on a timeline: of one that is written now, and of the same one if it was just before or is
/// just after.
pub fn note_keys(by: &str, note: &Text, now: Timestamp) -> [String; 3] {
    about(now).map(|at| timeline::ulid(at, &["note", by, note.as_str()]))
}

/// How an incident ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    pub at: Timestamp,
    pub by: Text,
    pub reason: Text,
}

/// An incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub id: IncidentId,
    pub title: Text,
    pub origin: Origin,
    /// Since when what broke is broken, as far as known when it was opened.
    pub began: Timestamp,
    pub opened: Timestamp,
    /// Name as shown.
    pub by: Text,
    /// `None`: it is open.
    pub closed: Option<Closed>,
}

impl Incident {
    /// Whether nobody has closed it.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}

/// What a line tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An alarm turned: `before` and `after` are states, `subject` its name.
    Alarm,
    /// A switch, a setting, a deploy; `subject` names it.
    Change,
    /// More escalations than usual: `after` in a minute, `before` in the hours before.
    Spike,
    /// Somebody is on an alarm.
    Acknowledged,
    /// A person took, or gave back, the conversation that it is about; `subject` is the action.
    Claim,
    Note,
    /// Of a newer console: its word.
    Other(Text),
}

impl Kind {
    /// The word in the table and in JSON.
    pub fn word(&self) -> &str {
        match self {
            Self::Alarm => "alarm",
            Self::Change => "change",
            Self::Spike => "spike",
            Self::Acknowledged => "acknowledged",
            Self::Claim => "claim",
            Self::Note => "note",
            Self::Other(word) => word.as_str(),
        }
    }

    /// Reads the word back.
    pub fn of_word(word: &str) -> Self {
        match word {
            "alarm" => Self::Alarm,
            "change" => Self::Change,
            "spike" => Self::Spike,
            "acknowledged" => Self::Acknowledged,
            "claim" => Self::Claim,
            "note" => Self::Note,
            other => Self::Other(Text::from_untrusted(other)),
        }
    }
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// ULID whose time is `at`, or of a note shortly before it. Written twice it is the same: consoles do not repeat
    /// each other, nor people themselves.
    pub id: String,
    /// When it happened.
    pub at: Timestamp,
    /// When it was written here.
    pub written: Timestamp,
    /// Who wrote a note; empty for what consoles gathered.
    pub by: Text,
    pub kind: Kind,
    /// An alarm, an action, a function.
    pub subject: Text,
    pub tenant: Option<TenantId>,
    pub agent: Option<AgentId>,
    /// Who did it, as shown.
    pub who: Option<Text>,
    pub before: Option<Text>,
    pub after: Option<Text>,
    /// A note, or a reason.
    pub text: Option<Text>,
    /// How near a change is to what broke.
    pub near: Option<Nearness>,
}

impl Line {
    /// A line that consoles gather: its identity follows from what it says.
    pub fn gathered(at: Timestamp, kind: Kind, subject: Text) -> Self {
        Self {
            id: String::new(),
            at,
            written: at,
            by: Text::default(),
            kind,
            subject,
            tenant: None,
            agent: None,
            who: None,
            before: None,
            after: None,
            text: None,
            near: None,
        }
    }

    /// The same line with the identity that follows from it.
    #[must_use]
    pub fn sealed(mut self, now: Timestamp) -> Self {
        let or_none = |text: &Option<Text>| text.clone().unwrap_or_default();
        let parts = [
            self.kind.word().to_owned(),
            self.subject.as_str().to_owned(),
            self.tenant.as_ref().map_or("", TenantId::as_str).to_owned(),
            self.agent.as_ref().map_or("", AgentId::as_str).to_owned(),
            or_none(&self.who).as_str().to_owned(),
            or_none(&self.after).as_str().to_owned(),
        ];
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        self.id = timeline::ulid(self.at, &parts);
        self.written = now;
        self
    }

    /// The state that an alarm turned to.
    pub fn turned_to(&self) -> Option<AlarmState> {
        let is_alarm = self.kind == Kind::Alarm;
        let after = self.after.as_ref().filter(|_| is_alarm)?;
        Some(AlarmState::of_word(after.as_str()))
    }
}

/// An incident with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub incident: Incident,
    /// In the order in which it happened.
    pub lines: Vec<Line>,
    /// There are more lines than are read.
    pub more: bool,
    pub as_of: Timestamp,
}

/// What came of opening one.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    Done(Incident),
    /// It is open already; nothing was written.
    Already(Incident),
    Unknown,
}

/// What came of a note or of closing.
#[derive(Clone, Debug, PartialEq)]
pub enum Settling {
    Done(Incident),
    /// Somebody closed it before; nothing was written.
    Already(Incident),
    NotFound,
    Unknown,
}

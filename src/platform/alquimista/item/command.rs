//! Operational commands (backend facts 2.2). A `PENDING` one is not running: the system's own processor never
//! manages to say that it began, so age is all there is to judge by.

use super::{identity, someone, words};
use crate::aws::dynamo::Item;
use crate::aws::expression;
use crate::domain::escalation::Priority;
use crate::domain::id::{PlatformId, TenantId, WorkId};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::domain::time;
use crate::domain::work::{Work, WorkKey, WorkKind};
use crate::platform::attributes::attributes;
use crate::platform::value::Reader;
use jiff::{SignedDuration, Timestamp};

/// A command that nobody has run for so long is stuck.
pub const STUCK_AFTER: SignedDuration = SignedDuration::from_mins(5);
/// So long a failed command waits for somebody to look at it.
pub const FAILED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// The processor reports the success of this one without doing anything.
pub const REPROCESS_QUEUE: &str = "REPROCESS_QUEUE";

/// Attributes that have a place of their own in a [`Command`].
const PLACED: [&str; 4] = ["tenant_id", "command_type", "status", "ttl"];

/// How far a command is, by its own word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandStatus {
    Pending,
    Running,
    Success,
    Error,
    Other(Text),
}

impl CommandStatus {
    /// Reads the system's word.
    pub fn from_raw(raw: &str) -> Self {
        match raw {
            "PENDING" => Self::Pending,
            "RUNNING" => Self::Running,
            "SUCCESS" => Self::Success,
            "ERROR" => Self::Error,
            _ => Self::Other(Text::from_untrusted(raw)),
        }
    }

    /// The word as the system writes it.
    pub fn word(&self) -> &str {
        match self {
            Self::Pending => "PENDING",
            Self::Running => "RUNNING",
            Self::Success => "SUCCESS",
            Self::Error => "ERROR",
            Self::Other(raw) => raw.as_str(),
        }
    }
}

/// What a command said at its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// JSON, flattened; secrets left out.
    Parsed(Vec<Attribute>),
    Words(Text),
}

/// A command as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    pub id: CommandId,
    /// `command_type`: `REPROCESS_QUEUE`, `RESET_TOKEN`, `RESTART_AGENT`, `HEALTH_CHECK`, or as stored.
    pub kind: Text,
    pub status: CommandStatus,
    /// `None`: it is about no tenant.
    pub tenant: Option<TenantId>,
    /// A Cognito subject, or the identity of a console.
    /// Who issued it, as a person reads it.
    pub created_by: Option<Text>,
    /// The whole identity, where that says more.
    pub identity: Option<Text>,
    pub created_at: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    pub output: Option<Output>,
    pub error: Option<Text>,
    /// The rest, parameters among it.
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// Both halves of a command's key, exactly as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandId {
    pub command_id: String,
    pub created_at: String,
}

impl CommandId {
    /// As one word: `created_at#command_id`.
    pub fn word(&self) -> WorkId {
        WorkId::from(format!("{}#{}", self.created_at, self.command_id))
    }

    /// Reads the word back.
    pub fn from_word(word: &WorkId) -> Option<Self> {
        let (created_at, command_id) = word.as_str().split_once('#')?;
        let whole = !created_at.is_empty() && !command_id.is_empty();
        whole.then(|| Self {
            command_id: command_id.to_owned(),
            created_at: created_at.to_owned(),
        })
    }

    /// The key of its item.
    pub fn key(&self) -> Item {
        expression::key(
            ("command_id", &self.command_id),
            Some(("created_at", &self.created_at)),
        )
    }
}

/// The command of an item. `at` names it where it has no id.
pub fn command(item: &Item, at: usize) -> Command {
    let mut read = Reader::new(item);
    let id = CommandId {
        command_id: identity(&mut read, "command_id", at),
        created_at: read.raw("created_at").unwrap_or_default().to_owned(),
    };
    let tenant = read.raw("tenant_id").filter(|id| !id.is_empty());
    let (created_by, whole) = someone(&mut read, "created_by");
    Command {
        id,
        kind: read.text("command_type").unwrap_or_default(),
        status: CommandStatus::from_raw(read.raw("status").unwrap_or_default()),
        tenant: tenant.map(TenantId::from),
        created_by,
        identity: whole.clone(),
        created_at: read.time("created_at"),
        started_at: read.time("started_at"),
        completed_at: read.time("completed_at"),
        output: output(item, &mut read),
        error: words(&mut read, "error_message"),
        attributes: others(item, whole.is_some()),
        oddities: read.oddities(),
    }
}

fn output(item: &Item, read: &mut Reader<'_>) -> Option<Output> {
    let value = read.value("output")?;
    let raw = value.as_s().ok();
    let is_json = |raw: &String| raw.trim_start().starts_with(['{', '[']);
    if !raw.is_some_and(is_json) && !value.is_m() && !value.is_l() {
        return words(read, "output").map(Output::Words);
    }
    let alone = item.get_key_value("output");
    let alone: Item = alone
        .map(|(name, value)| (name.clone(), value.clone()))
        .into_iter()
        .collect();
    let mut flat = attributes(&alone, &[]);
    let is_broken = raw.is_some_and(|raw| serde_json::from_str::<serde_json::Value>(raw).is_err());
    match (is_broken, flat.pop()) {
        // Nobody can tell a secret in it from its name, so it is shown as far as it is harmless.
        (true, Some(one)) => Some(Output::Words(one.value)),
        (_, last) => Some(Output::Parsed(flat.into_iter().chain(last).collect())),
    }
}

/// What has no place of its own; the issuer only where nothing says it better.
fn others(item: &Item, is_known: bool) -> Vec<Attribute> {
    let mut all = attributes(item, &PLACED);
    all.retain(|one| !is_known || one.group != *"created_by");
    all
}

impl Command {
    /// How long ago it was issued.
    pub fn age(&self, now: Timestamp) -> Option<SignedDuration> {
        self.created_at.map(|at| time::since(now, at))
    }

    /// Whether it has been pending for so long that nobody runs it. Without a readable time nobody can tell
    /// for how long, so it is.
    pub fn is_stuck(&self, now: Timestamp) -> bool {
        self.status == CommandStatus::Pending && self.age(now).is_none_or(|age| age > STUCK_AFTER)
    }

    /// Whether it failed, at all.
    pub fn has_failed(&self) -> bool {
        self.status == CommandStatus::Error
    }

    /// Whether a success says nothing: the processor only pretends to reprocess a queue.
    pub fn is_simulated(&self) -> bool {
        self.kind == REPROCESS_QUEUE
    }

    /// As a thing that waits; `None`: it does not.
    pub fn work(&self, now: Timestamp) -> Option<Work> {
        let kind = if self.is_stuck(now) {
            WorkKind::CommandStuck
        } else if self.has_failed() {
            WorkKind::CommandFailed
        } else {
            return None;
        };
        Some(Work {
            key: WorkKey {
                platform: PlatformId::Alquimista,
                tenant: self.tenant.clone().unwrap_or_else(|| TenantId::from("")),
                kind,
                id: self.id.word(),
            },
            subject: self.kind.clone(),
            reason: self.error.clone(),
            state: Text::from_untrusted(self.status.word()),
            priority: Priority::Unstated,
            since: self
                .completed_at
                .filter(|_| self.has_failed())
                .or(self.created_at),
            version: Some(self.status.word().to_owned()),
            attributes: self.attributes.clone(),
        })
    }
}

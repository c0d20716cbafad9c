//! Sources: a user's mailboxes, each a switch and a conversation of its own (backend facts 4.1).

use super::{attributes, identity, person};
use crate::aws::dynamo::Item;
use crate::aws::expression;
use crate::domain::agent::{Activation, SeenSwitch, Switch};
use crate::domain::id::{AgentId, PlatformId, SwitchKey, TenantId};
use crate::domain::mask;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// What is fetched of a source: all that is known of one but the reference to its credentials.
pub const FIELDS: [&str; 11] = [
    "user_id",
    "source_id",
    "source_type",
    "email",
    "host",
    "port",
    "use_ssl",
    "status",
    "created_at",
    "updated_at",
    "last_sync_at",
];

/// The word of a source that is read.
pub const ACTIVE: &str = "active";
/// The word of a source that is left alone.
pub const PAUSED: &str = "paused";
/// The word of a source in error; the system's interface knows it, no code of the system writes it.
pub const ERROR: &str = "error";

/// Attributes of the detail view.
const SHOWN: [&str; 8] = [
    "source_id",
    "source_type",
    "email",
    "host",
    "port",
    "use_ssl",
    "created_at",
    "updated_at",
];

/// A source as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub user: TenantId,
    /// `source_id` as stored.
    pub id: AgentId,
    /// The mailbox's address, masked; the id where there is none.
    pub name: Text,
    pub kind: Option<Text>,
    /// The status word; empty when the item has none.
    pub status: Text,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    pub seen: SeenSwitch,
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The key of a source's item, and of its last reads.
pub fn key(user: &TenantId, id: &str) -> Item {
    expression::key(("user_id", user.as_str()), Some(("source_id", id)))
}

/// The source of an item. `at` names it where it has no id.
pub fn source(item: &Item, at: usize) -> Source {
    let mut read = Reader::new(item);
    let user = identity(&mut read, "user_id", at);
    let id = identity(&mut read, "source_id", at);
    let mailbox = read.text("email").map(|address| mask::email(&address));
    let shown = attributes(&mut read, &SHOWN);
    Source {
        user: TenantId::from(user),
        name: match mailbox {
            Some(masked) => Text::from_untrusted(&masked),
            None => Text::from_untrusted(&mask::identifiers(&id)),
        },
        id: AgentId::from(id),
        kind: read.masked("source_type"),
        status: read.text("status").unwrap_or_default(),
        created_at: read.time("created_at"),
        updated_at: read.time("updated_at"),
        seen: SeenSwitch::Row {
            status: read.version("status"),
            updated_at: read.version("updated_at"),
        },
        attributes: shown,
        oddities: read.oddities(),
    }
}

impl Source {
    /// Whether the system reads it: its own test is exact.
    pub fn switch(&self) -> Switch {
        match self.status.as_str() {
            ACTIVE => Switch::On,
            PAUSED => Switch::Off,
            _ => Switch::Other(self.status.clone()),
        }
    }

    /// The source as a switch of its user.
    pub fn activation(&self) -> Activation {
        Activation {
            key: SwitchKey {
                platform: PlatformId::Notification,
                tenant: self.user.clone(),
                agent: self.id.clone(),
            },
            agent: self.name.clone(),
            tenant_name: person(self.user.as_str()),
            category: self.kind.clone(),
            switch: self.switch(),
            since: self.updated_at,
            by: None,
            reason: None,
            disagrees: None,
            seen: self.seen.clone(),
        }
    }
}

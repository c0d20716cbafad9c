//! Identities. Each is a newtype, so that a tenant is never passed for a conversation.
//! They hold the system's key as it is (verbs need it); what a person sees goes through `mask`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The key as the system stores it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<T: AsRef<str>> From<T> for $name {
            fn from(raw: T) -> Self {
                Self(Arc::from(raw.as_ref()))
            }
        }

        impl fmt::Debug for $name {
            /// Masked, for identities of conversations embed phone numbers, and escaped like a string.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), crate::domain::mask::identifiers(&self.0))
            }
        }
    };
}

identity! {
    /// A tenant, as the system's key has it (`tenant-ai-tech-solutions`, `tenant_fashion_boutique`).
    TenantId
}
identity! {
    /// A conversation without the `{tenantId}#` prefix that some writers add.
    ConversationId
}
identity! {
    /// An agent of the catalogue, or [`AgentId::bot`].
    AgentId
}
identity! {
    /// One console: kept in its journal and reused after a restart; `cli@<host>` for headless verbs.
    ConsoleId
}
identity! {
    /// One intent of a person (a ULID): the token of its transaction and the mark in its audit rows.
    IntentId
}
identity! {
    /// Identity of a message within its conversation.
    MessageId
}

identity! {
    /// An operation over many tenants (a ULID).
    OpId
}

identity! {
    /// An incident (a ULID).
    IncidentId
}

identity! {
    /// A thing that waits for a person, within its system, tenant and kind.
    WorkId
}

impl AgentId {
    /// The WhatsApp bot of a Marketplace tenant, which has no row in a catalogue.
    pub fn bot() -> Self {
        Self::from("bot")
    }

    /// Whether this is the bot of a Marketplace tenant.
    pub fn is_bot(&self) -> bool {
        self.as_str() == "bot"
    }
}

impl ConsoleId {
    /// The console of headless verbs on this host.
    pub fn headless(host: &str) -> Self {
        Self::from(format!("cli@{host}"))
    }

    /// Whether it stands for headless verbs rather than for a screen.
    pub fn is_headless(&self) -> bool {
        self.as_str().starts_with("cli@")
    }
}

/// The four systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlatformId {
    Marketplace,
    Alquimista,
    Diatonic,
    Notification,
}

impl PlatformId {
    pub const ALL: [Self; 4] = [
        Self::Marketplace,
        Self::Alquimista,
        Self::Diatonic,
        Self::Notification,
    ];

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.as_str() == word)
    }

    /// The word used in keys and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Marketplace => "marketplace",
            Self::Alquimista => "alquimista",
            Self::Diatonic => "diatonic",
            Self::Notification => "notification",
        }
    }
}

/// A tenant among all tenants of all systems.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TenantKey {
    pub platform: PlatformId,
    pub tenant: TenantId,
}

impl TenantKey {
    /// A tenant of a system.
    pub fn new(platform: PlatformId, tenant: impl AsRef<str>) -> Self {
        Self {
            platform,
            tenant: TenantId::from(tenant),
        }
    }
}

/// A conversation among all conversations of all systems.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConversationKey {
    pub platform: PlatformId,
    pub tenant: TenantId,
    pub conversation: ConversationId,
}

impl ConversationKey {
    /// The tenant it belongs to.
    pub fn owner(&self) -> TenantKey {
        TenantKey {
            platform: self.platform,
            tenant: self.tenant.clone(),
        }
    }

    /// A conversation of AI Marketplace Assistant; a `{tenant}#` prefix is taken off, unless nothing is left.
    pub fn marketplace(tenant: &TenantId, conversation: &str) -> Self {
        let bare = conversation
            .strip_prefix(tenant.as_str())
            .and_then(|rest| rest.strip_prefix('#'))
            .filter(|rest| !rest.is_empty())
            .unwrap_or(conversation);
        Self {
            platform: PlatformId::Marketplace,
            tenant: tenant.clone(),
            conversation: ConversationId::from(bare),
        }
    }
}

/// A switch among all switches: one agent for one tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SwitchKey {
    pub platform: PlatformId,
    pub tenant: TenantId,
    pub agent: AgentId,
}

impl SwitchKey {
    /// The tenant it belongs to.
    pub fn owner(&self) -> TenantKey {
        TenantKey {
            platform: self.platform,
            tenant: self.tenant.clone(),
        }
    }
}

//! Agents and their switches: whether an agent works for a tenant, since when and by whose hand.

use super::id::{AgentId, PlatformId, SwitchKey};
use super::text::Text;
use jiff::Timestamp;

/// An agent of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    pub platform: PlatformId,
    pub id: AgentId,
    /// Short name (`nigredo-atendimento`).
    pub slug: Text,
    pub name: Text,
    pub category: Option<Text>,
    pub version: Option<Text>,
    /// Catalogue status: `active`, `beta`, `maintenance`, `deprecated`, or as stored.
    pub status: Text,
}

/// Whether an agent works for a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Switch {
    On,
    Off,
    /// `suspended`: set by hand in AlquimistaAI; may be switched either way.
    Suspended,
    /// Never activated for this tenant.
    Absent,
    /// This system has no switch for it; what it says instead (`used 120 · rating 4.5`).
    Fixed(Text),
    Other(Text),
}

impl Switch {
    /// Reads a word of `agent_activations.status`.
    pub fn from_activation(raw: &str) -> Self {
        match raw {
            "active" => Self::On,
            "inactive" => Self::Off,
            "suspended" => Self::Suspended,
            _ => Self::Other(Text::from_untrusted(raw)),
        }
    }
}

/// What was seen of the row when the person decided: a change is made only on this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeenSwitch {
    Absent,
    /// `status` and `updated_at` (`updatedAt`) exactly as stored; `None` where the row has none.
    Row {
        status: Option<String>,
        updated_at: Option<String>,
    },
}

/// One agent for one tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activation {
    pub key: SwitchKey,
    /// The agent's name; the bot's is empty (`locale` names it).
    pub agent: Text,
    pub tenant_name: Text,
    pub category: Option<Text>,
    pub switch: Switch,
    pub since: Option<Timestamp>,
    pub by: Option<Text>,
    pub reason: Option<Text>,
    /// What the system's other table of the same thing says, where it says something else (AlquimistaAI keeps
    /// two that nothing synchronises); `absent`: it has no row. `None`: they agree, or there is only one.
    pub disagrees: Option<Text>,
    pub seen: SeenSwitch,
}

/// The direction of a toggle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    On,
    Off,
}

impl Turn {
    /// The other way.
    #[must_use]
    pub fn back(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }
}

/// Shortest reason for a change that customers feel, in characters after trimming.
pub const MIN_REASON_CHARS: usize = 8;

/// A toggle that a person has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toggle {
    pub key: SwitchKey,
    pub turn: Turn,
    pub reason: Text,
    pub seen: SeenSwitch,
}

/// What came of a toggle.
#[derive(Clone, Debug, PartialEq)]
pub enum Toggled {
    Done {
        now: Activation,
    },
    /// It was so already, since when and by whom as the row says; nothing was written.
    Already {
        now: Activation,
    },
    /// Somebody changed it while the person looked; nothing was written.
    Changed {
        now: Activation,
    },
    Unknown,
    NotFound,
}

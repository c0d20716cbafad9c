//! What a connected system has: which of its ports a console can use. Nothing is assumed of a system by name.

use super::id::PlatformId;
use super::sheet::Sheeted;

/// A capability of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Port {
    Tenants,
    Conversations,
    /// The bot of its conversations does not read the pause that a claim writes.
    PauseUnread,
    /// Conversations of a tenant are found only among all rows of a table.
    WholeTable,
    /// Messages have bodies that are read only when somebody asks for them.
    Bodies,
    /// Conversations can be taken over from a bot.
    Handoffs,
    Switches,
    /// Switches can be turned.
    Switching,
    Usage,
    /// Things wait for a person that are no conversations.
    Work,
    /// Something can be decided about what waits.
    Deciding,
    /// Something can be done in its sheets.
    Acting,
    /// Its changes are told to others through the outbox.
    Outbox,
    /// It tells of escalations, and this console hears it.
    Feed,
    /// Its alarms and metrics can be read.
    Health,
}

/// A system as connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    pub platform: PlatformId,
    pub ports: Vec<Port>,
    /// The sheets that it has.
    pub sheets: Sheeted,
}

impl System {
    /// Whether it has the port.
    pub fn has(&self, port: Port) -> bool {
        self.ports.contains(&port)
    }
}

//! The connection to the backend: whether it stands, and what it told about itself.

use super::msg::Place;
use crate::domain::escalation::QueuePlan;
use crate::domain::handoff::Actor;
use crate::domain::problem::Problem;
use crate::domain::role::Access;
use jiff::Timestamp;

/// What stays true while a connection stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub actor: Actor,
    pub place: Place,
    pub access: Access,
    pub queue_plan: QueuePlan,
    pub since: Timestamp,
}

/// Whether the backend answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Connection {
    Connecting {
        /// How often it failed before.
        tries: u32,
    },
    Up(Link),
    Down {
        problem: Problem,
        tries: u32,
        retry_at: Timestamp,
    },
}

impl Connection {
    /// The facts of the connection that stands.
    pub fn link(&self) -> Option<&Link> {
        match self {
            Self::Up(link) => Some(link),
            Self::Connecting { .. } | Self::Down { .. } => None,
        }
    }
}

//! What a line of the queue is known by: a conversation, or something else that waits.

use crate::domain::id::{ConversationKey, PlatformId, TenantKey};
use crate::domain::work::WorkKey;

/// What a row of the queue is, among all of all systems.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueueKey {
    Conversation(ConversationKey),
    Work(WorkKey),
}

impl QueueKey {
    /// The tenant it belongs to.
    pub fn owner(&self) -> TenantKey {
        match self {
            Self::Conversation(key) => key.owner(),
            Self::Work(key) => key.owner(),
        }
    }

    /// The system that it is of.
    pub fn platform(&self) -> PlatformId {
        match self {
            Self::Conversation(key) => key.platform,
            Self::Work(key) => key.platform,
        }
    }
}

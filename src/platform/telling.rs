//! Ports of what a system tells by itself: the feed of escalations, and its making.

use crate::domain::briefing::{Told, Unread};
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::problem::Problem;
use async_trait::async_trait;
use std::time::Duration;

/// A message of a feed, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The same however often it is received.
    pub id: String,
    /// By which it is discarded.
    pub receipt: String,
    pub told: Result<Told, Unread>,
}

/// What a system tells of escalations: a queue that consoles drain together.
#[async_trait]
pub trait Feed: Send + Sync {
    /// At most ten messages; waits at most `wait` for the first. Each comes again after a while unless it is
    /// discarded.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn receive(&self, wait: Duration) -> Result<Vec<Heard>, Problem>;
    /// Takes a message out for good.
    ///
    /// # Errors
    /// Any failure of the call: it may come again.
    async fn discard(&self, receipt: &str) -> Result<(), Problem>;
    /// Where a customer's conversation may be, the likeliest first; never empty.
    fn conversations_of(&self, tenant: &TenantId, phone: &str) -> Vec<ConversationKey>;
}

/// A topic that tells of escalations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicSeen {
    pub arn: String,
    pub exists: bool,
    /// It tells our queue.
    pub subscribed: bool,
}

/// A feed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedSeen {
    /// Names of the queue and of the queue of its dead letters.
    pub queue: String,
    pub dead: String,
    /// Both are there and as they should be.
    pub is_shaped: bool,
    pub topics: Vec<TopicSeen>,
}

impl FeedSeen {
    /// Whether nothing is missing.
    pub fn is_ready(&self) -> bool {
        self.is_shaped && self.unsubscribed().next().is_none() && !self.existing().is_empty()
    }

    /// The topics that exist.
    pub fn existing(&self) -> Vec<String> {
        let topics = self.topics.iter().filter(|topic| topic.exists);
        topics.map(|topic| topic.arn.clone()).collect()
    }

    /// The topics that exist and do not tell our queue.
    pub fn unsubscribed(&self) -> impl Iterator<Item = &str> {
        let topics = self.topics.iter();
        let missing = topics.filter(|topic| topic.exists && !topic.subscribed);
        missing.map(|topic| topic.arn.as_str())
    }
}

/// The making of a feed. Each step done twice is as good as once.
#[async_trait]
pub trait FeedMaking: Send + Sync {
    /// Looks at what is there and changes nothing.
    async fn look(&self) -> Result<FeedSeen, Problem>;
    /// Makes the queues, or makes them what they should be.
    async fn make_queues(&self, seen: &FeedSeen) -> Result<(), Problem>;
    /// Subscribes the queue to a topic.
    async fn subscribe(&self, topic: &str) -> Result<(), Problem>;
}

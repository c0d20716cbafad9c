//! What the system tells of escalations: any queue of its letters, read by the codec.

use super::item::telling;
use crate::aws::sqs;
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::letter::Letter;
use crate::domain::problem::Problem;
use crate::platform::{self, Heard};
use async_trait::async_trait;
use jiff::Timestamp;
use std::time::Duration;

/// A queue of raw letters.
#[async_trait]
pub trait Queue: Send + Sync {
    /// At most ten; waits at most `wait` for the first.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn receive(&self, wait: Duration) -> Result<Vec<Letter>, Problem>;
    /// Takes a letter out for good.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn discard(&self, receipt: &str) -> Result<(), Problem>;
}

#[async_trait]
impl Queue for sqs::Queue {
    async fn receive(&self, wait: Duration) -> Result<Vec<Letter>, Problem> {
        sqs::Queue::receive(self, wait).await
    }

    async fn discard(&self, receipt: &str) -> Result<(), Problem> {
        sqs::Queue::discard(self, receipt).await
    }
}

/// A queue as a feed.
pub struct Feed<Q> {
    queue: Q,
}

impl<Q: Queue> Feed<Q> {
    /// Reads the letters of `queue`.
    pub fn new(queue: Q) -> Self {
        Self { queue }
    }
}

#[async_trait]
impl<Q: Queue> platform::Feed for Feed<Q> {
    async fn receive(&self, wait: Duration) -> Result<Vec<Heard>, Problem> {
        let letters = self.queue.receive(wait).await?;
        // A body of the plain text has no time of its own; a queue that states none is of this moment.
        let now = Timestamp::now();
        let heard = letters.into_iter().map(|letter| Heard {
            id: telling::identity(&letter),
            told: telling::told(&letter, now),
            receipt: letter.receipt,
        });
        Ok(heard.collect())
    }

    async fn discard(&self, receipt: &str) -> Result<(), Problem> {
        self.queue.discard(receipt).await
    }

    fn conversations_of(&self, tenant: &TenantId, phone: &str) -> Vec<ConversationKey> {
        telling::ids_of(tenant, phone)
    }
}

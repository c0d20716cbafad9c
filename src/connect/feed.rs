//! Where the systems' tellings come from: a queue of the account, or the demo's own.

use super::Connector;
use crate::aws::session::Session;
use crate::domain::problem::Problem;
use crate::platform::{self, marketplace};
use std::sync::Arc;

/// Names of what carries escalations; plain values, whoever states them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The queue that consoles drain; its dead letters go to the queue of the same name with `-dead`.
    pub queue: String,
    /// Topics of which those that exist are subscribed (backend facts 1.5).
    pub topics: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            queue: "switchboard-escalations".to_owned(),
            topics: [
                "ai-marketplace-escalations",
                "ai-marketplace-escalations-handoff",
                "ai-marketplace-handoff-notifications",
            ]
            .map(str::to_owned)
            .into(),
        }
    }
}

impl Settings {
    /// Name of the queue of dead letters.
    pub fn dead(&self) -> String {
        format!("{}-dead", self.queue)
    }
}

#[cfg(feature = "embedded")]
mod demo {
    use crate::domain::letter::Letter;
    use crate::domain::problem::Problem;
    use crate::embedded::feed::Queue;
    use crate::platform::marketplace::feed;
    use async_trait::async_trait;
    use std::time::Duration;

    #[async_trait]
    impl feed::Queue for Queue {
        async fn receive(&self, wait: Duration) -> Result<Vec<Letter>, Problem> {
            Ok(Queue::receive(self, wait).await)
        }

        async fn discard(&self, receipt: &str) -> Result<(), Problem> {
            Queue::discard(self, receipt);
            Ok(())
        }
    }
}

impl Connector {
    /// The feed of the marketplace; `None`: there is none, or nobody may or can look for one.
    pub(super) async fn feed(&self, session: &Session) -> Option<Arc<dyn platform::Feed>> {
        #[cfg(feature = "embedded")]
        if let Some(backend) = self.backend.lock().await.as_ref() {
            let feed = marketplace::feed::Feed::new(backend.feed());
            return Some(Arc::new(feed));
        }
        let queue = find(session, &self.wanted.feed).await.ok().flatten()?;
        Some(Arc::new(marketplace::feed::Feed::new(queue)))
    }
}

async fn find(
    session: &Session,
    settings: &Settings,
) -> Result<Option<crate::aws::sqs::Queue>, Problem> {
    session.sqs().find(&settings.queue).await
}

//! The making of the feed: a queue with a queue for its dead letters, subscribed to those topics that exist.

use crate::aws::sns::Sns;
use crate::aws::sqs::{Design, Queue, Sqs};
use crate::domain::problem::{Problem, Trouble};
use crate::platform::{FeedMaking, FeedSeen, TopicSeen};
use async_trait::async_trait;
use std::time::Duration;

/// The longest that SQS allows: a console that is not opened for two weeks has lost something.
const RETENTION: Duration = Duration::from_secs(14 * 24 * 3_600);
/// Longer than keeping a batch takes, short enough for another console to take over.
const VISIBILITY: Duration = Duration::from_secs(60);
/// So often a letter is received before it is set aside.
const RECEIVES: u32 = 5;

/// What makes the feed.
pub struct Setup {
    sqs: Sqs,
    sns: Sns,
    queue: String,
    dead: String,
    /// ARNs.
    topics: Vec<String>,
}

impl Setup {
    /// Nothing is sent yet. `topics` are ARNs.
    pub fn new(sqs: Sqs, sns: Sns, queue: &str, dead: &str, topics: Vec<String>) -> Self {
        Self {
            sqs,
            sns,
            queue: queue.to_owned(),
            dead: dead.to_owned(),
            topics,
        }
    }

    fn design(dead: &str, topics: Vec<String>) -> Design {
        Design {
            dead_letters: Some((dead.to_owned(), RECEIVES)),
            topics,
            ..Self::design_of_dead()
        }
    }

    fn design_of_dead() -> Design {
        Design {
            retention: RETENTION,
            visibility: VISIBILITY,
            ..Design::default()
        }
    }

    /// The queue, if it and its dead letters' queue are there.
    async fn found(&self) -> Result<Option<(Queue, Queue)>, Problem> {
        let queue = self.sqs.find(&self.queue).await?;
        let dead = self.sqs.find(&self.dead).await?;
        Ok(queue.zip(dead))
    }
}

#[async_trait]
impl FeedMaking for Setup {
    async fn look(&self) -> Result<FeedSeen, Problem> {
        let found = self.found().await?;
        let arn = match &found {
            Some((queue, _)) => Some(queue.arn().await?),
            None => None,
        };
        let mut topics = Vec::new();
        for topic in &self.topics {
            let exists = self.sns.has(topic).await?;
            let subscribed = match &arn {
                Some(queue) if exists => self.sns.is_subscribed(topic, queue).await?,
                _ => false,
            };
            topics.push(TopicSeen {
                arn: topic.clone(),
                exists,
                subscribed,
            });
        }
        let mut seen = FeedSeen {
            queue: self.queue.clone(),
            dead: self.dead.clone(),
            is_shaped: false,
            topics,
        };
        if let Some((queue, dead)) = &found {
            let design = Self::design(&dead.arn().await?, seen.existing());
            seen.is_shaped = dead.is(&Self::design_of_dead()).await? && queue.is(&design).await?;
        }
        Ok(seen)
    }

    async fn make_queues(&self, seen: &FeedSeen) -> Result<(), Problem> {
        // The dead letters' first: the other names it.
        let dead = self.sqs.create(&self.dead).await?;
        dead.shape(&Self::design_of_dead()).await?;
        let queue = self.sqs.create(&self.queue).await?;
        queue
            .shape(&Self::design(&dead.arn().await?, seen.existing()))
            .await
    }

    async fn subscribe(&self, topic: &str) -> Result<(), Problem> {
        let missing = || Problem::new(Trouble::NotFound, &self.queue, "the queue is gone");
        let queue = self.sqs.find(&self.queue).await?.ok_or_else(missing)?;
        self.sns.subscribe(topic, &queue.arn().await?).await
    }
}

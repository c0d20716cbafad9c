//! Where the systems' tellings come from: a queue of the account, or the demo's own.

use super::Connector;
use super::deployment::{Deployment, Names};
use super::sessions::{Open, Sessions};
use super::set_up::no_marketplace;
use crate::aws::session::Session;
use crate::desk::FeedCheck;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::platform::marketplace::setup::Setup;
use crate::platform::{self, FeedMaking, marketplace};
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

/// The settings of the marketplace's feed, with the session of its account.
fn of<'a>(deployment: &'a Deployment, sessions: &'a Sessions) -> Option<(&'a Open, &'a Settings)> {
    deployment.systems.iter().find_map(|system| {
        let Names::Marketplace(_, feed) = &system.names else {
            return None;
        };
        Some((sessions.at(&system.spot)?, feed))
    })
}

impl Connector {
    /// The feed of the marketplace; `None`: there is none, or nobody may or can look for one.
    pub(super) async fn feed(
        &self,
        deployment: &Deployment,
        sessions: &Sessions,
    ) -> Option<Arc<dyn platform::Feed>> {
        #[cfg(feature = "embedded")]
        if let Some(backend) = self.backend.lock().await.as_ref() {
            let feed = marketplace::feed::Feed::new(backend.feed());
            return Some(Arc::new(feed));
        }
        let (open, settings) = of(deployment, sessions)?;
        let queue = find(&open.session, settings).await.ok().flatten()?;
        Some(Arc::new(marketplace::feed::Feed::new(queue)))
    }

    /// What makes the feed of the marketplace; `None`: this is a demo, which has its own.
    ///
    /// # Errors
    /// `Invalid` where no marketplace is connected; `NotPermitted`; any failure of a call.
    pub async fn feed_making(&self) -> Result<Option<Box<dyn FeedMaking>>, Problem> {
        let (deployment, sessions) = self.to_set_up().await?;
        let found = of(&deployment, &sessions);
        let (open, settings) = found.ok_or_else(|| no_marketplace("init --feed"))?;
        match find(&open.session, settings).await {
            Ok(_) => {}
            Err(problem) if is_demo(open, &problem) => return Ok(None),
            Err(problem) => return Err(problem),
        }
        let session = &open.session;
        let account = open.account.as_deref().unwrap_or(LOOPBACK_ACCOUNT);
        let region = &session.region;
        let partition = partition(region);
        let arn = |topic: &String| format!("arn:{partition}:sns:{region}:{account}:{topic}");
        let topics = settings.topics.iter().map(arn).collect();
        let (sqs, sns) = (session.sqs(), session.sns());
        let setup = Setup::new(sqs, sns, &settings.queue, &settings.dead(), topics);
        Ok(Some(Box::new(setup)))
    }

    /// What a check of the backend finds of the feed; nothing to say where there is no marketplace.
    pub(super) async fn feed_check(
        &self,
        deployment: &Deployment,
        sessions: &Sessions,
    ) -> FeedCheck {
        let Some((open, settings)) = of(deployment, sessions) else {
            return FeedCheck::There;
        };
        let queue = || Text::from_untrusted(&settings.queue);
        match find(&open.session, settings).await {
            Ok(Some(_)) => FeedCheck::There,
            Ok(None) => FeedCheck::Missing(queue()),
            Err(problem) if is_demo(open, &problem) => FeedCheck::There,
            Err(problem) => FeedCheck::Unknown(queue(), problem),
        }
    }
}

/// The account that servers on this machine speak of.
const LOOPBACK_ACCOUNT: &str = "000000000000";

/// Whether it is a demo's engine that answered: it knows tables only.
fn is_demo(open: &Open, problem: &Problem) -> bool {
    let refused = matches!(problem.trouble, Trouble::Internal | Trouble::Refused);
    open.account.is_none() && refused
}

/// The part of AWS in which a region is.
fn partition(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "aws-cn"
    } else if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    }
}

async fn find(
    session: &Session,
    settings: &Settings,
) -> Result<Option<crate::aws::sqs::Queue>, Problem> {
    session.sqs().find(&settings.queue).await
}

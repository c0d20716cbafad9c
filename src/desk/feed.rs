//! What is made in an account beside the control table: the feed, the index of the queue. The audit row comes
//! first, so that nothing is ever made without one; what is left undone is found and done the next time.

use super::{Deed, Desk, Writing, new_intent};
use crate::domain::audit::Action;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::prospect::IndexProspect;
use crate::domain::role::Right;
use crate::platform::{FeedMaking, FeedSeen};

/// Stands for all tenants in an audit row.
const ALL_TENANTS: &str = "*";

impl Desk<Writing> {
    /// Makes of a feed what is missing of it. `false`: nothing was.
    ///
    /// # Errors
    /// `NotFound` where no topic exists; any failure of a call. What was done until then stands.
    pub async fn make_feed(
        &self,
        making: &dyn FeedMaking,
        seen: &FeedSeen,
    ) -> Result<bool, Problem> {
        if seen.is_ready() {
            return Ok(false);
        }
        self.role().needs(Right::SetUp)?;
        let topics = seen.existing();
        if topics.is_empty() {
            let why = "none of the topics exists";
            return Err(Problem::new(Trouble::NotFound, &seen.queue, why));
        }
        self.note_set_up(Action::FeedInit, &seen.queue, &topics.join(" "))
            .await?;
        if !seen.is_shaped {
            making.make_queues(seen).await?;
        }
        for topic in seen.unsubscribed() {
            making.subscribe(topic).await?;
        }
        Ok(true)
    }

    /// Adds the index of the queue to the conversations' table.
    ///
    /// # Errors
    /// `NotPermitted`; any failure of a call.
    pub async fn make_index(
        &self,
        seen: &IndexProspect,
        adding: impl Future<Output = Result<(), Problem>>,
    ) -> Result<(), Problem> {
        self.role().needs(Right::SetUp)?;
        self.note_set_up(Action::IndexInit, &seen.table, seen.index)
            .await?;
        adding.await
    }

    /// The audit row of something that is of all tenants.
    async fn note_set_up(&self, action: Action, target: &str, after: &str) -> Result<(), Problem> {
        let now = self.now();
        let intent = new_intent(now);
        let tenant = TenantId::from(ALL_TENANTS);
        let deed = Deed {
            platform: PlatformId::Marketplace,
            tenant: &tenant,
            target,
            before: None,
            after: Some(after),
            reason: None,
            intent: &intent,
            fence: None,
        };
        let entry = self.entry(action, &deed, now);
        self.control(PlatformId::Marketplace)
            .audit_now(&entry)
            .await
    }
}

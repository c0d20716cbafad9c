//! The making of a feed: audit row, queues, subscriptions. The row comes first, so that nothing is ever made
//! without one; what is left undone is found and done the next time.

use super::{Deed, Desk, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::audit::Action;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
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
        let topics = seen.existing();
        if topics.is_empty() {
            let why = "none of the topics exists";
            return Err(Problem::new(Trouble::NotFound, &seen.queue, why));
        }
        let now = self.now();
        let intent = new_intent(now);
        let tenant = TenantId::from(ALL_TENANTS);
        let deed = Deed {
            platform: PlatformId::Marketplace,
            tenant: &tenant,
            target: &seen.queue,
            before: None,
            after: Some(&topics.join(" ")),
            reason: None,
            intent: &intent,
            fence: None,
        };
        let entry = self.entry(Action::FeedInit, &deed, now);
        let row = Transaction::new(intent.clone()).own(self.control().audited(&entry)?);
        match self.control().commit(&row).await? {
            Committed::Done { .. } => {}
            Committed::Unknown(why) => return Err(why),
            Committed::Refused(_) => {
                let why = "the audit row was refused";
                return Err(Problem::new(Trouble::Internal, &seen.queue, why));
            }
        }
        if !seen.is_shaped {
            making.make_queues(seen).await?;
        }
        for topic in seen.unsubscribed() {
            making.subscribe(topic).await?;
        }
        Ok(true)
    }
}

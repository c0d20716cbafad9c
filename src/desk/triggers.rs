//! What people did of escalations, for the report of triggers: the releases of a month in the audit trail.

use super::{Desk, Mode};
use crate::domain::audit::Action;
use crate::domain::handoff::Ending;
use crate::domain::id::{ConversationKey, TenantKey};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::time;
use crate::domain::trigger::report::Ended;

/// Rows of a tenant's month that are looked through at most, the newest ones, and how many at a time.
const MOST: usize = 2_000;
const PAGE: u32 = 200;

impl<M: Mode> Desk<M> {
    /// The releases of this month, the newest first; none where there is no control table.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn endings(&self, tenants: &[TenantKey]) -> Result<Vec<Ended>, Problem> {
        let mut all = Vec::new();
        for tenant in tenants {
            match self.endings_of(tenant).await {
                Ok(found) => all.extend(found),
                Err(problem) if problem.trouble == Trouble::NoControlTable => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(all)
    }

    async fn endings_of(&self, of: &TenantKey) -> Result<Vec<Ended>, Problem> {
        let month = time::month(self.now());
        let (mut found, mut read, mut after) = (Vec::new(), 0, None);
        loop {
            let page = self
                .trail(of.platform, &of.tenant, &month, PAGE, after)
                .await?;
            read += page.items.len();
            for entry in page.items {
                let ending = match Action::from_word(entry.action.as_str()) {
                    Some(Action::HandBack) => Ending::HandedBack,
                    Some(Action::Resolve) => Ending::Resolved,
                    _ => continue,
                };
                found.push(Ended {
                    key: ConversationKey {
                        platform: of.platform,
                        tenant: of.tenant.clone(),
                        conversation: entry.target.as_str().into(),
                    },
                    ending,
                    reason: entry.reason,
                });
            }
            after = page.next;
            if after.is_none() || read >= MOST {
                return Ok(found);
            }
        }
    }
}

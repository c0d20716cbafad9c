//! The queue and its parts: pages of tenants' partitions, pages of the queue index, and open claims.

use super::{Desk, Mode};
use crate::domain::conversation::ConversationRow;
use crate::domain::cost::Read;
use crate::domain::escalation::{QueuePlan, WaitingWord};
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, PlatformId, TenantKey};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;

/// Items in one page of a sweep: small enough that a page of embedded transcripts stays below a
/// second's read budget.
const SWEEP_PAGE: u32 = 100;

impl<M: Mode> Desk<M> {
    /// How the queue of those waiting is found on these tables.
    /// Sweep, where no system with conversations is connected.
    pub fn queue_plan(&self) -> QueuePlan {
        self.conversations(PlatformId::Marketplace)
            .map_or(QueuePlan::Sweep, |port| port.queue_plan())
    }

    /// One page of a tenant's conversations.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn sweep(
        &self,
        tenant: &TenantKey,
        after: Option<Cursor>,
    ) -> Result<Page<ConversationRow>, Problem> {
        self.sweep_at_most(tenant, after, SWEEP_PAGE).await
    }

    /// One page of a tenant's conversations, out of at most `items` items (and never more than a
    /// page of a sweep). A conversation whose halves lie apart comes as two rows.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn sweep_at_most(
        &self,
        tenant: &TenantKey,
        after: Option<Cursor>,
        items: u32,
    ) -> Result<Page<ConversationRow>, Problem> {
        self.sees(tenant.platform, &tenant.tenant)?;
        self.conversations(tenant.platform)?
            .sweep(&tenant.tenant, after, items.min(SWEEP_PAGE))
            .await
    }

    /// One page of those waiting with this status word. Only with [`QueuePlan::Index`].
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn waiting(
        &self,
        word: WaitingWord,
        after: Option<Cursor>,
    ) -> Result<Page<ConversationRow>, Problem> {
        let mut page = self
            .conversations(PlatformId::Marketplace)?
            .waiting(word, after)
            .await?;
        // The index spans all tenants; others are not for this profile.
        page.items
            .retain(|row| self.sees(row.key.platform, &row.key.tenant).is_ok());
        Ok(page)
    }

    /// All claims that are not released; none where there is no control table.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn claims(&self) -> Result<Vec<Claim>, Problem> {
        match self.ours(PlatformId::Marketplace) {
            Some(control) => control.open_claims(PlatformId::Marketplace).await.map(
                |Read { mut value, .. }| {
                    value.retain(|claim| self.sees(claim.key.platform, &claim.key.tenant).is_ok());
                    value
                },
            ),
            None => Ok(Vec::new()),
        }
    }

    /// The claim of one conversation, read consistently; `None`: it was never claimed, or there is no
    /// control table.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn claim_of(&self, key: &ConversationKey) -> Result<Option<Claim>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        match self.ours(key.platform) {
            Some(control) => control.claim(key).await,
            None => Ok(None),
        }
    }
}

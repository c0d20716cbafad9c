//! Keeping a claim: a heartbeat renews the lease under owner, console and fence.

use super::{Desk, Writing, after};
use crate::domain::handoff::Claim;
use crate::domain::problem::Problem;
use crate::journal::Entry;
use jiff::SignedDuration;

impl Desk<Writing> {
    /// Renews a claim for `lease` from now, counted from before the request leaves.
    /// The inner error is the claim as it is when it is not ours any more.
    ///
    /// # Errors
    /// Any failure of the call; the lease then runs until the time the claim says.
    pub async fn renew(
        &self,
        claim: &Claim,
        lease: SignedDuration,
    ) -> Result<Result<Claim, Option<Claim>>, Problem> {
        let until = after(self.now(), lease).max(claim.lease_until);
        let renewed = self.control(claim.key.platform).renew(claim, until).await?;
        if renewed.is_err() {
            self.journal().keep(&Entry::LetGo {
                key: claim.key.clone(),
            })?;
        }
        Ok(renewed)
    }
}

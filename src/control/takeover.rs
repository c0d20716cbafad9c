//! A claim that changes hands, or returns to the queue, against its owner's will: both name the fence on
//! which they were decided, so that a late write of the former owner fails.

use super::Writer;
use super::claim::{assigns, list_keys, lock_key, owned};
use super::row::of_millis;
use crate::aws::expression::{Assign, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Change;
use crate::domain::handoff::{Claim, ClaimState};
use crate::domain::id::IntentId;
use crate::domain::problem::Problem;
use jiff::Timestamp;

impl Writer {
    /// The item that makes `new` the claim in place of `seen`, if that is held just as it was seen.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn steal(&self, seen: &Claim, new: &Claim) -> Result<OwnItem, Problem> {
        Change {
            table: self.reader.table.clone(),
            key: lock_key(&new.key),
            assigns: assigns(new),
            condition: owned(seen, ClaimState::Held),
        }
        .own()
    }

    /// The item that returns a held claim to the queue: released at once, because the system's item stays as
    /// it is. It stays in the list of claims, so that the row can say why, until somebody takes it.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn returned(
        &self,
        claim: &Claim,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let mut assigns = vec![
            ("state", Assign::Set(s("released"))),
            ("outcome", Assign::Set(s("idle"))),
            ("intentId", Assign::Set(s(intent.as_str()))),
            ("leaseUntil", Assign::Set(of_millis(now))),
        ];
        assigns.extend(list_keys(&claim.key));
        Change {
            table: self.reader.table.clone(),
            key: lock_key(&claim.key),
            assigns,
            condition: owned(claim, ClaimState::Held),
        }
        .own()
    }
}

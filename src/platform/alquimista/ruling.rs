//! The rules of a decision about a request, whichever store keeps it: one decision for each approver, nothing
//! behind its end or its time, a rejection ends it, and as many approvals as it asks for approve it.

use super::approver::Approver;
use super::item::approval::{self, Approval, EXPIRED, Given};
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::work::{Decided, Decision, Work, WorkKind};
use jiff::Timestamp;

/// A decision, who makes it and why.
#[derive(Clone, Copy)]
pub(super) struct Ruling<'a> {
    pub decision: Decision,
    /// The system's word of it.
    pub word: &'static str,
    pub comment: &'a Text,
    pub actor: &'a Actor,
    pub intent: &'a IntentId,
    pub now: Timestamp,
}

impl Ruling<'_> {
    /// What a request says to a decision of `approver` that needs no writing any more; `None`: it waits for it.
    pub fn settled(
        &self,
        request: &Approval,
        given: &[Given],
        approver: &Approver,
    ) -> Option<Decided> {
        let mine = given.iter().find(|one| approver.made(one));
        if let Some(mine) = mine.filter(|_| request.is_pending()) {
            return Some(Decided::Already(mine.word.clone()));
        }
        let late = request.is_pending() && request.is_over(self.now);
        if request.status == EXPIRED || late {
            return Some(Decided::Expired);
        }
        (!request.is_pending()).then(|| Decided::Already(request.status.clone()))
    }

    /// The request's next word; `None`: it takes more approvals.
    pub fn next_word(&self, request: &Approval, given: &[Given]) -> Option<&'static str> {
        if self.decision == Decision::Reject {
            return Some("rejected");
        }
        let so_far = given.iter().filter(|one| one.word == "approve").count();
        let with_this = u64::try_from(so_far).unwrap_or(u64::MAX).saturating_add(1);
        (with_this >= request.required).then_some("approved")
    }
}

/// Still pending, but not as it was seen.
pub(super) fn changed() -> Problem {
    let why = "somebody changed the request since it was seen; nothing was written";
    Problem::new(Trouble::Invalid, "updated_at", why)
}

/// The system's word of a decision about what was seen.
///
/// # Errors
/// `Invalid` for another kind of work, and for a decision that requests do not know.
pub(super) fn word_of(seen: &Work, decision: Decision) -> Result<&'static str, Problem> {
    let word = approval::word(decision).filter(|_| seen.key.kind == WorkKind::Approval);
    word.ok_or_else(|| Problem::new(Trouble::Invalid, "decision", "nothing to decide so"))
}

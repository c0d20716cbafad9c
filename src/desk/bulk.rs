//! One conversation of a bulk action: claim, then hand back or resolve, by the verbs that a person uses, so that
//! whoever else wants it is told and nobody's claim is passed over. The reason and the id of the action stand in
//! the row of the release. Where the release fails the claim is given back to the queue, its bot still paused; a death
//! in between leaves a claim whose lease runs out.

use super::hand_back::Because;
use super::{Desk, Writing};
use crate::domain::bulk::{Triage, Triaged};
use crate::domain::handoff::{Claim, Claimed, Ending, LEASE, Released};
use crate::domain::problem::{Problem, Trouble};

/// How often the release is tried under one claim: a claim that is left behind keeps others away for a while.
const RELEASES: u32 = 2;

impl Desk<Writing> {
    /// Gives one that waits back to its bot, or resolves it. Not for a conversation that this console holds
    /// already: its person may be in it.
    ///
    /// # Errors
    /// Failures after which it is certain that it was not given back and waits as before; it can be tried again.
    pub async fn triage(&self, asked: &Triage) -> Result<Triaged, Problem> {
        let (claim, fresh) = match self.claim(&asked.key, None, LEASE).await {
            Ok(Claimed::Won { claim, .. }) => (claim, true),
            Ok(Claimed::Already { claim }) => (claim, false),
            Ok(Claimed::Lost { holder }) => return Ok(Triaged::Taken { holder }),
            Ok(Claimed::NotFound) => return Ok(Triaged::NotWaiting),
            Ok(Claimed::Unknown) => return Ok(Triaged::Unknown),
            // Without a reason for a takeover, only one that waits is taken.
            Err(problem) if problem.trouble == Trouble::Invalid => return Ok(Triaged::NotWaiting),
            Err(problem) => return Err(problem),
        };
        let because = Because {
            reason: &asked.reason,
            bulk: &asked.bulk,
        };
        let mut tries = 0;
        let released = loop {
            tries += 1;
            match self.hand_back_because(&claim, asked.ending, because).await {
                Err(problem) if tries < RELEASES && problem.passes() => {}
                // Again: it finds that the first came through, or keeps it from coming later.
                Ok(Released::Unknown) if tries < RELEASES => {}
                other => break other,
            }
        };
        Ok(match released {
            Ok(Released::Done { fence }) => Triaged::Done { fence },
            Ok(Released::Already) => Triaged::Done { fence: claim.fence },
            Ok(Released::Unfinished { fence, problem }) => Triaged::Unfinished { fence, problem },
            Ok(Released::Lost(Some(holder))) => Triaged::Taken { holder },
            Ok(Released::Lost(None)) => Triaged::NotWaiting,
            // A claim that a person had before stays theirs.
            Ok(Released::Unknown) if !fresh => Triaged::Unknown,
            Err(problem) if !fresh => return Err(problem),
            Ok(Released::Unknown) => self.leave_it(&claim, None).await?,
            Err(problem) => self.leave_it(&claim, Some(problem)).await?,
        })
    }

    /// Puts a conversation whose release failed back into the queue at once, so that nobody has to wait for the
    /// end of a lease.
    ///
    /// # Errors
    /// `failed`, where it is in the queue again.
    async fn leave_it(&self, claim: &Claim, failed: Option<Problem>) -> Result<Triaged, Problem> {
        let kept = |problem| Triaged::Kept { problem };
        Ok(match (self.hand_back(claim, Ending::Idle).await, failed) {
            (Ok(Released::Done { .. }), Some(failed)) => return Err(failed),
            (Ok(Released::Done { .. }), None) => return Err(unanswered()),
            // The release came through after all; any console finishes it.
            (Ok(Released::Lost(Some(found))), _) if self.is_left_by_us(&found) => {
                match self.finish_own(&found).await {
                    Released::Unfinished { fence, problem } => {
                        Triaged::Unfinished { fence, problem }
                    }
                    _ => Triaged::Done { fence: found.fence },
                }
            }
            (Ok(Released::Lost(Some(holder))), _) => Triaged::Taken { holder },
            (Ok(Released::Lost(None)), _) => Triaged::NotWaiting,
            (Err(problem), failed) => kept(failed.unwrap_or(problem)),
            (Ok(_), failed) => kept(failed.unwrap_or_else(unanswered)),
        })
    }
}

fn unanswered() -> Problem {
    Problem::new(Trouble::TimedOut, "hand back", "no answer")
}

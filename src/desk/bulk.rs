//! One conversation of a bulk action: claim, then hand back or resolve, by the verbs that a person uses, so that
//! whoever else wants it is told and nobody's claim is passed over. The reason and the id of the action stand in
//! the row of the release. A death in between leaves a claim whose lease runs out; the queue shows it again.

use super::hand_back::Because;
use super::{Desk, Writing};
use crate::domain::bulk::{Triage, Triaged};
use crate::domain::handoff::{Claimed, LEASE, Released};
use crate::domain::problem::{Problem, Trouble};

/// How often the release is tried under one claim: a claim that is left behind keeps others away for a while.
const RELEASES: u32 = 2;

impl Desk<Writing> {
    /// Gives one that waits back to its bot, or resolves it. Not for a conversation that this console holds
    /// already: its person may be in it.
    ///
    /// # Errors
    /// Failures after which it is certain that it was not given back; it can be tried again.
    pub async fn triage(&self, asked: &Triage) -> Result<Triaged, Problem> {
        let claim = match self.claim(&asked.key, None, LEASE).await {
            Ok(Claimed::Won { claim, .. } | Claimed::Already { claim }) => claim,
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
            let released = self.hand_back_because(&claim, asked.ending, because).await;
            match released {
                Err(problem) if tries < RELEASES && problem.passes() => {}
                other => break other?,
            }
        };
        Ok(match released {
            Released::Done { fence } => Triaged::Done { fence },
            Released::Already => Triaged::Done { fence: claim.fence },
            Released::Unfinished { fence, problem } => Triaged::Unfinished { fence, problem },
            Released::Lost(Some(holder)) => Triaged::Taken { holder },
            Released::Lost(None) => Triaged::NotWaiting,
            Released::Unknown => Triaged::Unknown,
        })
    }
}

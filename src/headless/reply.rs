//! A reply on its way: a verb waits until the provider has it, refused it, or nobody can tell.

use super::handoff::lost;
use super::outcome::{Answer, Delivery, Outcome, Reason, Warning};
use crate::desk::{Desk, Writing};
use crate::domain::conversation::Message;
use crate::domain::handoff::{Claim, Owned};
use crate::domain::id::MessageId;
use crate::domain::problem::Problem;
use crate::domain::reply::{Fate, ReplyState, Reports};
use jiff::SignedDuration;
use std::time::Duration;

/// How long a verb waits for a provider that refuses for a while.
const PATIENCE: SignedDuration = SignedDuration::from_secs(30);
/// How often it looks again meanwhile.
const AGAIN: Duration = Duration::from_millis(500);

/// Sends what was recorded and answers what came of it.
pub(super) async fn answer(
    desk: &Desk<Writing>,
    claim: &Claim,
    message: Message,
) -> Result<Answer, Problem> {
    let state = message.state.unwrap_or(ReplyState::Recorded);
    if state != ReplyState::Queued {
        let answer = known(claim, &message.id, state, &Fate::default());
        return Ok(Answer {
            warning: Some(Warning::RecordedOnly),
            ..answer
        });
    }
    let patience = desk.now().checked_add(PATIENCE);
    loop {
        match desk.deliver(claim, &message.id).await {
            Ok(Owned::Done(reply)) => {
                let waits = reply.state == ReplyState::Queued;
                let due = reply.fate.due.unwrap_or(reply.at);
                if !waits || patience.as_ref().is_ok_and(|until| due > *until) {
                    return Ok(known(claim, &reply.id, reply.state, &reply.fate));
                }
            }
            Ok(Owned::Lost(found)) => return Ok(lost(desk, found)),
            Ok(Owned::Unknown | Owned::Unread(_)) => {
                let fate = message.fate.as_deref().cloned().unwrap_or_default();
                return Ok(known(claim, &message.id, ReplyState::Unknown, &fate));
            }
            Err(problem) => {
                let left = Answer::ours(Outcome::PartlyDone, claim, true);
                return Ok(left.because(Reason::Unfinished(problem)));
            }
        }
        if patience.as_ref().is_ok_and(|until| desk.now() > *until) {
            let fate = message.fate.as_deref().cloned().unwrap_or_default();
            return Ok(known(claim, &message.id, ReplyState::Queued, &fate));
        }
        tokio::time::sleep(AGAIN).await;
    }
}

fn known(claim: &Claim, id: &MessageId, state: ReplyState, fate: &Fate) -> Answer {
    let (outcome, reason) = match state {
        ReplyState::Failed => {
            let refusal = fate.failure.clone();
            (Outcome::Failed, refusal.map(Reason::NotDelivered))
        }
        ReplyState::Unknown | ReplyState::Sending => (Outcome::Unknown, Some(Reason::Undecided)),
        ReplyState::Queued => (Outcome::PartlyDone, Some(Reason::StillQueued)),
        _ => (Outcome::Done, None),
    };
    let accepted = state == ReplyState::Accepted;
    Answer {
        delivery: Some(Delivery {
            reply: id.as_str().to_owned(),
            state,
            route: fate.route,
            code: fate.failure.as_ref().and_then(|failure| failure.code),
        }),
        warning: (accepted && fate.reports == Reports::Nowhere).then_some(Warning::NothingFurther),
        reason,
        ..Answer::ours(outcome, claim, true)
    }
}

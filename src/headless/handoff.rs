//! Claim, reply, note, hand back and resolve for a console without a heartbeat. Between two verbs nothing
//! runs: the claim is read anew each time, and must be of the same operator from the same machine.

use super::outcome::{Answer, Outcome, Reason, Warning};
use super::reply;
use super::request::Speech;
use crate::desk::{Desk, Writing};
use crate::domain::conversation::Message;
use crate::domain::handoff::{
    Claim, ClaimState, Claimed, Ending, Fence, HEADLESS_LEASE, Owned, Pause, Released,
};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::system::Port;
use crate::domain::text::Text;
use jiff::SignedDuration;

/// Takes a conversation for `lease`.
pub(super) async fn claim(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    lease: SignedDuration,
    takeover: Option<&str>,
) -> Result<Answer, Problem> {
    let takeover = takeover
        .map(str::trim)
        .filter(|reason| !reason.is_empty())
        .map(Text::from_untrusted);
    let claimed = desk.claim(key, takeover.as_ref(), lease).await?;
    taken_for(desk, key, claimed, takeover.as_ref()).await
}

/// Takes a conversation from the one who holds it, for `lease`.
pub(super) async fn steal(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    lease: SignedDuration,
    reason: &str,
    fence: Option<u64>,
) -> Result<Answer, Problem> {
    let reason = Text::from_untrusted(reason.trim());
    let claimed = desk.steal(key, fence.map(Fence), &reason, lease).await?;
    taken_for(desk, key, claimed, Some(&reason)).await
}

/// The same, after which the pause is looked after where the conversation was ours already.
async fn taken_for(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    claimed: Claimed,
    takeover: Option<&Text>,
) -> Result<Answer, Problem> {
    if let Claimed::Already { claim } = &claimed {
        let pause = pause_if_missing(desk, claim, takeover).await?;
        return Ok(warned(desk, key, paused(claim, pause, Outcome::Already)));
    }
    Ok(taken(desk, key, claimed))
}

/// What came of taking a conversation.
pub(super) fn taken(desk: &Desk<Writing>, key: &ConversationKey, claimed: Claimed) -> Answer {
    match claimed {
        Claimed::Won { claim, pause } => warned(desk, key, paused(&claim, pause, Outcome::Won)),
        Claimed::Already { claim } => {
            warned(desk, key, paused(&claim, Pause::Verified, Outcome::Already))
        }
        Claimed::Lost { holder } => Answer::lost(Some(holder)),
        Claimed::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
        Claimed::NotFound => Answer::bare(Outcome::NotFound).because(Reason::NoConversation),
    }
}

fn warned(desk: &Desk<Writing>, key: &ConversationKey, answer: Answer) -> Answer {
    Answer {
        warning: unheard(desk, key).then_some(Warning::PauseUnread),
        ..answer
    }
}

/// Whether the bot of the conversation reads no pause.
fn unheard(desk: &Desk<Writing>, key: &ConversationKey) -> bool {
    let systems = desk.systems();
    let system = systems.iter().find(|one| one.platform == key.platform);
    system.is_some_and(|system| system.has(Port::PauseUnread))
}

fn paused(claim: &Claim, pause: Pause, outcome: Outcome) -> Answer {
    let changed = outcome == Outcome::Won;
    match pause {
        Pause::Verified => Answer::ours(outcome, claim, changed),
        Pause::Pending(why) => {
            Answer::ours(Outcome::PartlyDone, claim, changed).because(Reason::PausePending(why))
        }
    }
}

/// An earlier claim may have ended before its pause was written: nobody else would write it.
async fn pause_if_missing(
    desk: &Desk<Writing>,
    claim: &Claim,
    takeover: Option<&Text>,
) -> Result<Pause, Problem> {
    let row = desk.conversation_row(&claim.key).await?;
    let record = row.and_then(|row| row.record);
    if record.is_some_and(|record| record.status.pauses_bot()) {
        return Ok(Pause::Verified);
    }
    Ok(desk.pause_again(claim, takeover).await)
}

/// Our claim, if it is held, renewed.
pub(super) async fn held(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    fence: Option<u64>,
) -> Result<Result<Claim, Box<Answer>>, Problem> {
    let claim = match own(desk, key, fence).await? {
        Ok(claim) if claim.state == ClaimState::Held => claim,
        Ok(_) => return Ok(Err(Box::new(Answer::lost(None)))),
        Err(answer) => return Ok(Err(answer)),
    };
    let renewed = desk.renew(&claim, HEADLESS_LEASE).await?;
    Ok(renewed.map_err(|found| Box::new(lost(desk, found))))
}

/// Records a reply or a note under our claim, and renews it.
pub(super) async fn speak(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    speech: Speech,
    text: &str,
    fence: Option<u64>,
) -> Result<Answer, Problem> {
    let claim = match held(desk, key, fence).await? {
        Ok(claim) => claim,
        Err(answer) => return Ok(*answer),
    };
    let spoken = match speech {
        Speech::Reply => match desk.reply(&claim, text).await {
            Ok(Owned::Done(message)) => return reply::answer(desk, &claim, message).await,
            other => other,
        },
        Speech::Note => desk.note(&claim, text).await,
    };
    Ok(said(desk, &claim, spoken))
}

/// What recording came to.
pub(super) fn said(
    desk: &Desk<Writing>,
    claim: &Claim,
    spoken: Result<Owned<Message>, Problem>,
) -> Answer {
    match spoken {
        Ok(Owned::Done(_)) => Answer::ours(Outcome::Done, claim, true),
        Ok(Owned::Lost(found)) => lost(desk, found),
        // Nobody looks on, so nothing is asked to have been seen.
        Ok(Owned::Unknown | Owned::Unread(_)) => {
            Answer::ours(Outcome::Unknown, claim, false).because(Reason::Unknown)
        }
        Err(problem) => {
            let held = Answer::ours(Outcome::Failed, claim, false);
            Answer {
                holder: held.holder,
                fence: held.fence,
                ..Answer::failed(problem)
            }
        }
    }
}

/// Gives a conversation back to its bot, or resolves it; finishes what an earlier call left half done.
pub(super) async fn release(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    ending: Ending,
    fence: Option<u64>,
    summary: Option<&str>,
) -> Result<Answer, Problem> {
    let summary = summary
        .map(str::trim)
        .filter(|words| !words.is_empty())
        .map(Text::from_untrusted);
    let claim = match own(desk, key, fence).await? {
        Ok(claim) => claim,
        Err(answer) => return Ok(*answer),
    };
    let released = match claim.state {
        ClaimState::Held => {
            desk.hand_back_with(&claim, ending, summary.as_ref())
                .await?
        }
        _ if claim.ending != Some(ending) => Released::Lost(None),
        ClaimState::Releasing => desk.finish_own(&claim).await,
        ClaimState::Released => Released::Already,
    };
    let free = |outcome, changed| Answer {
        fence: Some(claim.fence.0),
        changed,
        ..Answer::bare(outcome)
    };
    Ok(match released {
        Released::Done { .. } => free(Outcome::Done, true),
        Released::Already => free(Outcome::Already, false),
        Released::Unfinished { problem, .. } => {
            free(Outcome::PartlyDone, true).because(Reason::Unfinished(problem))
        }
        Released::Lost(found) => lost(desk, found),
        Released::Unknown => Answer::ours(Outcome::Unknown, &claim, false).because(Reason::Unknown),
    })
}

/// The claim, if it is or last was of this operator from this machine and has the fence that is named.
async fn own(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    fence: Option<u64>,
) -> Result<Result<Claim, Box<Answer>>, Problem> {
    let Some(claim) = desk.claim_of(key).await? else {
        let answer = match desk.conversation_row(key).await? {
            Some(_) => Answer::lost(None),
            None => Answer::bare(Outcome::NotFound).because(Reason::NoConversation),
        };
        return Ok(Err(Box::new(answer)));
    };
    let actor = desk.actor();
    if claim.owner != actor.identity || claim.console != actor.console {
        return Ok(Err(Box::new(lost(desk, Some(claim)))));
    }
    Ok(match fence {
        Some(named) if named != claim.fence.0 => {
            let held = claim.fence.0;
            Err(Box::new(
                lost(desk, Some(claim)).because(Reason::OtherFence { held, named }),
            ))
        }
        _ => Ok(claim),
    })
}

/// Not ours: the claim as found, if it is live.
pub(super) fn lost(desk: &Desk<Writing>, found: Option<Claim>) -> Answer {
    let now = desk.now();
    Answer::lost(found.filter(|claim| claim.is_live(now)))
}

//! Putting off, assigning and reopening without a screen. A claim of the same operator from the same machine
//! counts as one's own.

use super::handoff;
use super::outcome::{Answer, Outcome, Reason};
use super::request::Arranged;
use crate::desk::{Desk, Writing};
use crate::domain::arranged::{Arrange, Arranging};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::sla::zone_of;
use crate::domain::snooze;
use crate::domain::text::Text;
use jiff::SignedDuration;

/// Arranges something about a conversation that waits or is one's own.
pub(super) async fn arrange(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    what: &Arranged,
) -> Result<Answer, Problem> {
    let what = match what {
        Arranged::Snooze(typed) => {
            let tenant = desk.tenant(&key.owner()).await?;
            let (_, zone) = zone_of(None, tenant.as_ref());
            match snooze::parse(typed, desk.now(), &zone) {
                Some(until) => Arrange::Snooze(Some(until)),
                None => return Ok(Answer::bare(Outcome::Invalid).because(Reason::NoTime)),
            }
        }
        Arranged::Wake => Arrange::Snooze(None),
        Arranged::Assign(name) => Arrange::Assign(Some(Text::from_untrusted(name))),
        Arranged::Unassign => Arrange::Assign(None),
    };
    let now = desk.now();
    Ok(match desk.arrange(key, &what).await? {
        Arranging::Done(claim) => {
            let held = claim.is_live(now);
            let free = Answer {
                fence: Some(claim.fence.0),
                changed: true,
                ..Answer::bare(Outcome::Done)
            };
            match held {
                true => Answer::ours(Outcome::Done, &claim, true),
                false => free,
            }
        }
        Arranging::Already(_) => Answer::bare(Outcome::Already),
        Arranging::Lost(claim) if claim.is_live(now) => Answer::lost(Some(claim)),
        Arranging::Lost(_) => Answer::bare(Outcome::Changed).because(Reason::ChangedMeanwhile),
        Arranging::NotFound => Answer::bare(Outcome::NotFound).because(Reason::NoConversation),
        Arranging::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
    })
}

/// Takes a resolved conversation again.
pub(super) async fn reopen(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    lease: SignedDuration,
) -> Result<Answer, Problem> {
    let claimed = desk.reopen(key, lease).await?;
    Ok(handoff::taken(desk, key, claimed))
}

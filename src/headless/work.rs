//! Deciding about what waits and is no conversation.

use super::outcome::{Answer, Outcome, Reason};
use crate::desk::{Desk, Writing};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::work::{Decided, Decision, WorkKey};

/// Decides, on what the system says of it now.
pub(super) async fn decide(
    desk: &Desk<Writing>,
    key: &WorkKey,
    decision: Decision,
    reason: &str,
) -> Result<Answer, Problem> {
    let not_found = || Answer::bare(Outcome::NotFound).because(Reason::NoWork);
    let Some(seen) = desk.work_item(key).await? else {
        return Ok(not_found());
    };
    let reason = Text::from_untrusted(reason);
    let decided = desk.decide(&seen, decision, &reason).await?;
    super::kill::told_others(desk).await;
    Ok(match decided {
        Decided::Done => Answer {
            changed: true,
            ..Answer::bare(Outcome::Done)
        },
        Decided::Already(state) => Answer::bare(Outcome::Already).because(Reason::Decided(state)),
        Decided::Expired => Answer::bare(Outcome::Changed).because(Reason::Expired),
        Decided::NotFound => not_found(),
        Decided::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
    })
}

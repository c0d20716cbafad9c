//! The verbs: one match from each to a desk call, and what it came to. No rule is here.

use super::super::News;
use super::super::keeper::Keeper;
use crate::app::effect::Verb;
use crate::app::msg::{Epoch, Outcome};
use crate::app::shift::{Came, Deed};
use crate::desk::{Desk, Writing};
use crate::domain::arranged::{Arrange, Arranging};
use crate::domain::handoff::{Claimed, Ending, LEASE, Owned, Pause, Released};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use tokio::sync::mpsc;

/// Performs a verb at the desk.
pub(super) async fn write(
    desk: &Desk<Writing>,
    verb: &Verb,
    keeper: &Keeper,
    epoch: Epoch,
    news: &mpsc::Sender<News>,
) -> Result<Outcome, Problem> {
    Ok(match verb {
        Verb::Claim { key, takeover } => {
            let claimed = desk.claim(key, takeover.as_ref(), LEASE).await?;
            keep(desk, &claimed, keeper, epoch, news);
            Outcome::Claimed(claimed)
        }
        Verb::Steal { key, seen, reason } => {
            let claimed = desk.steal(key, Some(*seen), reason, LEASE).await?;
            keep(desk, &claimed, keeper, epoch, news);
            Outcome::Claimed(claimed)
        }
        Verb::Reopen { key } => {
            let claimed = desk.reopen(key, LEASE).await?;
            keep(desk, &claimed, keeper, epoch, news);
            Outcome::Claimed(claimed)
        }
        Verb::Arrange { key, what } => {
            Outcome::Arranged(arrange(desk, key, what, keeper, epoch, news).await?)
        }
        Verb::Reply {
            key,
            local,
            text,
            seen,
        } => Outcome::Replied {
            local: local.clone(),
            owned: match keeper.claim(key) {
                Some(claim) => desk.reply_after(&claim, text, *seen).await?,
                None => Owned::Lost(None),
            },
        },
        Verb::Deliver { key, reply } => Outcome::Delivered(match keeper.claim(key) {
            Some(claim) => desk.deliver(&claim, reply).await?,
            None => Owned::Lost(None),
        }),
        Verb::SettleDoubt { key, reply, doubt } => Outcome::Delivered(match keeper.claim(key) {
            Some(claim) => desk.settle_doubt(&claim, reply, *doubt).await?,
            None => Owned::Lost(None),
        }),
        Verb::Template {
            key,
            local,
            template,
            values,
        } => Outcome::Replied {
            local: local.clone(),
            owned: match keeper.claim(key) {
                Some(claim) => desk.reply_by_template(&claim, template, values).await?,
                None => Owned::Lost(None),
            },
        },
        Verb::Note { key, local, text } => Outcome::Noted {
            local: local.clone(),
            owned: match keeper.claim(key) {
                Some(claim) => desk.note(&claim, text).await?,
                None => Owned::Lost(None),
            },
        },
        Verb::AlertUsage { tenant, level } => {
            Outcome::UsageAlerted(desk.give_alert(tenant, *level).await?)
        }
        Verb::SetUsageAlert { tenant, percent } => {
            Outcome::UsageAlertSet(desk.set_threshold(tenant, *percent).await?)
        }
        Verb::ShowNumber { key, reason } => Outcome::Number(desk.reveal(key, reason).await?),
        Verb::HandBack { key } => {
            let ending = (Ending::HandedBack, None);
            Outcome::Released(release(desk, key, ending, keeper, epoch, news).await?)
        }
        Verb::HandBackWith { key, summary } => {
            let ending = (Ending::HandedBack, Some(summary));
            Outcome::Released(release(desk, key, ending, keeper, epoch, news).await?)
        }
        Verb::Resolve { key } => {
            let ending = (Ending::Resolved, None);
            Outcome::Released(release(desk, key, ending, keeper, epoch, news).await?)
        }
        Verb::Return { key } => {
            let ending = (Ending::Idle, None);
            Outcome::Released(release(desk, key, ending, keeper, epoch, news).await?)
        }
        Verb::Reassert { key } => Outcome::Reasserted(match keeper.claim(key) {
            Some(claim) => desk.reassert(&claim).await?,
            None => None,
        }),
        Verb::Overrun { key, message, at } => {
            if let Some(claim) = keeper.claim(key) {
                desk.overrun(&claim, message, *at).await?;
            }
            Outcome::Audited
        }
        Verb::Triage(asked) => Outcome::Triaged(desk.triage(asked).await?),
        Verb::Decide {
            work,
            decision,
            comment,
        } => Outcome::Decided {
            decided: desk.decide(work, *decision, comment).await?,
            work: work.clone(),
            decision: *decision,
        },
        Verb::Act { deed, reason } => Outcome::Acted(desk.act(deed, reason).await?),
        Verb::Acknowledge {
            platform,
            name,
            word,
        } => Outcome::Acknowledged(desk.acknowledge(*platform, name, word.as_ref()).await?),
        Verb::SwitchOff { toggle, until, .. } => {
            Outcome::SwitchedOff(desk.switch_off(toggle, *until).await?)
        }
        Verb::Operate(what) => Outcome::Stepped(desk.operate(what).await?),
        Verb::Incident(deed) => Outcome::Incident(match deed {
            Deed::Open {
                origin,
                title,
                began,
            } => Came::Opened(desk.open_incident(origin, title, *began).await?),
            Deed::Note { id, note } => Came::Settled(desk.note_incident(id, note).await?),
            Deed::Close { id, reason } => Came::Settled(desk.close_incident(id, reason).await?),
        }),
        Verb::Toggle(toggle) => Outcome::Toggled {
            outcome: desk.toggle(toggle).await?,
            toggle: toggle.clone(),
        },
    })
}

/// The heartbeat rests meanwhile: it would take the release for a loss. It goes on if we still hold it.
async fn release(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    (ending, summary): (Ending, Option<&Text>),
    keeper: &Keeper,
    epoch: Epoch,
    news: &mpsc::Sender<News>,
) -> Result<Released, Problem> {
    let Some(claim) = keeper.claim(key) else {
        return Ok(Released::Lost(None));
    };
    keeper.let_go(key);
    let released = desk.hand_back_with(&claim, ending, summary).await;
    if matches!(released, Err(_) | Ok(Released::Unknown)) {
        keeper.keep(desk, claim, true, epoch, news);
    }
    released
}

/// The heartbeat rests while a held one is put off: it would take that for a loss. It goes on if we still hold it.
async fn arrange(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    what: &Arrange,
    keeper: &Keeper,
    epoch: Epoch,
    news: &mpsc::Sender<News>,
) -> Result<Arranging, Problem> {
    let gives_up = matches!(what, Arrange::Snooze(Some(_)));
    let held = keeper.claim(key).filter(|_| gives_up);
    if held.is_some() {
        keeper.let_go(key);
    }
    let arranged = desk.arrange(key, what).await;
    let given_up = matches!(&arranged, Ok(Arranging::Done(_) | Arranging::Lost(_)));
    if let Some(claim) = held.filter(|_| !given_up) {
        keeper.keep(desk, claim, true, epoch, news);
    }
    arranged
}

/// Keeps what was won.
fn keep(
    desk: &Desk<Writing>,
    claimed: &Claimed,
    keeper: &Keeper,
    epoch: Epoch,
    news: &mpsc::Sender<News>,
) {
    match claimed {
        Claimed::Won { claim, pause } => {
            let paused = *pause == Pause::Verified;
            keeper.keep(desk, claim.clone(), paused, epoch, news);
        }
        Claimed::Already { claim } => keeper.keep(desk, claim.clone(), false, epoch, news),
        _ => {}
    }
}

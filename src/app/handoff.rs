//! Taking a conversation over, keeping it, and giving it back, as far as the state goes.

use super::alerts;
use super::arranging;
use super::claims::{Hold, Mine};
use super::command::Command;
use super::conversations::intake::refresh_holders;
use super::dialog::{Dialog, Release, Takeover, unheard};
use super::effect::{Effect, Verb};
use super::field::Field;
use super::guard::{Told, aftermath, leaving, silence};
use super::msg::Lease;
use super::notice::{Doing, Notice};
use super::open::{Kind, Sent, compose, visit};
use super::overlay::Overlay;
use super::state::{Focus, State, Why};
use crate::domain::handoff::{Claim, ClaimState, Claimed, Ending, Fence, Pause, Released};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::text::Text;

/// A person wants the conversation: says first where its bot reads no pause.
pub fn ask_claim(state: &mut State, key: ConversationKey) -> Vec<Effect> {
    if let Hold::Mine(_) = state.hold(&key) {
        compose_in(state, key);
        return Vec::new();
    }
    if arranging::is_over_cap(state, &key) {
        return Vec::new();
    }
    match unheard::ask(state, &key) {
        true => Vec::new(),
        false => begin_claim(state, key),
    }
}

/// Claims, and asks for the reason first where nobody escalated it.
pub(super) fn begin_claim(state: &mut State, key: ConversationKey) -> Vec<Effect> {
    let listed = state.conversations.list.get(&key);
    let waits = listed.is_some_and(|entry| entry.row.status().waits_for_human());
    let stated = aftermath::reason(state, &key);
    if waits || stated.is_some() || matches!(state.hold(&key), Hold::Other(_)) {
        return claim(state, key, stated);
    }
    state.overlay = Some(Overlay::Dialog(Dialog::Takeover(Takeover {
        subject: state.subject(&key),
        reason: Field::line(""),
        too_short: false,
    })));
    Vec::new()
}

/// Asks for the claim.
pub fn claim(state: &mut State, key: ConversationKey, takeover: Option<Text>) -> Vec<Effect> {
    state.claiming.insert(key.clone());
    vec![Effect::Do(Verb::Claim { key, takeover })]
}

/// What came of a claim.
pub fn claimed(state: &mut State, key: &ConversationKey, outcome: Result<Claimed, Problem>) {
    state.claiming.remove(key);
    let subject = state.subject(key);
    let doing = Doing::Claiming;
    match outcome {
        Ok(Claimed::Won { claim, pause }) => {
            let pause_verified = pause == Pause::Verified;
            let notice = match state.bot_reads_pause(key.platform) {
                _ if claim.taken.is_some() => Notice::Guard(Told::Stole {
                    subject,
                    claim: claim.clone(),
                    pause_verified,
                }),
                Some(false) => Notice::WonUnheard {
                    subject,
                    claim: claim.clone(),
                },
                _ => Notice::Won {
                    subject,
                    claim: claim.clone(),
                    pause_verified,
                },
            };
            hold(state, claim, Some(pause), false);
            state.tell(notice);
            compose_if_there(state, key);
        }
        Ok(Claimed::Already { claim }) => {
            hold(state, claim.clone(), None, false);
            state.tell(Notice::AlreadyMine { subject, claim });
            compose_if_there(state, key);
        }
        Ok(Claimed::Lost { holder }) => {
            state.claims.by_key.insert(key.clone(), holder.clone());
            refresh_holders(state);
            state.tell(Notice::ClaimLost { subject, holder });
        }
        Ok(Claimed::Unknown) => {
            state.claims.doubt(key);
            state.tell(Notice::Unknown { doing, subject });
        }
        Ok(Claimed::NotFound) => state.tell(Notice::ConversationGone { subject }),
        Err(problem) => state.tell(Notice::Failed { doing, problem }),
    }
}

/// Notes that a conversation is ours.
pub fn hold(state: &mut State, claim: Claim, pause: Option<Pause>, resumed: bool) {
    let key = claim.key.clone();
    state.claims.by_key.insert(key.clone(), claim.clone());
    let pause = pause.or_else(|| state.mine.get(&key).and_then(|mine| mine.pause.clone()));
    let mine = Mine {
        claim,
        pause,
        trouble: None,
        resumed,
        releasing: false,
    };
    state.mine.insert(key.clone(), mine);
    if let Some(open) = state.open.as_mut().filter(|open| open.key == key) {
        open.lost = None;
        open.source.hurry();
    }
    refresh_holders(state);
    state.conversations.edit(&key, |_| true);
}

/// Opens the composer of a conversation that has become ours, unless the person is elsewhere by now.
fn compose_if_there(state: &mut State, key: &ConversationKey) {
    if state.current_conversation() == Some(key) && state.overlay.is_none() {
        compose_in(state, key.clone());
    }
}

/// Goes into a conversation and opens its composer.
pub fn compose_in(state: &mut State, key: ConversationKey) {
    visit::open(state, key, true);
    compose::begin(state, Kind::Reply);
}

/// A conversation that was ours no longer is: the composer locks, what is typed stays.
pub fn lose(state: &mut State, key: &ConversationKey, holder: Option<Claim>) {
    let Some(lost) = state.mine.remove(key) else {
        return;
    };
    // Whoever it was offered to has it: that was wanted.
    let handed = holder
        .as_ref()
        .is_some_and(|claim| lost.claim.arranged.is_for(&claim.operator));
    match &holder {
        Some(claim) => state.claims.by_key.insert(key.clone(), claim.clone()),
        None => state.claims.by_key.remove(key),
    };
    let subject = state.subject(key);
    if state.open.as_ref().is_some_and(|open| open.key == *key) {
        compose::keep_draft(state);
        if state.focus == Focus::Composer {
            state.focus = Focus::Detail;
        }
        if let Some(open) = &mut state.open {
            open.lost = Some(holder.clone());
        }
    }
    let draft_kept = state.drafts.contains_key(&(key.clone(), Kind::Reply));
    refresh_holders(state);
    state.conversations.edit(key, |_| true);
    if !handed {
        alerts::raise(state, alerts::Kind::Stolen, key);
    }
    state.tell(match holder {
        Some(claim) if claim.taken.is_some() => Notice::Guard(Told::TakenAway {
            subject,
            claim,
            draft_kept,
        }),
        holder => Notice::LeaseLost {
            subject,
            holder,
            draft_kept,
        },
    });
}

/// News of a lease that is kept for us.
pub fn lease(state: &mut State, key: &ConversationKey, news: Lease) {
    if !state.mine.contains_key(key) {
        return;
    }
    let subject = state.subject(key);
    match news {
        Lease::Lost(holder) => lose(state, key, holder),
        Lease::Renewed(claim) => {
            state.claims.by_key.insert(key.clone(), claim.clone());
            if let Some(mine) = state.mine.get_mut(key) {
                mine.claim = claim;
                mine.trouble = None;
            }
        }
        Lease::Trouble(problem) => {
            let Some(mine) = state.mine.get_mut(key) else {
                return;
            };
            let first = mine.trouble.is_none();
            let until = mine.claim.lease_until;
            mine.trouble = Some(problem.clone());
            if first {
                state.tell(Notice::LeaseTrouble {
                    subject,
                    problem,
                    until,
                });
            }
        }
        Lease::PauseVerified => {
            if let Some(mine) = state.mine.get_mut(key)
                && mine.pause != Some(Pause::Verified)
            {
                mine.pause = Some(Pause::Verified);
                state.tell(Notice::PauseVerified { subject });
            }
        }
    }
}

/// A person wants to give it back: asks first where a reply is unsent.
pub fn ask_release(
    state: &mut State,
    key: ConversationKey,
    ending: Ending,
    summary: Option<Text>,
) -> Vec<Effect> {
    compose::keep_draft(state);
    let draft = state.drafts.get(&(key.clone(), Kind::Reply)).cloned();
    let Some(draft) = draft else {
        return leaving::begin(state, key, ending, summary);
    };
    state.overlay = Some(Overlay::Dialog(Dialog::Release(Release {
        subject: state.subject(&key),
        ending,
        summary,
        draft,
        yes: false,
    })));
    Vec::new()
}

/// A person has said yes to leaving something unsent, unless it was lost while they thought.
pub fn confirm_release(state: &mut State, release: Release) -> Vec<Effect> {
    let key = release.subject.key;
    if state.mine.contains_key(&key) {
        return leaving::begin(state, key, release.ending, release.summary);
    }
    let command = match release.ending {
        Ending::HandedBack | Ending::Idle => Command::HandBack,
        Ending::Resolved => Command::Resolve,
    };
    let holder = state.claims.live(&key, state.clock);
    let why = Why::NotMine(holder.map(|claim| Box::new(claim.clone())));
    state.tell(Notice::Refused { command, why });
    Vec::new()
}

/// What came of giving it back.
pub fn released(
    state: &mut State,
    key: &ConversationKey,
    ending: Ending,
    outcome: Result<Released, Problem>,
) {
    let doing = match ending {
        Ending::HandedBack | Ending::Idle => Doing::HandingBack,
        Ending::Resolved => Doing::Resolving,
    };
    let subject = state.subject(key);
    if let Some(mine) = state.mine.get_mut(key) {
        mine.releasing = false;
    }
    match outcome {
        Ok(Released::Done { fence }) if ending == Ending::Idle => {
            silence::returned(state, key, fence);
        }
        Ok(Released::Done { fence }) => {
            if ending == Ending::HandedBack {
                aftermath::begin(state, key);
            }
            give_up(state, key, Some(fence));
            state.tell(Notice::Released { subject, ending });
        }
        Ok(Released::Unfinished { fence, problem }) => {
            give_up(state, key, Some(fence));
            state.tell(Notice::ReleaseUnfinished {
                subject,
                ending,
                problem,
            });
        }
        Ok(Released::Already) => {
            let fence = state.mine.get(key).map(|mine| mine.claim.fence);
            give_up(state, key, fence);
            state.tell(Notice::AlreadyReleased { subject });
        }
        Ok(Released::Lost(holder)) => lose(state, key, holder),
        Ok(Released::Unknown) => state.tell(Notice::Unknown { doing, subject }),
        Err(problem) => state.tell(Notice::Failed { doing, problem }),
    }
}

/// Takes our hold off a conversation: its composer closes, and what is typed stays.
pub(super) fn put_down(state: &mut State, key: &ConversationKey) {
    state.mine.remove(key);
    if state.open.as_ref().is_some_and(|open| open.key == *key) {
        compose::keep_draft(state);
        if state.focus == Focus::Composer {
            state.focus = Focus::Detail;
        }
        if let Some(open) = &mut state.open {
            open.composer = None;
            open.source.hurry();
        }
    }
}

impl State {
    /// A conversation that this console gave back without anybody having been in it.
    pub(super) fn note_given_back(&mut self, key: &ConversationKey, fence: Fence) {
        give_up(self, key, Some(fence));
    }
}

/// Takes everything of ours off a conversation that has been given back.
fn give_up(state: &mut State, key: &ConversationKey, fence: Option<Fence>) {
    state.claims.by_key.remove(key);
    put_down(state, key);
    refresh_holders(state);
    state.conversations.note_release(key, state.clock, fence);
    state.conversations.edit(key, |_| true);
}

/// Whether a reply or note to the conversation is under way.
pub fn is_sending(state: &State, key: &ConversationKey) -> bool {
    state
        .pending
        .get(key)
        .is_some_and(|pending| pending.iter().any(|one| one.sent == Sent::Sending))
}

/// Takes in the claims of all consoles. What a read that is older than our own deeds says of them is not believed.
pub fn take_claims(state: &mut State, claims: Vec<Claim>) {
    state.claims.source.landed(state.clock);
    state.claims.by_key = claims
        .into_iter()
        .filter(|claim| {
            claim.state == ClaimState::Released
                || !state.conversations.was_released(&claim.key, claim.fence)
        })
        .map(|claim| (claim.key.clone(), claim))
        .collect();
    let mut taken = Vec::new();
    for (key, mine) in &state.mine {
        match state.claims.by_key.get(key) {
            Some(claim) if claim.fence > mine.claim.fence => taken.push(claim.clone()),
            _ => {
                state.claims.by_key.insert(key.clone(), mine.claim.clone());
            }
        }
    }
    for claim in taken {
        let key = claim.key.clone();
        lose(state, &key, Some(claim));
    }
    refresh_holders(state);
}

/// Takes in the claim that a read of one conversation found; it is newer than any list.
pub fn take_claim(state: &mut State, key: &ConversationKey, found: Option<&Claim>) {
    let fence = state.mine.get(key).map(|mine| mine.claim.fence);
    match (found, fence) {
        (Some(claim), Some(fence)) if claim.fence > fence => lose(state, key, Some(claim.clone())),
        (_, Some(_)) => {}
        (Some(claim), None)
            if claim.is_listed() && !state.conversations.was_released(key, claim.fence) =>
        {
            state.claims.by_key.insert(key.clone(), claim.clone());
        }
        (_, None) => {
            state.claims.by_key.remove(key);
        }
    }
    refresh_holders(state);
}

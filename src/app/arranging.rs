//! Putting off, assigning, transferring and reopening, as far as the state goes.

use super::conversations::intake::refresh_holders;
use super::dialog::{AssignDialog, Dialog, SnoozeDialog};
use super::effect::{Effect, Verb};
use super::field::Field;
use super::handoff;
use super::notice::{Doing, Notice};
use super::open::compose;
use super::overlay::Overlay;
use super::state::State;
use crate::domain::arranged::{Arrange, Arranging};
use crate::domain::handoff::{Claim, ClaimState};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use std::collections::BTreeSet;

/// Asks until when.
pub fn ask_snooze(state: &mut State, key: &ConversationKey) {
    compose::keep_draft(state);
    state.overlay = Some(Overlay::Dialog(Dialog::Snooze(SnoozeDialog {
        subject: state.subject(key),
        mine: state.mine.contains_key(key),
        zone: state.zone_of(&key.owner()),
        until: Field::line(""),
        wrong: false,
        suggested: 0,
    })));
}

/// Asks for whom. `all`: for all that are ours.
pub fn ask_assign(state: &mut State, key: &ConversationKey, all: bool) {
    compose::keep_draft(state);
    state.overlay = Some(Overlay::Dialog(Dialog::Assign(AssignDialog {
        subject: state.subject(key),
        mine: state.mine.contains_key(key),
        all,
        names: names(state),
        name: Field::line(""),
        suggested: 0,
    })));
}

/// `:transfer` without a name: the conversation a person is in if it is theirs, else all that are theirs.
pub fn ask_transfer(state: &mut State) {
    let current = state.current_conversation().cloned();
    let current = current.filter(|key| state.mine.contains_key(key));
    let all = current.is_none();
    match current.or_else(|| state.mine.keys().next().cloned()) {
        Some(key) => ask_assign(state, &key, all),
        None => state.tell(Notice::NothingToTransfer),
    }
}

/// Offers one's own to a person: the one at hand, or all.
pub fn transfer(state: &mut State, to: &Text, all: bool) -> Vec<Effect> {
    let current = state.current_conversation().cloned();
    let keys: Vec<ConversationKey> =
        match current.filter(|key| !all && state.mine.contains_key(key)) {
            Some(key) => vec![key],
            None if all => state.mine.keys().cloned().collect(),
            None => Vec::new(),
        };
    if keys.is_empty() {
        state.tell(Notice::NothingToTransfer);
    }
    let what = Arrange::Assign(Some(to.clone()));
    keys.into_iter()
        .flat_map(|key| arrange(state, key, what.clone()))
        .collect()
}

/// Asks for an arrangement.
pub fn arrange(state: &mut State, key: ConversationKey, what: Arrange) -> Vec<Effect> {
    state.claiming.insert(key.clone());
    if let (Arrange::Snooze(Some(_)), Some(mine)) = (&what, state.mine.get_mut(&key)) {
        mine.releasing = true;
    }
    vec![Effect::Do(Verb::Arrange { key, what })]
}

/// Takes a resolved one again.
pub fn reopen(state: &mut State, key: ConversationKey) -> Vec<Effect> {
    state.claiming.insert(key.clone());
    vec![Effect::Do(Verb::Reopen { key })]
}

/// Whether a claim would be one more than the person wants: said once, and not the second time.
pub fn is_over_cap(state: &mut State, key: &ConversationKey) -> bool {
    let (mine, cap) = (state.mine.len(), state.preferences.cap);
    if mine < cap || state.over_cap.as_ref() == Some(key) {
        state.over_cap = None;
        return false;
    }
    state.over_cap = Some(key.clone());
    state.tell(Notice::OverCap { mine, cap });
    true
}

/// What came of an arrangement.
pub fn arranged(
    state: &mut State,
    key: &ConversationKey,
    what: &Arrange,
    outcome: Result<Arranging, Problem>,
) {
    state.claiming.remove(key);
    if let Some(mine) = state.mine.get_mut(key) {
        mine.releasing = false;
    }
    let subject = state.subject(key);
    let was_mine = state.mine.contains_key(key);
    match outcome {
        Ok(Arranging::Done(claim)) => {
            let notice = match what {
                Arrange::Assign(Some(to)) if was_mine => Notice::Transferred {
                    subject,
                    to: to.clone(),
                },
                _ => Notice::Arranged {
                    subject,
                    what: what.clone(),
                },
            };
            take_in(state, key, claim);
            // A list that was asked before says otherwise for as long as it is the newest.
            state.claims.source.hurry();
            state.tell(notice);
        }
        Ok(Arranging::Already(claim)) => {
            take_in(state, key, claim);
            state.tell(Notice::NothingToArrange { subject });
        }
        Ok(Arranging::Lost(found)) => {
            let holder = found.is_live(state.clock).then(|| found.operator.clone());
            match was_mine {
                true => handoff::lose(state, key, holder.is_some().then_some(found)),
                false => take_in(state, key, found),
            }
            state.tell(Notice::Beaten { subject, holder });
        }
        Ok(Arranging::NotFound) => state.tell(Notice::ConversationGone { subject }),
        Ok(Arranging::Unknown) => {
            state.claims.source.hurry();
            state.tell(Notice::Unknown {
                doing: Doing::Arranging,
                subject,
            });
        }
        Err(problem) => state.tell(Notice::Failed {
            doing: Doing::Arranging,
            problem,
        }),
    }
}

/// Takes the row over as it is now; a held one that was put off is not ours any more.
fn take_in(state: &mut State, key: &ConversationKey, claim: Claim) {
    let given_up = claim.state == ClaimState::Released;
    if let Some(mine) = state.mine.get_mut(key) {
        mine.claim = claim.clone();
    }
    if given_up && state.mine.contains_key(key) {
        handoff::put_down(state, key);
    }
    match claim.is_listed() {
        true => state.claims.by_key.insert(key.clone(), claim),
        false => state.claims.by_key.remove(key),
    };
    refresh_holders(state);
    state.conversations.edit(key, |_| true);
}

/// The people met in claims and arrangements, this one left out.
fn names(state: &State) -> Vec<String> {
    let me = state.connection.link().map(|link| link.actor.name.clone());
    let claims = state.claims.by_key.values();
    let met: BTreeSet<String> = claims
        .flat_map(|claim| {
            let arranged = &claim.arranged;
            let assigned = arranged.assigned.iter();
            let assigned = assigned.flat_map(|one| [&one.to, &one.by]);
            let snoozed = arranged.snooze.iter().map(|one| &one.by);
            std::iter::once(&claim.operator)
                .chain(assigned)
                .chain(snoozed)
        })
        .filter(|name| !name.as_str().is_empty() && me.as_ref() != Some(name))
        .map(|name| name.one_line().into_owned())
        .collect();
    met.into_iter().collect()
}

//! Who else is in the conversation, and telling others that this person is: only while somebody really looks,
//! every few seconds and when looking becomes typing.

use crate::app::effect::Effect;
use crate::app::enabled;
use crate::app::feed::{Source, later};
use crate::app::state::{Focus, State};
use crate::domain::guard::{Activity, PRESENT, PULSE, Present};
use crate::domain::id::ConversationKey;
use crate::domain::role::Right;
use jiff::{SignedDuration, Timestamp};

/// How often it is read who else is there: half a read unit each time.
const READ: SignedDuration = SignedDuration::from_secs(3);
/// After the last key a person still counts as typing for this long.
const TYPES: SignedDuration = SignedDuration::from_secs(4);
/// A change is told no sooner than this after the last sign.
const LEAST: SignedDuration = SignedDuration::from_secs(1);

/// What is known of presence in the conversation on screen.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    pub(super) source: Source,
    of: Option<ConversationKey>,
    others: Vec<Present>,
    /// The last sign that this console gave.
    told: Option<(ConversationKey, Activity, Timestamp)>,
    typed: Option<Timestamp>,
}

/// The conversation that a person has before their eyes.
fn here(state: &State) -> Option<&ConversationKey> {
    let open = state.open.as_ref()?;
    let there = !open.preview && state.focused && state.focus != Focus::List;
    (there && !open.missing).then_some(&open.key)
}

/// When it is to be read who is there.
pub(in crate::app) fn due(state: &State) -> Option<Timestamp> {
    here(state)?;
    state.guard.presence.source.due(READ)
}

/// Notes that it is read now.
pub(in crate::app) fn ask(state: &mut State) -> Option<ConversationKey> {
    let key = here(state)?.clone();
    let now = state.clock;
    state.guard.presence.source.ask(now);
    Some(key)
}

/// Takes in who is there.
pub(in crate::app) fn landed(state: &mut State, key: ConversationKey, others: Vec<Present>) {
    let presence = &mut state.guard.presence;
    presence.source.landed(state.clock);
    presence.of = Some(key);
    presence.others = others;
}

/// It could not be read; it is only a courtesy, so nothing is said.
pub(in crate::app) fn failed(state: &mut State, problem: crate::domain::problem::Problem) {
    let now = state.clock;
    state.guard.presence.source.failed(now, problem);
}

/// The others in a conversation, as far as their signs are young; those who type first.
pub fn others<'a>(
    state: &'a State,
    key: &'a ConversationKey,
) -> impl Iterator<Item = &'a Present> + 'a {
    let presence = &state.guard.presence;
    let same = presence.of.as_ref() == Some(key);
    let young = presence
        .others
        .iter()
        .filter(move |one| same && one.is_shown(state.clock));
    let (typing, looking): (Vec<_>, Vec<_>) =
        young.partition(|one| one.activity == Activity::Typing);
    typing.into_iter().chain(looking)
}

/// A person has typed.
pub(in crate::app) fn typed(state: &mut State) {
    state.guard.presence.typed = Some(state.clock);
}

/// Gives a sign when one is due.
pub(super) fn follow(state: &mut State) {
    let Some((key, activity, at)) = next_sign(state) else {
        return;
    };
    if at <= state.clock {
        state.guard.presence.told = Some((key.clone(), activity, state.clock));
        let sign = Effect::Appear { key, activity };
        state.guard.wanted.push(sign);
    }
}

/// The next sign, and when it is due.
fn next_sign(state: &State) -> Option<(ConversationKey, Activity, Timestamp)> {
    let key = here(state)?;
    enabled::may(state, Right::Converse).ok()?;
    let presence = &state.guard.presence;
    let types = presence
        .typed
        .is_some_and(|at| later(at, TYPES) > state.clock);
    let activity = match state.focus == Focus::Composer && types {
        true => Activity::Typing,
        false => Activity::Looking,
    };
    let due = match &presence.told {
        Some((told, said, at)) if told == key && *said == activity => later(*at, PULSE),
        Some((told, _, at)) if told == key => later(*at, LEAST),
        _ => Timestamp::MIN,
    };
    Some((key.clone(), activity, due))
}

pub(super) fn next_change(state: &State) -> Option<Timestamp> {
    let key = here(state)?;
    let sign = next_sign(state).map(|(_, _, at)| at.max(state.clock));
    let typed = state.guard.presence.typed.map(|at| later(at, TYPES));
    let gone = others(state, key).map(|one| later(one.at, PRESENT)).min();
    let gone = gone.map(|at| later(at, SignedDuration::from_millis(1)));
    [sign, typed.filter(|at| *at > state.clock), gone]
        .into_iter()
        .flatten()
        .min()
}

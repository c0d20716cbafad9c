//! What wants a person who looks elsewhere: one alert for each conversation until it is looked at. An alert
//! names the customer, masked, and the tenant; it never carries what anybody wrote.

use super::effect::Effect;
use super::state::State;
use super::update::mark_until;
use crate::domain::id::ConversationKey;
use crate::domain::mask;
use crate::domain::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// The longest name in an alert, in characters.
const LONGEST: usize = 40;

/// Why a person is alerted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A new conversation waits.
    Escalated,
    /// One is meant for this person.
    Assigned,
    /// A customer wrote in one of ours.
    Wrote,
    /// A target of one that waits or is ours is nearly broken.
    DueSoon,
    /// One of ours is another's.
    Stolen,
    /// The bot speaks in one of ours.
    BotOverrun,
}

/// One alert, as a terminal may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    pub kind: Kind,
    /// The customer, masked and on one line.
    pub who: String,
    pub tenant: String,
    pub osc9: bool,
    pub osc777: bool,
}

/// State of the alerts.
#[derive(Clone, Debug, Default)]
pub struct Alerts {
    /// What was alerted of and has not been looked at since.
    given: BTreeMap<ConversationKey, Kind>,
    /// Whose target has been said to be near.
    near: BTreeSet<ConversationKey>,
    waiting: Vec<Alert>,
    title: String,
}

/// Alerts of a conversation, unless that was done and nobody has looked since, or the hours are quiet.
pub fn raise(state: &mut State, kind: Kind, key: &ConversationKey) {
    let by = state.preferences.alerts;
    let quiet = by
        .quiet
        .is_some_and(|quiet| quiet.holds(state.clock, &state.zone));
    if quiet
        || state.alerts.given.contains_key(key)
        || is_looked_at(state, key) && !matches!(kind, Kind::Stolen | Kind::BotOverrun)
    {
        return;
    }
    state.alerts.given.insert(key.clone(), kind);
    state.ring |= by.bell;
    if by.osc9 || by.osc777 {
        let subject = state.subject(key);
        let customer = subject.customer;
        let who = customer.name.or(customer.phone);
        let alert = Alert {
            kind,
            who: shown(&who.unwrap_or_else(|| Text::from_untrusted("…"))),
            tenant: shown(&subject.tenant),
            osc9: by.osc9,
            osc777: by.osc777,
        };
        state.alerts.waiting.push(alert);
    }
}

/// Rings for what is no conversation, unless the hours are quiet.
pub(super) fn ring(state: &mut State) {
    let by = state.preferences.alerts;
    let quiet = by
        .quiet
        .is_some_and(|quiet| quiet.holds(state.clock, &state.zone));
    state.ring |= by.bell && !quiet;
}

/// A person looks at a conversation: the next thing in it may alert again.
pub fn looked_at(state: &mut State, key: &ConversationKey) {
    state.alerts.given.remove(key);
}

/// The same at every message: what is on screen is looked at.
pub(super) fn look(state: &mut State) {
    let open = state.open.as_ref().filter(|open| !open.preview);
    if let (true, Some(key)) = (state.focused, open.map(|open| open.key.clone())) {
        looked_at(state, &key);
    }
}

fn is_looked_at(state: &State, key: &ConversationKey) -> bool {
    let open = state.open.as_ref();
    state.focused && open.is_some_and(|open| open.key == *key && !open.preview)
}

/// Alerts of the targets that have become near, once for each; comes with the time.
pub(super) fn note_near(state: &mut State) {
    let near = state.escalations.note_near(state.clock);
    // What is near when the queue is read for the first time is no news.
    if mark_until(state).is_none() {
        state.alerts.near = near;
        return;
    }
    let fresh: Vec<ConversationKey> = near.difference(&state.alerts.near).cloned().collect();
    state.alerts.near = near;
    for key in fresh {
        raise(state, Kind::DueSoon, &key);
    }
}

/// What the terminal is to be told now.
pub(super) fn due(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    if std::mem::take(&mut state.ring) {
        effects.push(Effect::Bell);
    }
    effects.extend(state.alerts.waiting.drain(..).map(Effect::Alert));
    effects.append(&mut state.usage.asking);
    if state.preferences.alerts.title && state.was_up {
        let title = title(state);
        if title != state.alerts.title {
            state.alerts.title.clone_from(&title);
            effects.push(Effect::Title(title));
        }
    }
    effects
}

/// `switchboard (3)`: so many conversations of mine have something unread. No name and no text.
pub fn title(state: &State) -> String {
    let unread = state
        .mine
        .keys()
        .filter_map(|key| state.conversations.list.get(key))
        .filter(|entry| entry.unread > 0)
        .count();
    match unread {
        0 => "switchboard".to_owned(),
        some => format!("switchboard ({some})"),
    }
}

/// A name as a terminal's notification may carry it: masked, on one line, cut, and without what ends or
/// separates the parts of an escape sequence.
fn shown(name: &Text) -> String {
    let name = mask::identifiers(&name.one_line());
    name.chars()
        .filter(|letter| !letter.is_control() && *letter != ';')
        .take(LONGEST)
        .collect()
}

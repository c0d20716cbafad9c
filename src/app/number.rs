//! The customer's whole number: shown for half a minute to whoever said why, and only so often.

use super::dialog::{Dialog, Takeover};
use super::effect::{Effect, Verb};
use super::enabled::may;
use super::feed::later;
use super::field::Field;
use super::notice::{Doing, Notice};
use super::overlay::Overlay;
use super::state::{State, Why};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::revealed::Revealed;
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::domain::time::since;
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// How long a number stays on screen.
const SHOWN: SignedDuration = SignedDuration::from_secs(30);
/// So many numbers may be asked for within [`WINDOW`].
pub const MOST: usize = 20;
const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// The numbers that this console asked for.
#[derive(Debug, Default)]
pub struct Numbers {
    shown: Option<Shown>,
    /// Asked for and not answered.
    awaited: Option<ConversationKey>,
    /// When numbers were asked for in the last hour, the oldest first.
    asked: VecDeque<Timestamp>,
}

#[derive(Debug)]
struct Shown {
    key: ConversationKey,
    number: Revealed,
    until: Timestamp,
}

impl Numbers {
    /// The number of this conversation while it is shown, and how long it stays.
    pub fn of(&self, key: &ConversationKey, now: Timestamp) -> Option<(&Text, SignedDuration)> {
        let shown = self.shown.as_ref()?;
        let left = shown.until.duration_since(now);
        (shown.key == *key && left > SignedDuration::ZERO).then(|| (shown.number.number(), left))
    }

    /// How long until another may be asked for; `None`: now.
    fn rest(&self, now: Timestamp) -> Option<SignedDuration> {
        let within = self.asked.iter().filter(|at| since(now, **at) < WINDOW);
        let within: Vec<&Timestamp> = within.collect();
        let oldest = within.len().checked_sub(MOST)?;
        within.get(oldest).map(|at| WINDOW - since(now, **at))
    }
}

/// Whether the number of the conversation on screen can be asked for.
pub fn enabled(state: &State) -> Result<(), Why> {
    let open = state.open.as_ref().ok_or(Why::NoConversation)?;
    if state.numbers.of(&open.key, state.clock).is_some() {
        return Ok(());
    }
    may(state, Right::Converse)?;
    if state.subject(&open.key).customer.phone.is_none() {
        return Err(Why::NoNumber);
    }
    if state.private {
        return Err(Why::Private);
    }
    if state.numbers.awaited.is_some() {
        return Err(Why::Busy);
    }
    match state.numbers.rest(state.clock) {
        Some(rest) => Err(Why::EnoughNumbers(rest)),
        None => Ok(()),
    }
}

/// Asks for the reason, or hides a number that is shown.
pub fn ask(state: &mut State) {
    let Some(key) = state.open.as_ref().map(|open| open.key.clone()) else {
        return;
    };
    if state.numbers.of(&key, state.clock).is_some() {
        state.numbers.shown = None;
        return;
    }
    state.overlay = Some(Overlay::Dialog(Dialog::Number(Takeover {
        subject: state.subject(&key),
        reason: Field::line(""),
        too_short: false,
    })));
}

/// The reason is given.
pub fn go_on(state: &mut State, key: ConversationKey, reason: Text) -> Vec<Effect> {
    let now = state.clock;
    let numbers = &mut state.numbers;
    numbers.asked.retain(|at| since(now, *at) < WINDOW);
    numbers.asked.push_back(now);
    numbers.awaited = Some(key.clone());
    vec![Effect::Do(Verb::ShowNumber { key, reason })]
}

/// The answer: shown only while its conversation still is.
pub fn landed(state: &mut State, key: ConversationKey, outcome: Result<Option<Revealed>, Problem>) {
    state.numbers.awaited = None;
    match outcome {
        Ok(Some(number)) => {
            let until = later(state.clock, SHOWN);
            state.numbers.shown = Some(Shown { key, number, until });
            settle(state);
        }
        Ok(None) => {
            let subject = state.subject(&key);
            state.tell(Notice::NoNumber { subject });
        }
        Err(problem) => state.tell(Notice::Failed {
            doing: Doing::ShowingNumber,
            problem,
        }),
    }
}

/// Forgets a number whose time is over, or whose conversation was left.
pub fn settle(state: &mut State) {
    let here = state.open.as_ref().map(|open| &open.key);
    let (now, private) = (state.clock, state.private);
    let stays = |shown: &Shown| !private && Some(&shown.key) == here && shown.until > now;
    if !state.numbers.shown.as_ref().is_some_and(stays) {
        state.numbers.shown = None;
    }
}

//! "I am on it", from the question for a word to what came of it, and what others said.

use super::VitalKey;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Load, Verb};
use crate::app::enabled::may;
use crate::app::field::Field;
use crate::app::notice::{Doing, Level, Notice};
use crate::app::overlay::Overlay;
use crate::app::state::{Pane, State, Why};
use crate::domain::ack::{Ack, Acked, began, rings};
use crate::domain::alarm::{AlarmState, Vital};
use crate::domain::calls::Used;
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::domain::time::since;
use jiff::Timestamp;

/// The question for a word, which may stay empty.
#[derive(Clone, Debug)]
pub struct AckDialog {
    pub key: VitalKey,
    pub word: Field,
}

/// What came of it, for a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub name: Text,
    pub acked: Acked,
}

impl Told {
    /// How loud it is said.
    pub fn level(&self) -> Level {
        match self.acked {
            Acked::Done(_) => Level::Good,
            Acked::Already(_) | Acked::Well(_) => Level::Plain,
            Acked::Unknown => Level::Error,
            Acked::Missing | Acked::NoSuch => Level::Warning,
        }
    }
}

impl State {
    /// Who is on an alarm now.
    pub fn ack_of(&self, vital: &Vital) -> Option<&Ack> {
        let key = (vital.platform, vital.name.clone());
        let ack = self.health.acks.get(&key)?;
        ack.holds(vital, self.clock).then_some(ack)
    }
}

/// Whether the selected alarm can be acknowledged.
pub(in crate::app) fn enabled(state: &State) -> Result<(), Why> {
    if state.pane != Pane::Health || state.health.gauges.shown {
        return Err(Why::NotHere);
    }
    may(state, Right::Acknowledge)?;
    let row = state.health.list.selected().ok_or(Why::NothingSelected)?;
    if state.health.acking.contains(&row.key) {
        return Err(Why::Busy);
    }
    match row.vital.state() {
        _ if rings(&row.vital) => Ok(()),
        Some(AlarmState::Ok) => {
            let ago = began(&row.vital);
            let ago = (ago > Timestamp::MIN).then(|| since(state.clock, ago));
            Err(Why::Recovered(ago))
        }
        _ => Err(Why::NothingRings),
    }
}

/// Asks for a word.
pub(in crate::app) fn ask(state: &mut State) {
    if let Some(row) = state.health.list.selected() {
        state.overlay = Some(Overlay::Dialog(Dialog::Acknowledge(AckDialog {
            key: row.key.clone(),
            word: Field::line(""),
        })));
    }
}

/// Says it.
pub(in crate::app) fn go_on(state: &mut State, dialog: &AckDialog) -> Vec<Effect> {
    let word = Text::from_untrusted(dialog.word.text().trim());
    let (platform, name) = dialog.key.clone();
    state.health.acking.insert(dialog.key.clone());
    vec![Effect::Do(Verb::Acknowledge {
        platform,
        name,
        word: Some(word).filter(|word| !word.is_empty()),
    })]
}

/// What came of it. Where the alarm turned meanwhile, its state is read again at once.
pub(in crate::app) fn done(
    state: &mut State,
    (platform, name): (PlatformId, Text),
    outcome: Result<Acked, Problem>,
) {
    let key = (platform, name.clone());
    state.health.acking.remove(&key);
    match outcome {
        Ok(acked) => {
            match &acked {
                Acked::Done(ack) | Acked::Already(ack) => {
                    state.health.acks.insert(key, ack.clone());
                }
                Acked::Well(_) | Acked::Missing | Acked::NoSuch => state.health.walk.hurry(),
                Acked::Unknown => {}
            }
            state.health.watch.hurry();
            state.tell(Notice::Acked(Told { name, acked }));
        }
        Err(problem) => state.tell(Notice::Failed {
            doing: Doing::Acknowledging,
            problem,
        }),
    }
}

/// Asks who is on what.
pub(in crate::app) fn ask_all(state: &mut State) -> Option<Load> {
    state.health.watch.ask(state.clock);
    Some(Load::Acks)
}

/// Takes in who is on what, and what was called.
pub(in crate::app) fn landed(state: &mut State, acks: Vec<Ack>, used: Vec<Used>) {
    state.health.watch.landed(state.clock);
    state.health.used = used;
    state.health.acks = acks
        .into_iter()
        .map(|ack| ((ack.platform, ack.name.clone()), ack))
        .collect();
}

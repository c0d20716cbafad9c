//! The questions until when a conversation is put off, and for whom it is meant. Tab goes through suggestions.

use super::Dialog;
use crate::app::arranging::{arrange, transfer};
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::notice::Subject;
use crate::app::overlay::Overlay;
use crate::app::preferences::NamedZone;
use crate::app::state::State;
use crate::domain::arranged::Arrange;
use crate::domain::snooze;
use crate::domain::text::Text;
use jiff::Timestamp;

/// What Tab suggests for a time.
const TIMES: [&str; 4] = ["1h", "tomorrow", "30m", OFF];
/// The word that ends a snooze.
const OFF: &str = "off";

/// Until when.
#[derive(Clone, Debug)]
pub struct SnoozeDialog {
    pub subject: Subject,
    /// It is held by this console.
    pub mine: bool,
    /// On whose clock `18:00` is.
    pub zone: NamedZone,
    pub until: Field,
    /// What is written made no sense when a person tried to go on.
    pub wrong: bool,
    pub suggested: usize,
}

/// For whom.
#[derive(Clone, Debug)]
pub struct AssignDialog {
    pub subject: Subject,
    pub mine: bool,
    /// All that are held by this console.
    pub all: bool,
    /// The people that Tab goes through.
    pub names: Vec<String>,
    pub name: Field,
    pub suggested: usize,
}

/// What a time as typed means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    Until(Timestamp),
    Off,
    /// Nothing that can be understood.
    Nothing,
}

impl SnoozeDialog {
    /// What is typed means at `now`; an empty field means an hour.
    pub fn meant(&self, now: Timestamp) -> Meant {
        let typed = self.until.text();
        let until = match typed.trim() {
            OFF => return Meant::Off,
            "" => snooze::hour(now),
            typed => snooze::parse(typed, now, &self.zone.1),
        };
        until.map_or(Meant::Nothing, Meant::Until)
    }
}

/// Puts the next suggestion into the field; whether the question has any.
pub(super) fn suggest(dialog: &mut Dialog) -> bool {
    match dialog {
        Dialog::Snooze(snooze) => {
            if let Some(time) = TIMES.get(snooze.suggested % TIMES.len()) {
                snooze.until = Field::line(time);
            }
            snooze.suggested += 1;
            true
        }
        Dialog::Assign(assign) => {
            let at = assign.suggested.checked_rem(assign.names.len());
            if let Some(name) = at.and_then(|at| assign.names.get(at)) {
                assign.name = Field::line(name);
            }
            assign.suggested += 1;
            true
        }
        _ => false,
    }
}

/// A person goes on with a time.
pub(super) fn put_off(state: &mut State, mut dialog: SnoozeDialog) -> Vec<Effect> {
    let until = match dialog.meant(state.clock) {
        Meant::Until(until) => Some(until),
        Meant::Off => None,
        Meant::Nothing => {
            dialog.wrong = true;
            state.overlay = Some(Overlay::Dialog(Dialog::Snooze(dialog)));
            return Vec::new();
        }
    };
    arrange(state, dialog.subject.key, Arrange::Snooze(until))
}

/// A person goes on with a name.
pub(super) fn assign(state: &mut State, dialog: &AssignDialog) -> Vec<Effect> {
    let name = dialog.name.text();
    let name = Text::from_untrusted(name.trim());
    let to = (!name.as_str().is_empty()).then_some(name);
    match (to, dialog.all) {
        (Some(to), true) => transfer(state, &to, true),
        (None, true) => Vec::new(),
        (to, false) => arrange(state, dialog.subject.key.clone(), Arrange::Assign(to)),
    }
}

//! What came of turning one switch.

use crate::app::agents;
use crate::app::kill;
use crate::app::msg::Outcome;
use crate::app::notice::{Doing, Notice};
use crate::app::state::State;
use crate::domain::agent::{Activation, Toggle, Toggled};
use crate::domain::problem::Problem;
use jiff::Timestamp;

/// Of one that was switched off, on again at its time.
pub fn off(
    state: &mut State,
    toggle: &Toggle,
    seen: (&Activation, Option<Timestamp>),
    outcome: Result<Outcome, Problem>,
) {
    match outcome {
        Ok(outcome) => {
            state.outbox.hurry();
            let toggled = match outcome {
                Outcome::SwitchedOff(switched) => switched.toggled,
                _ => Toggled::Unknown,
            };
            kill::switched_off(state, toggle, seen, toggled);
        }
        Err(problem) => failed(state, toggle, problem),
    }
}

/// Of one that was turned either way.
pub fn toggled(state: &mut State, toggle: &Toggle, outcome: Result<Outcome, Problem>) {
    match outcome {
        Ok(outcome) => {
            state.outbox.hurry();
            let toggled = match outcome {
                Outcome::Toggled { outcome, .. } => outcome,
                _ => Toggled::Unknown,
            };
            agents::toggled(state, toggle, None, None, toggled);
        }
        Err(problem) => failed(state, toggle, problem),
    }
}

fn failed(state: &mut State, toggle: &Toggle, problem: Problem) {
    state.agents.set_busy(&toggle.key, false);
    let doing = Doing::Toggling;
    state.tell(Notice::Failed { doing, problem });
}

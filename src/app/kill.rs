//! The kill switch: whom it touches is counted while a person says why and until when, and the agent's name typed
//! is the only yes. What was seen here is what the change is made on.

pub mod suspect;

use super::dialog::Dialog;
use super::effect::{Effect, Load, Verb};
use super::field::Field;
use super::overlay::Overlay;
use super::state::State;
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Toggle, Toggled, Turn};
use crate::domain::id::SwitchKey;
use crate::domain::kill::{Blast, Target, Touched, Whom};
use crate::domain::operation::{Operate, Order};
use crate::domain::problem::Problem;
use crate::domain::snooze;
use crate::domain::text::Text;
use jiff::Timestamp;

/// The field that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Reason,
    Until,
    Confirm,
}

/// What is known of whom it touches.
#[derive(Clone, Debug)]
pub enum Look {
    Reading,
    Read(Box<Blast>),
    Failed(Problem),
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    ReasonShort,
    NoTime,
    OtherWord,
    /// Nobody knows yet whom it touches.
    StillReading,
    NothingToTurn,
}

/// A turn that is being decided.
#[derive(Clone, Debug)]
pub struct KillDialog {
    pub target: Target,
    pub turn: Turn,
    /// The agent's name as far as it is known; the bot's is empty.
    pub name: Text,
    /// The tenant, where it is one.
    pub tenant: Option<Text>,
    pub look: Look,
    pub reason: Field,
    pub until: Field,
    pub confirm: Field,
    pub at: Place,
    pub odd: Option<Odd>,
}

impl KillDialog {
    /// The field that has the focus.
    pub fn field(&self) -> &Field {
        match self.at {
            Place::Reason => &self.reason,
            Place::Until => &self.until,
            Place::Confirm => &self.confirm,
        }
    }

    pub(super) fn field_mut(&mut self) -> &mut Field {
        self.odd = None;
        match self.at {
            Place::Reason => &mut self.reason,
            Place::Until => &mut self.until,
            Place::Confirm => &mut self.confirm,
        }
    }

    /// To another field.
    pub(super) fn next_field(&mut self, forward: bool) {
        self.at = match (self.at, forward) {
            // What is switched on stays on.
            (Place::Reason, _) if self.turn == Turn::On => Place::Confirm,
            (Place::Confirm, _) if self.turn == Turn::On => Place::Reason,
            (Place::Reason, true) | (Place::Confirm, false) => Place::Until,
            (Place::Until, true) | (Place::Reason, false) => Place::Confirm,
            (Place::Confirm, true) | (Place::Until, false) => Place::Reason,
        };
    }

    /// Whom it touches, once that is known.
    pub fn blast(&self) -> Option<&Blast> {
        match &self.look {
            Look::Read(blast) => Some(blast),
            Look::Reading | Look::Failed(_) => None,
        }
    }

    /// When it is switched on again: `Ok(None)`: by hand.
    ///
    /// # Errors
    /// What is typed is no time.
    pub fn when(&self, state: &State) -> Result<Option<Timestamp>, Odd> {
        let typed = self.until.text();
        match typed.trim() {
            "" => Ok(None),
            typed => match snooze::parse(typed, state.clock, &state.zone) {
                Some(at) => Ok(Some(at)),
                None => Err(Odd::NoTime),
            },
        }
    }

    /// The first thing that is wrong, with the field that it is in.
    fn check(&self, state: &State) -> Result<(), (Place, Odd)> {
        if self.reason.chars() < MIN_REASON_CHARS {
            return Err((Place::Reason, Odd::ReasonShort));
        }
        self.when(state).map_err(|odd| (Place::Until, odd))?;
        let Some(blast) = self.blast() else {
            return Err((Place::Confirm, Odd::StillReading));
        };
        if blast.standings().turns == 0 {
            return Err((Place::Confirm, Odd::NothingToTurn));
        }
        match blast.takes(&self.confirm.text()) {
            true => Ok(()),
            false => Err((Place::Confirm, Odd::OtherWord)),
        }
    }
}

/// Opens the kill switch of an agent for some tenants, or all, with the beginning of a reason.
pub fn open(state: &mut State, target: Target, turn: Turn, reason: &str) -> Vec<Effect> {
    let rows = state.agents.list.all();
    let known = rows
        .filter(|row| {
            let key = &row.activation.key;
            key.platform == target.platform && key.agent == target.agent
        })
        .map(|row| row.activation.agent.clone())
        .next();
    let name = match known {
        Some(name) => name,
        None if target.agent.is_bot() => Text::default(),
        None => Text::from_untrusted(target.agent.as_str()),
    };
    let tenant = match &target.whom {
        Whom::These(tenants) => match tenants.as_slice() {
            [one] => {
                let key = SwitchKey {
                    platform: target.platform,
                    tenant: one.clone(),
                    agent: target.agent.clone(),
                };
                Some(state.tenant_name(&key.owner()))
            }
            _ => None,
        },
        Whom::All => None,
    };
    let load = Load::Blast {
        target: target.clone(),
        turn,
    };
    state.overlay = Some(Overlay::Dialog(Dialog::Kill(Box::new(KillDialog {
        target,
        turn,
        name,
        tenant,
        look: Look::Reading,
        reason: Field::line(reason),
        until: Field::line(""),
        confirm: Field::line(""),
        at: Place::Reason,
        odd: None,
    }))));
    vec![Effect::Load(load)]
}

/// The kill switch of the selected agent: for all its tenants, or (`one`) for the tenant of the row.
pub fn ask(state: &mut State, turn: Turn, one: bool) -> Vec<Effect> {
    let Some(row) = state.agents.list.selected() else {
        return Vec::new();
    };
    let key = &row.activation.key;
    let target = Target {
        platform: key.platform,
        agent: key.agent.clone(),
        whom: match one {
            true => Whom::These(vec![key.tenant.clone()]),
            false => Whom::All,
        },
    };
    open(state, target, turn, "")
}

/// Takes in whom it touches, if the question still stands.
pub(super) fn landed(state: &mut State, target: &Target, turn: Turn, read: Result<Blast, Problem>) {
    if let Some(Overlay::Dialog(Dialog::Kill(dialog))) = &mut state.overlay
        && (&dialog.target, dialog.turn) == (target, turn)
    {
        dialog.look = match read {
            Ok(blast) => {
                dialog.name = blast.name.clone();
                Look::Read(Box::new(blast))
            }
            Err(problem) => Look::Failed(problem),
        };
        if dialog.odd == Some(Odd::StillReading) {
            dialog.odd = None;
        }
    }
}

/// On to the next field, and from the last one to the deed.
pub(super) fn go_on(state: &mut State, mut dialog: Box<KillDialog>) -> Vec<Effect> {
    match dialog.check(state) {
        Ok(()) if dialog.at == Place::Confirm => return act(state, *dialog),
        Err((place, odd)) if place == dialog.at => dialog.odd = Some(odd),
        Ok(()) | Err(_) => dialog.next_field(true),
    }
    state.overlay = Some(Overlay::Dialog(Dialog::Kill(dialog)));
    Vec::new()
}

fn act(state: &mut State, dialog: KillDialog) -> Vec<Effect> {
    let until = dialog.when(state).unwrap_or_default();
    let reason = Text::from_untrusted(dialog.reason.text().trim());
    let Look::Read(blast) = dialog.look else {
        return Vec::new();
    };
    let verb = match dialog.target.is_many() {
        false => match blast.touched.into_iter().next() {
            Some(Touched { activation, .. }) => {
                state.agents.set_busy(&activation.key, true);
                let toggle = Toggle {
                    key: activation.key.clone(),
                    turn: dialog.turn,
                    reason,
                    seen: activation.seen.clone(),
                };
                match toggle.turn {
                    Turn::On => Verb::Toggle(toggle),
                    Turn::Off => Verb::SwitchOff {
                        toggle,
                        base: Box::new(activation),
                        until,
                    },
                }
            }
            None => return Vec::new(),
        },
        true => Verb::Operate(Operate::Plan(Box::new(Order {
            target: dialog.target,
            turn: dialog.turn,
            name: blast.name.clone(),
            reason,
            until,
            seen: blast
                .touched
                .into_iter()
                .map(|one| one.activation)
                .collect(),
            break_glass: None,
        }))),
    };
    vec![Effect::Do(verb)]
}

/// What came of switching one off: told as every toggle is.
pub(super) fn switched_off(
    state: &mut State,
    toggle: &Toggle,
    (base, until): (&Activation, Option<Timestamp>),
    toggled: Toggled,
) {
    let is_done = matches!(toggled, Toggled::Done { .. });
    super::agents::toggled(state, toggle, until, Some(base), toggled);
    if is_done {
        let target = Target {
            platform: toggle.key.platform,
            agent: toggle.key.agent.clone(),
            whom: Whom::These(vec![toggle.key.tenant.clone()]),
        };
        super::operations::watch(state, target, base.agent.clone());
    }
    state.kill.hurry();
}

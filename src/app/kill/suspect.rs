//! From an alarm to the agent that fails: the kill switch for the agent and tenant with the most errors around the
//! alarm on screen, with the alarm as the beginning of the reason.

use super::open;
use crate::app::effect::Effect;
use crate::app::state::{State, Why};
use crate::domain::agent::Turn;
use crate::domain::kill::{Target, Whom};
use crate::domain::system::Port;

/// Whom the alarm on screen points at.
///
/// # Errors
/// Why nobody is known, or nothing could be switched there.
pub fn of(state: &State) -> Result<Target, Why> {
    let row = state.health.list.selected().ok_or(Why::NothingSelected)?;
    let around = state.shift.around.as_ref();
    let around = around.filter(|one| one.platform == row.key.0 && one.alarm == row.key.1);
    let told = around.and_then(|one| one.told.as_ref());
    let suspects = told.and_then(|told| told.suspects.as_ref().ok());
    let worst = suspects.and_then(|found| found.rows.first());
    let worst = worst.ok_or(Why::NoSuspect)?;
    if !state.has_port(row.key.0, Port::Switching) {
        return Err(Why::NoSwitching);
    }
    Ok(Target {
        platform: row.key.0,
        agent: worst.agent.clone(),
        whom: Whom::These(vec![worst.tenant.clone()]),
    })
}

/// Opens the kill switch for it.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let (Ok(target), Some(row)) = (of(state), state.health.list.selected()) else {
        return Vec::new();
    };
    let reason = row.key.1.one_line().into_owned();
    open(state, target, Turn::Off, &reason)
}

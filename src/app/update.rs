//! The one function that changes the state.

use super::effect::Effect;
use super::msg::Msg;
use super::state::State;

/// Takes a message in and says what must happen outside.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Prefix(keys) => state.prefix = keys,
        Msg::Focused(focused) => state.focused = focused,
        _ => {}
    }
    Vec::new()
}

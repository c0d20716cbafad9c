//! Taking a conversation from another: what is asked, and what he is told.

use crate::app::claims::Hold;
use crate::app::dialog::{Dialog, Steal};
use crate::app::effect::{Effect, Verb};
use crate::app::field::Field;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::handoff::Fence;
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;

/// Asks for the reason, naming the one who has it.
pub fn ask(state: &mut State, key: ConversationKey) -> Vec<Effect> {
    let holder = match state.hold(&key) {
        Hold::Other(claim) => claim.clone(),
        // Free by now, or ours: then a claim is what was meant.
        Hold::Mine(_) | Hold::Nobody => return crate::app::handoff::ask_claim(state, key),
    };
    state.overlay = Some(Overlay::Dialog(Dialog::Steal(Box::new(Steal {
        subject: state.subject(&key),
        holder,
        reason: Field::line(""),
        too_short: false,
    }))));
    Vec::new()
}

/// Takes it.
pub fn steal(state: &mut State, key: ConversationKey, seen: Fence, reason: Text) -> Vec<Effect> {
    state.claiming.insert(key.clone());
    vec![Effect::Do(Verb::Steal { key, seen, reason })]
}

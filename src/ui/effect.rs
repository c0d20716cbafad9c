//! Whether a switch took effect, and when it is switched on again: what the detail of an agent says of it.

use super::agents::switch;
use super::detail::Part;
use crate::app::agents::AgentRow;
use crate::app::state::State;
use crate::domain::agent::Switch;
use crate::domain::kill::Verdict;
use crate::domain::operation::Matter;
use crate::locale::{kill, operation};
use crate::theme::Token;

/// The lines of a switch, if there is something to say.
pub fn of<'a>(row: &AgentRow, state: &State) -> Vec<Part<'a>> {
    let key = &row.activation.key;
    let mut parts = Vec::new();
    let sighted = state.kill.watch_of(key).and_then(|watch| {
        let sighted = watch.sighted.as_ref()?;
        Some((watch, sighted))
    });
    if let (Some((watch, sighted)), Switch::Off) = (sighted, &row.activation.switch) {
        let verdict = watch.verdict();
        let token = match verdict {
            Verdict::Silent { .. } => Token::Ok,
            Verdict::NoEffect { .. } => Token::Urgent,
            Verdict::Watching | Verdict::Unseen => switch(&Switch::Absent),
        };
        let words = kill::verdict(
            &watch.name,
            key.platform,
            watch.turned,
            sighted,
            &verdict,
            &state.zone,
        );
        parts.push(Part::Says(words, token));
    }
    let off = state.kill.off.iter().find(|one| match &one.matter {
        Matter::Switch { key: of, .. } => of == key,
        Matter::Operation { .. } => false,
    });
    if let Some(one) = off {
        let token = match one.is_late(state.clock) {
            true => Token::Urgent,
            false => Token::Muted,
        };
        parts.push(Part::Says(
            operation::off(one, state.clock, &state.zone),
            token,
        ));
    }
    parts
}

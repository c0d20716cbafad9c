//! What is arranged and promised about a conversation, for its card.

use super::line::Line;
use crate::app::escalations::{EscalationEntry, QueueKey};
use crate::app::state::State;
use crate::domain::hours::Hours;
use crate::domain::id::ConversationKey;
use crate::domain::sla::Standing;
use crate::locale::arranging;
use crate::theme::Token;

/// Until when it is put off, whom it is for, and its next target, each with its rank (the lowest stays longest).
pub fn said<'a>(state: &State, key: &ConversationKey) -> Vec<(u8, Line<'a>)> {
    let row = QueueKey::Conversation(key.clone());
    let Some(entry) = state.escalations.list.get(&row) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    if let Some(until) = entry.put_off {
        let words = arranging::put_off(until, state.clock, &state.zone);
        said.push((1, Line::of(words, Token::Muted)));
    }
    if let Some(assigned) = &entry.assigned {
        let line = match entry.for_me {
            true => Line::of(arranging::for_you(), Token::Mine),
            false => {
                let words = arranging::for_person(&assigned.to.one_line());
                Line::of(words, Token::Human)
            }
        };
        said.push((1, line));
    }
    said.extend(promised(state, key, entry).map(|line| (2, line)));
    said
}

/// The next target, with the zone of its business hours.
fn promised<'a>(state: &State, key: &ConversationKey, entry: &EscalationEntry) -> Option<Line<'a>> {
    let Some(Standing::Running(due)) = entry.standing else {
        return None;
    };
    let tenant = key.owner();
    let (name, _) = state.zone_of(&tenant);
    let in_hours = state.policy(&tenant)?.hours != Hours::Always;
    let words = arranging::due(
        due.goal,
        due.left(state.clock),
        in_hours.then(|| name.as_str()),
    );
    let token = match due.is_near(state.clock) {
        true => Token::Urgent,
        false => Token::Muted,
    };
    Some(Line::of(words, token))
}

//! Setting marks, and the question before something is done to all that are marked.

use super::{Bulk, Swept};
use crate::app::dialog::Dialog;
use crate::app::dialog::bulk::{BulkDialog, Step};
use crate::app::escalations::{EscalationEntry, QueueKey};
use crate::app::field::Field;
use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::handoff::Ending;
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;
use crate::domain::trigger;

/// Marks the selected conversation or takes its mark, and goes on to the next row.
pub fn mark(state: &mut State) {
    let Some(key) = state.escalations.selected_conversation().cloned() else {
        return;
    };
    if state.bulk.marks.remove(&key).is_none() {
        state.bulk.marks.insert(key, None);
    }
    state.escalations.list.step(1);
}

/// Marks the conversations on screen; where they are marked already, all that the filter shows; where those
/// are too, none.
pub fn mark_shown(state: &mut State) {
    let of = |entry: &EscalationEntry| match &entry.key {
        QueueKey::Conversation(key) => Some(key.clone()),
        QueueKey::Work(_) => None,
    };
    let list = &state.escalations.list;
    let rows = state.size.list_rows();
    let on_screen: Vec<ConversationKey> = list
        .window(rows)
        .filter_map(|(entry, _)| of(entry))
        .collect();
    let all: Vec<ConversationKey> = list.shown().filter_map(of).collect();
    let Bulk { marks, swept, .. } = &mut state.bulk;
    let is_new = |key: &ConversationKey| !marks.contains_key(key);
    let (some_here, some) = (on_screen.iter().any(is_new), all.iter().any(is_new));
    let before = std::mem::take(swept);
    let wanted = match before {
        _ if some_here => on_screen,
        // Where the screen shows all, the second time means what it means elsewhere.
        Swept::Screen => all,
        _ if some => all,
        Swept::Nothing | Swept::All => {
            marks.clear();
            return;
        }
    };
    *swept = match some_here {
        true => Swept::Screen,
        false => Swept::All,
    };
    for key in wanted {
        marks.entry(key).or_insert(None);
    }
}

/// Asks before all that are marked are given back or resolved: how many, and who is left out.
pub fn ask(state: &mut State, ending: Ending) {
    let mut dialog = BulkDialog {
        ending,
        keys: Vec::new(),
        held: Vec::new(),
        ours: 0,
        gone: 0,
        reason: Field::line(""),
        too_short: false,
        count: Field::line(""),
        wrong: false,
        step: Step::Reason,
    };
    let mut words: Option<Vec<&'static str>> = None;
    for key in state.bulk.marks.keys() {
        let entry = state
            .escalations
            .list
            .get(&QueueKey::Conversation(key.clone()));
        match entry {
            None => dialog.gone += 1,
            Some(entry) if entry.mine => dialog.ours += 1,
            Some(EscalationEntry {
                holder: Some(claim),
                ..
            }) => dialog.held.push(claim.operator.clone()),
            Some(entry) => {
                dialog.keys.push(key.clone());
                match &mut words {
                    Some(words) => words.retain(|word| entry.keywords.contains(word)),
                    None => words = Some(entry.keywords.clone()),
                }
            }
        }
    }
    if dialog.keys.is_empty() {
        state.tell(Notice::BulkNothing {
            held: dialog.held.len() + dialog.ours,
        });
        return;
    }
    if ending == Ending::HandedBack
        && let Some(word) = common(state, &words.unwrap_or_default())
    {
        dialog.reason = Field::line(&trigger::false_positive(word));
    }
    state.overlay = Some(Overlay::Dialog(Dialog::Bulk(Box::new(dialog))));
}

/// Of the words that fired for all of them, the one that the filter asks for, else the first.
fn common(state: &State, words: &[&'static str]) -> Option<&'static str> {
    let filter = Text::from_untrusted(state.escalations.list.filter());
    let asked = words.iter().find(|word| {
        let tag = format!("kw:{}", word.replace(' ', "_"));
        filter.split_whitespace().any(|part| part == tag)
    });
    asked.or(words.first()).copied()
}

//! What a system told of the escalation on screen, in two lines of the card. It shows only what there is.

use super::hidden::body;
pub mod whole;

use super::line::{Line, prune};
use crate::app::open::OpenConversation;
use crate::app::state::State;
use crate::domain::briefing::{Kept, TOGETHER};
use crate::domain::conversation::ConversationRow;
use crate::locale::{briefing as words, handoff, why as say};
use crate::theme::Token;

/// The briefing, where it is about the escalation that waits: an older one tells of something else.
fn of_now<'a>(open: &'a OpenConversation, row: &ConversationRow) -> Option<&'a Kept> {
    let kept = open.briefing.as_ref()?;
    let since = row.record.as_ref().and_then(|record| record.since);
    let older = since.is_some_and(|since| since.duration_since(kept.briefing.at) > TOGETHER);
    (row.status().waits_for_human() && !older).then_some(kept)
}

/// That a word fired only inside another, which makes the escalation doubtful.
pub(super) fn doubt<'a>(open: &OpenConversation, row: &ConversationRow) -> Option<Line<'a>> {
    if !row.status().waits_for_human() {
        return None;
    }
    let sightings = whole::sightings(open, row);
    let all_inside = sightings.iter().all(|sighting| sighting.is_inside());
    let first = sightings.first().filter(|_| all_inside)?;
    Some(Line::of(say::sighting(first), Token::Warn))
}

/// Why, how sure, by which word; `None`: no trigger is told.
pub(super) fn why<'a>(open: &OpenConversation, row: &ConversationRow) -> Option<Line<'a>> {
    let told = words::triggers(&of_now(open, row)?.briefing);
    if told.is_empty() {
        return None;
    }
    Some(Line::of(handoff::label::why(), Token::Muted).then(2, told, Token::Text))
}

/// Who should take it, how long it may take, what was wanted last; and what was said.
pub(super) fn rest<'a>(
    open: &'a OpenConversation,
    row: &ConversationRow,
    width: usize,
    state: &State,
) -> (Line<'a>, Line<'a>) {
    let Some(kept) = of_now(open, row) else {
        let ended = open
            .briefing
            .as_ref()
            .and_then(|kept| kept.resolution.as_ref());
        let ended = ended.filter(|_| !row.status().waits_for_human());
        let words = ended.map(|ended| words::resolution(ended, state.clock));
        return (
            Line::of(words.unwrap_or_default(), Token::Muted),
            Line::new(),
        );
    };
    let briefing = &kept.briefing;
    let some =
        |words: Option<String>, token| words.map_or_else(Line::new, |one| Line::of(one, token));
    let line = prune(
        vec![
            (0, some(words::suggested(briefing), Token::Text)),
            (1, some(words::estimate(briefing), Token::Muted)),
            (2, some(words::last_intent(briefing), Token::Muted)),
        ],
        width,
        3,
    );
    let said = briefing.summary.as_ref().or(briefing.message.as_ref());
    let said = said.map_or_else(Line::new, |said| {
        Line::of(body(state.private, said.one_line()), Token::System)
    });
    (line, said)
}

//! What the watch shows: who else is there, countdowns, and a bot that speaks or stays silent.

use super::line::Line;
use crate::app::claims::Mine;
use crate::app::guard::{aftermath, bot, leaving as endings, presence};
use crate::app::open::OpenConversation;
use crate::app::state::State;
use crate::domain::handoff::{Claim, Pause};
use crate::domain::time::since;
use crate::locale::{guard, handoff, notice};
use crate::theme::Token;

/// The countdown of an ending that can still be taken back.
pub fn leaving(state: &State) -> Option<Line<'static>> {
    let key = endings::undoable(state)?;
    let leaving = state.guard.leaving.get(key)?;
    let who = notice::name(&state.subject(key));
    let words = guard::leaving(&who, leaving.ending, leaving.remaining(state.clock));
    let line = Line::of("…", Token::Accent).then(1, words, Token::Strong);
    Some(
        line.then(3, "u", Token::Key)
            .then(1, guard::keeps_it(), Token::Muted),
    )
}

/// Who else is in the conversation.
pub fn present(state: &State, open: &OpenConversation) -> Option<Line<'static>> {
    let mut others = presence::others(state, &open.key);
    let first = others.next()?;
    let words = guard::present(first, others.count());
    Some(Line::of(words, Token::Human))
}

/// What the bot said since the conversation became ours, with how much it wants to be seen.
pub fn spoke(state: &State, open: &OpenConversation) -> Option<(String, Token)> {
    let bot = &state.guard.watched.get(&open.key)?.bot;
    let at = bot.spoke?;
    let words = guard::spoke(at, bot.overruns(), &state.zone);
    Some((words, Token::Urgent))
}

/// The most pressing thing that the watch knows of a conversation that is ours.
pub fn beware_mine(state: &State, open: &OpenConversation, mine: &Mine) -> Option<Line<'static>> {
    let watched = state.guard.watched.get(&open.key)?;
    if let Some(ends) = watched.silence.ends_soon(state.clock) {
        let left = ends.duration_since(state.clock);
        return Some(Line::of(guard::silence(left), Token::Urgent));
    }
    if watched.bot.spoke.is_some() {
        let line = Line::of("!", Token::Key);
        return Some(line.then(1, guard::what_to_do(), Token::Warn));
    }
    let left = bot::in_flight(mine.claim.since, state.clock)?;
    // What is left of the last second is not counted down.
    if left.as_secs() == 0 {
        return None;
    }
    if let Some(at) = watched.bot.late {
        return Some(Line::of(guard::came_late(at, &state.zone), Token::Warn));
    }
    // Where no pause is read the bot goes on anyway, and that is said elsewhere.
    let paused = mine.pause == Some(Pause::Verified);
    let reads = state.bot_reads_pause(open.key.platform) == Some(true);
    (paused && reads).then(|| Line::of(guard::in_flight(left), Token::Muted))
}

/// The same of one that is not ours: it was taken from us, or we handed it back.
pub fn beware_other(state: &State, open: &OpenConversation) -> Option<Line<'static>> {
    let after = state.guard.after.get(&open.key)?;
    if aftermath::is_unanswered(state, &open.key) {
        return Some(Line::of(guard::unanswered(), Token::Urgent));
    }
    let left = after.until().duration_since(state.clock);
    (since(state.clock, after.until()) <= jiff::SignedDuration::ZERO)
        .then(|| Line::of(guard::watching(left), Token::Muted))
}

/// It was ours and is no longer.
pub fn lost(state: &State, holder: Option<&Claim>) -> Line<'static> {
    let words = match holder {
        Some(claim) if claim.taken.is_some() => guard::taken(claim, &state.zone),
        holder => handoff::lost(holder),
    };
    Line::of(words, Token::Urgent)
}

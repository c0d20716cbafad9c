//! Who has a conversation and since when, what its bot does, or for how long it has waited.

use super::super::line::{Line, prune};
use super::super::{arranged, guard};
use crate::app::claims::{Hold, Mine};
use crate::app::open::OpenConversation;
use crate::app::state::State;
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::escalation::Priority;
use crate::domain::handoff::Pause;
use crate::domain::system::Port;
use crate::domain::time::since;
use crate::locale::work as words;
use crate::locale::{handoff, word};
use crate::theme::Token;

/// Who has it, and since when.
pub(super) fn held<'a>(
    state: &'a State,
    open: &OpenConversation,
    row: &ConversationRow,
    width: usize,
) -> Line<'a> {
    match state.hold(&open.key) {
        Hold::Mine(mine) => held_by_us(state, mine, bot_is_heard(state, open, mine, row), width),
        Hold::Other(claim) => {
            let other = Line::of(handoff::other(claim, state.clock), Token::Human);
            let said = arranged::said(state, &open.key);
            prune([(0, other)].into_iter().chain(said).collect(), width, 3)
        }
        Hold::Nobody => held_by_nobody(state, row, width),
    }
}

/// What says that the bot is not silent although its pause was verified: a line of its own after the
/// takeover, or an item, read since, that says so no more. It is shown, never assumed away.
fn bot_is_heard(
    state: &State,
    open: &OpenConversation,
    mine: &Mine,
    row: &ConversationRow,
) -> Option<String> {
    let taken = mine.claim.since;
    if let Some((words, _)) = guard::spoke(state, open) {
        return Some(words);
    }
    if state.bot_reads_pause(open.key.platform) == Some(false) {
        return Some(handoff::pause_unread().to_owned());
    }
    let read_since = open.source.asked() > taken && open.conversation.is_some();
    let verified = mine.pause == Some(Pause::Verified);
    (verified && read_since && !row.status().pauses_bot())
        .then(|| handoff::not_paused(row.status().word()))
}

fn held_by_us<'a>(state: &State, mine: &'a Mine, heard: Option<String>, width: usize) -> Line<'a> {
    if mine.releasing {
        return Line::of(handoff::releasing(), Token::Accent);
    }
    let is_silent = heard.is_none() && !matches!(mine.pause, Some(Pause::Pending(_)));
    let pause = match (&mine.pause, heard) {
        (_, Some(words)) => Line::of(words, Token::Urgent),
        (Some(pause @ Pause::Verified), _) => Line::of(handoff::pause(pause), Token::Ok),
        (Some(pause @ Pause::Pending(_)), _) => Line::of(handoff::pause(pause), Token::Warn),
        (None, _) => Line::new(),
    };
    // Where one of them has room, it is the warning: the list says too that it is ours.
    let (ours, bot) = if is_silent { (0, 1) } else { (1, 0) };
    prune(
        vec![
            (
                ours,
                Line::of(handoff::mine(mine, &state.zone), Token::Mine),
            ),
            (bot, pause),
            (3, Line::of(handoff::fence(&mine.claim), Token::Muted)),
        ]
        .into_iter()
        .chain(arranged::said(state, &mine.claim.key))
        .collect(),
        width,
        3,
    )
}

/// Whether there is a bot in it: where none can be taken over from, it may still be one that reads no pause.
fn has_bot(state: &State, row: &ConversationRow) -> bool {
    state.has_port(row.key.platform, Port::Handoffs)
        || state.bot_reads_pause(row.key.platform) == Some(false)
}

fn held_by_nobody<'a>(state: &State, row: &ConversationRow, width: usize) -> Line<'a> {
    if *row.status() == Status::Active && !has_bot(state, row) {
        return Line::of(words::no_bot(row.key.platform), Token::Muted);
    }
    let Some(escalation) = row.escalation() else {
        return Line::of(word::status(row.status()).to_owned(), Token::Bot);
    };
    let token = match escalation.priority {
        Priority::Urgent => Token::Urgent,
        Priority::High => Token::Warn,
        _ => Token::Strong,
    };
    let mut line = Line::new();
    if let Some(at) = escalation.since {
        line = line.then(0, handoff::waiting(since(state.clock, at)), token);
    }
    line = line.then(3, word::priority(&escalation.priority).to_owned(), token);
    // Who has it stands here always, whatever else has room.
    let nobody = Line::of(handoff::nobody(), Token::Muted);
    let groups = [(0, line), (0, nobody)].into_iter();
    let groups = groups.chain(arranged::said(state, &row.key)).collect();
    prune(groups, width, 3)
}

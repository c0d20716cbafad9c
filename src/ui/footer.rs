//! The last two lines: what the console tells, and the keys that make sense here and now.

mod question;

use ratatui::layout::Rect;

use super::guard as guard_words;
use super::keys::Keys;
use super::line::{Line, prune};
use super::pen::{Pen, indent};
use crate::app::claims::Hold;
use crate::app::command::Command;
use crate::app::connection::Connection;
use crate::app::guard;
use crate::app::operations;
use crate::app::state::{Layer, State, Why};
use crate::domain::handoff::Claim;
use crate::domain::text;
use crate::locale::{access, empty, feed, notice};
use crate::theme::Token;

/// The newest notice, else what is wrong with the data, else why this console cannot write.
pub fn tell(pen: &mut Pen<'_>, area: Rect, state: &State) {
    let area = Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    };
    let line = guard_words::leaving(state)
        .or_else(|| told(state, usize::from(area.width)))
        .or_else(|| disconnected(state, usize::from(area.width)))
        .or_else(|| not_fresh(state, usize::from(area.width)))
        .or_else(|| barred(state));
    if let Some(line) = line {
        pen.line(area, &line);
    }
}

fn told(state: &State, width: usize) -> Option<Line<'static>> {
    let mut current = state.notices.current(state.clock);
    let newest = current.next()?;
    let more = current.count();
    let (mark, token) = super::messages::mark(newest.notice.level());
    let words = notice(&newest.notice, newest.at, &state.zone);
    // Where the words need the room, that there are more is said by their number alone; it is never cut.
    let room = width.saturating_sub(text::width(mark) + 1);
    let whole = empty::more_messages(more);
    let more = match more {
        0 => String::new(),
        _ if text::width(&words) + text::width(&whole) <= room => whole,
        _ => format!("  +{more}"),
    };
    let room = room.saturating_sub(text::width(&more));
    let words = match more.is_empty() {
        true => words,
        false => text::truncate(&words, room).into_owned(),
    };
    Some(
        Line::of(mark, token)
            .then(1, words, token)
            .and(more, Token::Muted),
    )
}

fn disconnected(state: &State, width: usize) -> Option<Line<'static>> {
    let Connection::Down { problem: why, .. } = &state.connection else {
        return None;
    };
    let said = feed::disconnected(why);
    Some(sentences("✗", said, Token::Urgent, width))
}

fn not_fresh(state: &State, width: usize) -> Option<Line<'static>> {
    state.connection.link()?;
    let said = feed::sentences(&state.feed(state.pane), state.clock);
    (!said.is_empty()).then(|| sentences("!", said, Token::Warn, width))
}

/// Sentences after a mark, as many as there is room for.
fn sentences(
    mark: &'static str,
    said: Vec<(u8, String)>,
    token: Token,
    width: usize,
) -> Line<'static> {
    let groups = said
        .into_iter()
        .map(|(rank, words)| (rank, Line::of(words, token)))
        .collect();
    let mut line = Line::of(mark, token).and(" ", Token::Text);
    line.append(prune(groups, width.saturating_sub(2), 1));
    line
}

fn barred(state: &State) -> Option<Line<'static>> {
    let barred = state.access()?.barred()?;
    Some(Line::of(access::barred(barred), Token::Muted))
}

/// The keys, given up by rank where it is narrow.
pub fn keys(pen: &mut Pen<'_>, area: Rect, state: &State, keys: Keys<'_>) {
    let area = Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    };
    if !state.prefix.is_empty() {
        pen.line(area, &Line::of(format!("{} …", state.prefix), Token::Key));
        return;
    }
    let layer = state.layer();
    if let Some(groups) = question::keys(state, keys) {
        pen.line(area, &prune(groups, usize::from(area.width), 3));
        return;
    }
    let groups: Vec<(u8, Line<'_>)> = commands(state, keys)
        .into_iter()
        .zip(2_u8..)
        .map(|((command, key), rank)| {
            // Help and the command line lead to all others, so they are given up last.
            let rank = match command {
                Command::Help => 0,
                Command::CommandLine => 1,
                _ => rank,
            };
            (rank, keys.hint(command, key, layer))
        })
        .collect();
    pen.line(area, &prune(groups, usize::from(area.width), 3));
}

/// What can be done with a conversation, by how it stands; the footer shows only what fits its stand.
const VERBS: [Command; 8] = [
    Command::Undo,
    Command::Steal,
    Command::Claim,
    Command::Watch,
    Command::Reply,
    Command::HandBack,
    Command::Resolve,
    Command::Note,
];

/// What a person most likely wants here, the likeliest first. What can never be used as things stand is
/// left out; what this console may not do at all stays, dim.
fn commands(state: &State, keys: Keys<'_>) -> Vec<(Command, String)> {
    let layer = state.layer();
    let mut found: Vec<(Command, String)> = Vec::new();
    if layer == Layer::Conversation && keys.why_not(Command::Outcome).is_none() {
        // What nobody can tell comes first.
        let key = keys.named(Command::Outcome, layer);
        found.extend(key.map(|key| (Command::Outcome, key)));
    }
    if matches!(layer, Layer::List | Layer::Conversation) && state.pane.has_conversations() {
        let verbs: &[Command] = match state.current_conversation().map(|key| state.hold(key)) {
            Some(Hold::Mine(mine)) if mine.releasing => &[],
            Some(Hold::Mine(_)) => &[
                Command::Reply,
                Command::HandBack,
                Command::Resolve,
                Command::Note,
            ],
            Some(Hold::Other(claim)) if is_for_me(state, claim) => {
                &[Command::Claim, Command::Watch]
            }
            Some(Hold::Other(_)) => &[Command::Watch, Command::Steal],
            Some(Hold::Nobody) => &[Command::Claim],
            None => &[],
        };
        let undo = guard::leaving::undoable(state).map(|_| Command::Undo);
        found.extend(undo.and_then(|undo| Some((undo, keys.named(undo, layer)?))));
        found.extend(
            verbs
                .iter()
                .filter_map(|verb| keys.named(*verb, layer).map(|key| (*verb, key))),
        );
    }
    if layer == Layer::List && operations::conflict::at_hand(state).is_some() {
        let key = keys.named(Command::Inspect, layer);
        found.extend(key.map(|key| (Command::Inspect, key)));
    }
    found.retain(|(command, _)| keys.why_not(*command) != Some(Why::Past));
    let first: Vec<Command> = found.iter().map(|(command, _)| *command).collect();
    found.extend(keys.usual(layer).into_iter().filter(|(command, _)| {
        (layer == Layer::Shift || !VERBS.contains(command))
            && *command != Command::Outcome
            && !first.contains(command)
            && match keys.why_not(*command) {
                None | Some(Why::Barred(_) | Why::NotConnected) => true,
                Some(_) => !matches!(
                    layer,
                    Layer::List
                        | Layer::Detail
                        | Layer::Conversation
                        | Layer::Sheet
                        | Layer::Entry
                        | Layer::Logs
                        | Layer::Trace
                        | Layer::Traces
                        | Layer::Shift
                ),
            }
    }));
    found
}

/// Whether its holder means it for the person at this console.
fn is_for_me(state: &State, claim: &Claim) -> bool {
    let link = state.connection.link();
    link.is_some_and(|link| claim.is_handed_to(&link.actor))
}

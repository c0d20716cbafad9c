//! The last two lines: what the console tells, and the keys that make sense here and now.

use ratatui::layout::Rect;

use super::keys::Keys;
use super::line::{Line, prune};
use super::pen::{Pen, indent};
use crate::app::claims::Hold;
use crate::app::command::Command;
use crate::app::connection::Connection;
use crate::app::notice::Level;
use crate::app::state::{Focus, Layer, Pane, State};
use crate::locale::{access, empty, feed, notice, problem};
use crate::theme::Token;

/// The newest notice, else what is wrong with the data, else why this console cannot write.
pub fn tell(pen: &mut Pen<'_>, area: Rect, state: &State) {
    let area = Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    };
    let line = told(state)
        .or_else(|| disconnected(state))
        .or_else(|| not_fresh(state))
        .or_else(|| barred(state));
    if let Some(line) = line {
        pen.line(area, &line);
    }
}

fn told(state: &State) -> Option<Line<'static>> {
    let mut current = state.notices.current(state.clock);
    let newest = current.next()?;
    let more = current.count();
    let (mark, token) = match newest.notice.level() {
        Level::Good => ("✓ ", Token::Ok),
        Level::Plain => ("· ", Token::Text),
        Level::Warning => ("! ", Token::Warn),
        Level::Error => ("✗ ", Token::Urgent),
    };
    let words = notice(&newest.notice, newest.at, &state.zone);
    let mut line = Line::of(mark, token).and(words, token);
    if more > 0 {
        line.push(empty::more_messages(more), Token::Muted);
    }
    Some(line)
}

fn disconnected(state: &State) -> Option<Line<'static>> {
    let Connection::Down { problem: why, .. } = &state.connection else {
        return None;
    };
    let words = problem(why);
    Some(
        Line::of("✗ ", Token::Urgent)
            .and(format!("{} {}", words.what, words.remedy), Token::Urgent),
    )
}

fn not_fresh(state: &State) -> Option<Line<'static>> {
    state.connection.link()?;
    let (data, _) = super::feed::of(state);
    let words = feed::sentence(&data, state.clock)?;
    Some(Line::of("! ", Token::Warn).and(words, Token::Warn))
}

fn barred(state: &State) -> Option<Line<'static>> {
    let barred = state.access()?.barred()?;
    Some(Line::of(access::barred(barred), Token::Muted))
}

/// The keys, given up by rank where it is narrow.
pub fn keys(pen: &mut Pen<'_>, area: Rect, state: &State, keys: &Keys<'_>) {
    let area = Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    };
    if !state.prefix.is_empty() {
        pen.line(area, &Line::of(format!("{} …", state.prefix), Token::Key));
        return;
    }
    let groups: Vec<(u8, Line<'_>)> = commands(state)
        .into_iter()
        .zip(0_u8..)
        .map(|(command, rank)| {
            // Help and the command line stand last and go last: they lead to all others.
            let rank = match command {
                Command::Help => 0,
                Command::CommandLine => 1,
                _ => rank + 2,
            };
            (rank, keys.hint(command))
        })
        .collect();
    pen.line(area, &prune(groups, usize::from(area.width), 3));
}

/// What a person most likely wants here, the likeliest first.
fn commands(state: &State) -> Vec<Command> {
    use Command as C;
    let mut commands = match state.layer() {
        Layer::List if state.pane.has_conversations() => conversation_list(state),
        Layer::List if state.pane == Pane::Agents => {
            vec![C::Toggle, C::Enter, C::Filter, C::OrderBy, C::Inspect]
        }
        Layer::List => vec![C::Enter, C::Filter, C::OrderBy, C::NextWaiting, C::Inspect],
        Layer::Conversation => transcript(state),
        Layer::Detail if state.pane == Pane::Agents => vec![C::Toggle, C::Back, C::Inspect],
        Layer::Detail => vec![C::Back, C::Inspect, C::Copy],
        Layer::Composer => vec![C::Send, C::Back],
        Layer::Prompt => vec![C::Confirm, C::Cancel],
        Layer::CommandLine => vec![C::Confirm, C::NextField, C::Cancel],
        Layer::Dialog | Layer::Form => vec![C::Confirm, C::Cancel, C::NextField],
        Layer::Help => vec![C::Down, C::Up, C::Cancel],
        Layer::Reader => vec![C::Down, C::Up, C::Back],
    };
    if state.overlay.is_none() && state.focus != Focus::Composer {
        commands.extend([C::Help, C::CommandLine]);
    }
    commands
}

fn conversation_list(state: &State) -> Vec<Command> {
    use Command as C;
    match selected_hold(state) {
        Some(Hold::Mine(_)) => vec![C::Reply, C::Enter, C::HandBack, C::Resolve, C::NextWaiting],
        Some(Hold::Other(_)) => vec![C::Watch, C::NextWaiting, C::Enter, C::Filter, C::OrderBy],
        _ => vec![C::Claim, C::Enter, C::NextWaiting, C::Filter, C::OrderBy],
    }
}

fn transcript(state: &State) -> Vec<Command> {
    use Command as C;
    match selected_hold(state) {
        Some(Hold::Mine(_)) => vec![C::Reply, C::Note, C::HandBack, C::Resolve, C::Back],
        Some(Hold::Other(_)) => vec![C::Back, C::NextWaiting, C::Inspect, C::Copy],
        _ => vec![C::Claim, C::Back, C::NextWaiting, C::Inspect, C::Copy],
    }
}

/// How the conversation stands that the keys would act on.
fn selected_hold(state: &State) -> Option<Hold<'_>> {
    let key = match (&state.open, state.pane) {
        (Some(open), _) if state.focus != Focus::List => &open.key,
        (_, Pane::Escalations) => state.escalations.list.selected_key()?,
        (_, Pane::Conversations) => state.conversations.list.selected_key()?,
        _ => return None,
    };
    Some(state.hold(key))
}

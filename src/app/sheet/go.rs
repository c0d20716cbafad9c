//! Moving about in sheets: entries, kinds, levels, and what is typed to filter or to narrow.

use super::detail::{Opened, height};
use super::{Level, deed, open};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::mask;
use crate::domain::sheet::{Cell, DeedKind, Entry, Narrowing};
use crate::domain::text::Text;

/// A command while sheets are open; `None`: it is none of theirs.
pub fn run(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Back => back(state),
        Command::Enter if state.sheets.is_entry() => open::of_entry(state),
        Command::Enter => enter(state),
        Command::Sheets => open::of_entry(state),
        Command::NextPane => step_kind(state, 1),
        Command::PreviousPane => step_kind(state, -1),
        Command::More => state.sheets.more(),
        Command::Refresh => state.sheets.refresh(),
        Command::Filter => begin_filter(state),
        Command::Copy => return Some(copy(state)),
        Command::MarkSold => deed::ask(state, DeedKind::MarkSold),
        Command::Issue => deed::ask(state, DeedKind::Issue),
        Command::Down
        | Command::Up
        | Command::PageDown
        | Command::PageUp
        | Command::First
        | Command::Last => go(state, command),
        elsewhere if elsewhere.leads_elsewhere() => {
            state.sheets.close();
            return None;
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// What an entry is called: its first cell that has words, else its id.
pub fn name(entry: &Entry) -> Text {
    let words = entry.cells.iter().find_map(|cell| match cell {
        Cell::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    });
    words.unwrap_or_else(|| Text::from_untrusted(&mask::identifiers(&entry.id)))
}

fn enter(state: &mut State) {
    let size = state.size;
    let revision = state.sheets.reading().map_or(0, |one| one.revision);
    let Some(entry) = state.sheets.entry().cloned() else {
        return;
    };
    if let Some(level) = state.sheets.top_mut() {
        level.opened = Some(Opened::new(entry, revision, size));
    }
}

/// Out by one level: of the entry, of the filter, of what the table was asked, of the sheets.
fn back(state: &mut State) {
    let Some(level) = state.sheets.top_mut() else {
        return;
    };
    if level.opened.take().is_some() {
        return;
    }
    let Some(place) = level.place_mut() else {
        state.sheets.close();
        return;
    };
    if !place.filter().is_empty() {
        place.set_filter("");
    } else if place.narrowing.is_some() {
        place.narrow(None);
        state.sheets.want(state.clock);
    } else {
        state.sheets.levels.pop();
        if state.sheets.is_open() {
            state.sheets.want(state.clock);
        }
    }
}

fn step_kind(state: &mut State, by: isize) {
    let Some(level) = state.sheets.top_mut() else {
        return;
    };
    let next = |at: usize, of: usize| {
        let of = isize::try_from(of).unwrap_or(1).max(1);
        let at = isize::try_from(at).unwrap_or(0);
        usize::try_from((at + by).rem_euclid(of)).unwrap_or(0)
    };
    if let Some(opened) = &mut level.opened {
        opened.chosen = next(opened.chosen, opened.entry.sheets.len());
        return;
    }
    level.chosen = next(level.chosen, level.kinds.len());
    state.sheets.want(state.clock);
}

fn go(state: &mut State, command: Command) {
    let size = state.size;
    let Some(level) = state.sheets.top_mut() else {
        return;
    };
    if let Some(opened) = &mut level.opened {
        scroll(opened, command, height(size), opened.longest(size));
        return;
    }
    if walk(level, command) && state.sheets.reading().is_some_and(|one| one.next.is_some()) {
        state.sheets.more();
    }
}

/// Moves the selection; whether the person went past the last entry.
fn walk(level: &mut Level, command: Command) -> bool {
    let Some(place) = level.place_mut() else {
        return false;
    };
    match command {
        Command::Down => place.step(1),
        Command::Up => place.step(-1),
        Command::PageDown => place.step(place.page()),
        Command::PageUp => place.step(-place.page()),
        Command::First => {
            place.first();
            false
        }
        _ => {
            place.last();
            true
        }
    }
}

fn scroll(opened: &mut Opened, command: Command, rows: usize, longest: usize) {
    let page = rows.max(2) - 1;
    let first = opened.scroll;
    opened.scroll = match command {
        Command::Down => first + 1,
        Command::Up => first.saturating_sub(1),
        Command::PageDown => first + page,
        Command::PageUp => first.saturating_sub(page),
        Command::First => 0,
        _ => longest,
    }
    .min(longest);
}

fn copy(state: &mut State) -> Vec<Effect> {
    let Some(id) = state
        .sheets
        .entry()
        .map(|entry| mask::identifiers(&entry.id))
    else {
        return Vec::new();
    };
    state.tell(Notice::Copied);
    vec![Effect::Copy(id)]
}

/// What narrows the sheet on screen: `name=value`, or the words of a filter.
pub fn filter(state: &State) -> String {
    let place = state.sheets.top().and_then(Level::place);
    place.map_or_else(String::new, |place| match &place.narrowing {
        Some(one) => format!("{}={}", one.name, one.value),
        None => place.filter().to_owned(),
    })
}

fn begin_filter(state: &mut State) {
    let before = filter(state);
    state.overlay = Some(Overlay::Filter {
        field: Field::line(&before),
        before,
    });
}

/// The condition that typed words ask of the table, where the sheet knows its name.
pub fn narrowing(state: &State, typed: &str) -> Option<Narrowing> {
    let read = Narrowing::read(typed)?;
    let names = state.sheets.reading()?.narrowings;
    names.contains(&read.name.as_str()).then_some(read)
}

/// Filters what has been read while it is typed; a condition waits until it is finished.
pub fn typed(state: &mut State, text: &str) {
    let unfinished = text.split_once('=').is_some_and(|(name, _)| {
        let names = state.sheets.reading().map_or(&[][..], |one| one.narrowings);
        names.contains(&name.trim())
    });
    let text = if unfinished { "" } else { text };
    if let Some(place) = state.sheets.top_mut().and_then(Level::place_mut) {
        place.set_filter(text);
    }
}

/// Takes over what was typed: a condition is asked of the table, anything else filters.
pub fn finish(state: &mut State, text: &str) {
    let wanted = narrowing(state, text);
    let Some(place) = state.sheets.top_mut().and_then(Level::place_mut) else {
        return;
    };
    if place.narrowing != wanted {
        place.narrow(wanted.clone());
    }
    if wanted.is_none() {
        place.set_filter(text.trim());
    }
    state.sheets.want(state.clock);
}

/// Drops what was typed; what was there before comes back.
pub fn abandon(state: &mut State, before: &str) {
    let kept = narrowing(state, before).is_some();
    if let Some(place) = state.sheets.top_mut().and_then(Level::place_mut) {
        place.set_filter(if kept { "" } else { before });
    }
}

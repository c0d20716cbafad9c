//! Moving and acting in the list of incidents, the page of one, and the handover.

use super::{Came, News, Paper, View, Write};
use crate::app::arranging;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::enabled::may;
use crate::app::incident;
use crate::app::notice::{Doing, Notice};
use crate::app::overlay::Overlay;
use crate::app::run;
use crate::app::state::{State, Why};
use crate::domain::id::IncidentId;
use crate::domain::incident::{Opening, Settling, Story};
use crate::domain::problem::Problem;
use crate::domain::role::Right;

/// Whether a command can be used where one of them is on screen.
pub fn enabled(state: &State, view: &View, command: Command) -> Result<(), Why> {
    match (view, command) {
        (View::Incident { .. }, Command::Note) => may(state, Right::Converse),
        (View::Incident { .. }, Command::Resolve | Command::ResolveNext) => {
            let story = state.shift.story.as_ref();
            match story.is_some_and(|story| story.incident.is_open()) {
                true => may(state, Right::Converse),
                false => Err(Why::NotHere),
            }
        }
        (View::Incidents { .. }, Command::Enter) if !state.shift.incidents.is_empty() => Ok(()),
        (View::Incident { .. } | View::Handover { .. }, Command::WriteTable) => Ok(()),
        (View::Handover { .. }, Command::Assign) if !state.mine.is_empty() => {
            may(state, Right::Converse)
        }
        (
            _,
            Command::Note
            | Command::Resolve
            | Command::ResolveNext
            | Command::Enter
            | Command::WriteTable
            | Command::Assign,
        ) => Err(Why::NotHere),
        _ => Ok(()),
    }
}

/// Opens the list of open incidents.
pub fn incidents(state: &mut State) {
    state.shift.list.hurry();
    state.overlay = Some(Overlay::Shift(View::Incidents { chosen: 0 }));
}

/// Opens the handover.
pub fn handover(state: &mut State) {
    state.shift.hands.hurry();
    state.overlay = Some(Overlay::Shift(View::Handover { scroll: 0 }));
}

/// Opens the page of an incident.
pub fn page(state: &mut State, id: IncidentId) {
    if state.shift.story.as_ref().map(|story| &story.incident.id) != Some(&id) {
        state.shift.story = None;
    }
    state.shift.page.hurry();
    state.overlay = Some(Overlay::Shift(View::Incident { id, scroll: 0 }));
}

/// What was read of an incident.
pub(super) fn told(state: &mut State, id: &IncidentId, story: Option<Story>) {
    let Some(Overlay::Shift(View::Incident { id: shown, .. })) = &state.overlay else {
        return;
    };
    if shown != id {
        // The person went to another meanwhile.
        state.shift.page.hurry();
        return;
    }
    if story.is_none() {
        state.tell(Notice::Shift(News::NoIncident));
        incidents(state);
    }
    state.shift.story = story;
}

/// A command while one of them is on screen.
pub fn command(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::Shift(view)) = &state.overlay else {
        return Vec::new();
    };
    match (view.clone(), command) {
        (View::Incident { .. }, Command::Back) => incidents(state),
        (_, Command::Back | Command::Cancel) => state.overlay = None,
        (_, Command::Refresh) => state.shift.hurry(),
        (View::Incidents { chosen }, Command::Enter) => {
            let chosen = state.shift.incidents.get(chosen).map(|one| one.id.clone());
            if let Some(id) = chosen {
                page(state, id);
            }
        }
        (View::Incident { id, .. }, Command::Note | Command::Resolve | Command::ResolveNext) => {
            match may(state, Right::Converse) {
                Ok(()) => incident::ask(state, id, command),
                Err(why) => state.tell(Notice::Refused { command, why }),
            }
        }
        (View::Incident { .. }, Command::WriteTable) => {
            let story = state.shift.story.clone();
            return write(state, story.map(Paper::Incident));
        }
        (View::Handover { .. }, Command::WriteTable) => {
            let handover = state.shift.handover.clone();
            return write(state, handover.map(Paper::Handover));
        }
        (View::Handover { .. }, Command::Assign | Command::Transfer) => {
            match may(state, Right::Converse) {
                Ok(()) => offer_all(state),
                Err(why) => state.tell(Notice::Refused { command, why }),
            }
        }
        (View::Handover { .. }, Command::Incidents | Command::Incident) => incidents(state),
        _ => scroll(state, command),
    }
    Vec::new()
}

/// Offers all that are mine to somebody, whichever is selected below.
fn offer_all(state: &mut State) {
    match state.mine.keys().next().cloned() {
        Some(key) => arranging::ask_assign(state, &key, true),
        None => state.tell(Notice::NothingToTransfer),
    }
}

fn scroll(state: &mut State, command: Command) {
    let page = usize::from(state.size.body_rows()).max(2) - 1;
    let incidents = state.shift.incidents.len();
    let lines = state
        .shift
        .story
        .as_ref()
        .map_or(0, |one| 2 * one.lines.len());
    let Some(Overlay::Shift(view)) = &mut state.overlay else {
        return;
    };
    match view {
        View::Incidents { chosen } => {
            let last = incidents.saturating_sub(1);
            *chosen = match command {
                Command::Last => last,
                _ => run::scrolled(*chosen, command, page, last).min(last),
            };
        }
        // Its lines are counted from the newest, which stands last.
        View::Incident { scroll, .. } => {
            let up = match command {
                Command::Down => Command::Up,
                Command::Up => Command::Down,
                Command::PageDown => Command::PageUp,
                Command::PageUp => Command::PageDown,
                Command::Last => Command::First,
                Command::First => {
                    *scroll = lines;
                    return;
                }
                other => other,
            };
            *scroll = run::scrolled(*scroll, up, page, lines);
        }
        View::Handover { scroll } => *scroll = run::scrolled(*scroll, command, page, 400),
    }
}

fn write(state: &State, paper: Option<Paper>) -> Vec<Effect> {
    let zone = state.zone.clone();
    let write = paper.map(|paper| Effect::Write(Box::new(Write { paper, zone })));
    write.into_iter().collect()
}

/// What came of writing a file.
pub fn wrote(state: &mut State, outcome: Result<String, Problem>) {
    state.tell(Notice::Shift(match outcome {
        Ok(name) => News::Wrote(name),
        Err(problem) => News::NotWritten(problem),
    }));
}

/// What came of a deed about an incident.
pub fn came(state: &mut State, outcome: Result<Came, Problem>) {
    state.shift.hurry();
    let news = match outcome {
        Ok(Came::Opened(Opening::Done(incident))) => {
            let title = incident.title.clone();
            page(state, incident.id);
            News::Opened(title)
        }
        Ok(Came::Opened(Opening::Already(incident))) => {
            let news = News::OpenAlready {
                by: incident.by.clone(),
                at: incident.opened,
            };
            page(state, incident.id);
            news
        }
        Ok(Came::Settled(Settling::Done(incident))) if incident.is_open() => News::Noted,
        Ok(Came::Settled(Settling::Done(_))) => News::Closed,
        Ok(Came::Settled(Settling::Already(incident))) => match incident.closed {
            Some(closed) => News::ClosedAlready {
                by: closed.by,
                at: closed.at,
            },
            None => News::Unknown,
        },
        Ok(Came::Settled(Settling::NotFound)) => News::NoIncident,
        Ok(Came::Opened(Opening::Unknown) | Came::Settled(Settling::Unknown)) => News::Unknown,
        Err(problem) => {
            let doing = Doing::Reporting;
            state.tell(Notice::Failed { doing, problem });
            return;
        }
    };
    state.tell(Notice::Shift(news));
}

//! A visit of the past: a moment, and the console as it was then. While it lasts nothing can be changed.

use super::Ask;
use crate::app::command::Command;
use crate::app::feed::Source;
use crate::app::notice::Notice;
use crate::app::open::visit;
use crate::app::run;
use crate::app::shift::News;
use crate::app::state::{Focus, State};
use crate::domain::past::{LONG_STEP, Past, STEP};
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// Nothing but an answer makes what was read of the past another.
const NEVER: SignedDuration = SignedDuration::from_hours(24 * 365);

/// A visit.
#[derive(Clone, Debug)]
pub struct Visit {
    pub at: Timestamp,
    /// What was read; of another moment while the right one is under way.
    pub past: Option<Past>,
    pub source: Source,
    pub scroll: usize,
}

/// Steps; the first one back is a visit, one forward to now ends it.
pub fn step(state: &mut State, command: Command) {
    let by = match command {
        Command::Earlier => -STEP,
        Command::MuchEarlier => -LONG_STEP,
        Command::Later => STEP,
        _ => LONG_STEP,
    };
    let here = state.shift.past.as_ref().map(|past| past.at);
    if here.is_none() && by > SignedDuration::ZERO {
        return;
    }
    let from = here.unwrap_or(state.clock);
    go_to(state, from.checked_add(by).unwrap_or(from));
}

/// To a moment; what is not before now is now.
pub fn go_to(state: &mut State, at: Timestamp) {
    if at >= state.clock {
        leave(state);
        return;
    }
    if state.focus != Focus::List {
        visit::leave(state);
        state.focus = Focus::List;
    }
    match &mut state.shift.past {
        Some(past) => {
            past.at = at;
            past.source.hurry();
        }
        None => {
            state.shift.past = Some(Visit {
                at,
                past: None,
                source: Source::default(),
                scroll: 0,
            });
        }
    }
}

/// Back to now.
pub fn leave(state: &mut State) {
    state.shift.past = None;
}

/// To the last time that a clock said so: `03:02`, where the person is.
pub fn go_to_typed(state: &mut State, typed: &str) {
    match moment(typed, state) {
        Some(at) => go_to(state, at),
        None => state.tell(Notice::Shift(News::NoMoment(typed.to_owned()))),
    }
}

fn moment(typed: &str, state: &State) -> Option<Timestamp> {
    let time: Time = typed.trim().parse().ok()?;
    let now = state.clock.to_zoned(state.zone.clone());
    let of = |date: jiff::civil::Date| {
        let zoned = date.to_datetime(time).to_zoned(state.zone.clone()).ok()?;
        Some(zoned.timestamp())
    };
    let today = of(now.date())?;
    match today < state.clock {
        true => Some(today),
        false => of(now.date().checked_sub(1.day()).ok()?),
    }
}

/// A command of the panes while the past is on screen, if it is one of the visit.
pub fn command(state: &mut State, command: Command) -> bool {
    let page = usize::from(state.size.body_rows()).max(2) - 1;
    let Some(past) = &mut state.shift.past else {
        return false;
    };
    match command {
        Command::Down
        | Command::Up
        | Command::PageDown
        | Command::PageUp
        | Command::First
        | Command::Last => {
            let longest = past.past.as_ref().map_or(0, lines);
            past.scroll = run::scrolled(past.scroll, command, page, longest);
        }
        Command::Back => leave(state),
        Command::Refresh => past.source.hurry(),
        _ => return false,
    }
    true
}

/// About as many lines as the past has on screen.
fn lines(past: &Past) -> usize {
    past.alarms.len() + past.queue.len() + past.switches.len() + past.audit.len() + 12
}

/// Whether a command only looks, so that it can be used in the past.
pub fn allows(command: Command) -> bool {
    matches!(
        command,
        Command::Down
            | Command::Up
            | Command::PageDown
            | Command::PageUp
            | Command::First
            | Command::Last
            | Command::Back
            | Command::NextPane
            | Command::PreviousPane
            | Command::Tenants
            | Command::Conversations
            | Command::Escalations
            | Command::Agents
            | Command::Usage
            | Command::Health
            | Command::Refresh
            | Command::Earlier
            | Command::Later
            | Command::MuchEarlier
            | Command::MuchLater
            | Command::Help
            | Command::CommandLine
            | Command::Messages
            | Command::Theme
            | Command::Redraw
            | Command::Suspend
            | Command::Interrupt
            | Command::Quit
    )
}

pub(super) fn next(state: &State) -> Option<(Timestamp, Ask)> {
    let visit = state.shift.past.as_ref()?;
    let is_there = visit.past.as_ref().is_some_and(|past| past.at == visit.at);
    let due = visit.source.due(NEVER)?;
    (!is_there || due <= state.clock).then_some((due, Ask::Past { at: visit.at }))
}

pub(super) fn landed(state: &mut State, asked: Timestamp, found: Past) {
    if let Some(visit) = &mut state.shift.past {
        if visit.at != asked {
            // The person went on meanwhile: that moment is read next.
            visit.source.hurry();
        }
        visit.past = Some(Past { at: asked, ..found });
    }
}

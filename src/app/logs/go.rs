//! Commands while logs or a trace are on screen, and which of them can be used.

use super::lines::Lines;
use super::listing::Listing;
use super::shown::Shape;
use super::tracing::Tracing;
use super::{Level, asking, open, out, typing};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::geometry::Size;
use crate::app::notice::Notice;
use crate::app::state::{State, Why};

/// Half screens to the right at most: a line has 64 kB.
const HALVES: usize = 2_000;

/// A command while they are open; `None`: it is none of theirs.
pub fn run(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command {
        elsewhere if elsewhere.leads_elsewhere() => {
            state.logs.close();
            return None;
        }
        Command::Back => return Some(back(state)),
        Command::Insights => return Some(typing::question(state)),
        Command::SaveLines => return Some(out::save(state)),
        Command::CopyAws => return Some(out::copy_command(state)),
        Command::Copy => return Some(copy(state)),
        Command::Pipe => typing::pipe(state),
        Command::Filter => typing::filter(state),
        Command::Enter if state.logs.trace().is_some() => open::piece(state),
        Command::Enter | Command::Trace if state.logs.traces().is_some() => open::listed(state),
        Command::Trace => trace(state),
        Command::Enter => change(state, |lines| lines.wraps = !lines.wraps),
        Command::Wrap => change(state, |lines| lines.wraps = !lines.wraps),
        Command::SideRight => change(state, |lines| lines.halves = (lines.halves + 1).min(HALVES)),
        Command::SideLeft => change(state, |lines| lines.halves = lines.halves.saturating_sub(1)),
        Command::More if state.logs.traces().is_some() => again(state, true),
        Command::More => {
            let now = state.clock;
            change(state, |lines| {
                let wider = lines.wider(now);
                lines.look_for(wider);
            });
        }
        Command::Refresh => refresh(state),
        Command::Down
        | Command::Up
        | Command::PageDown
        | Command::PageUp
        | Command::First
        | Command::Last => go(state, command),
        _ => return None,
    }
    Some(Vec::new())
}

fn change(state: &mut State, act: impl FnOnce(&mut Lines)) {
    if let Some(lines) = state.logs.lines_mut() {
        act(lines);
    }
}

/// Out by one level.
fn back(state: &mut State) -> Vec<Effect> {
    state.logs.stack.pop();
    match state.logs.is_open() {
        true => Vec::new(),
        false => asking::leave(state),
    }
}

fn refresh(state: &mut State) {
    match state.logs.stack.last_mut() {
        Some(Level::Lines(lines)) => lines.refresh(),
        Some(Level::Trace(trace)) => trace.source.hurry(),
        Some(Level::Traces(_)) => again(state, false),
        None => {}
    }
}

/// Reads the list of traces anew.
fn again(state: &mut State, all: bool) {
    let now = state.clock;
    if let Some(Level::Traces(traces)) = state.logs.stack.last_mut() {
        traces.again(now, all);
    }
}

fn trace(state: &mut State) {
    let found = state.logs.lines().and_then(|lines| {
        let id = lines.trace()?.clone();
        Some((lines.platform, id))
    });
    if let Some((platform, id)) = found {
        open::trace(state, platform, id);
    }
}

fn copy(state: &mut State) -> Vec<Effect> {
    let of_trace = state.logs.trace().map(|trace| &trace.id);
    let listed = || Some(&state.logs.traces()?.selected()?.id);
    let Some(id) = of_trace.or_else(listed).map(ToString::to_string) else {
        return out::copy_line(state);
    };
    state.tell(Notice::Copied);
    vec![Effect::Copy(id)]
}

fn go(state: &mut State, command: Command) {
    let size = state.size;
    match state.logs.stack.last_mut() {
        Some(Level::Lines(lines)) => walk(lines, command, size),
        Some(Level::Trace(trace)) => {
            trace.step(by(command, Tracing::rows(size)));
        }
        Some(Level::Traces(traces)) => traces.step(by(command, Listing::rows(size))),
        None => {}
    }
}

/// By how many rows a command moves.
fn by(command: Command, rows: usize) -> isize {
    let page = isize::try_from(rows).unwrap_or(1).max(2) - 1;
    match command {
        Command::Down => 1,
        Command::Up => -1,
        Command::PageDown => page,
        Command::PageUp => -page,
        Command::First => isize::MIN / 2,
        _ => isize::MAX / 2,
    }
}

fn walk(lines: &mut Lines, command: Command, size: Size) {
    let page = isize::try_from(Shape::of(lines, size).rows)
        .unwrap_or(1)
        .max(2)
        - 1;
    match command {
        Command::Down => lines.step(1),
        Command::Up => lines.step(-1),
        Command::PageDown => lines.step(page),
        Command::PageUp => lines.step(-page),
        Command::First => lines.first(),
        _ => lines.last(),
    }
}

/// Whether a command can be used while they are open.
pub fn enabled(state: &State, command: Command) -> Result<(), Why> {
    let logs = &state.logs;
    let of_lines = |has: bool| if has { Ok(()) } else { Err(Why::NotHere) };
    let is_lines = logs.lines().is_some();
    if let Some(traces) = logs.traces() {
        match command {
            Command::Enter | Command::Trace | Command::Copy => {
                return traces.selected().map(|_| ()).ok_or(Why::NothingSelected);
            }
            Command::More if traces.filter.failed => return Ok(()),
            Command::More => return Err(Why::NothingMore),
            _ => {}
        }
    }
    match command {
        Command::Wrap
        | Command::SideLeft
        | Command::SideRight
        | Command::SaveLines
        | Command::Pipe
        | Command::CopyAws
        | Command::Insights
        | Command::Filter
        | Command::More => of_lines(is_lines),
        Command::Copy => match logs.lines() {
            Some(lines) if lines.line().is_none() => Err(Why::NothingSelected),
            _ => Ok(()),
        },
        Command::Trace => match logs.lines() {
            Some(lines) => lines.trace().map(|_| ()).ok_or(Why::NoTrace),
            None => Err(Why::NotHere),
        },
        Command::Enter => match logs.lines() {
            Some(_) => Ok(()),
            None => open::of_piece(logs).map(|_| ()).ok_or(Why::NoLogs),
        },
        elsewhere if elsewhere.leads_elsewhere() => Ok(()),
        Command::Back
        | Command::Refresh
        | Command::Down
        | Command::Up
        | Command::PageDown
        | Command::PageUp
        | Command::First
        | Command::Last
        | Command::Help
        | Command::CommandLine
        | Command::Messages
        | Command::Theme
        | Command::Redraw
        | Command::Suspend
        | Command::Interrupt
        | Command::Quit => Ok(()),
        _ => Err(Why::NotHere),
    }
}

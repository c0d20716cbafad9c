//! Lines that leave the console: to a file, through a command of the person's own shell, to the clipboard as the
//! command that reads them. They are masked as they are on screen.

use super::lines::Lines;
use super::told::Told;
use crate::app::connection::Link;
use crate::app::effect::Effect;
use crate::app::msg::Place;
use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::log::{aws, masked};
use crate::domain::text::Text;
use crate::domain::time::iso;

/// What is to happen with lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    /// Write them to a new file of the person's own (mode 0600) whose name begins so.
    Save { name: String, text: String },
    /// Give them to a command of the shell, without a terminal.
    Pipe { command: String, text: String },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    Saved { path: Text },
    Piped(Piped),
}

/// What a command said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piped {
    pub command: Text,
    /// What it wrote, to either of its outputs.
    pub output: Text,
    /// `None`: it was ended by a signal.
    pub status: Option<i32>,
    /// It wrote more than is kept.
    pub cut: bool,
}

/// The lines as a text: time, group, level, all that they say.
fn text(lines: &Lines) -> String {
    let mut text = String::with_capacity(lines.ring.bytes());
    for (_, line) in lines.ring.from(lines.ring.dropped()) {
        let level = line.facts.level.map_or("-", |level| level.word());
        text.push_str(&iso(line.at));
        for part in [&*line.group, level] {
            text.push('\t');
            text.push_str(part);
        }
        text.push('\t');
        text.push_str(&masked(&line.text).replace('\n', "\\n"));
        text.push('\n');
    }
    text
}

/// Writes the lines to a file.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    let Some(lines) = state.logs.lines().filter(|lines| !lines.ring.is_empty()) else {
        state.tell(Notice::Logs(Told::NoLines));
        return Vec::new();
    };
    let at = state.clock.strftime("%Y%m%dT%H%M%SZ");
    let name = format!("{}-{at}", lines.platform.as_str());
    let text = text(lines);
    vec![Effect::Out(Out::Save { name, text })]
}

/// Gives the lines to a command.
pub(super) fn pipe(state: &mut State, command: &str) -> Vec<Effect> {
    let Some(lines) = state.logs.lines().filter(|lines| !lines.ring.is_empty()) else {
        state.tell(Notice::Logs(Told::NoLines));
        return Vec::new();
    };
    let text = text(lines);
    let command = command.to_owned();
    vec![Effect::Out(Out::Pipe { command, text })]
}

/// Copies the command that reads the same lines.
pub(super) fn copy_command(state: &mut State) -> Vec<Effect> {
    let now = state.clock;
    let region = state.connection.link().and_then(region);
    let Some(lines) = state.logs.lines().filter(|lines| !lines.groups.is_empty()) else {
        state.tell(Notice::Logs(Told::NoLines));
        return Vec::new();
    };
    let command = aws::command(
        &lines.groups,
        &lines.filter.terms(),
        lines.span(now),
        region.as_deref(),
    );
    state.tell(Notice::Copied);
    vec![Effect::Copy(command)]
}

/// The region, where there is but one.
fn region(link: &Link) -> Option<String> {
    match &link.place {
        Place::Account {
            region, others: 0, ..
        } => Some(region.clone()),
        _ => None,
    }
}

/// Copies the selected line.
pub(super) fn copy_line(state: &mut State) -> Vec<Effect> {
    let Some(text) = state
        .logs
        .lines()
        .and_then(Lines::line)
        .map(|line| masked(&line.text))
    else {
        return Vec::new();
    };
    state.tell(Notice::Copied);
    vec![Effect::Copy(text)]
}

/// Lines that are to be read of what Insights found, or of what a command said.
pub fn longest(state: &State) -> usize {
    let rows = state
        .logs
        .asking
        .as_ref()
        .and_then(|asking| asking.answer.as_ref());
    let rows = rows.map_or(0, |answer| answer.rows.len());
    let said = state
        .logs
        .piped
        .as_ref()
        .map_or(0, |piped| piped.output.lines().count());
    rows.max(said) + 8
}

/// Says what came of it.
pub fn put(state: &mut State, out: &Out, outcome: Result<Put, String>) {
    match (out, outcome) {
        (Out::Save { text, .. }, Ok(Put::Saved { path })) => {
            let count = text.lines().count();
            state.tell(Notice::Logs(Told::Saved { path, count }));
        }
        (_, Ok(Put::Piped(piped))) => {
            state.logs.piped = Some(piped);
            state.overlay = Some(Overlay::Piped { scroll: 0 });
        }
        (Out::Pipe { .. }, Err(why)) => {
            let why = Text::from_untrusted(&why);
            state.tell(Notice::Logs(Told::NotPiped { why }));
        }
        (Out::Save { .. }, Err(why)) => {
            let why = Text::from_untrusted(&why);
            state.tell(Notice::Logs(Told::NotSaved { why }));
        }
        (Out::Pipe { .. }, Ok(Put::Saved { .. })) => {}
    }
}

//! What is typed under lines: what to look for, a command for them, a question to Insights.

use super::asking::{self, Asking};
use super::{Wanted, out};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::log::filter::Filter;
use crate::domain::log::question::Question;

/// What a question begins with.
const QUERY: &str =
    "fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 50";
/// Groups that one question may be about, as CloudWatch takes them.
const GROUPS: usize = 50;

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Filter,
    Pipe,
    /// `agreeing`: its price is on screen, and the next Enter asks it.
    Question {
        agreeing: bool,
    },
}

/// A line that is being typed.
#[derive(Clone, Debug)]
pub struct Typing {
    pub what: What,
    pub field: Field,
    /// The part that makes no sense.
    pub wrong: Option<String>,
}

fn begin(state: &mut State, what: What, text: &str) {
    state.overlay = Some(Overlay::Typing(Typing {
        what,
        field: Field::line(text),
        wrong: None,
    }));
}

/// What to look for.
pub(super) fn filter(state: &mut State) {
    if let Some(lines) = state.logs.lines() {
        let written = lines.filter.written();
        begin(state, What::Filter, &written);
    }
}

/// A command for the lines.
pub(super) fn pipe(state: &mut State) {
    begin(state, What::Pipe, "");
}

/// A question to Insights about the groups and the time on screen; its size is found out meanwhile.
pub(super) fn question(state: &mut State) -> Vec<Effect> {
    let effects = asking::leave(state);
    let now = state.clock;
    let Some(lines) = state.logs.lines() else {
        return effects;
    };
    let span = lines.span(now);
    let question = Question {
        groups: lines.groups.iter().take(GROUPS).cloned().collect(),
        query: QUERY.to_owned(),
        from: span.from,
        to: span.to,
    };
    let platform = lines.platform;
    state.logs.asking = Some(Asking::new(platform, question));
    begin(state, What::Question { agreeing: false }, QUERY);
    effects
}

/// A key changed the text: what was wrong with it may be right now, and a yes was to another question.
pub fn changed(typing: &mut Typing) {
    typing.wrong = None;
    if let What::Question { agreeing } = &mut typing.what {
        *agreeing = false;
    }
}

/// A command while something is typed.
pub fn command(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Enter | Command::Confirm => enter(state),
        Command::Back | Command::Cancel => {
            let left = state.overlay.take();
            match left {
                Some(Overlay::Typing(Typing {
                    what: What::Question { .. },
                    ..
                })) => asking::leave(state),
                _ => Vec::new(),
            }
        }
        Command::Down | Command::Up | Command::PageDown | Command::PageUp => {
            super::go::run(state, command).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn enter(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Typing(typing)) = &mut state.overlay else {
        return Vec::new();
    };
    let typed = typing.field.text();
    match typing.what {
        What::Filter => match Filter::read(&typed) {
            Ok(filter) => {
                state.overlay = None;
                if let Some(lines) = state.logs.lines_mut() {
                    lines.look_for(filter);
                }
                Vec::new()
            }
            Err(bad) => {
                typing.wrong = Some(bad.0);
                Vec::new()
            }
        },
        What::Pipe if typed.trim().is_empty() => {
            state.overlay = None;
            Vec::new()
        }
        What::Pipe => {
            state.overlay = None;
            out::pipe(state, &typed)
        }
        What::Question { .. } if typed.trim().is_empty() => Vec::new(),
        What::Question { agreeing: false } => {
            typing.what = What::Question { agreeing: true };
            Vec::new()
        }
        What::Question { agreeing: true } => agree(state, &typed),
    }
}

/// The price was seen: it is asked.
fn agree(state: &mut State, query: &str) -> Vec<Effect> {
    // Before its size is known nobody has seen what they agree to.
    let Some(asking) = state
        .logs
        .asking
        .as_mut()
        .filter(|asking| asking.is_sized())
    else {
        return Vec::new();
    };
    asking.agree(query);
    asking::show(state);
    Vec::new()
}

/// Whether a load costs money.
pub fn costs(what: &Wanted) -> bool {
    matches!(what, Wanted::Ask { .. })
}

//! Logs and traces over the panes: what a person opened lies on a stack, only its top reads and takes the keys.
//! Questions to Insights are asked beside it, one at a time, and never before their price was seen.

pub mod asking;
pub mod go;
pub mod lines;
pub mod listing;
pub mod open;
pub mod out;
pub mod shown;
pub mod told;
pub mod tracing;
pub mod typing;

use super::effect::{Effect, Load};
use super::overlay::Overlay;
use super::state::State;
use crate::domain::id::PlatformId;
use crate::domain::log::question::{Answer, Estimate, Question};
use crate::domain::log::read::{Groups, LogQuery, LogRead};
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::trace::{Trace, TraceFilter, TraceSummary};
use asking::Asking;
use jiff::Timestamp;
use lines::Lines;
use listing::Listing;
use out::Piped;
use tracing::Tracing;

/// How deep one can go from logs to traces to logs; each level may hold [`crate::domain::log::ring::CAP`] bytes.
const DEEPEST: usize = 4;

/// What is open of logs and traces.
#[derive(Clone, Debug, Default)]
pub struct Logs {
    stack: Vec<Level>,
    pub asking: Option<Asking>,
    /// What came of lines that were piped.
    pub piped: Option<Piped>,
    /// Counts what was asked, so that an answer finds its question.
    serial: u64,
}

/// One thing that is looked at.
#[derive(Clone, Debug)]
pub enum Level {
    Lines(Box<Lines>),
    Trace(Box<Tracing>),
    Traces(Box<Listing>),
}

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    Groups(PlatformId),
    Lines {
        query: Box<LogQuery>,
        after: Option<Cursor>,
    },
    Trace {
        platform: PlatformId,
        id: Text,
    },
    Traces {
        platform: PlatformId,
        span: Span,
        filter: TraceFilter,
        after: Option<Cursor>,
    },
    Estimate {
        platform: PlatformId,
        question: Box<Question>,
    },
    /// Costs money; asked only when a person said yes to its price.
    Ask {
        platform: PlatformId,
        question: Box<Question>,
    },
    Answer {
        platform: PlatformId,
        id: String,
    },
    /// Nobody waits for it any more.
    Stop {
        platform: PlatformId,
        id: String,
    },
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Brought {
    Groups(Groups),
    Lines(LogRead),
    /// `None`: there is no such trace, or not yet.
    Trace(Option<Trace>),
    Traces(Page<TraceSummary>),
    Estimate(Estimate),
    /// By what the question is known.
    Asked(String),
    Answer(Answer),
    Stopped,
}

impl Logs {
    pub fn is_open(&self) -> bool {
        !self.stack.is_empty()
    }

    /// What is on screen.
    pub fn top(&self) -> Option<&Level> {
        self.stack.last()
    }

    /// The lines on screen.
    pub fn lines(&self) -> Option<&Lines> {
        match self.stack.last() {
            Some(Level::Lines(lines)) => Some(lines),
            _ => None,
        }
    }

    /// The trace on screen.
    pub fn trace(&self) -> Option<&Tracing> {
        match self.stack.last() {
            Some(Level::Trace(trace)) => Some(trace),
            _ => None,
        }
    }

    /// The list of traces on screen.
    pub fn traces(&self) -> Option<&Listing> {
        match self.stack.last() {
            Some(Level::Traces(traces)) => Some(traces),
            _ => None,
        }
    }

    pub(super) fn lines_mut(&mut self) -> Option<&mut Lines> {
        match self.stack.last_mut() {
            Some(Level::Lines(lines)) => Some(lines),
            _ => None,
        }
    }

    fn push(&mut self, level: Level) {
        if self.stack.len() >= DEEPEST {
            self.stack.remove(0);
        }
        self.stack.push(level);
    }

    pub(super) fn close(&mut self) {
        self.stack.clear();
    }

    /// Forgets what is under way: its answers will be dropped.
    pub fn reset(&mut self) {
        for level in &mut self.stack {
            match level {
                Level::Lines(lines) => lines.source.reset(),
                Level::Trace(trace) => trace.source.reset(),
                Level::Traces(traces) => traces.source.reset(),
            }
        }
        if let Some(asking) = &mut self.asking {
            asking.reset();
        }
    }

    /// When the next read is due.
    pub fn next_due(&self) -> Option<Timestamp> {
        let of_top = match self.top()? {
            Level::Lines(lines) => lines.next_due(),
            Level::Trace(trace) => trace.next_due(),
            Level::Traces(traces) => traces.next_due(),
        };
        let of_asking = self.asking.as_ref().and_then(Asking::next_due);
        of_top.into_iter().chain(of_asking).min()
    }
}

/// The reads that are due now; they count as under way from here on.
pub fn due(state: &mut State) -> Vec<Effect> {
    if state.connection.link().is_none() || state.quitting {
        return Vec::new();
    }
    let now = state.clock;
    let serial = state.logs.serial + 1;
    let logs = &mut state.logs;
    let of_top = match logs.stack.last_mut() {
        Some(Level::Lines(lines)) => lines.ask(now, serial),
        Some(Level::Trace(trace)) => trace.ask(now, serial),
        Some(Level::Traces(traces)) => traces.ask(now, serial),
        None => None,
    };
    let of_asking = match &mut logs.asking {
        Some(asking) => asking.ask(now, serial + 1),
        None => None,
    };
    logs.serial += 2 * u64::from(of_top.is_some() || of_asking.is_some());
    let load = |serial: u64, what| {
        Effect::Load(Load::Log {
            asked: serial,
            what,
        })
    };
    let of_top = of_top.map(|what| load(serial, what));
    let of_asking = of_asking.map(|what| load(serial + 1, what));
    of_top.into_iter().chain(of_asking).collect()
}

/// Takes in what was read; what nobody waits for any more is dropped.
pub fn landed(state: &mut State, asked: u64, what: Wanted, brought: Brought) {
    let now = state.clock;
    match (what, brought) {
        (Wanted::Groups(_), Brought::Groups(groups)) => {
            if let Some(lines) = lines_of(&mut state.logs, asked) {
                lines.take_groups(now, groups);
            }
        }
        (Wanted::Lines { query, .. }, Brought::Lines(read)) => {
            if let Some(lines) = lines_of(&mut state.logs, asked) {
                lines.take(now, &query, read);
            }
        }
        (Wanted::Trace { .. }, Brought::Trace(trace)) => {
            if let Some(one) = trace_of(&mut state.logs, asked) {
                one.take(now, trace);
            }
        }
        (Wanted::Traces { after, .. }, Brought::Traces(page)) => {
            if let Some(one) = listing_of(&mut state.logs, asked) {
                one.take(now, after.is_some(), page);
            }
        }
        (_, brought) => asking::landed(state, asked, brought),
    }
}

fn lines_of(logs: &mut Logs, asked: u64) -> Option<&mut Lines> {
    let lines = logs.stack.iter_mut().filter_map(|level| match level {
        Level::Lines(lines) => Some(lines.as_mut()),
        Level::Trace(_) | Level::Traces(_) => None,
    });
    lines.into_iter().find(|lines| lines.asked == asked)
}

fn trace_of(logs: &mut Logs, asked: u64) -> Option<&mut Tracing> {
    let found = logs.stack.iter_mut().filter_map(|level| match level {
        Level::Trace(one) => Some(one.as_mut()),
        Level::Lines(_) | Level::Traces(_) => None,
    });
    found.into_iter().find(|one| one.asked == asked)
}

fn listing_of(logs: &mut Logs, asked: u64) -> Option<&mut Listing> {
    let found = logs.stack.iter_mut().filter_map(|level| match level {
        Level::Traces(one) => Some(one.as_mut()),
        Level::Lines(_) | Level::Trace(_) => None,
    });
    found.into_iter().find(|one| one.asked == asked)
}

/// Notes a failure; what was read before stays.
pub fn failed(state: &mut State, asked: u64, what: &Wanted, problem: Problem) {
    let now = state.clock;
    match what {
        Wanted::Groups(_) | Wanted::Lines { .. } => {
            if let Some(lines) = lines_of(&mut state.logs, asked) {
                lines.source.failed(now, problem);
            }
        }
        Wanted::Trace { .. } => {
            if let Some(one) = trace_of(&mut state.logs, asked) {
                one.source.failed(now, problem);
            }
        }
        Wanted::Traces { .. } => {
            if let Some(one) = listing_of(&mut state.logs, asked) {
                one.source.failed(now, problem);
            }
        }
        _ => asking::failed(state, asked, what, problem),
    }
}

/// Brings order into what follows from what was read, moved or resized.
pub fn settle(state: &mut State) {
    let size = state.size;
    match state.logs.stack.last_mut() {
        Some(Level::Lines(lines)) => lines.settle(size),
        Some(Level::Trace(trace)) => trace.settle(size),
        Some(Level::Traces(traces)) => traces.settle(size),
        None => {
            // A prompt of the view does not outlive it.
            if matches!(state.overlay, Some(Overlay::Typing(_))) {
                state.overlay = None;
            }
        }
    }
}

//! What is told of operations, schedule and effects.

use super::Watch;
use crate::app::notice::Level;
use crate::domain::agent::{Activation, Turn};
use crate::domain::conflict::Conflict;
use crate::domain::kill::Verdict;
use crate::domain::operation::{Came, Operation, Phase, Progress, Ticked};
use crate::domain::text::Text;

/// What is told of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Somebody was faster: what this person wanted with what was seen, and what it is now.
    Conflict {
        mine: Box<Conflict>,
        now: Box<Activation>,
    },
    /// What was asked again for one tenant of an operation is done.
    Again {
        tenant: Text,
        turn: Turn,
    },
    /// Somebody was faster with a tenant once more.
    Beaten {
        tenant: Text,
        by: Option<Text>,
    },
    Progress(Box<Progress>),
    Elsewhere(Box<Operation>),
    SamePerson(Box<Operation>),
    NotNow(Box<Operation>),
    NotFound,
    Unknown,
    NoneOpen,
    Ticked(Box<Ticked>),
    /// Nobody was waited for: everybody is told.
    Glass(Box<Operation>),
    Sighted(Box<Watch>),
}

impl Told {
    /// How much it wants to be seen.
    pub fn level(&self) -> Level {
        match self {
            Self::Progress(progress) => match progress.operation.phase {
                Phase::Done | Phase::RolledBack if progress.tally().theirs() == 0 => Level::Good,
                _ => Level::Warning,
            },
            Self::Ticked(ticked) if ticked.came == (Came::On { late: false }) => Level::Good,
            Self::Sighted(watch) => match watch.verdict() {
                Verdict::Silent { .. } => Level::Good,
                Verdict::NoEffect { .. } => Level::Error,
                _ => Level::Warning,
            },
            Self::Unknown | Self::Glass(_) => Level::Error,
            Self::Again { .. } => Level::Good,
            Self::NoneOpen => Level::Plain,
            _ => Level::Warning,
        }
    }
}

//! What logs have to tell a person.

use crate::app::notice::Level;
use crate::domain::text::Text;

/// One thing to tell.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Lines were written to this file.
    Saved {
        path: Text,
        count: usize,
    },
    /// They were not, in the words of the operating system.
    NotSaved {
        why: Text,
    },
    NotPiped {
        why: Text,
    },
    /// There is no line to do it with.
    NoLines,
    /// No trace is called so.
    NotATrace {
        typed: Text,
    },
}

impl Told {
    pub fn level(&self) -> Level {
        match self {
            Self::Saved { .. } => Level::Good,
            Self::NotSaved { .. } | Self::NotPiped { .. } => Level::Error,
            Self::NoLines | Self::NotATrace { .. } => Level::Warning,
        }
    }
}

//! What is read of logs in one go, and what it brought. Pure.

use super::filter::Filter;
use super::{LogGroup, LogLine};
use crate::domain::id::PlatformId;
use crate::domain::metric::Span;
use crate::domain::page::Cursor;
use crate::domain::problem::Problem;

/// The groups of a system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Those that exist, by name.
    pub there: Vec<LogGroup>,
    /// Those that the system's sources name and that do not exist: nothing has been written there yet.
    pub missing: Vec<String>,
}

/// What is read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LogQuery {
    pub platform: PlatformId,
    pub groups: Vec<String>,
    pub filter: Filter,
    pub span: Span,
}

/// What one read brought.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRead {
    /// By time; those of the next read may be of an earlier one.
    pub lines: Vec<LogLine>,
    /// Groups that could not be read, and why.
    pub failed: Vec<(String, Problem)>,
    pub next: Option<Cursor>,
}

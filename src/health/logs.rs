//! The ports of logs and traces. A page is bounded; groups that do not exist are `NotFound`, which is no
//! failure of the system that has others.

use crate::domain::log::filter::Terms;
use crate::domain::log::question::{Answer, Question};
use crate::domain::log::{LogGroup, LogLine};
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::trace::{Trace, TraceSummary};
use async_trait::async_trait;

/// Logs of an account and region.
#[async_trait]
pub trait Logs: Send + Sync {
    /// One page of the groups whose name begins so.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn groups(&self, prefix: &str, after: Option<Cursor>) -> Result<Page<LogGroup>, Problem>;
    /// One page of the lines of a group that hold these terms, the oldest first; both ends of the span are in
    /// it. A page may be empty and still go on.
    ///
    /// # Errors
    /// `NotFound` for a group that does not exist, any failure of the call.
    async fn page(
        &self,
        group: &str,
        terms: &Terms,
        span: Span,
        after: Option<Cursor>,
    ) -> Result<Page<LogLine>, Problem>;
    /// Asks a question of Insights, which costs what it scans; its name.
    ///
    /// # Errors
    /// `Refused` for a query that is not understood, any failure of the call.
    async fn start(&self, question: &Question) -> Result<String, Problem>;
    /// What a question has come to so far.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn answer(&self, id: &str) -> Result<Answer, Problem>;
    /// Stops a question that nobody waits for any more.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn stop(&self, id: &str) -> Result<(), Problem>;
}

/// Traces of an account and region.
#[async_trait]
pub trait Traces: Send + Sync {
    /// One page of the traces of a span that an expression of X-Ray finds; empty: all.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn summaries(
        &self,
        span: Span,
        expression: &str,
        after: Option<Cursor>,
    ) -> Result<Page<TraceSummary>, Problem>;
    /// A whole trace; `None`: there is none of that id, or none yet.
    ///
    /// # Errors
    /// Any failure of a call.
    async fn trace(&self, id: &str) -> Result<Option<Trace>, Problem>;
}

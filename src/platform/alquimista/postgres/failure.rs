//! From the client's errors to [`Problem`]s. The server's message and code are told, never its detail, which
//! may quote a row.

use crate::domain::problem::{Problem, Trouble};
use tokio_postgres::Error;

/// Why a call failed.
#[derive(Debug)]
pub(super) enum Failure {
    Told(Error),
    /// The server closed the line without a word.
    Gone,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl Failure {
    /// Whether the server refused the statement, and the line goes on.
    pub(super) fn is_of_statement(&self) -> bool {
        match self {
            Self::Told(error) => error.as_db_error().is_some() && !error.is_closed(),
            Self::Gone => false,
        }
    }
}

/// Names the trouble of a failed call. `subject` is the step and its object.
pub(super) fn problem(subject: &str, failure: &Failure) -> Problem {
    let Failure::Told(error) = failure else {
        return Problem::new(Trouble::Unreachable, subject, "the server closed the line");
    };
    match error.as_db_error() {
        Some(told) => {
            let code = told.code().code();
            let words = format!("{code}: {}", told.message());
            Problem::new(by_code(code), subject, words)
        }
        None => Problem::new(by_cause(error), subject, causes(error)),
    }
}

/// Codes of PostgreSQL's appendix A.
fn by_code(code: &str) -> Trouble {
    match code {
        // Lock not available, serialization failure, deadlock, too many connections, starting or stopping.
        "55P03" | "40001" | "40P01" | "53300" | "57P03" => Trouble::Throttled,
        // Statement timeout (or a cancel), idle in transaction for too long.
        "57014" | "25P03" => Trouble::TimedOut,
        "28P01" | "28000" => Trouble::Credentials,
        "42501" => Trouble::Denied,
        "25006" => Trouble::ReadOnly,
        "42P01" | "42703" | "3F000" | "3D000" => Trouble::MissingTable,
        _ if code.starts_with("57P") || code.starts_with("08") => Trouble::Unreachable,
        _ if code.starts_with("22") || code.starts_with("23") || code.starts_with("42") => {
            Trouble::Refused
        }
        _ => Trouble::Internal,
    }
}

fn by_cause(error: &Error) -> Trouble {
    let chain = std::iter::successors(std::error::Error::source(error), |error| error.source());
    for cause in chain {
        if cause.is::<rustls::Error>() {
            return Trouble::Credentials;
        }
        if let Some(io) = cause.downcast_ref::<std::io::Error>() {
            if io
                .get_ref()
                .is_some_and(|inner| inner.is::<rustls::Error>())
            {
                return Trouble::Credentials;
            }
            return match io.kind() {
                std::io::ErrorKind::TimedOut => Trouble::TimedOut,
                _ => Trouble::Unreachable,
            };
        }
    }
    if error.is_closed() {
        Trouble::Unreachable
    } else if error.to_string().starts_with("invalid configuration") {
        // The server asks for a password and none is configured: the client has no kind for it.
        Trouble::Credentials
    } else {
        Trouble::Internal
    }
}

fn causes(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    let mut words: Vec<String> = chain.map(ToString::to_string).collect();
    words.dedup();
    words.join(": ")
}

/// An operation that did not end in time.
pub(super) fn timed_out(subject: &str) -> Problem {
    Problem::new(Trouble::TimedOut, subject, "no answer in time")
}

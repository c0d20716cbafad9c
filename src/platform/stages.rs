//! Where a list is that goes through two tables, one after the other, and a list that goes nowhere.

use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};

/// A place in the first or in the second table; `None` is its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform) enum Place {
    First(Option<Cursor>),
    Second(Option<Cursor>),
}

/// For a list that is one page: nothing comes after it.
///
/// # Errors
/// `Invalid` for any cursor.
pub(in crate::platform) fn one_page(after: Option<&Cursor>) -> Result<(), Problem> {
    match after {
        None => Ok(()),
        Some(_) => Err(not_ours()),
    }
}

fn not_ours() -> Problem {
    Problem::new(Trouble::Invalid, "--after", "not a cursor of this list")
}

const FIRST: &str = "1-";
const SECOND: &str = "2-";

impl Place {
    /// Reads a cursor back; no cursor is the beginning.
    pub(in crate::platform) fn read(after: Option<Cursor>) -> Result<Self, Problem> {
        let Some(Cursor(word)) = after else {
            return Ok(Self::First(None));
        };
        let inner = |rest: &str| (!rest.is_empty()).then(|| Cursor(rest.to_owned()));
        if let Some(rest) = word.strip_prefix(FIRST) {
            Ok(Self::First(inner(rest)))
        } else if let Some(rest) = word.strip_prefix(SECOND) {
            Ok(Self::Second(inner(rest)))
        } else {
            Err(not_ours())
        }
    }

    /// Where a list goes on behind a page of the first table: in it, else in the second.
    pub(in crate::platform) fn after_first(next: Option<Cursor>) -> Option<Cursor> {
        Some(match next {
            Some(Cursor(word)) => Cursor(format!("{FIRST}{word}")),
            None => Cursor(SECOND.to_owned()),
        })
    }

    /// Where a list goes on behind a page of the second table.
    pub(in crate::platform) fn after_second(next: Option<Cursor>) -> Option<Cursor> {
        next.map(|Cursor(word)| Cursor(format!("{SECOND}{word}")))
    }
}

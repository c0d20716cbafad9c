//! Where the list of what waits is: in which of its parts, and how far in that.

use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};

/// The parts of the list, in the order in which they follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Approvals,
    StuckCommands,
    FailedCommands,
    Incidents,
    Integrations,
}

const WORDS: [(Part, &str); 5] = [
    (Part::Approvals, "a-"),
    (Part::StuckCommands, "s-"),
    (Part::FailedCommands, "f-"),
    (Part::Incidents, "i-"),
    (Part::Integrations, "t-"),
];

/// Reads a cursor back: the part, and where to go on in it.
pub(super) fn read(Cursor(word): &Cursor) -> Result<(Part, Option<Cursor>), Problem> {
    WORDS
        .iter()
        .find_map(|(part, prefix)| Some((*part, word.strip_prefix(prefix)?)))
        .map(|(part, rest)| (part, (!rest.is_empty()).then(|| Cursor(rest.to_owned()))))
        .ok_or_else(|| Problem::new(Trouble::Invalid, "--after", "not a cursor of this list"))
}

/// A place in a part; `None` is its beginning.
pub(super) fn at(part: Part, inner: Option<Cursor>) -> Cursor {
    let prefix = WORDS.iter().find(|(known, _)| *known == part);
    let prefix = prefix.map_or("", |(_, prefix)| prefix);
    Cursor(format!(
        "{prefix}{}",
        inner.map_or(String::new(), |Cursor(word)| word)
    ))
}

//! Lines of logs: what is drawn out of each of their shapes, what is looked for, and how much is kept. A line
//! is what a stranger wrote, so its text is a [`Text`]; nothing of it is ever taken for a command. Pure.

pub mod aws;
pub mod facts;
pub mod filter;
pub mod question;
pub mod read;
pub mod ring;

use super::mask;
use super::text::Text;
use facts::Facts;
use jiff::Timestamp;
use std::sync::Arc;

/// One line of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// When its writer says that it happened.
    pub at: Timestamp,
    /// `/aws/lambda/alquimista-process-command-prod`.
    pub group: Arc<str>,
    /// The stream in it: one run environment of a function.
    pub stream: Arc<str>,
    /// By what it is told from a line that reads the same.
    pub id: Arc<str>,
    /// All of it, safe to show; longer ones end in `[+N]`.
    pub text: Text,
    pub facts: Facts,
}

/// What a line takes beside its characters: its struct, the counts of its shared strings, its place.
const OVERHEAD: usize = 256;

impl LogLine {
    /// A line as a provider gave it.
    pub fn read(at: Timestamp, group: &Arc<str>, stream: &Arc<str>, id: &str, raw: &str) -> Self {
        let raw = raw.trim_end_matches(['\n', '\r']);
        let text = Text::from_untrusted(raw);
        Self {
            at,
            group: group.clone(),
            stream: stream.clone(),
            id: Arc::from(id),
            facts: Facts::read(raw, &text),
            text,
        }
    }

    /// Bytes that it takes in memory, about.
    pub fn bytes(&self) -> usize {
        let words = match std::ptr::eq(self.facts.words.as_ptr(), self.text.as_ptr()) {
            true => 0,
            false => self.facts.words.len(),
        };
        OVERHEAD + self.text.len() + words + self.id.len()
    }

    /// Its place among others: by time, those of one time by their id.
    pub fn place(&self) -> (Timestamp, &str) {
        (self.at, &self.id)
    }
}

/// A group of logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogGroup {
    pub name: Arc<str>,
    /// Bytes that it holds, as its provider counts them; `None`: it does not say.
    pub stored: Option<u64>,
    /// Days that lines are kept; `None`: for ever.
    pub kept_days: Option<u32>,
    pub made: Option<Timestamp>,
}

/// What a Lambda function writes to (backend facts 1.8, 2.6, 3.5, 4.4).
pub fn group_of_function(function: &str) -> String {
    format!("/aws/lambda/{function}")
}

/// The last part of a group's name: what a person calls it.
pub fn short(group: &str) -> &str {
    group.rsplit('/').next().unwrap_or(group)
}

/// Words of a line with nobody in them to be called or written to. Ids of X-Ray stay: their digits are nobody's.
pub fn masked(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(id) = facts::xray(rest) {
        let Some((before, after)) = rest.split_once(id) else {
            break;
        };
        out.push_str(&mask::identifiers(before));
        out.push_str(id);
        rest = after;
    }
    out.push_str(&mask::identifiers(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_masked_and_ids_of_traces_are_not() {
        let id = "1-5759e988-bd862e3fe1be46a994272793";
        let said = masked(&format!("conv_573005550142 {id} ana@example.com {id}"));
        assert_eq!(said, format!("conv_•••0142 {id} a•••@example.com {id}"));
    }
}

//! Finding words in a transcript: which lines hold them, and going from one to the next.

use super::{OpenConversation, Scroll};
use crate::app::fold::fold;
use crate::app::state::{Focus, State};
use crate::app::transcript::Line;
use std::collections::BTreeSet;

/// What is looked for in a transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// As it was typed.
    pub words: String,
    needle: String,
    /// The line that is gone to, counted from 0 in the transcript's lines.
    pub at: Option<usize>,
}

impl Search {
    /// Whether a line holds what is looked for.
    pub fn is_in(&self, words: &str) -> bool {
        !self.needle.is_empty() && fold(words).contains(&self.needle)
    }

    /// The parts of a line, each with whether it is looked for.
    pub fn parts<'w>(&self, words: &'w str) -> Vec<(&'w str, bool)> {
        let mut parts = Vec::new();
        let mut rest = words;
        while let Some((start, end)) = self.first_in(rest) {
            parts.push((rest.get(..start).unwrap_or_default(), false));
            parts.push((rest.get(start..end).unwrap_or_default(), true));
            rest = rest.get(end..).unwrap_or_default();
        }
        parts.push((rest, false));
        parts
    }

    /// The first place in a text, in its own bytes: folding changes lengths.
    fn first_in(&self, text: &str) -> Option<(usize, usize)> {
        if !self.is_in(text) {
            return None;
        }
        let ends = |from: usize| {
            text.get(from..)
                .unwrap_or_default()
                .char_indices()
                .map(move |(at, c)| from + at + c.len_utf8())
        };
        text.char_indices().find_map(|(start, _)| {
            let found = ends(start).find(|end| {
                let part = text.get(start..*end).unwrap_or_default();
                fold(part) == self.needle
            });
            found.map(|end| (start, end))
        })
    }
}

/// The lines that hold what is looked for; of a message that holds it over a line break, its first line.
pub fn lines(open: &OpenConversation) -> Vec<usize> {
    let Some(search) = &open.search else {
        return Vec::new();
    };
    let mut found: Vec<usize> = Vec::new();
    // Messages of which a line holds it.
    let mut seen = BTreeSet::new();
    let words = open
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| match line {
            Line::Words {
                message,
                first,
                words,
            } => Some((at, *message, *first, words)),
            _ => None,
        });
    for (at, message, _, words) in words.clone() {
        if search.is_in(words) {
            seen.insert(message);
            found.push(at);
        }
    }
    for (at, message, first, _) in words {
        let text = open.messages.get(message).map(|one| one.text.one_line());
        let broken = first && !seen.contains(&message);
        if broken && text.is_some_and(|text| search.is_in(&text)) {
            found.push(at);
        }
    }
    found.sort_unstable();
    found
}

/// Which of the lines found is gone to, from 1, and how many there are.
pub fn place(open: &OpenConversation) -> (usize, usize) {
    let found = lines(open);
    let at = open.search.as_ref().and_then(|search| search.at);
    let place = found.iter().position(|line| Some(*line) == at);
    (place.map_or(0, |place| place + 1), found.len())
}

/// What is typed to be found; goes to the newest line that holds it.
pub fn typed(state: &mut State, words: &str) {
    let Some(open) = &mut state.open else { return };
    open.search = Some(Search {
        words: words.to_owned(),
        needle: fold(words.trim()),
        at: None,
    });
    let newest = lines(open).last().copied();
    go_to(state, newest);
}

/// Nothing is looked for any more.
pub fn clear(state: &mut State) {
    if let Some(open) = &mut state.open {
        open.search = None;
    }
}

/// To the next line below, or above; round at both ends.
pub fn step(state: &mut State, down: bool) {
    let Some(open) = &state.open else { return };
    let found = lines(open);
    let at = open.search.as_ref().and_then(|search| search.at);
    let beyond = |line: &&usize| match (down, at) {
        (true, Some(at)) => **line > at,
        (false, Some(at)) => **line < at,
        (_, None) => true,
    };
    let next = match down {
        true => found.iter().find(beyond).or(found.first()),
        false => found.iter().rev().find(beyond).or(found.last()),
    };
    go_to(state, next.copied());
}

fn go_to(state: &mut State, line: Option<usize>) {
    let height = state.size.transcript_rows(state.focus == Focus::Composer);
    let Some(open) = &mut state.open else { return };
    if let Some(search) = &mut open.search {
        search.at = line;
    }
    let Some(line) = line else { return };
    let top = open.top(height);
    if line < top || line >= top + height {
        let last = open.lines.len().saturating_sub(height);
        let wanted = line.saturating_sub(height / 2);
        open.scroll = match wanted >= last {
            true => Scroll::Follow,
            false => Scroll::Top(wanted),
        };
    }
}

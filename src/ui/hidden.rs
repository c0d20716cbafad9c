//! Words that are not shown while others see the screen.

use crate::domain::mask;
use std::borrow::Cow;

/// What a customer or a bot said, or dots in its place.
pub fn body<'a>(private: bool, words: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let words = words.into();
    match private && !words.is_empty() {
        true => Cow::Borrowed(mask::DOTS),
        false => words,
    }
}

/// Columns of the longest word of a system.
const WORD: usize = 24;

/// A value that a system or a person wrote: a lone word without digits, which is a state or a kind, stays.
pub fn value<'a>(private: bool, words: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let words = words.into();
    let is_word = words.chars().count() <= WORD
        && words
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '_' | '-'));
    body(private && !is_word, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_stays_and_whatever_tells_of_a_person_goes() {
        for word in ["failed", "price_inquiry", "PASSED_TO_HUMAN", ""] {
            assert_eq!(value(true, word), word);
        }
        for words in [
            "malo servicio",
            "a•••@example.com",
            "••42",
            "x1",
            "sin-fin-sin-fin-sin-fin-sin",
        ] {
            assert_eq!(value(true, words), mask::DOTS, "{words}");
            assert_eq!(value(false, words), words);
        }
    }
}

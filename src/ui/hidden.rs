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

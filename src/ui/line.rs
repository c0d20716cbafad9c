//! A line of styled pieces, measured and cut by the one width function of the domain.

use std::borrow::Cow;

use crate::domain::text;
use crate::theme::Token;

/// A run of text with one meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece<'a> {
    pub text: Cow<'a, str>,
    pub token: Token,
}

/// Pieces on one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line<'a>(pub Vec<Piece<'a>>);

impl<'a> Line<'a> {
    /// An empty line.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// A line of one piece.
    pub fn of(text: impl Into<Cow<'a, str>>, token: Token) -> Self {
        Self::new().and(text, token)
    }

    /// The line with one more piece; an empty text adds nothing.
    #[must_use]
    pub fn and(mut self, text: impl Into<Cow<'a, str>>, token: Token) -> Self {
        self.push(text, token);
        self
    }

    /// The line with one more piece, `gap` columns after what is there.
    #[must_use]
    pub fn then(mut self, gap: usize, text: impl Into<Cow<'a, str>>, token: Token) -> Self {
        let text = text.into();
        if !text.is_empty() {
            if !self.0.is_empty() {
                self.push(" ".repeat(gap), Token::Text);
            }
            self.push(text, token);
        }
        self
    }

    pub fn push(&mut self, text: impl Into<Cow<'a, str>>, token: Token) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Piece { text, token });
        }
    }

    /// Appends all pieces of another line.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Columns that it takes.
    pub fn width(&self) -> usize {
        self.0.iter().map(|piece| text::width(&piece.text)).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The end of a name where it is too long: names of one system begin alike, and differ at their
/// ends.
pub fn end_of(name: &str, width: usize) -> String {
    let mut rest = name;
    while text::width(rest) >= width.max(2) && text::width(name) > width {
        let mut letters = rest.chars();
        letters.next();
        rest = letters.as_str();
    }
    match rest.len() == name.len() {
        true => name.to_owned(),
        false => format!("…{rest}"),
    }
}

/// As many groups as fit into `width` with `gap` columns between them, given up by rank: the highest rank
/// goes first, rank 0 never. Groups keep their order.
pub fn prune<'a>(groups: Vec<(u8, Line<'a>)>, width: usize, gap: usize) -> Line<'a> {
    let mut groups: Vec<_> = groups
        .into_iter()
        .filter(|(_, line)| !line.is_empty())
        .collect();
    loop {
        let gaps = groups.len().saturating_sub(1) * gap;
        let used: usize = groups.iter().map(|(_, line)| line.width()).sum::<usize>() + gaps;
        let last = groups
            .iter()
            .enumerate()
            .filter(|(_, (rank, _))| *rank > 0)
            .max_by_key(|(at, (rank, _))| (*rank, *at))
            .map(|(at, _)| at);
        match last {
            Some(at) if used > width => {
                groups.remove(at);
            }
            _ => break,
        }
    }
    let mut out = Line::new();
    for (_, line) in groups {
        if !out.is_empty() {
            out.push(" ".repeat(gap), Token::Text);
        }
        out.append(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &Line<'_>) -> String {
        line.0.iter().map(|piece| piece.text.as_ref()).collect()
    }

    #[test]
    fn what_matters_least_is_given_up_first() {
        let groups = || {
            vec![
                (0, Line::of("keep", Token::Text)),
                (2, Line::of("second", Token::Text)),
                (1, Line::of("first", Token::Text)),
            ]
        };
        assert_eq!(words(&prune(groups(), 80, 1)), "keep second first");
        assert_eq!(words(&prune(groups(), 12, 1)), "keep first");
        assert_eq!(words(&prune(groups(), 2, 1)), "keep");
    }
}

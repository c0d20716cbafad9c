//! A text taken apart into words and places, `{{1}}` or `{{order_id}}`. Total: what is no place is words.

/// A part of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    Place(&'a str),
}

/// The parts of a text, in order; together they are the whole text but for blanks inside of places.
pub(super) fn pieces(body: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut words, mut at) = (0, 0);
    while let Some(open) = body.get(at..).and_then(|rest| rest.find("{{")) {
        let open = at + open;
        let Some((place, length)) = place(body.get(open + 2..).unwrap_or_default()) else {
            at = open + 1;
            continue;
        };
        pieces.push(Piece::Words(body.get(words..open).unwrap_or_default()));
        pieces.push(Piece::Place(place));
        at = open + 2 + length;
        words = at;
    }
    pieces.push(Piece::Words(body.get(words..).unwrap_or_default()));
    pieces.retain(|piece| *piece != Piece::Words(""));
    pieces
}

/// The name of a place that begins a text after its braces, and where it ends.
fn place(rest: &str) -> Option<(&str, usize)> {
    let end = rest.find("}}")?;
    let name = rest.get(..end)?.trim_matches(' ');
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!name.is_empty() && name.chars().all(is_word)).then_some((name, end + 2))
}

/// The number of a place; `None`: it has a name.
pub(super) fn number(place: &str) -> Option<usize> {
    let digits = place.chars().all(|c| c.is_ascii_digit());
    digits.then(|| place.parse().ok())?
}

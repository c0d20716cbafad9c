//! A customer in a row, in a card and before a message: the name as far as known, the number always masked.

use super::line::Line;
use crate::domain::conversation::Customer;
use crate::domain::id::ConversationKey;
use crate::domain::mask;
use crate::domain::text::{self, Text};
use crate::theme::Token;

/// Columns of a number's readable end (`••42 17`).
const TAIL: usize = 7;
/// A name with less room than this stands alone.
const NAME: usize = 15;

/// Name and the end of the number in `width` columns; the name gives way first.
pub fn cell<'a>(
    customer: Option<&'a Customer>,
    key: &ConversationKey,
    width: u16,
    token: Token,
) -> Line<'a> {
    let Some(customer) = customer else {
        return Line::of(unnamed(key), token);
    };
    let width = usize::from(width);
    match (&customer.name, &customer.phone) {
        (Some(name), Some(phone)) if width >= TAIL + NAME => {
            let room = width - TAIL - 1;
            let name = text::truncate(first_line(name), room);
            let pad = " ".repeat(room - text::width(&name) + 1);
            Line::of(name, token)
                .and(pad, Token::Text)
                .and(tail(phone), Token::Muted)
        }
        (Some(name), _) => Line::of(first_line(name), token),
        (None, Some(phone)) => Line::of(phone.as_str(), token),
        (None, None) => Line::of(unnamed(key), token),
    }
}

/// What the conversation's key tells of a customer of whom nothing else is stored: the masked end of it.
pub fn unnamed(key: &ConversationKey) -> String {
    let masked = mask::identifiers(key.conversation.as_str());
    match masked.rsplit_once('_') {
        Some((_, end)) if !end.is_empty() => end.to_owned(),
        _ => masked,
    }
}

/// The name on one line; what follows a line break is not part of a row.
pub fn first_line(text: &Text) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The readable end of a masked number: its last two groups.
fn tail(masked: &str) -> &str {
    match masked.rmatch_indices(' ').nth(1) {
        Some((at, _)) => masked.get(at + 1..).unwrap_or(masked),
        None => masked,
    }
}

/// The word before a message: the first name, else nothing.
pub fn first_name(customer: Option<&Customer>) -> Option<&str> {
    customer?.name.as_ref()?.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readable_end_is_the_last_two_groups() {
        assert_eq!(tail("+57 ••• ••42 17"), "••42 17");
        assert_eq!(tail("••• ••42 17"), "••42 17");
        assert_eq!(tail("•••"), "•••");
    }
}

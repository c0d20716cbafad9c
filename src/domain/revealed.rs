//! A customer's whole number, outside of every table: only on its way to the one screen that asked for it.

use super::text::Text;
use std::fmt;

/// A number in full. It has no form for logs: its `Debug` shows nothing of it, and it is never serialised.
#[derive(Clone, PartialEq, Eq)]
pub struct Revealed(Text);

impl Revealed {
    /// From a stored number, whatever it holds.
    pub fn new(raw: &str) -> Self {
        Self(Text::from_untrusted(raw.trim()))
    }

    /// For the screen alone.
    pub fn number(&self) -> &Text {
        &self.0
    }
}

impl fmt::Debug for Revealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Revealed(•••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_is_printed_for_programmers() {
        let number = Revealed::new(" +573005550142 ");
        assert_eq!(number.number().as_str(), "+573005550142");
        assert!(!format!("{number:?}").contains("0142"));
    }
}

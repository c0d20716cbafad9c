//! The keys of a place: their names, and why one does nothing now.

use crate::app::command::Command;
use crate::app::state::Why;
use crate::locale;
use crate::theme::Token;

use super::line::Line;

/// Names of keys where the person is, and what can be used now.
pub struct Keys<'a> {
    pub names: &'a dyn Fn(Command) -> Option<String>,
    pub why_not: &'a dyn Fn(Command) -> Option<Why>,
}

impl Keys<'_> {
    /// The name of the key for a command here; `None` where no key is bound.
    pub fn of(&self, command: Command) -> Option<String> {
        (self.names)(command)
    }

    /// `c claim`, dim where it does nothing now; nothing where no key is bound.
    pub fn hint(&self, command: Command) -> Line<'static> {
        self.hint_as(command, locale::label(command))
    }

    /// The same under another word.
    pub fn hint_as(&self, command: Command, label: &'static str) -> Line<'static> {
        let Some(key) = self.of(command) else {
            return Line::new();
        };
        let (key_token, label_token) = if (self.why_not)(command).is_some() {
            (Token::KeyOff, Token::KeyOff)
        } else {
            (Token::Key, Token::Muted)
        };
        Line::of(key, key_token).then(1, label, label_token)
    }
}

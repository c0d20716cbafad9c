//! The keys of a place: their names, and why one does nothing now.

use super::line::Line;
use crate::app::command::Command;
use crate::app::enabled::enabled;
use crate::app::state::{Layer, State, Why};
use crate::keymap::Keymap;
use crate::locale;
use crate::theme::Token;

/// Names of keys where the person is, and what can be used now.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    pub keymap: &'a Keymap,
    pub state: &'a State,
}

impl Keys<'_> {
    /// The name of the first key for a command in a layer; `None` where no key is bound.
    pub fn named(&self, command: Command, layer: Layer) -> Option<String> {
        self.keymap.keys_of(command, layer).into_iter().next()
    }

    /// The same where the person is, as if nothing lay over the panes.
    pub fn of(&self, command: Command) -> Option<String> {
        self.named(command, self.state.layer_below())
    }

    /// Why a command cannot be used now.
    pub fn why_not(&self, command: Command) -> Option<Why> {
        enabled(self.state, command).err()
    }

    /// `c claim`, dim where it does nothing now; nothing where no key is bound.
    pub fn hint(&self, command: Command, key: String, layer: Layer) -> Line<'static> {
        let (key_token, label_token) = if self.why_not(command).is_some() {
            (Token::KeyOff, Token::KeyOff)
        } else {
            (Token::Key, Token::Muted)
        };
        Line::of(key, key_token).then(1, locale::label_in(command, layer), label_token)
    }
}

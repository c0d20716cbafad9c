//! The keys of a place: their names, and why one does nothing now.

use super::line::Line;
use crate::app::command::Command;
use crate::app::enabled::enabled;
use crate::app::operations;
use crate::app::overlay::Overlay;
use crate::app::state::{Layer, State, Why};
use crate::keymap::Keymap;
use crate::locale;
use crate::theme::Token;

/// Names of keys where the person is, and what can be used now.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    pub keymap: &'a Keymap,
    pub state: &'a State,
    /// Only ASCII may be written, so keys that have a sign are spelled out.
    pub ascii: bool,
}

/// The name of a key whose label is a sign.
fn spelled(label: &str) -> String {
    [
        ("⏎", "Enter"),
        ("⌫", "Backspace"),
        ("↑", "Up"),
        ("↓", "Down"),
        ("←", "Left"),
        ("→", "Right"),
    ]
    .into_iter()
    .fold(label.to_owned(), |label, (sign, word)| {
        label.replace(sign, word)
    })
}

impl Keys<'_> {
    /// The name of the first key for a command in a layer; `None` where no key is bound.
    pub fn named(&self, command: Command, layer: Layer) -> Option<String> {
        self.all(command, layer).into_iter().next()
    }

    /// The names of all keys for a command in a layer.
    pub fn all(&self, command: Command, layer: Layer) -> Vec<String> {
        let keys = self.keymap.keys_of(command, layer, self.state.pane);
        if self.ascii {
            keys.iter().map(|key| spelled(key)).collect()
        } else {
            keys
        }
    }

    /// The keys of the footer, the likeliest first. The way out is named by the key that is the same
    /// everywhere, where it is bound.
    pub fn usual(&self, layer: Layer) -> Vec<(Command, String)> {
        let mut usual = self.keymap.footer(layer, self.state.pane);
        let out = self.named(Command::Back, Layer::List);
        for (command, key) in &mut usual {
            let same = out.as_ref().filter(|out| {
                *command == Command::Back && self.all(*command, layer).contains(*out)
            });
            match same {
                Some(out) => key.clone_from(out),
                None if self.ascii => *key = spelled(key),
                None => {}
            }
        }
        usual
    }

    /// The same where the person is, as if nothing lay over the panes.
    pub fn of(&self, command: Command) -> Option<String> {
        self.named(command, self.state.layer_below())
    }

    /// Why a command cannot be used now.
    pub fn why_not(&self, command: Command) -> Option<Why> {
        enabled(self.state, command).err()
    }

    /// Whether the key that looks closer compares a switch with somebody else's change.
    fn compares(&self) -> bool {
        operations::conflict::at_hand(self.state).is_some()
    }

    /// `c claim`, dim where it does nothing now; nothing where no key is bound.
    pub fn hint(&self, command: Command, key: String, layer: Layer) -> Line<'static> {
        let (key_token, label_token) = if self.why_not(command).is_some() {
            (Token::KeyOff, Token::KeyOff)
        } else {
            (Token::Key, Token::Muted)
        };
        let label = match &self.state.overlay {
            Some(Overlay::Typing(typing)) => locale::logs::typing(typing.what, command),
            Some(Overlay::Canned(_)) if command == Command::Enter => locale::composing::put_in(),
            None if command == Command::Inspect && self.compares() => {
                locale::dialog::footer::compare()
            }
            _ => locale::label_in(command, layer),
        };
        Line::of(key, key_token).then(1, label, label_token)
    }
}

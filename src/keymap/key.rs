//! A key as keymaps write it: `j`, `G`, `ctrl-s`, `alt-enter`, `page-down`, `f5`.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// A key with its modifiers. Of a character `shift` is in the character itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyPress {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

const NAMED: [(&str, Code); 13] = [
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("page-up", Code::PageUp),
    ("page-down", Code::PageDown),
];

impl KeyPress {
    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self::new(code, false, false, false)
    }

    /// A key with modifiers, in its one form: a character carries its own case.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        match code {
            Code::Char(c) => Self {
                // Terminals report Ctrl-S as `s` or `S`.
                code: Code::Char(if ctrl { c.to_ascii_lowercase() } else { c }),
                ctrl,
                alt,
                shift: false,
            },
            code => Self {
                code,
                ctrl,
                alt,
                shift,
            },
        }
    }
}

/// A word that names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key is called {0:?}")]
pub struct NoSuchKey(pub String);

impl FromStr for KeyPress {
    type Err = NoSuchKey;

    fn from_str(text: &str) -> Result<Self, NoSuchKey> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        loop {
            let (flag, after) = if let Some(after) = rest.strip_prefix("ctrl-") {
                (&mut ctrl, after)
            } else if let Some(after) = rest.strip_prefix("alt-") {
                (&mut alt, after)
            } else if let Some(after) = rest.strip_prefix("shift-") {
                (&mut shift, after)
            } else {
                break;
            };
            if std::mem::replace(flag, true) {
                return Err(NoSuchKey(text.to_owned()));
            }
            rest = after;
        }
        let code = code(rest).ok_or_else(|| NoSuchKey(text.to_owned()))?;
        if shift && matches!(code, Code::Char(_)) {
            return Err(NoSuchKey(text.to_owned()));
        }
        Ok(Self::new(code, ctrl, alt, shift))
    }
}

fn code(name: &str) -> Option<Code> {
    if name == "space" {
        return Some(Code::Char(' '));
    }
    if let Some((_, code)) = NAMED.iter().find(|(word, _)| *word == name) {
        return Some(*code);
    }
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() && c != ' ' => Some(Code::Char(c)),
        (Some('f'), Some(_)) => name
            .get(1..)
            .and_then(|number| number.parse().ok())
            .filter(|number| (1..=12).contains(number))
            .map(Code::F),
        _ => None,
    }
}

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, word) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                f.write_str(word)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "f{number}"),
            code => NAMED
                .iter()
                .find(|(_, named)| *named == code)
                .map_or(Ok(()), |(word, _)| f.write_str(word)),
        }
    }
}

impl KeyPress {
    /// The key as people know it: `Ctrl-S`, `⏎`, `PgUp`, `↓`.
    pub fn label(&self) -> String {
        let mut label = String::new();
        if self.ctrl {
            label.push_str("Ctrl-");
        }
        if self.alt {
            label.push_str("Alt-");
        }
        if self.shift {
            label.push_str("Shift-");
        }
        let name = match self.code {
            Code::Char(' ') => "Space",
            Code::Char(c) => {
                label.push(if self.ctrl { c.to_ascii_uppercase() } else { c });
                return label;
            }
            Code::F(number) => {
                label.push_str(&format!("F{number}"));
                return label;
            }
            Code::Enter => "⏎",
            Code::Esc => "Esc",
            Code::Tab => "Tab",
            Code::Backspace => "⌫",
            Code::Delete => "Del",
            Code::Up => "↑",
            Code::Down => "↓",
            Code::Left => "←",
            Code::Right => "→",
            Code::Home => "Home",
            Code::End => "End",
            Code::PageUp => "PgUp",
            Code::PageDown => "PgDn",
        };
        label.push_str(name);
        label
    }
}

//! Text that came from a table, made safe to show anywhere.
//!
//! Contract: a `Text` holds no control character but `\n`, no direction or invisible character, at most
//! [`MAX_BYTES`] bytes, and making one from its own text again changes nothing. What was taken out is
//! shown (`␛[OSC]`, `⟨RLO⟩`, `⟨ZW⟩`, `[+812]`), never dropped without a trace.

mod sanitise;
mod width;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

pub use width::{columns, first_lines, truncate, width, wrap};

/// The longest text kept, in bytes of UTF-8; what is beyond is counted in a closing `[+N]` (N in characters).
pub const MAX_BYTES: usize = 64 * 1024;

/// Any string made safe to show on one line: what is not a [`Text`] yet, such as a key of a table.
/// Safe characters pass uncopied.
pub fn safe_line(raw: &str) -> Cow<'_, str> {
    match sanitise::sanitise(raw) {
        safe if safe.contains('\n') => Cow::Owned(safe.replace('\n', LINE_BREAK)),
        safe => safe,
    }
}

/// A line break where there is only one line.
const LINE_BREAK: &str = " ⏎ ";

/// Sanitised text. Cloning shares the characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Text(Arc<str>);

impl Text {
    /// Makes any string safe to show. Clean text costs one allocation.
    pub fn from_untrusted(raw: &str) -> Self {
        Self(Arc::from(sanitise::sanitise(raw).as_ref()))
    }

    /// The safe characters; lines are separated by `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing at all to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text on one line: each line break becomes ` ⏎ `.
    pub fn one_line(&self) -> Cow<'_, str> {
        if self.0.contains('\n') {
            Cow::Owned(self.0.replace('\n', LINE_BREAK))
        } else {
            Cow::Borrowed(&self.0)
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::from_untrusted(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        Self::from_untrusted(&raw)
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

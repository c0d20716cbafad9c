//! The language that is spoken. One for the whole process, as a terminal has one person before it: set at
//! the start and by `:lang`, read by every sentence.

use crate::domain::language::Language;
use std::sync::atomic::{AtomicU8, Ordering};

static SPOKEN: AtomicU8 = AtomicU8::new(0);

/// From now on every sentence is in this language.
pub fn speak(language: Language) {
    let at = Language::ALL.iter().position(|one| *one == language);
    let at = at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
    SPOKEN.store(at, Ordering::Relaxed);
}

/// The language that is spoken now; English unless [`speak`] said otherwise.
pub fn spoken() -> Language {
    let at = usize::from(SPOKEN.load(Ordering::Relaxed));
    Language::ALL.get(at).copied().unwrap_or_default()
}

/// One of three things of a type, in the order English, Spanish, Portuguese.
macro_rules! said {
    ($english:expr, $spanish:expr, $portuguese:expr $(,)?) => {
        match $crate::locale::spoken() {
            $crate::domain::language::Language::English => $english,
            $crate::domain::language::Language::Spanish => $spanish,
            $crate::domain::language::Language::Portuguese => $portuguese,
        }
    };
}

/// One of three formats as a `String`, in the order English, Spanish, Portuguese; all see the same arguments.
macro_rules! told {
    ($english:literal, $spanish:literal, $portuguese:literal $(, $($argument:tt)*)?) => {
        said!(
            format!($english $(, $($argument)*)?),
            format!($spanish $(, $($argument)*)?),
            format!($portuguese $(, $($argument)*)?)
        )
    };
}

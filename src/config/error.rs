//! Why a configuration file cannot be used. The sentences are `locale::configuration`'s.

use std::path::PathBuf;

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    pub path: PathBuf,
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// In the words of the operating system.
    Unreadable(String),
    /// Not TOML, or not of this shape; in the words of its parser, with line and column.
    Syntax(String),
    /// Read, but it makes no sense.
    Senseless { profile: String, why: Senseless },
    /// `known`: the profiles that there are.
    NoProfile { wanted: String, known: Vec<String> },
    /// Several and none is the default.
    WhichProfile { known: Vec<String> },
}

/// Why a profile makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Senseless {
    /// It names none of the systems.
    NoSystem,
    /// Its budget is not more than 0.
    NoBudget,
    /// An identity under `roles` fits everybody.
    Everybody,
    /// A template's places are neither counted from 1 nor all named, or its text is too long.
    Template,
}

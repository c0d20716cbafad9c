//! What lies over the panes: help, the command line, the filter's line, questions, things to read.

pub mod palette;

use super::canned::Picker;
use super::command::Command;
use super::dialog::Dialog;
use super::field::Field;
use super::logs::typing::Typing;
use super::shift::View;
use super::state::ThemeName;
use crate::domain::id::{PlatformId, TenantKey};
use crate::domain::language::Language;
use crate::domain::sheet::SheetKind;
use crate::domain::text::Text;
use crate::domain::trigger::report::Ended;

/// What lies over the panes. There is one at a time, so its size does not matter.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys that make sense here, filtered as one types.
    Help {
        filter: Field,
        scroll: usize,
    },
    CommandLine(CommandLine),
    /// The picker of canned replies.
    Canned(Picker),
    /// The filter of the list below; `before` is what it was.
    Filter {
        field: Field,
        before: String,
    },
    /// What is looked for in the transcript, while it is typed.
    Find {
        field: Field,
    },
    Dialog(Dialog),
    /// All that is known of the selected row.
    Inspector {
        scroll: usize,
    },
    /// All notices.
    Messages {
        scroll: usize,
    },
    /// Why the conversation escalated, all that is known.
    Briefing {
        scroll: usize,
    },
    /// What each word of the bot fired for. `ended`: what people did of it, once that has been read.
    Triggers {
        scroll: usize,
        ended: Option<Vec<Ended>>,
    },
    /// When the selected tenant breaks its limit, and what that rests on.
    Forecast {
        scroll: usize,
    },
    /// The customers who were told that the limit is reached.
    CutOff {
        scroll: usize,
    },
    /// What is typed under lines of logs.
    Typing(Typing),
    /// What Insights found.
    Insights {
        scroll: usize,
    },
    /// What a command said of lines that it was given.
    Piped {
        scroll: usize,
    },
    /// Incidents, one of them, the handover.
    Shift(View),
    /// What comes of an action on many.
    Bulk {
        scroll: usize,
    },
}

/// What the command line can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    Command(Command),
    Theme(ThemeName),
    /// Speak this language.
    Language(Language),
    /// Hide every message and number, or show them again.
    Privacy(bool),
    /// Show only this system, or all.
    Platform(Option<PlatformId>),
    /// Open another profile of the configuration file.
    Profile(String),
    /// Offer one's own to a person: the one at hand, or all.
    Transfer {
        to: Text,
        all: bool,
    },
    /// From which share on a tenant's usage alerts; `None`: as all do.
    UsageAlert {
        tenant: TenantKey,
        percent: Option<u8>,
    },
    /// The trace of this id.
    Trace(String),
    /// The console as it was at a time of day, as typed.
    At(String),
    /// An operation, by its id or the first letters of it.
    Op(String),
    /// A sheet of a system as a whole.
    Sheet(PlatformId, SheetKind),
}

/// A line of the command line's matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub entry: Entry,
    /// The name as typed (`hand-back`, `theme dark`).
    pub name: String,
    /// Which characters of the name matched, counted from 0.
    pub matched: Vec<u32>,
    /// It can be used now.
    pub enabled: bool,
}

/// The command line: what is typed, what it matches, which match runs on Enter.
#[derive(Clone, Debug)]
pub struct CommandLine {
    pub field: Field,
    pub matches: Vec<Match>,
    pub chosen: usize,
}

impl Overlay {
    /// The text field that has the focus, to type into.
    pub(super) fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Help { filter, .. } => Some(filter),
            Self::CommandLine(line) => Some(&mut line.field),
            Self::Canned(picker) => Some(&mut picker.field),
            Self::Filter { field, .. } | Self::Find { field } => Some(field),
            Self::Dialog(dialog) => dialog.field_mut(),
            Self::Typing(typing) => Some(&mut typing.field),
            Self::Inspector { .. }
            | Self::Messages { .. }
            | Self::Briefing { .. }
            | Self::Triggers { .. }
            | Self::Forecast { .. }
            | Self::CutOff { .. }
            | Self::Insights { .. }
            | Self::Piped { .. }
            | Self::Bulk { .. }
            | Self::Shift(_) => None,
        }
    }
}

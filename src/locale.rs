//! Every sentence that the program can say, in English, Spanish and Portuguese. A function per thing to say,
//! grouped by subject; each gives all three languages at one place (`said!`, `told!`), so that the compiler
//! sees that none is missing. Short and plain, with the next step; nothing here decides anything, and no
//! other room holds sentences for people.

#[macro_use]
mod language;
pub mod access;
pub mod allowance;
pub mod arranging;
pub mod briefing;
pub mod channel;
pub mod command;
pub mod command_line;
pub mod composing;
pub mod configuration;
pub mod delivery;
pub mod derived;
pub mod detail;
pub mod dialog;
pub mod empty;
pub mod feed;
pub mod guard;
pub mod handoff;
pub mod headless;
pub mod health;
pub mod help;
pub mod kill;
pub mod logs;
pub mod notice;
pub mod number;
pub mod operation;
pub mod pane;
pub mod privacy;
pub mod problem;
pub mod refusal;
pub mod remark;
pub mod sheet;
pub mod shift;
pub mod template;
pub mod time;
pub mod triage;
pub mod triggers;
pub mod usage;
pub mod why;
pub mod word;
pub mod work;

pub use language::{speak, spoken};

pub use command::{command, label, label_in};
pub use notice::notice;
pub use problem::{Words, problem};
pub use remark::remark;

//! Every sentence that the program can say, in English. A function per thing to say, grouped by subject,
//! so that a second language is a second set of functions. Short and plain, with the next step; nothing
//! here decides anything, and no other room holds sentences for people.

pub mod access;
pub mod allowance;
pub mod briefing;
pub mod command;
pub mod detail;
pub mod dialog;
pub mod empty;
pub mod feed;
pub mod handoff;
pub mod headless;
pub mod help;
pub mod notice;
pub mod number;
pub mod pane;
pub mod problem;
pub mod refusal;
pub mod sheet;
pub mod time;
pub mod word;
pub mod work;

pub use command::{command, label, label_in};
pub use notice::notice;
pub use problem::{Words, problem};

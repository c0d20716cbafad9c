//! The console's state and the only code that changes it. Pure: [`update::update`] takes a message and
//! gives back effects; it does no I/O, reads no clock and draws nothing. Time comes in as a message.

pub mod agents;
pub mod alerts;
pub mod arranging;
pub mod bulk;
pub mod canned;
pub mod claims;
pub mod command;
pub mod connection;
pub mod conversations;
pub mod dialog;
pub mod effect;
pub mod enabled;
pub mod escalations;
pub mod feed;
pub mod field;
mod fold;
pub mod geometry;
pub mod guard;
pub mod handoff;
pub mod health;
pub mod hearing;
pub mod list;
pub mod meter;
pub mod msg;
pub mod notice;
pub mod number;
pub mod open;
pub mod outbox;
pub mod overlay;
pub mod preferences;
pub mod promises;
pub mod replies;
mod run;
pub mod schedule;
pub mod sheet;
pub mod state;
pub mod tally;
pub mod tenants;
pub mod transcript;
mod triggers;
pub mod update;
pub mod usage;
pub mod walk;
pub mod why;

pub use state::{Focus, Layer, Pane, State, ThemeName};

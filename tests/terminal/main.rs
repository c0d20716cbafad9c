//! The binary in a real pseudo-terminal: a person's whole way through it, the terminal given back whatever
//! happens, other consoles, hostile data, and backends that do not answer.
//!
//! `SWITCHBOARD_BIN` names another binary than the debug build, for example the release build.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod bytes;
mod desk;
mod hostile;
mod joined;
#[path = "../support/pty.rs"]
mod pty;
mod restored;
mod sizes;
mod trouble;

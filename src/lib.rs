//! switchboard

pub mod app;
pub mod aws;
pub mod connect;
pub mod control;
pub mod desk;
pub mod domain;
#[cfg(feature = "embedded")]
pub mod embedded;
pub mod journal;
pub mod keymap;
pub mod locale;
pub mod platform;
pub mod shell;
pub mod theme;
pub mod ui;

//! switchboard

pub mod aws;
pub mod control;
pub mod platform;

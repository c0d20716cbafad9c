//! The ports of both systems against a real engine: items are put as raw attribute maps, and what the
//! adapters wrote is read back raw.
#![cfg(feature = "embedded")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod acting;
mod alquimista;
mod checkup;
mod contract;
#[path = "../support/deployed.rs"]
mod deployed;
mod diatonic;
mod handoffs;
mod lists;
mod marketplace;
mod notification;
#[path = "../support/contract/mod.rs"]
mod ports;
mod seeds;
mod stage;
mod switches;

//! The embedded backend as any DynamoDB client sees it: raw items over HTTP.
#![cfg(feature = "embedded")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[path = "embedded/backend.rs"]
mod backend;
#[path = "embedded/items.rs"]
mod items;
#[path = "embedded/scenarios.rs"]
mod scenarios;
#[path = "embedded/seeds.rs"]
mod seeds;
#[path = "support/mod.rs"]
mod support;
#[path = "embedded/tellings.rs"]
mod tellings;
#[path = "embedded/world.rs"]
mod world;

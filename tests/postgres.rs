//! AlquimistaAI on a real PostgreSQL. Where none is installed each test passes without doing anything and
//! says so; `SWITCHBOARD_REQUIRE_SERVERS=1` makes that a failure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "postgres/again.rs"]
mod again;
#[cfg(feature = "embedded")]
#[path = "postgres/both.rs"]
mod both;
#[path = "postgres/bus.rs"]
mod bus;
#[cfg(feature = "embedded")]
#[path = "postgres/checkup.rs"]
mod checkup;
#[path = "postgres/console.rs"]
mod console;
#[cfg(feature = "embedded")]
#[path = "postgres/contract.rs"]
mod contract;
#[path = "postgres/cut.rs"]
mod cut;
#[cfg(feature = "embedded")]
#[path = "postgres/decisions.rs"]
mod decisions;
#[path = "postgres/desk.rs"]
mod desk;
#[cfg(feature = "embedded")]
#[path = "postgres/held.rs"]
mod held;
#[path = "postgres/lists.rs"]
mod lists;
#[cfg(feature = "embedded")]
#[path = "support/contract/mod.rs"]
mod ports;
#[path = "postgres/secrets.rs"]
mod secrets;
#[path = "postgres/server.rs"]
mod server;
#[path = "postgres/sessions.rs"]
mod sessions;
#[path = "postgres/switches.rs"]
mod switches;
#[path = "postgres/turning.rs"]
mod turning;

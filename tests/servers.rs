//! SNS, SQS, EventBridge and a DynamoDB that is not the demo's engine, on an independent server. Where it is not
//! installed each test passes without doing anything and says so; `SWITCHBOARD_REQUIRE_SERVERS=1` makes that a
//! failure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "servers/bus.rs"]
mod bus;
#[path = "servers/contract.rs"]
mod contract;
#[path = "support/deployed.rs"]
mod deployed;
#[path = "servers/events.rs"]
mod events;
#[path = "servers/feed.rs"]
mod feed;
#[path = "servers/handoff.rs"]
mod handoff;
#[path = "servers/health.rs"]
mod health;
#[path = "servers/logs.rs"]
mod logs;
#[path = "servers/odd.rs"]
mod odd;
#[path = "support/contract/mod.rs"]
mod ports;
#[path = "support/pty.rs"]
mod pty;
#[path = "servers/recorded.rs"]
mod recorded;
#[path = "servers/ringing.rs"]
mod ringing;
#[path = "servers/server.rs"]
mod server;
mod support;
#[path = "facts/told.rs"]
#[allow(dead_code, reason = "another suite needs more of it")]
mod told;
#[path = "servers/topic.rs"]
mod topic;

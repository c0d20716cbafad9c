//! What people come to do, from the first key to the last, in the real binary: keys go in, the screen is read,
//! and the tables are asked afterwards. The backend stands still but for what a journey makes happen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

// Tests begin in the order of their names: this one waits for a minute, and the others run beside it.
#[path = "journeys/night.rs"]
mod at_night;
#[path = "journeys/channel.rs"]
mod channel;
#[path = "journeys/colliding.rs"]
mod colliding;
#[path = "journeys/cut_lines.rs"]
mod cut_lines;
#[path = "journeys/expired.rs"]
mod expired;
#[path = "support/flood.rs"]
mod flood;
#[path = "journeys/flooding.rs"]
mod flooding;
#[path = "journeys/giving_back.rs"]
mod giving_back;
#[path = "journeys/handover.rs"]
mod handover;
#[path = "journeys/hanging_up.rs"]
mod hanging_up;
#[path = "support/http.rs"]
mod http;
#[path = "journeys/kill.rs"]
mod kill;
#[path = "journeys/logs.rs"]
mod logs;
#[path = "support/pty.rs"]
mod pty;
#[path = "journeys/readonly.rs"]
mod readonly;
#[path = "journeys/stage.rs"]
mod stage;
#[path = "delivery/stub.rs"]
#[allow(dead_code)]
mod stub;
mod support;
#[path = "journeys/taking_over.rs"]
mod taking_over;
#[path = "journeys/triage.rs"]
mod triage;
#[path = "journeys/usage.rs"]
mod usage;

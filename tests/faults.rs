//! What can go wrong between a console and its tables, and that nothing is lost or done twice for it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

#[path = "faults/bot.rs"]
mod bot;
#[path = "faults/bulk.rs"]
mod bulk;
#[path = "faults/death.rs"]
mod death;
#[path = "faults/found.rs"]
mod found;
#[path = "faults/incident.rs"]
mod incident;
#[path = "faults/odd.rs"]
mod odd;
#[path = "faults/requests.rs"]
mod requests;
#[path = "faults/scene.rs"]
mod scene;
#[path = "faults/selling.rs"]
mod selling;
#[path = "faults/service.rs"]
mod service;
#[path = "faults/sigkill.rs"]
mod sigkill;
#[path = "faults/silence.rs"]
mod silence;

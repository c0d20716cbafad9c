//! What on-call people leave to each other: what was changed, who failed, incidents, handovers, the past.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "incident/changes.rs"]
mod changes;
#[path = "incident/handover.rs"]
mod handover;
#[path = "incident/incidents.rs"]
mod incidents;
#[path = "incident/past.rs"]
mod past;
#[path = "incident/queue.rs"]
mod queue;
mod support;

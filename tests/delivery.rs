//! Words on their way to a customer: a provider that misbehaves in every way, and a console that dies between any
//! two steps. After each, journal, table and transcript agree, and nothing was sent twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

#[path = "delivery/again.rs"]
mod again;
#[path = "delivery/answers.rs"]
mod answers;
#[path = "delivery/death.rs"]
mod death;
#[path = "delivery/demo.rs"]
mod demo;
#[path = "delivery/reports.rs"]
mod reports;
#[path = "delivery/scene.rs"]
mod scene;
#[path = "delivery/sigkill.rs"]
mod sigkill;
#[path = "delivery/stub.rs"]
mod stub;
#[path = "delivery/templates.rs"]
mod templates;

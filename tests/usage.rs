//! Usage: when a limit breaks, what consoles keep of it, and that each alert is given once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "usage/export.rs"]
mod export;
#[path = "usage/forecast.rs"]
mod forecast;
#[path = "usage/keeping.rs"]
mod keeping;
mod support;

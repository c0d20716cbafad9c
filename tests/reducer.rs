//! Scripts for the state: keys and outcomes in, state and effects out. No terminal, no network, no clock.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[path = "reducer/agents.rs"]
mod agents;
#[path = "reducer/alerts.rs"]
mod alerts;
#[path = "reducer/arranging.rs"]
mod arranging;
#[path = "reducer/canned.rs"]
mod canned;
#[path = "reducer/composing.rs"]
mod composing;
#[path = "reducer/conflict.rs"]
mod conflict;
#[path = "reducer/delivering.rs"]
mod delivering;
#[path = "reducer/driver.rs"]
mod driver;
#[path = "reducer/flood.rs"]
mod flood;
#[path = "reducer/guard.rs"]
mod guard;
#[path = "reducer/handoff.rs"]
mod handoff;
#[path = "reducer/health.rs"]
mod health;
#[path = "reducer/hearing.rs"]
mod hearing;
#[path = "reducer/keys.rs"]
mod keys;
#[path = "reducer/kill.rs"]
mod kill;
#[path = "reducer/lists.rs"]
mod lists;
#[path = "reducer/logs.rs"]
mod logs;
#[path = "reducer/metrics.rs"]
mod metrics;
#[path = "reducer/number.rs"]
mod number;
#[path = "reducer/places.rs"]
mod places;
#[path = "reducer/program.rs"]
mod program;
#[path = "reducer/reading.rs"]
mod reading;
#[path = "reducer/release.rs"]
mod release;
#[path = "reducer/sheet.rs"]
mod sheet;
#[path = "reducer/shift.rs"]
mod shift;
#[path = "reducer/silence.rs"]
mod silence;
#[path = "reducer/storm.rs"]
mod storm;
#[path = "reducer/templates.rs"]
mod templates;
#[path = "reducer/traces.rs"]
mod traces;
#[path = "reducer/transcript.rs"]
mod transcript;
#[path = "reducer/triage.rs"]
mod triage;
#[path = "reducer/unanswered.rs"]
mod unanswered;
#[path = "reducer/unheard.rs"]
mod unheard;
#[path = "reducer/usage.rs"]
mod usage;
#[path = "reducer/users.rs"]
mod users;
#[path = "reducer/work.rs"]
mod work;
#[path = "reducer/world.rs"]
mod world;

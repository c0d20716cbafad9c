//! The real binary without a screen: verbs, lists, shapes, exit codes, and what happens when answers fail.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "headless/alarms.rs"]
mod alarms;
#[path = "headless/configuration.rs"]
mod configuration;
#[path = "headless/doctor.rs"]
mod doctor;
#[path = "headless/failures.rs"]
mod failures;
#[path = "headless/handoff.rs"]
mod handoff;
#[path = "headless/incidents.rs"]
mod incidents;
#[path = "headless/kill.rs"]
mod kill;
#[path = "headless/lists.rs"]
mod lists;
#[path = "headless/logs.rs"]
mod logs;
#[path = "headless/metrics.rs"]
mod metrics;
#[path = "headless/permits.rs"]
mod permits;
#[path = "support/process.rs"]
mod process;
#[path = "headless/profiles.rs"]
mod profiles;
#[path = "headless/queue.rs"]
mod queue;
#[path = "headless/safety.rs"]
mod safety;
#[path = "headless/serving.rs"]
mod serving;
#[path = "headless/setting_up.rs"]
mod setting_up;
#[path = "headless/sheets.rs"]
mod sheets;
#[path = "headless/switches.rs"]
mod switches;
#[path = "headless/triage.rs"]
mod triage;
#[path = "headless/usage.rs"]
mod usage;
#[path = "headless/work.rs"]
mod work;

use process::Demo;

/// The tenant whose conversations the tests take.
const TENANT: &str = "tenant-ecommerce-solutions";

/// The key of the first conversation of [`TENANT`] that waits for a person.
fn waiting(demo: &Demo) -> String {
    let args = ["escalations", "list", "--tenant", TENANT, "--limit", "1"];
    let list = demo.json("ana", &args).ending(0);
    list["items"][0]["id"].as_str().unwrap().to_owned()
}

/// The key of a conversation of [`TENANT`] that its bot has.
fn with_bot(demo: &Demo) -> String {
    let list = demo
        .json("ana", &["conversations", "list", "--tenant", TENANT])
        .ending(0);
    let items = list["items"].as_array().unwrap();
    let found = items.iter().find(|item| item["state"] == "bot").unwrap();
    found["id"].as_str().unwrap().to_owned()
}

//! The facts of the four "What a console over these tables must get right" lists, one test each, in the order
//! of the lists. A test is called `fNN_` and what it shows; the last one here counts that none is missing.
#![cfg(feature = "embedded")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "facts/alquimista.rs"]
mod alquimista;
#[path = "facts/diatonic.rs"]
mod diatonic;
#[path = "facts/marketplace.rs"]
mod marketplace;
#[path = "facts/notification.rs"]
mod notification;

#[path = "facts/office.rs"]
mod office;
#[path = "support/process.rs"]
mod process;
#[path = "facts/profile.rs"]
mod profile;
#[path = "facts/requests.rs"]
mod requests;
#[path = "faults/scene.rs"]
#[allow(dead_code, reason = "other suites need more of it")]
mod scene;
#[path = "facts/screens.rs"]
mod screens;
#[path = "platforms/stage.rs"]
#[allow(dead_code, reason = "other suites need more of it")]
mod stage;
mod support;
#[path = "facts/told.rs"]
mod told;
#[path = "facts/watched.rs"]
mod watched;

use std::collections::BTreeMap;
use std::process::Command;

/// How many facts each list has: 54 in all.
const LISTS: &[(&str, usize)] = &[
    ("marketplace", 15),
    ("alquimista", 13),
    ("diatonic", 14),
    ("notification", 12),
];

/// The numbers of the tests of each list, as this very program lists them; those left out of a run are none.
fn shown() -> BTreeMap<String, Vec<usize>> {
    let list = |more: &[&str]| {
        let mut program = Command::new(std::env::current_exe().unwrap());
        let listed = program.args(["--list", "--format", "terse"]).args(more);
        String::from_utf8(listed.output().unwrap().stdout).unwrap()
    };
    assert_eq!(list(&["--ignored"]).trim(), "", "a fact is left out");
    let mut shown: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in list(&[]).lines() {
        let Some((path, fact)) = line.rsplit_once("::f") else {
            continue;
        };
        let system = path.split("::").next().unwrap();
        let number = fact.split_once('_').unwrap().0.parse().unwrap();
        shown.entry(system.to_owned()).or_default().push(number);
    }
    shown
}

#[test]
fn no_fact_is_missing_and_none_has_two_tests() {
    let shown = shown();
    let systems: Vec<&str> = shown.keys().map(String::as_str).collect();
    let mut expected: Vec<&str> = LISTS.iter().map(|(system, _)| *system).collect();
    expected.sort_unstable();
    assert_eq!(systems, expected);
    for (system, facts) in LISTS {
        let numbers: Vec<usize> = (1..=*facts).collect();
        assert_eq!(shown[*system], numbers, "{system}");
    }
}

//! The contract of the ports on the embedded engine: every system in each design, with the demo's rows and
//! with those that no reader should trust.

use crate::deployed::{DESIGNS, Deployed};
use crate::stage::Stage;
use std::collections::BTreeSet;
use switchboard::aws::table::TableSpec;
use switchboard::embedded::Tables;
use switchboard::embedded::seed::Seed;

async fn held(design: usize, seed: Seed) {
    let stage = Stage::empty().await;
    let deployed = Deployed::new(&stage.dynamo, DESIGNS[design], seed).await;
    let mut breaches = Vec::new();
    for system in deployed.systems().await {
        breaches.extend(deployed.breaches(system, seed == Seed::Plaza).await);
    }
    assert_eq!(breaches.len(), 0, "{breaches:#?}");
}

#[tokio::test]
async fn the_contract_holds_in_the_first_designs() {
    held(0, Seed::Plaza).await;
}

#[tokio::test]
async fn the_contract_holds_in_the_first_designs_with_hostile_rows() {
    held(0, Seed::Hostile).await;
}

#[tokio::test]
async fn the_contract_holds_in_the_second_designs() {
    held(1, Seed::Plaza).await;
}

#[tokio::test]
async fn the_contract_holds_in_the_second_designs_with_hostile_rows() {
    held(1, Seed::Hostile).await;
}

#[tokio::test]
async fn the_contract_holds_in_the_third_designs() {
    held(2, Seed::Plaza).await;
}

#[tokio::test]
async fn the_contract_holds_in_the_third_designs_with_hostile_rows() {
    held(2, Seed::Hostile).await;
}

/// A table that a profile cannot name is in no policy, and cannot be renamed.
#[test]
fn every_table_can_be_named() {
    let of = |specs: &[(&str, TableSpec)]| -> BTreeSet<String> {
        specs.iter().map(|(name, _)| (*name).to_owned()).collect()
    };
    let named = |names: Vec<(&str, &mut String)>| -> BTreeSet<String> {
        names.into_iter().map(|(_, name)| name.clone()).collect()
    };
    let mut tables = Tables::default();
    let all = of(&tables.marketplace.specs());
    assert_eq!(named(tables.marketplace.names_mut().into()), all);
    let all = of(&tables.alquimista.specs());
    assert_eq!(named(tables.alquimista.names_mut().into()), all);
    let all = of(&tables.notification.specs());
    assert_eq!(named(tables.notification.names_mut().into()), all);
    let all = of(&tables.diatonic.specs(tables.diatonic_design));
    assert_eq!(named(tables.diatonic.names_mut().into()), all);
}

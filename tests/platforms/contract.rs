//! The contract of the ports on the embedded engine: every system in each design, with the demo's rows and
//! with those that no reader should trust.

use crate::deployed::{DESIGNS, Deployed};
use crate::stage::Stage;
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

//! The contract of the ports on a DynamoDB that is not the demo's engine: every system in each design.

use crate::deployed::{DESIGNS, Deployed};
use crate::server::server;
use switchboard::aws::session::{Session, Target};
use switchboard::embedded::seed::Seed;

async fn held(design: usize, seed: Seed) {
    let Some(server) = server().await else { return };
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let deployed = Deployed::new(&session.dynamo, DESIGNS[design], seed).await;
    let mut breaches = Vec::new();
    for system in deployed.systems().await {
        breaches.extend(deployed.breaches(system, seed == Seed::Plaza).await);
    }
    assert_eq!(breaches.len(), 0, "{breaches:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds_in_the_first_designs() {
    held(0, Seed::Plaza).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds_in_the_second_designs() {
    held(1, Seed::Plaza).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds_in_the_third_designs() {
    held(2, Seed::Plaza).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds_with_hostile_rows() {
    held(0, Seed::Hostile).await;
}

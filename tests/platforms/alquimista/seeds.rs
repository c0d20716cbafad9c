//! The seeds, which are written without our codecs, come out whole.

use super::*;
use std::collections::BTreeMap;
use switchboard::aws::dynamo::Dynamo;
use switchboard::aws::session::{Session, Target};
use switchboard::embedded::{Backend, DemoOptions, Seed};
use switchboard::platform::alquimista::audit::AuditTrail;
use switchboard::platform::alquimista::commands::{CommandHistory, Order};
use switchboard::platform::alquimista::item::command::CommandStatus;

async fn demo(seed: Seed) -> (Backend, Dynamo, Plan, Platform) {
    let backend = Backend::start(DemoOptions {
        seed,
        speed: 0.0,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    assert_eq!(backend.seeded().await.unwrap().refused, 0);
    let session = Session::open(&Target::of_endpoint(&backend.endpoint())).await;
    let tables = Tables::default();
    let plan = Plan::discover(&session.dynamo, &tables)
        .await
        .unwrap()
        .unwrap();
    let platform = reader(&session.dynamo, &tables, &plan, None);
    (backend, session.dynamo.clone(), plan, platform)
}

#[tokio::test]
async fn the_plaza_has_work_of_every_kind() {
    let (_backend, dynamo, plan, platform) = demo(Seed::Plaza).await;
    let work = work_at(&platform, dynamo.clock().now()).await;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &work {
        *kinds.entry(one.key.kind.word()).or_default() += 1;
    }
    assert_eq!(
        kinds,
        BTreeMap::from([
            ("approval", 4),
            ("command_failed", 1),
            ("command_stuck", 1),
            ("incident", 2),
            ("integration_error", 2),
        ])
    );
    let expired: Vec<&Work> = work.iter().filter(|one| one.state == "expired").collect();
    assert_eq!(
        expired.len(),
        1,
        "one whose time is over and which is still called pending"
    );
    let history = CommandHistory::new(&dynamo, &Tables::default(), &plan).unwrap();
    let success = CommandStatus::Success;
    let done = history
        .by_status(&success, Order::NewestFirst, None, 9)
        .await
        .unwrap();
    assert_eq!(
        done.items.iter().filter(|one| one.is_simulated()).count(),
        1
    );
    assert!(!format!("{work:?}{done:?}").contains("DUMMY"));
}

#[tokio::test]
async fn the_plaza_disagrees_in_a_few_rows_and_counts_three_months() {
    let (_backend, _, _, platform) = demo(Seed::Plaza).await;
    let port = platform.switches.as_ref().unwrap();
    let catalogue = port.catalogue().await.unwrap().items;
    let mut disagree = Vec::new();
    for tenant in platform
        .tenants
        .as_ref()
        .unwrap()
        .list(None)
        .await
        .unwrap()
        .items
    {
        let rows = port.of_tenant(&tenant.id, &catalogue).await.unwrap().items;
        let all = rows.len();
        disagree.push((
            tenant.id,
            rows.into_iter()
                .filter(|row| row.disagrees.is_some())
                .count(),
            all,
        ));
    }
    let count: usize = disagree.iter().map(|(_, count, _)| count).sum();
    assert_eq!(count, 4, "{disagree:?}");
    let usage = platform.usage.as_ref().unwrap();
    let months = usage
        .months(&TenantId::from("tenant-ecommerce-solutions"), 3)
        .await
        .unwrap();
    assert_eq!((months.items.len(), months.next), (3, None));
    assert!(
        months
            .items
            .iter()
            .all(|month| month.oddities == 0 && month.count() > 0)
    );
}

#[tokio::test]
async fn the_hostile_seed_is_read_whole_and_harmless() {
    let (_backend, dynamo, plan, platform) = demo(Seed::Hostile).await;
    let now = dynamo.clock().now();
    let hostile = TenantId::from("hostil");
    let work = work_at(&platform, now).await;
    let kinds: Vec<&str> = work.iter().map(|one| one.key.kind.word()).collect();
    assert_eq!(
        kinds,
        ["approval", "command_stuck", "incident", "integration_error"]
    );
    let mut shown = format!("{work:?}");
    for one in &work {
        let read = platform
            .work
            .as_ref()
            .unwrap()
            .read(&one.key, now)
            .await
            .unwrap();
        assert!(read.value.is_some(), "{one:?}");
        shown += &format!("{read:?}");
    }
    let port = platform.switches.as_ref().unwrap();
    let catalogue = port.catalogue().await.unwrap().items;
    let rows = port.of_tenant(&hostile, &catalogue).await.unwrap().items;
    let disagree = rows.iter().filter(|row| row.disagrees.is_some()).count();
    assert_eq!(disagree, 2, "one of them only in the other table: {rows:?}");
    let months = platform
        .usage
        .as_ref()
        .unwrap()
        .months(&hostile, 3)
        .await
        .unwrap()
        .items;
    assert!(months.iter().any(|month| month.oddities > 2), "{months:?}");
    let trail = AuditTrail::new(&dynamo, &Tables::default(), &plan).unwrap();
    let entries = trail.of_tenant(&hostile, None, 10).await.unwrap().items;
    assert_eq!(entries[0].action, "agent.activated");
    shown += &format!("{catalogue:?}{rows:?}{months:?}{entries:?}");
    assert!(!shown.contains("DUMMY"), "{shown}");
    assert!(
        !shown.chars().any(|c| c.is_control() || c == '\u{202E}'),
        "{shown}"
    );
}

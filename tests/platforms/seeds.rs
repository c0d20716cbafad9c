//! The seeds of the demo, which are written without our codecs, come out whole.

use crate::stage::s;
use std::collections::{BTreeMap, HashMap, HashSet};
use switchboard::aws::dynamo::{Dynamo, Query};
use switchboard::aws::session::{Session, Target};
use switchboard::domain::conversation::{ConversationRow, Storage};
use switchboard::domain::id::TenantId;
use switchboard::embedded::{Backend, DemoOptions, Seed};
use switchboard::platform::marketplace::schema::Tables;
use switchboard::platform::marketplace::{Plan, reader};
use switchboard::platform::{Platform, alquimista};

async fn demo(seed: Seed) -> (Backend, Dynamo, Platform) {
    let backend = Backend::start(DemoOptions {
        seed,
        speed: 0.0,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    backend.seeded().await.unwrap();
    let session = Session::open(&Target::of_endpoint(&backend.endpoint())).await;
    let tables = Tables::default();
    let plan = Plan::discover(&session.dynamo, &tables).await.unwrap();
    let platform = reader(&session.dynamo, &tables, &plan);
    (backend, session.dynamo.clone(), platform)
}

/// All rows of all tenants, halves joined, and the number of items behind them.
async fn sweep(dynamo: &Dynamo, platform: &Platform) -> (Vec<ConversationRow>, usize) {
    let port = platform.conversations.as_ref().unwrap();
    let tenants = platform
        .tenants
        .as_ref()
        .unwrap()
        .list(None)
        .await
        .unwrap()
        .items;
    let mut rows: BTreeMap<_, ConversationRow> = BTreeMap::new();
    let mut ids = HashSet::new();
    for tenant in tenants {
        let mut after = None;
        loop {
            let page = port.sweep(&tenant.id, after, 7).await.unwrap();
            for row in page.items {
                match rows.get_mut(&row.key) {
                    Some(known) => known.absorb(row),
                    None => drop(rows.insert(row.key.clone(), row)),
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let all = Query::partition(
            "ai-marketplace-conversations-platform",
            "tenantId",
            tenant.id.as_str(),
        );
        let prefix = format!("{}#", tenant.id.as_str());
        for item in dynamo.query_all(all, 50).await.unwrap().items {
            let id = item["conversationId"].as_s().unwrap();
            let bare = id.strip_prefix(&prefix).unwrap_or(id).to_owned();
            ids.insert((tenant.id.clone(), bare));
        }
    }
    (rows.into_values().collect(), ids.len())
}

#[tokio::test]
async fn the_plaza_has_its_queue_and_its_shapes() {
    let (_backend, dynamo, platform) = demo(Seed::Plaza).await;
    let (rows, conversations) = sweep(&dynamo, &platform).await;
    assert_eq!(rows.len(), conversations);
    let mut words: HashMap<&str, usize> = HashMap::new();
    for row in rows.iter().filter(|row| row.escalation().is_some()) {
        *words.entry(row.status().word()).or_default() += 1;
    }
    assert_eq!(
        words,
        HashMap::from([("PASSED_TO_HUMAN", 33), ("ESCALATED", 5), ("escalated", 3)])
    );
    let of = |storage| rows.iter().filter(|row| row.storage() == storage).count();
    let shapes = [
        Storage::Embedded,
        Storage::LastMessageOnly,
        Storage::NoTranscript,
    ]
    .map(of);
    assert!(shapes.iter().all(|count| *count > 0), "{shapes:?}");
    assert!(
        rows.iter().all(|row| row.oddities == 0),
        "{:#?}",
        rows.iter().find(|row| row.oddities > 0)
    );
    assert!(
        rows.iter()
            .any(|row| row.customer().is_some_and(|who| who.name.is_some()))
    );
    let tables = alquimista::schema::Tables::default();
    let plan = alquimista::Plan::discover(&dynamo, &tables).await;
    let plan = plan.unwrap().unwrap();
    let switches = alquimista::reader(&dynamo, &tables, &plan, None)
        .switches
        .unwrap();
    let catalogue = switches.catalogue().await.unwrap().items;
    assert!(catalogue.len() >= 7);
    let tenant = TenantId::from("tenant-ecommerce-solutions");
    let rows = switches.of_tenant(&tenant, &catalogue).await.unwrap().items;
    assert!(rows.len() >= catalogue.len());
    let months = platform
        .usage
        .unwrap()
        .months(&tenant, 3)
        .await
        .unwrap()
        .items;
    assert_eq!(months.len(), 3);
}

#[tokio::test]
async fn the_hostile_seed_is_shown_whole_and_harmless() {
    let (_backend, dynamo, platform) = demo(Seed::Hostile).await;
    let (rows, conversations) = sweep(&dynamo, &platform).await;
    assert_eq!(rows.len(), conversations, "no conversation is dropped");
    assert!(rows.iter().any(|row| row.oddities > 0));
    let port = platform.conversations.as_ref().unwrap();
    for row in &rows {
        let stored = port.read(&row.key).await.unwrap().value.unwrap();
        for message in &stored.messages {
            let harmful = message
                .text
                .chars()
                .any(|c| (c.is_control() && c != '\n') || ('\u{202A}'..='\u{202E}').contains(&c));
            assert!(!harmful, "{message:?}");
        }
        let raw = dynamo
            .get(
                "ai-marketplace-conversations-platform",
                HashMap::from([
                    ("tenantId".to_owned(), s(row.key.tenant.as_str())),
                    (
                        "conversationId".to_owned(),
                        s(row.key.conversation.as_str()),
                    ),
                ]),
            )
            .await
            .unwrap();
        assert_eq!(raw.value.is_some(), stored.row.record.is_some());
    }
}

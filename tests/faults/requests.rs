//! What goes over the line: the rules of the backends, where the engine forgives more than the service does.

use crate::scene::{CONVERSATIONS, Scene, TENANT};
use crate::service::{calls, place, refusals};
use crate::support::proxy::Seen;
use crate::support::{rows, switches, wanted};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future::ProvideCredentials as Providing;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use std::collections::BTreeSet;
use switchboard::aws::failure::problem;
use switchboard::aws::session::{Session, Target};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::control::{Reader, Writer};
use switchboard::desk::{AnyDesk, Desk, Mode};
use switchboard::domain::agent::{Switch, Toggle, Toggled, Turn};
use switchboard::domain::conversation::Storage;
use switchboard::domain::handoff::{Claimed, Ending, LEASE};
use switchboard::domain::id::{PlatformId, TenantId, TenantKey};
use switchboard::domain::problem::Trouble;
use switchboard::domain::role::{Access, Barred};
use switchboard::domain::system::{Port, System};
use switchboard::domain::text::Text;
use switchboard::domain::time::month;

async fn read_tenant<M: Mode>(desk: &Desk<M>, system: &System, tenant: &TenantKey) {
    desk.tenant(tenant).await.unwrap().unwrap();
    switches(desk, tenant.tenant.as_str()).await;
    desk.usage(tenant).await.unwrap();
    if !system.has(Port::Conversations) {
        return;
    }
    let mut shapes = BTreeSet::new();
    for row in desk.sweep(tenant, None).await.unwrap().items {
        if shapes.insert(format!("{:?}", row.storage())) {
            desk.conversation(&row.key).await.unwrap().value.unwrap();
        }
    }
}

/// Everything that can be read.
async fn read_everything<M: Mode>(desk: &Desk<M>) {
    for system in desk.systems() {
        for tenant in desk.tenants(system.platform, None).await.unwrap().items {
            read_tenant(desk, &system, &tenant.key()).await;
        }
    }
    desk.claims().await.unwrap();
}

/// Every verb that writes, once or more.
async fn whole_session(scene: &Scene) -> Vec<Seen> {
    scene.proxy.mark();
    let ana = scene.ana().await;
    let desk = &ana.desk;
    read_everything(desk).await;
    let tenant = TenantId::from(TENANT);
    let reason = Text::from_untrusted("the customer asked for it");
    let all = rows(desk, TENANT).await;
    for shape in [
        Storage::Embedded,
        Storage::LastMessageOnly,
        Storage::NoTranscript,
    ] {
        let row = all.iter().find(|row| row.storage() == shape).unwrap();
        let claimed = desk.claim(&row.key, Some(&reason), LEASE).await.unwrap();
        let Claimed::Won { claim, .. } = claimed else {
            panic!("{claimed:?}");
        };
        desk.claim(&row.key, Some(&reason), LEASE).await.unwrap();
        desk.renew(&claim, LEASE).await.unwrap().unwrap();
        desk.reply(&claim, "Hola").await.unwrap();
        desk.note(&claim, "Llamar mañana").await.unwrap();
        desk.conversation(&row.key).await.unwrap();
        desk.pause_again(&claim, None).await;
        let ending = match shape {
            Storage::Embedded => Ending::HandedBack,
            _ => Ending::Resolved,
        };
        desk.hand_back(&claim, ending).await.unwrap();
        desk.finish_left(&desk.claims().await.unwrap())
            .await
            .unwrap();
    }
    // One that was never escalated and has no record of its own.
    let row = all.iter().find(|row| row.record.is_none());
    if let Some(row) = row {
        desk.claim(&row.key, Some(&reason), LEASE).await.unwrap();
    }
    for seen in switches(desk, tenant.as_str()).await {
        let turn = match seen.switch {
            Switch::On => Turn::Off,
            _ => Turn::On,
        };
        let toggle = Toggle {
            key: seen.key.clone(),
            turn,
            reason: reason.clone(),
            seen: seen.seen.clone(),
        };
        let toggled = desk.toggle(&toggle).await.unwrap();
        assert!(matches!(toggled, Toggled::Done { .. }), "{toggled:?}");
    }
    for platform in [PlatformId::Marketplace, PlatformId::Alquimista] {
        let month = month(desk.now());
        let trail = desk
            .trail(platform, &tenant, &month, 5, None)
            .await
            .unwrap();
        desk.trail(platform, &tenant, &month, 5, trail.next)
            .await
            .unwrap();
    }
    drop(ana);
    scene.ana().await;
    scene.proxy.seen()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_session_asks_nothing_that_the_service_would_refuse() {
    let scene = Scene::new().await;
    let seen = whole_session(&scene).await;
    assert!(seen.len() > 100, "{} requests", seen.len());
    for request in &seen {
        for (kind, call) in calls(request) {
            assert_eq!(refusals(&call), Vec::<String>::new(), "{kind} {call}");
        }
        let Some(items) = request.body["TransactItems"].as_array() else {
            continue;
        };
        assert!(items.len() <= 100);
        let token = request.body["ClientRequestToken"].as_str().unwrap();
        assert!((1..=36).contains(&token.len()), "{token}");
        let places: Vec<String> = calls(request).iter().map(|(_, call)| place(call)).collect();
        let unique: BTreeSet<_> = places.iter().collect();
        assert_eq!(
            unique.len(),
            places.len(),
            "two actions on one item: {places:?}"
        );
    }
    let operations: BTreeSet<_> = seen.iter().map(|one| one.operation.as_str()).collect();
    for needed in [
        "TransactWriteItems",
        "UpdateItem",
        "PutItem",
        "Query",
        "GetItem",
    ] {
        assert!(operations.contains(needed), "{operations:?}");
    }
}

/// The rules that the backends impose: what a bot writes is never in a transaction of ours, no item of
/// theirs is replaced or made up, and no change is without a condition.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_session_keeps_the_rules_of_the_backends() {
    let scene = Scene::new().await;
    let seen = whole_session(&scene).await;
    let mut creations = Vec::new();
    for request in seen.iter().filter(|request| request.writes()) {
        for (kind, call) in calls(request) {
            let table = call["TableName"].as_str().unwrap();
            let condition = call["ConditionExpression"].as_str().unwrap_or_default();
            assert_ne!(condition, "", "{kind} {table} on no condition");
            if kind.starts_with("Transact") {
                assert_ne!(table, CONVERSATIONS, "an item that the bot writes");
            }
            assert!(!kind.contains("Delete"), "{kind} {table}");
            if table == DEFAULT_NAME {
                continue;
            }
            if kind.ends_with("Update") || kind == "UpdateItem" {
                assert!(condition.contains("attribute_exists("), "{kind} {table}");
            } else {
                assert!(
                    condition.contains("attribute_not_exists("),
                    "{kind} {table}"
                );
                creations.push(table.to_owned());
            }
        }
    }
    creations.sort();
    creations.dedup();
    let legitimate = [
        "agent_activations",
        "ai-marketplace-conversations-platform",
        "audit_logs",
    ];
    for table in &creations {
        assert!(legitimate.contains(&table.as_str()), "{table}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_only_reads_sends_no_write() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    scene.ana().await.wins(&key).await;
    scene.proxy.mark();
    let state = scene.state.path().join("reader");
    let station = wanted(&scene.proxy.endpoint(), "luis", &state, true)
        .connect()
        .await;
    let station = station.unwrap();
    assert_eq!(station.access, Access::ReadsOnly(Barred::ReadOnly));
    let AnyDesk::Reading(desk) = &station.desk else {
        panic!("a desk that reads");
    };
    read_everything(desk).await;
    let opened = desk.conversation(&key).await.unwrap().value.unwrap();
    assert_eq!(opened.claim.unwrap().operator.as_str(), "ana");
    let month = month(desk.now());
    let trail = desk
        .trail(key.platform, &key.tenant, &month, 10, None)
        .await;
    assert!(!trail.unwrap().items.is_empty());
    let seen = scene.proxy.seen();
    assert!(seen.len() > 50, "{}", seen.len());
    let writes: Vec<_> = seen.iter().filter(|one| one.writes()).collect();
    assert!(writes.is_empty(), "{writes:#?}");
    assert!(!state.exists(), "nor a journal");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_control_table_all_can_be_read_and_init_makes_one_once() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let delete = scene.raw.delete_table().table_name(DEFAULT_NAME);
    delete.send().await.unwrap();
    let state = scene.state.path().join("luis");
    let connector = wanted(&scene.proxy.endpoint(), "luis", &state, false);
    let station = connector.connect().await.unwrap();
    assert_eq!(station.access, Access::ReadsOnly(Barred::NoControlTable));
    let AnyDesk::Reading(desk) = &station.desk else {
        panic!("a desk that reads");
    };
    scene.proxy.mark();
    read_everything(desk).await;
    let opened = desk.conversation(&key).await.unwrap().value.unwrap();
    assert_eq!(opened.claim, None);
    let none = desk
        .trail(key.platform, &key.tenant, "2026-01", 10, None)
        .await;
    assert_eq!(none.unwrap_err().trouble, Trouble::NoControlTable);
    assert!(scene.proxy.seen().iter().all(|one| !one.writes()));

    let target = Target::of_endpoint(&scene.proxy.endpoint());
    let session = Session::open(&target).await;
    let writer = Writer::new(Reader::new(session.dynamo.clone(), DEFAULT_NAME));
    assert!(writer.init("one-backend").await.unwrap());
    scene.proxy.mark();
    assert!(!writer.init("another-backend").await.unwrap());
    let meta = writer.reader().meta().await.unwrap().unwrap();
    assert_eq!(meta.backend, "one-backend");

    let station = connector.connect().await.unwrap();
    assert_eq!(station.access, Access::Full);
    let ana = scene.ana().await;
    assert_eq!(ana.wins(&key).await.fence.0, 1);
}

#[derive(Debug)]
struct NoCredentials;

impl ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> Providing<'a>
    where
        Self: 'a,
    {
        Providing::ready(Err(CredentialsError::not_loaded("nobody is logged in")))
    }
}

#[tokio::test]
async fn missing_credentials_are_told_from_a_broken_line() {
    use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Region};
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .endpoint_url("http://127.0.0.1:9")
        .credentials_provider(SharedCredentialsProvider::new(NoCredentials))
        .build();
    let client = aws_sdk_dynamodb::Client::from_conf(config);
    let error = client.list_tables().send().await.unwrap_err();
    assert_eq!(problem("a call", &error).trouble, Trouble::Credentials);
}

//! What is told of escalations is kept once, whoever drains, whatever is told twice, and wherever a console
//! dies: on the demo's engine, with the demo's queue.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use support::{backend, console, rows, writing};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::briefing::Kept;
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::letter::Letter;
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::embedded::feed::Queue;
use switchboard::embedded::{Backend, Seed, client};
use switchboard::platform::{Feed, marketplace::feed};

const TENANT: &str = "tenant-ecommerce-solutions";
const MARKET: PlatformId = PlatformId::Marketplace;
const NO_WAIT: Duration = Duration::ZERO;

/// A queue that can be made to die before it discards.
#[derive(Clone, Default)]
struct Shaky {
    queue: Queue,
    dies: Arc<AtomicBool>,
}

#[async_trait]
impl feed::Queue for Shaky {
    async fn receive(&self, wait: Duration) -> Result<Vec<Letter>, Problem> {
        Ok(self.queue.receive(wait).await)
    }

    async fn discard(&self, receipt: &str) -> Result<(), Problem> {
        if self.dies.load(Ordering::Relaxed) {
            return Err(Problem::new(Trouble::TimedOut, "discard", "dead"));
        }
        self.queue.discard(receipt);
        Ok(())
    }
}

struct Scene {
    _backend: Backend,
    _state: tempfile::TempDir,
    raw: Client,
    queue: Shaky,
    ana: Desk<Writing>,
    eva: Desk<Writing>,
}

impl Scene {
    async fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let backend = backend(Seed::Plaza).await;
        let queue = Shaky::default();
        let feed: Arc<dyn Feed> = Arc::new(feed::Feed::new(queue.clone()));
        let mut desks = Vec::new();
        for name in ["ana", "eva"] {
            let station = console(&backend.endpoint(), name, &state.path().join(name)).await;
            desks.push(writing(&station).hearing(MARKET, &feed));
        }
        let eva = desks.pop().unwrap();
        Self {
            raw: client(&backend.endpoint()),
            ana: desks.pop().unwrap(),
            eva,
            queue,
            _backend: backend,
            _state: state,
        }
    }

    fn tell(&self, body: &Value) {
        self.queue.queue.send(body.to_string());
    }

    /// How many briefings the table has of each conversation.
    async fn briefings(&self) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for item in self.control("BRIEF#").await {
            *found.entry(item).or_insert(0) += 1;
        }
        found
    }

    /// Partition keys of the control table's rows of a kind.
    async fn control(&self, kind: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let scan = self.raw.scan().table_name(DEFAULT_NAME);
            let page = scan.set_exclusive_start_key(after).send().await.unwrap();
            for item in page.items() {
                if item["sk"].as_s().unwrap().starts_with(kind) {
                    found.push(item["pk"].as_s().unwrap().clone());
                }
            }
            after = page.last_evaluated_key;
            if after.is_none() {
                return found;
            }
        }
    }

    async fn kept(&self, key: &ConversationKey) -> Option<Kept> {
        self.eva.newest_briefing(key).await.unwrap()
    }
}

fn key(id: &str) -> ConversationKey {
    ConversationKey::marketplace(&TenantId::from(TENANT), id)
}

/// The body of the escalation service, and that of the notification service.
fn both(id: &str, at: &str) -> [Value; 2] {
    let first = json!({
        "tenantId": TENANT, "businessName": "Plaza", "conversationId": id,
        "escalationReason": "Suena a queja: \"malo\"", "priority": "high",
        "suggestedAgent": "customer_service_supervisor", "estimatedResolutionTime": 10,
        "triggers": [{"type": "complaint", "reason": "Suena a queja: \"malo\"", "confidence": 0.8}],
        "timestamp": at,
    });
    let mut second = first.clone();
    second["type"] = json!("escalation_notification");
    second["customerPhone"] = json!("+573005550142");
    second["conversationSummary"] = json!(format!("resumen de {id}"));
    [first, second]
}

async fn drain_all(desk: &Desk<Writing>) -> BTreeSet<ConversationKey> {
    let mut changed = BTreeSet::new();
    loop {
        let drained = desk.drain(MARKET, NO_WAIT).await.unwrap();
        assert_eq!(drained.left, 0);
        if drained.changed.is_empty() && drained.unread == 0 && drained.summaries.is_empty() {
            return changed;
        }
        changed.extend(drained.changed);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_drain_two_hundred_bodies_and_lose_and_double_none() {
    let scene = Scene::new().await;
    let ids: Vec<String> = (0..100).map(|at| format!("conv_race_{at:03}")).collect();
    // Neighbours in the queue, so that each console often has one of the two.
    for id in &ids {
        for body in both(id, "2026-11-21T14:00:00.000Z") {
            scene.tell(&body);
        }
    }
    scene.tell(&json!({"type": "odd"}));
    let (a, b) = tokio::join!(drain_all(&scene.ana), drain_all(&scene.eva));
    assert!(scene.queue.queue.is_empty());
    assert_eq!(a.union(&b).count(), ids.len());
    let briefings = scene.briefings().await;
    assert_eq!(briefings.len(), ids.len(), "none lost");
    assert!(briefings.values().all(|count| *count == 1), "none doubled");
    for id in &ids {
        let kept = scene.kept(&key(id)).await.unwrap().briefing;
        assert_eq!(kept.summary.unwrap(), format!("resumen de {id}").as_str());
        assert_eq!(kept.triggers.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_with_a_body_each_of_one_conversation_make_one_briefing() {
    let scene = Scene::new().await;
    for round in 0..20 {
        let id = format!("conv_pair_{round}");
        let [first, second] = both(&id, "2026-11-21T14:00:00.000Z");
        let feeds = [first, second].map(|body| {
            let queue = Queue::default();
            queue.send(body.to_string());
            let shaky = Shaky {
                queue,
                dies: Arc::default(),
            };
            Arc::new(feed::Feed::new(shaky)) as Arc<dyn Feed>
        });
        let ana = scene.ana.clone().hearing(MARKET, &feeds[0]);
        let eva = scene.eva.clone().hearing(MARKET, &feeds[1]);
        let (a, b) = tokio::join!(ana.drain(MARKET, NO_WAIT), eva.drain(MARKET, NO_WAIT));
        assert_eq!((a.unwrap().changed.len(), b.unwrap().changed.len()), (1, 1));
        let kept = scene.kept(&key(&id)).await.unwrap().briefing;
        assert!(kept.summary.is_some() && kept.suggested.is_some());
    }
    let briefings = scene.briefings().await;
    assert_eq!(briefings.len(), 20);
    assert!(briefings.values().all(|count| *count == 1), "{briefings:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_before_it_discards_leaves_nothing_double() {
    let scene = Scene::new().await;
    for body in both("conv_1", "2026-11-21T14:00:00.000Z") {
        scene.tell(&body);
    }
    scene.tell(&json!({"type": "odd", "phone": "+573005550142"}));
    scene.tell(&json!({"type": "daily_summary", "date": "2026-11-20", "summary": {}}));
    scene.queue.dies.store(true, Ordering::Relaxed);
    let drained = scene.ana.drain(MARKET, NO_WAIT).await.unwrap();
    assert_eq!((drained.changed.len(), drained.unread), (1, 1));
    assert_eq!(scene.queue.queue.len(), 4, "it comes again");

    scene.queue.dies.store(false, Ordering::Relaxed);
    scene.queue.queue.show_all();
    drain_all(&scene.eva).await;
    assert!(scene.queue.queue.is_empty());
    assert_eq!(scene.briefings().await.values().sum::<usize>(), 1);
    assert_eq!(
        scene.control("BODY#").await.len(),
        1,
        "kept and counted once"
    );
    assert_eq!(scene.control("2026-11-20#").await.len(), 1);
    assert_eq!(scene.ana.unread().await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_comes_again_after_a_day_changes_nothing_and_a_later_escalation_is_another() {
    let scene = Scene::new().await;
    let [first, second] = both("conv_1", "2026-11-20T14:00:00.000Z");
    let [later, _] = both("conv_1", "2026-11-21T14:00:00.000Z");
    let [near, _] = both("conv_1", "2026-11-21T14:00:59.000Z");
    for body in [&first, &later, &near, &second, &first, &second] {
        scene.tell(body);
        drain_all(&scene.ana).await;
    }
    assert_eq!(scene.briefings().await.values().sum::<usize>(), 2);
    let newest = scene.kept(&key("conv_1")).await.unwrap().briefing;
    assert_eq!(newest.at, "2026-11-21T14:00:00Z".parse().unwrap());
    assert_eq!(newest.summary, None, "the summary is of the day before");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_end_is_of_the_escalation_before_it_in_whichever_order_they_come() {
    let scene = Scene::new().await;
    let resolved = |at: &str| {
        json!({"type": "escalation_resolved", "tenantId": TENANT,
               "conversationId": format!("{TENANT}#conv_1"), "resolvedBy": "admin-1", "timestamp": at})
    };
    scene.tell(&resolved("2026-11-21T14:10:00.000Z"));
    scene.tell(&both("conv_1", "2026-11-21T14:00:00.000Z")[0]);
    scene.tell(&resolved("2026-11-21T13:00:00.000Z"));
    assert_eq!(drain_all(&scene.ana).await.len(), 1);
    let kept = scene.kept(&key("conv_1")).await.unwrap();
    assert_eq!(kept.resolution.unwrap().by.unwrap(), "admin-1");
    scene.tell(&both("conv_1", "2026-11-21T14:20:00.000Z")[0]);
    drain_all(&scene.ana).await;
    assert_eq!(scene.kept(&key("conv_1")).await.unwrap().resolution, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_telling_that_names_a_customer_finds_the_conversation_and_opening_it_shows_the_briefing()
{
    let scene = Scene::new().await;
    let rows = rows(&scene.ana, TENANT).await;
    let known = rows
        .iter()
        .map(|row| row.key.clone())
        .find(|key| key.conversation.as_str().starts_with("conv_"))
        .unwrap();
    let phone = known.conversation.as_str().rsplit('_').next().unwrap();
    scene.queue.queue.send(format!(
        "Customer: {phone}\nTenant: {TENANT}\nReason: Error técnico\nLast Intent: compra\nMessage: Hola"
    ));
    let changed = drain_all(&scene.ana).await;
    assert_eq!(
        changed.into_iter().collect::<Vec<_>>(),
        std::slice::from_ref(&known)
    );
    let opened = scene.eva.conversation(&known).await.unwrap().value.unwrap();
    let briefing = opened.briefing.unwrap().briefing;
    assert_eq!(briefing.last_intent.unwrap(), "compra");
    let read = scene
        .eva
        .rows_of(&[known.clone(), key("conv_of_nobody")])
        .await
        .unwrap();
    assert_eq!(read.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_kept_stays_in_the_queue() {
    let scene = Scene::new().await;
    scene.tell(&both("conv_1", "2026-11-21T14:00:00.000Z")[0]);
    let delete = scene.raw.delete_table().table_name(DEFAULT_NAME);
    delete.send().await.unwrap();
    assert!(scene.ana.drain(MARKET, NO_WAIT).await.is_err());
    assert_eq!(scene.queue.queue.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_demo_tells_is_of_conversations_that_its_lists_have() {
    for seed in [Seed::Plaza, Seed::Hostile] {
        let state = tempfile::tempdir().unwrap();
        let backend = backend(seed).await;
        let feed: Arc<dyn Feed> = Arc::new(feed::Feed::new(Shaky {
            queue: backend.feed(),
            dies: Arc::default(),
        }));
        let station = console(&backend.endpoint(), "ana", state.path()).await;
        let ana = writing(&station).hearing(MARKET, &feed);
        let told = drain_all(&ana).await;
        assert!(told.len() > 5, "{seed:?}");
        let told: Vec<ConversationKey> = told.into_iter().collect();
        for row in ana.rows_of(&told).await.unwrap() {
            let listed = rows(&ana, row.key.tenant.as_str()).await;
            assert!(listed.iter().any(|one| one.key == row.key), "{:?}", row.key);
        }
        assert_eq!(ana.unread().await.unwrap(), 0);
    }
}

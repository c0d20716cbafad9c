//! The outbox on a bus that fails: what could not go out is counted, goes out once it can, and whoever hears one
//! twice knows it by its id.

use crate::server::{Server, server};
use crate::support::proxy::{Fault, Proxy};
use crate::told::Told;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use switchboard::aws::session::{Session, Target};
use switchboard::control::{ByPlatform, Reader, Writer, outbox};
use switchboard::desk::{Desk, Parts, Permit, Writing};
use switchboard::domain::agent::{SeenSwitch, Toggle, Turn};
use switchboard::domain::event::Relayed;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{AgentId, ConsoleId, IntentId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::text::Text;
use switchboard::journal::Journals;
use switchboard::platform::PlatformWriter;
use switchboard::platform::alquimista::telling;

const BUS: &str = "fibonacci-bus-failing";
const QUEUE: &str = "failing-events";
const TABLE: &str = "switchboard-control-of-events";
const PUT: &str = "PutEvents";

/// A bus whose events all come to a queue; its URL.
async fn bus(server: &Server) -> String {
    let events = aws_sdk_eventbridge::Client::new(&server.config());
    events.create_event_bus().name(BUS).send().await.unwrap();
    let queue = server.sqs().create_queue().queue_name(QUEUE).send().await;
    let pattern = json!({"source": ["alquimista.platform"]}).to_string();
    let rule = events.put_rule().name("every").event_bus_name(BUS);
    rule.event_pattern(pattern).send().await.unwrap();
    let target = aws_sdk_eventbridge::types::Target::builder()
        .id("queue")
        .arn(format!("arn:aws:sqs:us-east-1:000000000000:{QUEUE}"))
        .build()
        .unwrap();
    let targets = events.put_targets().rule("every").event_bus_name(BUS);
    targets.targets(target).send().await.unwrap();
    queue.unwrap().queue_url.unwrap()
}

fn actor() -> Actor {
    Actor {
        identity: "demo:ana".to_owned(),
        name: Text::from("ana"),
        console: ConsoleId::from("console-ana"),
        host: Text::from("here"),
    }
}

/// A change that happened, and that nobody was told of yet.
fn entry(at: usize) -> outbox::Entry {
    let toggle = Toggle {
        key: SwitchKey {
            platform: PlatformId::Alquimista,
            tenant: TenantId::from("t1"),
            agent: AgentId::from(format!("agent-{at}")),
        },
        turn: Turn::Off,
        reason: Text::from("answers with old prices"),
        seen: SeenSwitch::Absent,
    };
    let (actor, now) = (actor(), Timestamp::now());
    let intent = IntentId::from(format!("intent-{at}"));
    outbox::Entry {
        event: telling::toggled(&toggle, &actor, &intent, now),
        intent,
        matter: outbox::Matter::Toggle(toggle),
        actor,
        at: now,
        state: outbox::State::Ready,
        lease_until: None,
        tries: 0,
    }
}

/// A desk whose bus is behind the proxy, and by how much its clock is ahead.
struct Office {
    desk: Desk<Writing>,
    ahead: Arc<AtomicI64>,
    control: Writer,
    _state: tempfile::TempDir,
}

async fn office(server: &Server, proxy: &Proxy) -> Office {
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let reader = Reader::new(session.dynamo.clone(), TABLE);
    let control = Writer::new(reader.clone());
    control.init("test").await.unwrap();
    let behind = Session::open(&Target::of_endpoint(&proxy.endpoint())).await;
    let writer = PlatformWriter {
        id: PlatformId::Alquimista,
        handoffs: None,
        switching: None,
        turning: Some(Arc::new(Told::default())),
        publisher: Some(Arc::new(behind.bus(BUS))),
        deciding: None,
        acting: None,
        feed: None,
    };
    let ahead: Arc<AtomicI64> = Arc::default();
    let later = ahead.clone();
    let parts = Parts {
        actor: actor(),
        clock: Box::new(move || {
            Timestamp::now() + SignedDuration::from_secs(later.load(Ordering::SeqCst))
        }),
        meter: Box::new(Default::default),
        platforms: Vec::new(),
        control: Some(ByPlatform::same(reader)),
        health: Vec::new(),
        permit: Permit::all(),
    };
    let state = tempfile::tempdir().unwrap();
    let journals = Journals::open(state.path(), "test").unwrap();
    let journal = journals.fresh("ana", &actor().console).unwrap();
    let all = ByPlatform::same(control.clone());
    Office {
        desk: Desk::writing(parts, all, vec![writer], journal),
        ahead,
        control,
        _state: state,
    }
}

impl Office {
    /// What a look came to, and what waits after it.
    async fn look(&self) -> (Relayed, usize) {
        let relayed = self.desk.relay().await.unwrap();
        (relayed, self.desk.unsent().await.unwrap())
    }

    /// Whoever leased an event to send it has given up by then.
    fn wait(&self) {
        self.ahead.fetch_add(60, Ordering::SeqCst);
    }
}

/// How often each event was heard, by its id.
async fn heard(server: &Server, url: &str, least: usize) -> BTreeMap<String, usize> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..20 {
        let call = server.sqs().receive_message().queue_url(url);
        let call = call.max_number_of_messages(10).wait_time_seconds(1);
        let messages = call.send().await.unwrap().messages.unwrap_or_default();
        for message in &messages {
            let body: Value = serde_json::from_str(message.body().unwrap()).unwrap();
            let id = body["detail"]["traceId"].as_str().unwrap().to_owned();
            *found.entry(id).or_default() += 1;
            let done = server.sqs().delete_message().queue_url(url);
            let done = done.receipt_handle(message.receipt_handle().unwrap());
            done.send().await.unwrap();
        }
        if messages.is_empty() && found.values().sum::<usize>() >= least {
            break;
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_go_out_is_counted_and_goes_out_with_the_same_id() {
    let Some(server) = server().await else { return };
    let url = bus(server).await;
    let proxy = Proxy::start(&server.endpoint).await;
    let office = office(server, &proxy).await;
    let entries = [entry(1), entry(2)];
    for entry in &entries {
        office.control.prepare(entry).await.unwrap();
    }
    assert_eq!(office.desk.unsent().await.unwrap(), 2);

    // The bus takes none.
    let error = Fault::error(500, "InternalException");
    let trap = proxy.next(usize::MAX, PUT, error);
    let (relayed, unsent) = office.look().await;
    assert_eq!((relayed.sent, relayed.waiting, unsent), (0, 2, 2));
    assert!(trap.count() > 0);
    proxy.clear();
    // Another look at once leaves them to whom they are leased.
    let (relayed, unsent) = office.look().await;
    assert_eq!((relayed.sent, relayed.waiting, unsent), (0, 2, 2));

    // It takes them, and nobody hears that it did.
    office.wait();
    proxy.next(usize::MAX, PUT, Fault::CutAfter);
    let (relayed, unsent) = office.look().await;
    assert_eq!((relayed.sent, relayed.waiting, unsent), (0, 2, 2));
    proxy.clear();

    office.wait();
    let (relayed, unsent) = office.look().await;
    assert_eq!((relayed.sent, relayed.waiting, unsent), (2, 0, 0));
    let (relayed, _) = office.look().await;
    assert_eq!(relayed, Relayed::default(), "once it is sent it is over");

    let ids: Vec<String> = entries
        .iter()
        .map(|entry| {
            let detail: Value = serde_json::from_str(&entry.event.detail).unwrap();
            detail["traceId"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_ne!(ids[0], ids[1]);
    let heard = heard(server, &url, 4).await;
    assert_eq!(heard.len(), 2, "{heard:?}");
    for id in &ids {
        assert!(heard[id] >= 2, "{id} of {heard:?}: by both, under one id");
    }
}

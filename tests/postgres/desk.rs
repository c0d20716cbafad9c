//! Toggles at the desk: the database, our own table and the bus come to the same, whatever breaks between.

use crate::cut::{Cut, Line};
use crate::server::{Design, Scene, scene};
use crate::switches::{ATENDIMENTO, RECEBIMENTO, SENTIMENTO, TENANT, key};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use switchboard::aws::session::{Session, Target};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::control::{self, ByPlatform, outbox};
use switchboard::desk::{Desk, Parts, Permit, Relayed, Writing};
use switchboard::domain::agent::{Activation, Switch, Toggle, Toggled, Turn};
use switchboard::domain::audit::AuditEntry;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, IntentId, PlatformId, TenantId, WorkId};
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Decision, Work, WorkKey, WorkKind};
use switchboard::journal::{Journals, Memory};
use switchboard::platform::alquimista::postgres::{self, Settings, Tls};
use switchboard::platform::{Event, Published, Publisher, Ruled};

/// A bus that keeps what it accepts, and refuses as often as it is told to.
#[derive(Default)]
struct Bus {
    accepted: Mutex<Vec<Event>>,
    refusals: AtomicI64,
}

#[async_trait]
impl Publisher for Bus {
    async fn publish(&self, events: &[Event]) -> Result<Vec<Published>, Problem> {
        let one = |event: &Event| {
            if self.refusals.fetch_sub(1, Ordering::SeqCst) > 0 {
                return Published::Refused(Text::from("InternalFailure"));
            }
            self.accepted.lock().unwrap().push(event.clone());
            Published::Accepted
        };
        Ok(events.iter().map(one).collect())
    }
}

/// A database, a control table, a bus, and a clock that can be put forward.
pub struct Office {
    pub scene: Scene,
    session: Session,
    bus: Arc<Bus>,
    ahead: Arc<AtomicI64>,
    state: tempfile::TempDir,
    _serving: tokio::task::JoinHandle<()>,
}

pub async fn office() -> Option<Office> {
    let scene = scene(Design::Migrations).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let engine = dynoxide::Database::memory().unwrap();
    let serving = tokio::spawn(async move {
        let forever = std::future::pending();
        let _ = dynoxide::server::serve_with_shutdown(listener, engine, forever).await;
    });
    let session = Session::open(&Target::of_endpoint(&endpoint)).await;
    let office = Office {
        scene,
        session,
        bus: Arc::default(),
        ahead: Arc::default(),
        state: tempfile::tempdir().unwrap(),
        _serving: serving,
    };
    assert!(
        control::Writer::new(office.control())
            .init("test")
            .await
            .unwrap()
    );
    Some(office)
}

impl Office {
    fn control(&self) -> control::Reader {
        control::Reader::new(self.session.dynamo.clone(), DEFAULT_NAME)
    }

    async fn console(&self, name: &str, settings: Settings) -> Desk<Writing> {
        let database = postgres::discover(settings).await.unwrap().unwrap();
        let console = ConsoleId::from(format!("console-{name}"));
        let journals = Journals::open(self.state.path(), "test").unwrap();
        let actor = Actor {
            identity: format!("demo:{name}"),
            name: Text::from(name),
            console: console.clone(),
            host: Text::from("here"),
        };
        let (clock, ahead) = (self.session.dynamo.clock().clone(), self.ahead.clone());
        let now = move || clock.now() + SignedDuration::from_secs(ahead.load(Ordering::SeqCst));
        let meter = self.session.dynamo.meter().clone();
        let parts = Parts {
            actor,
            clock: Box::new(now),
            meter: Box::new(move || meter.total()),
            platforms: vec![postgres::reader(&database)],
            control: Some(ByPlatform::same(self.control())),
            health: Vec::new(),
            permit: Permit::all(),
        };
        let bus: Arc<dyn Publisher> = self.bus.clone();
        let writers = vec![postgres::writer(&database, Some(bus))];
        let journal = journals.fresh(name, &console).unwrap();
        Desk::writing(
            parts,
            ByPlatform::same(control::Writer::new(self.control())),
            writers,
            journal,
        )
    }

    pub async fn here(&self, name: &str) -> Desk<Writing> {
        self.console(name, self.scene.settings()).await
    }

    pub async fn behind(&self, line: &Line) -> Desk<Writing> {
        let settings = Settings {
            host: "127.0.0.1".to_owned(),
            port: line.port,
            tls: Tls::SameMachine,
            ..self.scene.settings()
        };
        self.console("far", settings).await
    }

    pub fn wait(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn events(&self) -> Vec<Event> {
        self.bus.accepted.lock().unwrap().clone()
    }

    pub async fn open(&self) -> usize {
        self.control().outbox().await.unwrap().value.len()
    }
}

pub async fn read(desk: &Desk<Writing>, agent: &str) -> Activation {
    desk.switch(&key(TENANT, agent)).await.unwrap().unwrap()
}

pub async fn trail(desk: &Desk<Writing>) -> Vec<AuditEntry> {
    let month = switchboard::domain::time::month(Timestamp::now());
    let tenant = TenantId::from(TENANT);
    let page = desk.trail(PlatformId::Alquimista, &tenant, &month, 1000, None);
    page.await.unwrap().items
}

pub fn toggle(seen: &Activation, turn: Turn) -> Toggle {
    Toggle {
        key: seen.key.clone(),
        turn,
        reason: Text::from("campaña terminada"),
        seen: seen.seen.clone(),
    }
}

pub fn other_way(seen: &Activation) -> Turn {
    match seen.switch {
        Switch::On => Turn::Off,
        _ => Turn::On,
    }
}

#[tokio::test]
async fn a_toggle_leaves_one_row_in_each_trail_and_one_event() {
    let Some(office) = office().await else { return };
    let desk = office.here("ana").await;
    let seen = read(&desk, ATENDIMENTO).await;
    let done = desk.toggle(&toggle(&seen, Turn::On)).await.unwrap();
    let Toggled::Done { now } = done else {
        panic!("{done:?}");
    };
    assert_eq!(now.switch, Switch::On);
    assert_eq!(
        now.by.as_ref().unwrap().as_str(),
        "ana",
        "known from our own row"
    );
    let already = desk.toggle(&toggle(&seen, Turn::On)).await.unwrap();
    assert_eq!(already, Toggled::Already { now: now.clone() });
    let changed = desk.toggle(&toggle(&seen, Turn::Off)).await.unwrap();
    assert_eq!(changed, Toggled::Changed { now: now.clone() });
    let mut nobody = toggle(&seen, Turn::On);
    nobody.key = key(TENANT, TENANT);
    assert_eq!(desk.toggle(&nobody).await.unwrap(), Toggled::NotFound);
    assert_eq!(office.scene.audited().await, 1);
    let rows = trail(&desk).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].action.as_str(), "agent.on");
    assert!(office.events().is_empty(), "the relay sends");
    let relayed = desk.relay().await.unwrap();
    assert_eq!(
        relayed,
        Relayed {
            sent: 1,
            ..Relayed::default()
        }
    );
    assert_eq!(desk.relay().await.unwrap(), Relayed::default());
    let events = office.events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].source, "alquimista.platform");
    assert_eq!(events[0].detail_type, "agent.activated");
    let detail: serde_json::Value = serde_json::from_str(&events[0].detail).unwrap();
    let names: Vec<&String> = detail.as_object().unwrap().keys().collect();
    let exactly = [
        "activationId",
        "agentId",
        "permissions",
        "tenantId",
        "timestamp",
        "traceId",
        "userId",
    ];
    assert_eq!(names, exactly);
    let trace = detail["traceId"].as_str().unwrap();
    let sql = format!("SELECT count(*) FROM audit_logs WHERE trace_id = '{trace}'");
    let found: i64 = office
        .scene
        .client
        .query_one(&sql, &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(found, 1, "event and audit row have the same trace");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_that_want_the_same_change_it_once_and_tell_it_once() {
    let Some(office) = office().await else { return };
    let desks = [office.here("ana").await, office.here("bruno").await];
    let mut changes = 0;
    for _ in 0..6 {
        for agent in [ATENDIMENTO, SENTIMENTO] {
            let seen = read(&desks[0], agent).await;
            let turn = other_way(&seen);
            let mut running = tokio::task::JoinSet::new();
            for racer in 0..8 {
                let (desk, toggle) = (desks[racer % 2].clone(), toggle(&seen, turn));
                running.spawn(async move { desk.toggle(&toggle).await.unwrap() });
            }
            let answers = running.join_all().await;
            let done = |one: &&Toggled| matches!(one, Toggled::Done { .. });
            assert_eq!(answers.iter().filter(done).count(), 1, "{answers:?}");
            let others =
                |one: &Toggled| matches!(one, Toggled::Done { .. } | Toggled::Already { .. });
            assert!(answers.iter().all(others), "{answers:?}");
            changes += 1;
            assert_eq!(office.scene.audited().await, changes);
        }
        let both = futures::future::join(desks[0].relay(), desks[1].relay()).await;
        assert_eq!(both.0.unwrap().sent + both.1.unwrap().sent, 2);
    }
    let many = usize::try_from(changes).unwrap();
    assert_eq!(office.events().len(), many);
    assert_eq!(trail(&desks[0]).await.len(), many);
    assert_eq!(office.open().await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wherever_the_line_breaks_all_three_tell_the_same_in_the_end() {
    for how in [Cut::Before, Cut::After] {
        let Some(office) = office().await else { return };
        let here = office.here("ana").await;
        let line = Line::to(office.scene.server.port, how).await;
        let (mut changes, mut step) = (0, 0);
        loop {
            let there = office.behind(&line).await;
            let seen = read(&there, RECEBIMENTO).await;
            line.cut_at(step);
            let answer = there.toggle(&toggle(&seen, other_way(&seen))).await;
            let was_cut = !line.is_whole();
            line.cut_at(usize::MAX);
            let now = read(&here, RECEBIMENTO).await;
            let changed = now.seen != seen.seen;
            changes += usize::from(changed);
            match answer {
                Ok(Toggled::Done { .. }) => assert!(changed, "step {step}"),
                Ok(other) => panic!("{other:?} at step {step}"),
                Err(problem) => assert!(!changed, "{problem} at step {step}"),
            }
            here.relay().await.unwrap();
            assert_eq!(
                office.scene.audited().await,
                i64::try_from(changes).unwrap()
            );
            assert_eq!(trail(&here).await.len(), changes);
            assert_eq!(office.events().len(), changes);
            assert_eq!(office.open().await, 0, "nothing is left at step {step}");
            if !was_cut {
                break;
            }
            step += 1;
        }
        assert!(step >= 8, "{step} steps were cut");
    }
}

/// What a console leaves that dies right behind the first step.
fn left(seen: &Activation, intent: &str, event: Event) -> outbox::Entry {
    outbox::Entry {
        intent: IntentId::from(intent),
        matter: outbox::Matter::Toggle(toggle(seen, other_way(seen))),
        actor: Actor {
            identity: "demo:carla".to_owned(),
            name: Text::from("carla"),
            console: ConsoleId::from("gone"),
            host: Text::from("gone"),
        },
        at: Timestamp::now(),
        event,
        state: outbox::State::Prepared,
        lease_until: None,
        tries: 0,
    }
}

fn about(entry: &outbox::Entry) -> &Toggle {
    match &entry.matter {
        outbox::Matter::Toggle(toggle) => toggle,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_a_dead_console_left_is_finished_or_set_aside() {
    let Some(office) = office().await else { return };
    let desk = office.here("ana").await;
    let database = postgres::discover(office.scene.settings())
        .await
        .unwrap()
        .unwrap();
    let turning = postgres::writer(&database, None).turning.unwrap();
    let writer = control::Writer::new(office.control());
    let mut entries = Vec::new();
    for (agent, intent) in [(RECEBIMENTO, "happened"), (SENTIMENTO, "never")] {
        let seen = read(&desk, agent).await;
        let mut entry = left(
            &seen,
            intent,
            Event {
                source: String::new(),
                detail_type: String::new(),
                detail: String::new(),
            },
        );
        entry.event = turning.event(about(&entry), &entry.actor, &entry.intent, entry.at);
        writer.prepare(&entry).await.unwrap();
        writer.prepare(&entry).await.unwrap();
        let stored = office.control().outbox_one(&entry.intent).await.unwrap();
        assert_eq!(stored.unwrap().matter, entry.matter, "all of it is kept");
        entries.push(entry);
    }
    let happened = &entries[0];
    let until = happened.at + SignedDuration::from_secs(15);
    turning
        .turn(
            about(happened),
            &happened.actor,
            &happened.intent,
            happened.at,
            until,
        )
        .await
        .unwrap();
    let young = desk.relay().await.unwrap();
    assert_eq!(
        young,
        Relayed {
            waiting: 2,
            ..Relayed::default()
        },
        "its console may still live"
    );
    office.wait(31);
    let relayed = desk.relay().await.unwrap();
    let all = Relayed {
        finished: 1,
        discarded: 1,
        sent: 1,
        waiting: 0,
    };
    assert_eq!(relayed, all);
    let rows = trail(&desk).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].name.as_str(), rows[0].intent.as_str()),
        ("carla", "happened")
    );
    assert_eq!(office.events().len(), 1);
    assert_eq!(read(&desk, RECEBIMENTO).await.by.unwrap().as_str(), "carla");
    // The one that was set aside comes back to life: its time is over by the database's clock.
    let never = &entries[1];
    let late = turning.turn(
        about(never),
        &never.actor,
        &never.intent,
        never.at,
        never.at,
    );
    assert_eq!(late.await.unwrap_err().trouble, Trouble::TimedOut);
}

#[tokio::test]
async fn an_event_that_the_bus_refuses_goes_out_later() {
    let Some(office) = office().await else { return };
    let desk = office.here("ana").await;
    for agent in [RECEBIMENTO, SENTIMENTO] {
        let seen = read(&desk, agent).await;
        desk.toggle(&toggle(&seen, other_way(&seen))).await.unwrap();
    }
    office.bus.refusals.store(1, Ordering::SeqCst);
    let relayed = desk.relay().await.unwrap();
    assert_eq!(
        relayed,
        Relayed {
            sent: 1,
            waiting: 1,
            ..Relayed::default()
        },
        "each answer counts"
    );
    let at_once = desk.relay().await.unwrap();
    assert_eq!(at_once.sent, 0, "its lease still runs");
    office.wait(31);
    assert_eq!(desk.relay().await.unwrap().sent, 1);
    assert_eq!(office.events().len(), 2);
    assert_eq!(office.open().await, 0);
}

#[tokio::test]
async fn a_restart_writes_down_what_an_earlier_run_left() {
    let Some(office) = office().await else { return };
    let desk = office.here("ana").await;
    let database = postgres::discover(office.scene.settings())
        .await
        .unwrap()
        .unwrap();
    let turning = postgres::writer(&database, None).turning.unwrap();
    let seen = read(&desk, RECEBIMENTO).await;
    let wanted = toggle(&seen, Turn::Off);
    let now = Timestamp::now();
    let intent = IntentId::from("left");
    let event = turning.event(&wanted, desk.actor(), &intent, now);
    let entry = outbox::Entry {
        intent: intent.clone(),
        ..left(&seen, "left", event)
    };
    let writer = control::Writer::new(office.control());
    writer.prepare(&entry).await.unwrap();
    let until = now + SignedDuration::from_secs(15);
    let turned = turning
        .turn(&wanted, &entry.actor, &intent, now, until)
        .await;
    assert!(turned.is_ok());
    office.wait(31);
    let again = office.here("ana").await;
    again.resume(Memory::default()).await.unwrap();
    assert_eq!(trail(&again).await.len(), 1);
    assert_eq!((office.events().len(), office.open().await), (1, 0));
}

const ANA: &str = "50000000-0000-0000-0000-0000000000b1";

/// A request that needs so many approvals, of anybody.
async fn request(office: &Office, id: &str, required: u32) {
    let user = |n: u32, name: &str| {
        format!(
            "INSERT INTO users (id, tenant_id, email) VALUES ('50000000-0000-0000-0000-0000000000b{n}', \
             '{TENANT}', '{name}') ON CONFLICT DO NOTHING; "
        )
    };
    let sql = format!(
        "{}{}INSERT INTO approval_requests (id, tenant_id, requested_by, action_type, resource_type, \
         action_details, approvers, required_approvals, expires_at) VALUES ('{id}', '{TENANT}', '{ANA}', \
         'data.export', 'tenant', '{{}}', '[]', {required}, now() + interval '1 day')",
        user(1, "ana"),
        user(2, "bia")
    );
    office.scene.client.batch_execute(&sql).await.unwrap();
}

async fn waiting(desk: &Desk<Writing>, id: &str) -> Work {
    let key = WorkKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from(TENANT),
        kind: WorkKind::Approval,
        id: WorkId::from(id),
    };
    desk.work_item(&key).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_decision_leaves_one_row_in_each_trail_and_the_event_of_what_it_came_to() {
    let Some(office) = office().await else { return };
    let (ana, bia) = (office.here("ana").await, office.here("bia").await);
    let comment = Text::from("de acordo com o time");
    for (id, required) in [("two", 2), ("no", 1)] {
        request(&office, id, required).await;
    }
    let seen = waiting(&ana, "two").await;
    let came = ana.decide(&seen, Decision::Approve, &comment).await;
    assert_eq!(came, Ok(Decided::Done));
    let seen = waiting(&bia, "two").await;
    let came = bia.decide(&seen, Decision::Approve, &comment).await;
    assert_eq!(came, Ok(Decided::Done));
    let again = bia.decide(&seen, Decision::Reject, &comment).await;
    assert_eq!(again, Ok(Decided::Already("approved".into())));
    let seen = waiting(&ana, "no").await;
    let came = ana.decide(&seen, Decision::Reject, &comment).await;
    assert_eq!(came, Ok(Decided::Done));
    assert_eq!(office.open().await, 3, "what changed nothing was set aside");
    let relayed = ana.relay().await.unwrap();
    assert_eq!((relayed.sent, relayed.waiting), (3, 0));
    let mut told: Vec<(String, serde_json::Value)> = office
        .events()
        .into_iter()
        .map(|event| {
            assert_eq!(event.source, "alquimista.platform");
            (
                event.detail_type,
                serde_json::from_str(&event.detail).unwrap(),
            )
        })
        .collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    let kinds: Vec<&str> = told.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "approval.approved",
            "approval.decision_recorded",
            "approval.rejected"
        ]
    );
    assert_eq!(
        (&told[0].1["approvalId"], &told[0].1["status"]),
        (&"two".into(), &"approved".into())
    );
    let count = "SELECT count(*) FROM audit_logs WHERE action_type LIKE 'approval.%'";
    let count: i64 = office
        .scene
        .client
        .query_one(count, &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(count, 3);
    let mut actions: Vec<String> = trail(&ana)
        .await
        .iter()
        .map(|row| row.action.to_string())
        .collect();
    actions.sort();
    assert_eq!(
        actions,
        [
            "work.approved",
            "work.approved",
            "work.asked",
            "work.asked",
            "work.asked",
            "work.asked",
            "work.rejected"
        ]
    );
}

#[tokio::test]
async fn a_decision_that_a_dead_console_left_is_told_or_set_aside() {
    let Some(office) = office().await else { return };
    let desk = office.here("ana").await;
    let database = postgres::discover(office.scene.settings()).await;
    let deciding = postgres::writer(&database.unwrap().unwrap(), None).deciding;
    let deciding = deciding.unwrap();
    let writer = control::Writer::new(office.control());
    let comment = Text::from("de acordo com o time");
    for (id, happens) in [("happened", true), ("never", false)] {
        request(&office, id, 1).await;
        let seen = waiting(&desk, id).await;
        let (intent, at) = (IntentId::from(id), Timestamp::now());
        let ruled = Ruled {
            key: &seen.key,
            decision: Decision::Approve,
            comment: &comment,
            actor: desk.actor(),
            intent: &intent,
            at,
        };
        let entry = outbox::Entry {
            intent: intent.clone(),
            matter: outbox::Matter::Decision {
                key: seen.key.clone(),
                decision: Decision::Approve,
                comment: comment.clone(),
            },
            actor: desk.actor().clone(),
            at,
            event: deciding.event(&ruled, "pending").unwrap(),
            state: outbox::State::Prepared,
            lease_until: None,
            tries: 0,
        };
        writer.prepare(&entry).await.unwrap();
        let stored = office.control().outbox_one(&intent).await.unwrap();
        assert_eq!(stored.unwrap().matter, entry.matter, "all of it is kept");
        if happens {
            let (way, who) = (Decision::Approve, desk.actor());
            let came = deciding
                .decide(&seen, way, &comment, who, &intent, at)
                .await;
            assert_eq!(came, Ok(Decided::Done));
        } else {
            // Behind its time it is never made, whoever still tries.
            let late = at - SignedDuration::from_secs(60);
            let (way, who) = (Decision::Approve, desk.actor());
            let came = deciding
                .decide(&seen, way, &comment, who, &intent, late)
                .await;
            assert_eq!(came.unwrap_err().trouble, Trouble::TimedOut);
        }
    }
    let early = desk.relay().await.unwrap();
    assert_eq!((early.finished, early.discarded, early.waiting), (0, 0, 2));
    office.wait(31);
    let relayed = desk.relay().await.unwrap();
    assert_eq!(
        (relayed.finished, relayed.discarded, relayed.sent),
        (1, 1, 1)
    );
    assert_eq!(office.events()[0].detail_type, "approval.approved");
    let rows = trail(&desk).await;
    assert_eq!((rows.len(), rows[0].action.as_str()), (1, "work.approved"));
    assert_eq!(office.open().await, 0);
}

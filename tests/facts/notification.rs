//! Notification Agent: the twelve facts.

use crate::process;
use crate::requests::{aliased, bare};
use crate::scene::Scene;
use crate::stage::*;
use crate::support::proxy::Fault;
use aws_sdk_dynamodb::types::AttributeValue::{self, Bool, Null};
use jiff::{SignedDuration, Timestamp};
use switchboard::aws::dynamo::{Dynamo, Transacted};
use switchboard::aws::session::{Session, Target};
use switchboard::aws::transaction::Transaction;
use switchboard::domain::agent::{Activation, Switch, Toggle, Turn};
use switchboard::domain::cost::Cost;
use switchboard::domain::id::{
    AgentId, ConversationId, ConversationKey, IntentId, MessageId, PlatformId, SwitchKey, TenantId,
};
use switchboard::domain::problem::Trouble;
use switchboard::domain::sheet::{SheetKey, SheetKind, SheetOf};
use switchboard::domain::tenant::{Tenant, TenantStatus};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Work, WorkKind};
use switchboard::locale::{problem as words, work as advice};
use switchboard::platform::Platform;
use switchboard::platform::notification::health::{self, Health, PATIENCE};
use switchboard::platform::notification::item::mail::{self, Stage as Came};
use switchboard::platform::notification::item::{source, sync, work};
use switchboard::platform::notification::schema::Tables;
use switchboard::platform::notification::{Plan, reader, writer};

const USER: &str = "temp_user";
const NOW: &str = "2026-11-21T14:00:00Z";
const CANARY: &str = "DUMMY-SECRET-9f8e7d";

fn user() -> TenantId {
    TenantId::from(USER)
}

/// A time some minutes ago as Python writes it; the wall clock stays UTC's.
fn ago(minutes: i64, zone: &str) -> AttributeValue {
    let at = Timestamp::now() - SignedDuration::from_mins(minutes);
    s(&format!("{}{zone}", at.strftime("%Y-%m-%dT%H:%M:%S%.6f")))
}

fn a_source(id: &str, status: &str) -> Item {
    item([
        ("user_id", s(USER)),
        ("source_id", s(id)),
        ("source_type", s("email")),
        ("email", s("ana@example.com")),
        ("credentials_secret_arn", s(CANARY)),
        ("status", s(status)),
        ("created_at", ago(90_000, "Z")),
        ("updated_at", s("2026-11-21T13:00:00.000001Z")),
        ("last_sync_at", Null(true)),
    ])
}

fn a_mail(id: &str, source: &str, created: AttributeValue) -> Item {
    item([
        ("user_id", s(USER)),
        ("notification_id", s(id)),
        ("source_id", s(source)),
        ("subject", s(id)),
        ("from", s("Avisos <avisos@example.com>")),
        ("content", s(CANARY)),
        ("created_at", created),
        ("delivered_at", Null(true)),
        ("delivery_method", Null(true)),
    ])
}

fn synced(id: &str, minutes: i64, errors: i64) -> Item {
    let error = match errors {
        0 => Null(true),
        _ => s("[AUTHENTICATIONFAILED]"),
    };
    item([
        ("user_id", s(USER)),
        ("source_id", s(id)),
        ("last_sync_timestamp", ago(minutes, "Z")),
        ("error_count", n(errors)),
        ("last_error", error),
    ])
}

fn with(mut raw: Item, name: &str, value: AttributeValue) -> Item {
    raw.insert(name.to_owned(), value);
    raw
}

/// A deployment with these rows.
async fn deployed(sources: &[Item], mails: &[Item], syncs: &[Item]) -> (Stage, Tables, Platform) {
    let (stage, tables) = (Stage::empty().await, Tables::of_environment("dev"));
    for (name, spec) in tables.specs() {
        stage.create(name, spec).await;
    }
    for (table, rows) in [
        (&tables.data_sources, sources),
        (&tables.notifications, mails),
        (&tables.sync_state, syncs),
    ] {
        for row in rows {
            stage.put(table, row).await;
        }
    }
    let platform = open(&stage.dynamo, &tables).await;
    (stage, tables, platform)
}

async fn open(dynamo: &Dynamo, tables: &Tables) -> Platform {
    let plan = Plan::discover(dynamo, tables).await.unwrap();
    reader(dynamo, tables, &plan)
}

async fn all_tenants(platform: &Platform) -> Vec<Tenant> {
    let (mut tenants, mut after) = (Vec::new(), None);
    loop {
        let page = platform.tenants.as_ref().unwrap().list(after).await;
        let page = page.unwrap();
        tenants.extend(page.items);
        after = page.next;
        if after.is_none() {
            return tenants;
        }
    }
}

async fn all_work(platform: &Platform) -> Vec<Work> {
    let (mut work, mut after) = (Vec::new(), None);
    loop {
        let port = platform.work.as_ref().unwrap();
        let page = port.open(Timestamp::now(), after).await.unwrap();
        assert!(page.cost != Cost::default(), "its price is known");
        work.extend(page.items);
        after = page.next;
        if after.is_none() {
            return work;
        }
    }
}

/// Every list and every conversation of a user, as one text.
async fn all_that_is_read(platform: &Platform, of: &TenantId) -> String {
    let tenants = all_tenants(platform).await;
    let talks = platform.conversations.as_ref().unwrap();
    let rows = talks.sweep(of, None, 50).await.unwrap().items;
    let mut read = Vec::new();
    for row in &rows {
        read.push(talks.read(&row.key).await.unwrap().value);
    }
    let switches = platform.switches.as_ref().unwrap();
    let switches = switches.of_tenant(of, &[]).await.unwrap();
    let usage = platform.usage.as_ref().unwrap().months(of, 3).await;
    let mut sheets = Vec::new();
    for kind in [SheetKind::Users, SheetKind::Integrations] {
        let key = SheetKey {
            platform: PlatformId::Notification,
            of: SheetOf::Tenant(of.clone()),
            kind,
            narrowing: None,
        };
        let port = platform.sheets.as_ref().unwrap();
        sheets.push(port.page(&key, None, Timestamp::now()).await.unwrap());
    }
    let work = all_work(platform).await;
    format!("{tenants:?} {rows:?} {read:?} {switches:?} {usage:?} {sheets:?} {work:?}")
}

async fn through(scene: &Scene) -> (Dynamo, Platform) {
    let session = Session::open(&Target::of_endpoint(&scene.proxy.endpoint())).await;
    let platform = open(&session.dynamo, &Tables::default()).await;
    (session.dynamo, platform)
}

/// What waits in all systems, as the real binary exports it.
fn exported(scene: &Scene, more: &[&str]) -> process::Said {
    let endpoint = scene.proxy.endpoint();
    let args = ["--endpoint", &endpoint, "--operator", "ana", "work", "list"];
    let all = [&args[..], &["--limit", "100"], more].concat();
    process::run(scene.state.path(), &all, "")
}

fn toggle(seen: &Activation, turn: Turn) -> Toggle {
    Toggle {
        key: seen.key.clone(),
        turn,
        reason: Text::from("vacaciones hasta el lunes"),
        seen: seen.seen.clone(),
    }
}

async fn turned(dynamo: &Dynamo, tables: &Tables, toggle: &Toggle, intent: &str) -> Transacted {
    let switching = writer(tables).switching.unwrap();
    let intent = IntentId::from(intent);
    let now = Timestamp::now();
    let prepared = switching.prepare(toggle, None, &actor(), &intent, now);
    let items = prepared.unwrap().items.into_iter();
    let transaction = items.fold(Transaction::new(intent), Transaction::quiet);
    dynamo.transact(&transaction).await.unwrap()
}

async fn read(platform: &Platform, id: &str) -> Activation {
    let key = SwitchKey {
        platform: PlatformId::Notification,
        tenant: user(),
        agent: AgentId::from(id),
    };
    let port = platform.switches.as_ref().unwrap();
    port.read(&key).await.unwrap().value.unwrap()
}

#[tokio::test]
async fn f01_names_are_the_profiles_and_only_the_table_of_reads_may_be_missing() {
    let hyphens = Tables::of_environment("staging");
    assert_eq!(hyphens.users, "notification-agent-users-staging");
    assert_eq!(Tables::bare().data_sources, "data_sources");
    for tables in [hyphens, Tables::bare()] {
        let stage = Stage::empty().await;
        let found = |plan: Result<Plan, switchboard::domain::problem::Problem>| {
            plan.map_err(|why| why.trouble).map(|plan| plan.sync_state)
        };
        for (name, spec) in tables.specs() {
            let plan = Plan::discover(&stage.dynamo, &tables).await;
            match name == tables.sync_state {
                true => assert_eq!(found(plan), Ok(false)),
                false => assert_eq!(found(plan), Err(Trouble::MissingTable)),
            }
            stage.create(name, spec).await;
        }
        let plan = Plan::discover(&stage.dynamo, &tables).await;
        assert_eq!(found(plan), Ok(true));
        let row = a_source("s1", "error");
        stage.put(&tables.data_sources, &row).await;
        let mut plan = Plan::discover(&stage.dynamo, &tables).await.unwrap();
        plan.sync_state = false;
        let work = all_work(&reader(&stage.dynamo, &tables, &plan)).await;
        assert_eq!(work[0].key.kind, WorkKind::SourceFailing, "its own word");
    }
}

#[test]
fn f02_null_is_absent_and_a_delivery_is_a_string() {
    let of = |value| {
        mail::notification(
            &with(a_mail("<m@x>", "s1", s(NOW)), "delivered_at", value),
            0,
        )
    };
    for (value, stage, oddities) in [
        (Null(true), Came::Fetched, 0),
        (s("2026-11-21T13:50:00.1Z"), Came::Delivered, 0),
        (s(""), Came::Fetched, 0),
        (Bool(true), Came::Fetched, 1),
        (n(1_733_930_000), Came::Fetched, 1),
    ] {
        let read = of(value.clone());
        assert_eq!((read.stage, read.oddities), (stage, oddities), "{value:?}");
    }
    let nulls = with(a_source("s1", "active"), "updated_at", Null(true));
    let read = source::source(&nulls, 0);
    assert_eq!((read.updated_at, read.oddities), (None, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f03_every_attribute_has_an_alias_so_that_a_pause_is_not_refused() {
    let scene = Scene::new().await;
    let (dynamo, platform) = through(&scene).await;
    scene.proxy.mark();
    all_that_is_read(&platform, &user()).await;
    let sources = platform.switches.as_ref().unwrap();
    let sources = sources.of_tenant(&user(), &[]).await.unwrap().items;
    let on = sources.iter().find(|one| one.switch == Switch::On).unwrap();
    let pause = toggle(on, Turn::Off);
    let done = turned(&dynamo, &Tables::default(), &pause, "i1").await;
    assert_eq!(done, Transacted::Done { repeated: false });
    let after = read(&platform, on.key.agent.as_str()).await;
    assert_eq!(after.switch, Switch::Off);
    let seen = scene.proxy.seen();
    let (bare, expressions) = bare(&seen);
    assert!(bare.is_empty() && expressions > 10, "{bare:?}");
    let named = aliased(&seen);
    for reserved in ["status", "from"] {
        assert!(named.iter().any(|name| name == reserved), "{reserved}");
    }
}

#[test]
fn f04_the_state_is_derived_with_its_age_and_stuck_is_two_periods() {
    assert_eq!(PATIENCE, SignedDuration::from_mins(2 * 15));
    let now = instant(NOW);
    let of = |created: &str, summary: &str| {
        let raw = a_mail("<m@x>", "s1", s(created));
        mail::notification(&with(raw, "summary", s(summary)), 0)
    };
    for (created, summary, state) in [
        ("2026-11-21T13:31:00Z", "", "fetched"),
        ("2026-11-21T13:29:00Z", "", "fetched · stuck"),
        ("2026-11-21T13:31:00Z", "Llega mañana.", "summarised"),
        (
            "2026-11-21T13:29:00Z",
            "Llega mañana.",
            "summarised · stuck",
        ),
        (
            "2026-11-21T13:29:00Z",
            "Unable to generate summary.",
            "summary failed · stuck",
        ),
    ] {
        assert_eq!(of(created, summary).state(now), state);
    }
    let waits = work::stuck(&of("2026-11-21T13:29:00Z", ""));
    let age = waits.since.map(|since| now.duration_since(since));
    assert_eq!(age, Some(SignedDuration::from_mins(31)));
    let done = a_mail("<m@x>", "s1", s("2026-11-20T00:00:00Z"));
    let done = with(done, "delivered_at", s("2026-11-20T00:20:00Z"));
    assert!(!mail::notification(&done, 0).stuck(now));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f05_mail_is_in_the_order_of_its_dates_and_its_ids_cannot_act_on_a_terminal() {
    let rows = [
        a_mail("<z@x>", "s1", s("2026-11-21T09:00:00Z")),
        a_mail("<a@x>", "s1", s("2026-11-21T08:00:00.5-05:00")),
        a_mail("s1_1733930000.123", "s1", s("2026-11-21T12:30:00")),
    ];
    let (_stage, _, platform) = deployed(&[a_source("s1", "active")], &rows, &[]).await;
    let port = platform.conversations.unwrap();
    let key = ConversationKey {
        platform: PlatformId::Notification,
        tenant: user(),
        conversation: ConversationId::from("s1"),
    };
    let stored = port.read(&key).await.unwrap().value.unwrap();
    let ids: Vec<&str> = stored.messages.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["<z@x>", "s1_1733930000.123", "<a@x>"]);

    let scene = Scene::new().await;
    let nasty = "<CAB\u{1b}]0;x\u{7}\u{202e}\"@mail.example.com>";
    let row = a_mail(nasty, "s1", ago(90, "Z"));
    let put = scene.raw.put_item().set_item(Some(row));
    put.table_name(Tables::default().notifications)
        .send()
        .await
        .unwrap();
    let (json, table) = (exported(&scene, &["--json"]), exported(&scene, &[]));
    let items = json.ending(0)["items"].as_array().unwrap().clone();
    assert!(items.iter().any(|item| item["id"] == nasty), "exact");
    for out in [json.out, table.out] {
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!out.contains(acts), "{out:?}");
    }
}

#[tokio::test]
async fn f06_a_source_is_as_well_as_its_last_reads_and_silence_is_suspicious() {
    let now = Timestamp::now();
    let of = |status: &str, last: Option<Item>| {
        let sync = last.map(|raw| sync::sync(&raw, 0));
        health::of(
            &source::source(&a_source("s", status), 0),
            sync.as_ref(),
            now,
        )
    };
    let fresh = |errors| Some(synced("s", 3, errors));
    assert_eq!(of("active", fresh(3)), Health::Failing, "whatever it says");
    assert_eq!(of("active", fresh(0)), Health::Unproven);
    assert_eq!(of("active", Some(synced("s", 300, 0))), Health::Well);
    assert_eq!(of("paused", fresh(3)), Health::Well, "a person paused it");

    let sources = ["fails", "silent", "well"].map(|id| a_source(id, "active"));
    // A year-old word on the source itself is not looked at.
    let sources = sources.map(|raw| with(raw, "last_sync_at", s("2025-01-01T00:00:00Z")));
    let syncs = [
        synced("fails", 3, 2),
        synced("silent", 3, 0),
        synced("well", 3, 0),
    ];
    let fresh = with(
        a_mail("<m@x>", "well", ago(5, "Z")),
        "delivered_at",
        ago(1, "Z"),
    );
    let (_stage, _, platform) = deployed(&sources, &[fresh], &syncs).await;
    let work = all_work(&platform).await;
    let found: Vec<_> = work
        .iter()
        .map(|one| (one.key.id.as_str(), one.key.kind, one.reason.as_deref()))
        .collect();
    let failing = (WorkKind::SourceFailing, Some("[AUTHENTICATIONFAILED]"));
    let quiet = ("silent", WorkKind::SourceQuiet, None);
    assert_eq!(found, [("fails", failing.0, failing.1), quiet]);
}

#[tokio::test]
async fn f07_a_pause_changes_two_attributes_on_what_was_seen_and_the_last_writer_does_not_win() {
    let (stage, tables, platform) = deployed(&[a_source("s1", "active")], &[], &[]).await;
    let raw = || {
        let key = item([("user_id", s(USER)), ("source_id", s("s1"))]);
        stage.get(&tables.data_sources, key)
    };
    let before = raw().await.unwrap();
    let seen = read(&platform, "s1").await;
    let pause = toggle(&seen, Turn::Off);
    let first = turned(&stage.dynamo, &tables, &pause, "i1").await;
    assert_eq!(first, Transacted::Done { repeated: false });
    let after = raw().await.unwrap();
    let changed: Vec<&str> = before
        .iter()
        .filter(|(name, value)| after.get(*name) != Some(value))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!((changed.len(), after.len()), (2, before.len()));
    assert!(changed.contains(&"status") && changed.contains(&"updated_at"));
    assert_eq!(after["status"], s("paused"));
    let late = turned(&stage.dynamo, &tables, &pause, "i2").await;
    assert!(matches!(late, Transacted::Refused(_)), "{late:?}");
    assert_eq!(raw().await.unwrap(), after);
    let resume = toggle(&read(&platform, "s1").await, Turn::On);
    turned(&stage.dynamo, &tables, &resume, "i3").await;
    assert_eq!(raw().await.unwrap()["status"], s("active"));
}

#[tokio::test]
async fn f08_no_reset_pretends_to_send_again_and_the_way_and_its_risk_are_said() {
    let old = a_mail("<m@x>", "s1", ago(300, "Z"));
    let (_stage, tables, platform) = deployed(&[], &[old], &[]).await;
    let work = all_work(&platform).await;
    assert_eq!(work[0].key.kind, WorkKind::NotificationStuck);
    let told = advice::advice(work[0].key.kind);
    assert!(told.contains("needs a message on the queue"), "{told}");
    assert!(told.contains("reach the user twice"), "{told}");
    assert!(work[0].key.kind.decisions().is_empty());
    let writer = writer(&tables);
    assert!(writer.deciding.is_none() && writer.acting.is_none() && writer.handoffs.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f09_one_user_is_a_query_and_all_users_are_bounded_pages_of_scans() {
    let scene = Scene::new().await;
    let (_, platform) = through(&scene).await;
    scene.proxy.mark();
    let talks = platform.conversations.as_ref().unwrap();
    talks.sweep(&user(), None, 50).await.unwrap();
    let usage = platform.usage.as_ref().unwrap().months(&user(), 3).await;
    assert!(!usage.unwrap().items.is_empty());
    let of_one = scene.proxy.seen();
    assert!(of_one.iter().all(|one| {
        let alone = one.body["ExpressionAttributeValues"].to_string();
        one.operation != "Scan" && (one.operation != "Query" || alone.contains(USER))
    }));
    scene.proxy.mark();
    all_tenants(&platform).await;
    all_work(&platform).await;
    let of_all = scene.proxy.seen();
    let scans = of_all.iter().filter(|one| one.operation == "Scan");
    assert!(scans.clone().count() >= 4);
    for one in of_one.iter().chain(scans) {
        let limit = one.body["Limit"].as_u64();
        let paged = matches!(one.operation.as_str(), "Query" | "Scan");
        assert!(!paged || limit.is_some_and(|limit| limit <= 250), "{one:?}");
        assert!(one.body["IndexName"].is_null(), "there is none");
    }
}

#[tokio::test]
async fn f10_a_user_of_whom_only_sources_tell_is_shown_as_an_orphan() {
    let (stage, tables, platform) = deployed(&[a_source("s1", "active")], &[], &[]).await;
    let known = item([("user_id", s("ana@example.com"))]);
    stage.put(&tables.users, &known).await;
    let tenants = all_tenants(&platform).await;
    let orphan = TenantStatus::Other("orphan".into());
    let found: Vec<_> = tenants
        .iter()
        .map(|one| (one.id.as_str(), one.status == orphan))
        .collect();
    assert_eq!(found, [("ana@example.com", false), (USER, true)]);
    let talks = platform.conversations.as_ref().unwrap();
    let rows = talks.sweep(&user(), None, 10).await.unwrap().items;
    assert_eq!(rows.len(), 1, "with all that is its own");
    stage
        .put(&tables.users, &item([("user_id", s(USER))]))
        .await;
    let tenants = all_tenants(&platform).await;
    assert!(tenants.iter().all(|one| one.status != orphan));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f11_secrets_and_bodies_are_not_even_fetched_until_a_person_asks_for_one() {
    let scene = Scene::new().await;
    let of = Tables::default();
    let person = item([("user_id", s(USER)), ("password_hash", s(CANARY))]);
    for (table, row) in [
        (&of.users, person),
        (&of.data_sources, a_source("s1", "active")),
        (&of.notifications, a_mail("<m@x>", "s1", ago(90, "Z"))),
    ] {
        let put = scene.raw.put_item().table_name(table);
        put.set_item(Some(row)).send().await.unwrap();
    }
    let (_, platform) = through(&scene).await;
    scene.proxy.mark();
    let read = all_that_is_read(&platform, &user()).await;
    assert!(read.contains("<m@x>") && !read.contains(CANARY));
    assert!(!read.contains("ana@example.com"), "masked");
    let seen = scene.proxy.seen();
    for one in &seen {
        let reads = ["Query", "Scan", "GetItem"].contains(&one.operation.as_str());
        assert!(!reads || one.body["ProjectionExpression"].is_string());
        let body = one.body.to_string();
        for private in ["password_hash", "credentials_secret_arn", "\"content\""] {
            assert!(!body.contains(private), "{private}: {one:?}");
        }
    }
    let out = exported(&scene, &["--json"]);
    assert!(out.out.contains("<m@x>"), "{out:?}");
    for private in [CANARY, "avisos@example.com", "ana@example.com\""] {
        assert!(!out.ending(0).to_string().contains(private), "{out:?}");
    }
    let key = ConversationKey {
        platform: PlatformId::Notification,
        tenant: user(),
        conversation: ConversationId::from("s1"),
    };
    let bodies = platform.bodies.unwrap();
    let body = bodies.body(&key, &MessageId::from("<m@x>")).await.unwrap();
    assert_eq!(body.value, Some(Text::from(CANARY)), "asked for");
}

/// Nobody has made an alarm of this system, and this console asks for none: what the four planned ones stand
/// for is seen in the tables (what the functions and the queue left undone) and in the calls (throttling).
/// A view of alarms and of the metrics behind them there is not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f12_without_any_alarm_what_they_would_tell_is_in_the_queue_and_in_the_calls() {
    let scene = Scene::new().await;
    let (_, platform) = through(&scene).await;
    scene.proxy.mark();
    let work = all_work(&platform).await;
    for kind in [
        WorkKind::NotificationStuck,
        WorkKind::SourceFailing,
        WorkKind::SourceQuiet,
    ] {
        assert!(work.iter().any(|one| one.key.kind == kind), "{kind:?}");
    }
    let asked = ["Scan", "Query", "BatchGetItem"];
    let seen = scene.proxy.seen();
    assert!(
        seen.iter()
            .all(|one| asked.contains(&one.operation.as_str()))
    );
    let slow = Fault::error(400, "ProvisionedThroughputExceededException");
    let _trap = scene.proxy.next(50, "Scan", slow);
    let port = platform.work.as_ref().unwrap();
    let refused = port.open(Timestamp::now(), None).await.unwrap_err();
    assert_eq!(refused.trouble, Trouble::Throttled);
    assert!(!words::short(refused.trouble).is_empty());
}

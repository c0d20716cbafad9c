//! Notification Agent: the twelve facts.

#[path = "notification/items.rs"]
mod items;
#[path = "notification/verbs.rs"]
mod verbs;
#[path = "notification/without_alarms.rs"]
mod without_alarms;

use crate::process;
use crate::requests::{aliased, bare};
use crate::scene::Scene;
use crate::stage::*;
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
use switchboard::locale::work as advice;
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

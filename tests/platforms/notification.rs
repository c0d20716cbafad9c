//! The Notification Agent's ports against a real engine: lists and bodies; switches, what waits, and the
//! seeds in the files below.

mod seeds;
mod sheets;
mod switches;
mod work;

use crate::stage::*;
use aws_sdk_dynamodb::types::AttributeValue::{self, Null};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use switchboard::aws::dynamo::Dynamo;
use switchboard::aws::table::{KeyKind, TableSpec};
use switchboard::domain::conversation::ConversationRow;
use switchboard::domain::escalation::WaitingWord;
use switchboard::domain::id::{
    AgentId, ConversationId, ConversationKey, IntentId, MessageId, PlatformId, SwitchKey, TenantId,
    WorkId,
};
use switchboard::domain::page::{Cursor, Page};
use switchboard::domain::problem::Trouble;
use switchboard::domain::tenant::{Tenant, TenantStatus};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Work, WorkKey, WorkKind};
use switchboard::platform::Platform;
use switchboard::platform::notification::schema::Tables;
use switchboard::platform::notification::{Plan, reader};

const USER: &str = "temp_user";

async fn stage() -> (Stage, Tables, Platform) {
    let stage = Stage::empty().await;
    let tables = Tables::of_environment("dev");
    for (name, spec) in tables.specs() {
        stage.create(name, spec).await;
    }
    let platform = open(&stage.dynamo, &tables).await;
    (stage, tables, platform)
}

async fn open(dynamo: &Dynamo, tables: &Tables) -> Platform {
    let plan = Plan::discover(dynamo, tables).await.unwrap();
    reader(dynamo, tables, &plan)
}

/// A time some minutes ago, with microseconds and this zone behind it; the wall clock stays UTC's.
fn ago(minutes: i64, zone: &str) -> AttributeValue {
    let at = Timestamp::now() - SignedDuration::from_mins(minutes);
    s(&format!("{}{zone}", at.strftime("%Y-%m-%dT%H:%M:%S%.6f")))
}

fn source(id: &str, status: &str) -> Item {
    item([
        ("user_id", s(USER)),
        ("source_id", s(id)),
        ("email", s("ana@example.com")),
        ("credentials_secret_arn", s("DUMMY")),
        ("status", s(status)),
        ("created_at", ago(90_000, "Z")),
        ("updated_at", s("2026-11-21T13:00:00.000001Z")),
        ("last_sync_at", Null(true)),
    ])
}

fn mail(id: &str, source: &str, created: AttributeValue) -> Item {
    item([
        ("user_id", s(USER)),
        ("notification_id", s(id)),
        ("source_id", s(source)),
        ("subject", s(id)),
        ("from", s("avisos@example.com")),
        ("content", s("lo que dice")),
        ("created_at", created),
        ("delivered_at", Null(true)),
        ("delivery_method", Null(true)),
    ])
}

fn conversation(id: &str) -> ConversationKey {
    ConversationKey {
        platform: PlatformId::Notification,
        tenant: TenantId::from(USER),
        conversation: ConversationId::from(id),
    }
}

async fn all_tenants(platform: &Platform) -> Vec<Tenant> {
    let port = platform.tenants.as_ref().unwrap();
    let mut tenants = Vec::new();
    let mut after = None;
    loop {
        let page = port.list(after).await.unwrap();
        tenants.extend(page.items);
        after = page.next;
        if after.is_none() {
            return tenants;
        }
    }
}

async fn all_rows(platform: &Platform, tenant: &TenantId, limit: u32) -> Vec<ConversationRow> {
    let port = platform.conversations.as_ref().unwrap();
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let page = port.sweep(tenant, after, limit).await.unwrap();
        rows.extend(page.items);
        after = page.next;
        if after.is_none() {
            return rows;
        }
    }
}

#[tokio::test]
async fn the_table_of_reads_may_be_missing_and_no_other() {
    let stage = Stage::empty().await;
    let tables = Tables::bare();
    let trouble = |plan: Result<Plan, _>| {
        plan.map_err(|why: switchboard::domain::problem::Problem| why.trouble)
    };
    let found = Plan::discover(&stage.dynamo, &tables).await;
    assert_eq!(trouble(found), Err(Trouble::MissingTable));
    for (name, spec) in tables.specs() {
        if name != "sync_state" {
            stage.create(name, spec).await;
        }
    }
    let found = Plan::discover(&stage.dynamo, &tables).await;
    assert_eq!(trouble(found), Ok(Plan { sync_state: false }));

    let platform = open(&stage.dynamo, &tables).await;
    stage.put("data_sources", &source("s1", "active")).await;
    stage.put("data_sources", &source("s2", "error")).await;
    let work = work::all_work(&platform).await;
    let kinds: Vec<_> = work
        .iter()
        .map(|work| (work.key.kind, work.key.id.as_str()))
        .collect();
    assert_eq!(kinds, [(WorkKind::SourceFailing, "s2")], "its word is all");

    let foreign = TableSpec::keyed(("tenant", KeyKind::S), None);
    stage.create("sync_state", foreign).await;
    let found = Plan::discover(&stage.dynamo, &tables).await;
    assert_eq!(trouble(found), Err(Trouble::Refused));
}

#[tokio::test]
async fn orphans_follow_the_users_once() {
    let (stage, tables, platform) = stage().await;
    for at in 0..130 {
        let id = format!("user{at:03}@example.com");
        let user = item([("user_id", s(&id)), ("password_hash", s("DUMMY"))]);
        stage.put(&tables.users, &user).await;
    }
    let mut own = source("own", "active");
    own.insert("user_id".into(), s("user007@example.com"));
    stage.put(&tables.data_sources, &own).await;
    // More sources of one unknown user than a page holds.
    for at in 0..230 {
        let one = source(&format!("s{at:03}"), "active");
        stage.put(&tables.data_sources, &one).await;
    }
    let tenants = all_tenants(&platform).await;
    assert_eq!(tenants.len(), 131);
    let orphans: Vec<&Tenant> = tenants
        .iter()
        .filter(|tenant| tenant.status == TenantStatus::Other("orphan".into()))
        .collect();
    assert_eq!(orphans.len(), 1);
    assert_eq!(tenants.last().unwrap().id.as_str(), USER);
    assert!(
        tenants
            .iter()
            .any(|tenant| tenant.name == "u•••@example.com")
    );

    let port = platform.tenants.as_ref().unwrap();
    let read = |id: &str| {
        let id = TenantId::from(id);
        async move {
            port.read(&id)
                .await
                .unwrap()
                .value
                .map(|tenant| tenant.status)
        }
    };
    assert_eq!(
        read("user001@example.com").await,
        Some(TenantStatus::Missing)
    );
    let orphan = Some(TenantStatus::Other("orphan".into()));
    assert_eq!(read(USER).await, orphan);
    assert_eq!(read("nobody").await, None);
    assert_eq!(read("").await, None);
    let foreign = port.list(Some(Cursor("7b7d".into()))).await;
    assert_eq!(foreign.map_err(|why| why.trouble), Err(Trouble::Invalid));
}

#[tokio::test]
async fn mail_is_a_conversation_for_each_source_with_bodies_on_demand() {
    let (stage, tables, platform) = stage().await;
    for id in ["s1", "s2", "s3"] {
        stage.put(&tables.data_sources, &source(id, "active")).await;
    }
    let mut delivered = mail("<m@x>", "s1", ago(90, "+00:00"));
    delivered.insert("delivered_at".into(), ago(80, "Z"));
    let rows = [
        mail("<z@x>", "s1", ago(300, "")),
        mail("<a@x>", "s1", ago(5, "Z")),
        delivered,
        mail("<b@x>", "s3", ago(50, "Z")),
        mail("<g@x>", "gone", ago(70, "Z")),
    ];
    for row in &rows {
        stage.put(&tables.notifications, row).await;
    }
    let user = TenantId::from(USER);
    for limit in [1, 2, 3, 50] {
        let rows = all_rows(&platform, &user, limit).await;
        let found: Vec<_> = rows
            .iter()
            .map(|row| {
                let talk = row.talk.as_ref().unwrap();
                let last = talk.last.as_ref().map_or("", |last| last.text.as_str());
                (row.key.conversation.as_str(), last, talk.messages)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("s1", "<a@x>", 3),
                ("s2", "", 0),
                ("s3", "<b@x>", 1),
                ("gone", "<g@x>", 1)
            ],
            "{limit}"
        );
        assert!(rows.iter().all(|row| row.escalation().is_none()));
    }

    let port = platform.conversations.as_ref().unwrap();
    let stored = port.read(&conversation("s1")).await.unwrap().value.unwrap();
    let said: Vec<String> = stored
        .messages
        .iter()
        .map(|message| format!("{} {:?}", message.id.as_str(), message.kind))
        .collect();
    assert_eq!(
        said,
        [
            "<z@x> Other(\"fetched · stuck\")",
            "<m@x> Other(\"delivered\")",
            "<a@x> Other(\"fetched\")"
        ]
    );
    assert!(!format!("{stored:?}").contains("lo que dice"));
    let gone = port.read(&conversation("gone")).await.unwrap().value;
    assert_eq!(gone.unwrap().messages.len(), 1);
    assert_eq!(port.read(&conversation("never")).await.unwrap().value, None);
    let waiting = port.waiting(WaitingWord::Escalated, None).await;
    assert_eq!(waiting.map_err(|why| why.trouble), Err(Trouble::Invalid));

    let bodies = platform.bodies.as_ref().unwrap();
    let body = |source: &'static str, id: &'static str| async move {
        let id = MessageId::from(id);
        bodies.body(&conversation(source), &id).await.unwrap().value
    };
    assert_eq!(body("s1", "<a@x>").await, Some(Text::from("lo que dice")));
    assert_eq!(body("s3", "<a@x>").await, None, "of another source");
    assert_eq!(body("s1", "<no@x>").await, None);

    let usage = platform.usage.as_ref().unwrap();
    let months = usage.months(&user, 24).await.unwrap();
    let activity = || months.items.iter().filter_map(|month| month.activity());
    let sum = (
        activity().map(|month| month.count).sum::<u64>(),
        activity().map(|month| month.failed).sum::<u64>(),
    );
    assert_eq!((sum, months.next), ((5, 3), None));
}

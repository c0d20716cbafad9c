//! AlquimistaAI's ports against a real engine: what a deployment has, two tables that disagree, daily usage;
//! what waits, decisions, commands and the seeds in the files below.

mod commands;
mod decisions;
mod seeds;
mod sheets;
mod work;

use crate::stage::*;
use switchboard::aws::table::{KeyKind, TableSpec};
use switchboard::domain::agent::{Activation, Switch};
use switchboard::domain::id::{PlatformId, SwitchKey, TenantId, WorkId};
use switchboard::domain::work::{Work, WorkKey, WorkKind};
use switchboard::platform::alquimista::schema::{self, Tables};
use switchboard::platform::alquimista::{Plan, reader, writer};
use switchboard::platform::{Platform, PlatformWriter};

const NOW: &str = "2026-11-21T14:00:00.000Z";

fn now() -> jiff::Timestamp {
    instant(NOW)
}

/// All tables of the projection and nothing else.
async fn stage() -> (Stage, Platform, PlatformWriter) {
    let stage = Stage::empty().await;
    for (name, spec) in Tables::default().specs() {
        stage.create(name, spec).await;
    }
    let (reader, writer) = stage.alquimista().await;
    (stage, reader, writer)
}

async fn rows(stage: &Stage, table: &str) -> Vec<Item> {
    let page = stage.dynamo.list_small_table(table, None).await.unwrap();
    page.items
}

async fn all_work(platform: &Platform) -> Vec<Work> {
    work_at(platform, now()).await
}

async fn work_at(platform: &Platform, now: jiff::Timestamp) -> Vec<Work> {
    let port = platform.work.as_ref().unwrap();
    let mut work = Vec::new();
    let mut after = None;
    loop {
        let page = port.open(now, after).await.unwrap();
        work.extend(page.items);
        after = page.next;
        if after.is_none() {
            return work;
        }
    }
}

fn work_key(kind: WorkKind, tenant: &str, id: &str) -> WorkKey {
    WorkKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from(tenant),
        kind,
        id: WorkId::from(id),
    }
}

#[tokio::test]
async fn a_deployment_is_what_its_tables_are() {
    let stage = Stage::empty().await;
    let tables = Tables::of_environment("staging");
    let discover = async || Plan::discover(&stage.dynamo, &tables).await.unwrap();
    assert_eq!(discover().await, None);
    stage.create("tenants", schema::TENANTS).await;
    assert_eq!(discover().await, None, "a word that others use too");

    let name = "alquimista-operational-commands-staging";
    stage.create(name, schema::OPERATIONAL_COMMANDS).await;
    let plan = discover().await.unwrap();
    let platform = reader(&stage.dynamo, &tables, &plan, None);
    assert!(platform.work.is_some() && platform.tenants.is_some());
    assert!(platform.switches.is_none() && platform.usage.is_none());
    assert!(
        all_work(&platform).await.is_empty(),
        "the other parts are left out"
    );
    let writer = writer(&stage.dynamo, &tables, &plan, None);
    assert!(writer.switching.is_none() && writer.deciding.is_none());

    let strange = TableSpec::keyed(("name", KeyKind::S), None);
    stage.create("tenant_usage_daily", strange).await;
    assert!(!discover().await.unwrap().usage, "somebody else's table");
    stage.create("agents", schema::AGENTS).await;
    assert!(
        !discover().await.unwrap().agents,
        "a catalogue alone switches nothing"
    );
    stage.create("agent_activations", schema::ACTIVATIONS).await;
    let plan = discover().await.unwrap();
    assert!(plan.agents && !plan.tenant_agents);
}

fn status(tenant: &str, agent: &str, word: &str) -> Item {
    item([
        ("tenant_id", s(tenant)),
        ("agent_id", s(agent)),
        ("status", s(word)),
        ("deactivated_at", s("2026-01-01T00:00:00.000Z")),
        ("updated_at", s("2026-11-01T00:00:00.000Z")),
    ])
}

#[tokio::test]
async fn two_tables_that_disagree_are_both_shown() {
    let (stage, platform, _) = stage().await;
    for (id, slug) in [
        ("1", "a-um"),
        ("2", "b-dois"),
        ("3", "c-tres"),
        ("4", "d-quatro"),
        ("5", "e-cinco"),
    ] {
        let agent = item([("id", s(id)), ("name", s(slug)), ("status", s("active"))]);
        stage.put("agents", &agent).await;
    }
    for (agent, word) in [
        ("1", "active"),
        ("2", "active"),
        ("3", "suspended"),
        ("4", "inactive"),
    ] {
        stage
            .put("agent_activations", &status("t1", agent, word))
            .await;
    }
    for (agent, word) in [
        ("a-um", "active"),
        ("2", "inactive"),
        ("5", "active"),
        ("9", "active"),
    ] {
        stage.put("tenant_agents", &status("t1", agent, word)).await;
    }
    let port = platform.switches.as_ref().unwrap();
    let tenant = TenantId::from("t1");
    let catalogue = port.catalogue().await.unwrap().items;
    let found = port.of_tenant(&tenant, &catalogue).await.unwrap().items;
    let seen: Vec<(&str, &Switch, Option<&str>)> = found
        .iter()
        .map(|row| {
            (
                row.key.agent.as_str(),
                &row.switch,
                row.disagrees.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("1", &Switch::On, None),
            ("2", &Switch::On, Some("inactive")),
            ("3", &Switch::Suspended, Some("absent")),
            ("4", &Switch::Off, None),
            ("5", &Switch::Absent, Some("active")),
            ("9", &Switch::Absent, Some("active")),
        ],
        "state comes from status, whatever deactivated_at says"
    );
    for row in &found {
        let key = SwitchKey {
            platform: PlatformId::Alquimista,
            tenant: tenant.clone(),
            agent: row.key.agent.clone(),
        };
        let one: Option<Activation> = port.read(&key).await.unwrap().value;
        match row.key.agent.as_str() {
            "9" => assert_eq!(one, None, "what no catalogue has cannot be switched"),
            _ => assert_eq!(one.as_ref().map(|one| &one.disagrees), Some(&row.disagrees)),
        }
    }
}

#[tokio::test]
async fn the_newest_months_of_daily_usage_are_added_up() {
    let (stage, platform, _) = stage().await;
    for (date, agent, requests, failed) in [
        ("2026-11-20", "1", 10, 1),
        ("2026-11-20", "2", 5, 0),
        ("2026-11-19", "", 2, 2),
        ("2026-10-31", "1", 7, 0),
        ("2026-08-01", "1", 4, 0),
        ("2026-07-01", "1", 3, 0),
    ] {
        let mut row = item([
            ("tenant_id", s("t1")),
            ("sk", s(&format!("{date}#{agent}"))),
            ("date", s(date)),
            ("total_requests", n(requests)),
            ("failed_requests", s(&failed.to_string())),
            ("total_tokens_used", n(requests * 100)),
            ("total_cost_usd", s("0.25")),
        ]);
        if !agent.is_empty() {
            row.insert("agent_id".into(), s(agent));
        }
        stage.put("tenant_usage_daily", &row).await;
    }
    let port = platform.usage.as_ref().unwrap();
    let page = port.months(&TenantId::from("t1"), 3).await.unwrap();
    assert_eq!(page.next, None);
    let names: Vec<&str> = page
        .items
        .iter()
        .map(|month| month.month.as_str())
        .collect();
    assert_eq!(names, ["2026-11", "2026-10", "2026-08"]);
    let month = page.items[0].activity().unwrap();
    assert_eq!(
        (month.count, month.failed, month.tokens),
        (17, 3, Some(1700))
    );
    assert_eq!(month.cost_usd, Some(0.75));
    let days: Vec<(&str, u64, u64)> = month
        .days
        .iter()
        .map(|day| (day.date.as_str(), day.count, day.failed))
        .collect();
    assert_eq!(
        days,
        [("2026-11-19", 2, 2), ("2026-11-20", 15, 1)],
        "oldest first"
    );
    assert!(
        port.months(&TenantId::from("t2"), 3)
            .await
            .unwrap()
            .items
            .is_empty()
    );
}

//! The seeds of the demo, written without our codecs, come out whole; the hostile one harmless.

use crate::stage::instant;
use switchboard::aws::session::{Session, Target};
use switchboard::domain::id::TenantId;
use switchboard::domain::text::Text;
use switchboard::domain::work::{Work, WorkKind};
use switchboard::embedded::{Backend, DemoOptions, Seed};
use switchboard::platform::diatonic::schema::Tables;
use switchboard::platform::diatonic::{self, Plan, Workbench};

async fn demo(seed: Seed, tenant: &str) -> (Backend, Workbench) {
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
    let plan = Plan::discover(&session.dynamo, &tables).await.unwrap();
    let tenants = [TenantId::from(tenant)];
    let bench = Workbench::new(&session.dynamo, &tables, &plan, &tenants);
    (backend, bench)
}

/// Nothing that could act on a terminal or mislead who reads it.
fn harmless<'a>(texts: impl IntoIterator<Item = &'a Text>) {
    for text in texts {
        let harmful = text
            .chars()
            .any(|c| (c.is_control() && c != '\n') || ('\u{202A}'..='\u{202E}').contains(&c));
        assert!(!harmful, "{text:?}");
    }
}

async fn waiting(bench: &Workbench) -> Vec<Work> {
    let port = diatonic::platform(bench).work.unwrap();
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = port.open(jiff::Timestamp::now(), after).await.unwrap();
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

#[tokio::test]
async fn the_plaza_has_work_of_every_kind() {
    let (_backend, bench) = demo(Seed::Plaza, "dev-tenant").await;
    let all = waiting(&bench).await;
    let of = |kind| all.iter().filter(|work| work.key.kind == kind).count();
    let counts = [
        WorkKind::RunFailed,
        WorkKind::RunOverdue,
        WorkKind::RunUnstarted,
    ]
    .map(of);
    assert_eq!(counts, [3, 3, 3]);
    let dev = TenantId::from("dev-tenant");
    let executions = bench.executions(&dev, None).await.unwrap().items;
    assert!(
        executions
            .iter()
            .any(|one| one.lifecycle.status.word == "hibernating")
    );
    let flow = bench.flow(&dev, "MFA1K2Q7VISUAL").await.unwrap();
    assert_eq!((flow.nodes.len(), flow.findings.len()), (3, 0));
    let odd = bench.flow(&dev, "MFA1K5V8SUMMAR").await.unwrap();
    assert_eq!(odd.findings.len(), 4, "{:?}", odd.findings);
    assert_eq!(bench.models(&dev, None).await.unwrap().items.len(), 3);
    let runs = bench.runs_of_experiment(&dev, "llm-comparison-001", None);
    assert_eq!(runs.await.unwrap().items.len(), 2);
    let log = bench.log_of_run(&dev, "EXR2FAILED", None).await.unwrap();
    assert_eq!(log.items.len(), 2);
    let tenants = diatonic::platform(&bench).tenants.unwrap();
    assert_eq!(tenants.list(None).await.unwrap().items.len(), 2);
}

#[tokio::test]
async fn the_hostile_seed_is_shown_harmless_and_without_secrets() {
    let (_backend, bench) = demo(Seed::Hostile, "hostile-tenant").await;
    let tenant = TenantId::from("hostile-tenant");
    let platform = diatonic::platform(&bench);
    let all = waiting(&bench).await;
    assert!(all.len() >= 3, "{all:?}");
    let mut shown = format!("{all:?}");
    for work in &all {
        let read = platform.work.as_ref().unwrap();
        let read = read.read(&work.key, instant("2026-11-21T14:00:00Z")).await;
        let read = read.unwrap().value.unwrap();
        shown += &format!("{read:?}");
        harmless([&read.subject, &read.state]);
        harmless(&read.reason);
        harmless(
            read.attributes
                .iter()
                .flat_map(|one| [&one.label, &one.value]),
        );
    }
    let switches = platform.switches.unwrap();
    let rows = switches.of_tenant(&tenant, &[]).await.unwrap().items;
    assert_eq!(rows.len(), 2);
    for row in &rows {
        harmless([&row.agent, &row.tenant_name]);
        assert_eq!(
            switches.read(&row.key).await.unwrap().value.as_ref(),
            Some(row)
        );
    }
    shown += &format!(
        "{rows:?}{:?}",
        bench.templates(&tenant, None).await.unwrap()
    );
    shown += &format!("{:?}", bench.flow(&tenant, "FLOWHOSTILE").await.unwrap());
    shown += &format!("{:?}", bench.models(&tenant, None).await.unwrap());
    assert!(!shown.contains("DUMMY-TOKEN"), "{shown}");
    assert!(!shown.contains("no es de este tenant"));
}

//! A look at single systems: what no seed has – foreign keys, a missing index, a page that is not the whole
//! table, and two tables of the same switches that disagree.

use crate::stage::{Stage, item, n, s};
use switchboard::aws::table::{KeyKind::S, TableSpec};
use switchboard::domain::checkup::{Drift, Finding, ListOf, Owner, Presence, TableCheck, What};
use switchboard::platform::checkup::{Checkup, Examination};
use switchboard::platform::diatonic::schema::{Design, Part, Tables};
use switchboard::platform::{alquimista, diatonic, marketplace, notification};

const TENANTS: &str = "ai-marketplace-tenants-platform";
const USAGE: &str = "ai-marketplace-tenant-usage";

fn table<'a>(seen: &'a Examination, name: &str) -> &'a TableCheck {
    let mut tables = seen.tables.iter();
    tables.find(|table| table.name == *name).unwrap()
}

fn found(seen: &Examination, table: &str, drift: Drift) -> Option<(usize, Finding)> {
    seen.drift.iter().find_map(|one| match one.what {
        What::Drift(kind, count) if kind == drift && one.subject == *table => {
            Some((count, one.clone()))
        }
        _ => None,
    })
}

#[tokio::test]
async fn both_tables_of_switches_are_compared_where_both_are_there() {
    let stage = Stage::plain().await;
    for (agent, here, there) in [
        ("a-1", "active", "active"),
        ("a-2", "active", "suspended"),
        ("a-3", "inactive", "active"),
    ] {
        for (table, word) in [("agent_activations", here), ("tenant_agents", there)] {
            let row = [
                ("tenant_id", s("t-1")),
                ("agent_id", s(agent)),
                ("status", s(word)),
            ];
            stage.put(table, &item(row)).await;
        }
        stage.put("agents", &item([("id", s(agent))])).await;
    }
    let look = alquimista::Checkup::new(&stage.dynamo, &Default::default());
    let seen = look.examine().await;
    let (count, finding) = found(&seen, "tenant_agents", Drift::ActivationsDiffer).unwrap();
    assert_eq!(count, 2);
    assert_eq!(finding.examples[0], "t-1 · a-2");
    assert_eq!(found(&seen, "agents", Drift::Stub).unwrap().0, 3);
    let orphans = found(&seen, "agent_activations", Drift::Orphan(Owner::Agent));
    assert_eq!(orphans, None, "all are in the catalogue");
}

#[tokio::test]
async fn a_tenant_behind_the_page_is_no_orphan() {
    let stage = Stage::plain().await;
    for at in 0..130 {
        let id = format!("t-{at:03}");
        stage.put(TENANTS, &item([("tenantId", s(&id))])).await;
    }
    for id in ["t-007", "t-077", "t-129", "nobody"] {
        let row = [
            ("tenantId", s(id)),
            ("month", s("2026-11")),
            ("messagesCount", n(1)),
        ];
        stage.put(USAGE, &item(row)).await;
    }
    let look = marketplace::Checkup::new(&stage.dynamo, &Default::default());
    let seen = look.examine().await;
    let (count, finding) = found(&seen, USAGE, Drift::Orphan(Owner::Tenant)).unwrap();
    assert_eq!(
        (count, finding.examples[0].as_str()),
        (1, "nobody"),
        "the others are read by key"
    );
    assert_eq!(found(&seen, TENANTS, Drift::Stub).unwrap().0, 100);
}

#[tokio::test]
async fn foreign_keys_are_seen_and_such_a_table_is_not_read() {
    let stage = Stage::empty().await;
    let other = TableSpec::keyed(("pk", S), Some(("sk", S)));
    stage.create("notification-agent-users-prod", other).await;
    let look = notification::Checkup::new(&stage.dynamo, &Default::default());
    let before = stage.dynamo.meter().total();
    let seen = look.examine().await;
    let users = table(&seen, "notification-agent-users-prod");
    assert_eq!(users.facts().unwrap().design, None);
    assert_eq!(users.facts().unwrap().partition, "pk");
    let sources = table(&seen, "notification-agent-data-sources-prod");
    assert_eq!(sources.presence, Presence::Missing);
    assert!(seen.drift.is_empty());
    let after = stage.dynamo.meter().total();
    assert_eq!(before, after, "describing costs nothing");
}

#[tokio::test]
async fn each_design_of_the_workbench_wants_its_own_indexes() {
    for (design, word, sort) in [
        (Design::Live, "live", "log_timestamp"),
        (Design::Seed, "seed", "started_at"),
    ] {
        let stage = Stage::empty().await;
        let tables = Tables::default();
        for (name, spec) in tables.specs(design) {
            let spec = match name == tables.executions {
                true => TableSpec::keyed(spec.partition, spec.sort),
                false => spec,
            };
            stage.create(name, spec).await;
        }
        let look = diatonic::Checkup::new(&stage.dynamo, &tables);
        let seen = look.examine().await;
        let executions = table(&seen, &tables.executions).facts().unwrap();
        assert_eq!(executions.design, Some(word));
        assert!(executions.indexes.iter().all(|one| one.name.is_none()));
        let lists: Vec<ListOf> = executions.indexes.iter().map(|one| one.list).collect();
        assert_eq!(lists, [ListOf::Work, ListOf::Usage]);
        let of_logs = table(&seen, tables.of(Part::RunLogs)).facts().unwrap();
        assert_eq!(of_logs.indexes.len(), 1, "{word}");
        assert_eq!(of_logs.indexes[0].sort, Some(sort));
        assert!(of_logs.indexes[0].name.is_some(), "{word}");
    }
}

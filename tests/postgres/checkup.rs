//! What `doctor` sees of a database: what is there and in which columns, what is missing, and what rows show.

use crate::both::stores;
use crate::server::{Design, Scene, scene};
use switchboard::aws::session::{Session, Target};
use switchboard::domain::checkup::{Drift, Owner, Presence, Severity, TableCheck, What};
use switchboard::platform::alquimista::postgres::Settings;
use switchboard::platform::alquimista::{Checkup, schema::Tables};
use switchboard::platform::checkup::{Checkup as _, Examination};

async fn look(settings: Settings) -> Examination {
    // Nobody answers for DynamoDB: that is said beside, and the database is looked at all the same.
    let target = Target::of_endpoint("http://127.0.0.1:1");
    let session = Session::open(&target).await;
    let checkup = Checkup::new(&session.dynamo, &Tables::default());
    checkup
        .with_database(settings, session.vault())
        .examine()
        .await
}

fn table<'a>(seen: &'a Examination, name: &str) -> &'a TableCheck {
    let name = format!("alquimista_platform.{name}");
    let mut tables = seen.tables.iter();
    tables.find(|one| one.name == *name).unwrap()
}

fn design(seen: &Examination, name: &str) -> Option<&'static str> {
    table(seen, name).facts().unwrap().design
}

fn said(seen: &Examination, subject: &str) -> Vec<(Severity, What)> {
    let about = seen.drift.iter().filter(|one| one.subject == *subject);
    about.map(|one| (one.severity, one.what.clone())).collect()
}

async fn run(scene: &Scene, sql: &str) {
    scene.client.batch_execute(sql).await.unwrap();
}

#[tokio::test]
async fn a_database_is_described_with_its_columns_and_constraints() {
    for wanted in [Design::Migrations, Design::Seed] {
        let Some(scene) = scene(wanted).await else {
            return;
        };
        let seen = look(scene.settings()).await;
        let (audit, others) = match wanted {
            Design::Migrations => ("migrations", true),
            Design::Seed => ("seed", false),
        };
        assert_eq!(design(&seen, "audit_logs"), Some(audit));
        assert_eq!(design(&seen, "tenants"), Some("both"));
        let there = table(&seen, "tenant_agents").presence != Presence::Missing;
        assert_eq!(there, others);
        let facts = table(&seen, "approval_requests").facts().unwrap();
        assert!(facts.partition == "id" && facts.bytes > 0);
        let bad = seen.drift.iter().filter(|one| {
            let about_columns = matches!(
                one.what,
                What::ColumnsMissing(_) | What::NotUnique(_) | What::LimitOff(_)
            );
            about_columns || one.severity == Severity::Broken
        });
        let bad: Vec<_> = bad.collect();
        assert!(bad.is_empty(), "{bad:?}");
        let two = said(&seen, "alquimista_platform.tenants");
        assert!(
            two.contains(&(Severity::WorthKnowing, What::Drift(Drift::TwoDesigns, 1))),
            "{two:?}"
        );
    }
}

#[tokio::test]
async fn what_a_deployment_lacks_is_found_with_its_severity() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    run(
        &scene,
        "ALTER TABLE agent_activations DROP CONSTRAINT agent_activations_tenant_id_agent_id_key; \
         ALTER TABLE audit_logs DROP COLUMN result; ALTER TABLE users DROP COLUMN email; \
         DROP TABLE tenant_agents, approval_decisions",
    )
    .await;
    let seen = look(scene.settings()).await;
    let name = |table: &str| format!("alquimista_platform.{table}");
    let unique = What::NotUnique("agent_id, tenant_id");
    assert_eq!(
        said(&seen, &name("agent_activations")),
        [(Severity::Degraded, unique)]
    );
    let lacks = |column: &str| What::ColumnsMissing(column.into());
    assert_eq!(
        said(&seen, &name("audit_logs")),
        [(Severity::Broken, lacks("result"))]
    );
    assert_eq!(
        said(&seen, &name("users")),
        [(Severity::Degraded, lacks("email"))]
    );
    for gone in ["tenant_agents", "approval_decisions"] {
        assert_eq!(table(&seen, gone).presence, Presence::Missing);
    }
}

#[tokio::test]
async fn rows_that_nobody_should_trust_are_counted_in_both_stores() {
    for store in stores(None).await {
        let seen = match &store.scene {
            Some(scene) => {
                run(
                    scene,
                    "UPDATE approval_requests SET approvers = '[\"ana' WHERE id = 'a-open'; \
                     UPDATE approval_requests SET status = 'talvez' WHERE id = 'a-done'; \
                     UPDATE users SET status = 'dormindo' WHERE email = 'bia@example.com'",
                )
                .await;
                look(scene.settings()).await
            }
            None => {
                for (table, id, name, value) in [
                    ("approval_requests", "a-open", "approvers", "[\"ana"),
                    ("approval_requests", "a-done", "status", "talvez"),
                ] {
                    crate::both::change(&store.dynamo, table, ("id", id), None, (name, value))
                        .await;
                }
                let key = ("tenant_id", crate::both::DEMO);
                let sort = Some(("id", crate::both::BIA));
                crate::both::change(&store.dynamo, "users", key, sort, ("status", "dormindo"))
                    .await;
                let checkup = Checkup::new(&store.dynamo, &Tables::default());
                checkup.examine().await
            }
        };
        let named = |table: &str| match store.scene {
            Some(_) => format!("alquimista_platform.{table}"),
            None => table.to_owned(),
        };
        let drift = |table: &str, drift: Drift, count: usize| {
            let all = said(&seen, &named(table));
            let wanted = What::Drift(drift, count);
            assert!(
                all.iter().any(|(_, what)| *what == wanted),
                "{}: {all:?}",
                store.name
            );
        };
        drift("approval_requests", Drift::ApproversUnreadable, 1);
        drift("approval_requests", Drift::UnknownWord, 1);
        drift("users", Drift::UnknownWord, 1);
        drift("tenant_agents", Drift::ActivationsDiffer, 1);
        drift("tenants", Drift::TwoDesigns, 1);
        let orphans = said(&seen, &named("users"))
            .into_iter()
            .filter(|(_, what)| matches!(what, What::Drift(Drift::Orphan(Owner::Tenant), _)));
        assert_eq!(orphans.count(), 0, "{}", store.name);
        assert!(!format!("{:?}", seen.drift).contains("DUMMY"));
    }
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_a_finding() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let mut settings = scene.settings();
    settings.database = "no-such".to_owned();
    let seen = look(settings).await;
    assert!(matches!(
        table(&seen, "agents").presence,
        Presence::Unknown(_)
    ));
    let broken = seen
        .drift
        .iter()
        .find(|one| one.severity == Severity::Broken);
    assert!(matches!(broken.unwrap().what, What::NotDescribed(_)));
}

//! What waits: failed, overdue and unstarted runs of all tenants, found by the indexes that there are.

use super::lab::*;
use crate::stage::*;
use std::collections::BTreeSet;
use switchboard::domain::id::{TenantId, WorkId};
use switchboard::domain::work::{WorkKey, WorkKind};
use switchboard::platform::diatonic::schema::Design;

async fn filled(design: Design) -> Lab {
    let lab = Lab::new(design).await;
    for (id, tenant, status, started) in [
        ("E-failed", OURS, "failed", "2026-11-21T13:00:00.000Z"),
        ("E-long-ago", OURS, "failed", "2026-11-01T13:00:00.000Z"),
        ("E-overdue", OTHERS, "running", "2026-11-21T12:59:00.000Z"),
        ("E-young", OURS, "running", "2026-11-21T13:30:00.000Z"),
        ("E-queued", OURS, "queued", "2026-11-21T13:44:00.000Z"),
        ("E-pending", OURS, "pending", "2026-11-20T13:44:00.000Z"),
        ("E-fresh", OURS, "queued", "2026-11-21T13:50:00.000Z"),
        ("E-done", OURS, "completed", "2026-11-20T13:50:00.000Z"),
        ("E-odd", OURS, "hibernating", "2026-11-20T13:50:00.000Z"),
    ] {
        lab.execution(id, tenant, status, started).await;
    }
    lab.run("R-failed", OURS, "failed", "2026-11-21T10:00:00.000Z")
        .await;
    lab.run("R-queued", OTHERS, "queued", "2026-11-21T10:00:00.000Z")
        .await;
    lab.run("R-done", OURS, "completed", "2026-11-21T10:00:00.000Z")
        .await;
    lab
}

#[tokio::test]
async fn what_waits_is_found_in_both_designs_and_nothing_else() {
    for design in DESIGNS {
        let lab = filled(design).await;
        let (all, pages) = lab.waiting().await;
        let found: BTreeSet<(&str, &str, &str)> = all
            .iter()
            .map(|work| {
                let id = work.key.id.as_str().rsplit('/').next().unwrap();
                (id, work.key.tenant.as_str(), work.key.kind.word())
            })
            .collect();
        let expected = BTreeSet::from([
            ("E-failed", OURS, "run_failed"),
            ("E-overdue", OTHERS, "run_overdue"),
            ("E-queued", OURS, "run_unstarted"),
            ("E-pending", OURS, "run_unstarted"),
            ("R-failed", OURS, "run_failed"),
            ("R-queued", OTHERS, "run_unstarted"),
        ]);
        assert_eq!(found, expected, "{design:?}");
        assert_eq!(all.len(), expected.len(), "none comes twice");
        let calls = match design {
            Design::Live => 5,
            Design::Seed => 8,
        };
        assert_eq!(pages, calls, "one bounded call for each word and table");
    }
}

#[tokio::test]
async fn a_run_is_read_with_its_log_and_only_for_its_tenant() {
    for design in DESIGNS {
        let lab = filled(design).await;
        if design == Design::Live {
            for (at, tenant, said) in [
                ("2026-11-21T10:01:00.000Z", OURS, "epoch 1"),
                ("2026-11-21T10:02:00.000Z", OURS, "out of memory"),
                ("2026-11-21T10:03:00.000Z", OTHERS, "not ours"),
            ] {
                let line = item([
                    ("experiment_id", s("EXP1")),
                    ("log_timestamp", s(at)),
                    ("run_id", s("R-failed")),
                    ("tenant_id", s(tenant)),
                    ("log_level", s("ERROR")),
                    ("component_type", s("trainer")),
                    ("message", s(said)),
                ]);
                lab.stage.put(&lab.tables.run_logs, &line).await;
            }
        }
        let (all, _) = lab.waiting().await;
        let listed = all
            .iter()
            .find(|work| work.key.id.as_str().ends_with("R-failed"))
            .unwrap();
        assert_eq!(listed.subject.as_str(), "LLM Performance Comparison");
        assert_eq!(listed.reason.as_deref(), Some("out of memory"));
        let port = lab.platform().await.work.unwrap();
        let read = async |key: &WorkKey| port.read(key, instant(NOW)).await.unwrap().value;
        let work = read(&listed.key).await.unwrap();
        let log: Vec<String> = work
            .attributes
            .iter()
            .filter(|one| one.group == "log")
            .map(|one| format!("{} = {}", one.label, one.value))
            .collect();
        let expected: &[&str] = match design {
            Design::Live => &[
                "2026-11-21T10:01:00.000Z · ERROR · trainer = epoch 1",
                "2026-11-21T10:02:00.000Z · ERROR · trainer = out of memory",
            ],
            Design::Seed => &[],
        };
        assert_eq!(log, expected);
        let stolen = WorkKey {
            tenant: TenantId::from(OTHERS),
            ..listed.key.clone()
        };
        assert!(read(&stolen).await.is_none(), "a tenant sees only its own");
        for id in ["run/EXP1/none", "execution/none", "nonsense", "run/", ""] {
            let key = WorkKey {
                id: WorkId::from(id),
                ..listed.key.clone()
            };
            assert!(read(&key).await.is_none(), "{id}");
        }
    }
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_ended() {
    let lab = Lab::new(Design::Seed).await;
    for at in 0..60 {
        let started = format!("2026-11-21T10:{at:02}:00.000Z");
        lab.execution(&format!("E{at}"), OURS, "failed", &started)
            .await;
    }
    let (all, pages) = lab.waiting().await;
    assert_eq!((all.len(), pages), (60, 9));
    assert!(all.iter().all(|work| work.key.kind == WorkKind::RunFailed));
    let newest = all[0].since.unwrap() > all[59].since.unwrap();
    assert!(newest, "the newest failure first");
}

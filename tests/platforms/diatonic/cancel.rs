//! Cancelling: only what is queued or running, only as it was seen, only the tenant's, never a new item.

use super::lab::*;
use crate::stage::*;
use switchboard::aws::session::{Session, Target};
use switchboard::domain::id::{TenantId, WorkId};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Decision, WorkKind};
use switchboard::platform::diatonic;
use switchboard::platform::diatonic::schema::Design;

const LONG_AGO: &str = "2026-11-21T09:00:00.000Z";

#[tokio::test]
async fn a_run_is_cancelled_where_its_word_stands_and_the_rest_survives() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.execution("E1", OURS, "running", LONG_AGO).await;
        let seen = lab.one(WorkKind::RunOverdue).await;
        assert_eq!(lab.cancel(&seen).await, Decided::Done);
        let raw = lab.raw_execution("E1").await.unwrap();
        assert_eq!(text(&raw, "status"), "cancelled");
        assert_eq!(text(&raw, "completed_at"), NOW);
        assert_eq!(text(&raw, "updated_at"), NOW);
        assert_eq!(text(&raw, "unknown_to_us"), "stays");
        assert_eq!(lab.waiting().await.0, []);

        lab.run("R1", OURS, "queued", LONG_AGO).await;
        let seen = lab.one(WorkKind::RunUnstarted).await;
        assert_eq!(lab.cancel(&seen).await, Decided::Done);
        let (table, key, word) = match design {
            Design::Live => (
                &lab.tables.runs,
                item([("experiment_id", s("EXP1")), ("run_id", s("R1"))]),
                "run_status",
            ),
            Design::Seed => (&lab.tables.run_logs, item([("run_id", s("R1"))]), "status"),
        };
        let raw = lab.stage.get(table, key).await.unwrap();
        assert_eq!(text(&raw, word), "cancelled");
        let other = if word == "status" {
            "run_status"
        } else {
            "status"
        };
        assert!(!raw.contains_key(other), "no second word appears");
    }
}

#[tokio::test]
async fn somebody_faster_is_told_of_and_nothing_is_written() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        for word in ["completed", "failed", "cancelled"] {
            lab.execution("E1", OURS, "queued", LONG_AGO).await;
            let seen = lab.one(WorkKind::RunUnstarted).await;
            let faster = lab.execution("E1", OURS, word, LONG_AGO).await;
            assert_eq!(
                lab.cancel(&seen).await,
                Decided::Already(Text::from(word)),
                "{design:?}"
            );
            assert_eq!(lab.raw_execution("E1").await, Some(faster));
        }
        // It started meanwhile: whoever decided on a queued run has to look again.
        lab.execution("E1", OURS, "queued", LONG_AGO).await;
        let seen = lab.one(WorkKind::RunUnstarted).await;
        lab.execution("E1", OURS, "running", LONG_AGO).await;
        assert_eq!(
            lab.cancel(&seen).await,
            Decided::Already(Text::from("running"))
        );
        // The same change, sent again after its answer got lost, finds its own work.
        let seen = lab.one(WorkKind::RunOverdue).await;
        assert_eq!(lab.cancel(&seen).await, Decided::Done);
        assert_eq!(lab.cancel(&seen).await, Decided::Done);
    }
}

#[tokio::test]
async fn what_is_not_there_or_of_another_tenant_is_not_found_and_not_made() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        let stored = lab.execution("E1", OURS, "running", LONG_AGO).await;
        let seen = lab.one(WorkKind::RunOverdue).await;

        let mut others = seen.clone();
        others.key.tenant = TenantId::from(OTHERS);
        assert_eq!(lab.cancel(&others).await, Decided::NotFound);
        others.key.tenant = TenantId::from("?");
        assert_eq!(lab.cancel(&others).await, Decided::NotFound);
        assert_eq!(lab.raw_execution("E1").await, Some(stored));

        let mut gone = seen.clone();
        gone.key.id = WorkId::from(match design {
            Design::Live => "execution/AGT7/gone",
            Design::Seed => "execution/gone",
        });
        assert_eq!(lab.cancel(&gone).await, Decided::NotFound);
        assert_eq!(lab.raw_execution("gone").await, None, "no stub");
        gone.key.id = WorkId::from("execution/A/B/C");
        assert_eq!(lab.cancel(&gone).await, Decided::NotFound);
    }
}

#[tokio::test]
async fn a_failed_run_offers_nothing_and_a_run_cannot_be_approved() {
    let lab = Lab::new(Design::Live).await;
    lab.execution("E1", OURS, "failed", LONG_AGO).await;
    let seen = lab.one(WorkKind::RunFailed).await;
    let port = lab.writer().await.deciding.unwrap();
    assert_eq!(WorkKind::RunFailed.decisions(), [].as_slice());
    assert_eq!(
        lab.cancel(&seen).await,
        Decided::Already(Text::from("failed"))
    );
    let intent = switchboard::domain::id::IntentId::from("i1");
    let (comment, actor) = (Text::default(), actor());
    let refused = port.decide(
        &seen,
        Decision::Approve,
        &comment,
        &actor,
        &intent,
        instant(NOW),
    );
    assert!(refused.await.is_err());
}

#[tokio::test]
async fn a_run_of_nobody_can_be_cancelled_as_such() {
    let lab = Lab::new(Design::Live).await;
    let mut raw = lab.execution("E1", OURS, "running", LONG_AGO).await;
    raw.remove("tenant_id");
    lab.stage.put(&lab.tables.executions, &raw).await;
    let seen = lab.one(WorkKind::RunOverdue).await;
    assert_eq!(seen.key.tenant.as_str(), "?");
    assert_eq!(lab.cancel(&seen).await, Decided::Done);
}

#[tokio::test]
async fn an_answer_that_never_comes_is_not_guessed() {
    let lab = Lab::new(Design::Live).await;
    lab.execution("E1", OURS, "running", LONG_AGO).await;
    let seen = lab.one(WorkKind::RunOverdue).await;
    let nobody = Session::open(&Target::of_endpoint("http://127.0.0.1:1")).await;
    let writer = diatonic::writer(&nobody.dynamo, &lab.tables, &lab.plan().await);
    let decided = lab.decide(&writer, &seen).await;
    assert_eq!(decided, Decided::Unknown);
}

//! Decisions about approvals: their conditions, and who wins when two decide at once.

use super::*;
use aws_sdk_dynamodb::types::AttributeValue::Null;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::IntentId;
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Decision};

const REQUEST: &str = "approval-1";

fn request(required: i64, status: &str, expires_at: &str) -> Item {
    item([
        ("id", s(REQUEST)),
        ("tenant_id", s("t1")),
        ("requested_by", s("u-9")),
        ("action_type", s("data.export")),
        ("resource_type", s("tenant")),
        ("resource_id", s("t1")),
        ("action_details", s("{\"rows\":12}")),
        ("approvers", s("[\"demo:ana\",\"demo:bia\"]")),
        ("required_approvals", n(required)),
        ("status", s(status)),
        ("expires_at", s(expires_at)),
        ("created_at", s("2026-11-21T10:00:00.000Z")),
        ("updated_at", s("2026-11-21T10:00:00.000Z")),
        ("unknownToUs", s("stays")),
    ])
}

const LATER: &str = "2026-11-22T10:00:00";

fn named(name: &str) -> Actor {
    Actor {
        identity: format!("demo:{name}"),
        ..actor()
    }
}

struct Scene {
    stage: Stage,
    reader: Platform,
    writer: PlatformWriter,
}

impl Scene {
    async fn with(request: Item) -> Self {
        let (stage, reader, writer) = stage().await;
        stage.put("approval_requests", &request).await;
        Self {
            stage,
            reader,
            writer,
        }
    }

    async fn seen(&self) -> Option<Work> {
        let key = work_key(WorkKind::Approval, "t1", REQUEST);
        let port = self.reader.work.as_ref().unwrap();
        port.read(&key, now()).await.unwrap().value
    }

    async fn decide(
        &self,
        seen: &Work,
        decision: Decision,
        who: &str,
        intent: &str,
    ) -> Result<Decided, Trouble> {
        let (comment, intent) = (Text::from("de acordo"), IntentId::from(intent));
        let port = self.writer.deciding.as_ref().unwrap();
        port.decide(seen, decision, &comment, &named(who), &intent, now())
            .await
            .map_err(|why| why.trouble)
    }

    async fn raw(&self) -> Item {
        let key = item([("id", s(REQUEST))]);
        self.stage.get("approval_requests", key).await.unwrap()
    }

    async fn decisions(&self) -> Vec<Item> {
        rows(&self.stage, "approval_decisions").await
    }
}

#[tokio::test]
async fn one_approval_is_enough_where_one_is_asked() {
    let scene = Scene::with(request(1, "pending", LATER)).await;
    let seen = scene.seen().await.unwrap();
    assert_eq!(
        (seen.state.as_str(), seen.subject.as_str()),
        ("pending", "data.export")
    );
    let done = scene.decide(&seen, Decision::Approve, "ana", "i1").await;
    assert_eq!(done, Ok(Decided::Done));
    let raw = scene.raw().await;
    assert_eq!(
        (&raw["status"], &raw["updated_at"]),
        (&s("approved"), &s(NOW))
    );
    assert_eq!(raw["unknownToUs"], s("stays"));
    let given = scene.decisions().await;
    let mut names: Vec<&String> = given[0].keys().collect();
    names.sort();
    assert_eq!(
        names,
        [
            "approval_id",
            "approver_id",
            "comment",
            "created_at",
            "decision",
            "id"
        ]
    );
    assert_eq!(
        (
            &given[0]["approver_id"],
            &given[0]["decision"],
            &given[0]["comment"]
        ),
        (&s("demo:ana"), &s("approve"), &s("de acordo"))
    );
    let audit = rows(&scene.stage, "audit_logs").await;
    assert_eq!(audit[0]["action_type"], s("approval.approve"));
    assert_eq!(
        audit[0]["context"].as_m().unwrap()["approvalId"],
        s(REQUEST)
    );

    let again = scene.decide(&seen, Decision::Approve, "ana", "i1").await;
    assert_eq!(again, Ok(Decided::Done), "the same intent, told again");
    let other = scene.decide(&seen, Decision::Reject, "bia", "i2").await;
    assert_eq!(other, Ok(Decided::Already("approved".into())));
    assert_eq!(
        (
            scene.decisions().await.len(),
            rows(&scene.stage, "audit_logs").await.len()
        ),
        (1, 1)
    );
    assert_eq!(scene.seen().await, None, "it no longer waits");
}

#[tokio::test]
async fn the_last_approval_that_it_takes_approves() {
    let scene = Scene::with(request(2, "pending", LATER)).await;
    let first = scene.seen().await.unwrap();
    assert_eq!(
        scene.decide(&first, Decision::Approve, "ana", "i1").await,
        Ok(Decided::Done)
    );
    assert_eq!(scene.raw().await["status"], s("pending"));
    assert_eq!(
        scene.decide(&first, Decision::Approve, "bia", "i2").await,
        Err(Trouble::Invalid),
        "it is not as she saw it"
    );
    let second = scene.seen().await.unwrap();
    let told = second
        .attributes
        .iter()
        .any(|a| a.group == "decisions" && a.label == "ana");
    assert!(told, "{second:?}");
    assert_eq!(
        scene.decide(&second, Decision::Reject, "ana", "i3").await,
        Ok(Decided::Already("approve".into())),
        "one decision for each approver"
    );
    assert_eq!(
        scene.decide(&second, Decision::Approve, "bia", "i4").await,
        Ok(Decided::Done)
    );
    assert_eq!(scene.raw().await["status"], s("approved"));
    assert_eq!(scene.decisions().await.len(), 2);
}

#[tokio::test]
async fn a_rejection_ends_it_at_once() {
    let scene = Scene::with(request(2, "pending", LATER)).await;
    let seen = scene.seen().await.unwrap();
    assert_eq!(
        scene.decide(&seen, Decision::Reject, "ana", "i1").await,
        Ok(Decided::Done)
    );
    assert_eq!(scene.raw().await["status"], s("rejected"));
    assert_eq!(
        rows(&scene.stage, "audit_logs").await[0]["action_type"],
        s("approval.reject")
    );
}

#[tokio::test]
async fn what_is_over_is_not_decided() {
    for (status, expires_at, outcome) in [
        ("pending", "2026-11-21 14:00:00", Decided::Expired),
        ("pending", "2026-11-21T13:59:59.999Z", Decided::Expired),
        ("expired", LATER, Decided::Expired),
        ("cancelled", LATER, Decided::Already("cancelled".into())),
        (
            "approved",
            "2026-11-20T00:00:00Z",
            Decided::Already("approved".into()),
        ),
    ] {
        let scene = Scene::with(request(1, "pending", LATER)).await;
        let seen = scene.seen().await.unwrap();
        let put = request(1, status, expires_at);
        scene.stage.put("approval_requests", &put).await;
        let came = scene.decide(&seen, Decision::Approve, "ana", "i1").await;
        assert_eq!(came, Ok(outcome), "{status} {expires_at}");
        assert_eq!(scene.raw().await, put, "nothing was written");
        assert!(scene.decisions().await.is_empty());
        if status == "pending" {
            assert_eq!(
                scene.seen().await.unwrap().state,
                "expired",
                "and the list says so"
            );
        }
    }
}

#[tokio::test]
async fn what_is_not_there_or_no_approval_is_not_decided() {
    let scene = Scene::with(request(1, "pending", LATER)).await;
    let mut seen = scene.seen().await.unwrap();
    seen.key.tenant = TenantId::from("t2");
    assert_eq!(
        scene.decide(&seen, Decision::Approve, "ana", "i1").await,
        Ok(Decided::NotFound)
    );
    seen.key = work_key(WorkKind::Incident, "t1", REQUEST);
    assert_eq!(
        scene.decide(&seen, Decision::Approve, "ana", "i1").await,
        Err(Trouble::Invalid)
    );
    seen.key.kind = WorkKind::Approval;
    assert_eq!(
        scene.decide(&seen, Decision::Cancel, "ana", "i1").await,
        Err(Trouble::Invalid)
    );
    assert_eq!(
        WorkKind::Approval.decisions(),
        [Decision::Approve, Decision::Reject]
    );
    assert!(WorkKind::CommandFailed.decisions().is_empty());
    assert!(scene.decisions().await.is_empty());
}

#[tokio::test]
async fn a_row_that_says_little_can_still_be_decided() {
    for (name, value) in [
        ("updated_at", Null(true)),
        ("updated_at", n(7)),
        ("required_approvals", s("muitas")),
    ] {
        let mut raw = request(1, "pending", LATER);
        raw.insert(name.into(), value);
        raw.remove("expires_at");
        let scene = Scene::with(raw).await;
        let seen = scene.seen().await.unwrap();
        assert_eq!(
            scene.decide(&seen, Decision::Approve, "ana", "i1").await,
            Ok(Decided::Done)
        );
        assert_eq!(scene.raw().await["status"], s("approved"), "{name}");
    }
    let mut bare = request(1, "pending", LATER);
    bare.remove("updated_at");
    let scene = Scene::with(bare).await;
    let seen = scene.seen().await.unwrap();
    assert_eq!(
        scene.decide(&seen, Decision::Reject, "ana", "i1").await,
        Ok(Decided::Done)
    );
}

#[tokio::test]
async fn of_two_that_decide_at_once_one_wins() {
    for required in [1, 2] {
        let scene = Scene::with(request(required, "pending", LATER)).await;
        let seen = scene.seen().await.unwrap();
        let other = if required == 1 {
            Decision::Reject
        } else {
            Decision::Approve
        };
        let (one, two) = futures::future::join(
            scene.decide(&seen, Decision::Approve, "ana", "i1"),
            scene.decide(&seen, other, "bia", "i2"),
        )
        .await;
        let done = [&one, &two]
            .iter()
            .filter(|came| **came == &Ok(Decided::Done))
            .count();
        assert_eq!(done, 1, "{one:?} {two:?}");
        assert_eq!(scene.decisions().await.len(), 1);
        assert_eq!(rows(&scene.stage, "audit_logs").await.len(), 1);
        let word = match (required, &one) {
            (2, _) => "pending",
            (_, Ok(Decided::Done)) => "approved",
            _ => "rejected",
        };
        assert_eq!(scene.raw().await["status"], s(word));
    }
}

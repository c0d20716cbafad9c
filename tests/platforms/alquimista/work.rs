//! What waits for a person: which rows do, which do not, and where they are found again.

use super::*;
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::domain::escalation::Priority;
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::Trouble;

const COMMANDS: &str = "alquimista-operational-commands-prod";

fn command(id: &str, at: &str, status: &str) -> Item {
    item([
        ("command_id", s(id)),
        ("created_at", s(at)),
        ("command_type", s("RESTART_AGENT")),
        ("status", s(status)),
        ("tenant_id", s("t1")),
        ("error_message", s("Agent not found")),
    ])
}

#[tokio::test]
async fn commands_wait_when_they_are_stuck_or_failed() {
    let (stage, platform, _) = stage().await;
    for row in [
        command("old", "2026-09-01T00:00:00.000Z", "PENDING"),
        command("stuck", "2026-11-21T13:54:59.000Z", "PENDING"),
        command("new", "2026-11-21T13:55:00.000Z", "PENDING"),
        command("running", "2026-11-21T10:00:00.000Z", "RUNNING"),
        command("failed", "2026-11-20T14:00:00.000Z", "ERROR"),
        command("forgotten", "2026-11-20T13:59:59.000Z", "ERROR"),
        command("done", "2026-11-21T10:00:00.000Z", "SUCCESS"),
    ] {
        stage.put(COMMANDS, &row).await;
    }
    let work = all_work(&platform).await;
    let seen: Vec<(&str, &str, &str)> = work
        .iter()
        .map(|one| {
            let id = one.key.id.as_str().split_once('#').unwrap().1;
            (one.key.kind.word(), id, one.state.as_str())
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("command_stuck", "old", "PENDING"),
            ("command_stuck", "stuck", "PENDING"),
            ("command_failed", "failed", "ERROR"),
        ],
        "a pending one is never shown as running"
    );
    let port = platform.work.as_ref().unwrap();
    for one in &work {
        let again = port.read(&one.key, now()).await.unwrap().value;
        assert_eq!(again.as_ref(), Some(one));
    }
    let done = work_key(
        WorkKind::CommandFailed,
        "t1",
        "2026-11-21T10:00:00.000Z#done",
    );
    assert_eq!(port.read(&done, now()).await.unwrap().value, None);
    let garbage = work_key(WorkKind::CommandStuck, "t1", "sem-hora");
    assert_eq!(port.read(&garbage, now()).await.unwrap().value, None);
}

#[tokio::test]
async fn a_long_list_of_stuck_commands_goes_on_page_by_page() {
    let (stage, platform, _) = stage().await;
    for minute in 0..130 {
        let at = now() - jiff::SignedDuration::from_mins(minute);
        let at = switchboard::domain::time::iso(at);
        stage
            .put(COMMANDS, &command(&format!("c{minute}"), &at, "PENDING"))
            .await;
    }
    let work = all_work(&platform).await;
    assert_eq!(work.len(), 124, "all that are older than five minutes");
    assert!(
        work.windows(2).all(|two| two[0].since <= two[1].since),
        "longest first"
    );
    let port = platform.work.as_ref().unwrap();
    for word in ["", "zz", "x-", "a-zz"] {
        let why = port
            .open(now(), Some(Cursor(word.to_owned())))
            .await
            .unwrap_err();
        assert_eq!(why.trouble, Trouble::Invalid, "{word}");
    }
}

fn event(sk: &str, category: &str, severity: &str, status: &str, details: AttributeValue) -> Item {
    item([
        ("event_category", s(category)),
        ("sk", s(sk)),
        ("event_type", s(severity)),
        ("action", s("Fila parada")),
        ("status", s(status)),
        ("tenant_id", s("t1")),
        ("user_email", s("ana@example.com")),
        ("details", details),
        ("created_at", s("2026-11-21 12:00:00")),
    ])
}

#[tokio::test]
async fn incidents_are_system_events_that_are_not_over() {
    let (stage, platform, _) = stage().await;
    let map = |pairs: &[(&str, AttributeValue)]| {
        AttributeValue::M(
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        )
    };
    let why = ("description", s("sem consumidor"));
    for row in [
        event(
            "1#a",
            "system",
            "critical",
            "failure",
            map(std::slice::from_ref(&why)),
        ),
        event(
            "2#b",
            "system",
            "warning",
            "pending",
            s("{\"description\":\"lenta\",\"resolved_at\":null}"),
        ),
        event(
            "3#c",
            "system",
            "high",
            "failure",
            map(&[why, ("resolved_at", s("2026-11-21"))]),
        ),
        event(
            "4#d",
            "system",
            "high",
            "failure",
            s("{\"resolved_at\":\"2026-11-21\"}"),
        ),
        event("5#e", "system", "info", "success", s("")),
        event("6#f", "command", "high", "failure", s("")),
        event("7#g", "system", "low", "failure", s("{quebrado")),
    ] {
        stage.put("operational_events", &row).await;
    }
    let work = all_work(&platform).await;
    let seen: Vec<(&str, &Priority, Option<&str>)> = work
        .iter()
        .map(|one| (one.key.id.as_str(), &one.priority, one.reason.as_deref()))
        .collect();
    assert_eq!(
        seen,
        [
            ("7#g", &Priority::Low, None),
            ("2#b", &Priority::Medium, Some("lenta")),
            ("1#a", &Priority::Urgent, Some("sem consumidor")),
        ]
    );
    assert_eq!(work[2].subject, "Fila parada");
    assert_eq!(
        work[2].since,
        Some(instant("2026-11-21T12:00:00Z")),
        "SQL times are UTC"
    );
    let port = platform.work.as_ref().unwrap();
    assert_eq!(
        port.read(&work[2].key, now()).await.unwrap().value.as_ref(),
        Some(&work[2])
    );
    let over = work_key(WorkKind::Incident, "t1", "3#c");
    assert_eq!(port.read(&over, now()).await.unwrap().value, None);
}

#[tokio::test]
async fn integrations_wait_in_error_and_tell_no_secret() {
    let (stage, platform, _) = stage().await;
    for (id, status) in [("i1", "error"), ("i2", "active"), ("i3", "pending")] {
        let row = item([
            ("tenant_id", s("t1")),
            ("id", s(id)),
            ("integration_type", s("whatsapp")),
            ("integration_name", s("WhatsApp")),
            ("status", s(status)),
            ("config", s("DUMMY-SECRET")),
            ("credentials_encrypted", s("DUMMY-SECRET")),
            ("last_error", s("401 for ana@example.com")),
            ("error_count", n(4)),
            ("last_sync_at", s("2026-11-21T08:00:00Z")),
        ]);
        stage.put("tenant_integrations", &row).await;
    }
    let work = all_work(&platform).await;
    assert_eq!(work.len(), 1);
    assert_eq!(
        (work[0].subject.as_str(), work[0].reason.as_deref()),
        ("WhatsApp", Some("401 for a•••@example.com"))
    );
    assert!(!format!("{work:?}").contains("DUMMY"));
    let port = platform.work.as_ref().unwrap();
    let read = port.read(&work[0].key, now()).await.unwrap().value;
    assert_eq!(read.as_ref(), Some(&work[0]));
    let healthy = work_key(WorkKind::IntegrationError, "t1", "i2");
    assert_eq!(port.read(&healthy, now()).await.unwrap().value, None);
}

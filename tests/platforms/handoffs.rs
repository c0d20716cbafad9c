//! The conditional writes on a conversation's item, each read back raw.

use crate::stage::*;
use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M, Null};
use switchboard::domain::conversation::{Message, MessageKind, Origin, Record, Speaker, Status};
use switchboard::domain::id::MessageId;
use switchboard::domain::text::Text;
use switchboard::platform::Write;

const ID: &str = "conv_573005554217";
const SINCE: &str = "2026-11-21T13:10:00.000Z";
const NOW: &str = "2026-11-21T14:00:00.000Z";

async fn record(stage: &Stage) -> Record {
    let port = stage.market().await.conversations.unwrap();
    port.read(&key(ID))
        .await
        .unwrap()
        .value
        .unwrap()
        .row
        .record
        .unwrap()
}

fn ana() -> Text {
    Text::from("Ana")
}

fn done(write: Write<Record>) -> Record {
    match write {
        Write::Done(record) => record,
        Write::Stale => panic!("stale"),
    }
}

#[tokio::test]
async fn a_pause_is_written_on_what_was_seen_and_only_once() {
    let stage = Stage::plain().await;
    stage
        .put(CONVERSATIONS, &escalation(ID, "PASSED_TO_HUMAN", SINCE))
        .await;
    let handoffs = stage.market_writer().await.handoffs.unwrap();
    let seen = record(&stage).await;
    let after = done(
        handoffs
            .pause(&key(ID), &seen, &ana(), instant(NOW))
            .await
            .unwrap(),
    );
    assert_eq!(after.status, Status::PassedToHuman);
    assert_eq!(
        after.version.as_deref(),
        Some(NOW),
        "a later version although the word was there"
    );
    let raw = stage.conversation(ID).await.unwrap();
    assert_eq!(raw["assignedAgent"], s("Ana"));
    assert_eq!(raw["humanTakeoverTime"], s(NOW));
    assert_eq!(
        raw["escalationTime"],
        s(SINCE),
        "who waits keeps the time of the wait"
    );
    assert_eq!(raw["unknownToUs"], s("stays"));

    let same = handoffs
        .pause(&key(ID), &seen, &ana(), instant(NOW))
        .await
        .unwrap();
    assert_eq!(same, Write::Done(after), "our own work after a lost answer");
    let other = handoffs
        .pause(&key(ID), &seen, &Text::from("Luis"), instant(NOW))
        .await
        .unwrap();
    assert_eq!(other, Write::Stale);
    assert_eq!(stage.conversation(ID).await.unwrap(), raw);
}

#[tokio::test]
async fn a_takeover_of_the_bots_conversation_waits_from_now_on() {
    let stage = Stage::plain().await;
    let mut raw = escalation(ID, "ACTIVE", "2026-10-01T00:00:00.000Z");
    raw.insert("updatedAt".into(), s("2026-11-21T15:30:00.000Z"));
    stage.put(CONVERSATIONS, &raw).await;
    let handoffs = stage.market_writer().await.handoffs.unwrap();
    let seen = record(&stage).await;
    let after = done(
        handoffs
            .pause(&key(ID), &seen, &ana(), instant(NOW))
            .await
            .unwrap(),
    );
    assert_eq!(after.since, Some(instant(NOW)));
    assert!(
        after.version.unwrap().as_str() > "2026-11-21T15:30:00.000Z",
        "even past a fast clock"
    );
}

#[tokio::test]
async fn any_type_of_version_can_be_changed_and_is_compared() {
    for version in [
        None,
        Some(n(1_763_733_480_000)),
        Some(Bool(true)),
        Some(Null(true)),
        Some(s("ayer")),
    ] {
        let stage = Stage::plain().await;
        let mut raw = escalation(ID, "ESCALATED", SINCE);
        raw.remove("updatedAt");
        if let Some(version) = &version {
            raw.insert("updatedAt".into(), version.clone());
        }
        stage.put(CONVERSATIONS, &raw).await;
        let handoffs = stage.market_writer().await.handoffs.unwrap();
        let seen = record(&stage).await;
        done(
            handoffs
                .pause(&key(ID), &seen, &ana(), instant(NOW))
                .await
                .unwrap(),
        );
        let late = handoffs
            .pause(&key(ID), &seen, &Text::from("Luis"), instant(NOW))
            .await
            .unwrap();
        assert_eq!(late, Write::Stale, "{version:?}");
    }
}

#[tokio::test]
async fn nothing_is_created_where_nothing_is() {
    let stage = Stage::plain().await;
    stage
        .put(CONVERSATIONS, &escalation(ID, "ESCALATED", SINCE))
        .await;
    let mut seen = record(&stage).await;
    let handoffs = stage.market_writer().await.handoffs.unwrap();
    for version in [None, seen.version.clone()] {
        seen.version = version;
        let pause = handoffs
            .pause(&key("conv_none"), &seen, &ana(), instant(NOW))
            .await
            .unwrap();
        let resume = handoffs
            .resume(&key("conv_none"), &seen, &ana(), instant(NOW))
            .await
            .unwrap();
        assert_eq!((pause, resume), (Write::Stale, Write::Stale));
    }
    assert!(
        !handoffs
            .append_reply(&key("conv_none"), &reply())
            .await
            .unwrap()
    );
    assert!(stage.conversation("conv_none").await.is_none());
    assert!(stage.conversation("tenant-plaza#conv_none").await.is_none());
}

#[tokio::test]
async fn a_record_is_opened_once() {
    let stage = Stage::plain().await;
    let handoffs = stage.market_writer().await.handoffs.unwrap();
    let open = async |who: &str, now: &str| {
        handoffs
            .open_record(
                &key(ID),
                &Text::from("pidió ayuda"),
                &Text::from(who),
                instant(now),
            )
            .await
            .unwrap()
    };
    let first = done(open("Ana", NOW).await);
    assert_eq!(first.status, Status::PassedToHuman);
    assert_eq!(first.reason.as_deref(), Some("pidió ayuda"));
    assert_eq!(
        open("Ana", NOW).await,
        Write::Done(first),
        "our own work after a lost answer"
    );
    assert_eq!(open("Luis", NOW).await, Write::Stale);
    let raw = stage.conversation(ID).await.unwrap();
    let mut names: Vec<&str> = raw.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "assignedAgent",
            "conversationId",
            "escalationReason",
            "escalationTime",
            "humanTakeoverTime",
            "priority",
            "status",
            "tenantId",
            "updatedAt"
        ]
    );
}

#[tokio::test]
async fn the_bot_resumes_and_no_one_stays_assigned() {
    let stage = Stage::plain().await;
    stage
        .put(CONVERSATIONS, &escalation(ID, "PASSED_TO_HUMAN", SINCE))
        .await;
    let handoffs = stage.market_writer().await.handoffs.unwrap();
    let held = done(
        handoffs
            .pause(&key(ID), &record(&stage).await, &ana(), instant(NOW))
            .await
            .unwrap(),
    );
    let later = instant("2026-11-21T14:10:00.000Z");
    let free = done(
        handoffs
            .resume(&key(ID), &held, &ana(), later)
            .await
            .unwrap(),
    );
    assert_eq!(free.status, Status::Active);
    let raw = stage.conversation(ID).await.unwrap();
    assert_eq!(
        (&raw["status"], &raw["resolvedBy"]),
        (&s("ACTIVE"), &s("Ana"))
    );
    assert_eq!(raw["resolutionTime"], s("2026-11-21T14:10:00.000Z"));
    assert!(!raw.contains_key("assignedAgent"));
    assert_eq!(
        handoffs
            .resume(&key(ID), &held, &ana(), later)
            .await
            .unwrap(),
        Write::Done(free)
    );
    let stale = handoffs
        .resume(&key(ID), &held, &Text::from("Luis"), later)
        .await
        .unwrap();
    assert_eq!(stale, Write::Stale);
}

fn reply() -> Message {
    Message {
        id: MessageId::from("01KAH0REPLY"),
        at: Some(instant(NOW)),
        from: Speaker::Human,
        by: Some(ana()),
        text: Text::from("Hola Marta"),
        kind: MessageKind::Text,
        origin: Origin::Ours,
        state: None,
        fate: None,
    }
}

#[tokio::test]
async fn a_reply_is_appended_where_there_is_a_list() {
    let list = |id: &str, messages| {
        let mut raw = escalation(id, "PASSED_TO_HUMAN", SINCE);
        raw.insert("messages".into(), messages);
        raw
    };
    let prefixed = format!("{TENANT}#{ID}");
    for (raw, appended) in [
        (list(ID, L(vec![])), true),
        (list(&prefixed, L(vec![s("x")])), true),
        (list(ID, s("roto")), false),
        (escalation(ID, "ESCALATED", SINCE), false),
    ] {
        let stage = Stage::plain().await;
        stage.put(CONVERSATIONS, &raw).await;
        let handoffs = stage.market_writer().await.handoffs.unwrap();
        assert_eq!(
            handoffs.append_reply(&key(ID), &reply()).await.unwrap(),
            appended,
            "{raw:?}"
        );
        let found = match stage.conversation(ID).await {
            Some(found) => found,
            None => stage.conversation(&prefixed).await.unwrap(),
        };
        if !appended {
            assert_eq!(found, raw);
            continue;
        }
        let last = found["messages"].as_l().unwrap().last().unwrap().clone();
        let M(last) = last else { panic!("{last:?}") };
        assert_eq!(
            (&last["from"], &last["content"]),
            (&s("human"), &s("Hola Marta"))
        );
        assert_eq!(
            found["updatedAt"],
            s(SINCE),
            "the version of the pause is not touched"
        );
    }
}

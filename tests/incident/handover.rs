//! What the next shift must know, and how everything was at a moment, from what is in the tables.

use crate::support::{backend, console, rows, switches, writing};
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use switchboard::domain::agent::{Switch, Toggle, Turn};
use switchboard::domain::handoff::{Claimed, LEASE};
use switchboard::domain::id::PlatformId;
use switchboard::domain::incident::Origin;
use switchboard::domain::text::Text;
use switchboard::embedded::{Seed, client};
use switchboard::locale::shift::paper;

const TENANT: &str = "tenant-ecommerce-solutions";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shift_is_handed_over_with_its_loose_ends_and_without_numbers() {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let station = console(&backend.endpoint(), "ana", state.path()).await;
    let desk = writing(&station);
    let found = rows(&desk, TENANT).await;
    let key = found
        .iter()
        .find(|row| row.status().waits_for_human())
        .map(|row| row.key.clone())
        .unwrap();
    let before = desk.now();
    assert!(matches!(
        desk.claim(&key, None, LEASE).await.unwrap(),
        Claimed::Won { .. }
    ));
    let agent = switches(&desk, TENANT)
        .await
        .into_iter()
        .find(|one| one.switch == Switch::On && !one.key.agent.is_bot())
        .unwrap();
    let toggle = Toggle {
        key: agent.key.clone(),
        turn: Turn::Off,
        reason: Text::from("answers with old prices"),
        seen: agent.seen,
    };
    desk.toggle(&toggle).await.unwrap();
    let origin = Origin::Person(PlatformId::Alquimista);
    desk.open_incident(&origin, &Text::from("agents fail"), None)
        .await
        .unwrap();

    // Rows as the features that own them write them.
    let millis = |minutes: i64| {
        let at = desk.now() + SignedDuration::from_mins(minutes);
        AttributeValue::N(at.as_millisecond().to_string())
    };
    let s = |text: &str| AttributeValue::S(text.to_owned());
    let raw = client(&backend.endpoint());
    let put = || raw.put_item().table_name("switchboard-control");
    for (name, until) in [("rings", 20), ("is-over", -1)] {
        let ack = put().item("pk", s("ALARM#alquimista")).item("sk", s(name));
        let ack = ack.item("by", s("luis")).item("at", millis(-10));
        ack.item("until", millis(until)).send().await.unwrap();
    }
    let row = put().item("pk", s("SCHEDULE")).item("sk", s("2026#01"));
    let row = row
        .item("platform", s("alquimista"))
        .item("due", millis(90));
    let row = row
        .item("tenant", s(TENANT))
        .item("agent", s(agent.key.agent.as_str()));
    row.send().await.unwrap();

    let handover = desk.handover().await.unwrap();
    assert_eq!(handover.gaps, []);
    let acks: Vec<&str> = handover
        .acknowledged
        .iter()
        .map(|ack| ack.alarm.as_str())
        .collect();
    assert_eq!(acks, ["rings"], "what has expired is nobody's");
    assert_eq!(handover.incidents.len(), 1);
    assert_eq!(handover.mine.len(), 1);
    assert_eq!(handover.mine[0].key, key);
    let off = handover
        .off
        .iter()
        .find(|off| off.key == agent.key)
        .unwrap();
    assert!(off.due.unwrap() > desk.now(), "it comes on again");
    let words = paper::handover(&handover, &TimeZone::UTC);
    assert!(words.contains("agents fail"), "{words}");
    let digits = |words: &str| {
        let mut runs = words.split(|c: char| !c.is_ascii_digit());
        runs.any(|run| run.len() >= 9)
    };
    assert!(!digits(&words.replace(['-', ':', ' '], "x")), "{words}");

    // The moment before: it waited, nothing was off; now it is held and the agent is off.
    let now = desk.past(desk.now()).await.unwrap();
    let held = now.queue.iter().find(|one| one.key == key).unwrap();
    assert_eq!(held.held.as_ref().unwrap().as_str(), "ana");
    assert!(
        now.switches
            .iter()
            .any(|one| one.key == agent.key && !one.on)
    );
    let then = desk
        .past(before - SignedDuration::from_secs(1))
        .await
        .unwrap();
    let waited = then.queue.iter().find(|one| one.key == key).unwrap();
    assert_eq!(waited.held, None);
    assert!(then.switches.iter().all(|one| one.key != agent.key));
    assert!(then.audit.iter().all(|entry| entry.at < before));
}

//! What the next shift must know, and how everything was at a moment, from what is in the tables.

use crate::support::{backend, console, rows, switches, writing};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use switchboard::domain::agent::{Switch, Toggle, Turn};
use switchboard::domain::handoff::{Claimed, LEASE};
use switchboard::domain::id::PlatformId;
use switchboard::domain::incident::Origin;
use switchboard::domain::text::Text;
use switchboard::embedded::Seed;
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

    let handover = desk.handover().await.unwrap();
    assert_eq!(handover.gaps, []);
    assert_eq!(handover.incidents.len(), 1);
    assert_eq!(handover.mine.len(), 1);
    assert_eq!(handover.mine[0].key, key);
    let off = handover
        .off
        .iter()
        .find(|off| off.key == agent.key)
        .unwrap();
    assert_eq!(off.due, None, "nobody said until when");
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

//! What the world tells of escalations: all six bodies, two for each escalation, in the order of its deeds.

use std::collections::BTreeMap;
use std::time::Duration;
use switchboard::embedded::feed::Queue;
use switchboard::embedded::world::{Dates, Happening, World};
use switchboard::embedded::{DemoOptions, Tables, Voices};

use crate::items::filled;

/// Which of the six a body is.
fn kind(body: &str) -> &'static str {
    let Ok(body) = serde_json::from_str::<serde_json::Value>(body) else {
        return "6 plain text";
    };
    match (body["type"].as_str(), body["customerPhone"].as_str()) {
        (None, _) => "1 service",
        (Some("escalation_notification"), Some("unknown")) => "3 alert",
        (Some("escalation_notification"), _) => "2 notifier",
        (Some("escalation_resolved"), _) => "4 reset",
        (Some("daily_summary"), _) => "5 summary",
        (other, _) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_escalation_is_told_twice_and_all_six_bodies_are_seen() {
    let (_backend, client) = filled(DemoOptions::default()).await;
    let dates = Dates::Simulated(jiff::Timestamp::now());
    let voices = Voices::compiled_in().unwrap();
    let queue = Queue::default();
    let world = World::begin(client, Tables::default(), voices, 3, dates).await;
    let mut world = world.telling(queue.clone());
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut escalations, mut resets) = (0, 0);
    for _ in 0..20_000 {
        match world.step().await {
            Happening::Escalated(_) => escalations += 1,
            Happening::Reset(_) => resets += 1,
            _ => {}
        }
        for letter in queue.receive(Duration::ZERO).await {
            queue.discard(&letter.receipt);
            *told.entry(kind(&letter.body)).or_insert(0) += 1;
        }
        if told.len() == 6 {
            break;
        }
    }
    assert_eq!(told.len(), 6, "{told:?}");
    assert_eq!(
        (told["1 service"], told["2 notifier"]),
        (escalations, escalations)
    );
    assert_eq!(told["4 reset"], resets);
}

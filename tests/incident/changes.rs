//! Changes of a stretch of time, from all that tells of them.

use crate::support::{backend, console, switches, writing};
use jiff::SignedDuration;
use switchboard::domain::agent::{Switch, Toggle, Turn};
use switchboard::domain::change::{Kind, Lack, Source};
use switchboard::domain::id::PlatformId;
use switchboard::domain::metric::Span;
use switchboard::domain::text::Text;
use switchboard::embedded::Seed;

const TENANT: &str = "tenant-ecommerce-solutions";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turned_switch_is_one_change_although_two_trails_tell_of_it() {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let station = console(&backend.endpoint(), "ana", state.path()).await;
    let desk = writing(&station);
    let found = switches(&desk, TENANT).await;
    let agent = found
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

    let now = desk.now() + SignedDuration::from_secs(5);
    let span = Span::last(SignedDuration::from_mins(10), now);
    let changes = desk.changes(PlatformId::Alquimista, span).await.unwrap();
    let turned: Vec<_> = changes
        .changes
        .iter()
        .filter(|change| change.agent.as_ref() == Some(&agent.key.agent))
        .collect();
    let [one] = turned.as_slice() else {
        panic!("one: {turned:#?}");
    };
    assert_eq!(one.kind, Kind::Toggle);
    assert_eq!(one.tenant.as_ref().unwrap().as_str(), TENANT);
    assert_eq!(
        one.why.as_ref().unwrap().as_str(),
        "answers with old prices"
    );
    assert_eq!(one.who.as_ref().unwrap().as_str(), "ana");
    // Nobody deploys in the demo, and that is said.
    let lacks = |source: Source| {
        let mut gaps = changes.gaps.iter();
        gaps.find(|gap| gap.source == source).map(|gap| &gap.lack)
    };
    assert_eq!(lacks(Source::Functions), Some(&Lack::NoSource));
    assert_eq!(lacks(Source::Trail), None);

    // Another system has neither this change nor a trail of its own.
    let other = desk.changes(PlatformId::Marketplace, span).await.unwrap();
    assert!(other.changes.is_empty(), "{other:#?}");
    assert!(other.gaps.iter().any(|gap| gap.source == Source::Trail));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_only_the_system_wrote_down_is_a_change_too() {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let station = console(&backend.endpoint(), "ana", state.path()).await;
    let desk = writing(&station);
    // The seed has an agent that its tenant turned off 31 days ago and on again a day later.
    let to = desk.now() - SignedDuration::from_hours(29 * 24);
    let span = Span::last(SignedDuration::from_hours(3 * 24), to);
    let changes = desk.changes(PlatformId::Alquimista, span).await.unwrap();
    let words: Vec<&str> = changes
        .changes
        .iter()
        .filter(|change| {
            change
                .tenant
                .as_ref()
                .is_some_and(|one| one.as_str() == TENANT)
        })
        .map(|change| change.what.as_str())
        .collect();
    assert_eq!(words, ["agent.deactivated", "agent.activated"]);
    assert_eq!(
        changes.changes[0].why.as_ref().unwrap().as_str(),
        "User requested deactivation"
    );
}

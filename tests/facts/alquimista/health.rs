//! Alarms are the health truth of AlquimistaAI.

use crate::support;
use crate::watched::{Account, alarm, desk};
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use switchboard::domain::alarm::{AlarmState, Found, Happened, Health, Missing, Vital};
use switchboard::domain::id::PlatformId;
use switchboard::embedded::{Seed, Tables, client};
use switchboard::locale::health as words;

fn named<'a>(health: &'a Health, name: &str) -> Option<&'a Vital> {
    health.vitals.iter().find(|vital| vital.name == *name)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f13_an_alarm_shows_its_rule_its_way_back_to_ok_and_its_name_with_the_environment() {
    let backend = support::backend(Seed::Plaza).await;
    let state = tempfile::tempdir().unwrap();
    let station = support::console(&backend.endpoint(), "ana", state.path()).await;
    let console = support::writing(&station);
    let name = "fibonacci-old-messages-prod";
    let look = || console.health(PlatformId::Alquimista);

    // A command of the seed has waited for an hour.
    let health = look().await.unwrap();
    let old = named(&health, name).unwrap();
    assert_eq!(old.state(), Some(AlarmState::Alarm));
    assert!(old.since().is_some());
    assert_eq!(
        words::rule_of(old),
        "Maximum ApproximateAgeOfOldestMessage ≥ 300 s, 1 min"
    );
    assert_eq!(old.rule().unwrap().missing, Some(Missing::NotBreaching));
    let latency = named(&health, "fibonacci-high-latency-prod").unwrap();
    assert_eq!(
        words::rule_of(latency),
        "p95 Duration ≥ 3 000 ms, 2 of 3 × 5 min"
    );
    assert_eq!(
        latency.state(),
        Some(AlarmState::NoData),
        "nothing ran: not OK"
    );
    let absent = named(&health, "fibonacci-iam-changes-prod").unwrap();
    assert!(matches!(absent.found, Found::Missing(_)));
    assert_eq!(absent.rule().unwrap().threshold, Some(1.0));

    // Whoever waits is served, and the alarm goes back to OK.
    let raw = client(&backend.endpoint());
    let table = Tables::default().alquimista.operational_commands;
    let pending = raw.scan().table_name(&table).send().await.unwrap();
    let done = Timestamp::now() - SignedDuration::from_mins(3);
    for mut item in pending.items.unwrap() {
        if !item.contains_key("completed_at") {
            let done = AttributeValue::S(done.to_string());
            item.insert("completed_at".to_owned(), done);
            let put = raw.put_item().table_name(&table).set_item(Some(item));
            put.send().await.unwrap();
        }
    }
    // Looks that follow each other closely share what was read.
    let begun = std::time::Instant::now();
    while named(&look().await.unwrap(), name).unwrap().state() != Some(AlarmState::Ok) {
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(20),
            "still not OK"
        );
    }
    let history = console.alarm_history(PlatformId::Alquimista, name, None);
    let turns: Vec<Happened> = history
        .await
        .unwrap()
        .items
        .into_iter()
        .map(|one| one.what)
        .collect();
    let turned = |from, to| Happened::Turned {
        from: Some(from),
        to,
    };
    assert_eq!(turns[0], turned(AlarmState::Alarm, AlarmState::Ok));
    assert!(turns.contains(&turned(AlarmState::Ok, AlarmState::Alarm)));
}

#[tokio::test]
async fn an_alarm_of_another_environment_is_not_ours_and_stands_in_for_none() {
    let account = Account {
        alarms: vec![
            alarm("fibonacci-old-messages-staging", "AWS/SQS", "Age"),
            alarm(
                "fibonacci-iam-changes-prod",
                "CloudTrailMetrics",
                "IAMChanges",
            ),
            alarm("somebody-elses", "AWS/EC2", "CPUUtilization"),
        ],
        value: |_| None,
        may_measure: true,
    };
    let desk = desk(account, PlatformId::Alquimista, "staging");
    let health = desk.health(PlatformId::Alquimista).await.unwrap();
    let found = |name: &str| named(&health, name).map(|vital| &vital.found);
    assert!(matches!(
        found("fibonacci-old-messages-staging"),
        Some(Found::Existing(_))
    ));
    assert!(matches!(
        found("fibonacci-iam-changes-staging"),
        Some(Found::Missing(_))
    ));
    assert!(found("fibonacci-iam-changes-prod").is_none());
    assert!(found("somebody-elses").is_none());
    assert_eq!(health.vitals.len(), 37);
}

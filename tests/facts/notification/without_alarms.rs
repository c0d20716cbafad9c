//! Alarms that do not exist yet: the four planned conditions are computed.

use crate::watched::{Account, alarm, desk};
use switchboard::domain::alarm::{AlarmState, Condition, Found, Measured, Vital};
use switchboard::domain::gauge::Range;
use switchboard::domain::id::PlatformId;
use switchboard::domain::metric::MetricQuery;
use switchboard::domain::problem::Trouble;
use switchboard::locale::health as words;

async fn vitals(account: Account) -> Vec<Vital> {
    let desk = desk(account, PlatformId::Notification, "dev");
    desk.health(PlatformId::Notification).await.unwrap().vitals
}

fn measured(vitals: &[Vital], condition: Condition) -> Option<&Measured> {
    vitals.iter().find_map(|vital| match &vital.found {
        Found::Computed(measured) if measured.condition == condition => Some(&**measured),
        _ => None,
    })
}

/// A bad quarter of an hour of the environment `dev`.
fn bad(query: &MetricQuery) -> Option<f64> {
    let (name, value) = &query.dimensions[0];
    assert!(value.ends_with("-dev"), "{name} {value}");
    match query.name.as_str() {
        "Invocations" => Some(10.0),
        "Errors" if value == "notification-agent-deliver-dev" => Some(6.0),
        "ApproximateNumberOfMessagesVisible" if value.contains("delivery") => Some(1001.0),
        "5XXError" => Some(1.0),
        "WriteThrottleEvents" => Some(2.0),
        _ => None,
    }
}

#[tokio::test]
async fn f12_the_four_planned_conditions_are_computed_where_no_alarm_exists() {
    let account = |value| Account {
        alarms: Vec::new(),
        value,
        may_measure: true,
    };
    let found = vitals(account(bad)).await;
    assert_eq!(found.len(), Condition::ALL.len());
    for (condition, value, rule) in [
        // 6 errors in 6 functions × 10 invocations.
        (Condition::ErrorRate, 10.0, "> 5 %"),
        (Condition::QueueDepth, 1001.0, "> 1 000"),
        (Condition::ServerErrors, 1.0, "> 0"),
        (Condition::Throttling, 2.0, "> 0"),
    ] {
        let measured = measured(&found, condition).unwrap();
        assert_eq!(measured.value, Some(value), "{condition:?}");
        assert_eq!(measured.state(), AlarmState::Alarm, "{condition:?}");
        assert_eq!(words::threshold(&measured.rule), rule);
        assert!(measured.rule.window.unwrap().span().as_secs() >= 900);
        assert!(measured.newest.is_some());
    }

    // The chart of a condition says the same of each period, and which function it is.
    let desk = desk(account(bad), PlatformId::Notification, "dev");
    let of = |condition| desk.condition(PlatformId::Notification, (condition, 900), Range::Hours3);
    for (condition, value, worst) in [
        (Condition::ErrorRate, 10.0, "notification-agent-deliver-dev"),
        (
            Condition::QueueDepth,
            1001.0,
            "notification-agent-delivery-queue-dev",
        ),
        (Condition::ServerErrors, 1.0, "notification-agent-api-dev"),
    ] {
        let found = of(condition).await.unwrap().readings;
        let (whole, parts) = found.split_first().unwrap();
        let newest = whole.series.newest().unwrap();
        assert_eq!(newest.value, value, "{condition:?}");
        let counted = parts.iter().filter(|part| part.series.sum() > Some(0.0));
        let counted: Vec<&str> = counted.map(|part| part.gauge.subject.as_str()).collect();
        assert_eq!(counted, [worst], "{condition:?}");
    }

    // Nothing ran: that is no data, and never OK.
    let found = vitals(account(|_| None)).await;
    for condition in Condition::ALL {
        let measured = measured(&found, condition).unwrap();
        assert_eq!(measured.state(), AlarmState::NoData, "{condition:?}");
        assert!(words::no_data(None).contains("not OK"));
    }

    // Metrics that may not be read are said; the alarms are there all the same.
    let watched = "notification-agent-queue-dev";
    let depth = "ApproximateNumberOfMessagesVisible";
    let found = vitals(Account {
        alarms: vec![alarm(watched, "AWS/SQS", depth)],
        value: bad,
        may_measure: false,
    })
    .await;
    assert!(found.iter().any(|vital| vital.name == *watched));
    assert_eq!(
        measured(&found, Condition::QueueDepth),
        None,
        "an alarm watches it"
    );
    let rate = measured(&found, Condition::ErrorRate).unwrap();
    assert_eq!(rate.state(), AlarmState::NoData);
    assert_eq!(rate.trouble.as_ref().unwrap().trouble, Trouble::Denied);
}

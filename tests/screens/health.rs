//! Health of the plaza: an alarm that rings, one that is well, one that is blind, one of others, one that is
//! missing, and conditions that are computed.

use switchboard::domain::alarm::{
    Actions, Alarm, AlarmState, Comparison, Condition, Found, Happened, Happening, Health,
    Measured, Missing, Rule, Vital, Watch, Window,
};
use switchboard::domain::cost::Cost;
use switchboard::domain::id::PlatformId;
use switchboard::domain::page::Page;
use switchboard::domain::text::Text;

use super::plaza::{before, now};

const OLD: &str = "fibonacci-old-messages-prod";

fn rule(namespace: &str, measure: &str, statistic: &str, threshold: f64, unit: &str) -> Rule {
    Rule {
        namespace: Text::from(namespace),
        measure: Text::from(measure),
        statistic: Text::from(statistic),
        dimensions: Vec::new(),
        comparison: Comparison::AtLeast,
        threshold: Some(threshold),
        unit: Text::from(unit),
        window: Some(Window {
            period: 300,
            periods: 3,
            breaching: 2,
        }),
        missing: Some(Missing::NotBreaching),
    }
}

fn actions() -> Actions {
    Actions {
        enabled: true,
        on_alarm: 1,
        on_ok: 1,
        on_no_data: 0,
        suppressed: None,
    }
}

fn alarm(name: &str, state: AlarmState, seconds: i64, watch: Watch) -> Vital {
    vital(
        name,
        Found::Existing(Box::new(Alarm {
            name: Text::from(name),
            state,
            since: Some(before(seconds)),
            reason: Text::from(
                "Threshold Crossed: 2 datapoints [3540.0, 3240.0] were greater than the threshold (300.0).",
            ),
            watch,
            actions: actions(),
        })),
    )
}

fn vital(name: &str, found: Found) -> Vital {
    Vital {
        platform: PlatformId::Alquimista,
        name: Text::from(name),
        found,
    }
}

fn computed(condition: Condition, value: Option<f64>) -> Vital {
    let rule = switchboard::health::measure::rule(condition);
    vital(
        condition.word(),
        Found::Computed(Box::new(Measured {
            condition,
            rule,
            value,
            newest: value.map(|_| before(70)),
            trouble: None,
        })),
    )
}

/// What the stage's second system answers.
pub fn health() -> Health {
    let metric = |rule: Rule| Watch::Metric(Box::new(rule));
    let age = rule(
        "AWS/SQS",
        "ApproximateAgeOfOldestMessage",
        "Maximum",
        300.0,
        "s",
    );
    let latency = rule("AWS/Lambda", "Duration", "p95", 3000.0, "ms");
    let errors = rule("AWS/Lambda", "Errors", "Sum", 10.0, "");
    let mut of_others = alarm(
        "fibonacci-commands-prod",
        AlarmState::Alarm,
        3300,
        Watch::Composite(Text::from(
            "ALARM(\"fibonacci-old-messages-prod\") OR ALARM(\"fibonacci-high-latency-prod\")",
        )),
    );
    if let Found::Existing(alarm) = &mut of_others.found {
        alarm.actions.suppressed = Some(Text::from("deploy-window"));
    }
    let unknown = Rule {
        window: None,
        missing: None,
        ..rule("CloudTrailMetrics", "IAMChanges", "Sum", 1.0, "")
    };
    Health {
        vitals: vec![
            of_others,
            alarm(OLD, AlarmState::Alarm, 3300, metric(age)),
            alarm(
                "fibonacci-high-latency-prod",
                AlarmState::NoData,
                86_400 * 3,
                metric(latency),
            ),
            alarm(
                "fibonacci-high-error-rate-prod",
                AlarmState::Ok,
                86_400 * 3,
                metric(errors),
            ),
            vital(
                "fibonacci-iam-changes-prod",
                Found::Missing(Box::new(unknown)),
            ),
            computed(Condition::ErrorRate, Some(7.5)),
            computed(Condition::QueueDepth, Some(12.0)),
            computed(Condition::Throttling, None),
        ],
        more: false,
        as_of: now(),
    }
}

/// What happened to an alarm of it.
pub fn history() -> Page<Happening> {
    let turned = |seconds, from, to, summary: &str| Happening {
        at: before(seconds),
        what: Happened::Turned {
            from: Some(from),
            to,
        },
        summary: Text::from(summary),
    };
    Page {
        items: vec![
            turned(
                3300,
                AlarmState::Ok,
                AlarmState::Alarm,
                "Threshold Crossed: 2 datapoints were greater than the threshold (300.0).",
            ),
            turned(
                90_000,
                AlarmState::Alarm,
                AlarmState::Ok,
                "Threshold Crossed: 2 datapoints were not greater than the threshold (300.0).",
            ),
        ],
        next: None,
        cost: Cost::default(),
    }
}

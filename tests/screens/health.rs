//! Health of the plaza: an alarm that rings, one that is well, one that is blind, one of others, one that is
//! missing, and conditions that are computed.

use jiff::Timestamp;
use switchboard::domain::ack::Ack;
use switchboard::domain::alarm::{
    Actions, Alarm, AlarmState, Comparison, Condition, Found, Happened, Happening, Health,
    Measured, Missing, Rule, Vital, Watch, Window,
};
use switchboard::domain::calls::Used;
use switchboard::domain::change::{Change, Changes, Kind};
use switchboard::domain::cost::Cost;
use switchboard::domain::gauge::{Gauge, Range, Reading, Readings};
use switchboard::domain::id::PlatformId;
use switchboard::domain::metric::{MetricQuery, Point, Series, Statistic};
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

/// A gauge with points of so many minutes, the newest last.
fn gauge(
    (namespace, name, statistic): (&str, &str, Statistic),
    dimension: (&str, &str),
    (unit, is_fault): (&'static str, bool),
    period: u32,
    values: &[f64],
) -> Reading {
    let count = i64::try_from(values.len()).unwrap();
    let now = now().as_second();
    let newest = now - now.rem_euclid(i64::from(period));
    let points = values.iter().zip(0_i64..).map(|(value, at)| Point {
        at: Timestamp::from_second(newest - (count - 1 - at) * i64::from(period)).unwrap(),
        value: *value,
    });
    Reading {
        gauge: Gauge {
            subject: Text::from(dimension.1),
            query: MetricQuery {
                namespace: namespace.to_owned(),
                name: name.to_owned(),
                dimensions: vec![(dimension.0.to_owned(), dimension.1.to_owned())],
                statistic,
                period,
            },
            unit,
            is_fault,
        },
        series: Series::from(points.collect::<Vec<_>>()),
        limit: None,
    }
}

/// What the stage's second system measures.
pub fn metrics(platform: PlatformId, range: Range) -> Readings {
    let period = range.period();
    let lambda = |name, statistic| ("AWS/Lambda", name, statistic);
    let process = ("FunctionName", "alquimista-process-command-prod");
    let queue = ("QueueName", "notification-agent-delivery-queue-prod");
    let of = |values: &[f64], cycles: usize| -> Vec<f64> {
        values.iter().copied().cycle().take(cycles).collect()
    };
    let mut bill = gauge(
        ("AWS/Billing", "EstimatedCharges", Statistic::Maximum),
        ("Currency", "USD"),
        ("USD", false),
        21_600,
        &[610.0, 622.5, 634.0, 648.2],
    );
    bill.limit = Some(1000.0);
    let mut readings = match platform {
        PlatformId::Marketplace => Vec::new(),
        _ => vec![
            gauge(
                lambda("Errors", Statistic::Sum),
                process,
                ("", true),
                period,
                &of(&[0.0, 0.0, 3.0, 1.0, 0.0, 7.0], 40),
            ),
            gauge(
                lambda("Duration", Statistic::P95),
                process,
                ("ms", false),
                period,
                &of(&[820.0, 910.0, 1420.0, 3100.0, 2400.0], 40),
            ),
            gauge(
                lambda("Throttles", Statistic::Sum),
                process,
                ("", true),
                period,
                &[],
            ),
            gauge(
                (
                    "AWS/SQS",
                    "ApproximateAgeOfOldestMessage",
                    Statistic::Maximum,
                ),
                queue,
                ("s", false),
                period,
                &of(&[12.0, 30.0, 45.0], 30),
            ),
            bill,
        ],
    };
    // So long a look back comes in parts, and not all of them came.
    if let (Some(first), Range::Days14) = (readings.first_mut(), range) {
        first.series.cut = Some(Text::from("InternalError: try again"));
    }
    Readings {
        readings,
        range,
        as_of: now(),
    }
}

/// What an alarm of it looks at.
pub fn metric(query: &MetricQuery, range: Range) -> Readings {
    let values: Vec<f64> = (0..36).map(|at| f64::from(at * 110)).collect();
    let mut reading = gauge(
        (&query.namespace, &query.name, query.statistic),
        ("", ""),
        ("", false),
        query.period,
        &values,
    );
    reading.gauge.query = query.clone();
    Readings {
        readings: vec![reading],
        range,
        as_of: now(),
    }
}

/// The course of a condition: a queue that filled up, and one that nobody uses.
pub fn judged(condition: Condition, period: u32, range: Range) -> Readings {
    let rule = switchboard::health::measure::rule(condition);
    let of = |subject: &str, values: &[f64]| {
        gauge(
            (&rule.namespace, &rule.measure, Statistic::Maximum),
            ("QueueName", subject),
            ("", false),
            period,
            values,
        )
    };
    let rising: Vec<f64> = (0..12).map(f64::from).collect();
    Readings {
        readings: vec![
            of("", &rising),
            of("notification-agent-delivery-queue-prod", &rising),
            of("notification-agent-summarization-queue-prod", &[]),
        ],
        range,
        as_of: now(),
    }
}

/// What was changed in it.
pub fn changes(platform: PlatformId) -> Changes {
    Changes {
        changes: vec![Change {
            at: before(3600),
            kind: Kind::Deploy,
            platform,
            tenant: None,
            agent: None,
            what: Text::from("alquimista-process-command-prod"),
            who: None,
            why: None,
            before: None,
            after: None,
        }],
        gaps: Vec::new(),
        as_of: now(),
    }
}

/// Who is on what.
pub fn acks() -> Vec<Ack> {
    vec![Ack {
        platform: PlatformId::Alquimista,
        name: Text::from(OLD),
        by: Text::from("Eva"),
        owner: "demo:eva".to_owned(),
        word: Some(Text::from("restarting the worker")),
        at: before(420),
        until: before(-1380),
    }]
}

/// What was called.
pub fn used() -> Vec<Used> {
    let of = |api, per_second, calls, dollars| Used {
        api,
        per_second,
        calls,
        dollars,
    };
    vec![
        of("DescribeAlarms", 9, 120, None),
        of("DescribeAlarmHistory", 3, 14, None),
        of("GetMetricData", 50, 62, Some(0.137)),
    ]
}

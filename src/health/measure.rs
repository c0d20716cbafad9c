//! The four conditions that are planned for the Notification Agent, computed from its metrics where no alarm
//! watches them (backend facts 4.4): each over 15 minutes, because its schedule is one run in 15. Where a
//! counter is only written when something happens, another metric tells whether anything ran at all.

pub mod course;

use super::Metrics;
use super::scheme::{NOTIFICATION, Scheme};
use crate::domain::alarm::{
    Alarm, AlarmState, Comparison, Condition, Measured, Missing, Rule, Watch, Window,
};
use crate::domain::id::PlatformId;
use crate::domain::metric::{MetricQuery, Series, Span, Statistic};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use jiff::Timestamp;

/// Seconds of a point.
const PERIOD: u32 = 60;
/// The window: not shorter than the system's schedule.
const WINDOW: Window = Window {
    period: 900,
    periods: 1,
    breaching: 1,
};

/// What a condition is computed from.
struct Plan {
    condition: Condition,
    /// What is counted, or the depth.
    counted: Vec<MetricQuery>,
    /// What shows that anything ran; of an error rate, what the errors are a part of.
    ran: Vec<MetricQuery>,
}

/// The conditions of a system that none of its alarms watches.
pub async fn conditions(
    scheme: &Scheme,
    alarms: &[Alarm],
    metrics: &dyn Metrics,
    now: Timestamp,
) -> Vec<Measured> {
    if scheme.platform != PlatformId::Notification {
        return Vec::new();
    }
    let open = |condition: &Condition| !alarms.iter().any(|alarm| watches(alarm, *condition));
    let open = Condition::ALL.into_iter().filter(open);
    let plans: Vec<Plan> = open.map(|condition| plan(scheme, condition)).collect();
    let asked = plans
        .iter()
        .flat_map(|plan| plan.counted.iter().chain(&plan.ran));
    let asked: Vec<MetricQuery> = asked.cloned().collect();
    if asked.is_empty() {
        return Vec::new();
    }
    match metrics.read(&asked, Span::last(WINDOW.span(), now)).await {
        Ok(series) => {
            let mut series = series.into_iter();
            let of = |plan: &Plan| {
                let counted: Vec<Series> = series.by_ref().take(plan.counted.len()).collect();
                let ran: Vec<Series> = series.by_ref().take(plan.ran.len()).collect();
                judged(plan.condition, &counted, &ran)
            };
            plans.iter().map(of).collect()
        }
        Err(problem) => plans
            .iter()
            .map(|plan| unmeasured(plan.condition, Some(problem.clone())))
            .collect(),
    }
}

/// Whether an alarm looks at what a condition is about.
fn watches(alarm: &Alarm, condition: Condition) -> bool {
    let Watch::Metric(rule) = &alarm.watch else {
        return false;
    };
    let measure = rule.measure.to_lowercase();
    match condition {
        // Errors alone are no rate, and an alarm on them is no alarm on the rate.
        Condition::ErrorRate => {
            measure.contains("error") && (measure.contains("rate") || measure.contains('/'))
        }
        Condition::QueueDepth => measure == "approximatenumberofmessagesvisible",
        Condition::ServerErrors => measure.contains("5xx"),
        Condition::Throttling => measure.contains("throttle") && &*rule.namespace == "AWS/DynamoDB",
    }
}

/// The rule of a condition, as it is planned.
pub fn rule(condition: Condition) -> Rule {
    let (namespace, measure, statistic, comparison, threshold, unit) = match condition {
        Condition::ErrorRate => (
            "AWS/Lambda",
            "Errors / Invocations",
            Statistic::Sum,
            Comparison::Above,
            5.0,
            "%",
        ),
        Condition::QueueDepth => (
            "AWS/SQS",
            "ApproximateNumberOfMessagesVisible",
            Statistic::Maximum,
            Comparison::Above,
            1000.0,
            "",
        ),
        Condition::ServerErrors => (
            "AWS/ApiGateway",
            "5XXError",
            Statistic::Sum,
            Comparison::Above,
            0.0,
            "",
        ),
        Condition::Throttling => (
            "AWS/DynamoDB",
            "ThrottledRequests",
            Statistic::Sum,
            Comparison::Above,
            0.0,
            "",
        ),
    };
    Rule {
        namespace: Text::from(namespace),
        measure: Text::from(measure),
        statistic: Text::from(statistic.word()),
        dimensions: Vec::new(),
        comparison,
        threshold: Some(threshold),
        unit: Text::from(unit),
        window: Some(WINDOW),
        missing: Some(Missing::NoData),
    }
}

fn plan(scheme: &Scheme, condition: Condition) -> Plan {
    let one = |namespace: &str, name: &str, dimension: (&str, &str), statistic| MetricQuery {
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        dimensions: vec![(dimension.0.to_owned(), dimension.1.to_owned())],
        statistic,
        period: PERIOD,
    };
    let of_functions = |name: &str| -> Vec<MetricQuery> {
        let functions = NOTIFICATION.iter();
        functions
            .map(|function| scheme.resolved(&format!("notification-agent-{function}")))
            .map(|function| {
                one(
                    "AWS/Lambda",
                    name,
                    ("FunctionName", &function),
                    Statistic::Sum,
                )
            })
            .collect()
    };
    let of_tables = |names: [&str; 2]| -> Vec<MetricQuery> {
        let tables = scheme.tables.iter();
        let both = tables.flat_map(|table| names.map(|name| (table, name)));
        both.map(|(table, name)| one("AWS/DynamoDB", name, ("TableName", table), Statistic::Sum))
            .collect()
    };
    let api = scheme.resolved("notification-agent-api");
    let of_api = |name: &str| {
        vec![one(
            "AWS/ApiGateway",
            name,
            ("ApiName", &api),
            Statistic::Sum,
        )]
    };
    let (counted, ran) = match condition {
        Condition::ErrorRate => (of_functions("Errors"), of_functions("Invocations")),
        Condition::QueueDepth => {
            let queues = ["summarization", "delivery"];
            let depths = queues.map(|queue| {
                let queue = scheme.resolved(&format!("notification-agent-{queue}-queue"));
                let depth = "ApproximateNumberOfMessagesVisible";
                one("AWS/SQS", depth, ("QueueName", &queue), Statistic::Maximum)
            });
            (depths.to_vec(), Vec::new())
        }
        Condition::ServerErrors => (of_api("5XXError"), of_api("Count")),
        // `ThrottledRequests` is kept for each operation apart; these two are the same by table.
        Condition::Throttling => (
            of_tables(["ReadThrottleEvents", "WriteThrottleEvents"]),
            of_tables(["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"]),
        ),
    };
    Plan {
        condition,
        counted,
        ran,
    }
}

fn unmeasured(condition: Condition, trouble: Option<Problem>) -> Measured {
    Measured {
        condition,
        rule: rule(condition),
        value: None,
        newest: None,
        trouble,
    }
}

/// What the series come to. Without a run there is no data, whatever was counted; where points are missing only
/// a breach is certain, and only of what is counted.
fn judged(condition: Condition, counted: &[Series], ran: &[Series]) -> Measured {
    let missing = counted.iter().chain(ran).find_map(|one| one.cut.as_ref());
    let sure = added_up(condition, counted, ran);
    let Some(why) = missing else { return sure };
    let counts = matches!(condition, Condition::ServerErrors | Condition::Throttling);
    let trouble = Problem::new(Trouble::TimedOut, "cloudwatch:GetMetricData", why.as_str());
    match counts && sure.state() == AlarmState::Alarm {
        true => Measured {
            trouble: Some(trouble),
            ..sure
        },
        false => unmeasured(condition, Some(trouble)),
    }
}

/// What the series come to, as if those were all their points.
fn added_up(condition: Condition, counted: &[Series], ran: &[Series]) -> Measured {
    let of = |series: &Series| match condition {
        Condition::QueueDepth => series.newest().map(|point| point.value),
        _ => series.sum(),
    };
    let each = |all: &[Series]| all.iter().filter_map(of).collect::<Vec<f64>>();
    let value = come_to(condition, &each(counted), &each(ran));
    let points = counted.iter().chain(ran).filter_map(Series::newest);
    Measured {
        value,
        newest: value.and(points.map(|point| point.at).max()),
        ..unmeasured(condition, None)
    }
}

/// What a stretch of time comes to, by the values of what was counted and of what ran in it.
fn come_to(condition: Condition, counted: &[f64], ran: &[f64]) -> Option<f64> {
    let sum = |all: &[f64]| all.iter().copied().reduce(|a, b| a + b);
    match condition {
        Condition::QueueDepth => counted.iter().copied().reduce(f64::max),
        Condition::ErrorRate => sum(ran)
            .filter(|runs| *runs > 0.0)
            .map(|runs| 100.0 * sum(counted).unwrap_or(0.0) / runs),
        Condition::ServerErrors | Condition::Throttling => match (sum(counted), sum(ran)) {
            (Some(count), _) if count > 0.0 => Some(count),
            (count, Some(runs)) if runs > 0.0 => Some(count.unwrap_or(0.0)),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::metric::Point;

    fn points(values: &[f64]) -> Series {
        let at = Timestamp::UNIX_EPOCH;
        let point = |value: &f64| Point { at, value: *value };
        Series::from(values.iter().map(point).collect::<Vec<_>>())
    }

    fn state(condition: Condition, counted: &[f64], ran: &[f64]) -> (AlarmState, Option<f64>) {
        let ran = match condition {
            Condition::QueueDepth => Vec::new(),
            _ => vec![points(ran)],
        };
        let measured = judged(condition, &[points(counted)], &ran);
        (measured.state(), measured.value)
    }

    #[test]
    fn an_error_rate_is_errors_by_invocations_and_nothing_without_one() {
        let rate = |errors: &[f64], runs: &[f64]| state(Condition::ErrorRate, errors, runs);
        assert_eq!(rate(&[1.0], &[10.0, 10.0]), (AlarmState::Ok, Some(5.0)));
        assert_eq!(rate(&[2.0], &[20.0]), (AlarmState::Alarm, Some(10.0)));
        assert_eq!(rate(&[], &[20.0]), (AlarmState::Ok, Some(0.0)));
        assert_eq!(rate(&[], &[]), (AlarmState::NoData, None));
        assert_eq!(rate(&[0.0], &[0.0]), (AlarmState::NoData, None));
    }

    #[test]
    fn a_counter_that_nobody_writes_is_zero_only_where_something_ran() {
        let throttled = |count: &[f64], ran: &[f64]| state(Condition::Throttling, count, ran);
        assert_eq!(throttled(&[], &[3.0]), (AlarmState::Ok, Some(0.0)));
        assert_eq!(throttled(&[1.0], &[3.0]), (AlarmState::Alarm, Some(1.0)));
        assert_eq!(throttled(&[], &[]), (AlarmState::NoData, None));
        // Requests that were all refused consumed nothing.
        assert_eq!(throttled(&[4.0], &[]), (AlarmState::Alarm, Some(4.0)));
    }

    #[test]
    fn where_points_are_missing_nothing_is_well_and_only_a_count_can_be_too_high() {
        let cut = |values: &[f64]| Series {
            cut: Some(Text::from("InternalError")),
            ..points(values)
        };
        let rate = judged(Condition::ErrorRate, &[points(&[9.0])], &[cut(&[10.0])]);
        assert_eq!((rate.state(), rate.value), (AlarmState::NoData, None));
        let why = rate.trouble.unwrap();
        assert!(why.detail.contains("InternalError"), "{why:?}");
        let none = judged(Condition::Throttling, &[cut(&[0.0])], &[points(&[3.0])]);
        assert_eq!(none.state(), AlarmState::NoData);
        let some = judged(Condition::Throttling, &[cut(&[4.0])], &[points(&[3.0])]);
        assert_eq!(some.state(), AlarmState::Alarm);
        assert!(some.trouble.is_some());
    }

    #[test]
    fn a_queue_is_as_deep_as_it_was_last_seen() {
        let depth = |values: &[f64]| state(Condition::QueueDepth, values, &[]);
        assert_eq!(depth(&[2000.0, 12.0]), (AlarmState::Ok, Some(12.0)));
        assert_eq!(depth(&[1001.0]), (AlarmState::Alarm, Some(1001.0)));
        assert_eq!(depth(&[]), (AlarmState::NoData, None));
    }
}

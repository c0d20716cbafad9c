//! What is told of functions, APIs and tables by their names: calls with their length, capacity, refused calls. Out
//! of the tables where those tell it, out of the meter elsewhere; what neither tells has no data.

use super::signals::{Course, Run, within};
use crate::domain::metric::{MetricQuery, Statistic};
use crate::embedded::meter::{Minute, Taken};
use crate::embedded::systems::RUNNER;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The processor of AlquimistaAI's commands (backend facts 2.2).
const PROCESSOR: &str = "alquimista-process-command-prod";

/// A call that ended.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    pub at: Timestamp,
    pub millis: f64,
    pub failed: bool,
}

/// By name, in the order of time.
#[derive(Debug, Default)]
pub struct Told {
    pub functions: BTreeMap<String, Vec<Call>>,
    apis: BTreeMap<String, Vec<Call>>,
    /// Indexes as `table/index`.
    tables: BTreeMap<String, Vec<(Timestamp, Taken)>>,
}

impl Told {
    /// Runs are of the function that runs agents, commands of their processor, the rest is the meter's.
    pub fn of(
        minutes: &BTreeMap<Timestamp, Arc<Minute>>,
        runs: &[Run],
        commands: &[Course],
    ) -> Self {
        let mut told = Self::default();
        for (at, minute) in minutes {
            add(&mut told.functions, *at, &minute.functions);
            add(&mut told.apis, *at, &minute.apis);
            for (name, taken) in &minute.tables {
                let of = told.tables.entry(name.clone()).or_default();
                of.push((*at, *taken));
            }
        }
        let runs = runs.iter().map(|run| Call {
            at: run.at,
            millis: run.millis,
            failed: run.failed,
        });
        put(&mut told.functions, RUNNER, runs);
        let ended = commands.iter().filter_map(|command| {
            let at = command.ended?;
            Some(Call {
                at,
                millis: at.duration_since(command.started?).as_secs_f64() * 1e3,
                failed: command.failed,
            })
        });
        put(&mut told.functions, PROCESSOR, ended);
        for calls in told.functions.values_mut().chain(told.apis.values_mut()) {
            calls.sort_by_key(|call| call.at);
        }
        told
    }

    /// The end of the minute in which the function of a metric was first called; `None`: it never was.
    pub fn first(&self, query: &MetricQuery) -> Option<Timestamp> {
        let mut names = query.dimensions.iter().map(|(_, value)| value);
        let first = names.find_map(|name| self.functions.get(name)?.first())?.at;
        let second = first.as_second();
        Timestamp::from_second(second - second.rem_euclid(60) + 60).ok()
    }

    /// What a metric of one of these was from `from` on, up to and without `to`; the outer `None`: it is of
    /// something else or of nobody who did anything, the inner: there is no data.
    pub fn value(
        &self,
        query: &MetricQuery,
        from: Timestamp,
        to: Timestamp,
    ) -> Option<Option<f64>> {
        let of = |name: &str| {
            let mut all = query.dimensions.iter();
            all.find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        match query.namespace.as_str() {
            "AWS/Lambda" => {
                let calls = self.functions.get(of("FunctionName")?)?;
                let calls = within(calls, from, to, |call| call.at);
                Some(of_function(calls, query))
            }
            "AWS/ApiGateway" => {
                let calls = self.apis.get(of("ApiName")?)?;
                let calls = within(calls, from, to, |call| call.at);
                Some(of_api(calls, query))
            }
            "AWS/DynamoDB" => {
                let table = of("TableName")?;
                // An index's capacity is its own; errors are kept for each operation, and no meter tells them.
                let name = match (of("GlobalSecondaryIndexName"), of("Operation")) {
                    (_, Some(_)) => return Some(None),
                    (Some(index), None) => format!("{table}/{index}"),
                    (None, None) => table.to_owned(),
                };
                let taken = within(self.tables.get(&name)?, from, to, |(at, _)| *at);
                Some(of_table(taken, &query.name))
            }
            _ => None,
        }
    }
}

fn add(
    all: &mut BTreeMap<String, Vec<Call>>,
    minute: Timestamp,
    found: &BTreeMap<String, Vec<crate::embedded::meter::Call>>,
) {
    for (name, calls) in found {
        let calls = calls.iter().map(|call| {
            let second = SignedDuration::from_secs(i64::from(call.second));
            Call {
                at: minute.checked_add(second).unwrap_or(minute),
                millis: f64::from(call.millis),
                failed: call.failed,
            }
        });
        put(all, name, calls);
    }
}

fn put(all: &mut BTreeMap<String, Vec<Call>>, name: &str, calls: impl Iterator<Item = Call>) {
    let mut calls = calls.peekable();
    if calls.peek().is_some() {
        all.entry(name.to_owned()).or_default().extend(calls);
    }
}

fn of_function(calls: &[Call], query: &MetricQuery) -> Option<f64> {
    if calls.is_empty() {
        return None;
    }
    match query.name.as_str() {
        "Invocations" => Some(count(calls)),
        "Errors" => Some(failures(calls)),
        // A function that ran and was never held back counts none.
        "Throttles" => Some(0.0),
        "Duration" => length(calls, query.statistic),
        "ConcurrentExecutions" => Some(at_once(calls)),
        _ => None,
    }
}

fn of_api(calls: &[Call], query: &MetricQuery) -> Option<f64> {
    if calls.is_empty() {
        return None;
    }
    match query.name.as_str() {
        "Count" => Some(count(calls)),
        "5XXError" if query.statistic == Statistic::Average => {
            Some(100.0 * failures(calls) / count(calls))
        }
        "5XXError" => Some(failures(calls)),
        "4XXError" => Some(0.0),
        "Latency" => length(calls, query.statistic),
        _ => None,
    }
}

fn of_table(taken: &[(Timestamp, Taken)], name: &str) -> Option<f64> {
    if taken.is_empty() {
        return None;
    }
    let sum = |of: fn(&Taken) -> f64| Some(taken.iter().map(|(_, one)| of(one)).sum::<f64>());
    match name {
        "ConsumedReadCapacityUnits" => sum(|one| one.read),
        "ConsumedWriteCapacityUnits" => sum(|one| one.written),
        "ReadThrottleEvents" | "ThrottledRequests" => sum(|one| f64::from(one.refused_reads)),
        "WriteThrottleEvents" => Some(0.0),
        _ => None,
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of a demo are small")]
fn count(calls: &[Call]) -> f64 {
    calls.len() as f64
}

#[allow(clippy::cast_precision_loss, reason = "counts of a demo are small")]
fn failures(calls: &[Call]) -> f64 {
    calls.iter().filter(|call| call.failed).count() as f64
}

/// The statistic of what calls took, in milliseconds.
fn length(calls: &[Call], statistic: Statistic) -> Option<f64> {
    let mut times: Vec<f64> = calls.iter().map(|call| call.millis).collect();
    times.sort_by(f64::total_cmp);
    let of = |hundredths: usize| {
        let place = (times.len() * hundredths).div_ceil(100).saturating_sub(1);
        times.get(place).copied()
    };
    match statistic.word() {
        "Sum" => Some(times.iter().sum()),
        "Average" => Some(times.iter().sum::<f64>() / count(calls)),
        "Maximum" => times.last().copied(),
        "Minimum" => times.first().copied(),
        "p50" => of(50),
        "p95" => of(95),
        _ => of(99),
    }
}

/// How many ran at once at most: each call ran from its length before its end.
fn at_once(calls: &[Call]) -> f64 {
    let mut turns: Vec<(i64, i32)> = Vec::with_capacity(calls.len() * 2);
    for call in calls {
        let end = call.at.as_millisecond();
        #[allow(clippy::cast_possible_truncation, reason = "milliseconds of a call")]
        let begin = end - call.millis.max(1.0) as i64;
        turns.extend([(begin, 1), (end, -1)]);
    }
    // At the same moment one ends before another begins.
    turns.sort_unstable();
    let (mut now, mut most) = (0, 0);
    for (_, turn) in turns {
        now += turn;
        most = most.max(now);
    }
    f64::from(most)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn call(second: i64, millis: f64) -> Call {
        Call {
            at: Timestamp::from_second(second).unwrap(),
            millis,
            failed: millis > 900.0,
        }
    }

    fn told() -> Told {
        let mut told = Told::default();
        let calls = [
            call(60, 100.0),
            call(61, 3_000.0),
            call(62, 200.0),
            call(130, 1.0),
        ];
        put(&mut told.functions, "f", calls.into_iter());
        told
    }

    fn value(name: &str, statistic: Statistic, from: i64, to: i64) -> Option<f64> {
        let query = MetricQuery {
            namespace: "AWS/Lambda".to_owned(),
            name: name.to_owned(),
            dimensions: vec![("FunctionName".to_owned(), "f".to_owned())],
            statistic,
            period: 60,
        };
        let at = |second| Timestamp::from_second(second).unwrap();
        told().value(&query, at(from), at(to)).unwrap()
    }

    #[test]
    fn a_function_is_told_by_its_calls_and_has_no_data_without_one() {
        assert_eq!(value("Invocations", Statistic::Sum, 60, 120), Some(3.0));
        assert_eq!(value("Errors", Statistic::Sum, 60, 120), Some(1.0));
        assert_eq!(value("Duration", Statistic::P95, 60, 120), Some(3_000.0));
        assert_eq!(value("Duration", Statistic::Minimum, 60, 120), Some(100.0));
        assert_eq!(
            value("ConcurrentExecutions", Statistic::Maximum, 60, 120),
            Some(2.0)
        );
        assert_eq!(value("Errors", Statistic::Sum, 120, 180), Some(0.0));
        assert_eq!(value("Errors", Statistic::Sum, 180, 240), None);
        assert_eq!(value("DeadLetterErrors", Statistic::Sum, 60, 120), None);
    }
}

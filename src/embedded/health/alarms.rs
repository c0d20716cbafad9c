//! The demo's alarms: most of those that AlquimistaAI's sources name, judged minute by minute as CloudWatch
//! would, so that their states and their history follow from what the tables and the meter tell.

use super::scheme;
use super::signals::{Seen, Signal};
use crate::domain::alarm::{
    Actions, Alarm, AlarmState, Happened, Happening, Missing, Rule, Watch, Window,
};
use crate::domain::id::PlatformId;
use crate::domain::metric::{MetricQuery, Statistic};
use crate::domain::text::Text;
use crate::health::expected::{self, Expected};
use jiff::{SignedDuration, Timestamp};

/// How far back history is computed.
const BACK: SignedDuration = SignedDuration::from_hours(72);
const STEP: SignedDuration = SignedDuration::from_mins(1);

/// Alarms that nobody in the demo made.
const NOT_MADE: [&str; 5] = [
    "fibonacci-security-group-changes",
    "fibonacci-iam-changes",
    "OperationalDashboard-LowCacheHitRate",
    "OperationalDashboard-MetricsAggregationNotRunning",
    "nigredo-webhook-failure-rate",
];

/// What alarms of single functions look at. Those of the whole account have no dimension.
const FUNCTIONS: [(&str, &str); 4] = [
    ("MetricsAggregation", "alquimista-aggregate-metrics-prod"),
    ("TenantAPI", "alquimista-get-tenant-detail-prod"),
    ("InternalAPI", "alquimista-get-usage-overview-prod"),
    (
        "OperationalCommands",
        "alquimista-create-operational-command-prod",
    ),
];

/// Two alarms in one.
const COMPOSITE: &str = "fibonacci-commands-prod";
const OLD: &str = "fibonacci-old-messages-prod";
const FAILING: &str = "OperationalDashboard-CommandFailures";

/// An alarm with what it is judged by.
struct Made {
    name: String,
    rule: Rule,
    window: Window,
    missing: Missing,
    signal: Option<Signal>,
    /// The metric of the function that it is about, where no signal is of it.
    query: Option<MetricQuery>,
}

/// All alarms as they are now.
pub fn all(seen: &Seen, now: Timestamp) -> Vec<Alarm> {
    let mut all: Vec<Alarm> = made().iter().map(|one| one.alarm(seen, now)).collect();
    all.push(composite(seen, now));
    all
}

/// What happened to the alarm of this name, the newest first.
pub fn history(seen: &Seen, name: &str, now: Timestamp) -> Vec<Happening> {
    let mut turns = match made().into_iter().find(|one| one.name == name) {
        Some(one) => one.turns(seen, now),
        None if name == COMPOSITE => both(seen, now),
        None => Vec::new(),
    };
    turns.reverse();
    turns
}

fn made() -> Vec<Made> {
    let expected = expected::alarms(&scheme(PlatformId::Alquimista));
    let made = expected.into_iter();
    made.filter(|one| !NOT_MADE.contains(&one.base.as_str()))
        .map(Made::of)
        .collect()
}

impl Made {
    fn of(expected: Expected) -> Self {
        let (signal, missing) = match expected.base.as_str() {
            "fibonacci-high-error-rate" => (Some(Signal::Failures), Missing::NotBreaching),
            "fibonacci-high-latency" => (Some(Signal::RunTime), Missing::NoData),
            "fibonacci-old-messages" => (Some(Signal::OldestCommand), Missing::NotBreaching),
            FAILING => (Some(Signal::CommandErrors), Missing::NotBreaching),
            "OperationalDashboard-LowCommandSuccessRate" => {
                (Some(Signal::CommandSuccess), Missing::Ignored)
            }
            // What counts something bad is well without a count; what measures is blind without a measure.
            _ if expected.rule.statistic == "Sum" => (None, Missing::NotBreaching),
            _ => (None, Missing::NoData),
        };
        let dimensions = dimensions(&expected);
        let query = query(&expected.rule, &dimensions);
        let window = expected.rule.window.unwrap_or(Window {
            // A function that is called every minute or two has data in each of these.
            period: if query.is_some() { 300 } else { 60 },
            periods: 1,
            breaching: 1,
        });
        Self {
            name: expected.name,
            rule: Rule {
                dimensions,
                window: Some(window),
                missing: Some(missing),
                ..expected.rule
            },
            window,
            missing,
            signal,
            query,
        }
    }

    /// What it looks at was from `from` on, up to and without `to`; `None`: there is no data.
    fn value(&self, seen: &Seen, from: Timestamp, to: Timestamp) -> Option<f64> {
        match (self.signal, &self.query) {
            (Some(signal), _) => seen.value(signal, from, to),
            (None, Some(query)) => seen.told.value(query, from, to).flatten(),
            (None, None) => None,
        }
    }

    fn alarm(&self, seen: &Seen, now: Timestamp) -> Alarm {
        let turns = self.turns(seen, now);
        let last = turns.last();
        let state = self.states(seen, now).last().map(|(_, state)| state);
        Alarm {
            name: Text::from_untrusted(&self.name),
            state: state.unwrap_or(AlarmState::NoData),
            since: last.map(|turn| turn.at),
            reason: last.map_or_else(Text::default, |turn| turn.summary.clone()),
            watch: Watch::Metric(Box::new(self.rule.clone())),
            actions: actions(),
        }
    }

    /// The state at each minute, the oldest first.
    fn states<'a>(
        &'a self,
        seen: &'a Seen,
        now: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, AlarmState)> + 'a {
        let begin = now.checked_sub(BACK).unwrap_or(now).as_second();
        let begin = Timestamp::from_second(begin - begin.rem_euclid(60)).unwrap_or(now);
        // The meter tells of nothing before its first call, and an alarm was well for longer than that. Where
        // nothing tells anything every minute is like the last.
        let begin = match (self.signal, &self.query) {
            (Some(_), _) => begin,
            (None, Some(query)) => seen.told.first(query).map_or(now, |at| at.max(begin)),
            (None, None) => now,
        };
        let mut state = AlarmState::NoData;
        let minutes = std::iter::successors(Some(begin), |at| at.checked_add(STEP).ok());
        minutes.take_while(move |at| *at <= now).map(move |at| {
            state = self.judged(seen, at, state);
            (at, state)
        })
    }

    fn judged(&self, seen: &Seen, at: Timestamp, before: AlarmState) -> AlarmState {
        let period = SignedDuration::from_secs(i64::from(self.window.period));
        let (mut known, mut broken) = (0, 0);
        let mut to = at;
        for _ in 0..self.window.periods {
            let from = to.checked_sub(period).unwrap_or(to);
            let value = self.value(seen, from, to);
            known += u32::from(value.is_some());
            let is_broken = match value {
                Some(value) => self.rule.is_broken_by(value),
                None => self.missing == Missing::Breaching,
            };
            broken += u32::from(is_broken);
            to = from;
        }
        match self.missing {
            Missing::NoData if known == 0 => AlarmState::NoData,
            Missing::Ignored if known == 0 => before,
            _ if broken >= self.window.breaching => AlarmState::Alarm,
            _ => AlarmState::Ok,
        }
    }

    fn turns(&self, seen: &Seen, now: Timestamp) -> Vec<Happening> {
        turns(self.states(seen, now), |at, to| self.reason(seen, at, to))
    }

    /// In the words of CloudWatch.
    fn reason(&self, seen: &Seen, at: Timestamp, to: AlarmState) -> String {
        let period = SignedDuration::from_secs(i64::from(self.window.period));
        let from = at.checked_sub(period).unwrap_or(at);
        let value = self.value(seen, from, at);
        let threshold = self.rule.threshold.unwrap_or(0.0);
        match (value, to) {
            (None, AlarmState::NoData) => {
                "Insufficient Data: no datapoints were received".to_owned()
            }
            (None, _) => format!(
                "no datapoints were received, which are treated as [{}]",
                self.missing.word()
            ),
            (Some(value), to) => {
                let was = if to == AlarmState::Alarm {
                    "was"
                } else {
                    "was not"
                };
                format!(
                    "Threshold Crossed: 1 datapoint [{value:.1}] {was} beyond the threshold ({threshold:.1})"
                )
            }
        }
    }
}

/// The function that an alarm is about, where it is about one.
fn dimensions(of: &Expected) -> Vec<(Text, Text)> {
    let mut functions = FUNCTIONS.iter();
    let function = functions.find(|(part, _)| of.base.contains(part));
    let function = function.filter(|_| of.rule.namespace == "AWS/Lambda");
    let dimension = |(_, name): &(&str, &str)| (Text::from("FunctionName"), Text::from(*name));
    function.map(dimension).into_iter().collect()
}

/// The metric of the function that an alarm is about.
fn query(rule: &Rule, dimensions: &[(Text, Text)]) -> Option<MetricQuery> {
    let pairs = dimensions.iter();
    let pairs = pairs.map(|(name, value)| (name.to_string(), value.to_string()));
    (!dimensions.is_empty()).then_some(MetricQuery {
        namespace: rule.namespace.to_string(),
        name: rule.measure.to_string(),
        dimensions: pairs.collect(),
        statistic: Statistic::of_word(&rule.statistic)?,
        period: 60,
    })
}

/// Where states differ from one moment to the next.
fn turns(
    states: impl Iterator<Item = (Timestamp, AlarmState)>,
    reason: impl Fn(Timestamp, AlarmState) -> String,
) -> Vec<Happening> {
    let mut before = None;
    let mut found = Vec::new();
    for (at, to) in states {
        if let Some(from) = before.filter(|from| *from != to) {
            found.push(Happening {
                at,
                what: Happened::Turned {
                    from: Some(from),
                    to,
                },
                summary: Text::from_untrusted(&reason(at, to)),
            });
        }
        before = Some(to);
    }
    found
}

/// The composite alarm: in alarm while one of its two is.
fn both(seen: &Seen, now: Timestamp) -> Vec<Happening> {
    turns(of_both(seen, now).into_iter(), |_, to| {
        let (word, rule) = (to.word(), expression());
        format!(
            "{rule} is {}, so the state is {word}",
            to == AlarmState::Alarm
        )
    })
}

fn of_both(seen: &Seen, now: Timestamp) -> Vec<(Timestamp, AlarmState)> {
    let made = made();
    let of = |name: &str| -> Vec<(Timestamp, AlarmState)> {
        let one = made.iter().find(|one| one.name == name);
        one.map(|one| one.states(seen, now).collect())
            .unwrap_or_default()
    };
    let (old, failing) = (of(OLD), of(FAILING));
    let pairs = old.into_iter().zip(failing);
    let worse = |((at, a), (_, b)): ((Timestamp, AlarmState), (Timestamp, AlarmState))| {
        let rings = a == AlarmState::Alarm || b == AlarmState::Alarm;
        (
            at,
            if rings {
                AlarmState::Alarm
            } else {
                AlarmState::Ok
            },
        )
    };
    pairs.map(worse).collect()
}

fn expression() -> String {
    format!("ALARM(\"{OLD}\") OR ALARM(\"{FAILING}\")")
}

fn composite(seen: &Seen, now: Timestamp) -> Alarm {
    let turns = both(seen, now);
    let last = turns.last();
    let states = of_both(seen, now);
    Alarm {
        name: Text::from(COMPOSITE),
        state: states
            .last()
            .map_or(AlarmState::NoData, |(_, state)| *state),
        since: last.map(|turn| turn.at),
        reason: last.map_or_else(Text::default, |turn| turn.summary.clone()),
        watch: Watch::Composite(Text::from_untrusted(&expression())),
        actions: actions(),
    }
}

/// One message to the people on call for each turn to alarm, and one for each to OK (backend facts 2.6).
fn actions() -> Actions {
    Actions {
        enabled: true,
        on_alarm: 1,
        on_ok: 1,
        on_no_data: 0,
        suppressed: None,
    }
}

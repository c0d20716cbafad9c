//! Metrics and acknowledgements: what is read when, over which range, which chart is drawn, and who is on what.

use crate::driver::{Console, problem};
use crate::world::{at, noon};
use jiff::SignedDuration;
use switchboard::app::command::Command;
use switchboard::app::effect::{Load, Verb};
use switchboard::app::health::ack::Told;
use switchboard::app::msg::{Loaded, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::state::Why;
use switchboard::app::{Focus, Pane};
use switchboard::domain::ack::{Ack, Acked};
use switchboard::domain::alarm::{
    Actions, Alarm, AlarmState, Comparison, Condition, Found, Happened, Happening, Health,
    Measured, Rule, Vital, Watch, Window,
};
use switchboard::domain::change::Changes;
use switchboard::domain::cost::Cost;
use switchboard::domain::gauge::{Gauge, Range, Reading, Readings};
use switchboard::domain::id::PlatformId;
use switchboard::domain::metric::{MetricQuery, Point, Series, Statistic};
use switchboard::domain::page::{Cursor, Page};
use switchboard::domain::problem::Trouble;
use switchboard::domain::role::{Right, Role};
use switchboard::domain::system::Port;
use switchboard::domain::text::Text;

const PLATFORM: PlatformId = PlatformId::Marketplace;

fn reading(subject: &str, statistic: Statistic, values: &[f64], range: Range) -> Reading {
    let points = values.iter().zip(1_i64..).map(|(value, at_)| Point {
        at: at(-3600 + 60 * at_),
        value: *value,
    });
    Reading {
        gauge: Gauge {
            subject: Text::from(subject),
            query: MetricQuery {
                namespace: "AWS/Lambda".to_owned(),
                name: "Errors".to_owned(),
                dimensions: vec![("FunctionName".to_owned(), subject.to_owned())],
                statistic,
                period: range.period(),
            },
            unit: "",
            is_fault: true,
        },
        series: Series::from(points.collect::<Vec<_>>()),
        limit: None,
    }
}

/// Three gauges: one that has no data, one that is well, one that fails.
pub fn readings(range: Range) -> Readings {
    Readings {
        readings: vec![
            reading("silent", Statistic::Sum, &[], range),
            reading("well", Statistic::Sum, &[0.0, 0.0], range),
            reading("fails", Statistic::Sum, &[0.0, 4.0], range),
        ],
        range,
        as_of: noon(),
    }
}

pub fn no_changes() -> Changes {
    Changes {
        changes: Vec::new(),
        gaps: Vec::new(),
        as_of: noon(),
    }
}

fn vital(name: &str, state: AlarmState, since: i64, period: u32) -> Vital {
    Vital {
        platform: PLATFORM,
        name: Text::from(name),
        found: Found::Existing(Box::new(Alarm {
            name: Text::from(name),
            state,
            since: Some(at(since)),
            reason: Text::default(),
            watch: Watch::Metric(Box::new(Rule {
                namespace: Text::from("AWS/Lambda"),
                measure: Text::from("Errors"),
                statistic: Text::from("Sum"),
                dimensions: Vec::new(),
                comparison: Comparison::AtLeast,
                threshold: Some(10.0),
                unit: Text::default(),
                window: Some(Window {
                    period,
                    periods: 2,
                    breaching: 2,
                }),
                missing: None,
            })),
            actions: Actions::default(),
        })),
    }
}

/// Connected with a role, in the pane, its alarms read.
fn console_as(role: Role, vitals: Vec<Vital>) -> Console {
    let mut console = Console::up_with(|connected| {
        connected.role = role;
        connected.systems[0].ports.push(Port::Health);
    });
    console.keys("6").wait(10);
    console.answer(
        |load| matches!(load, Load::Health { .. }),
        Ok(Loaded::Health(Health {
            vitals,
            more: false,
            as_of: noon(),
        })),
    );
    console
}

fn console(vitals: Vec<Vital>) -> Console {
    console_as(Role::Operator, vitals)
}

fn is_metrics(range: Range) -> impl Fn(&Load) -> bool {
    move |load| matches!(load, Load::Metrics { range: of, .. } if *of == range)
}

fn is_metric(load: &Load) -> bool {
    matches!(load, Load::Metric { .. })
}

fn subjects(console: &Console) -> Vec<String> {
    let rows = console.state.health.gauges.list.shown();
    rows.map(|row| row.reading.gauge.subject.to_string())
        .collect()
}

#[test]
fn metrics_are_read_once_they_are_looked_at_and_what_fails_stands_first() {
    let mut console = console(Vec::new());
    assert!(!console.asks(is_metrics(Range::Hours3)), "nobody looks");
    console.keys("m").wait(10);
    let found = Loaded::Metrics(Box::new(readings(Range::Hours3)));
    console.answer(is_metrics(Range::Hours3), Ok(found));
    assert_eq!(subjects(&console), ["fails", "well", "silent"]);
    // A minute later there is a new point.
    console.take_loads();
    console.wait(59_000);
    assert!(!console.asks(is_metrics(Range::Hours3)));
    console.wait(2_000);
    assert!(console.asks(is_metrics(Range::Hours3)));
    console.keys("m");
    assert!(!console.state.health.gauges.shown);
}

#[test]
fn another_range_is_read_at_once_and_the_answer_of_the_one_before_is_dropped() {
    let mut console = console(Vec::new());
    console.keys("m").wait(10).keys(".").wait(10);
    assert_eq!(console.state.health.gauges.range, Range::Hours12);
    let late = Loaded::Metrics(Box::new(readings(Range::Hours3)));
    console.answer(is_metrics(Range::Hours3), Ok(late));
    assert!(subjects(&console).is_empty(), "it is of another range");
    let found = Loaded::Metrics(Box::new(readings(Range::Hours12)));
    console.answer(is_metrics(Range::Hours12), Ok(found));
    assert_eq!(subjects(&console).len(), 3);
    for _ in 0..9 {
        console.keys(",");
    }
    assert_eq!(console.state.health.gauges.range, Range::Minutes15);
    // Elsewhere the keys mean nothing.
    console.keys("5 .");
    assert_eq!(console.state.health.gauges.range, Range::Minutes15);
}

#[test]
fn an_alarm_is_charted_in_points_that_its_threshold_can_be_compared_with() {
    let mut console = console(vec![vital("a", AlarmState::Alarm, -60, 300)]);
    assert!(!console.asks(is_metric), "its detail is not seen");
    console.keys("enter").wait(10);
    assert_eq!(console.state.focus, Focus::Detail);
    let period = |console: &Console| console.state.health.chart.as_ref().unwrap().query.period;
    assert_eq!(period(&console), 300, "not those of a minute");
    let of =
        |range| move |load: &Load| matches!(load, Load::Metric { range: r, .. } if *r == range);
    let found = || Loaded::Metrics(Box::new(readings(Range::Hours3)));
    console.keys(".").wait(10).keys(".").wait(10);
    console.answer(of(Range::Hours3), Ok(found()));
    let chart = console.state.health.chart.as_ref().unwrap();
    assert!(chart.found.is_none(), "it is of another range");
    assert_eq!(period(&console), 900);
    console.answer(of(Range::Day), Ok(found()));
    assert!(console.state.health.chart.as_ref().unwrap().found.is_some());
}

#[test]
fn a_condition_is_charted_from_what_it_is_computed_of_with_its_line_over_any_range() {
    let rule = switchboard::health::measure::rule(Condition::ErrorRate);
    let measured = Measured {
        condition: Condition::ErrorRate,
        rule: rule.clone(),
        value: Some(7.0),
        newest: Some(noon()),
        trouble: None,
    };
    let mut console = console(vec![Vital {
        platform: PLATFORM,
        name: Text::from(Condition::ErrorRate.word()),
        found: Found::Computed(Box::new(measured)),
    }]);
    console.keys("enter").wait(10);
    let of = |period, range| {
        move |load: &Load| {
            let wanted = (PLATFORM, Condition::ErrorRate, period, range);
            matches!(load, Load::Condition { platform, condition, period, range }
                if (*platform, *condition, *period, *range) == wanted)
        }
    };
    assert!(!console.asks(is_metric), "it is no metric of its own");
    let found = || Ok(Loaded::Metrics(Box::new(readings(Range::Hours3))));
    console.keys(". . .").wait(10);
    console.answer(of(900, Range::Hours3), found());
    let chart = console.state.health.chart.as_ref().unwrap();
    assert!(chart.found.is_none(), "it is of another range");
    // Points of an hour: a share is a share all the same.
    console.answer(of(3600, Range::Days3), Err(problem(Trouble::Unreachable)));
    let chart = console.state.health.chart.as_ref().unwrap();
    assert!(chart.source.setback.is_some() && chart.has_line(&rule));
}

#[test]
fn what_cloudwatch_refuses_for_being_too_fast_is_asked_less_often_for_a_while() {
    let mut console = console(vec![vital("a", AlarmState::Alarm, -60, 60)]);
    let is_health = |load: &Load| matches!(load, Load::Health { .. });
    console.wait(31_000);
    console.answer(is_health, Err(problem(Trouble::Throttled)));
    assert!(console.state.health.slow_until.is_some());
    console.wait(1_500);
    let again = Loaded::Health(Health {
        vitals: Vec::new(),
        more: false,
        as_of: noon(),
    });
    console.answer(is_health, Ok(again));
    console.wait(60_000);
    assert!(!console.asks(is_health), "four times less often");
    console.wait(61_000);
    assert!(console.asks(is_health));
}

fn ack(name: &str, by: &str, said: i64) -> Ack {
    Ack {
        platform: PLATFORM,
        name: Text::from(name),
        by: Text::from(by),
        owner: format!("demo:{by}"),
        word: None,
        at: at(said),
        until: at(said + 1800),
    }
}

#[test]
fn a_person_says_that_he_is_on_it_with_a_word_or_without() {
    let alarm = vital("a", AlarmState::Alarm, -60, 60);
    let mut console = console(vec![alarm.clone()]);
    console.keys("i 'on my way' enter");
    assert_eq!(
        console.take_verbs(),
        [Verb::Acknowledge {
            platform: PLATFORM,
            name: Text::from("a"),
            word: Some(Text::from("on my way")),
        }]
    );
    console.keys("i");
    assert!(
        matches!(
            console.notice(),
            Some(Notice::Refused { why: Why::Busy, .. })
        ),
        "one at a time"
    );
}

#[test]
fn who_is_on_it_is_shown_until_its_time_is_over_or_the_alarm_turned() {
    let alarm = vital("a", AlarmState::Alarm, -60, 60);
    let mut console = console(vec![alarm.clone()]);
    console.keys("i enter");
    let outcome = Outcome::Acknowledged(Acked::Already(ack("a", "eva", -30)));
    console.done(Ok(outcome));
    let Some(Notice::Acked(Told { acked, .. })) = console.notice() else {
        panic!("{:?}", console.notice());
    };
    assert!(matches!(acked, Acked::Already(_)));
    assert_eq!(console.state.ack_of(&alarm).unwrap().by.as_str(), "eva");
    let well = vital("a", AlarmState::Ok, 0, 60);
    assert!(console.state.ack_of(&well).is_none(), "never over an OK");
    let rings_anew = vital("a", AlarmState::Alarm, 0, 60);
    assert!(console.state.ack_of(&rings_anew).is_none(), "that is news");
    console.wait(1_800_000);
    assert!(console.state.ack_of(&alarm).is_none(), "its time is over");
}

#[test]
fn what_others_said_is_read_every_five_seconds_while_somebody_looks() {
    let alarm = vital("a", AlarmState::Alarm, -60, 60);
    let mut console = console(vec![alarm.clone()]);
    let is_acks = |load: &Load| *load == Load::Acks;
    let said = Loaded::Acks {
        acks: vec![ack("a", "eva", -5)],
        used: Vec::new(),
    };
    console.answer(is_acks, Ok(said));
    assert!(console.state.ack_of(&alarm).is_some());
    console.wait(4_900);
    assert!(!console.asks(is_acks));
    console.wait(200);
    assert!(console.asks(is_acks));
    console.keys("5").wait(60_000);
    console.take_loads();
    console.wait(60_000);
    assert!(!console.asks(is_acks), "nobody looks");
}

#[test]
fn an_alarm_that_is_well_or_a_role_that_may_not_is_told_so() {
    let well = vital("a", AlarmState::Ok, -720, 60);
    let mut console = console(vec![well]);
    console.keys("i");
    let minutes = SignedDuration::from_mins(12);
    let why = |console: &Console| match console.notice() {
        Some(Notice::Refused {
            command: Command::Acknowledge,
            why,
        }) => why.clone(),
        other => panic!("{other:?}"),
    };
    let Why::Recovered(Some(ago)) = why(&console) else {
        panic!("{:?}", why(&console));
    };
    assert!(ago >= minutes && ago < minutes * 2, "{ago}");
    let rings = vital("a", AlarmState::Alarm, -60, 60);
    let mut console = console_as(Role::Support, vec![rings]);
    console.keys("i");
    assert_eq!(why(&console), Why::Role(Role::Support, Right::Acknowledge));
    assert!(console.take_verbs().is_empty());
}

fn line(seconds: i64) -> Happening {
    Happening {
        at: at(seconds),
        what: Happened::Acted,
        summary: Text::from_untrusted(&seconds.to_string()),
    }
}

fn page(lines: &[i64], next: Option<&str>) -> Loaded {
    Loaded::AlarmHistory(Page {
        items: lines.iter().map(|seconds| line(*seconds)).collect(),
        next: next.map(|next| Cursor(next.to_owned())),
        cost: Cost::default(),
    })
}

#[test]
fn a_history_goes_on_page_by_page_and_nothing_between_the_pages_is_lost() {
    let mut console = console(vec![
        vital("a", AlarmState::Alarm, -60, 60),
        vital("b", AlarmState::Alarm, -60, 60),
    ]);
    console.keys("enter").wait(10);
    let newest = |load: &Load| matches!(load, Load::AlarmHistory { after: None, .. });
    let older = |load: &Load| matches!(load, Load::AlarmHistory { after: Some(_), .. });
    console.answer(newest, Ok(page(&[-10, -20], Some("p2"))));
    console.keys("+");
    assert!(console.asks(older));
    console.keys("+");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused { why: Why::Busy, .. })
    ));
    console.answer(older, Ok(page(&[-30, -40], None)));
    // The newest page moves on.
    console.wait(31_000);
    console.answer(newest, Ok(page(&[15, -10], Some("p2"))));
    let times = |console: &Console| -> Vec<i64> {
        let history = console.state.health.history.as_ref().unwrap();
        let lines = history.lines.iter();
        lines
            .map(|line| line.at.duration_since(noon()).as_secs())
            .collect()
    };
    assert_eq!(times(&console), [15, -10, -20, -30, -40]);
    console.keys("+");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NothingMore,
            ..
        })
    ));
    // What was read is kept while another is looked at.
    console
        .keys("esc j enter")
        .wait(10)
        .keys("esc k enter")
        .wait(10);
    assert_eq!(console.state.pane, Pane::Health);
    assert_eq!(times(&console).len(), 5);
}

//! Alarms and metrics for real: what is put is read with its rule, a state that is set is seen with its history,
//! and points come back as they were sent.

use crate::server::server;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::types::{
    ComparisonOperator, Dimension, MetricDatum, StateValue, Statistic as Stat,
};
use aws_smithy_types::DateTime;
use jiff::{SignedDuration, Timestamp};
use switchboard::aws::session::{Session, Target};
use switchboard::domain::alarm::{AlarmState, Comparison, Happened, Missing, Watch, Window};
use switchboard::domain::gauge::Range;
use switchboard::domain::metric::{MetricQuery, Span, Statistic};
use switchboard::health::gauges;
use switchboard::locale::health as words;

async fn put(client: &Client, name: &str) {
    client
        .put_metric_alarm()
        .alarm_name(name)
        .namespace("AWS/Lambda")
        .metric_name("Errors")
        .statistic(Stat::Sum)
        .dimensions(Dimension::builder().name("FunctionName").value("f").build())
        .comparison_operator(ComparisonOperator::GreaterThanOrEqualToThreshold)
        .threshold(10.0)
        .period(60)
        .evaluation_periods(3)
        .datapoints_to_alarm(2)
        .treat_missing_data("notBreaching")
        .alarm_actions("arn:aws:sns:us-east-1:000000000000:alarms")
        .ok_actions("arn:aws:sns:us-east-1:000000000000:alarms")
        .send()
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_alarm_is_read_with_its_rule_and_its_history() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let name = "fibonacci-high-error-rate-prod";
    put(&client, name).await;
    let set = |state: StateValue, reason: &'static str| {
        let call = client.set_alarm_state().alarm_name(name);
        call.state_value(state).state_reason(reason).send()
    };
    set(StateValue::Alarm, "too many").await.unwrap();

    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let cloudwatch = session.cloudwatch();
    let page = cloudwatch.alarms(None).await.unwrap();
    let alarm = page.items.iter().find(|one| one.name == *name).unwrap();
    assert_eq!(alarm.state, AlarmState::Alarm);
    assert_eq!(&*alarm.reason, "too many");
    assert!(alarm.since.is_some());
    assert!(alarm.actions.enabled);
    assert_eq!((alarm.actions.on_alarm, alarm.actions.on_ok), (1, 1));
    let Watch::Metric(rule) = &alarm.watch else {
        panic!("{alarm:?}");
    };
    assert_eq!(words::rule(rule), "Sum Errors ≥ 10, 2 of 3 × 1 min");
    assert_eq!(rule.comparison, Comparison::AtLeast);
    assert_eq!(rule.missing, Some(Missing::NotBreaching));
    let window = Window {
        period: 60,
        periods: 3,
        breaching: 2,
    };
    assert_eq!(rule.window, Some(window));

    set(StateValue::Ok, "quiet again").await.unwrap();
    let history = cloudwatch.history(name, None).await.unwrap().items;
    let turns: Vec<AlarmState> = history
        .iter()
        .filter_map(|line| match line.what {
            Happened::Turned { to, .. } => Some(to),
            _ => None,
        })
        .collect();
    assert!(turns.contains(&AlarmState::Alarm), "{history:?}");
    assert!(turns.contains(&AlarmState::Ok), "{history:?}");
    let none = cloudwatch.history("no-such-alarm", None).await.unwrap();
    assert!(none.items.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_alarm_over_others_is_read_with_its_expression() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let (child, name) = ("nigredo-child-prod", "nigredo-any-prod");
    put(&client, child).await;
    let rule = format!("ALARM(\"{child}\")");
    let call = client.put_composite_alarm().alarm_name(name);
    let call = call.alarm_rule(&rule).actions_enabled(false);
    call.send().await.unwrap();
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let page = session.cloudwatch().alarms(None).await.unwrap();
    let alarm = page.items.iter().find(|one| one.name == *name).unwrap();
    assert_eq!(alarm.watch, Watch::Composite(rule.into()));
    assert!(!alarm.actions.enabled);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn points_come_back_in_the_order_of_the_queries_and_none_for_what_is_not_there() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let now = Timestamp::now();
    let query = |name: &str| MetricQuery {
        namespace: "Switchboard/Test".to_owned(),
        name: name.to_owned(),
        dimensions: vec![("QueueName".to_owned(), "q".to_owned())],
        statistic: Statistic::Sum,
        period: 60,
    };
    for minutes in [5, 4] {
        let at = now - SignedDuration::from_mins(minutes);
        let datum = MetricDatum::builder()
            .metric_name("Seen")
            .dimensions(Dimension::builder().name("QueueName").value("q").build())
            .timestamp(DateTime::from_secs(at.as_second()))
            .value(21.0)
            .build();
        let call = client.put_metric_data().namespace("Switchboard/Test");
        call.metric_data(datum).send().await.unwrap();
    }
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let span = Span::last(SignedDuration::from_mins(15), now);
    let asked = [query("NeverSent"), query("Seen")];
    let series = session.cloudwatch().metrics(&asked, span).await.unwrap();
    assert_eq!(series[0].sum(), None, "no data is not zero");
    assert_eq!(series[1].sum(), Some(42.0));
    let times: Vec<_> = series[1].points.iter().map(|point| point.at).collect();
    assert!(times.is_sorted());
}

/// Two samples in one period: each statistic makes its own value of them, and every metric that is asked for is
/// counted with what it costs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_statistic_is_its_own_and_what_is_asked_is_counted() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let now = Timestamp::now();
    let minute = now.as_second() - now.as_second().rem_euclid(60) - 300;
    for (second, value) in [(5, 10.0), (35, 30.0)] {
        let datum = MetricDatum::builder()
            .metric_name("Took")
            .dimensions(Dimension::builder().name("FunctionName").value("g").build())
            .timestamp(DateTime::from_secs(minute + second))
            .value(value)
            .build();
        let call = client.put_metric_data().namespace("Switchboard/Test");
        call.metric_data(datum).send().await.unwrap();
    }
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let cloudwatch = session.cloudwatch();
    let of = |statistic| MetricQuery {
        namespace: "Switchboard/Test".to_owned(),
        name: "Took".to_owned(),
        dimensions: vec![("FunctionName".to_owned(), "g".to_owned())],
        statistic,
        period: 60,
    };
    let asked = [
        Statistic::Sum,
        Statistic::Average,
        Statistic::Maximum,
        Statistic::Minimum,
    ]
    .map(of);
    let span = Range::Minutes15.window(60, now);
    let series = cloudwatch.metrics(&asked, span).await.unwrap();
    let values: Vec<f64> = series
        .iter()
        .map(|one| one.newest().unwrap().value)
        .collect();
    assert_eq!(values, [40.0, 20.0, 30.0, 10.0]);
    let times: Vec<i64> = series
        .iter()
        .map(|one| one.points[0].at.as_second())
        .collect();
    assert_eq!(
        times, [minute; 4],
        "a point is of the period that begins then"
    );

    let used = cloudwatch.used();
    let metrics = used.iter().find(|one| one.api == "GetMetricData").unwrap();
    assert_eq!((metrics.calls, metrics.per_second), (1, 50));
    assert!((metrics.dollars.unwrap() - 0.00004).abs() < 1e-9);
    let free = used.iter().filter(|one| one.dollars.is_none());
    assert_eq!(free.count(), 2, "alarms are free of charge");
}

/// What is charged is asked of us-east-1 beside the rest, and nothing of it is no failure.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_charged_comes_in_its_place_among_the_rest() {
    let Some(server) = server().await else { return };
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let bill = gauges::bill().query;
    let span = Range::Days3.window(bill.period, Timestamp::now());
    let other = MetricQuery {
        namespace: "Switchboard/Test".to_owned(),
        ..bill.clone()
    };
    let asked = [other.clone(), bill, other];
    let series = session.cloudwatch().metrics(&asked, span).await.unwrap();
    assert_eq!(series.len(), 3);
    assert!(
        series.iter().all(|one| one.points.is_empty()),
        "no data is not zero"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_functions_says_that_it_is_whole() {
    let Some(server) = server().await else { return };
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let (_, is_whole) = session.lambda().functions().await.unwrap();
    assert!(is_whole);
}

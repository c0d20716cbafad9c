//! Alarms that ring by themselves: from the number that is put to the message in the queue, with what stands above
//! them, what they keep to themselves, and a history of many pages.

use crate::server::{Server, server};
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::types::{ComparisonOperator, MetricDatum, StateValue, Statistic};
use aws_sdk_sqs::types::QueueAttributeName;
use aws_smithy_types::DateTime;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::collections::BTreeSet;
use switchboard::aws::cloudwatch::CloudWatch;
use switchboard::aws::session::{Session, Target};
use switchboard::aws::sns::Told;
use switchboard::domain::alarm::{Alarm, AlarmState, Happened, Watch};
use switchboard::domain::metric::{self, MetricQuery, Span};
use switchboard::domain::problem::Trouble;

const SPACE: &str = "Switchboard/Ringing";

/// A topic with the queue that hears of it.
struct Ear {
    topic: String,
    queue: String,
}

async fn ear(server: &Server, name: &str) -> Ear {
    let (sns, sqs) = (server.sns(), server.sqs());
    let topic = sns.create_topic().name(name).send().await.unwrap();
    let topic = topic.topic_arn.unwrap();
    let queue = sqs.create_queue().queue_name(name).send().await.unwrap();
    let queue = queue.queue_url.unwrap();
    let asked = sqs.get_queue_attributes().queue_url(&queue);
    let asked = asked.attribute_names(QueueAttributeName::QueueArn).send();
    let arn = asked.await.unwrap().attributes.unwrap()[&QueueAttributeName::QueueArn].clone();
    let call = sns.subscribe().topic_arn(&topic).protocol("sqs");
    let call = call.endpoint(arn).attributes("RawMessageDelivery", "true");
    call.send().await.unwrap();
    Ear { topic, queue }
}

impl Ear {
    /// The next messages: of each the alarm and the state that it turned to.
    async fn hears(&self, server: &Server, count: usize) -> Vec<(String, String)> {
        let mut heard = Vec::new();
        for _ in 0..20 {
            let call = server.sqs().receive_message().queue_url(&self.queue);
            let call = call.max_number_of_messages(10).wait_time_seconds(1);
            for message in call.send().await.unwrap().messages.unwrap_or_default() {
                let body: Value = serde_json::from_str(message.body().unwrap()).unwrap();
                let word = |name: &str| body[name].as_str().unwrap().to_owned();
                heard.push((word("AlarmName"), word("NewStateValue")));
                let done = server.sqs().delete_message().queue_url(&self.queue);
                let done = done.receipt_handle(message.receipt_handle().unwrap());
                done.send().await.unwrap();
            }
            if heard.len() >= count {
                return heard;
            }
        }
        panic!("{heard:?}");
    }
}

/// An alarm on the average of a metric, which rings from 5 on.
async fn watch(client: &Client, name: &str, metric: &str, topic: &str, speaks: bool) {
    let call = client.put_metric_alarm().alarm_name(name).namespace(SPACE);
    let call = call.metric_name(metric).statistic(Statistic::Average);
    let at_least = ComparisonOperator::GreaterThanOrEqualToThreshold;
    let call = call.comparison_operator(at_least).threshold(5.0);
    let call = call.period(60).evaluation_periods(1);
    let call = call.alarm_actions(topic).ok_actions(topic);
    call.actions_enabled(speaks).send().await.unwrap();
}

async fn put(client: &Client, metric: &str, values: &[f64]) {
    let datum = MetricDatum::builder()
        .metric_name(metric)
        // What is asked about ends before now.
        .timestamp(DateTime::from_secs(Timestamp::now().as_second() - 3))
        .set_values(Some(values.to_vec()))
        .set_counts(Some(vec![1.0; values.len()]))
        .build();
    let call = client.put_metric_data().namespace(SPACE);
    call.metric_data(datum).send().await.unwrap();
}

async fn cloudwatch(server: &Server) -> CloudWatch {
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    session.cloudwatch()
}

/// All alarms, over all pages.
async fn all(cloudwatch: &CloudWatch) -> (Vec<Alarm>, usize) {
    let (mut found, mut pages, mut after) = (Vec::new(), 0, None);
    loop {
        let page = cloudwatch.alarms(after).await.unwrap();
        found.extend(page.items);
        pages += 1;
        after = page.next;
        if after.is_none() {
            return (found, pages);
        }
    }
}

async fn one(cloudwatch: &CloudWatch, name: &str) -> Alarm {
    let (all, _) = all(cloudwatch).await;
    all.into_iter().find(|one| one.name == *name).unwrap()
}

/// The states that an alarm turned to, oldest first.
async fn turns(cloudwatch: &CloudWatch, name: &str) -> Vec<AlarmState> {
    let history = cloudwatch.history(name, None).await.unwrap().items;
    let turned = history.iter().rev().filter_map(|line| match line.what {
        Happened::Turned { to, .. } => Some(to),
        _ => None,
    });
    turned.collect()
}

fn heard(name: &str, state: &str) -> (String, String) {
    (name.to_owned(), state.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_makes_an_alarm_ring_and_the_queue_hears_of_it_until_it_is_well() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let ear = ear(server, "ringing-alarms").await;
    let (loud, mute, above) = ("ring-loud", "ring-a-mute", "ring-above");
    // The mute one is looked at first: what it said would be heard first.
    watch(&client, mute, "Failures", &ear.topic, false).await;
    watch(&client, loud, "Failures", &ear.topic, true).await;
    let rule = format!("ALARM(\"{loud}\") AND ALARM(\"{mute}\")");
    let call = client.put_composite_alarm().alarm_name(above);
    let call = call.alarm_rule(&rule).alarm_actions(&ear.topic);
    call.ok_actions(&ear.topic).send().await.unwrap();
    let cloudwatch = cloudwatch(server).await;
    assert_eq!(one(&cloudwatch, loud).await.state, AlarmState::NoData);

    put(&client, "Failures", &[7.0]).await;
    let both = BTreeSet::from_iter(ear.hears(server, 2).await);
    // That which stands above turned to OK at its making, before anything rang; it may be heard too.
    assert!(both.contains(&heard(loud, "ALARM")), "{both:?}");
    let rings = one(&cloudwatch, loud).await;
    assert_eq!(rings.state, AlarmState::Alarm);
    assert!(rings.reason.contains('7'), "{}", rings.reason);
    let quiet = one(&cloudwatch, mute).await;
    assert_eq!(quiet.state, AlarmState::Alarm);
    assert!(!quiet.actions.enabled, "it rings, and tells nobody");
    let top = one(&cloudwatch, above).await;
    assert_eq!(top.state, AlarmState::Alarm);
    assert!(matches!(&top.watch, Watch::Composite(found) if **found == *rule));
    assert!(top.since.is_some());

    // The average falls below the line.
    put(&client, "Failures", &[0.0, 0.0, 0.0]).await;
    let mut after = BTreeSet::new();
    while !(after.contains(&heard(loud, "OK")) && after.contains(&heard(above, "OK"))) {
        after.extend(ear.hears(server, 1).await);
    }
    let told: BTreeSet<String> = both.union(&after).map(|(name, _)| name.clone()).collect();
    assert_eq!(told, BTreeSet::from([loud.to_owned(), above.to_owned()]));
    assert_eq!(one(&cloudwatch, loud).await.state, AlarmState::Ok);
    let expected = [AlarmState::NoData, AlarmState::Alarm, AlarmState::Ok];
    assert_eq!(turns(&cloudwatch, loud).await, expected);
    assert_eq!(
        turns(&cloudwatch, mute).await,
        expected,
        "its history knows"
    );
    let top = turns(&cloudwatch, above).await;
    assert_eq!(top[top.len() - 2..], expected[1..], "{top:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_history_comes_page_by_page_each_line_once_the_newest_first() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let name = "ring-often";
    watch(
        &client,
        name,
        "Seldom",
        "arn:aws:sns:us-east-1:000000000000:none",
        true,
    )
    .await;
    const TURNS: usize = 120;
    for at in 0..TURNS {
        let state = [StateValue::Alarm, StateValue::Ok][at % 2].clone();
        let call = client.set_alarm_state().alarm_name(name);
        let call = call.state_value(state).state_reason(format!("turn {at}"));
        call.send().await.unwrap();
    }
    let cloudwatch = cloudwatch(server).await;
    let (mut reasons, mut pages, mut after) = (Vec::new(), 0, None);
    loop {
        let page = cloudwatch.history(name, after).await.unwrap();
        reasons.extend(page.items.iter().map(|line| line.summary.to_string()));
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let made = reasons.pop().unwrap();
    assert!(made.contains("Initial"), "{made}");
    let expected: Vec<String> = (0..TURNS).rev().map(|at| format!("turn {at}")).collect();
    assert_eq!(reasons, expected);
    assert_eq!(pages, 3);
    let used = cloudwatch.used();
    let history = used.iter().find(|one| one.api == "DescribeAlarmHistory");
    assert_eq!(history.unwrap().calls, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_alarms_than_one_answer_holds_are_all_read_once() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let names: Vec<String> = (0..105).map(|at| format!("ring-many-{at:03}")).collect();
    for name in &names {
        watch(
            &client,
            name,
            "Never",
            "arn:aws:sns:us-east-1:000000000000:none",
            true,
        )
        .await;
    }
    let (found, pages) = all(&cloudwatch(server).await).await;
    let ours = found
        .iter()
        .filter(|one| one.name.starts_with("ring-many-"));
    let mut ours: Vec<String> = ours.map(|one| one.name.to_string()).collect();
    ours.sort();
    assert_eq!(ours, names);
    assert!(pages >= 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn percentiles_come_of_all_samples_and_more_series_than_one_call_takes_are_asked_in_two() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let values: Vec<f64> = (1..=100).map(f64::from).collect();
    put(&client, "Took", &values).await;
    let of = |name: &str, statistic| MetricQuery {
        namespace: SPACE.to_owned(),
        name: name.to_owned(),
        dimensions: Vec::new(),
        statistic,
        period: 60,
    };
    let mut asked = vec![
        of("Took", metric::Statistic::P50),
        of("Took", metric::Statistic::P95),
        of("Took", metric::Statistic::P99),
    ];
    asked.extend((0..500).map(|at| of(&format!("Nothing{at}"), metric::Statistic::Sum)));
    asked.push(of("Took", metric::Statistic::Maximum));
    let span = Span::last(SignedDuration::from_mins(15), Timestamp::now());
    let cloudwatch = cloudwatch(server).await;
    let series = cloudwatch.metrics(&asked, span).await.unwrap();
    assert_eq!(series.len(), asked.len());
    let value = |at: usize| series[at].newest().unwrap().value;
    assert!((50.0..=51.0).contains(&value(0)), "{}", value(0));
    assert!((95.0..=96.0).contains(&value(1)), "{}", value(1));
    assert!((99.0..=100.0).contains(&value(2)), "{}", value(2));
    assert_eq!(value(503), 100.0, "the last of the second call");
    assert!(
        series[3..503]
            .iter()
            .all(|one| one.points.is_empty() && one.cut.is_none())
    );
    let used = cloudwatch.used();
    let metrics = used.iter().find(|one| one.api == "GetMetricData").unwrap();
    assert_eq!(metrics.calls, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_takes_a_message_once_or_says_that_it_did_not() {
    let Some(server) = server().await else { return };
    let ear = ear(server, "ringing-topic").await;
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let sns = session.sns();
    let body = r#"{"AlarmName": "by-hand", "NewStateValue": "ALARM"}"#;
    let told = sns.publish(&ear.topic, body, &[("type", "alarm")]).await;
    assert!(matches!(told, Told::Taken(id) if !id.is_empty()));
    assert_eq!(ear.hears(server, 1).await, [heard("by-hand", "ALARM")]);
    assert!(sns.has(&ear.topic).await.unwrap());
    let none = "arn:aws:sns:us-east-1:000000000000:nobody-made-it";
    assert!(!sns.has(none).await.unwrap());
    let told = sns.publish(none, body, &[]).await;
    assert!(matches!(told, Told::Refused(_)), "{told:?}");
    let nowhere = Session::open(&Target::of_endpoint("http://127.0.0.1:1")).await;
    let told = nowhere.sns().publish(&ear.topic, body, &[]).await;
    let Told::Unknown(why) = told else {
        panic!("{told:?}");
    };
    assert_eq!(why.trouble, Trouble::Unreachable);
}

//! What CloudWatch and X-Ray answer when not all is well, from recorded answers: pages, parts, odd items, refusals.

use crate::recorded::play;
use jiff::{SignedDuration, Timestamp};
use std::time::Instant;
use switchboard::aws::cloudwatch::CloudWatch;
use switchboard::aws::session::{Session, Target};
use switchboard::domain::alarm::{AlarmState, Comparison, Happened, Missing, Watch, Window};
use switchboard::domain::metric::{MetricQuery, Span, Statistic};
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::Trouble;
use switchboard::domain::trace::Fate;
use switchboard::health::logs::Traces;
use switchboard::locale::health as words;

async fn cloudwatch(url: &str) -> CloudWatch {
    let session = Session::open(&Target::of_endpoint(url)).await;
    session.cloudwatch()
}

fn query(name: &str, statistic: Statistic) -> MetricQuery {
    MetricQuery {
        namespace: "AWS/Lambda".to_owned(),
        name: name.to_owned(),
        dimensions: vec![("FunctionName".to_owned(), "f".to_owned())],
        statistic,
        period: 60,
    }
}

/// The ten minutes that the recorded points are of.
fn span() -> Span {
    let from = Timestamp::from_second(1_795_230_000).unwrap();
    Span {
        from,
        to: from + SignedDuration::from_mins(10),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn points_in_parts_are_put_together_and_what_is_missing_is_said() {
    let player = play("metrics");
    let asked = [
        query("Errors", Statistic::Sum),
        query("Duration", Statistic::P50),
        query("Duration", Statistic::P95),
        query("Throttles", Statistic::Sum),
        query("Invocations", Statistic::Sum),
    ];
    let cloudwatch = cloudwatch(&player.url).await;
    let series = cloudwatch.metrics(&asked, span()).await.unwrap();
    assert!(player.is_over());
    let read = |at: usize| -> Vec<(i64, f64)> {
        let points = series[at].points.iter();
        points
            .map(|point| (point.at.as_second() - 1_795_230_000, point.value))
            .collect()
    };
    // Two answers, in no order; the second tells one period again.
    assert_eq!(read(0), [(0, 1.0), (60, 2.0), (120, 4.0)]);
    assert_eq!(series[0].cut, None, "the last answer made it whole");
    assert_eq!(read(1), [(0, 120.5)]);
    let why = series[1].cut.as_ref().unwrap();
    assert_eq!(&**why, "InternalError: An internal error occurred");
    assert_eq!(
        read(2),
        [(0, 640.25), (60, 812.0)],
        "a time without a value"
    );
    assert_eq!((read(3), &series[3].cut), (Vec::new(), &None));
    assert_eq!(series[4].cut.as_deref(), Some("Forbidden"));
    let used = cloudwatch.used();
    let metrics = used.iter().find(|one| one.api == "GetMetricData").unwrap();
    assert_eq!(metrics.calls, 2, "each answer is a call");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_never_end_are_left_off_and_that_is_said() {
    let player = play("never_ends");
    let asked = [
        query("Errors", Statistic::Sum),
        query("Runs", Statistic::Sum),
    ];
    let series = cloudwatch(&player.url).await;
    let series = series.metrics(&asked, span()).await.unwrap();
    assert!(player.is_over());
    assert_eq!(series[0].points.len(), 1);
    assert!(series.iter().all(|one| one.cut.is_some()), "{series:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_for_being_too_many_is_told_and_the_next_call_waits() {
    let player = play("throttled");
    let cloudwatch = cloudwatch(&player.url).await;
    let before = Instant::now();
    let refused = cloudwatch.alarms(None).await.unwrap_err();
    assert_eq!(refused.trouble, Trouble::Throttled, "{refused:?}");
    assert!(refused.detail.contains("Rate exceeded"), "{refused:?}");
    // Nine a second would be at once: it waits because it was asked to.
    assert!(cloudwatch.alarms(None).await.unwrap().items.is_empty());
    assert!(
        before.elapsed().as_millis() >= 500,
        "{:?}",
        before.elapsed()
    );

    let asked = [query("Errors", Statistic::Sum)];
    let broken = cloudwatch.metrics(&asked, span()).await.unwrap_err();
    assert_eq!(broken.trouble, Trouble::TimedOut, "{broken:?}");
    let odd = Some(Cursor("stale".to_owned()));
    let stale = cloudwatch.history("a", odd).await.unwrap_err();
    assert!(stale.detail.contains("InvalidNextToken"), "{stale:?}");
    let denied = cloudwatch.history("a", None).await.unwrap_err();
    assert_eq!(denied.trouble, Trouble::Denied);
    assert!(player.is_over());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alarms_over_expressions_and_over_others_are_read_with_who_silences_them() {
    let player = play("alarms");
    let cloudwatch = cloudwatch(&player.url).await;
    let first = cloudwatch.alarms(None).await.unwrap();
    let [rate, duration, band] = &first.items[..] else {
        panic!("{first:?}");
    };
    let Watch::Metric(rule) = &rate.watch else {
        panic!("{rate:?}");
    };
    assert_eq!(rate.since.unwrap().as_millisecond(), 1_795_230_000_500);
    assert_eq!((&*rule.measure, rule.threshold), ("error rate", Some(5.0)));
    assert_eq!(rule.missing, Some(Missing::Breaching));
    let window = Window {
        period: 300,
        periods: 3,
        breaching: 2,
    };
    assert_eq!(rule.window, Some(window));
    assert_eq!(duration.state, AlarmState::NoData);
    assert_eq!(duration.since, None, "nothing says since when");
    let Watch::Metric(rule) = &duration.watch else {
        panic!("{duration:?}");
    };
    let said = words::rule(rule);
    assert!(
        said.starts_with("p95 Duration ≥ 1") && said.ends_with("5 × 1 min"),
        "{said}"
    );
    // A state that is not known yet is not OK.
    assert_eq!(band.state, AlarmState::NoData);
    let Watch::Metric(rule) = &band.watch else {
        panic!("{band:?}");
    };
    assert_eq!(rule.comparison, Comparison::OutsideBand);
    assert_eq!((rule.threshold, rule.window), (None, None));

    let second = cloudwatch.alarms(first.next).await.unwrap();
    assert_eq!(second.next, None);
    let [any, all] = &second.items[..] else {
        panic!("{second:?}");
    };
    assert!(matches!(&any.watch, Watch::Composite(rule) if rule.contains("AND NOT")));
    let by = any.actions.suppressed.as_deref().unwrap();
    assert!(by.ends_with(":alarm:deploying"), "{by}");
    assert!(any.actions.enabled);
    assert_eq!(all.actions.suppressed, None, "one that could, and does not");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn odd_lines_of_history_cost_only_what_they_lack() {
    let player = play("history");
    let cloudwatch = cloudwatch(&player.url).await;
    let first = cloudwatch.history("a", None).await.unwrap();
    assert_eq!(first.items.len(), 2, "one has no time");
    assert_eq!(first.items[0].what, Happened::Acted);
    let rang = Happened::Turned {
        from: Some(AlarmState::Ok),
        to: AlarmState::Alarm,
    };
    assert_eq!(first.items[1].what, rang);
    assert_eq!(&*first.items[1].summary, "Threshold Crossed");
    let second = cloudwatch.history("a", first.next).await.unwrap();
    assert_eq!(second.next, None);
    // Its data is torn: the summary tells where it turned to.
    let well = Happened::Turned {
        from: None,
        to: AlarmState::Ok,
    };
    assert_eq!(second.items[0].what, well);
    assert_eq!(second.items[1].what, Happened::Configured);
    assert!(!second.items[1].summary.contains('\u{1b}'));
    assert!(player.is_over());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trace_under_way_and_failures_without_a_cause_are_shown_as_they_are() {
    let player = play("traces");
    let xray = Session::open(&Target::of_endpoint(&player.url))
        .await
        .xray();
    let first = xray.summaries(span(), "", None).await.unwrap();
    let fates: Vec<Fate> = first.items.iter().map(|one| one.fate).collect();
    assert_eq!(fates, [Fate::Fault, Fate::Throttled]);
    assert_eq!(first.items[0].took.unwrap().as_millis(), 3_500);
    assert_eq!(first.items[1].began, None, "its id is none");
    let second = xray.summaries(span(), "", first.next).await.unwrap();
    assert_eq!((second.items.len(), second.next), (1, None));
    assert_eq!(second.items[0].took, None, "it goes on");

    let id = "1-6afe5f30-aaaaaaaaaaaaaaaaaaaaaaaa";
    let trace = xray.trace(id).await.unwrap().unwrap();
    let placed = trace.placed();
    let names: Vec<&str> = placed.iter().map(|one| &*one.piece.name).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    let of = |name: &str| placed.iter().find(|one| &*one.piece.name == name).unwrap();
    let root = of("fibonacci-api-handler-prod");
    assert_eq!((root.took, root.depth), (None, 0), "it has no end");
    let fault = of("DynamoDB").piece;
    assert_eq!((fault.fate, &*fault.cause), (Fate::Fault, ""));
    let error = of("Bedrock").piece;
    assert_eq!((error.fate, &*error.cause), (Fate::Error, ""));
    let bare = of("without id or time");
    assert_eq!((bare.piece.fate, bare.took), (Fate::Throttled, None));
    assert_eq!(trace.took().as_millis(), 1_550, "as far as it is known");
    assert!(player.is_over());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x_ray_refuses_in_words_of_its_own() {
    let player = play("traces_throttled");
    let xray = Session::open(&Target::of_endpoint(&player.url))
        .await
        .xray();
    let id = "1-6afe5f30-aaaaaaaaaaaaaaaaaaaaaaaa";
    let refused = xray.trace(id).await.unwrap_err();
    assert_eq!(refused.trouble, Trouble::Throttled, "{refused:?}");
    let long = xray.summaries(span(), "", None).await.unwrap_err();
    assert_eq!(long.trouble, Trouble::Refused, "{long:?}");
    assert!(player.is_over());
}

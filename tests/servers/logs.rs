//! Logs for real: groups, lines by time and words, page by page; and X-Ray, which the server lacks, from answers
//! as its documentation shows them.

use crate::server::server;
use aws_sdk_cloudwatchlogs::Client;
use aws_sdk_cloudwatchlogs::types::InputLogEvent;
use jiff::{SignedDuration, Timestamp};
use std::io::{Read, Write};
use std::net::TcpListener;
use switchboard::aws::session::{Session, Target};
use switchboard::domain::log::facts::LogLevel;
use switchboard::domain::log::filter::{Filter, Terms};
use switchboard::domain::log::question::{Progress, Question};
use switchboard::domain::metric::Span;
use switchboard::domain::problem::Trouble;
use switchboard::domain::trace::Fate;
use switchboard::health::logs::{Logs, Traces};

async fn put(client: &Client, group: &str, lines: &[(Timestamp, String)]) {
    let _ = client.create_log_group().log_group_name(group).send().await;
    let stream = client
        .create_log_stream()
        .log_group_name(group)
        .log_stream_name("s");
    let _ = stream.send().await;
    let events = lines.iter().map(|(at, raw)| {
        let event = InputLogEvent::builder()
            .timestamp(at.as_millisecond())
            .message(raw);
        event.build().unwrap()
    });
    let call = client
        .put_log_events()
        .log_group_name(group)
        .log_stream_name("s");
    call.set_log_events(Some(events.collect()))
        .send()
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_come_by_time_and_words_and_each_once() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let now = Timestamp::now();
    let group = "/aws/lambda/alquimista-process-command-prod";
    let request = "2d1f0e9a-1111-4222-8333-944455556666";
    let line =
        |seconds: i64, words: &str| (now - SignedDuration::from_secs(seconds), words.to_owned());
    let lines = [
        line(3000, "long ago"),
        line(
            60,
            &format!(
                "2026-11-21T02:00:00.000Z\t{request}\tINFO\tProcessing command for tenant tenant-a"
            ),
        ),
        line(
            50,
            &format!(
                "2026-11-21T02:00:10.000Z\t{request}\tERROR\tCommand failed for tenant tenant-a"
            ),
        ),
        line(40, "Command failed for tenant tenant-b \u{1b}[31mred"),
    ];
    put(&client, group, &lines).await;
    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let logs = session.logs();
    let groups = logs.groups("/aws/lambda/alquimista-", None).await.unwrap();
    assert!(groups.items.iter().any(|one| *one.name == *group));
    let span = Span {
        from: now - SignedDuration::from_mins(10),
        to: now,
    };
    let all = logs
        .page(group, &Terms::default(), span, None)
        .await
        .unwrap();
    assert_eq!(all.items.len(), 3, "{:?}", all.items);
    let filter = Filter::read("tenant=tenant-a failed").unwrap();
    let found = logs
        .page(group, &filter.terms(), span, None)
        .await
        .unwrap()
        .items;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].facts.level, Some(LogLevel::Error));
    assert_eq!(found[0].facts.request.as_deref(), Some(request));
    assert_eq!(&*found[0].facts.words, "Command failed for tenant tenant-a");
    let red = all.items.last().unwrap();
    assert!(!red.text.contains('\u{1b}'), "{:?}", red.text);
    let nowhere = logs
        .page("/aws/lambda/nobody", &Terms::default(), span, None)
        .await;
    assert_eq!(nowhere.unwrap_err().trouble, Trouble::NotFound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_goes_on_where_the_one_before_ended() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let (now, group) = (Timestamp::now(), "/aws/lambda/many");
    let lines: Vec<(Timestamp, String)> = (0..1_500)
        .map(|n| {
            (
                now - SignedDuration::from_millis(60_000 - n),
                format!("line {n}"),
            )
        })
        .collect();
    put(&client, group, &lines).await;
    let logs = Session::open(&Target::of_endpoint(&server.endpoint))
        .await
        .logs();
    let span = Span {
        from: now - SignedDuration::from_mins(5),
        to: now,
    };
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = logs
            .page(group, &Terms::default(), span, after)
            .await
            .unwrap();
        seen.extend(page.items.iter().map(|line| line.text.to_string()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let all: Vec<String> = lines.into_iter().map(|(_, raw)| raw).collect();
    assert_eq!(seen, all);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_asked_and_answered() {
    let Some(server) = server().await else { return };
    let client = Client::new(&server.config());
    let (now, group) = (Timestamp::now(), "/aws/lambda/asked");
    put(
        &client,
        group,
        &[(now - SignedDuration::from_secs(5), "ERROR x".to_owned())],
    )
    .await;
    let logs = Session::open(&Target::of_endpoint(&server.endpoint))
        .await
        .logs();
    let question = Question {
        groups: vec![group.to_owned()],
        query: "fields @timestamp, @message | limit 5".to_owned(),
        from: now - SignedDuration::from_mins(5),
        to: now,
    };
    let id = logs.start(&question).await.unwrap();
    let answer = logs.answer(&id).await.unwrap();
    assert!(matches!(
        answer.progress,
        Progress::Done | Progress::Running | Progress::Waiting
    ));
}

/// Answers each request with the next of these.
fn recorded(answers: Vec<(&'static str, &'static str)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for (path, body) in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut seen = Vec::new();
            let mut chunk = [0; 4096];
            // Head and body of a request of the SDK, whose length its head says.
            loop {
                let read = stream.read(&mut chunk).unwrap();
                seen.extend_from_slice(&chunk[..read]);
                let text = String::from_utf8_lossy(&seen).into_owned();
                let Some((head, rest)) = text.split_once("\r\n\r\n") else {
                    continue;
                };
                let length = head.lines().find_map(|line| {
                    let (name, value) = line.split_once(':')?;
                    name.eq_ignore_ascii_case("content-length")
                        .then(|| value.trim().parse::<usize>().unwrap())
                });
                if rest.len() >= length.unwrap_or(0) {
                    assert!(head.starts_with(&format!("POST {path} ")), "{head}");
                    break;
                }
            }
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(body.as_bytes()).unwrap();
        }
    });
    url
}

/// As "Getting data from AWS X-Ray" shows a trace: segments as JSON in strings; invented ids, in two pages.
const FIRST: &str = r#"{"Traces":[{"Id":"1-5759e988-bd862e3fe1be46a994272793","Duration":0.2,"LimitExceeded":false,"Segments":[
 {"Id":"a1","Document":"{\"id\":\"a1\",\"name\":\"fibonacci-api/prod\",\"trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\",\"start_time\":1.478293361271E9,\"end_time\":1.478293361449E9,\"http\":{\"response\":{\"status\":502}},\"fault\":true,\"origin\":\"AWS::ApiGateway::Stage\"}"},
 {"Id":"b1","Document":"not json"}]}],"NextToken":"two","UnprocessedTraceIds":[]}"#;
const SECOND: &str = r#"{"Traces":[{"Id":"1-5759e988-bd862e3fe1be46a994272793","Segments":[
 {"Id":"c1","Document":"{\"id\":\"c1\",\"parent_id\":\"a1\",\"name\":\"fibonacci-api-handler-prod\",\"start_time\":1478293361.28,\"end_time\":1478293361.44,\"origin\":\"AWS::Lambda::Function\",\"fault\":true,\"subsegments\":[{\"id\":\"d1\",\"name\":\"DynamoDB\",\"namespace\":\"aws\",\"start_time\":1478293361.3,\"end_time\":1478293361.4,\"throttle\":true}]}"}]}],"UnprocessedTraceIds":[]}"#;
const SUMMARIES: &str = r#"{"TraceSummaries":[{"Id":"1-5759e988-bd862e3fe1be46a994272793","ResponseTime":0.178,"HasFault":true,"HasError":false,"HasThrottle":true,"EntryPoint":{"Name":"fibonacci-api/prod"}},{"HasFault":false}],"TracesProcessedCount":2}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trace_is_read_over_its_pages_and_what_cannot_be_read_is_said() {
    let url = recorded(vec![("/Traces", FIRST), ("/Traces", SECOND)]);
    let session = Session::open(&Target::of_endpoint(&url)).await;
    let id = "1-5759e988-bd862e3fe1be46a994272793";
    let trace = session.xray().trace(id).await.unwrap().unwrap();
    assert!(trace.cut, "one document could not be read");
    let placed = trace.placed();
    let shown: Vec<(&str, usize)> = placed
        .iter()
        .map(|one| (&*one.piece.name, one.depth))
        .collect();
    assert_eq!(
        shown,
        [
            ("fibonacci-api/prod", 0),
            ("fibonacci-api-handler-prod", 1),
            ("DynamoDB", 2)
        ]
    );
    assert_eq!(placed[0].piece.status, Some(502));
    assert_eq!(placed[2].piece.fate, Fate::Throttled);
    let group = placed[2].piece.group.as_deref();
    assert_eq!(group, Some("/aws/lambda/fibonacci-api-handler-prod"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn traces_of_a_time_are_listed_and_an_unknown_one_is_none() {
    let none = r#"{"Traces":[],"UnprocessedTraceIds":["1-5759e988-000000000000000000000000"]}"#;
    let url = recorded(vec![("/TraceSummaries", SUMMARIES), ("/Traces", none)]);
    let xray = Session::open(&Target::of_endpoint(&url)).await.xray();
    let now = Timestamp::now();
    let span = Span {
        from: now - SignedDuration::from_mins(5),
        to: now,
    };
    let page = xray.summaries(span, "fault = true", None).await.unwrap();
    assert_eq!(page.items.len(), 1, "one without an id cannot be opened");
    let one = &page.items[0];
    assert_eq!(
        (one.fate, one.took.unwrap().as_millis()),
        (Fate::Fault, 178)
    );
    assert_eq!(one.began.unwrap().as_second(), 0x5759_e988);
    let unknown = xray
        .trace("1-5759e988-000000000000000000000000")
        .await
        .unwrap();
    assert_eq!(unknown, None);
}

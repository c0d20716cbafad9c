//! Logs and traces without a screen, over the demo: every line follows from a row of its tables.

use crate::process::{Act, Demo, Said, Seen, proxy};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};

fn items(found: &Value) -> &Vec<Value> {
    found["items"].as_array().unwrap()
}

#[test]
fn a_failed_run_is_found_in_the_logs_and_its_trace_adds_up_to_its_row() {
    let demo = Demo::start(&[]);
    let search = [
        "logs",
        "search",
        "--platform",
        "alquimista",
        "level=error",
        "last=7d",
        "group=fibonacci-api-handler",
    ];
    let found = demo.json("ana", &search).ending(0);
    let failed = items(&found)
        .iter()
        .find(|one| one["words"].as_str().unwrap().contains("Task timed out"));
    let failed = failed.expect("the run that timed out");
    assert_eq!(failed["shape"], "platform");
    let request = failed["request"].as_str().unwrap();

    // All lines of its run, in the three shapes, with its trace.
    let search = [
        "logs",
        "search",
        "--platform",
        "alquimista",
        request,
        "last=7d",
    ];
    let run = demo.json("ana", &search).ending(0);
    let shapes: Vec<&str> = items(&run)
        .iter()
        .map(|one| one["shape"].as_str().unwrap())
        .collect();
    assert!(
        shapes.contains(&"structured") && shapes.contains(&"platform"),
        "{shapes:?}"
    );
    let started = items(&run)
        .iter()
        .find(|one| one["shape"] == "structured")
        .unwrap();
    assert_eq!(started["tenant"], "tenant-ai-tech-solutions");
    let id = started["trace"].as_str().unwrap();

    let trace = demo
        .json("ana", &["trace", "show", id, "--platform", "alquimista"])
        .ending(0);
    // What the audit row says.
    assert_eq!(trace["duration_ms"], 15_021);
    let pieces = items(&trace);
    assert_eq!(pieces[0]["result"], "fault");
    let deepest = pieces.iter().filter(|one| one["depth"] == 2);
    let sum: i64 = deepest
        .clone()
        .map(|one| one["duration_ms"].as_i64().unwrap())
        .sum();
    assert_eq!(
        sum,
        pieces[1]["duration_ms"].as_i64().unwrap(),
        "its parts make the function's time"
    );
    let culprit = deepest
        .clone()
        .find(|one| one["result"] == "fault")
        .unwrap();
    assert!(culprit["cause"].as_str().unwrap().contains("timed out"));

    let list = ["trace", "list", "--platform", "alquimista", "--last", "24h"];
    let list = demo.json("ana", &list).ending(0);
    assert!(
        items(&list)
            .iter()
            .all(|one| one["id"].as_str().unwrap().starts_with("1-"))
    );
    let nobody = "1-00000000-000000000000000000000000";
    demo.json(
        "ana",
        &["trace", "show", nobody, "--platform", "alquimista"],
    )
    .ending(9);
}

#[test]
fn words_narrow_and_numbers_are_masked() {
    let demo = Demo::start(&[]);
    let search = [
        "logs",
        "search",
        "--platform",
        "marketplace",
        "escalated",
        "last=30d",
        "--limit",
        "5",
    ];
    let found = demo.json("ana", &search).ending(0);
    let lines = items(&found);
    assert!(!lines.is_empty());
    for one in lines {
        let text = one["text"].as_str().unwrap();
        assert!(text.contains("escalated"), "{text}");
        // The last part of a UUID may be digits only; a phone stands behind no hyphen.
        let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        let phone = |word: &str| word.len() > 8 && word.chars().all(|c| c.is_ascii_digit());
        assert!(!words.any(phone), "a whole number can be read: {text}");
        assert!(
            one["tenant"].is_string() || text.contains("ignoring"),
            "{one}"
        );
    }
    let nothing = [
        "logs",
        "search",
        "--platform",
        "marketplace",
        "no-such-word-anywhere",
    ];
    assert!(items(&demo.json("ana", &nothing).ending(0)).is_empty());
    let wrong = ["logs", "search", "--platform", "marketplace", "level=loud"];
    demo.json("ana", &wrong).ending(2);
}

#[test]
fn groups_are_those_that_exist_and_those_that_ought_to() {
    let demo = Demo::start(&[]);
    let groups = demo
        .json("ana", &["logs", "groups", "--platform", "marketplace"])
        .ending(0);
    let of = |name: &str| {
        items(&groups)
            .iter()
            .find(|one| one["name"] == name)
            .unwrap()
    };
    assert_eq!(
        of("/aws/lambda/ai-marketplace-platform-message-handler")["exists"],
        true
    );
    assert_eq!(of("/aws/lambda/ai-marketplace-admin-gui")["exists"], false);
}

#[test]
fn a_tail_says_what_is_there_and_ends_when_it_is_told() {
    let demo = Demo::start(&[]);
    let tail = [
        "logs",
        "tail",
        "--platform",
        "notification",
        "last=1h",
        "--for",
        "1s",
        "--json",
    ];
    let said = demo.by("ana", &tail);
    assert_eq!(said.code, 0, "{said:?}");
    let lines: Vec<Value> = said
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        lines
            .iter()
            .any(|one| one["words"].as_str().unwrap().contains("processed")),
        "{said:?}"
    );
}

/// A question about the runs of AlquimistaAI's agents within the last week.
const QUESTION: [&str; 10] = [
    "logs",
    "insights",
    "--platform",
    "alquimista",
    "--group",
    "fibonacci-api-handler-prod",
    "--query",
    "fields @timestamp, @message | filter @message like /Task timed out/ | limit 5",
    "--since",
    "7d",
];

fn question<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&QUESTION[..], more].concat()
}

#[test]
fn a_question_is_sized_first_and_asked_only_with_a_yes_or_under_its_bound() {
    let demo = Demo::start(&[]);
    let sized = demo.json("ana", &question(&[])).ending(2);
    assert_eq!(sized["outcome"], "invalid");
    let bytes = sized["estimate"]["bytes"].as_f64().unwrap();
    let price = sized["estimate"]["dollars"].as_f64().unwrap();
    assert!(bytes > 0.0 && price > 0.0, "{sized}");
    assert_eq!(sized["estimate"]["unknown_groups"], 0);
    assert!(
        sized["answer"].is_null() && sized["id"].is_null(),
        "{sized}"
    );

    // A bound below its size: nothing is asked.
    let bound = format!("{:.12}", bytes / 2.0 / 1024.0 / 1024.0 / 1024.0);
    let over = demo
        .json("ana", &question(&["--max-gib", &bound]))
        .ending(1);
    assert_eq!(over["outcome"], "declined");
    assert!(over["answer"].is_null(), "{over}");

    for consent in [&["--yes"][..], &["--max-gib", "1"]] {
        let done = demo.json("ana", &question(consent)).ending(0);
        assert_eq!(done["outcome"], "done");
        assert_eq!(done["answer"]["progress"], "done");
        let rows = done["answer"]["items"].as_array().unwrap();
        assert!(!rows.is_empty() && rows.len() <= 5, "{done}");
        for row in rows {
            let message = row["@message"].as_str().unwrap();
            assert!(message.contains("Task timed out"), "{row}");
            assert!(row["@timestamp"].is_string(), "{row}");
        }
        let scanned = done["answer"]["scanned_bytes"].as_f64().unwrap();
        assert!(scanned > 0.0, "{done}");
    }
    let said = demo.by("ana", &question(&["--yes"]));
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("Task timed out"), "{said:?}");
    assert!(said.err.contains("scanned"), "{said:?}");
}

/// Whether it reads what the question is about.
fn reads_runs(seen: &Seen<'_>) -> bool {
    seen.operation == "Scan" && seen.body.contains("audit_logs")
}

/// A way to the demo on which a question finds no answer, only this failure; and word of each look for one.
fn unanswered(demo: &Demo, args: &[&str], code: &'static str) -> (String, Receiver<()>) {
    let all = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&all);
    let counting = proxy(&demo.endpoint, move |seen| {
        counted.fetch_add(usize::from(reads_runs(seen)), Ordering::SeqCst);
        Act::Forward
    });
    assert_eq!(demo.through(&counting, "ana", args).code, 0);
    // The last of these reads is that of the answer itself.
    let last = all.load(Ordering::SeqCst);
    let (looked, looks) = channel();
    let mut reads = 0;
    let way = proxy(&demo.endpoint, move |seen| {
        reads += usize::from(reads_runs(seen));
        if !reads_runs(seen) || reads < last {
            return Act::Forward;
        }
        let _ = looked.send(());
        Act::Fail(code)
    });
    (way, looks)
}

#[test]
fn an_answer_that_does_not_come_is_waited_for_so_long_and_the_question_is_stopped() {
    let demo = Demo::start(&[]);
    let args = question(&["--yes", "--wait", "2s", "--json"]);
    let failing = |code| demo.through(&unanswered(&demo, &args, code).0, "ana", &args);
    let late = failing("ThrottlingException");
    assert_eq!(late.code, 10, "{late:?}");
    assert!(late.err.contains("Stopped"), "{late:?}");
    let report = late.value();
    assert_eq!(report["outcome"], "partly_done");
    assert!(
        report["id"].is_string() && report["answer"].is_null(),
        "{report}"
    );
    // What will not pass is not waited for.
    let denied = failing("AccessDeniedException");
    assert_eq!(denied.code, 4, "{denied:?}");
}

#[test]
fn a_signal_ends_the_wait_and_stops_the_question() {
    let demo = Demo::start(&[]);
    let args = question(&["--yes", "--wait", "10m", "--json"]);
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let (way, looks) = unanswered(&demo, &args, "ThrottlingException");
        let child = demo.begin(&way, "ana", &args);
        looks.recv().unwrap();
        kill_process(Pid::from_child(&child), signal).unwrap();
        let said = Said::of(child);
        assert_eq!(said.code, 10, "{signal:?} {said:?}");
        assert!(said.err.contains("Stopped"), "{said:?}");
        let report = said.value();
        assert_eq!(report["outcome"], "partly_done");
        assert!(report["answer"].is_null(), "{report}");
    }
}

#[test]
fn a_question_names_groups_that_exist_and_says_what_it_does_not_understand() {
    let demo = Demo::start(&[]);
    let ask = |group: &str, query: &str, more: &[&str]| {
        let args = ["logs", "insights", "--platform", "alquimista", "--group"];
        let all = [&args[..], &[group, "--query", query], more].concat();
        demo.by("ana", &all)
    };
    let unknown = ask("no-such-group", "limit 1", &["--yes"]);
    assert_eq!(unknown.code, 9, "{unknown:?}");
    assert!(
        unknown.err.contains("logs groups --platform alquimista"),
        "{unknown:?}"
    );
    let group = "/aws/lambda/fibonacci-api-handler-prod";
    let refused = ask(group, "parse @message /x/", &["--yes"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("parse @message"), "{refused:?}");
    for odd in [
        &["--since", "soon"][..],
        &["--max-gib", "0"],
        &["--max-gib", "1", "--yes"],
    ] {
        let said = ask(group, "limit 1", odd);
        assert_eq!(said.code, 2, "{odd:?} {said:?}");
    }
}

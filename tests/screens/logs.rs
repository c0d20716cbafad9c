//! Logs and traces of the plaza: a run that failed, its lines in all three shapes, its trace.

use jiff::SignedDuration;
use std::sync::Arc;
use switchboard::app::command::Command as C;
use switchboard::app::effect::Load;
use switchboard::app::logs::out::{Out, Piped, Put};
use switchboard::app::logs::{Brought, Wanted};
use switchboard::app::msg::Msg;
use switchboard::domain::cost::Cost;
use switchboard::domain::log::question::{Answer, Estimate, Progress};
use switchboard::domain::log::read::{Groups, LogRead};
use switchboard::domain::log::{LogGroup, LogLine};
use switchboard::domain::page::Page;
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::text::Text;
use switchboard::domain::trace::{Fate, Piece, Trace, TraceSummary};

use super::plaza::before;
use super::stage::Stage;

const API: &str = "/aws/lambda/fibonacci-api-handler-prod";
const COMMANDS: &str = "/aws/lambda/alquimista-process-command-prod";
const XRAY: &str = "1-67406a1c-bd862e3fe1be46a994272793";
const REQUEST: &str = "2d1f0e9a-1111-4222-8333-944455556666";

fn group(name: &str) -> LogGroup {
    LogGroup {
        name: Arc::from(name),
        stored: Some(2 * 1024 * 1024 * 1024),
        kept_days: Some(7),
        made: None,
    }
}

fn line(seconds: i64, group: &str, raw: &str) -> LogLine {
    let id = format!("{seconds}{raw}");
    LogLine::read(
        before(seconds),
        &Arc::from(group),
        &Arc::from("s"),
        &id,
        raw,
    )
}

fn lines() -> Vec<LogLine> {
    let json = |level: &str, words: &str, more: &str| {
        format!(
            r#"{{"level":"{level}","message":"{words}","service":"alquimista-platform","function_request_id":"{REQUEST}","xray_trace_id":"{XRAY}","tenantId":"tenant-ecommerce-solutions","agent":"10000000-0000-0000-0000-000000000004"{more}}}"#
        )
    };
    let error = r#","error":{"name":"AgentError","message":"DynamoDB refused the write: ProvisionedThroughputExceededException on table fibonacci-results-prod after three attempts"}"#;
    vec![
        line(
            420,
            COMMANDS,
            &format!("START RequestId: {REQUEST} Version: $LATEST"),
        ),
        line(
            420,
            COMMANDS,
            &format!(
                "2026-11-21T18:53:00.000Z\t{REQUEST}\tINFO\tProcessing command c-1: RESTART_AGENT for tenant tenant-ecommerce-solutions"
            ),
        ),
        line(
            419,
            COMMANDS,
            &format!(
                "2026-11-21T18:53:01.000Z\t{REQUEST}\tWARN\tSlow answer of conversation conv_573005554217"
            ),
        ),
        line(300, API, &json("INFO", "Agent run started", "")),
        line(298, API, &json("ERROR", "Agent run failed", error)),
        line(
            298,
            API,
            &format!(
                "REPORT RequestId: {REQUEST}\tDuration: 2140.00 ms\tBilled Duration: 2140 ms\tMemory Size: 512 MB\nXRAY TraceId: {XRAY}\tSampled: true"
            ),
        ),
        line(60, API, &json("DEBUG", "cache warmed", "")),
    ]
}

fn trace_of() -> Trace {
    let piece = |id: &str, parent: Option<&str>, name: &str, from: i64, took: i64, fate: Fate| {
        let began = before(300) + jiff::SignedDuration::from_millis(from);
        Piece {
            id: Text::from(id),
            parent: parent.map(Text::from),
            name: Text::from(name),
            kind: Text::from(if parent.is_none() {
                "AWS::ApiGateway::Stage"
            } else {
                "aws"
            }),
            began,
            ended: Some(began + jiff::SignedDuration::from_millis(took)),
            fate,
            status: parent.is_none().then_some(502),
            cause: Text::from(if name == "DynamoDB" && fate == Fate::Fault {
                "ProvisionedThroughputExceededException: slow down"
            } else {
                ""
            }),
            group: Some(Text::from(API)),
            notes: vec![(
                Text::from("tenantId"),
                Text::from("tenant-ecommerce-solutions"),
            )],
        }
    };
    Trace {
        id: Text::from(XRAY),
        pieces: vec![
            piece("a", None, "fibonacci-api/prod", 0, 2140, Fate::Fault),
            piece(
                "b",
                Some("a"),
                "fibonacci-api-handler-prod",
                25,
                2090,
                Fate::Fault,
            ),
            piece("c", Some("b"), "DynamoDB", 25, 83, Fate::Well),
            piece("d", Some("b"), "Bedrock", 108, 1800, Fate::Well),
            piece("e", Some("b"), "DynamoDB", 1908, 207, Fate::Fault),
        ],
        cut: false,
    }
}

/// What a read of logs brings.
pub fn brought(what: &Wanted) -> Brought {
    match what {
        Wanted::Groups(_) => Brought::Groups(Groups {
            there: vec![group(COMMANDS), group(API)],
            missing: vec!["/aws/lambda/alquimista-list-agents-prod".to_owned()],
        }),
        Wanted::Lines { query, .. } => {
            let terms = query.filter.terms();
            let all = lines().into_iter();
            let found = all.filter(|line| terms.find(&line.text) && query.filter.accepts(line));
            Brought::Lines(LogRead {
                lines: found.collect(),
                failed: Vec::new(),
                next: None,
            })
        }
        // In a calm hour nothing was traced.
        Wanted::Traces { span, filter, .. } => {
            let is_calm = span.to.duration_since(span.from).as_secs() == 3_600;
            Brought::Traces(listed(filter.failed, is_calm))
        }
        Wanted::Trace { id, .. } => Brought::Trace((**id == *XRAY).then(trace_of)),
        Wanted::Estimate { .. } => Brought::Estimate(Estimate {
            bytes: 2.1 * 1024.0 * 1024.0 * 1024.0,
            unknown: 1,
        }),
        Wanted::Ask { .. } => Brought::Asked("q-1".to_owned()),
        Wanted::Answer { .. } => Brought::Answer(answer()),
        Wanted::Stop { .. } => Brought::Stopped,
    }
}

fn answer() -> Answer {
    let row = |at: &str, message: &str| {
        vec![
            (Text::from("@timestamp"), Text::from(at)),
            (Text::from("@message"), Text::from(message)),
        ]
    };
    Answer {
        progress: Progress::Done,
        rows: vec![
            row(
                "2026-11-21 18:55:02.000",
                "Agent run failed for +57 300 555 4217",
            ),
            row("2026-11-21 18:53:01.000", "Error processing source"),
        ],
        scanned_bytes: 1.9 * 1024.0 * 1024.0 * 1024.0,
        scanned_lines: 81_204.0,
        matched_lines: 2.0,
    }
}

fn with(mut stage: Stage, commands: &[C]) -> Stage {
    for command in commands {
        stage.command(*command);
    }
    stage.tick(0, 0.0);
    stage
}

/// The lines of a system.
pub fn opened(mut stage: Stage) -> Stage {
    stage.run();
    with(stage, &[C::Health, C::Logs])
}

/// Long lines whole.
pub fn wrapped(stage: Stage) -> Stage {
    with(opened(stage), &[C::Up, C::Up, C::Wrap])
}

/// Lines came while a person read further up.
pub fn behind(stage: Stage) -> Stage {
    let mut stage = with(opened(stage), &[C::Up, C::Up, C::SideRight]);
    let late = LogRead {
        lines: vec![line(1, API, "one more"), line(0, API, "and another")],
        failed: vec![(
            COMMANDS.to_owned(),
            Problem::new(Trouble::Denied, "logs:FilterLogEvents", "no"),
        )],
        next: None,
    };
    stage.answers = false;
    stage.tick(10, 0.0);
    let epoch = stage.state.epoch;
    let query = stage
        .state
        .logs
        .lines()
        .map(|lines| switchboard::domain::log::read::LogQuery {
            platform: lines.platform,
            groups: lines.groups.clone(),
            filter: lines.filter.clone(),
            span: lines.span(stage.state.clock),
        });
    // Whichever number it was asked under.
    for asked in 0..200 {
        let what = Wanted::Lines {
            query: Box::new(query.clone().unwrap()),
            after: None,
        };
        let loaded = switchboard::app::msg::Loaded::Log(Box::new(Brought::Lines(late.clone())));
        stage.send(Msg::Loaded {
            epoch,
            load: Load::Log { asked, what },
            outcome: Ok(loaded),
        });
    }
    stage
}

fn looked_for(stage: Stage, typed: &str) -> Stage {
    let mut stage = with(opened(stage), &[C::Filter]);
    // Behind the time that is looked at.
    stage.type_text(&format!(" {typed}"));
    stage
}

/// Something is looked for, and what was found of it is marked.
pub fn sought(stage: Stage) -> Stage {
    with(looked_for(stage, "level=warn failed"), &[C::Enter])
}

/// A word that makes no sense.
pub fn typing(stage: Stage) -> Stage {
    with(looked_for(stage, "level=loud"), &[C::Enter])
}

/// Nothing is found.
pub fn empty(stage: Stage) -> Stage {
    with(looked_for(stage, "nowhere"), &[C::Enter])
}

/// They may not be read.
pub fn denied(mut stage: Stage) -> Stage {
    stage.run();
    stage.refuse = |load| {
        let is_log = matches!(load, Load::Log { .. });
        is_log.then(|| Problem::new(Trouble::Denied, "logs:DescribeLogGroups", "not authorized"))
    };
    with(stage, &[C::Health, C::Logs])
}

/// The price of a question.
pub fn priced(stage: Stage) -> Stage {
    with(opened(stage), &[C::Insights, C::Enter])
}

/// What a question found.
pub fn answered(stage: Stage) -> Stage {
    with(priced(stage), &[C::Enter])
}

/// What a command said.
pub fn piped(stage: Stage) -> Stage {
    let mut stage = opened(stage);
    let piped = Piped {
        command: Text::from("sort | uniq -c"),
        output: Text::from("      4 Agent run started\n      2 Agent run failed"),
        status: Some(1),
        cut: true,
    };
    let out = Out::Pipe {
        command: String::new(),
        text: String::new(),
    };
    stage.send(Msg::PutOut {
        out,
        outcome: Ok(Put::Piped(piped)),
    });
    stage
}

/// The trace of a run that failed.
pub fn trace(stage: Stage) -> Stage {
    let mut stage = with(opened(stage), &[C::Up, C::Trace]);
    stage.tick(0, 0.0);
    stage
}

/// The failed traces of the time of the selected alarm.
pub fn traces(mut stage: Stage) -> Stage {
    stage.run();
    with(stage, &[C::Health, C::Trace, C::Down])
}

/// None failed in that time, nor went well.
pub fn no_traces(mut stage: Stage) -> Stage {
    stage.run();
    with(stage, &[C::Health, C::Last, C::Trace])
}

fn listed(failed: bool, is_calm: bool) -> Page<TraceSummary> {
    let of = |seconds: i64, millis: i64, fate| TraceSummary {
        id: Text::from(format!("1-6b2f00{:02x}-{:024x}", seconds % 256, seconds * 7919).as_str()),
        began: Some(before(seconds)),
        took: Some(SignedDuration::from_millis(millis)),
        fate,
        entry: Text::from("fibonacci-api/prod"),
    };
    let mut items = vec![
        of(64, 871, Fate::Fault),
        of(131, 15_021, Fate::Fault),
        of(190, 402, Fate::Throttled),
    ];
    if is_calm {
        items.clear();
    } else if !failed {
        items.push(of(70, 312, Fate::Well));
    }
    Page {
        items,
        next: None,
        cost: Cost::default(),
    }
}

/// A trace that nobody knows.
pub fn no_trace(mut stage: Stage) -> Stage {
    stage.run();
    let mut stage = with(stage, &[C::Health, C::CommandLine]);
    stage.type_text("trace 1-00000000-000000000000000000000000");
    with(stage, &[C::Enter])
}

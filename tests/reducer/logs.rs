//! Logs and traces: what is read when, following and stopping, looking for something else, what leaves the
//! console, and that no question is asked before its price was seen.

use crate::driver::{Console, problem};
use crate::world::at;
use std::sync::Arc;
use switchboard::app::effect::{Effect, Load};
use switchboard::app::logs::lines::Lines;
use switchboard::app::logs::out::{Out, Piped, Put};
use switchboard::app::logs::{Brought, Wanted};
use switchboard::app::msg::{Loaded, Msg};
use switchboard::app::overlay::Overlay;
use switchboard::app::{Layer, Pane};
use switchboard::domain::id::PlatformId;
use switchboard::domain::log::filter::When;
use switchboard::domain::log::question::{Answer, Estimate, Progress};
use switchboard::domain::log::read::{Groups, LogRead};
use switchboard::domain::log::{LogGroup, LogLine};
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::Trouble;
use switchboard::domain::system::Port;
use switchboard::domain::text::Text;
use switchboard::domain::trace::{Fate, Piece, Trace};

const XRAY: &str = "1-5759e988-bd862e3fe1be46a994272793";
const GROUP: &str = "/aws/lambda/ai-marketplace-platform-message-handler";

fn group(name: &str) -> LogGroup {
    LogGroup {
        name: Arc::from(name),
        stored: Some(1024 * 1024),
        kept_days: Some(7),
        made: None,
    }
}

fn groups() -> Brought {
    Brought::Groups(Groups {
        there: vec![
            group(GROUP),
            group("/aws/lambda/ai-marketplace-platform-billing-api"),
        ],
        missing: Vec::new(),
    })
}

fn line(second: i64, raw: &str) -> LogLine {
    let id = format!("{second}-{raw}");
    LogLine::read(at(second), &Arc::from(GROUP), &Arc::from("s"), &id, raw)
}

fn read(lines: Vec<LogLine>, next: Option<&str>) -> Brought {
    Brought::Lines(LogRead {
        lines,
        failed: Vec::new(),
        next: next.map(|next| Cursor(next.to_owned())),
    })
}

fn trace(id: &str) -> Trace {
    let piece = |id: &str, parent: Option<&str>, fate| Piece {
        id: Text::from(id),
        parent: parent.map(Text::from),
        name: Text::from(id),
        kind: Text::default(),
        began: at(-10),
        ended: Some(at(-8)),
        fate,
        status: None,
        cause: Text::default(),
        group: Some(Text::from(GROUP)),
        notes: Vec::new(),
    };
    Trace {
        id: Text::from(id),
        pieces: vec![
            piece("api", None, Fate::Fault),
            piece("db", Some("api"), Fate::Fault),
        ],
        cut: false,
    }
}

/// Something fit for what is wanted.
pub fn some(what: &Wanted, seeds: &[u8]) -> Brought {
    match what {
        Wanted::Groups(_) => groups(),
        Wanted::Lines { after, .. } => {
            let of = |seed: &u8| line(i64::from(*seed), &format!("tenant acme-{seed} {XRAY}"));
            let next = after.is_none().then_some("more");
            read(seeds.iter().map(of).collect(), next)
        }
        Wanted::Trace { id, .. } => Brought::Trace((seeds.len() > 2).then(|| trace(id))),
        Wanted::Traces { after, .. } => {
            Brought::Traces(crate::traces::page(seeds, after.is_none()))
        }
        Wanted::Estimate { .. } => Brought::Estimate(Estimate {
            bytes: 1e6,
            unknown: 0,
        }),
        Wanted::Ask { .. } => Brought::Asked("q".to_owned()),
        Wanted::Answer { .. } => Brought::Answer(answer(Progress::Done)),
        Wanted::Stop { .. } => Brought::Stopped,
    }
}

fn answer(progress: Progress) -> Answer {
    Answer {
        progress,
        rows: vec![vec![(Text::from("n"), Text::from("1"))]],
        scanned_bytes: 1e6,
        scanned_lines: 10.0,
        matched_lines: 1.0,
    }
}

/// Connected to a system whose logs can be read, in the pane of health.
pub fn console() -> Console {
    let mut console = Console::up_with(|connected| {
        connected.systems[0].ports.push(Port::Health);
    });
    console.keys("6");
    console.wait(10);
    console
}

fn is(wanted: fn(&Wanted) -> bool) -> impl Fn(&Load) -> bool {
    move |load| matches!(load, Load::Log { what, .. } if wanted(what))
}

fn bring(console: &mut Console, wanted: fn(&Wanted) -> bool, brought: Brought) {
    console.answer(is(wanted), Ok(Loaded::Log(Box::new(brought))));
}

fn is_groups(what: &Wanted) -> bool {
    matches!(what, Wanted::Groups(_))
}

fn is_lines(what: &Wanted) -> bool {
    matches!(what, Wanted::Lines { .. })
}

fn is_estimate(what: &Wanted) -> bool {
    matches!(what, Wanted::Estimate { .. })
}

fn is_ask(what: &Wanted) -> bool {
    matches!(what, Wanted::Ask { .. })
}

fn is_answer(what: &Wanted) -> bool {
    matches!(what, Wanted::Answer { .. })
}

fn is_stop(what: &Wanted) -> bool {
    matches!(what, Wanted::Stop { .. })
}

fn lines(console: &Console) -> &Lines {
    console.state.logs.lines().unwrap()
}

fn many(from: i64, count: i64) -> Vec<LogLine> {
    (from..from + count)
        .map(|n| line(n, &format!("line {n}")))
        .collect()
}

/// Opened, with so many lines read.
fn opened(count: i64) -> Console {
    let mut console = console();
    console.keys("l");
    assert_eq!(console.state.layer(), Layer::Logs);
    bring(&mut console, is_groups, groups());
    bring(&mut console, is_lines, read(many(-count, count), None));
    console
}

#[test]
fn it_follows_until_a_person_moves_up_and_counts_what_comes_meanwhile() {
    let mut console = opened(100);
    assert_eq!(lines(&console).line().unwrap().text, *"line -1");
    console.keys("up");
    assert!(!lines(&console).follows);
    let seen = lines(&console).line().unwrap().id.clone();
    let top = lines(&console).top;
    console.wait(2_100);
    bring(&mut console, is_lines, read(many(0, 3), None));
    assert_eq!(lines(&console).unseen, 3);
    assert_eq!(
        lines(&console).line().unwrap().id,
        seen,
        "it stays where the person is"
    );
    assert_eq!(lines(&console).top, top);
    console.keys("G");
    assert_eq!((lines(&console).unseen, lines(&console).follows), (0, true));
    assert_eq!(lines(&console).line().unwrap().text, *"line 2");
    console.wait(2_100);
    bring(&mut console, is_lines, read(many(3, 1), None));
    assert_eq!(
        lines(&console).line().unwrap().text,
        *"line 3",
        "it follows again"
    );
}

#[test]
fn the_selection_keeps_its_line_when_late_ones_come_and_old_ones_go() {
    let mut console = opened(10);
    console.keys("up up");
    let seen = lines(&console).line().unwrap().id.clone();
    console.wait(2_100);
    let late = vec![line(-8, "late"), line(-8, "later")];
    bring(&mut console, is_lines, read(late, None));
    assert_eq!(lines(&console).line().unwrap().id, seen);
    assert_eq!(lines(&console).unseen, 0, "they are not below");
}

#[test]
fn a_pass_is_read_to_its_end_and_the_next_begins_where_it_ended() {
    let mut console = console();
    console.keys("l");
    bring(&mut console, is_groups, groups());
    bring(&mut console, is_lines, read(many(-100, 3), Some("two")));
    // At once, for the same span, from the cursor on.
    let loads = console.take_loads();
    let of = |load: &Load| match load {
        Load::Log {
            what: Wanted::Lines { query, after },
            ..
        } => Some((query.span, after.clone())),
        _ => None,
    };
    let (first, after) = loads.iter().find_map(of).unwrap();
    assert_eq!(after, Some(Cursor("two".to_owned())));
    for load in loads {
        console.effects.push(Effect::Load(load));
    }
    bring(&mut console, is_lines, read(many(-50, 3), None));
    assert_eq!(lines(&console).ring.len(), 6);
    console.wait(2_100);
    let loads = console.take_loads();
    let (next, after) = loads.iter().find_map(of).unwrap();
    assert_eq!(after, None);
    assert_eq!(
        next.from,
        first.to - jiff::SignedDuration::from_secs(30),
        "for lines that come late"
    );
    assert!(next.to > first.to);
}

#[test]
fn what_is_looked_for_is_asked_of_the_provider_and_an_old_answer_is_dropped() {
    let mut console = opened(3);
    console.wait(2_100);
    console.keys("/ 'level=loud' enter");
    assert_eq!(console.state.layer(), Layer::Prompt, "it makes no sense");
    for _ in 0.."level=loud".len() {
        console.keys("backspace");
    }
    console.keys("'level=error' enter");
    assert!(lines(&console).ring.is_empty());
    // The answer to the question before.
    let old = console.effects.iter().position(|effect| {
        matches!(effect, Effect::Load(Load::Log { what: Wanted::Lines { query, .. }, .. }) if query.filter.level.is_none())
    });
    let Effect::Load(load) = console.effects.remove(old.unwrap()) else {
        unreachable!()
    };
    let epoch = console.state.epoch;
    let outcome = Ok(Loaded::Log(Box::new(read(many(0, 2), None))));
    console.send(Msg::Loaded {
        epoch,
        load,
        outcome,
    });
    assert!(
        lines(&console).ring.is_empty(),
        "it is not what is looked for"
    );
    bring(
        &mut console,
        is_lines,
        read(vec![line(0, "ERROR\tx")], None),
    );
    assert_eq!(lines(&console).ring.len(), 1);
}

#[test]
fn a_failure_is_tried_again_and_what_was_read_stays() {
    let mut console = opened(3);
    console.wait(2_100);
    console.answer(is(is_lines), Err(problem(Trouble::Throttled)));
    assert_eq!(lines(&console).ring.len(), 3);
    assert!(lines(&console).source.setback.is_some());
    console.wait(1_100);
    bring(&mut console, is_lines, read(many(0, 1), None));
    assert!(lines(&console).source.setback.is_none());
}

#[test]
fn a_time_that_is_over_is_read_once_and_further_back_when_asked() {
    let mut console = opened(3);
    let typed = "from=2026-11-21T11:00:00Z to=2026-11-21T11:30:00Z";
    console
        .keys("/")
        .send(Msg::Paste(typed.to_owned()))
        .keys("enter");
    bring(&mut console, is_lines, read(many(-3000, 1), None));
    assert!(lines(&console).is_over());
    console.wait(60_000);
    assert!(!console.asks(is(is_lines)), "nothing comes any more");
    console.keys("+");
    assert!(console.asks(is(is_lines)));
    let When::Between(from, to) = lines(&console).filter.when else {
        panic!()
    };
    assert_eq!(to.duration_since(from).as_mins(), 120);
}

#[test]
fn an_alarms_logs_are_those_of_its_time_and_the_way_back_leads_to_the_pane() {
    let mut console = console();
    let is_health = |load: &Load| matches!(load, Load::Health { .. });
    console.answer(is_health, Ok(Loaded::Health(crate::health::some(&[1]))));
    console.keys("l");
    assert!(matches!(lines(&console).filter.when, When::Since(from) if from < at(-60)));
    console.keys("esc");
    assert_eq!(
        (console.state.layer(), console.state.pane),
        (Layer::List, Pane::Health)
    );
    console.wait(5_000);
    assert!(
        !console.asks(is(is_lines)),
        "what is not looked at is not read"
    );
}

#[test]
fn a_system_without_logs_says_so() {
    let mut console = Console::up();
    console.keys("6 l");
    assert!(!console.state.logs.is_open());
}

#[test]
fn a_line_leads_to_its_trace_and_a_piece_of_that_to_its_lines() {
    let mut console = console();
    console.keys("l");
    bring(&mut console, is_groups, groups());
    let request = "2d1f0e9a-1111-4222-8333-944455556666";
    let report = format!("REPORT RequestId: {request}\tDuration: 1 ms\nXRAY TraceId: {XRAY}");
    let both = vec![
        line(-9, &report),
        line(-8, &format!("END RequestId: {request}")),
    ];
    bring(&mut console, is_lines, read(both, None));
    console.keys("T");
    assert_eq!(
        console.state.layer(),
        Layer::Trace,
        "another line of its request names it"
    );
    let is_trace = |what: &Wanted| matches!(what, Wanted::Trace { id, .. } if *id == *XRAY);
    bring(&mut console, is_trace, Brought::Trace(None));
    assert!(console.state.logs.trace().unwrap().trace.is_none());
    console.wait(10_100);
    bring(&mut console, is_trace, Brought::Trace(Some(trace(XRAY))));
    assert_eq!(
        console.state.logs.trace().unwrap().selected,
        1,
        "where the failure began"
    );
    console.wait(60_000);
    assert!(!console.asks(is(is_trace)), "it does not change");
    console.keys("enter");
    let shown = lines(&console);
    assert_eq!(shown.filter.group.as_deref(), Some(GROUP));
    assert_eq!(shown.filter.when, When::Between(at(-12), at(-6)));
    console.keys("esc esc esc");
    assert!(!console.state.logs.is_open());
}

#[test]
fn a_trace_is_opened_by_its_id_and_a_word_is_none() {
    let mut console = console();
    console.keys(": 'trace abc' enter");
    assert!(!console.state.logs.is_open());
    let typed = format!(": 'trace {XRAY}' enter");
    console.keys(&typed);
    assert_eq!(console.state.layer(), Layer::Trace);
    assert_eq!(
        console.state.logs.trace().unwrap().platform,
        PlatformId::Marketplace
    );
}

#[test]
fn lines_leave_masked_and_the_copied_command_reads_the_same() {
    let mut console = console();
    console.keys("l");
    bring(&mut console, is_groups, groups());
    let phone = line(-5, "Processing conversation conv_573005550142");
    bring(&mut console, is_lines, read(vec![phone], None));
    console.take();
    console.keys("S");
    let out = console.take().into_iter().find_map(|effect| match effect {
        Effect::Out(out) => Some(out),
        _ => None,
    });
    let Some(Out::Save { text, .. }) = &out else {
        panic!("{out:?}")
    };
    assert!(
        text.contains("conv_•••0142") && !text.contains("3005550142"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 1);
    console.keys("y");
    let copied = console.take().into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(
        copied.starts_with("aws logs filter-log-events --log-group-name '/aws/lambda/"),
        "{copied}"
    );
    assert_eq!(copied.lines().count(), 2, "one for each group");
    console.keys("| 'grep -c conv' enter");
    let piped = console.take().into_iter().any(|effect| {
        matches!(&effect, Effect::Out(Out::Pipe { command, .. }) if command == "grep -c conv")
    });
    assert!(piped);
    let said = Put::Piped(Piped {
        command: Text::from("grep -c conv"),
        output: Text::from("1"),
        status: Some(0),
        cut: false,
    });
    let out = Out::Pipe {
        command: String::new(),
        text: String::new(),
    };
    console.send(Msg::PutOut {
        out,
        outcome: Ok(said),
    });
    assert!(matches!(console.state.overlay, Some(Overlay::Piped { .. })));
    console.keys("esc");
    assert_eq!(console.state.layer(), Layer::Logs);
}

#[test]
fn a_question_is_asked_only_after_its_price_was_seen_and_agreed_to() {
    let mut console = opened(3);
    console.keys("I");
    console.keys("enter enter");
    assert!(!console.asks(is(is_ask)), "its price is not known yet");
    bring(
        &mut console,
        is_estimate,
        Brought::Estimate(Estimate {
            bytes: 1e9,
            unknown: 0,
        }),
    );
    assert!(!console.asks(is(is_ask)));
    // A key makes it another question, which nobody has agreed to.
    console.keys("'x' enter");
    assert!(!console.asks(is(is_ask)));
    console.keys("enter");
    bring(&mut console, is_ask, Brought::Asked("q-1".to_owned()));
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Insights { .. })
    ));
    bring(
        &mut console,
        is_answer,
        Brought::Answer(answer(Progress::Running)),
    );
    console.wait(1_100);
    bring(
        &mut console,
        is_answer,
        Brought::Answer(answer(Progress::Done)),
    );
    console.wait(5_000);
    assert!(!console.asks(is(is_answer)), "it is done");
}

#[test]
fn a_question_is_never_asked_twice_and_leaving_stops_it() {
    let mut console = opened(3);
    console.keys("I");
    bring(
        &mut console,
        is_estimate,
        Brought::Estimate(Estimate::default()),
    );
    console.keys("enter enter");
    console.answer(is(is_ask), Err(problem(Trouble::TimedOut)));
    console.wait(60_000);
    assert!(
        !console.asks(is(is_ask)),
        "nobody knows whether it was taken"
    );
    console.keys("esc I");
    bring(
        &mut console,
        is_estimate,
        Brought::Estimate(Estimate::default()),
    );
    console.keys("enter enter");
    bring(&mut console, is_ask, Brought::Asked("q-2".to_owned()));
    console.keys("esc");
    assert!(console.asks(is(is_stop)));
}

#[test]
fn wrapped_lines_keep_the_selected_one_on_screen() {
    let mut console = console();
    console.keys("l");
    bring(&mut console, is_groups, groups());
    let long = (0..60).map(|n| line(n - 60, &format!("{n} {}", "word ".repeat(80))));
    bring(&mut console, is_lines, read(long.collect(), None));
    console.keys("w");
    let shown = lines(&console);
    assert_eq!(shown.selected, 59);
    assert!(shown.top > 50, "five rows each: {}", shown.top);
    console.keys("home");
    assert_eq!((lines(&console).top, lines(&console).selected), (0, 0));
    console.keys("end");
    assert!(lines(&console).follows);
}

#[test]
fn another_connection_reads_on() {
    let mut console = opened(3);
    console.wait(2_100);
    assert!(console.asks(is(is_lines)));
    console.take();
    console.state.logs.reset();
    console.wait(10);
    assert!(
        console.asks(is(is_lines)),
        "the answer to the old one will never come"
    );
}

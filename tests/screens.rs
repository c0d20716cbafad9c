//! What is on the screen: every pane in every state at three sizes, as text, and its colours as runs of
//! styles. The text is the same without colours, so nothing is said in colour alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "screens/dump.rs"]
mod dump;
#[path = "screens/guarded.rs"]
mod guarded;
#[path = "screens/health.rs"]
mod health;
#[path = "screens/kill.rs"]
mod kill;
#[path = "screens/logs.rs"]
mod logs;
#[path = "screens/plaza.rs"]
mod plaza;
#[path = "screens/properties.rs"]
mod properties;
#[path = "screens/queue.rs"]
mod queue;
#[path = "screens/scenes.rs"]
mod scenes;
#[path = "screens/sheets.rs"]
mod sheets;
#[path = "screens/stage.rs"]
mod stage;

use dump::{dark, mono, runs, text};
use scenes::{SCENES, Scene};

/// The sizes that every screen is drawn at.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 50)];

fn kept(name: &str, content: &str) {
    insta::with_settings!({
        snapshot_path => "screens/snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, content);
    });
}

fn scene(name: &str) -> &'static Scene {
    SCENES
        .iter()
        .find(|scene| scene.name == name)
        .unwrap_or_else(|| panic!("no scene {name}"))
}

#[test]
fn every_scene_looks_as_it_did() {
    for scene in &SCENES {
        let sizes = if scene.all_sizes {
            &SIZES[..]
        } else {
            &SIZES[..1]
        };
        for (columns, rows) in sizes {
            let stage = scene.stage(*columns, *rows);
            let screen = text(&stage.draw(&dark()));
            kept(&format!("{}-{columns}x{rows}", scene.name), &screen);
        }
    }
}

#[test]
fn nothing_is_said_in_colour_alone() {
    for scene in &SCENES {
        for (columns, rows) in SIZES {
            let stage = scene.stage(columns, rows);
            let coloured = text(&stage.draw(&dark()));
            assert_eq!(coloured, text(&stage.draw(&mono())), "{}", scene.name);
        }
    }
}

#[test]
fn mono_writes_no_colour() {
    for scene in &SCENES {
        let buffer = scene.stage(120, 36).draw(&mono());
        for cell in &buffer.content {
            let colours = (cell.fg, cell.bg);
            let none = (ratatui::style::Color::Reset, ratatui::style::Color::Reset);
            assert_eq!(colours, none, "{}", scene.name);
        }
    }
}

#[test]
fn colours_mean_what_they_meant() {
    for name in [
        "escalations",
        "conversations",
        "tenants",
        "agents",
        "usage",
        "mine",
    ] {
        let stage = scene(name).stage(120, 36);
        kept(&format!("{name}-colours"), &runs(&stage.draw(&dark())));
    }
    for name in ["escalations", "confirm"] {
        let stage = scene(name).stage(80, 24);
        kept(&format!("{name}-mono"), &runs(&stage.draw(&mono())));
    }
}

/// What must be read on a screen, whatever else changes there.
#[test]
fn every_state_says_what_it_is_and_what_to_do() {
    for (name, words) in [
        ("connecting", &["connecting…", "Keys work"][..]),
        (
            "down",
            &["NO CONNECTION", "Check endpoint", "Tried again in"],
        ),
        (
            "credentials",
            &["CREDENTIALS NOT ACCEPTED", "aws sso login"],
        ),
        ("loading", &["loading", "Reading…"]),
        (
            "empty",
            &["Nobody is waiting.", "2 shows all conversations"],
        ),
        ("stale", &["stale", "Not read anew for"]),
        (
            "throttled",
            &["throttled", "slow down; again in", "What you see is"],
        ),
        ("failed", &["No answer in time.", "What you see is"]),
        ("health", &["ALARM", "no data", "missing", "OK", "Eva"]),
        (
            "alarm",
            &["ALARM → OK", "OK → ALARM", "missing data", "2 of 3 × 5 min"],
        ),
        (
            "alarm-chart",
            &[
                "Eva",
                "until",
                "61 of 70 runs",
                "← same agent",
                "last 3 h · points of",
            ],
        ),
        (
            "alarm-of-others",
            &[
                "ALARM fibonacci-old-messages-prod",
                "held back by deploy-window",
            ],
        ),
        (
            "metrics",
            &[
                "Errors",
                "EstimatedCharges",
                "no data",
                "~0.14 USD",
                "last 3 h",
            ],
        ),
        ("metric", &["points of 1 min", "not ended yet"]),
        ("metric-without-data", &["No data (last 3 h)"]),
        (
            "metric-incomplete",
            &["Some points are missing (InternalError: try again)"],
        ),
        ("acknowledge", &["On it: fibonacci", "may stay empty"]),
        ("alarm-missing", &["missing", "not in the system's sources"]),
        (
            "condition",
            &[
                "7.5 %",
                "No alarm watches this",
                "points of 15 min",
                "alarm at 5 %",
            ],
        ),
        ("health-denied", &["cloudwatch:DescribeAlarms"]),
        ("logs", &["2 groups", "following", "ERROR", "7 lines"]),
        ("logs-behind", &["2 new lines below", "1 group not read"]),
        ("logs-sought", &["level=warn from=", "1 line"]),
        ("logs-typing", &["«level=loud» makes no sense"]),
        (
            "logs-empty",
            &["Upper and lower case count.", "looks further back"],
        ),
        ("logs-denied", &["Ask whoever manages access for logs:"]),
        (
            "insights-price",
            &["~2.1 GB", "$0.01", "Enter asks, Esc drops it"],
        ),
        ("insights", &["2 of 81204 lines match", "1.9 GB scanned"]),
        ("piped", &["ended with 1", "more than is shown"]),
        ("trace", &["✗ ", "2140 ms", "slow down"]),
        ("traces", &["Traces › ", "failed, ", "871 ms", "3 traces"]),
        (
            "traces-none",
            &["no failed trace", "+ lists those", "l opens the logs"],
        ),
        ("trace-unknown", &["X-Ray has no trace of this id"]),
        (
            "denied",
            &[
                "Not permitted.",
                "Ask whoever manages access for dynamodb:Query",
            ],
        ),
        (
            "no-match",
            &["Nothing among 9 matches “zzz”", "drop it with Esc"],
        ),
        ("bot-speaks", &["held by you", "THE BOT SPOKE at 14:02"]),
        (
            "pause-pending",
            &["held by you", "bot NOT PAUSED yet, trying"],
        ),
        ("lease-trouble", &["Hold not renewed", "Trying."]),
        ("locked", &["your hold is about to end; your text is kept"]),
        (
            "lost",
            &["No longer yours: luis has it. Your text is kept."],
        ),
        ("resumed", &["held by you", "of the hold left"]),
        ("uncertain", &["failed", "unknown"]),
        ("read-only", &["READ-ONLY", "without --readonly"]),
        (
            "no-control-table",
            &["NO CONTROL TABLE", "switchboard init"],
        ),
        ("other", &["held by luis", "READ ONLY · luis answers"]),
        (
            "last-only",
            &["stores only the last message. Seen by consoles since 13:58."],
        ),
        (
            "no-transcript",
            &["stores no messages of this conversation"],
        ),
        ("unheard", &["the bot talks on, not paused"]),
        (
            "mine",
            &[
                "held by you since",
                "bot paused, verified",
                "recorded, not sent",
            ],
        ),
        (
            "confirm",
            &[
                "Esc leaves it as it is",
                "nobody answers and what customers write",
            ],
        ),
        (
            "quit",
            &["▸ no", "1 conversation is yours", "returns to the queue"],
        ),
        ("help", &["type to filter", "not yours"]),
        ("palette", &["hand-back"]),
        (
            "sheet",
            &[
                "Products",
                "Nike Air Zoom",
                "more follow, + reads on",
                "read units",
            ],
        ),
        ("sheet-empty", &["No customers.", "writes to the tenant"]),
        ("sheet-loading", &["Reading products…", "reading…"]),
        (
            "sheet-failed",
            &[
                "may not do this",
                "Ask whoever manages access",
                "tries again",
            ],
        ),
        ("sheet-narrow", &["status=", "asks the table"]),
        (
            "sheet-remarks",
            &["No trigger node", "values of another kind"],
        ),
        ("entry", &["input", "\"note\"", "opens Logs"]),
        ("sold", &["▸ no", "The bot stops offering it."]),
        (
            "issue",
            &[
                "The insert runs it at once",
                "only simulates",
                "REPROCESS_QUEUE",
            ],
        ),
    ] {
        for (columns, rows) in [SIZES[0], SIZES[2]] {
            let screen = text(&scene(name).stage(columns, rows).draw(&dark()));
            let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            for wanted in words {
                assert!(
                    flat.contains(wanted),
                    "{name} at {columns}x{rows} does not say {wanted:?}:\n{screen}"
                );
            }
        }
    }
}

#[test]
fn too_small_is_one_line_and_the_same_screen_comes_back() {
    let mut stage = scene("escalations").stage(120, 36);
    let before = text(&stage.draw(&dark()));
    stage.resize(40, 10);
    let small = text(&stage.draw(&dark()));
    assert_eq!(small.trim_end(), "Window 40×10: at least 60×20");
    stage.resize(120, 36);
    stage.rest();
    assert_eq!(text(&stage.draw(&dark())), before);
}

#[test]
fn a_terminal_without_utf8_gets_ascii_in_the_same_columns() {
    for name in [
        "escalations",
        "mine",
        "usage",
        "forecast",
        "help",
        "confirm",
        "sheet",
        "entry",
        "issue",
        "sheet-remarks",
    ] {
        let stage = scene(name).stage(80, 24);
        let plain = text(&stage.draw(&dump::ascii()));
        assert!(plain.is_ascii(), "{name}:\n{plain}");
    }
    let stage = scene("escalations").stage(80, 24);
    kept("escalations-ascii", &text(&stage.draw(&dump::ascii())));
}

#[test]
fn the_cursor_stands_behind_what_is_typed_and_nowhere_else() {
    let cursor = |name: &str| {
        let stage = scene(name).stage(80, 24);
        (stage.cursor(&dark()), text(&stage.draw(&dark())))
    };
    let (at, screen) = cursor("mine");
    let row = screen
        .lines()
        .position(|line| line.ends_with("Gracias por la paciencia."))
        .unwrap();
    assert_eq!(at, Some((27, u16::try_from(row).unwrap())), "{screen}");
    let (at, screen) = cursor("filter");
    let row = screen
        .lines()
        .position(|line| line.contains("/ solutions"))
        .unwrap();
    assert_eq!(at, Some((14, u16::try_from(row).unwrap())), "{screen}");
    assert_eq!(cursor("escalations").0, None);
    assert_eq!(cursor("quit").0, None);
}

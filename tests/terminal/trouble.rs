//! Backends that do not answer: what is said, and that keys go on answering.

use crate::bytes::graphics;
use crate::pty::{ENTER, ESC, Run};
use std::net::TcpListener;
use tempfile::tempdir;

#[test]
fn an_endpoint_where_nobody_listens_is_said_with_what_to_do() {
    let state = tempdir().unwrap();
    let args = ["--endpoint", "http://127.0.0.1:1", "--operator", "ana"];
    let mut tty = Run::console(&args, state.path()).start();
    tty.expect("NO CONNECTION")
        .expect("Check endpoint and network");
    tty.press("?").expect("type to filter");
    tty.press(ESC)
        .expect_gone("─ Help ─")
        .expect("NO CONNECTION");
    tty.press("2")
        .press("c")
        .press(":q")
        .expect("⏎ run")
        .press(ENTER);
    assert!(tty.exit().success());
    tty.assert_restored();
}

#[test]
fn keys_answer_while_every_call_hangs() {
    let hole = BlackHole::open();
    let state = tempdir().unwrap();
    let args = ["--endpoint", &hole.endpoint, "--operator", "ana"];
    let mut tty = Run::console(&args, state.path()).start();
    tty.expect("onnecting");
    tty.press("?").expect("type to filter");
    tty.press("theme").expect("theme");
    tty.press(ESC).expect_gone("─ Help ─");
    tty.press(":quit").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    tty.assert_restored();
}

#[test]
fn without_colour_no_colour_is_written_and_the_selection_still_shows() {
    let state = tempdir().unwrap();
    let run = Run::console(&["demo", "--speed", "0"], state.path()).env("NO_COLOR", "1");
    let mut tty = run.start();
    tty.expect("41 waiting");
    tty.press("4")
        .expect("WhatsApp bot")
        .press(":q")
        .expect("⏎ run")
        .press(ENTER);
    assert!(tty.exit().success());
    for parameters in graphics(&tty.raw()) {
        let coloured = parameters
            .iter()
            .any(|p| matches!(p, 30..=38 | 40..=48 | 58 | 90..=107));
        assert!(!coloured, "{parameters:?}");
    }
    let marked = graphics(&tty.raw())
        .iter()
        .any(|p| p.contains(&7) || p.contains(&1));
    assert!(marked, "attributes carry what colours would");
}

/// Accepts every connection and never answers.
struct BlackHole {
    endpoint: String,
}

impl BlackHole {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let kept: Vec<_> = listener.incoming().collect();
            drop(kept);
        });
        Self { endpoint }
    }
}

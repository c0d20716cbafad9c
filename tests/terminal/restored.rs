//! The terminal is given back whatever ends the console, and taken again after a stop.

use crate::pty::{CTRL_Z, ENTER, ESC, PATIENCE, Run, Tty};
use rustix::process::Signal;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use tempfile::{TempDir, tempdir};

fn console() -> (Tty, TempDir) {
    let state = tempdir().unwrap();
    let tty = Run::console(&["demo", "--speed", "0"], state.path()).start();
    tty.expect("41 waiting").assert_taken();
    (tty, state)
}

#[test]
fn quitting_gives_the_terminal_back() {
    let (mut tty, _state) = console();
    tty.press(":q").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    tty.assert_restored();
}

#[test]
fn a_signal_that_ends_it_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let (mut tty, _state) = console();
        tty.signal(signal);
        let status = tty.exit();
        assert_eq!(
            status.signal(),
            None,
            "{signal:?} is answered, not suffered"
        );
        tty.assert_restored();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_reported() {
    let wire = TcpListener::bind("127.0.0.1:0").unwrap();
    let run = Run {
        program: std::env::current_exe().unwrap(),
        args: ["--exact", "restored::a_console_that_panics", "--nocapture"]
            .map(str::to_owned)
            .to_vec(),
        ..Run::console(&[], &std::env::temp_dir())
    };
    let address = wire.local_addr().unwrap().to_string();
    let mut tty = run.env(PANIC_WIRE, &address).start();
    let (fuse, _) = wire.accept().unwrap();
    tty.expect("NO CONNECTION").assert_taken();
    drop(fuse);
    assert_eq!(tty.exit().exit_code(), 101);
    tty.assert_restored();
    let shown = tty.contents();
    assert!(
        shown.contains("on purpose"),
        "the report is readable:\n{shown}"
    );
}

/// Where the program below waits for its end.
const PANIC_WIRE: &str = "SWITCHBOARD_TEST_PANIC_WIRE";

/// Not a test by itself: the program of the test above, a console in which a thread panics once the other
/// end of a line is dropped.
#[test]
fn a_console_that_panics() {
    use switchboard::connect::{Caller, Connector, Source, Wanted};
    let Ok(address) = std::env::var(PANIC_WIRE) else {
        return;
    };
    let mut wire = TcpStream::connect(address).unwrap();
    std::thread::spawn(move || {
        let _ = wire.read(&mut [0]);
        panic!("on purpose");
    });
    let connector = Connector::new(Wanted {
        source: Source::Endpoint("http://127.0.0.1:1".to_owned()),
        profiles: Vec::new(),
        canned: Vec::new(),
        role: None,
        caller: Caller::Screen,
        operator: None,
        readonly: true,
        control_table: switchboard::control::schema::DEFAULT_NAME.to_owned(),
        database: None,
        feed: Default::default(),
        state: None,
    });
    let run = switchboard::shell::run(
        connector.into(),
        switchboard::theme::Choice::Auto,
        Default::default(),
    );
    tokio::runtime::Runtime::new()
        .unwrap()
        .block_on(run)
        .unwrap();
}

#[test]
fn ctrl_z_stops_it_and_going_on_draws_everything_again() {
    let (mut tty, _state) = console();
    tty.press(CTRL_Z).expect_state('T');
    tty.wait("the terminal given back", PATIENCE, |screen| {
        !screen.alternate_screen()
    });
    tty.assert_restored();
    comes_back(&mut tty);
}

#[test]
fn a_stop_from_outside_stops_it_and_going_on_draws_everything_again() {
    let (mut tty, _state) = console();
    tty.signal(Signal::TSTP).expect_state('T');
    tty.wait("the terminal given back", PATIENCE, |screen| {
        !screen.alternate_screen()
    });
    tty.assert_restored();
    comes_back(&mut tty);
}

#[test]
fn a_stop_that_nobody_announced_is_made_good() {
    let (mut tty, _state) = console();
    tty.signal(Signal::STOP).expect_state('T');
    comes_back(&mut tty);
}

fn comes_back(tty: &mut Tty) {
    let before = tty.bytes();
    tty.signal(Signal::CONT);
    tty.wait("the screen taken again", PATIENCE, |screen| {
        screen.alternate_screen() && screen.contents().contains("41 waiting")
    });
    tty.wait_bytes(before + 1000, PATIENCE);
    let again = String::from_utf8_lossy(&tty.raw()[before..]).into_owned();
    assert!(again.contains("\x1b[J"), "the screen is cleared first");
    tty.assert_taken();
    tty.press("?")
        .expect("type to filter")
        .press(ESC)
        .expect_gone("─ Help ─");
    tty.press(":q").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    tty.assert_restored();
}

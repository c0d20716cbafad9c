//! The whole console in a pseudo-terminal: first frame, key to frame, idle cost. Beside each a program that
//! does almost nothing in the same kind of terminal. Arguments choose parts: `first`, `keys`, `crowd`, `idle`, and
//! `log`, which runs only by its name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "../support/flood.rs"]
mod flood;
mod gate;
#[path = "../support/http.rs"]
mod http;
mod measure;
mod process;
#[path = "../support/pty.rs"]
mod pty;

use flood::Flood;
use gate::Gate;
use measure::{Times, figure, heading};
use process::{cpu, resident, withheld};
use pty::{HOME, PAGE_UP, PATIENCE, Run, Served, Tty};
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::tempdir;

const CROWD: usize = 100_000;
const KEYS: usize = 500;
/// How long a busy log is followed.
const BUSY: Duration = Duration::from_secs(600);
/// How a frame ends.
const FRAME_END: &str = "\x1b[?2026l";
/// The mark of the selected row, written again only when the selection moves.
const SELECTION: &str = "▌";

fn main() {
    let chosen: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    let wanted = |part: &str| chosen.is_empty() || chosen.iter().any(|name| name == part);
    if wanted("first") {
        first_frame();
    }
    if wanted("keys") {
        keys_on_plaza();
    }
    if wanted("crowd") {
        keys_in_a_crowd();
    }
    if wanted("idle") {
        idle();
    }
    if chosen.iter().any(|name| name == "log") {
        busy_log();
    }
}

fn program(program: &str, args: &[&str]) -> Run {
    Run {
        program: program.into(),
        ..Run::console(args, Path::new("/nowhere"))
    }
}

fn join(endpoint: &str, state: &Path) -> Run {
    Run::console(&["--endpoint", endpoint, "--operator", "ana"], state)
}

fn first_frame() {
    heading("from exec to the first whole frame, 120×36");
    let served = Served::start(&["--speed", "0"]);
    let state = tempdir().unwrap();
    let (mut joined, mut rows, mut demo, mut shell) =
        (Times::new(), Times::new(), Times::new(), Times::new());
    let mut nothing = Times::new();
    for _ in 0..50 {
        let start = Instant::now();
        let tty = join(&served.endpoint, state.path()).start();
        joined.add(tty.frame_with(0, FRAME_END, PATIENCE).1 - start);
        rows.add(tty.frame_with(0, SELECTION, PATIENCE).1 - start);
        drop(tty);
        let start = Instant::now();
        let tty = Run::console(&["demo", "--speed", "0"], state.path()).start();
        demo.add(tty.frame_with(0, FRAME_END, PATIENCE).1 - start);
        drop(tty);
        let start = Instant::now();
        let tty = program("/bin/sh", &["-c", "printf ready; exec sleep 9"]).start();
        shell.add(tty.frame_with(0, "ready", PATIENCE).1 - start);
        drop(tty);
        let start = Instant::now();
        program("/bin/true", &[]).start().exit();
        nothing.add(start.elapsed());
    }
    figure("console that joins a backend", &joined.line());
    figure("  its first row of data", &rows.line());
    figure("console with the embedded demo", &demo.line());
    figure("reference: sh that prints a word", &shell.line());
    figure("reference: true, until it has ended", &nothing.line());
}

fn keys_on_plaza() {
    heading("key → first byte of its frame, 120×36, 60 conversations");
    let served = Served::start(&["--speed", "0"]);
    let gate = Gate::open(&served.endpoint);
    let state = tempdir().unwrap();
    let tty = join(&gate.endpoint(), state.path()).start();
    tty.expect("41 waiting").expect(" in all").press(HOME);
    figure("quiet", &keys(&tty).line());
    gate.shut();
    figure("while every call hangs", &keys(&tty).line());
    reference();
}

/// A program that writes back what it is sent.
fn reference() {
    let cat = program("/bin/sh", &["-c", "stty raw -echo; printf ready; exec cat"]).start();
    cat.frame_with(0, "ready", PATIENCE);
    let mut times = Times::new();
    for _ in 0..KEYS {
        let from = cat.bytes();
        let start = Instant::now();
        cat.press("x");
        times.add(cat.frame_with(from, "x", PATIENCE).0 - start);
        std::thread::sleep(Duration::from_millis(20));
    }
    figure("reference: cat in a raw terminal", &times.line());
}

fn keys(tty: &Tty) -> Times {
    let mut times = Times::new();
    for at in 0..KEYS {
        // Keys as a person sends them, never in step with the console's own periods.
        std::thread::sleep(Duration::from_millis(23 + u64::try_from(at % 17).unwrap()));
        let from = tty.bytes();
        let start = Instant::now();
        tty.press(if at % 20 < 10 { "j" } else { "k" });
        times.add(
            tty.frame_with(from, SELECTION, PATIENCE)
                .0
                .saturating_duration_since(start),
        );
    }
    times
}

fn keys_in_a_crowd() {
    let crowd = CROWD.to_string();
    let served = Served::start(&["--index", "--speed", "60", "--conversations", &crowd]);
    let gate = Gate::open(&served.endpoint);
    let state = tempdir().unwrap();
    heading(&format!(
        "the queue on the screen, index, {CROWD} conversations"
    ));
    let mut queue = Times::new();
    for _ in 0..10 {
        let start = Instant::now();
        let tty = join(&served.endpoint, state.path()).start();
        tty.wait("the whole queue", PATIENCE, |screen| counted(screen) >= 80);
        queue.add(start.elapsed());
    }
    figure("from exec to all rows", &queue.line());

    gate.free(true);
    let tty = join(&gate.endpoint(), state.path()).start();
    tty.expect(" in all").press("2");
    let start = Instant::now();
    tty.wait("all conversations", Duration::from_secs(600), |screen| {
        counted(screen) >= CROWD
    });
    heading(&format!(
        "key → first byte of its frame, 120×36, {CROWD} conversations"
    ));
    figure(
        "reading all of them without a budget took",
        &measure::short(start.elapsed()),
    );
    figure("resident", &resident(tty.pid()));
    tty.press("3").expect("prio").press(HOME);
    under(&tty, &gate, "reads without a budget");
    gate.free(false);
    under(&tty, &gate, "reads at the console's own pace");
    gate.shut();
    figure("while every call hangs", &keys(&tty).line());
    tty.press("2").expect("last message").press(HOME);
    figure(
        "while every call hangs, pane of conversations",
        &keys(&tty).line(),
    );
    reference();
}

fn under(tty: &Tty, gate: &Gate, name: &str) {
    let (start, before) = (Instant::now(), gate.answers());
    let times = keys(tty);
    let rate = (gate.answers() - before) as f64 / start.elapsed().as_secs_f64();
    figure(
        &format!("{name}, {rate:.0} answers a second"),
        &times.line(),
    );
}

/// The number before “in all”.
fn counted(screen: &vt100::Screen) -> usize {
    let contents = screen.contents();
    let Some((before, _)) = contents.split_once(" in all") else {
        return 0;
    };
    let line = before.lines().last().unwrap_or_default();
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// A log of a line each millisecond, followed over the wire; a person moves about in it, and lets it run.
fn busy_log() {
    let minutes = BUSY.as_secs() / 60;
    heading(&format!(
        "a log of 1 000 lines a second, {minutes} min, 120×36"
    ));
    let served = Served::start(&["--speed", "0"]);
    let flood = Flood::before(&served.endpoint);
    let state = tempdir().unwrap();
    let tty = join(&flood.endpoint(), state.path()).start();
    tty.expect(" in all").press("6").press("l");
    tty.expect("following").expect("of conversation");
    let (start, spent, frames) = (Instant::now(), cpu(tty.pid()), tty.frames());
    let kept = withheld();
    let (mut times, mut calm, mut early) = (Times::new(), Vec::new(), None);
    while start.elapsed() < BUSY {
        for key in ["k", PAGE_UP, "j", "w", "w", "G"] {
            let from = tty.bytes();
            let pressed = Instant::now();
            tty.press(key);
            let (frame, _) = tty.frame_with(from, FRAME_END, PATIENCE);
            times.add(frame.saturating_duration_since(pressed));
            std::thread::sleep(Duration::from_millis(311));
        }
        let (before, since) = (tty.frames(), Instant::now());
        std::thread::sleep(Duration::from_secs(8));
        calm.push((tty.frames() - before) as f64 / since.elapsed().as_secs_f64());
        if start.elapsed() > BUSY / 10 {
            early.get_or_insert_with(|| resident(tty.pid()));
        }
    }
    let all = start.elapsed().as_secs_f64();
    let share = 100.0 * (cpu(tty.pid()) - spent).as_secs_f64() / all;
    let per_second = (tty.frames() - frames) as f64 / all;
    let most = calm.into_iter().fold(0.0, f64::max);
    figure("lines that came", &flood.lines().to_string());
    figure("key → first byte of the next frame", &times.line());
    let words = format!("{per_second:.1} in all; at most {most:.1} while no key is touched");
    figure("frames a second", &words);
    figure("a tenth in", &early.unwrap_or_default());
    figure("at the end", &resident(tty.pid()));
    let kept = (withheld() - kept).as_secs_f64();
    let words = format!("{share:.1} % of a core; the host withheld {kept:.1} s");
    figure("processor", &words);
    reference();
}

fn idle() {
    heading("a console that nobody touches, 120×36, 30 s");
    let state = tempdir().unwrap();
    for (name, speed) in [("frozen backend", "0"), ("living world", "1")] {
        let served = Served::start(&["--speed", speed]);
        let tty = join(&served.endpoint, state.path()).start();
        tty.expect("in all").expect("c claims it");
        rest(name, &tty);
        tty.press("1").expect("wait  open");
        rest(&format!("{name}, pane of tenants"), &tty);
    }
    if Path::new("/usr/bin/top").exists() {
        let tty = program("/usr/bin/top", &["-d", "1"]).start();
        tty.expect("load average");
        rest("reference: top, once a second", &tty);
    }
    let tty = program("/bin/sh", &["-c", "printf ready; exec sleep 99"]).start();
    tty.expect("ready");
    rest("reference: sleep", &tty);
}

fn rest(name: &str, tty: &Tty) {
    std::thread::sleep(Duration::from_secs(5));
    let (start, before, bytes) = (Instant::now(), cpu(tty.pid()), tty.bytes());
    std::thread::sleep(Duration::from_secs(30));
    let spent = cpu(tty.pid()) - before;
    let share = 100.0 * spent.as_secs_f64() / start.elapsed().as_secs_f64();
    let written = (tty.bytes() - bytes) / 30;
    let words = format!(
        "{share:>6.3} % of a core, {}, {written} bytes/s",
        resident(tty.pid())
    );
    figure(name, &words);
}

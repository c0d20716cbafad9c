//! A program in a real pseudo-terminal: what a person would type, what they would see, and every byte in
//! between. Waiting is for a fact on the screen, with a deadline.
#![allow(dead_code)]

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How long a fact may take before it counts as missing: a loaded machine and a debug build are slow.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const CTRL_S: &str = "\x13";
pub const CTRL_Z: &str = "\x1a";
pub const PAGE_UP: &str = "\x1b[5~";
pub const HOME: &str = "\x1b[H";

/// How a frame begins: synchronized output is switched on.
const FRAME: &str = "\x1b[?2026h";

/// One root that signed nothing: no test speaks TLS with the world, and to read all roots of the machine costs a
/// debug build more than its first frame.
pub const ROOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/roots.pem");

/// The binary under test: `SWITCHBOARD_BIN`, or the one cargo built for this test.
pub fn binary() -> PathBuf {
    std::env::var_os("SWITCHBOARD_BIN")
        .map_or_else(|| env!("CARGO_BIN_EXE_switchboard").into(), PathBuf::from)
}

/// What to run and how large its terminal is.
pub struct Run {
    pub program: PathBuf,
    pub args: Vec<String>,
    pub env: Vec<(String, String)>,
    /// Columns, rows.
    pub size: (u16, u16),
    /// Where it is started; the root unless given.
    pub folder: Option<PathBuf>,
}

impl Run {
    /// The console with these arguments, keeping its journal under `state`.
    pub fn console(args: &[&str], state: &Path) -> Self {
        let text = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Self {
            program: binary(),
            args: args.iter().map(|arg| (*arg).to_owned()).collect(),
            env: vec![
                text("TERM", "xterm-256color"),
                text("COLORTERM", "truecolor"),
                text("LANG", "C.UTF-8"),
                text("TZ", "UTC"),
                text("XDG_STATE_HOME", &state.to_string_lossy()),
                text("SSL_CERT_FILE", ROOTS),
            ],
            size: (120, 36),
            folder: None,
        }
    }

    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Started in this folder.
    pub fn within(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn start(self) -> Tty {
        Tty::start(self)
    }
}

/// What came from the program so far.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// When each piece came, and how many bytes there were with it.
    arrivals: Vec<(Instant, usize)>,
    ended: bool,
}

type Feed = Arc<(Mutex<Seen>, Condvar)>;

/// A running program and its terminal. Dropping it kills the program.
pub struct Tty {
    pid: Pid,
    master: Box<dyn MasterPty + Send>,
    writer: Mutex<Box<dyn Write + Send>>,
    feed: Feed,
    exit: Receiver<ExitStatus>,
    exited: Option<ExitStatus>,
    modes_before: String,
}

impl Tty {
    fn start(run: Run) -> Self {
        let (columns, rows) = run.size;
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .unwrap();
        let modes_before = modes(&*pair.master);
        let mut command = CommandBuilder::new(&run.program);
        command.args(&run.args);
        for name in [
            "NO_COLOR",
            "COLORFGBG",
            "LC_ALL",
            "LC_MESSAGES",
            "LC_CTYPE",
            "AWS_PROFILE",
            "SSL_CERT_DIR",
        ] {
            command.env_remove(name);
        }
        for (name, value) in &run.env {
            command.env(name, value);
        }
        command.cwd(run.folder.as_deref().unwrap_or(Path::new("/")));
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let pid = Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();
        let feed: Feed = Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new(size(rows), size(columns), 0),
                raw: Vec::new(),
                arrivals: Vec::new(),
                ended: false,
            }),
            Condvar::new(),
        ));
        let reader = pair.master.try_clone_reader().unwrap();
        let read = feed.clone();
        std::thread::spawn(move || take_in(reader, &read));
        let (left, exit) = channel();
        std::thread::spawn(move || {
            if let Ok(status) = child.wait() {
                let _ = left.send(status);
            }
        });
        Self {
            pid,
            writer: Mutex::new(pair.master.take_writer().unwrap()),
            master: pair.master,
            feed,
            exit,
            exited: None,
            modes_before,
        }
    }

    pub fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Types as a person would: text, or one of the keys above.
    pub fn press(&self, keys: &str) -> &Self {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Waits until the screen shows `text`.
    pub fn expect(&self, text: &str) -> &Self {
        self.expect_within(text, PATIENCE)
    }

    pub fn expect_within(&self, text: &str, patience: Duration) -> &Self {
        self.wait(&format!("“{text}”"), patience, |screen| {
            screen.contents().contains(text)
        })
    }

    /// Waits until the screen does not show `text`.
    pub fn expect_gone(&self, text: &str) -> &Self {
        self.wait(&format!("no “{text}”"), PATIENCE, |screen| {
            !screen.contents().contains(text)
        })
    }

    /// Waits until the screen shows `text` just so many times.
    pub fn expect_times(&self, text: &str, times: usize) -> &Self {
        self.wait(&format!("“{text}” {times} times"), PATIENCE, |screen| {
            screen.contents().matches(text).count() == times
        })
    }

    /// Waits until `fact` holds of the screen.
    pub fn wait(
        &self,
        what: &str,
        patience: Duration,
        mut fact: impl FnMut(&vt100::Screen) -> bool,
    ) -> &Self {
        self.wait_seen(what, patience, |seen| fact(seen.parser.screen()));
        self
    }

    /// Waits until more than `bytes` bytes have come in all.
    pub fn wait_bytes(&self, bytes: usize, patience: Duration) -> &Self {
        self.wait_raw("more bytes", patience, |raw| {
            (raw.len() > bytes).then_some(())
        });
        self
    }

    /// Waits for `needle` behind the first `from` bytes; when the frame it is part of began to come, and
    /// when `needle` had come.
    pub fn frame_with(&self, from: usize, needle: &str, patience: Duration) -> (Instant, Instant) {
        let place = |raw: &[u8]| {
            let found = find(raw.get(from..)?, needle.as_bytes())? + from;
            let begun = rfind(&raw[..found], FRAME.as_bytes()).filter(|at| *at >= from);
            Some((begun.unwrap_or(found), found + needle.len() - 1))
        };
        let (begun, ended) = self.wait_raw(needle, patience, place);
        let seen = self.seen();
        let arrival = |at: usize| {
            let later = seen.arrivals.partition_point(|(_, total)| *total <= at);
            seen.arrivals[later].0
        };
        (arrival(begun), arrival(ended))
    }

    fn wait_raw<T>(&self, what: &str, patience: Duration, fact: impl Fn(&[u8]) -> Option<T>) -> T {
        let deadline = Instant::now() + patience;
        let mut seen = self.seen();
        loop {
            if let Some(found) = fact(&seen.raw) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.ended,
                "waited for {what}; the screen shows:\n{}",
                seen.parser.screen().contents()
            );
            seen = self.feed.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    fn wait_seen(&self, what: &str, patience: Duration, mut fact: impl FnMut(&Seen) -> bool) {
        let deadline = Instant::now() + patience;
        let mut seen = self.seen();
        // Half a frame is no fact.
        while is_on(&seen.raw, "2026") || !fact(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.ended,
                "waited for {what}; the program {}; the screen shows:\n{}",
                if seen.ended { "has ended" } else { "runs" },
                seen.parser.screen().contents()
            );
            seen = self.feed.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Bytes that came so far.
    pub fn raw(&self) -> Vec<u8> {
        self.seen().raw.clone()
    }

    pub fn bytes(&self) -> usize {
        self.seen().raw.len()
    }

    /// Frames that came so far.
    pub fn frames(&self) -> usize {
        let seen = self.seen();
        let pieces = seen.raw.windows(FRAME.len());
        pieces.filter(|piece| *piece == FRAME.as_bytes()).count()
    }

    /// The screen as text.
    pub fn contents(&self) -> String {
        self.seen().parser.screen().contents()
    }

    pub fn resize(&self, columns: u16, rows: u16) -> &Self {
        let mut seen = self.seen();
        seen.parser.set_size(size(rows), size(columns));
        self.master.resize(pty_size(columns, rows)).unwrap();
        drop(seen);
        self
    }

    pub fn signal(&self, signal: Signal) -> &Self {
        kill_process(self.pid, signal).unwrap();
        self
    }

    /// Waits until the program has ended and all it wrote has been read.
    pub fn exit(&mut self) -> ExitStatus {
        if self.exited.is_none() {
            let status = self.exit.recv_timeout(PATIENCE);
            let status = status.unwrap_or_else(|_| {
                panic!("it does not end; the screen shows:\n{}", self.contents())
            });
            self.exited = Some(status);
            let mut seen = self.seen();
            while !seen.ended {
                let (next, late) = self.feed.1.wait_timeout(seen, PATIENCE).unwrap();
                assert!(!late.timed_out(), "the terminal stays open");
                seen = next;
            }
        }
        self.exited.clone().unwrap()
    }

    /// Waits until the kernel says that the process is in this state (`T`: stopped).
    pub fn expect_state(&self, state: char) -> &Self {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).unwrap();
            let now = stat.rsplit(") ").next().unwrap().chars().next();
            if now == Some(state) {
                return self;
            }
            assert!(Instant::now() < deadline, "{stat}");
            // The kernel offers no event for another's child; this looks again.
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Nothing that the program switched on is left on.
    pub fn assert_restored(&self) {
        let seen = self.seen();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        for (mode, name) in [("1004", "focus reports"), ("2026", "a frame is open")] {
            assert!(!is_on(&seen.raw, mode), "{name}");
        }
        assert_eq!(self.modes(), self.modes_before, "modes of the line");
    }

    /// The terminal is the console's: its own screen, raw.
    pub fn assert_taken(&self) {
        let seen = self.seen();
        assert!(seen.parser.screen().alternate_screen());
        assert!(seen.parser.screen().bracketed_paste());
        assert!(is_on(&seen.raw, "1004"), "focus reports");
        assert_ne!(self.modes(), self.modes_before, "modes of the line");
    }

    fn modes(&self) -> String {
        modes(&*self.master)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.feed.0.lock().unwrap()
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        if self.exited.is_none() && self.exit.try_recv().is_err() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

fn take_in(mut reader: Box<dyn Read + Send>, feed: &Feed) {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = reader.read(&mut buffer).unwrap_or(0);
        let at = Instant::now();
        let mut seen = feed.0.lock().unwrap();
        if read == 0 {
            seen.ended = true;
        } else {
            seen.raw.extend_from_slice(&buffer[..read]);
            let total = seen.raw.len();
            seen.arrivals.push((at, total));
            seen.parser.process(&buffer[..read]);
        }
        feed.1.notify_all();
        if read == 0 {
            return;
        }
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes
        .windows(needle.len())
        .position(|piece| piece == needle)
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes
        .windows(needle.len())
        .rposition(|piece| piece == needle)
}

/// Whether a private mode was last switched on.
fn is_on(raw: &[u8], mode: &str) -> bool {
    let sequence = format!("\x1b[?{mode}");
    let length = sequence.len();
    raw.windows(length + 1)
        .rev()
        .find(|piece| {
            piece[..length] == *sequence.as_bytes() && matches!(piece[length], b'h' | b'l')
        })
        .is_some_and(|piece| piece[length] == b'h')
}

/// All modes of the line as the kernel has them.
fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn size(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// A demo backend without a screen, in a process of its own. Dropping it ends the process.
pub struct Served {
    process: Child,
    pub endpoint: String,
}

impl Served {
    /// Serves a demo with these further arguments on a free port.
    pub fn start(args: &[&str]) -> Self {
        let mut process = Command::new(binary())
            .args(["demo", "--headless", "--listen", "127.0.0.1:0"])
            .args(args)
            .env("SSL_CERT_FILE", ROOTS)
            .env_remove("SSL_CERT_DIR")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        lines.read_line(&mut line).unwrap();
        let endpoint = line
            .split_whitespace()
            .last()
            .unwrap_or_default()
            .to_owned();
        assert!(endpoint.starts_with("http://127.0.0.1:"), "{line}");
        Self { process, endpoint }
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

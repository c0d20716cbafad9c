//! The real binary as a process: a demo that serves, verbs that join it, and a proxy that meddles between.
#![allow(dead_code)]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The binary under test.
pub const BINARY: &str = env!("CARGO_BIN_EXE_switchboard");

/// One root that signed nothing: no test speaks TLS with the world, and to read all roots of the machine is a third
/// of what a verb costs in a debug build.
pub const ROOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/roots.pem");

/// A demo backend in a process of its own, ended when the last who uses it drops it.
pub struct Demo {
    serving: Arc<Serving>,
    pub endpoint: String,
    state: tempfile::TempDir,
}

/// The process itself.
struct Serving {
    child: Mutex<Child>,
    endpoint: String,
    _home: tempfile::TempDir,
}

/// Demos that several tests read at once, by what they were started with.
static SHARED: Mutex<Vec<(&[&str], Weak<Serving>)>> = Mutex::new(Vec::new());

impl Serving {
    fn start(options: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut child = command(home.path())
            .args(["demo", "--headless", "--listen", "127.0.0.1:0"])
            .args(["--speed", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let endpoint = line.split_whitespace().last().unwrap().to_owned();
        assert!(endpoint.starts_with("http://127.0.0.1:"), "{line}");
        Self {
            child: Mutex::new(child),
            endpoint,
            _home: home,
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let child = self.child.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
    }
}

impl Demo {
    /// Starts a frozen demo and waits until it says where it listens.
    pub fn start(options: &[&str]) -> Self {
        Self::of(Arc::new(Serving::start(options)))
    }

    /// The same for a test that changes nothing: those that run at the same time read one demo, each from a home
    /// of its own.
    pub fn to_read(options: &'static [&'static str]) -> Self {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.retain(|(_, serving)| serving.strong_count() > 0);
        let known = shared.iter().find(|(known, _)| *known == options);
        if let Some(serving) = known.and_then(|(_, serving)| serving.upgrade()) {
            return Self::of(serving);
        }
        let serving = Arc::new(Serving::start(options));
        shared.push((options, Arc::downgrade(&serving)));
        Self::of(serving)
    }

    fn of(serving: Arc<Serving>) -> Self {
        Self {
            endpoint: serving.endpoint.clone(),
            serving,
            state: tempfile::tempdir().unwrap(),
        }
    }

    /// The folder that stands for the home of whoever uses it.
    pub fn state(&self) -> &Path {
        self.state.path()
    }

    pub fn pid(&self) -> u32 {
        self.serving.child.lock().unwrap().id()
    }

    /// Waits until it has ended; its exit code.
    pub fn ended(&mut self) -> Option<i32> {
        self.serving.child.lock().unwrap().wait().unwrap().code()
    }

    /// Runs a verb as `operator`.
    pub fn by(&self, operator: &str, args: &[&str]) -> Said {
        self.through(&self.endpoint, operator, args)
    }

    /// Runs a verb that answers in JSON.
    pub fn json(&self, operator: &str, args: &[&str]) -> Said {
        self.by(operator, &[args, &["--json"]].concat())
    }

    /// Runs a verb on another way to this backend.
    pub fn through(&self, endpoint: &str, operator: &str, args: &[&str]) -> Said {
        Said::of(self.begin(endpoint, operator, args))
    }

    /// Begins a verb on another way to this backend, and does not wait for its end.
    pub fn begin(&self, endpoint: &str, operator: &str, args: &[&str]) -> Child {
        let whole = [&["--endpoint", endpoint, "--operator", operator], args].concat();
        begin(self.state(), &whole)
    }
}

/// What a process said and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// Waits until a verb has ended.
    pub fn of(child: Child) -> Self {
        let output = child.wait_with_output().unwrap();
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Its stdout, which must be one value of JSON.
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{self:?}"))
    }

    /// The same, of a process that must have ended with `code`.
    pub fn ending(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{self:?}");
        self.value()
    }
}

/// The binary in a clean environment.
pub fn command(state: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command
        .env_clear()
        .env("HOME", state)
        .env("XDG_STATE_HOME", state)
        .env("SSL_CERT_FILE", ROOTS)
        .env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

/// Runs the binary with `stdin` as its input.
pub fn run(state: &Path, args: &[&str], stdin: &str) -> Said {
    let mut child = begin(state, args);
    // A verb that reads no input may have ended before it is written.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    Said::of(child)
}

fn begin(state: &Path, args: &[&str]) -> Child {
    command(state)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a proxy does with a request.
pub enum Act {
    Forward,
    /// Pass it on and keep the answer back.
    Swallow,
    /// Close the connection at once.
    Refuse,
    /// Answer with this error of the service.
    Fail(&'static str),
}

/// A request as the proxy sees it: the operation (`GetItem`) and the body.
pub struct Seen<'a> {
    pub operation: &'a str,
    pub body: &'a str,
}

type Rule = dyn FnMut(&Seen<'_>) -> Act + Send;

/// Listens on a way of its own to `endpoint` and does with each request what `rule` says. Lives as
/// long as the test's process.
pub fn proxy(endpoint: &str, rule: impl FnMut(&Seen<'_>) -> Act + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let own = format!("http://{}", listener.local_addr().unwrap());
    let to: SocketAddr = endpoint.strip_prefix("http://").unwrap().parse().unwrap();
    let rule: Arc<Mutex<Box<Rule>>> = Arc::new(Mutex::new(Box::new(rule)));
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let rule = Arc::clone(&rule);
            std::thread::spawn(move || serve(client, to, &rule));
        }
    });
    own
}

/// One request and its answer; the connection is not used again.
fn serve(mut client: TcpStream, to: SocketAddr, rule: &Mutex<Box<Rule>>) -> Option<()> {
    let (head, body) = request(&mut client)?;
    let operation = head
        .lines()
        .find(|line| line.to_lowercase().starts_with("x-amz-target:"))
        .and_then(|line| line.rsplit('.').next())
        .unwrap_or_default()
        .to_owned();
    let act = rule.lock().unwrap()(&Seen {
        operation: &operation,
        body: &body,
    });
    match act {
        Act::Refuse => {}
        Act::Fail(code) => {
            let body = format!(
                r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{code}","message":"as the test wants it"}}"#
            );
            let head = format!(
                "HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            client.write_all(head.as_bytes()).ok()?;
            client.write_all(body.as_bytes()).ok()?;
        }
        Act::Forward => {
            let answer = forward(&head, &body, to)?;
            client.write_all(&answer).ok()?;
        }
        Act::Swallow => {
            forward(&head, &body, to)?;
        }
    }
    client.shutdown(Shutdown::Both).ok()
}

fn request(client: &mut TcpStream) -> Option<(String, String)> {
    let mut reader = BufReader::new(client);
    let mut head = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
        if !line.to_lowercase().starts_with("connection:") {
            head.push_str(&line);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((head, String::from_utf8(body).ok()?))
}

fn forward(head: &str, body: &str, to: SocketAddr) -> Option<Vec<u8>> {
    let mut server = TcpStream::connect(to).ok()?;
    let whole = format!("{head}connection: close\r\n\r\n{body}");
    server.write_all(whole.as_bytes()).ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).ok()?;
    Some(answer)
}

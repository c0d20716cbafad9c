//! A provider over TCP that answers as it is told, request by request.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What it does with a message that is posted.
#[derive(Clone, Debug)]
pub enum Act {
    /// Status, further headers, body.
    Say(u16, &'static str, String),
    /// Reads everything and closes.
    Close,
    /// Breaks off in the middle of a good answer.
    Cut,
    /// One byte a second.
    Drip,
    /// Never answers.
    Hang,
    /// Answers well once it is let go.
    Hold,
}

#[derive(Default)]
struct Inner {
    acts: VecDeque<Act>,
    posts: Vec<(String, Value)>,
    tokens: Vec<String>,
    /// Paths that were asked for with GET.
    gets: Vec<String>,
    /// What Whapi has in the chat.
    chat: Vec<Value>,
    held: bool,
    /// It takes every message into the chat, whatever it answers then.
    keeps: bool,
    /// It leaves questions unanswered.
    silent: bool,
}

impl Inner {
    /// Takes the last message that was posted; what it says to that.
    fn keep(&mut self) -> Act {
        let id = format!("kept-{}", self.posts.len());
        let text = self.posts.last().map(|(_, body)| body["body"].clone());
        let now = jiff::Timestamp::now().as_second();
        self.chat
            .push(json!({ "id": id, "from_me": true, "timestamp": now,
            "status": "delivered", "text": { "body": text } }));
        accepted(&id)
    }
}

/// A stub. Clones are the same.
#[derive(Clone)]
pub struct Stub {
    inner: Arc<Mutex<Inner>>,
    pub url: String,
}

/// A good answer that both contracts understand.
pub fn accepted(id: &str) -> Act {
    let body = json!({ "sent": true, "message": { "id": id }, "messages": [{ "id": id }] });
    Act::Say(200, "", body.to_string())
}

/// An error as Meta words it.
pub fn refused(status: u16, headers: &'static str, code: i64) -> Act {
    let details = json!({ "details": "in their words" });
    let error = json!({ "code": code, "message": "no", "error_data": details });
    Act::Say(status, headers, json!({ "error": error }).to_string())
}

impl Stub {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let stub = Self {
            inner: Arc::default(),
            url,
        };
        let serving = stub.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let stub = serving.clone();
                std::thread::spawn(move || stub.converse(stream));
            }
        });
        stub
    }

    pub fn will(&self, acts: impl IntoIterator<Item = Act>) {
        self.inner.lock().unwrap().acts.extend(acts);
    }

    pub fn has_in_chat(&self, messages: impl IntoIterator<Item = Value>) {
        self.inner.lock().unwrap().chat.extend(messages);
    }

    /// What was posted: path and body.
    pub fn posts(&self) -> Vec<(String, Value)> {
        self.inner.lock().unwrap().posts.clone()
    }

    pub fn gets(&self) -> Vec<String> {
        self.inner.lock().unwrap().gets.clone()
    }

    pub fn tokens(&self) -> Vec<String> {
        self.inner.lock().unwrap().tokens.clone()
    }

    /// From now on it takes every message that reaches it, and says so unless it is told to do otherwise.
    pub fn keeps(&self) {
        self.inner.lock().unwrap().keeps = true;
    }

    /// From now on it answers no question about messages.
    pub fn answers_no_question(&self) {
        self.inner.lock().unwrap().silent = true;
    }

    /// It answers again, and what it was told to do is forgotten.
    pub fn goes_on(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.silent = false;
        inner.acts.clear();
    }

    pub fn let_go(&self) {
        self.inner.lock().unwrap().held = false;
    }

    /// Waits until so many messages were posted.
    pub async fn posted(&self, count: usize) {
        while self.posts().len() < count {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    fn converse(&self, mut stream: TcpStream) {
        let Some((head, body)) = request(&mut stream) else {
            return;
        };
        let mut words = head.split(' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap().to_owned());
        let token = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("authorization")
                .then(|| value.trim().to_owned())
        });
        if method == "GET" {
            let answer = self.got(&path);
            if self.inner.lock().unwrap().silent {
                return self.act(&mut stream, Act::Hang);
            }
            say(&mut stream, answer.0, "", &answer.1);
            return;
        }
        let act = {
            let mut inner = self.inner.lock().unwrap();
            inner
                .posts
                .push((path, serde_json::from_slice(&body).unwrap_or(Value::Null)));
            inner.tokens.extend(token);
            let own = inner.keeps.then(|| inner.keep());
            let act = inner.acts.pop_front().or(own);
            inner.held |= matches!(act, Some(Act::Hold));
            act.unwrap_or(Act::Say(418, "", "nothing planned".to_owned()))
        };
        self.act(&mut stream, act);
    }

    fn got(&self, path: &str) -> (u16, String) {
        let mut inner = self.inner.lock().unwrap();
        inner.gets.push(path.to_owned());
        if path.starts_with("/messages/list/") {
            return (200, json!({ "messages": inner.chat }).to_string());
        }
        let id = path.trim_start_matches("/messages/");
        match inner.chat.iter().find(|message| message["id"] == id) {
            Some(found) => (200, found.to_string()),
            None => (404, "{}".to_owned()),
        }
    }

    fn act(&self, stream: &mut TcpStream, act: Act) {
        match act {
            Act::Say(status, headers, body) => say(stream, status, headers, &body),
            Act::Close => {}
            Act::Cut => {
                let _ =
                    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{\"sent\":");
            }
            Act::Drip => {
                for byte in b"HTTP/1.1 200 OK\r\n\r\n" {
                    if stream.write_all(&[*byte]).is_err() {
                        return;
                    }
                    std::thread::sleep(Duration::from_secs(1));
                }
            }
            Act::Hang => {
                let _ = stream.read(&mut [0]);
            }
            Act::Hold => {
                while self.inner.lock().unwrap().held {
                    std::thread::sleep(Duration::from_millis(5));
                }
                self.act(stream, accepted("held-1"));
            }
        }
    }
}

fn say(stream: &mut TcpStream, status: u16, headers: &str, body: &str) {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n");
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(body.as_bytes());
}

fn request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk).ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&chunk[..read]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length = head
            .lines()
            .find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.trim().parse().unwrap())
            })
            .unwrap_or(0);
        if bytes.len() >= end + 4 + length {
            return Some((head, bytes[end + 4..].to_vec()));
        }
    }
}

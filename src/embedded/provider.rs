//! The demo's provider of WhatsApp: on a loopback port, with the two contracts that the console speaks (Meta's
//! Cloud API and Whapi). It accepts, hands the words to the simulated customer, and reports "delivered" and
//! "read" a little later: to who asks (Whapi) or to a queue, as a tenant's webhook would forward them (Meta).

mod approved;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::error::EmbeddedError;
use super::feed::Queue;

/// When a customer's telephone has a message, and when it is looked at.
const DELIVERED: Duration = Duration::from_millis(1_200);
const READ: Duration = Duration::from_millis(3_500);
/// The most that a request may have.
const MOST: usize = 64 * 1024;
/// The most messages that are kept; the oldest leave first.
const KEPT: usize = 2_000;

/// Words that reached a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Digits of the customer's number.
    pub to: String,
    pub text: String,
}

/// What was accepted and the world has not taken up yet. Clones are the same.
#[derive(Clone, Default)]
pub struct Inbox(Arc<Mutex<Vec<Heard>>>);

impl Inbox {
    /// Puts words in.
    pub fn put(&self, heard: Heard) {
        self.lock().push(heard);
    }

    /// Takes everything out.
    pub fn take(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Heard>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running provider. Dropping it stops it.
pub struct Provider {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// One message that was accepted.
struct Message {
    id: String,
    heard: Heard,
    at: Instant,
    /// Seconds of the epoch.
    stamp: i64,
}

#[derive(Clone)]
struct Shared {
    messages: Arc<Mutex<Vec<Message>>>,
    inbox: Inbox,
    reports: Queue,
}

impl Provider {
    /// Starts it. `inbox`: where words go; `reports`: where Meta's reports go.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(inbox: Inbox, reports: Queue) -> Result<Self, EmbeddedError> {
        let failed = |error: std::io::Error| EmbeddedError::Engine(error.to_string());
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (stop, stopped) = oneshot::channel();
        let shared = Shared {
            messages: Arc::default(),
            inbox,
            reports,
        };
        let thread = std::thread::Builder::new()
            .name("embedded-provider".into())
            .spawn(move || serve(listener, shared, stopped))
            .map_err(failed)?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(listener: std::net::TcpListener, shared: Shared, stopped: oneshot::Receiver<()>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    else {
        return;
    };
    runtime.block_on(async move {
        let Ok(listener) = TcpListener::from_std(listener) else {
            return;
        };
        let accept = async {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, shared.clone()));
            }
        };
        tokio::select! {
            () = accept => {}
            _ = stopped => {}
        }
    });
}

/// One request, one answer.
async fn converse(mut stream: TcpStream, shared: Shared) {
    let Some((line, body)) = request(&mut stream).await else {
        return;
    };
    let (status, answer) = shared.answer(&line, &body);
    let text = answer.to_string();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        text.len()
    );
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(text.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// The first line and the body of a request; `None`: it is none.
async fn request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut chunk = [0_u8; 4096];
    loop {
        let read = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|read| *read > 0)?;
        bytes.extend_from_slice(chunk.get(..read)?);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                let is_length = name.eq_ignore_ascii_case("content-length");
                is_length.then(|| value.trim().parse::<usize>().ok())?
            });
            let length = length.unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                let body = bytes.get(end + 4..end + 4 + length)?.to_vec();
                return Some((head.lines().next()?.to_owned(), body));
            }
        }
        if bytes.len() > MOST {
            return None;
        }
    }
}

impl Shared {
    fn answer(&self, line: &str, body: &[u8]) -> (&'static str, Value) {
        let mut words = line.split(' ');
        let (method, target) = (words.next(), words.next().unwrap_or_default());
        let path: Vec<&str> = target
            .split('?')
            .next()
            .unwrap_or_default()
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        match (method, path.as_slice()) {
            (Some("POST"), ["meta", _, _, "messages"]) => self.meta(&body),
            (Some("POST"), ["whapi", "messages", "text"]) => self.whapi(&body),
            (Some("GET"), ["whapi", "messages", "list", chat]) => {
                let to = chat.split('@').next().unwrap_or_default();
                let messages = self.lock();
                let found = messages.iter().rev().filter(|one| one.heard.to == to);
                let list: Vec<Value> = found.take(20).map(shown).collect();
                ("200 OK", json!({ "messages": list }))
            }
            (Some("GET"), ["whapi", "messages", id]) => {
                let messages = self.lock();
                match messages.iter().find(|one| one.id == *id) {
                    Some(found) => ("200 OK", shown(found)),
                    None => (
                        "404 Not Found",
                        json!({ "error": { "message": "not found" } }),
                    ),
                }
            }
            _ => (
                "404 Not Found",
                json!({ "error": { "message": "no such path" } }),
            ),
        }
    }

    fn meta(&self, body: &Value) -> (&'static str, Value) {
        let text = body.pointer("/text/body").and_then(Value::as_str);
        let text = match body.get("template") {
            Some(template) => match approved::finished(template) {
                Ok(text) => Some(text),
                Err(refused) => return refused,
            },
            None => text.map(str::to_owned),
        };
        let (Some(to), Some(text)) = (body.get("to").and_then(Value::as_str), text) else {
            let error = json!({ "code": 100, "message": "Invalid parameter" });
            return ("400 Bad Request", json!({ "error": error }));
        };
        let id = self.accept("wamid.demo-", to, &text);
        for (wait, status) in [(DELIVERED, "delivered"), (READ, "read")] {
            let (reports, id) = (self.reports.clone(), id.clone());
            tokio::spawn(async move {
                tokio::time::sleep(wait).await;
                reports.send(json!({ "statuses": [{ "id": id, "status": status }] }).to_string());
            });
        }
        let contacts = json!([{ "input": to, "wa_id": to }]);
        let messages = json!([{ "id": id }]);
        let answer = json!({
            "messaging_product": "whatsapp", "contacts": contacts, "messages": messages
        });
        ("200 OK", answer)
    }

    fn whapi(&self, body: &Value) -> (&'static str, Value) {
        let of = |name: &str| body.get(name).and_then(Value::as_str);
        let (Some(to), Some(text)) = (of("to"), of("body")) else {
            let error = json!({ "code": 400, "message": "Invalid parameter" });
            return ("400 Bad Request", json!({ "error": error }));
        };
        let id = self.accept("whapi-demo-", to, text);
        ("200 OK", json!({ "sent": true, "message": { "id": id } }))
    }

    fn accept(&self, prefix: &str, to: &str, text: &str) -> String {
        let heard = Heard {
            to: to.chars().filter(char::is_ascii_digit).collect(),
            text: text.to_owned(),
        };
        let id = format!("{prefix}{}", ulid::Ulid::new());
        let mut messages = self.lock();
        messages.push(Message {
            id: id.clone(),
            heard: heard.clone(),
            at: Instant::now(),
            stamp: jiff::Timestamp::now().as_second(),
        });
        let over = messages.len().saturating_sub(KEPT);
        messages.drain(..over);
        drop(messages);
        self.inbox.put(heard);
        id
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Message>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A message as Whapi shows it.
fn shown(message: &Message) -> Value {
    let age = message.at.elapsed();
    let status = if age >= READ {
        "read"
    } else if age >= DELIVERED {
        "delivered"
    } else {
        "sent"
    };
    json!({
        "id": message.id,
        "type": "text",
        "from_me": true,
        "chat_id": format!("{}@s.whatsapp.net", message.heard.to),
        "timestamp": message.stamp,
        "text": { "body": message.heard.text },
        "status": status,
    })
}

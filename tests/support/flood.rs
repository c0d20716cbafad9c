//! An account in which one log group writes a line each millisecond, before a backend that has the tables: a proxy
//! that passes DynamoDB on and answers CloudWatch Logs itself. Its alarms are none.

use crate::http::message;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The group that writes.
const GROUP: &str = "/aws/lambda/ai-marketplace-platform-message-handler";
/// CloudWatch Logs gives no more lines in one answer.
const MOST: usize = 10_000;
const JSON: &str = "application/x-amz-json-1.1";
/// What CloudWatch speaks.
const CBOR: &str = "application/cbor\r\nsmithy-protocol: rpc-v2-cbor";

/// A running account; its threads end with the process.
pub struct Flood {
    address: SocketAddr,
    lines: Arc<AtomicUsize>,
}

/// What every line of the proxy knows.
#[derive(Clone)]
struct Account {
    backend: SocketAddr,
    /// Milliseconds of the first line.
    begun: i64,
    lines: Arc<AtomicUsize>,
}

impl Flood {
    /// Before the backend at this address; the group begins to write now.
    pub fn before(endpoint: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let lines = Arc::new(AtomicUsize::new(0));
        let account = Account {
            backend: endpoint.trim_start_matches("http://").parse().unwrap(),
            begun: now(),
            lines: lines.clone(),
        };
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let account = account.clone();
                // A line that ends is no failure here.
                std::thread::spawn(move || account.serve(client).ok());
            }
        });
        Self { address, lines }
    }

    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lines that were given so far.
    pub fn lines(&self) -> usize {
        self.lines.load(Ordering::Relaxed)
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

impl Account {
    fn serve(&self, client: TcpStream) -> std::io::Result<()> {
        client.set_nodelay(true)?;
        let mut to_client = client.try_clone()?;
        let mut from_client = BufReader::new(client);
        let server = TcpStream::connect(self.backend)?;
        server.set_nodelay(true)?;
        let mut to_server = server.try_clone()?;
        let mut from_server = BufReader::new(server);
        while let Some(asked) = message(&mut from_client)? {
            let end = asked.windows(4).position(|four| four == b"\r\n\r\n");
            let (head, body) = asked.split_at(end.map_or(asked.len(), |end| end + 4));
            let head = String::from_utf8_lossy(head);
            let target = |part: &str| {
                let mut lines = head.lines();
                lines.any(|line| {
                    line.to_ascii_lowercase().starts_with("x-amz-target:") && line.contains(part)
                })
            };
            if target("DynamoDB") {
                to_server.write_all(&asked)?;
                let Some(told) = message(&mut from_server)? else {
                    return Ok(());
                };
                to_client.write_all(&told)?;
            } else if target("DescribeLogGroups") {
                let told = self.groups(&serde_json::from_slice(body)?);
                answer(&mut to_client, "200 OK", JSON, told.to_string().as_bytes())?;
            } else if target("FilterLogEvents") {
                let told = self.events(&serde_json::from_slice(body)?);
                answer(&mut to_client, "200 OK", JSON, &serde_json::to_vec(&told)?)?;
            } else if head.contains("/service/GraniteServiceVersion") {
                // An empty map: no alarm and no metric.
                answer(&mut to_client, "200 OK", CBOR, &[0xA0])?;
            } else {
                answer(&mut to_client, "404 Not Found", JSON, b"{}")?;
            }
        }
        Ok(())
    }

    fn groups(&self, asked: &Value) -> Value {
        let prefix = asked["logGroupNamePrefix"].as_str().unwrap_or_default();
        let group = json!({ "logGroupName": GROUP, "creationTime": self.begun });
        let groups = GROUP.starts_with(prefix).then_some(group);
        json!({ "logGroups": Vec::from_iter(groups) })
    }

    /// The lines of the time that is asked for, as many as one answer holds.
    fn events(&self, asked: &Value) -> Events {
        let asked_from = asked["startTime"].as_i64().unwrap_or(self.begun);
        let next = asked["nextToken"].as_str().and_then(|at| at.parse().ok());
        let from = next.unwrap_or(asked_from).max(self.begun);
        let to = asked["endTime"].as_i64().unwrap_or(i64::MAX).min(now());
        let most = asked["limit"]
            .as_u64()
            .and_then(|most| usize::try_from(most).ok());
        let most = most.unwrap_or(MOST).min(MOST);
        let events: Vec<Event> = (from..to).take(most).map(event).collect();
        self.lines.fetch_add(events.len(), Ordering::Relaxed);
        let end = from + i64::try_from(events.len()).unwrap();
        Events {
            events,
            next_token: (end < to).then(|| end.to_string()),
        }
    }
}

/// An answer, typed: many of them are written beside what is measured.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Events {
    events: Vec<Event>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    timestamp: i64,
    ingestion_time: i64,
    event_id: String,
    log_stream_name: &'static str,
    message: String,
}

/// The line of a millisecond.
fn event(at: i64) -> Event {
    Event {
        timestamp: at,
        ingestion_time: at,
        event_id: at.to_string(),
        log_stream_name: "2026/11/22/[$LATEST]0f0f",
        message: format!(
            r#"{{"level":"INFO","message":"run {at} of conversation conv_57300555{:04} finished: the catalogue was read, two products match, the answer names both with their prices, and the customer has it","tenantId":"tenant-{}","durationMs":{}}}"#,
            at % 10_000,
            at % 7,
            at % 900
        ),
    }
}

fn answer(to: &mut TcpStream, status: &str, kind: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n");
    to.write_all(&[head.as_bytes(), body].concat())
}

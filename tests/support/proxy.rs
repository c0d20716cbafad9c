//! A proxy between a console and its backend that sees every request and can go wrong at any of them:
//! hold it, swallow the answer, cut the line, answer with an error, or accept and never answer.
#![allow(dead_code)]

use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A request whose body says this begins a new count, for consoles in another process.
pub const MARK: &str = "the-count-begins-here";

/// What becomes of a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Not forwarded until [`Caught::let_go`]; then it passes.
    Hold,
    /// Forwarded; its answer is kept back until [`Caught::let_go`].
    Withhold,
    /// The line is cut before the backend knows of it.
    CutBefore,
    /// The line is cut when the backend has done it.
    CutAfter,
    /// Never forwarded, never answered.
    Silence,
    /// Not forwarded; this is the answer.
    Answer(u16, Value),
}

impl Fault {
    /// An error of the service, with its status.
    pub fn error(status: u16, code: &str) -> Self {
        let kind = format!("com.amazonaws.dynamodb.v20120810#{code}");
        Self::Answer(status, json!({"__type": kind, "message": code}))
    }

    /// A transaction cancelled because others hold its items.
    pub fn conflict(items: usize) -> Self {
        let mut reasons = vec![json!({"Code": "None"}); items];
        if let Some(first) = reasons.first_mut() {
            *first = json!({"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"});
        }
        Self::Answer(
            400,
            json!({
                "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                "message": "Transaction cancelled",
                "CancellationReasons": reasons,
            }),
        )
    }
}

/// One request as it came by.
#[derive(Clone, Debug)]
pub struct Seen {
    /// `GetItem`, `TransactWriteItems`, …
    pub operation: String,
    pub body: Value,
    /// Its place in the count, from 1.
    pub number: usize,
}

impl Seen {
    /// Whether it may change anything.
    pub fn writes(&self) -> bool {
        !matches!(
            self.operation.as_str(),
            "GetItem"
                | "Query"
                | "Scan"
                | "BatchGetItem"
                | "TransactGetItems"
                | "DescribeTable"
                | "DescribeTimeToLive"
                | "DescribeContinuousBackups"
                | "ListTables"
                | "GetQueueUrl"
                | "DescribeAlarms"
                | "DescribeAlarmHistory"
                | "GetMetricData"
                | "ListFunctions"
        )
    }

    /// The table of a request on one table.
    pub fn table(&self) -> &str {
        self.body["TableName"].as_str().unwrap_or_default()
    }
}

type When = Box<dyn Fn(&Seen) -> bool + Send + Sync>;

struct Trap {
    when: When,
    left: AtomicUsize,
    fault: Fault,
    arrived: watch::Sender<usize>,
    done: watch::Sender<usize>,
    open: watch::Receiver<bool>,
}

/// A trap that was set.
pub struct Caught {
    arrived: watch::Receiver<usize>,
    done: watch::Receiver<usize>,
    open: watch::Sender<bool>,
}

impl Caught {
    /// Waits until a request is in the trap (withheld or cut after: until the backend has done it).
    pub async fn arrived(&mut self) {
        in_time(self.arrived.wait_for(|count| *count > 0)).await;
    }

    /// How many requests it has caught.
    pub fn count(&self) -> usize {
        *self.arrived.borrow()
    }

    /// Waits until the backend has done a request that was held and let go.
    pub async fn done(&mut self) {
        in_time(self.done.wait_for(|count| *count > 0)).await;
    }

    /// Lets held requests pass, or kept-back answers.
    pub fn let_go(&self) {
        self.open.send_replace(true);
    }
}

/// Fails the test rather than wait for a request that never comes.
async fn in_time<T, E: std::fmt::Debug>(fact: impl Future<Output = Result<T, E>>) {
    let limit = std::time::Duration::from_secs(60);
    let fact = tokio::time::timeout(limit, fact).await;
    fact.expect("a request in the trap").unwrap();
}

#[derive(Default)]
struct Shared {
    seen: Mutex<Vec<Seen>>,
    traps: Mutex<Vec<Arc<Trap>>>,
    number: AtomicUsize,
    /// Seconds by which the backend's clock is ahead, as its answers say.
    ahead: AtomicI64,
}

/// A running proxy; it ends with its runtime.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Proxy {
    /// Starts between whoever connects and `endpoint`.
    pub async fn start(endpoint: &str) -> Self {
        let backend = endpoint.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let all = shared.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (backend, all) = (backend.clone(), all.clone());
                // A line that breaks is what this proxy is for.
                tokio::spawn(async move { serve(client, &backend, &all).await });
            }
        });
        Self { address, shared }
    }

    /// Where consoles connect.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Begins a new count.
    pub fn mark(&self) {
        self.shared.number.store(0, Ordering::SeqCst);
        self.shared.seen.lock().unwrap().clear();
    }

    /// All requests since the count began, in the order in which they came.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// Sets a trap for the next `times` requests that `when` is true of.
    pub fn trap(
        &self,
        times: usize,
        fault: Fault,
        when: impl Fn(&Seen) -> bool + Send + Sync + 'static,
    ) -> Caught {
        let (arrived, seen) = watch::channel(0);
        let (done, finished) = watch::channel(0);
        let (open, opened) = watch::channel(false);
        self.shared.traps.lock().unwrap().push(Arc::new(Trap {
            when: Box::new(when),
            left: AtomicUsize::new(times),
            fault,
            arrived,
            done,
            open: opened,
        }));
        Caught {
            arrived: seen,
            done: finished,
            open,
        }
    }

    /// A trap for the n-th request of the count.
    pub fn nth(&self, number: usize, fault: Fault) -> Caught {
        self.trap(1, fault, move |seen| seen.number == number)
    }

    /// A trap for the next `times` requests of an operation.
    pub fn next(&self, times: usize, operation: &'static str, fault: Fault) -> Caught {
        self.trap(times, fault, move |seen| seen.operation == operation)
    }

    /// From now on the backend's clock is so many seconds ahead: whoever goes by it believes that they passed.
    pub fn let_pass(&self, seconds: i64) {
        self.shared.ahead.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Takes all traps away; who is in one stays.
    pub fn clear(&self) {
        self.shared.traps.lock().unwrap().clear();
    }
}

impl Shared {
    fn note(&self, operation: String, body: &[u8]) -> Seen {
        if body.windows(MARK.len()).any(|part| part == MARK.as_bytes()) {
            self.number.store(0, Ordering::SeqCst);
            self.seen.lock().unwrap().clear();
            return Seen {
                operation,
                body: Value::Null,
                number: 0,
            };
        }
        let seen = Seen {
            operation,
            body: serde_json::from_slice(body).unwrap_or(Value::Null),
            number: self.number.fetch_add(1, Ordering::SeqCst) + 1,
        };
        self.seen.lock().unwrap().push(seen.clone());
        seen
    }

    fn caught(&self, seen: &Seen) -> Option<Arc<Trap>> {
        let traps = self.traps.lock().unwrap();
        let trap = traps.iter().find(|trap| {
            (trap.when)(seen)
                && trap
                    .left
                    .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                        left.checked_sub(1)
                    })
                    .is_ok()
        })?;
        Some(trap.clone())
    }
}

/// Serves one connection, request after request.
async fn serve(mut client: TcpStream, backend: &str, shared: &Shared) -> std::io::Result<()> {
    let mut upstream = TcpStream::connect(backend).await?;
    let mut left_over = Vec::new();
    while let Some((head, body)) = message(&mut client, &mut left_over).await? {
        let seen = shared.note(operation(&head), &body);
        let request = [head.as_slice(), &body].concat();
        let Some(trap) = shared.caught(&seen) else {
            let answer = exchange(&mut upstream, &request).await?;
            let ahead = shared.ahead.load(Ordering::SeqCst);
            client.write_all(&dated(answer, ahead)).await?;
            continue;
        };
        let arrived = || trap.arrived.send_modify(|count| *count += 1);
        let mut open = trap.open.clone();
        match &trap.fault {
            Fault::Hold => {
                arrived();
                // Who set the trap may be gone: then nothing is ever let go.
                if open.wait_for(|open| *open).await.is_err() {
                    return Ok(());
                }
                let answer = exchange(&mut upstream, &request).await?;
                trap.done.send_modify(|count| *count += 1);
                client.write_all(&answer).await?;
            }
            Fault::Withhold => {
                let answer = exchange(&mut upstream, &request).await?;
                arrived();
                if open.wait_for(|open| *open).await.is_err() {
                    return Ok(());
                }
                client.write_all(&answer).await?;
            }
            Fault::CutBefore => {
                arrived();
                return Ok(());
            }
            Fault::CutAfter => {
                exchange(&mut upstream, &request).await?;
                arrived();
                return Ok(());
            }
            Fault::Silence => {
                arrived();
                let mut rest = Vec::new();
                client.read_to_end(&mut rest).await?;
                return Ok(());
            }
            Fault::Answer(status, body) => {
                arrived();
                let body = body.to_string();
                let answer = format!(
                    "HTTP/1.1 {status} Fault\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\r\n{body}",
                    body.len()
                );
                client.write_all(answer.as_bytes()).await?;
            }
        }
    }
    Ok(())
}

async fn exchange(upstream: &mut TcpStream, request: &[u8]) -> std::io::Result<Vec<u8>> {
    upstream.write_all(request).await?;
    let mut left_over = Vec::new();
    let (head, body) = message(upstream, &mut left_over)
        .await?
        .ok_or(std::io::ErrorKind::UnexpectedEof)?;
    Ok([head, body].concat())
}

/// The answer with a `Date` so many seconds ahead; as it is where that is none.
fn dated(answer: Vec<u8>, ahead: i64) -> Vec<u8> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let (Some(end), true) = (end, ahead != 0) else {
        return answer;
    };
    let date = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(ahead);
    let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT");
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let kept = head.split("\r\n");
    let kept: Vec<&str> = kept
        .filter(|line| !line.to_ascii_lowercase().starts_with("date:"))
        .collect();
    let head = format!("{}\r\ndate: {date}", kept.join("\r\n"));
    [head.as_bytes(), &answer[end..]].concat()
}

/// The next message: its head with the empty line, and as much of a body as `content-length` says.
async fn message(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> std::io::Result<Option<(Vec<u8>, Vec<u8>)>> {
    let end = loop {
        if let Some(at) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    };
    let mut head: Vec<u8> = buffer.drain(..end).collect();
    let length = header(&head, "content-length").map_or(0, |text| text.parse().unwrap_or(0));
    while buffer.len() < length {
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
    let body = buffer.drain(..length).collect();
    head.shrink_to_fit();
    Ok(Some((head, body)))
}

fn operation(head: &[u8]) -> String {
    if let Some(target) = header(head, "x-amz-target") {
        return target.rsplit('.').next().unwrap_or_default().to_owned();
    }
    // CloudWatch names its operation at the end of the path.
    let head = String::from_utf8_lossy(head);
    let path = head.split(' ').nth(1).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

fn header(head: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

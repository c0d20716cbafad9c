//! Answers that AWS gives and the server here cannot: kept in `recorded/` as JSON, played in their order, in the wire
//! format of their service (CloudWatch speaks CBOR, X-Ray JSON). All names and numbers in them are invented.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// A service that answers as it was recorded.
pub struct Player {
    pub url: String,
    left: Arc<Mutex<usize>>,
}

impl Player {
    /// Whether every answer was asked for.
    pub fn is_over(&self) -> bool {
        *self.left.lock().unwrap() == 0
    }
}

/// Plays `recorded/NAME.json`: a list of answers, each with the call that it is to (`operation` or `path`), `status`,
/// `headers`, its body as `cbor` or `json`, and `times` where it is given more than once. `asked_with`: the token
/// that the call must carry.
pub fn play(name: &str) -> Player {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers/recorded");
    let text = std::fs::read_to_string(folder.join(name).with_extension("json")).unwrap();
    let recorded: Vec<Value> = serde_json::from_str(&text).unwrap();
    let answers: Vec<Value> = recorded
        .into_iter()
        .flat_map(|one| {
            let times = one["times"].as_u64().unwrap_or(1);
            std::iter::repeat_n(one, times.try_into().unwrap())
        })
        .collect();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let left = Arc::new(Mutex::new(answers.len()));
    let told = Arc::clone(&left);
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            check(&mut stream, &answer);
            // Before the answer: who has it may ask at once whether it was the last.
            *told.lock().unwrap() -= 1;
            respond(&mut stream, &answer);
        }
    });
    Player { url, left }
}

/// Reads a request, which must be the call that the answer is to.
fn check(stream: &mut TcpStream, answer: &Value) {
    let (head, body) = request(stream);
    let path = head.split(' ').nth(1).unwrap();
    let call = match answer["operation"].as_str() {
        Some(operation) => format!("/operation/{operation}"),
        None => answer["path"].as_str().unwrap().to_owned(),
    };
    assert!(path.ends_with(&call), "{path} instead of {call}");
    if let Some(token) = answer["asked_with"].as_str() {
        let carries = body
            .windows(token.len())
            .any(|part| part == token.as_bytes());
        assert!(carries, "{call} without {token}");
    }
}

fn respond(stream: &mut TcpStream, answer: &Value) {
    let (kind, body) = match &answer["cbor"] {
        Value::Null => ("application/json", answer["json"].to_string().into_bytes()),
        whole => ("application/cbor", cbor(whole)),
    };
    let mut head = format!(
        "HTTP/1.1 {} X\r\ncontent-type: {kind}\r\nsmithy-protocol: rpc-v2-cbor\r\nconnection: close\r\n",
        answer["status"]
    );
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        head.push_str(&format!("{name}: {}\r\n", value.as_str().unwrap()));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body).unwrap();
}

/// Head and body of a request of the SDK, whose length its head says.
fn request(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let (mut seen, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut chunk).unwrap();
        assert!(read > 0, "a whole request");
        seen.extend_from_slice(&chunk[..read]);
        let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&seen[..end]).into_owned();
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let is_it = name.eq_ignore_ascii_case("content-length");
            is_it.then(|| value.trim().parse::<usize>().unwrap())
        });
        if seen.len() >= end + 4 + length.unwrap_or(0) {
            return (head, seen[end + 4..].to_vec());
        }
    }
}

/// The value in CBOR (RFC 8949), with the tag of a time where the name says that it is one.
fn cbor(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    encode(value, false, &mut out);
    out
}

fn encode(value: &Value, is_time: bool, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.push(0xf6),
        Value::Bool(one) => out.push(if *one { 0xf5 } else { 0xf4 }),
        Value::Number(number) => {
            if is_time {
                out.push(0xc1);
            }
            match number.as_u64() {
                Some(whole) => length(0, whole, out),
                None => {
                    out.push(0xfb);
                    out.extend(number.as_f64().unwrap().to_be_bytes());
                }
            }
        }
        Value::String(text) => {
            length(3, text.len() as u64, out);
            out.extend(text.as_bytes());
        }
        Value::Array(all) => {
            length(4, all.len() as u64, out);
            for one in all {
                encode(one, is_time, out);
            }
        }
        Value::Object(map) => {
            length(5, map.len() as u64, out);
            for (name, one) in map {
                encode(&Value::String(name.clone()), false, out);
                encode(one, name.contains("Timestamp"), out);
            }
        }
    }
}

/// The head of an item: its kind and a number.
fn length(kind: u8, number: u64, out: &mut Vec<u8>) {
    let kind = kind << 5;
    match number {
        0..24 => out.push(kind | number as u8),
        24..0x100 => out.extend([kind | 24, number as u8]),
        0x100..0x1_0000 => {
            out.push(kind | 25);
            out.extend((number as u16).to_be_bytes());
        }
        _ => {
            out.push(kind | 27);
            out.extend(number.to_be_bytes());
        }
    }
}

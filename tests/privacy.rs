//! A canary number and a canary secret in every field of a conversation: they are found in no answer, no screen
//! and no file of ours, but for the key, which verbs take; and a number is shown only behind its audit row.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code
)]

#[path = "privacy/doctor.rs"]
mod doctor;
#[path = "privacy/others.rs"]
mod others;
#[path = "support/process.rs"]
mod process;
#[path = "support/pty.rs"]
mod pty;
#[path = "privacy/screens.rs"]
mod screens;

use process::{Act, Demo, proxy};
use pty::{ENTER, ESC, Run, Tty};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

/// An invented number that no seed has.
const PHONE: &str = "573009998877";
/// A dummy.
const SECRET: &str = "CANARY-DUMMY-SECRET";
const TENANT: &str = "tenant-ecommerce-solutions";
const TABLE: &str = "ai-marketplace-conversations-platform";

/// Asks the engine as any client could.
fn call(endpoint: &str, operation: &str, body: &Value) -> Value {
    let body = body.to_string();
    let address = endpoint.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST / HTTP/1.1\r\nhost: {address}\r\nx-amz-target: DynamoDB_20120810.{operation}\r\n\
         content-type: application/x-amz-json-1.0\r\nauthorization: AWS4-HMAC-SHA256 \
         Credential=dummy/20261121/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=dummy\r\n\
         x-amz-date: 20261121T000000Z\r\n\
         connection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

/// Puts an item as any writer could.
fn put(endpoint: &str, table: &str, item: &Value) {
    call(
        endpoint,
        "PutItem",
        &json!({"TableName": table, "Item": item}),
    );
}

fn conversation() -> String {
    format!("conv_{TENANT}_{PHONE}")
}

/// A demo in which one conversation has the canaries wherever a string can stand that is no message.
fn demo() -> Demo {
    let demo = Demo::start(&[]);
    put(&demo.endpoint, TABLE, &record());
    demo
}

/// The record of that conversation.
fn record() -> Value {
    let text = |text: String| json!({"S": text});
    json!({
        "tenantId": text(TENANT.into()),
        "conversationId": text(conversation()),
        "customerId": text(format!("{TENANT}#+{PHONE}")),
        "customerName": text(format!("Canaria +{PHONE}")),
        "status": text("ESCALATED".into()),
        "escalationReason": text(format!("call +{PHONE} back")),
        "priority": text("urgent".into()),
        "escalationTime": text("2020-01-01T00:00:00.000Z".into()),
        "updatedAt": text("2020-01-01T00:00:00.000Z".into()),
        "accessToken": text(SECRET.into()),
        "assignedAgent": text(format!("agent {PHONE}")),
    })
}

/// Everything but the keys.
fn without_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("id");
            fields.remove("next");
            fields.values_mut().for_each(without_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(without_ids),
        _ => {}
    }
}

fn clean(what: &str, text: &str) {
    assert!(!text.contains(PHONE), "{what}: {text}");
    assert!(!text.contains(SECRET), "{what}: {text}");
}

/// Files of ours below a folder, but for the journal, whose rows are keyed by the conversation.
fn no_file_has_the_secret(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            no_file_has_the_secret(&path);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(SECRET), "{}", path.display());
        }
    }
}

#[test]
fn no_verb_tells_the_canaries_but_for_the_key() {
    let demo = demo();
    let id = conversation();
    let verbs: [&[&str]; 12] = [
        &["tenants", "list"],
        &["conversations", "list", "--limit", "200"],
        &["escalations", "list", "--limit", "200"],
        &["conversations", "show", TENANT, &id],
        &["escalations", "claim", TENANT, &id],
        &["escalations", "claim", TENANT, &id],
        &["escalations", "note", TENANT, &id, "nota"],
        &["escalations", "reply", TENANT, &id, "hola"],
        &["escalations", "release", TENANT, &id],
        &["escalations", "release", TENANT, &id],
        &["audit", "list", "--tenant", TENANT],
        &["doctor"],
    ];
    let mut told = 0;
    for verb in verbs {
        let said = demo.json("ana", verb);
        let mut value = said.value();
        told += usize::from(said.out.contains(PHONE));
        without_ids(&mut value);
        clean(&verb.join(" "), &value.to_string());
        clean(&verb.join(" "), &said.err);
    }
    assert!(told > 0, "the canary was seen, under id");
    no_file_has_the_secret(demo.state());
}

fn open(endpoint: &str, state: &Path) -> Tty {
    let args = ["--endpoint", endpoint, "--operator", "ana"];
    let tty = Run::console(&args, state).start();
    // It has waited for longest and is urgent, so it is selected first.
    tty.expect("Canaria").press("gg").expect("88 77");
    tty
}

#[test]
fn no_pane_shows_the_number_until_it_is_asked_for_with_a_reason() {
    let demo = demo();
    let state = tempfile::tempdir().unwrap();
    let mut tty = open(&demo.endpoint, state.path());
    tty.press("d")
        .expect("Identity")
        .press(ESC)
        .expect_gone("Identity");
    tty.press("y").expect("Copied").press("v").expect("Esc");
    clean("screen", &String::from_utf8_lossy(&tty.raw()));
    tty.press("R")
        .expect("Show the number of")
        .press("called by the shop")
        .press(ENTER);
    tty.expect(PHONE).expect("hides in");
    let audit = ["audit", "list", "--tenant", TENANT];
    let list = demo.json("ana", &audit).ending(0);
    let rows = list["items"].as_array().unwrap();
    let row = rows.iter().find(|row| row["action"] == "reveal").unwrap();
    assert_eq!(row["reason"], "called by the shop");
    tty.press("R").expect_gone(PHONE);
    tty.press(":privacy on").press(ENTER).expect("PRIVATE");
    tty.press(":quit").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    no_file_has_the_secret(state.path());
}

#[test]
fn where_the_audit_row_cannot_be_written_no_number_is_read() {
    let demo = demo();
    let through = proxy(&demo.endpoint, |seen| {
        match seen.operation == "PutItem" && seen.body.contains("\"reveal\"") {
            true => Act::Fail("AccessDeniedException"),
            false => Act::Forward,
        }
    });
    let state = tempfile::tempdir().unwrap();
    let tty = open(&through, state.path());
    tty.press("R")
        .expect("Show the number of")
        .press("called by the shop")
        .press(ENTER);
    tty.expect("Number not shown");
    clean("screen", &String::from_utf8_lossy(&tty.raw()));
}

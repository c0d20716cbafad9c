//! The bus on the wire: what is put, and that each entry's answer counts by itself. Needs no PostgreSQL.

use std::sync::{Arc, Mutex};
use switchboard::aws::session::{Session, Target};
use switchboard::domain::event::{Event, Published};
use switchboard::domain::problem::Trouble;
use switchboard::platform::Publisher;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A service that answers each request with the next of these and keeps what it was asked.
async fn service(answers: Vec<(u16, &'static str)>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = asked.clone();
    tokio::spawn(async move {
        for (status, body) in answers {
            let (mut line, _) = listener.accept().await.unwrap();
            let (mut text, mut part) = (String::new(), vec![0; 65_536]);
            while !text.contains("\"Entries\"") || !text.ends_with('}') {
                let length = line.read(&mut part).await.unwrap();
                text.push_str(std::str::from_utf8(&part[..length]).unwrap());
            }
            kept.lock().unwrap().push(text);
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/x-amz-json-1.1\r\n\
                 content-length: {length}\r\nconnection: close\r\n\r\n"
            );
            line.write_all(format!("{head}{body}").as_bytes())
                .await
                .unwrap();
        }
    });
    (endpoint, asked)
}

fn event(kind: &str) -> Event {
    Event {
        source: "alquimista.platform".to_owned(),
        detail_type: kind.to_owned(),
        detail: "{\"agentId\":\"a\"}".to_owned(),
    }
}

#[tokio::test]
async fn each_entry_of_an_answer_counts_by_itself() {
    let (endpoint, asked) = service(vec![
        (200, r#"{"FailedEntryCount":1,"Entries":[{"EventId":"e1"},{"ErrorCode":"ThrottlingException","ErrorMessage":"slow down"}]}"#),
        (200, r#"{"FailedEntryCount":0,"Entries":[{"EventId":"e1"}]}"#),
        (400, r#"{"__type":"AccessDeniedException","message":"no"}"#),
    ])
    .await;
    let session = Session::open(&Target::of_endpoint(&endpoint)).await;
    let bus = session.bus("fibonacci-bus-test");
    let events = [event("agent.activated"), event("agent.deactivated")];
    let answers = bus.publish(&events).await.unwrap();
    assert_eq!(answers[0], Published::Accepted);
    let Published::Refused(why) = &answers[1] else {
        panic!("{answers:?}");
    };
    assert_eq!(why.as_str(), "ThrottlingException: slow down");
    let short = bus.publish(&events).await.unwrap_err();
    assert_eq!(short.trouble, Trouble::Internal, "an answer is missing");
    let denied = bus.publish(&events).await.unwrap_err();
    assert_eq!(denied.trouble, Trouble::Denied);
    let asked = asked.lock().unwrap().join("\n");
    for said in [
        "AWSEvents.PutEvents",
        "\"EventBusName\":\"fibonacci-bus-test\"",
        "\"Source\":\"alquimista.platform\"",
        "\"DetailType\":\"agent.deactivated\"",
        r#""Detail":"{\"agentId\":\"a\"}""#,
    ] {
        assert!(asked.contains(said), "{said} in {asked}");
    }
}

//! What became of a message, asked and told: late, twice and out of order; and echoes of unknown ones.

use crate::scene::{META, Scene, WHAPI};
use crate::stub::{Act, accepted};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use switchboard::domain::reply::{Doubt, ReplyState};
use switchboard::embedded::feed::Queue;

fn message(id: &str, text: &str, at: i64, status: &str) -> Value {
    json!({ "id": id, "from_me": true, "timestamp": at, "status": status,
        "text": { "body": text } })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_answers_is_asked_and_the_ladder_only_rises() {
    let scene = Scene::new(WHAPI).await;
    scene.stub.will([accepted("w-1")]);
    let reply = scene.say("¿llegó?").await;
    let ask = [(scene.key.clone(), reply.id.clone())];
    assert!(
        scene.ana.ask_reports(&ask).await.unwrap().is_empty(),
        "not in the chat yet"
    );
    let now = scene.ana.now().as_second();
    scene
        .stub
        .has_in_chat([message("w-1", "¿llegó?", now, "read")]);
    let risen = scene.ana.ask_reports(&ask).await.unwrap();
    assert_eq!(risen[0].state, ReplyState::Read);
    scene.agree(&reply.id, ReplyState::Read, "read").await;
    assert!(
        scene.ana.ask_reports(&ask).await.unwrap().is_empty(),
        "nothing above"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_one_is_found_by_its_echo_and_by_no_other_message() {
    let scene = Scene::new(WHAPI).await;
    scene.stub.will([Act::Close]);
    let reply = scene.say("¿salió?").await;
    assert_eq!(reply.state, ReplyState::Unknown);
    let now = scene.ana.now().as_second();
    let theirs = json!({ "id": "w-0", "from_me": false, "timestamp": now,
        "text": { "body": "¿salió?" } });
    let old = message("w-2", "¿salió?", now - 600, "read");
    let other = message("w-3", "otra cosa", now, "read");
    scene.stub.has_in_chat([theirs, old, other]);
    let open = scene.ana.look_after_replies(false).await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(scene.state(&reply.id).await, "unknown");
    assert!(
        scene
            .stub
            .gets()
            .iter()
            .any(|path| path.starts_with("/messages/list/"))
    );
    scene
        .stub
        .has_in_chat([message("w-4", "¿salió?", now, "delivered")]);
    assert!(
        scene
            .ana
            .look_after_replies(false)
            .await
            .unwrap()
            .is_empty()
    );
    scene
        .agree(&reply.id, ReplyState::Delivered, "delivered")
        .await;
    // One message in the chat is the echo of one reply.
    scene.stub.will([Act::Close]);
    let twin = scene.say("¿salió?").await;
    let asked = scene
        .ana
        .settle_doubt(&scene.claim, &twin.id, Doubt::Ask)
        .await;
    assert!(asked.is_ok());
    assert_eq!(scene.state(&twin.id).await, "unknown");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forwarded_reports_raise_a_reply_in_any_order_and_what_is_kept_is_discarded() {
    let channel = format!("reports-queue = \"reports\"\n{META}");
    let mut scene = Scene::new(&channel).await;
    let queue = Queue::default();
    scene.ana = scene.ana.clone().reported_to(Arc::new(queue.clone()));
    scene
        .stub
        .will([accepted("wamid.7"), accepted("wamid.8"), Act::Close]);
    let reply = scene.say("hola").await;
    let failing = scene.say("adiós").await;
    let lost = scene.say("¿me lees?").await;
    let status = |id: &str, status: &str| {
        let errors = json!([{ "code": 131026, "title": "undeliverable" }]);
        let one = json!({ "id": id, "status": status, "errors": errors });
        json!({ "statuses": [one] }).to_string()
    };
    let digits = scene.stub.posts()[0].1["to"].as_str().unwrap().to_owned();
    let now = scene.ana.now().as_second();
    let echo = json!({ "message_echoes": [{ "id": "wamid.9", "to": digits,
        "timestamp": now.to_string(), "text": { "body": "¿me lees?" } }] });
    for body in [
        status("wamid.7", "read"),
        status("wamid.7", "delivered"),
        status("wamid.7", "failed"),
        status("wamid.7", "sent"),
        status("wamid.8", "failed"),
        status("wamid.unheard", "read"),
        "no report at all".to_owned(),
        echo.to_string(),
    ] {
        queue.send(body);
    }
    let changed = scene.ana.drain_reports(Duration::ZERO).await.unwrap();
    assert_eq!(changed.into_iter().collect::<Vec<_>>(), [scene.key.clone()]);
    scene.agree(&reply.id, ReplyState::Read, "read").await;
    scene.agree(&failing.id, ReplyState::Failed, "failed").await;
    scene
        .agree(&lost.id, ReplyState::Accepted, "accepted")
        .await;
    assert!(queue.is_empty());
    assert_eq!(scene.stub.posts().len(), 3);
}

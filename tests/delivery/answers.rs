//! Every way in which a provider can answer, or not.

use crate::scene::{META, Scene, WHAPI};
use crate::stub::{Act, accepted, refused};
use crate::support::audited;
use serde_json::json;
use switchboard::domain::handoff::Owned;
use switchboard::domain::reply::ReplyState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_provider_is_spoken_to_in_its_own_contract_and_with_the_tenants_token() {
    for (channel, path) in [
        (META, "/v23.0/100000000000001/messages"),
        (WHAPI, "/messages/text"),
    ] {
        let scene = Scene::new(channel).await;
        scene.stub.will([accepted("wamid.1")]);
        let reply = scene.say("Hola, soy Ana.").await;
        scene
            .agree(&reply.id, ReplyState::Accepted, "accepted")
            .await;
        let posts = scene.stub.posts();
        assert_eq!(posts.len(), 1);
        assert_eq!(posts[0].0, path);
        let to = posts[0].1["to"].as_str().unwrap();
        assert!(to.len() > 8 && to.bytes().all(|byte| byte.is_ascii_digit()));
        let text = match channel == META {
            true => &posts[0].1["text"]["body"],
            false => &posts[0].1["body"],
        };
        assert_eq!(*text, "Hola, soy Ana.");
        assert_eq!(scene.stub.tokens(), ["Bearer DUMMY-TOKEN-NOT-A-SECRET"]);
        let row = format!("{:?}", scene.row(&reply.id).await);
        assert!(!row.contains("DUMMY"), "{row}");
        // Sent again by nobody, however often it is asked for.
        let again = scene.deliver(&reply.id).await;
        assert_eq!(again.state, ReplyState::Accepted);
        assert_eq!(scene.stub.posts().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_can_tell_is_unknown_and_never_sent_again() {
    let scene = Scene::new(META).await;
    let say = |status, body: &str| Act::Say(status, "", body.to_owned());
    let acts = [
        Act::Close,
        Act::Cut,
        Act::Drip,
        Act::Hang,
        say(200, "<html>Welcome</html>"),
        say(200, "{\"ok\":1}"),
        say(
            200,
            &format!("{{\"messages\":[{{\"id\":\"{}\"}}]}}", "x".repeat(1 << 20)),
        ),
        say(201, ""),
        say(500, "{}"),
        say(503, "{\"error\":{\"code\":131016,\"message\":\"later\"}}"),
        say(408, "{}"),
    ];
    for (at, act) in acts.into_iter().enumerate() {
        let words = format!("{act:?}").chars().take(60).collect::<String>();
        scene.stub.will([act]);
        let reply = scene.say(&format!("número {at}")).await;
        assert_eq!(reply.state, ReplyState::Unknown, "{words}");
        scene.agree(&reply.id, ReplyState::Unknown, "unknown").await;
        scene.deliver(&reply.id).await;
        scene.ana.look_after_replies(false).await.unwrap();
        assert_eq!(scene.stub.posts().len(), at + 1, "{words}");
        assert!(scene.ana.has_unconfirmed(&scene.key).await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_refused_has_failed_with_the_code_and_the_words() {
    let scene = Scene::new(META).await;
    let elsewhere = Act::Say(302, "location: /elsewhere\r\n", String::new());
    for (at, (act, code)) in [
        (refused(400, "", 131_047), Some(131_047)),
        (refused(400, "", 131_026), Some(131_026)),
        (refused(401, "", 190), Some(190)),
        (refused(404, "", 100), Some(100)),
        (elsewhere, Some(302)),
    ]
    .into_iter()
    .enumerate()
    {
        scene.stub.will([act]);
        let reply = scene.say(&format!("número {at}")).await;
        scene.agree(&reply.id, ReplyState::Failed, "failed").await;
        let seen = scene.seen(&reply.id).await;
        assert_eq!(seen.fate.unwrap().failure.unwrap().code, code);
        // Neither sent again nor, with its token, elsewhere.
        assert_eq!(scene.stub.posts().len(), at + 1);
    }
    assert!(!scene.ana.has_unconfirmed(&scene.key).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whapi_says_no_with_a_good_status() {
    let scene = Scene::new(WHAPI).await;
    let body = json!({ "sent": false, "error": "blocked" });
    scene.stub.will([Act::Say(200, "", body.to_string())]);
    let reply = scene.say("hola").await;
    scene.agree(&reply.id, ReplyState::Failed, "failed").await;
    let failure = reply.fate.failure.unwrap();
    assert_eq!((failure.code, failure.words.as_str()), (None, "blocked"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_for_a_while_goes_out_later_and_once() {
    let scene = Scene::new(META).await;
    scene.stub.will([
        refused(400, "retry-after: 1\r\n", 131_056),
        Act::Say(429, "retry-after: 1\r\n", String::new()),
        accepted("wamid.2"),
    ]);
    let message = scene.record("con calma").await;
    let Owned::Done(first) = scene.ana.deliver(&scene.claim, &message.id).await.unwrap() else {
        panic!("done");
    };
    assert_eq!(first.state, ReplyState::Queued);
    assert_eq!(first.fate.attempt, 1);
    let Owned::Done(early) = scene.ana.deliver(&scene.claim, &message.id).await.unwrap() else {
        panic!("done");
    };
    assert_eq!(early.state, ReplyState::Queued, "not before its time");
    assert_eq!(scene.stub.posts().len(), 1);
    scene.agree(&message.id, ReplyState::Queued, "queued").await;
    let reply = scene.deliver(&message.id).await;
    scene
        .agree(&reply.id, ReplyState::Accepted, "accepted")
        .await;
    assert_eq!(scene.stub.posts().len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nobody_listens_it_surely_was_not_sent() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let channel = format!("usual = {{ route = \"meta\", base-url = \"http://{address}\" }}");
    let scene = Scene::new(&channel).await;
    let reply = scene.say("¿hay alguien?").await;
    scene.agree(&reply.id, ReplyState::Failed, "failed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_token_or_over_a_line_in_the_clear_nothing_leaves() {
    for channel in [
        r#"usual = { route = "whapi", base-url = "URL", token = { item = "integrations.nothing.here" } }"#,
        r#"usual = { route = "whapi", base-url = "URL", token = { variable = "SWITCHBOARD_TEST_NO_SUCH" } }"#,
        r#"usual = { route = "meta", base-url = "http://provider.example" }"#,
    ] {
        let scene = Scene::new(channel).await;
        let reply = scene.say("hola").await;
        scene.agree(&reply.id, ReplyState::Failed, "failed").await;
        assert!(scene.stub.posts().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tenant_without_a_channel_records_only() {
    let scene = Scene::new(r#"tenants = { other = { route = "none" } }"#).await;
    let message = scene.record("hola").await;
    assert_eq!(message.state, Some(ReplyState::Recorded));
    assert_eq!(scene.state(&message.id).await, "recorded");
    assert!(!scene.ana.has_unconfirmed(&scene.key).await.unwrap());
    assert_eq!(audited(&scene.ana, &scene.key, "reply").await, 1);
}

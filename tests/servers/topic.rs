//! A person's reply over a topic behind which the platform sends: what arrives at its subscriber is what the
//! adapter documents, on a server that is not ours.

use crate::server::{Server, server};
use crate::support::{rows, writing};
use aws_sdk_sqs::types::{Message, QueueAttributeName as Attribute};
use serde_json::{Value, json};
use std::path::Path;
use switchboard::connect::{Caller, Connector, NamedProfile, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::handoff::{Claimed, LEASE, Owned};
use switchboard::domain::reply::ReplyState;
use switchboard::domain::text::Text;

/// A tenant whose conversations no other test here takes.
const TENANT: &str = "tenant-digital-marketing-pro";

async fn console(server: &Server, topic: &str, state: &Path) -> Desk<Writing> {
    let text = format!(
        "at = {{ endpoint = \"{}\" }}\n[marketplace.delivery]\n\
         usual = {{ route = \"topic\", topic = \"{topic}\" }}\n",
        server.endpoint
    );
    let profile = NamedProfile {
        name: "test".to_owned(),
        profile: toml::from_str(&text).unwrap(),
    };
    let wanted = Wanted {
        source: Source::Profile(Box::new(profile)),
        profiles: Vec::new(),
        canned: Vec::new(),
        role: None,
        caller: Caller::Screen,
        operator: Some("ana".to_owned()),
        readonly: false,
        control_table: DEFAULT_NAME.to_owned(),
        database: None,
        feed: Default::default(),
        state: Some(state.to_owned()),
    };
    writing(&Connector::new(wanted).connect().await.unwrap())
}

/// A topic, and the queue that is subscribed to it as the platform would be.
async fn topic(server: &Server) -> (String, String) {
    let (sns, sqs) = (server.sns(), server.sqs());
    let made = sns.create_topic().name("replies").send().await.unwrap();
    let arn = made.topic_arn.unwrap();
    let queue = sqs.create_queue().queue_name("platform").send().await;
    let queue = queue.unwrap().queue_url.unwrap();
    let asked = sqs.get_queue_attributes().queue_url(&queue);
    let asked = asked.attribute_names(Attribute::QueueArn).send().await;
    let endpoint = asked.unwrap().attributes.unwrap()[&Attribute::QueueArn].clone();
    let subscribed = sns.subscribe().topic_arn(&arn).protocol("sqs");
    let subscribed = subscribed.endpoint(endpoint);
    let raw = subscribed.attributes("RawMessageDelivery", "true");
    raw.send().await.unwrap();
    (arn, queue)
}

/// The next message that arrives.
async fn arrived(server: &Server, queue: &str) -> Message {
    let receive = server.sqs().receive_message().queue_url(queue);
    let receive = receive.message_attribute_names("All").wait_time_seconds(20);
    let found = receive.send().await.unwrap().messages.unwrap_or_default();
    found.into_iter().next().expect("a message")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_arrives_with_the_documented_body_and_attributes() {
    let Some(server) = server().await else { return };
    let (arn, queue) = topic(server).await;
    let state = tempfile::tempdir().unwrap();
    let ana = console(server, &arn, state.path()).await;
    let found = rows(&ana, TENANT).await.into_iter().find(|row| {
        let record = row.record.as_ref();
        record.is_some() && row.key.conversation.as_str().contains("55")
    });
    let key = found.unwrap().key;
    let reason = Text::from("el cliente espera");
    let claimed = ana.claim(&key, Some(&reason), LEASE).await.unwrap();
    let Claimed::Won { claim, .. } = claimed else {
        panic!("{claimed:?}");
    };
    let words = "Olá, aqui é a Ana.\nJá vi o seu pedido: 100 % 👍";
    let Owned::Done(reply) = ana.reply(&claim, words).await.unwrap() else {
        panic!("recorded");
    };
    let Owned::Done(sent) = ana.deliver(&claim, &reply.id).await.unwrap() else {
        panic!("delivered");
    };
    assert_eq!(sent.state, ReplyState::Accepted);
    assert!(sent.fate.provider.is_some(), "the id of SNS is kept");

    let message = arrived(server, &queue).await;
    let body: Value = serde_json::from_str(&message.body.unwrap()).unwrap();
    let number = key.conversation.as_str().rsplit(['_', '#']).next().unwrap();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(
        body,
        json!({
            "version": 1,
            "type": "reply",
            "replyId": reply.id.as_str(),
            "tenantId": TENANT,
            "conversationId": key.conversation.as_str(),
            "to": digits,
            "operator": "ana",
            "text": words,
        })
    );
    let attributes = message.message_attributes.unwrap();
    let of = |name: &str| attributes[name].string_value.clone().unwrap();
    assert_eq!(
        (of("type"), of("tenantId")),
        ("reply".to_owned(), TENANT.to_owned())
    );
    assert_eq!(attributes.len(), 2);
}

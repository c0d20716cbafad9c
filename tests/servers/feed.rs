//! From a topic to the screen: the queue that `init --feed` makes, the six bodies, two consoles that drain.

use crate::pty::{ENTER, Run};
use crate::server::{Server, server};
use crate::support::{trail, writing};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_sqs::types::QueueAttributeName as Attribute;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::{Command, Output};
use std::time::Duration;
use switchboard::connect::feed::Settings;
use switchboard::connect::{Caller, Connector, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};

const TENANT: &str = "tenant-ecommerce-solutions";
const MARKET: PlatformId = PlatformId::Marketplace;
const SOON: Duration = Duration::from_secs(2);

/// A topic; answers its ARN.
async fn topic(server: &Server, name: &str) -> String {
    let made = server.sns().create_topic().name(name).send().await.unwrap();
    made.topic_arn.unwrap()
}

async fn publish(server: &Server, topic: &str, body: &str) {
    let call = server.sns().publish().topic_arn(topic).message(body);
    call.subject("Escalation").send().await.unwrap();
}

async fn desk(server: &Server, name: &str, settings: &Settings) -> Desk<Writing> {
    let state = tempfile::tempdir().unwrap().keep();
    let station = Connector::new(wanted(server, name, settings, Some(state)))
        .connect()
        .await
        .unwrap();
    writing(&station)
}

fn wanted(
    server: &Server,
    name: &str,
    settings: &Settings,
    state: Option<std::path::PathBuf>,
) -> Wanted {
    Wanted {
        source: Source::Endpoint(server.endpoint.clone()),
        profiles: Vec::new(),
        canned: Vec::new(),
        role: None,
        caller: Caller::Screen,
        operator: Some(name.to_owned()),
        readonly: false,
        control_table: DEFAULT_NAME.to_owned(),
        database: None,
        feed: settings.clone(),
        state,
    }
}

fn escalation(id: &str, kind: Option<&str>) -> Value {
    let mut body = json!({
        "tenantId": TENANT, "businessName": "E-commerce Solutions", "conversationId": id,
        "escalationReason": "Suena a queja: \"malo\"", "priority": "high",
        "suggestedAgent": "customer_service_supervisor", "estimatedResolutionTime": 10,
        "triggers": [{"type": "complaint", "reason": "Suena a queja: \"malo\"", "confidence": 0.8}],
        "timestamp": jiff::Timestamp::now().to_string(),
    });
    if let Some(kind) = kind {
        body["type"] = json!(kind);
        body["customerPhone"] = json!("+573005550142");
        body["conversationSummary"] = json!("El pedido llegó roto");
    }
    body
}

/// Drains until `enough` says so of the conversations that something was told of.
async fn drain(desk: &Desk<Writing>, mut enough: impl FnMut(&Heard) -> bool) -> Heard {
    let mut heard = Heard::default();
    for _ in 0..60 {
        if enough(&heard) {
            return heard;
        }
        let drained = desk.drain(MARKET, SOON).await.unwrap();
        heard.changed.extend(drained.changed);
        heard.days += drained.summaries.len();
        heard.unread += drained.unread;
    }
    panic!("{heard:?}");
}

#[derive(Debug, Default)]
struct Heard {
    changed: BTreeSet<ConversationKey>,
    days: usize,
    unread: u32,
}

fn verb(server: &Server, args: &[&str]) -> Output {
    let state = tempfile::tempdir().unwrap();
    Command::new(crate::pty::binary())
        .args(["--endpoint", &server.endpoint, "--operator", "ana"])
        .args(args)
        .env("HOME", state.path())
        .env("XDG_STATE_HOME", state.path())
        .output()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_init_over_the_topic_to_the_screen() {
    let Some(server) = server().await else { return };
    // Without a queue a console opens and hears nothing.
    let deaf = desk(server, "ana", &Settings::default()).await;
    assert!(deaf.drain(MARKET, SOON).await.is_err());
    let doctor = verb(server, &["doctor"]);
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(said.contains("switchboard init --feed"), "{said}");

    // Two of the three topics exist.
    let first_arn = topic(server, "ai-marketplace-escalations").await;
    let second_arn = topic(server, "ai-marketplace-escalations-handoff").await;
    let asked = verb(server, &["init", "--feed"]);
    assert_eq!(asked.status.code(), Some(2), "nobody can be asked");
    let made = verb(server, &["init", "--feed", "--yes"]);
    let told = String::from_utf8_lossy(&made.stderr).into_owned();
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    assert!(
        told.contains("handoff-notifications: does not exist"),
        "{told}"
    );
    let again = verb(server, &["init", "--feed", "--yes", "--json"]);
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(
        (&again["outcome"], &again["changed"]),
        (&json!("already"), &json!(false))
    );
    as_designed(server, &[&first_arn, &second_arn]).await;
    let rows_of_all = trail(&deaf, MARKET, &TenantId::from("*")).await;
    let makes = rows_of_all
        .iter()
        .filter(|row| row.action == "feed.init" && row.target == "switchboard-escalations");
    assert_eq!(makes.count(), 1);

    // A console that is open shows what the topic tells at once: a customer whom no list has had yet.
    let state = tempfile::tempdir().unwrap();
    let args = ["--endpoint", &server.endpoint, "--operator", "eva"];
    let console = Run::console(&args, state.path()).size(160, 45).start();
    console.expect(" waiting").expect("held by ");
    let id = format!("conv_{TENANT}_573005550142");
    escalate(server, &id).await;
    let second = escalation(&id, Some("escalation_notification"));
    publish(server, &first_arn, &escalation(&id, None).to_string()).await;
    publish(server, &second_arn, &second.to_string()).await;
    console.expect("Zoraida Prueba");
    console
        .press("/")
        .press("Zoraida")
        .press(ENTER)
        .press(ENTER);
    console
        .expect("complaint, 0.80, word «malo»")
        .expect("suggested customer service supervisor")
        .expect("~10 min")
        .expect("El pedido llegó roto");
    let summary = json!({"type": "daily_summary", "date": "2026-11-20",
                         "summary": {"totalEscalations": 12, "unresolved": 3}});
    publish(server, &first_arn, &summary.to_string()).await;
    console.expect("Summary of 2026-11-20: 12 escalations, 3 unresolved.");
    publish(server, &first_arn, "{\"type\": \"refund\"}").await;
    console.expect("1 message about escalations could not be read");
    let doctor = verb(server, &["doctor"]);
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(
        said.contains("about escalations could not be read"),
        "{said}"
    );
    assert!(!said.contains("init --feed"), "{said}");
    let shown = verb(server, &["conversations", "show", TENANT, &id, "--json"]);
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(shown["briefing"]["estimate_minutes"], 10);
    assert_eq!(shown["briefing"]["triggers"][0]["keyword"], "malo");
    let list = verb(server, &["escalations", "list", "--limit", "200", "--json"]);
    let list: Value = serde_json::from_slice(&list.stdout).unwrap();
    let listed = list["items"].as_array().unwrap().iter();
    let ours: Vec<&Value> = listed.filter(|item| item["id"] == *id).collect();
    assert_eq!(ours[0]["briefing"], shown["briefing"]);
}

/// The item as the bot writes it when it gives a conversation away.
async fn escalate(server: &Server, id: &str) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let now = jiff::Timestamp::now().to_string();
    let put = server
        .dynamo()
        .put_item()
        .table_name("ai-marketplace-conversations-platform");
    put.item("tenantId", text(TENANT))
        .item("conversationId", text(id))
        .item("customerName", text("Zoraida Prueba"))
        .item("status", text("PASSED_TO_HUMAN"))
        .item("escalationTime", text(&now))
        .item("escalationReason", text("Suena a queja: \"malo\""))
        .item("priority", text("urgent"))
        .item("updatedAt", text(&now))
        .item("messages", AttributeValue::L(Vec::new()))
        .send()
        .await
        .unwrap();
}

async fn as_designed(server: &Server, topics: &[&String]) {
    let sqs = server.sqs();
    let url = sqs.get_queue_url().queue_name("switchboard-escalations");
    let url = url.send().await.unwrap().queue_url.unwrap();
    let found = sqs.get_queue_attributes().queue_url(url);
    let found = found.attribute_names(Attribute::All).send().await.unwrap();
    let found = found.attributes.unwrap();
    assert_eq!(found[&Attribute::MessageRetentionPeriod], "1209600");
    assert_eq!(found[&Attribute::VisibilityTimeout], "60");
    assert_eq!(found[&Attribute::SqsManagedSseEnabled], "true");
    let redrive: Value = serde_json::from_str(&found[&Attribute::RedrivePolicy]).unwrap();
    let dead = redrive["deadLetterTargetArn"].as_str().unwrap();
    assert!(dead.ends_with(":switchboard-escalations-dead"));
    assert_eq!(
        redrive["maxReceiveCount"].to_string().trim_matches('"'),
        "5"
    );
    let policy: Value = serde_json::from_str(&found[&Attribute::Policy]).unwrap();
    let statement = &policy["Statement"][0];
    assert_eq!(statement["Action"], "sqs:SendMessage");
    assert_eq!(
        statement["Condition"]["ArnEquals"]["aws:SourceArn"],
        json!(topics)
    );
    let queue = &found[&Attribute::QueueArn];
    for topic in topics {
        let list = server.sns().list_subscriptions_by_topic().topic_arn(*topic);
        let list = list.send().await.unwrap();
        let ours = list.subscriptions().iter();
        let ours = ours.filter(|one| one.endpoint() == Some(queue.as_str()));
        assert_eq!(ours.count(), 1, "{topic}");
    }
}

/// A feed of its own for a test.
async fn own_feed(server: &Server, name: &str) -> (Settings, String) {
    let settings = Settings {
        queue: name.to_owned(),
        topics: vec![format!("{name}-topic")],
    };
    let arn = topic(server, &settings.topics[0]).await;
    let connector = Connector::new(wanted(server, "ana", &settings, None));
    let making = connector.feed_making().await.unwrap().unwrap();
    let seen = making.look().await.unwrap();
    let maker = desk(server, "ana", &settings).await;
    assert!(maker.make_feed(making.as_ref(), &seen).await.unwrap());
    assert!(making.look().await.unwrap().is_ready());
    (settings, arn)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_the_six_bodies_is_heard() {
    let Some(server) = server().await else { return };
    let (settings, arn) = own_feed(server, "six-bodies").await;
    let ana = desk(server, "ana", &settings).await;
    let key = |id: &str| ConversationKey::marketplace(&TenantId::from(TENANT), id);
    let mut alert = escalation("conv_six_3", Some("escalation_notification"));
    alert["customerPhone"] = json!("unknown");
    alert["priority"] = json!("urgent");
    alert["triggers"] = json!([]);
    for body in [
        escalation("conv_six_1", None),
        escalation(
            &format!("{TENANT}#conv_six_2"),
            Some("escalation_notification"),
        ),
        alert,
        json!({"type": "escalation_resolved", "tenantId": TENANT, "conversationId": "conv_six_1",
               "resolvedBy": "admin-1", "resolutionTime": 0,
               "timestamp": (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(5)).to_string()}),
        json!({"type": "daily_summary", "date": "2026-11-20", "summary": {"totalEscalations": 12}}),
        json!({"type": "refund"}),
    ] {
        publish(server, &arn, &serde_json::to_string_pretty(&body).unwrap()).await;
    }
    let text = format!(
        "Customer: +573005559906\nTenant: {TENANT}\nReason: x\nLast Intent: compra\nMessage: Hola"
    );
    publish(server, &arn, &text).await;
    let heard = drain(&ana, |heard| {
        heard.changed.len() == 4 && heard.days == 1 && heard.unread == 1
    })
    .await;
    let plain = format!("conv_{TENANT}_573005559906");
    let wanted = ["conv_six_1", "conv_six_2", "conv_six_3", &plain].map(key);
    assert_eq!(heard.changed, BTreeSet::from(wanted.clone()));
    for key in &wanted {
        assert!(ana.newest_briefing(key).await.unwrap().is_some(), "{key:?}");
    }
    drain(&ana, |_| true).await;
    let [one, two, ..] = &wanted;
    let one = ana.newest_briefing(one).await.unwrap().unwrap();
    assert_eq!(one.resolution.unwrap().by.unwrap(), "admin-1");
    let two = ana.newest_briefing(two).await.unwrap().unwrap();
    assert_eq!(two.briefing.phone.unwrap(), "+57 ••• ••01 42");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_drain_one_queue_and_lose_and_double_none() {
    let Some(server) = server().await else { return };
    let (settings, arn) = own_feed(server, "two-consoles").await;
    let ids: Vec<String> = (0..40).map(|at| format!("conv_two_{at}")).collect();
    for id in &ids {
        publish(server, &arn, &escalation(id, None).to_string()).await;
        let second = escalation(id, Some("escalation_notification"));
        publish(server, &arn, &second.to_string()).await;
    }
    let ana = desk(server, "ana", &settings).await;
    let eva = desk(server, "eva", &settings).await;
    let until_quiet = async |desk: &Desk<Writing>| {
        let mut all = BTreeSet::new();
        loop {
            let drained = desk.drain(MARKET, SOON).await.unwrap();
            assert_eq!((drained.left, drained.unread), (0, 0));
            if drained.changed.is_empty() {
                return all;
            }
            all.extend(drained.changed);
        }
    };
    let (a, b) = tokio::join!(until_quiet(&ana), until_quiet(&eva));
    assert_eq!(a.union(&b).count(), ids.len());
    for id in &ids {
        let key = ConversationKey::marketplace(&TenantId::from(TENANT), id);
        let kept = ana.newest_briefing(&key).await.unwrap().unwrap().briefing;
        assert!(kept.summary.is_some() && kept.suggested.is_some(), "{id}");
        let rows = server.dynamo().query().table_name(DEFAULT_NAME);
        let rows = rows
            .key_condition_expression("pk = :p AND begins_with(sk, :b)")
            .expression_attribute_values(
                ":p",
                AttributeValue::S(format!("CONV#marketplace#{TENANT}#{id}")),
            )
            .expression_attribute_values(":b", AttributeValue::S("BRIEF#".into()));
        assert_eq!(rows.send().await.unwrap().count, 1, "{id}");
    }
}

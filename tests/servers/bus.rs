//! The bus for real: what is put arrives as it was put, and each entry's answer counts by itself.

use crate::server::server;
use serde_json::{Value, json};
use switchboard::aws::session::{Session, Target};
use switchboard::domain::event::{Event, Published};

fn event(kind: &str, agent: &str) -> Event {
    Event {
        source: "alquimista.platform".to_owned(),
        detail_type: kind.to_owned(),
        detail: json!({"agentId": agent, "nested": {"ñ": [1, 2]}}).to_string(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_arrive_as_they_were_put() {
    let Some(server) = server().await else { return };
    let events = aws_sdk_eventbridge::Client::new(&server.config());
    let bus = "fibonacci-bus-test";
    events.create_event_bus().name(bus).send().await.unwrap();
    let sqs = server.sqs();
    let url = sqs
        .create_queue()
        .queue_name("bus-events")
        .send()
        .await
        .unwrap();
    let url = url.queue_url.unwrap();
    let rule = events.put_rule().name("all").event_bus_name(bus);
    let pattern = json!({"source": ["alquimista.platform"]}).to_string();
    rule.event_pattern(pattern).send().await.unwrap();
    let target = aws_sdk_eventbridge::types::Target::builder()
        .id("queue")
        .arn("arn:aws:sqs:us-east-1:000000000000:bus-events")
        .build()
        .unwrap();
    let targets = events.put_targets().rule("all").event_bus_name(bus);
    targets.targets(target).send().await.unwrap();

    let session = Session::open(&Target::of_endpoint(&server.endpoint)).await;
    let put = [
        event("agent.activated", "a-1"),
        event("agent.deactivated", "a-2"),
    ];
    let answers = session.bus(bus).put(&put).await.unwrap();
    assert_eq!(answers, [Published::Accepted, Published::Accepted]);

    let mut found = Vec::new();
    for _ in 0..20 {
        let batch = sqs.receive_message().queue_url(&url).wait_time_seconds(1);
        let batch = batch.max_number_of_messages(10).send().await.unwrap();
        for message in batch.messages.unwrap_or_default() {
            let body: Value = serde_json::from_str(message.body().unwrap()).unwrap();
            found.push(Event {
                source: body["source"].as_str().unwrap().to_owned(),
                detail_type: body["detail-type"].as_str().unwrap().to_owned(),
                detail: body["detail"].to_string(),
            });
        }
        if found.len() >= put.len() {
            break;
        }
    }
    found.sort_by(|a, b| a.detail_type.cmp(&b.detail_type));
    assert_eq!(found, put);
}

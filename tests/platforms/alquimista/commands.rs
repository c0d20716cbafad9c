//! Operational commands: inserted once for each intent, as the processor reads them, and their history.

use super::*;
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::domain::id::{AgentId, IntentId};
use switchboard::domain::problem::Trouble;
use switchboard::platform::alquimista::commands::{CommandHistory, Order as Sorted};
use switchboard::platform::alquimista::issue::{CommandIssue, Issued, Order};
use switchboard::platform::alquimista::item::command::{CommandStatus, Output};

const TABLE: &str = "alquimista-operational-commands-prod";

async fn opened(stage: &Stage) -> (CommandHistory, CommandIssue) {
    let tables = Tables::default();
    let plan = Plan::discover(&stage.dynamo, &tables)
        .await
        .unwrap()
        .unwrap();
    (
        CommandHistory::new(&stage.dynamo, &tables, &plan).unwrap(),
        CommandIssue::new(&stage.dynamo, &tables, &plan).unwrap(),
    )
}

fn intent(random: u128) -> IntentId {
    let millis = now().as_millisecond().try_into().unwrap();
    IntentId::from(ulid::Ulid::from_parts(millis, random).to_string())
}

fn restart() -> Order {
    Order::RestartAgent {
        tenant: TenantId::from("t1"),
        agent: AgentId::from("a-1"),
    }
}

#[tokio::test]
async fn a_command_is_written_as_the_processor_reads_it() {
    let (stage, _, _) = stage().await;
    let (_, issue) = opened(&stage).await;
    let Issued::Done(id) = issue.issue(&restart(), &actor(), &intent(1)).await.unwrap() else {
        panic!("it is new");
    };
    let raw = stage.get(TABLE, id.key()).await.unwrap();
    let expected = item([
        ("command_id", s(&id.command_id)),
        ("created_at", s(NOW)),
        ("command_type", s("RESTART_AGENT")),
        ("status", s("PENDING")),
        ("tenant_id", s("t1")),
        (
            "parameters",
            s("{\"agent_id\":\"a-1\",\"tenant_id\":\"t1\"}"),
        ),
        ("created_by", s("demo:ana")),
        ("ttl", n(now().as_second() + 90 * 86_400)),
    ]);
    assert_eq!(raw, expected);
    assert_eq!(
        (id.command_id.len(), id.command_id.matches('-').count()),
        (36, 4)
    );

    for (order, parameters) in [
        (Order::HealthCheck { tenant: None }, "{}"),
        (
            Order::ReprocessQueue {
                queue: "fibonacci-dlq-prod".into(),
                messages: Some(5),
                tenant: None,
            },
            "{\"message_count\":5,\"queue_name\":\"fibonacci-dlq-prod\"}",
        ),
    ] {
        let new = intent(parameters.len() as u128 + 10);
        let Issued::Done(id) = issue.issue(&order, &actor(), &new).await.unwrap() else {
            panic!("it is new");
        };
        let raw = stage.get(TABLE, id.key()).await.unwrap();
        assert_eq!(raw["parameters"], s(parameters));
        assert!(!raw.contains_key("tenant_id"), "left out, never NULL");
    }
}

#[tokio::test]
async fn one_intent_inserts_once() {
    let (stage, _, _) = stage().await;
    let (_, issue) = opened(&stage).await;
    let (who, once) = (actor(), intent(1));
    let order = restart();
    let (one, two) = futures::future::join(
        issue.issue(&order, &who, &once),
        issue.issue(&order, &who, &once),
    )
    .await;
    let both = [one.unwrap(), two.unwrap()];
    let done: Vec<_> = both
        .iter()
        .filter(|came| matches!(came, Issued::Done(_)))
        .collect();
    assert_eq!((done.len(), rows(&stage, TABLE).await.len()), (1, 1));

    let Issued::Done(id) = done[0] else {
        unreachable!()
    };
    let mut raw = stage.get(TABLE, id.key()).await.unwrap();
    raw.insert("status".into(), s("SUCCESS"));
    stage.put(TABLE, &raw).await;
    let Issued::Before(known) = issue.issue(&order, &who, &once).await.unwrap() else {
        panic!("it was there");
    };
    assert_eq!((&known.id, &known.status), (id, &CommandStatus::Success));
    assert_eq!(
        stage.get(TABLE, id.key()).await.unwrap(),
        raw,
        "nothing was written"
    );

    let another = Order::HealthCheck { tenant: None };
    let why = issue.issue(&another, &who, &once).await.unwrap_err();
    assert_eq!(why.trouble, Trouble::Invalid, "an intent is one command");
    assert!(matches!(
        issue.issue(&order, &who, &intent(2)).await,
        Ok(Issued::Done(_))
    ));
    assert_eq!(rows(&stage, TABLE).await.len(), 2);
}

#[tokio::test]
async fn an_order_that_could_not_be_carried_out_is_not_written() {
    let (stage, _, _) = stage().await;
    let (_, issue) = opened(&stage).await;
    let tenant = || TenantId::from("t1");
    let queue = |queue: &str, messages| Order::ReprocessQueue {
        queue: queue.into(),
        messages,
        tenant: None,
    };
    for (order, subject) in [
        (queue("", None), "queue_name"),
        (queue("fila com espaço", None), "queue_name"),
        (queue(&"q".repeat(81), None), "queue_name"),
        (queue("q", Some(0)), "message_count"),
        (
            Order::ResetToken {
                tenant: TenantId::from(" "),
                integration: "i".into(),
            },
            "tenant_id",
        ),
        (
            Order::ResetToken {
                tenant: tenant(),
                integration: String::new(),
            },
            "integration_id",
        ),
        (
            Order::RestartAgent {
                tenant: tenant(),
                agent: AgentId::from(""),
            },
            "agent_id",
        ),
        (
            Order::HealthCheck {
                tenant: Some(TenantId::from("")),
            },
            "tenant_id",
        ),
    ] {
        let why = issue.issue(&order, &actor(), &intent(1)).await.unwrap_err();
        assert_eq!(
            (why.trouble, why.subject.as_str()),
            (Trouble::Invalid, subject)
        );
    }
    let why = issue
        .issue(&restart(), &actor(), &IntentId::from("i1"))
        .await
        .unwrap_err();
    assert_eq!(why.subject, "intent", "its time must be in it");
    assert!(rows(&stage, TABLE).await.is_empty());
}

fn ended(id: &str, at: &str, status: &str, output: AttributeValue) -> Item {
    item([
        ("command_id", s(id)),
        ("created_at", s(at)),
        ("command_type", s("HEALTH_CHECK")),
        ("status", s(status)),
        ("tenant_id", s("t1")),
        ("output", output),
    ])
}

#[tokio::test]
async fn the_history_says_status_age_and_output() {
    let (stage, _, _) = stage().await;
    let (history, _) = opened(&stage).await;
    let pretty = "{\n  \"status\": \"degraded\",\n  \"checks\": {\n    \"aurora\": true\n  }\n}";
    for row in [
        ended("c1", "2026-11-21T13:00:00.000Z", "SUCCESS", s(pretty)),
        ended("c2", "2026-11-21T13:30:00.000Z", "SUCCESS", s("{quebrado")),
        ended("c3", "2026-11-21T13:45:00.000Z", "PENDING", s("")),
    ] {
        stage.put(TABLE, &row).await;
    }
    let tenant = TenantId::from("t1");
    let page = history.of_tenant(&tenant, None, 2).await.unwrap();
    let ids: Vec<&str> = page
        .items
        .iter()
        .map(|one| one.id.command_id.as_str())
        .collect();
    assert_eq!(ids, ["c3", "c2"], "newest first");
    assert!(page.items[0].is_stuck(now()) && page.items[0].output.is_none());
    assert_eq!(page.items[0].age(now()).unwrap().as_mins(), 15);
    assert_eq!(
        page.items[1].output,
        Some(Output::Words("{quebrado".into()))
    );
    let rest = history.of_tenant(&tenant, page.next, 2).await.unwrap();
    let Some(Output::Parsed(facts)) = &rest.items[0].output else {
        panic!("{rest:?}");
    };
    let flat: Vec<String> = facts
        .iter()
        .map(|a| format!("{}={}", a.label, a.value))
        .collect();
    assert_eq!(flat, ["checks · aurora=true", "status=degraded"]);

    let done = CommandStatus::Success;
    let page = history
        .by_status(&done, Sorted::OldestFirst, None, 1)
        .await
        .unwrap();
    assert_eq!(page.items[0].id.command_id, "c1");
    let read = history.read(&page.items[0].id).await.unwrap().value;
    assert_eq!(read.as_ref(), Some(&page.items[0]));
    let foreign = switchboard::domain::page::Cursor("zz".into());
    let why = history
        .of_tenant(&tenant, Some(foreign), 1)
        .await
        .unwrap_err();
    assert_eq!(why.trouble, Trouble::Invalid);
}

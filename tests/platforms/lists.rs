//! Reading: the plan follows the table, pages go on where they ended, the halves of a conversation meet.

use crate::stage::*;
use aws_sdk_dynamodb::types::AttributeValue::L;
use switchboard::aws::table::{IndexSpec, KeyKind, TableSpec};
use switchboard::domain::conversation::{Status, Storage};
use switchboard::domain::escalation::{QueuePlan, WaitingWord};
use switchboard::domain::id::TenantId;
use switchboard::domain::problem::Trouble;
use switchboard::platform::marketplace::Plan;
use switchboard::platform::marketplace::schema::{CONVERSATIONS as SHAPE, QUEUE_INDEX, Tables};

const INDEXED: TableSpec = SHAPE.with_indexes(&[QUEUE_INDEX]);
const ELSEWHERE: TableSpec = TableSpec::keyed(
    ("conversationId", KeyKind::S),
    Some(("messageId", KeyKind::S)),
);
const OTHER_NAME: TableSpec = SHAPE.with_indexes(&[IndexSpec::all(
    "by-status",
    ("status", KeyKind::S),
    Some(("escalationTime", KeyKind::S)),
)]);

#[tokio::test]
async fn the_queue_is_one_query_where_an_index_allows_it() {
    for shape in [INDEXED, OTHER_NAME] {
        let stage = Stage::new(shape).await;
        for (id, status, since) in [
            (
                "conv_573005550101",
                "PASSED_TO_HUMAN",
                "2026-11-21T13:10:00.000Z",
            ),
            (
                "conv_573005550102",
                "PASSED_TO_HUMAN",
                "2026-11-21T13:05:00.000Z",
            ),
            ("conv_573005550103", "ESCALATED", "2026-11-21T13:00:00.000Z"),
            ("conv_573005550104", "ACTIVE", "2026-11-21T12:00:00.000Z"),
        ] {
            stage
                .put(CONVERSATIONS, &escalation(id, status, since))
                .await;
        }
        let port = stage.market().await.conversations.unwrap();
        assert_eq!(port.queue_plan(), QueuePlan::Index);
        let page = port
            .waiting(WaitingWord::PassedToHuman, None)
            .await
            .unwrap();
        let ids: Vec<&str> = page
            .items
            .iter()
            .map(|row| row.key.conversation.as_str())
            .collect();
        assert_eq!(
            ids,
            ["conv_573005550102", "conv_573005550101"],
            "longest wait first"
        );
        let row = &page.items[0];
        assert_eq!(
            row.record.as_ref().unwrap().version.as_deref(),
            Some("2026-11-21T13:05:00.000Z")
        );
        assert_eq!(
            row.customer().unwrap().phone.as_deref(),
            Some("••• ••01 02")
        );
        assert!(page.cost.read_units > 0.0);
        let other = port.waiting(WaitingWord::Escalated, None).await.unwrap();
        assert_eq!(other.items.len(), 1);
    }
}

#[tokio::test]
async fn without_an_index_the_partition_is_swept_page_by_page() {
    let stage = Stage::plain().await;
    for at in 0..7 {
        let id = format!("conv_57300555010{at}");
        stage
            .put(
                CONVERSATIONS,
                &escalation(&id, "PASSED_TO_HUMAN", "2026-11-21T13:10:00.000Z"),
            )
            .await;
    }
    let port = stage.market().await.conversations.unwrap();
    assert_eq!(port.queue_plan(), QueuePlan::Sweep);
    let refused = port
        .waiting(WaitingWord::Escalated, None)
        .await
        .unwrap_err();
    assert_eq!(refused.trouble, Trouble::Refused);
    let (mut seen, mut after, mut pages) = (0, None, 0);
    loop {
        let page = port.sweep(&TenantId::from(TENANT), after, 3).await.unwrap();
        assert!(page.items.len() <= 3);
        seen += page.items.len();
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((seen, pages), (7, 3));
}

#[tokio::test]
async fn both_items_are_read_and_the_customer_has_a_name() {
    let stage = Stage::plain().await;
    let id = "conv_tenant-plaza_573005554217";
    stage
        .put(
            CONVERSATIONS,
            &escalation(id, "PASSED_TO_HUMAN", "2026-11-21T13:10:00.000Z"),
        )
        .await;
    let talk = item([
        ("tenantId", s(TENANT)),
        ("conversationId", s(&format!("{TENANT}#{id}"))),
        ("customerId", s("+573005554217")),
        ("status", s("active")),
        (
            "messages",
            L(vec![aws_sdk_dynamodb::types::AttributeValue::M(item([
                ("id", s("wamid.1")),
                ("from", s("customer")),
                ("content", s("hola")),
                ("timestamp", s("2026-11-21T13:09:00.000Z")),
            ]))]),
        ),
    ]);
    stage.put(CONVERSATIONS, &talk).await;
    let customer = item([
        ("phoneNumber", s(&format!("{TENANT}#+573005554217"))),
        ("tenantId", s(TENANT)),
        ("name", s("Marta\u{200B} Gómez")),
        ("lastInteraction", s("2026-11-21T13:09:00.000Z")),
    ]);
    stage.put("ai-marketplace-customers", &customer).await;

    let port = stage.market().await.conversations.unwrap();
    let read = port.read(&key(id)).await.unwrap();
    let stored = read.value.unwrap();
    assert_eq!(
        stored.row.status(),
        &Status::PassedToHuman,
        "the pause item's word counts"
    );
    assert_eq!(stored.messages.len(), 1);
    let who = stored.row.customer().unwrap();
    assert_eq!(who.name.as_deref(), Some("Marta⟨ZW⟩ Gómez"));
    assert_eq!(who.phone.as_deref(), Some("+57 ••• ••42 17"));
    let swept = port.sweep(&TenantId::from(TENANT), None, 10).await.unwrap();
    assert_eq!(swept.items.len(), 1);
    assert_eq!(swept.items[0].storage(), Storage::Embedded);
    assert!(port.read(&key("conv_none")).await.unwrap().value.is_none());

    // A customer who came after the tenant's customers were read.
    for form in ["+573005550199", "573005550198"] {
        let customer = item([
            ("phoneNumber", s(&format!("{TENANT}#{form}"))),
            ("tenantId", s(TENANT)),
            ("name", s("José")),
            ("lastInteraction", s("2026-11-21T14:09:00.000Z")),
        ]);
        stage.put("ai-marketplace-customers", &customer).await;
        let id = format!("conv_{}", form.trim_start_matches('+'));
        stage
            .put(
                CONVERSATIONS,
                &escalation(&id, "ESCALATED", "2026-11-21T14:10:00.000Z"),
            )
            .await;
        let opened = port.read(&key(&id)).await.unwrap().value.unwrap();
        assert_eq!(
            opened.row.customer().unwrap().name.as_deref(),
            Some("José"),
            "{form}"
        );
    }
}

#[tokio::test]
async fn tenants_and_usage_are_listed_and_a_missing_usage_table_is_no_failure() {
    let stage = Stage::empty().await;
    let tables = Tables::default();
    for (name, spec) in tables.specs() {
        if name != tables.usage_metrics && name != tables.customers {
            stage.create(name, spec).await;
        }
    }
    stage
        .put(
            &tables.tenants,
            &item([("tenantId", s(TENANT)), ("status", s("trial"))]),
        )
        .await;
    for month in ["2026-09", "2026-10", "2026-11"] {
        let row = item([
            ("tenantId", s(TENANT)),
            ("month", s(month)),
            ("messagesCount", n(5)),
        ]);
        stage.put(&tables.tenant_usage, &row).await;
    }
    let market = stage.market().await;
    let tenants = market.tenants.unwrap();
    assert_eq!(tenants.list(None).await.unwrap().items.len(), 1);
    assert!(
        tenants
            .read(&TenantId::from(TENANT))
            .await
            .unwrap()
            .value
            .is_some()
    );
    assert!(
        tenants
            .read(&TenantId::from("other"))
            .await
            .unwrap()
            .value
            .is_none()
    );
    let months = market
        .usage
        .unwrap()
        .months(&TenantId::from(TENANT), 2)
        .await
        .unwrap()
        .items;
    let names: Vec<&str> = months.iter().map(|month| month.month.as_str()).collect();
    assert_eq!(names, ["2026-11", "2026-10"]);
}

#[tokio::test]
async fn a_table_with_other_keys_is_refused_with_its_name() {
    let stage = Stage::new(ELSEWHERE).await;
    let why = Plan::discover(&stage.dynamo, &Tables::default())
        .await
        .unwrap_err();
    assert_eq!(why.trouble, Trouble::Refused);
    assert!(why.subject.contains(CONVERSATIONS), "{why}");
    let nothing = Stage::empty().await;
    let why = Plan::discover(&nothing.dynamo, &Tables::default())
        .await
        .unwrap_err();
    assert_eq!(why.trouble, Trouble::MissingTable);
}

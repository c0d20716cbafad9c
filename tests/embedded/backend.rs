//! Start, tables, addresses, size.

use std::time::Instant;

use switchboard::embedded::{self, Backend, DemoOptions, EmbeddedError, Engine, Tables};

fn still() -> DemoOptions {
    DemoOptions {
        speed: 0.0,
        ..DemoOptions::default()
    }
}

#[test]
fn only_loopback_is_listened_on() {
    let refused = Engine::start(Some("0.0.0.0:0".parse().unwrap()));
    assert!(matches!(refused, Err(EmbeddedError::NotLoopback(_))));
}

#[tokio::test]
async fn a_given_address_is_used_and_freed() {
    let first = Backend::start(still()).await.unwrap();
    let address = first
        .endpoint()
        .trim_start_matches("http://")
        .parse()
        .unwrap();
    let taken = Backend::start(DemoOptions {
        listen: Some(address),
        ..still()
    })
    .await;
    assert!(matches!(taken, Err(EmbeddedError::Listen { .. })));
    first.stop();
    let again = Backend::start(DemoOptions {
        listen: Some(address),
        ..still()
    })
    .await
    .unwrap();
    assert_eq!(again.endpoint(), format!("http://{address}"));
}

#[tokio::test]
async fn tables_have_the_systems_keys_and_indexes() {
    let indexes = async |queue_index| {
        let backend = Backend::start(DemoOptions {
            queue_index,
            ..still()
        })
        .await
        .unwrap();
        let client = embedded::client(&backend.endpoint());
        let mut shapes = Vec::new();
        let mut names = client
            .list_tables()
            .send()
            .await
            .unwrap()
            .table_names
            .unwrap();
        names.sort();
        for name in names {
            let table = client
                .describe_table()
                .table_name(&name)
                .send()
                .await
                .unwrap()
                .table
                .unwrap();
            let keys: Vec<_> = table
                .key_schema()
                .iter()
                .map(|k| k.attribute_name().to_owned())
                .collect();
            let mut indexes: Vec<_> = table
                .global_secondary_indexes()
                .iter()
                .map(|i| i.index_name().unwrap().to_owned())
                .collect();
            indexes.sort();
            shapes.push(format!("{name} {} [{}]", keys.join("+"), indexes.join(" ")));
        }
        shapes
    };
    let plain = [
        "agent_activations tenant_id+agent_id []",
        "agents id []",
        "ai-marketplace-conversations-platform tenantId+conversationId [CustomerIndex TimestampIndex]",
        "ai-marketplace-customers phoneNumber [TenantCustomersIndex]",
        "ai-marketplace-tenant-usage tenantId+month []",
        "ai-marketplace-tenants-platform tenantId [WhatsAppNumberIndex]",
        "ai-marketplace-usage-metrics tenantId+period []",
        "audit_logs tenant_id+sk []",
        "switchboard-control pk+sk [list-index]",
    ];
    assert_eq!(indexes(false).await, plain);
    let with_queue = indexes(true).await;
    assert_eq!(
        with_queue[2],
        "ai-marketplace-conversations-platform tenantId+conversationId [CustomerIndex TimestampIndex status-escalationTime-index]"
    );
}

#[tokio::test]
async fn the_control_table_says_its_version() {
    let backend = Backend::start(still()).await.unwrap();
    let client = embedded::client(&backend.endpoint());
    let meta = client
        .get_item()
        .table_name(Tables::default().control)
        .key(
            "pk",
            aws_sdk_dynamodb::types::AttributeValue::S("META".into()),
        )
        .key(
            "sk",
            aws_sdk_dynamodb::types::AttributeValue::S("SCHEMA".into()),
        )
        .send()
        .await
        .unwrap()
        .item
        .unwrap();
    assert_eq!(meta["version"].as_n().unwrap(), "1");
    assert_eq!(meta["oldestWriter"].as_n().unwrap(), "1");
    assert_eq!(meta["backendId"].as_s().unwrap().len(), 26);
}

#[tokio::test]
async fn generated_conversations_are_counted_and_repeatable() {
    let begun = Instant::now();
    let options = DemoOptions {
        conversations: 3000,
        ..still()
    };
    let backend = Backend::start(options).await.unwrap();
    println!("tables after {:?}", begun.elapsed());
    let loaded = backend.seeded().await.unwrap();
    println!("3000 after {:?}", begun.elapsed());
    assert!(loaded.stored >= 3000);
    assert_eq!(loaded.refused, 0);
}

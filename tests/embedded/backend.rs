//! Start, tables, addresses, size.

use switchboard::embedded::{self, Backend, DemoOptions, EmbeddedError, Engine, Tables};

use crate::items::{all, conversations, filled, messages, text};

fn still() -> DemoOptions {
    DemoOptions {
        speed: 0.0,
        ..DemoOptions::default()
    }
}

#[test]
fn only_loopback_is_listened_on() {
    let refused = Engine::start(Some("0.0.0.0:0".parse().unwrap()), None);
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
        "ai-marketplace-products-platform tenantId+productId [CategoryIndex StatusIndex]",
        "ai-marketplace-tenant-usage tenantId+month []",
        "ai-marketplace-tenants-platform tenantId [WhatsAppNumberIndex]",
        "ai-marketplace-usage-metrics tenantId+period []",
        "alquimista-operational-commands-prod command_id+created_at [status-created_at-index tenant_id-created_at-index]",
        "approval_decisions approval_id+approver_id []",
        "approval_requests id []",
        "audit_logs tenant_id+sk []",
        "aws-devops-dev-agent-execution-history agent_id+run_id [completed-runs-index status-runs-index tenant-runs-index user-runs-index]",
        "aws-devops-dev-agent-templates template_id [category-rating-index popular-templates-index public-usage-index tenant-templates-index]",
        "aws-devops-dev-experiment-run-logs experiment_id+log_timestamp [component-logs-index level-logs-index run-logs-index tenant-logs-index]",
        "aws-devops-dev-experiment-runs experiment_id+run_id [created-at-index experiment-status-index]",
        "aws-devops-dev-flow-node-configs flow_id+node_id [node-type-index tenant-flows-index]",
        "aws-devops-dev-lab-model-registry tenant_id+model_id [deployment-status-index project-models-index tenant-updated-index type-status-index]",
        "notification-agent-data-sources-prod user_id+source_id []",
        "notification-agent-notifications-prod user_id+notification_id []",
        "notification-agent-sync-state-prod user_id+source_id []",
        "notification-agent-users-prod user_id []",
        "operational_events event_category+sk []",
        "switchboard-control pk+sk [list-index]",
        "tenant_agents tenant_id+agent_id []",
        "tenant_integrations tenant_id+id []",
        "tenant_usage_daily tenant_id+sk []",
        "tenants id []",
        "users tenant_id+id []",
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
    let generated = async |rng| {
        let options = DemoOptions {
            conversations: 400,
            rng,
            ..still()
        };
        let (_backend, client) = filled(options).await;
        let mut items = all(&client, &conversations()).await;
        items.retain(|item| {
            let id = text(item, "conversationId").unwrap();
            id.contains("+5731655") || id.contains("+5511955000")
        });
        let mut said: Vec<_> = items
            .iter()
            .map(|item| {
                let said = messages(item)
                    .iter()
                    .map(|m| text(m, "content").unwrap().to_owned())
                    .collect();
                (
                    text(item, "conversationId").unwrap().to_owned(),
                    text(item, "status").map(str::to_owned),
                    said,
                )
            })
            .collect::<Vec<(String, Option<String>, Vec<String>)>>();
        said.sort();
        said
    };
    let first = generated(1).await;
    let plain = first.iter().filter(|(id, ..)| !id.contains('#')).count();
    let rows = first.iter().filter(|(id, ..)| id.contains('#')).count();
    assert_eq!(rows, 50);
    let waiting = first
        .iter()
        .filter(|(_, status, _)| status.as_deref() == Some("PASSED_TO_HUMAN"));
    let waiting: Vec<_> = waiting.collect();
    assert_eq!(waiting.len(), 3);
    let stubs = waiting.iter().filter(|(.., said)| said.is_empty()).count();
    assert_eq!(plain, 350 + stubs);
    assert_eq!(first, generated(1).await);
    assert_ne!(first, generated(2).await);
}

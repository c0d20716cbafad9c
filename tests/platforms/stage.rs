//! An engine with the tables of both systems, and raw access to it.

use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use switchboard::aws::dynamo::Dynamo;
use switchboard::aws::session::{Session, Target};
use switchboard::aws::table::TableSpec;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, ConversationKey, TenantId};
use switchboard::domain::text::Text;
use switchboard::platform::marketplace::Plan;
use switchboard::platform::{Platform, PlatformWriter, alquimista, marketplace};

pub type Item = HashMap<String, AttributeValue>;
pub const TENANT: &str = "tenant-plaza";
pub const CONVERSATIONS: &str = "ai-marketplace-conversations-platform";

pub struct Stage {
    pub dynamo: Dynamo,
    serving: tokio::task::JoinHandle<()>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Stage {
    /// All tables; the conversations' one with these indexes.
    pub async fn new(conversations: TableSpec) -> Self {
        let stage = Self::empty().await;
        let market = marketplace::schema::Tables::default();
        for (name, spec) in market.specs() {
            let spec = if name == CONVERSATIONS {
                conversations
            } else {
                spec
            };
            stage.create(name, spec).await;
        }
        for (name, spec) in alquimista::schema::Tables::default().specs() {
            stage.create(name, spec).await;
        }
        stage
    }

    pub async fn plain() -> Self {
        Self::new(marketplace::schema::CONVERSATIONS).await
    }

    pub async fn empty() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let database = dynoxide::Database::memory().unwrap();
        let serving = tokio::spawn(async move {
            let _ =
                dynoxide::server::serve_with_shutdown(listener, database, std::future::pending())
                    .await;
        });
        let session = Session::open(&Target::of_endpoint(&endpoint)).await;
        Self {
            dynamo: session.dynamo.clone(),
            serving,
        }
    }

    pub async fn create(&self, name: &str, spec: TableSpec) {
        assert!(self.dynamo.ensure_table(name, &spec).await.unwrap());
    }

    pub async fn put(&self, table: &str, item: &Item) {
        self.dynamo
            .raw()
            .put_item()
            .table_name(table)
            .set_item(Some(item.clone()))
            .send()
            .await
            .unwrap();
    }

    pub async fn get(&self, table: &str, key: Item) -> Option<Item> {
        self.dynamo.get(table, key).await.unwrap().value
    }

    /// The raw item of a conversation.
    pub async fn conversation(&self, id: &str) -> Option<Item> {
        self.get(
            CONVERSATIONS,
            item([("tenantId", s(TENANT)), ("conversationId", s(id))]),
        )
        .await
    }

    pub async fn market(&self) -> Platform {
        let tables = marketplace::schema::Tables::default();
        let plan = Plan::discover(&self.dynamo, &tables).await.unwrap();
        marketplace::reader(&self.dynamo, &tables, &plan)
    }

    /// Both sides of AlquimistaAI, as far as its tables are there.
    pub async fn alquimista(&self) -> (Platform, PlatformWriter) {
        let tables = alquimista::schema::Tables::default();
        let plan = alquimista::Plan::discover(&self.dynamo, &tables).await;
        let plan = plan.unwrap().unwrap();
        (
            alquimista::reader(&self.dynamo, &tables, &plan, None),
            alquimista::writer(&self.dynamo, &tables, &plan, None),
        )
    }

    pub async fn market_writer(&self) -> PlatformWriter {
        let tables = marketplace::schema::Tables::default();
        let plan = Plan::discover(&self.dynamo, &tables).await.unwrap();
        marketplace::writer(&self.dynamo, &tables, &plan)
    }
}

pub fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub fn n(number: i64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

pub fn item<const K: usize>(pairs: [(&str, AttributeValue); K]) -> Item {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub fn key(id: &str) -> ConversationKey {
    ConversationKey::marketplace(&TenantId::from(TENANT), id)
}

pub fn escalation(id: &str, status: &str, since: &str) -> Item {
    item([
        ("tenantId", s(TENANT)),
        ("conversationId", s(id)),
        ("status", s(status)),
        ("escalationTime", s(since)),
        ("escalationReason", s("Queja del cliente")),
        ("priority", s("high")),
        ("updatedAt", s(since)),
        ("unknownToUs", s("stays")),
    ])
}

pub fn actor() -> Actor {
    Actor {
        identity: "demo:ana".to_owned(),
        name: Text::from("Ana"),
        console: ConsoleId::from("01KAHCONSOLE"),
        host: Text::from("here"),
    }
}

pub fn instant(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

//! A frozen backend, a console behind a proxy that can go wrong, and a second one that looks straight.

use crate::support::proxy::Proxy;
use crate::support::{backend, claim_of, console, rows, trail, writing};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use switchboard::desk::{Desk, Resumed, Station, Writing};
use switchboard::domain::conversation::{Message, Origin, Speaker, Status};
use switchboard::domain::handoff::{Claim, Claimed, LEASE};
use switchboard::domain::id::{ConversationKey, TenantId};
use switchboard::embedded::{Backend, Seed, client};

pub const TENANT: &str = "tenant-ecommerce-solutions";
pub const CONVERSATIONS: &str = "ai-marketplace-conversations-platform";
/// All tenants of the plaza that have conversations of the kind that tests take.
const TENANTS: [&str; 3] = [
    TENANT,
    "tenant-ai-tech-solutions",
    "tenant-digital-consulting",
];

pub type Item = HashMap<String, AttributeValue>;

pub struct Scene {
    _backend: Backend,
    pub proxy: Proxy,
    pub raw: Client,
    pub state: tempfile::TempDir,
    /// Goes straight to the backend.
    pub eva: Desk<Writing>,
    _eva: Station,
}

impl Scene {
    pub async fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let backend = backend(Seed::Plaza).await;
        let proxy = Proxy::start(&backend.endpoint()).await;
        let eva = console(&backend.endpoint(), "eva", &state.path().join("eva")).await;
        Self {
            raw: client(&backend.endpoint()),
            eva: writing(&eva),
            _eva: eva,
            _backend: backend,
            proxy,
            state,
        }
    }

    /// A console behind the proxy. It ends when it and its desk are dropped; the next one goes on with
    /// its journal.
    pub async fn ana(&self) -> Ana {
        let state = self.state.path().join("ana");
        let station = console(&self.proxy.endpoint(), "ana", &state).await;
        Ana {
            desk: writing(&station),
            resumed: station.resumed.clone(),
        }
    }

    /// Conversations whose one item has the transcript and says that a person is waited for.
    pub async fn keys(&self) -> Vec<ConversationKey> {
        let mut keys = Vec::new();
        for tenant in TENANTS {
            let found = rows(&self.eva, tenant).await.into_iter().filter(|row| {
                let record = row.record.as_ref();
                record.is_some_and(|record| {
                    record.has_messages && record.status == Status::PassedToHuman
                })
            });
            keys.extend(found.map(|row| row.key));
        }
        keys
    }

    pub async fn key(&self) -> ConversationKey {
        self.keys().await.remove(0)
    }

    /// The item under the plain key, as it is.
    pub async fn item(&self, key: &ConversationKey) -> Option<Item> {
        self.stored(key.tenant.as_str(), key.conversation.as_str())
            .await
    }

    /// The item under just this key.
    pub async fn stored(&self, tenant: &str, id: &str) -> Option<Item> {
        let answer = self.raw.get_item().table_name(CONVERSATIONS);
        let answer = answer.set_key(Some(item_key(tenant, id))).send().await;
        answer.unwrap().item
    }

    /// Replaces a whole item, as the bot does.
    pub async fn put(&self, item: Item) {
        let put = self.raw.put_item().table_name(CONVERSATIONS);
        put.set_item(Some(item)).send().await.unwrap();
    }

    pub async fn delete(&self, tenant: &str, id: &str) {
        let delete = self.raw.delete_item().table_name(CONVERSATIONS);
        let delete = delete.set_key(Some(item_key(tenant, id))).send().await;
        delete.unwrap();
    }

    pub async fn status(&self, key: &ConversationKey) -> Status {
        let opened = self.eva.conversation(key).await.unwrap().value.unwrap();
        opened.conversation.row.status().clone()
    }

    pub async fn claim(&self, key: &ConversationKey) -> Option<Claim> {
        claim_of(&self.eva, key).await
    }

    /// What people said in it with just this text, as the screen shows it.
    pub async fn said(&self, key: &ConversationKey, text: &str) -> Vec<Message> {
        let opened = self.eva.conversation(key).await.unwrap().value.unwrap();
        let messages = opened.conversation.messages.into_iter();
        messages
            .filter(|message| matches!(message.from, Speaker::Human | Speaker::Note))
            .filter(|message| message.text.as_str() == text)
            .inspect(|message| assert_eq!(message.origin, Origin::Ours))
            .collect()
    }

    /// Audit rows that tell of an action on a conversation since the backend's start, by intent.
    pub async fn audited(&self, key: &ConversationKey, action: &str) -> usize {
        let tenant = TenantId::from(key.tenant.as_str());
        let rows = trail(&self.eva, key.platform, &tenant).await;
        rows.iter()
            .filter(|row| row.target == key.conversation.as_str())
            .filter(|row| row.action.as_str() == action && row.actor.starts_with("demo:"))
            .filter(|row| row.actor == "demo:ana" || row.actor == "demo:eva")
            .count()
    }
}

/// A console that can be dropped as a whole.
pub struct Ana {
    pub desk: Desk<Writing>,
    pub resumed: Resumed,
}

impl Ana {
    /// Takes a conversation that is free.
    pub async fn wins(&self, key: &ConversationKey) -> Claim {
        match self.desk.claim(key, None, LEASE).await.unwrap() {
            Claimed::Won { claim, .. } => claim,
            other => panic!("{other:?}"),
        }
    }
}

pub fn item_key(tenant: &str, id: &str) -> Item {
    HashMap::from([
        ("tenantId".to_owned(), s(tenant)),
        ("conversationId".to_owned(), s(id)),
    ])
}

pub fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub fn text<'a>(item: &'a Item, name: &str) -> &'a str {
    item.get(name)
        .and_then(|value| value.as_s().ok())
        .map_or("", String::as_str)
}

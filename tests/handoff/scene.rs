//! Two people before one conversation of a frozen backend.

use crate::support::{backend, console, trail, writing};
use crate::{TENANT, waiting};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use switchboard::desk::{Desk, Station, Writing};
use switchboard::domain::audit::AuditEntry;
use switchboard::domain::handoff::{Claim, Claimed, LEASE};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::text::Text;
use switchboard::embedded::{Backend, Seed, client};

const CONVERSATIONS: &str = "ai-marketplace-conversations-platform";

pub struct Two {
    pub backend: Backend,
    pub state: tempfile::TempDir,
    pub ana: Desk<Writing>,
    pub eva: Desk<Writing>,
    pub key: ConversationKey,
    _stations: [Station; 2],
}

impl Two {
    pub async fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let backend = backend(Seed::Plaza).await;
        let ana = console(&backend.endpoint(), "ana", &state.path().join("ana")).await;
        let eva = console(&backend.endpoint(), "eva", &state.path().join("eva")).await;
        let key = waiting(&writing(&ana)).await;
        Self {
            ana: writing(&ana),
            eva: writing(&eva),
            key,
            _stations: [ana, eva],
            state,
            backend,
        }
    }

    /// Ana takes it.
    pub async fn held_by_ana(&self) -> Claim {
        match self.ana.claim(&self.key, None, LEASE).await.unwrap() {
            Claimed::Won { claim, .. } => claim,
            other => panic!("{other:?}"),
        }
    }

    /// Eva takes it from Ana.
    pub async fn stolen_by_eva(&self, from: &Claim) -> Claim {
        let stolen = self
            .eva
            .steal(&self.key, Some(from.fence), &reason(), LEASE)
            .await
            .unwrap();
        match stolen {
            Claimed::Won { claim, .. } => claim,
            other => panic!("{other:?}"),
        }
    }

    /// Rows of the trail about the conversation with this action, newest first.
    pub async fn audited(&self, action: &str) -> Vec<AuditEntry> {
        let tenant = TenantId::from(TENANT);
        let rows = trail(&self.eva, PlatformId::Marketplace, &tenant).await;
        let about = rows.into_iter().filter(|row| {
            row.target == self.key.conversation.as_str() && row.action.as_str() == action
        });
        about
            .filter(|row| row.actor == "demo:ana" || row.actor == "demo:eva")
            .collect()
    }

    pub async fn status(&self) -> String {
        let opened = self.eva.conversation(&self.key).await.unwrap().value;
        opened.unwrap().conversation.row.status().word().to_owned()
    }

    /// The bot writes its whole item, as it was when it began to think.
    pub async fn clobber(&self) {
        let raw = self.raw();
        let key = HashMap::from([
            ("tenantId".to_owned(), s(TENANT)),
            (
                "conversationId".to_owned(),
                s(self.key.conversation.as_str()),
            ),
        ]);
        let read = raw.get_item().table_name(CONVERSATIONS).set_key(Some(key));
        let mut item = read.send().await.unwrap().item.unwrap();
        item.insert("status".to_owned(), s("active"));
        for gone in ["updatedAt", "humanTakeoverTime", "escalationTime"] {
            item.remove(gone);
        }
        let put = raw.put_item().table_name(CONVERSATIONS);
        put.set_item(Some(item)).send().await.unwrap();
    }

    /// A message of the customer arrives in the item.
    pub async fn customer_writes(&self, text: &str, at: jiff::Timestamp) {
        let element = AttributeValue::M(HashMap::from([
            ("id".to_owned(), s("m-late")),
            ("from".to_owned(), s("customer")),
            ("content".to_owned(), s(text)),
            ("type".to_owned(), s("text")),
            (
                "timestamp".to_owned(),
                s(&switchboard::domain::time::iso(at)),
            ),
        ]));
        self.raw()
            .update_item()
            .table_name(CONVERSATIONS)
            .key("tenantId", s(TENANT))
            .key("conversationId", s(self.key.conversation.as_str()))
            .update_expression("SET messages = list_append(messages, :m)")
            .expression_attribute_values(":m", AttributeValue::L(vec![element]))
            .send()
            .await
            .unwrap();
    }

    /// Whether the system's own item has the words among its messages.
    pub async fn in_item(&self, words: &str) -> bool {
        let read = self.raw().get_item().table_name(CONVERSATIONS);
        let read = read
            .key("tenantId", s(TENANT))
            .key("conversationId", s(self.key.conversation.as_str()));
        let item = read.send().await.unwrap().item.unwrap();
        let messages = item["messages"].as_l().unwrap();
        messages
            .iter()
            .filter_map(|one| one.as_m().ok()?.get("content")?.as_s().ok())
            .any(|content| content == words)
    }

    fn raw(&self) -> Client {
        client(&self.backend.endpoint())
    }
}

pub fn reason() -> Text {
    Text::from_untrusted("Ana salió a almorzar")
}

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

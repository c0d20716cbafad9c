//! A demo's tables, a provider that does as it is told, and consoles whose profile names it.

use crate::stub::Stub;
use crate::support::{backend, rows, writing};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;
use switchboard::connect::{Caller, Connector, NamedProfile, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{Desk, Station, Writing};
use switchboard::domain::conversation::Message;
use switchboard::domain::handoff::{Claim, Claimed, LEASE, Owned};
use switchboard::domain::id::{ConversationKey, MessageId};
use switchboard::domain::reply::{OpenReply, ReplyState};
use switchboard::embedded::{Backend, Seed, client};

pub const TENANT: &str = "tenant-ecommerce-solutions";

/// Meta by the stub; the token is in the tenant's item.
pub const META: &str = r#"usual = { route = "meta", base-url = "URL/" }"#;
/// Whapi by the stub.
pub const WHAPI: &str = r#"usual = { route = "whapi", base-url = "URL/", token = { item = "integrations.whatsappBusinessAPI.accessToken" } }"#;

pub struct Scene {
    pub backend: Backend,
    pub stub: Stub,
    pub state: tempfile::TempDir,
    pub raw: Client,
    pub ana: Desk<Writing>,
    pub key: ConversationKey,
    pub claim: Claim,
    pub channel: String,
}

impl Scene {
    /// Ana holds a conversation of a tenant with this channel.
    pub async fn new(channel: &str) -> Self {
        let backend = backend(Seed::Plaza).await;
        let stub = Stub::start();
        let state = tempfile::tempdir().unwrap();
        let channel = channel.replace("URL", &stub.url);
        let ana = console(&backend.endpoint(), &channel, "ana", state.path()).await;
        let ana = writing(&ana);
        let found = rows(&ana, TENANT).await.into_iter().find(|row| {
            let record = row.record.as_ref();
            row.status().waits_for_human() && record.is_some_and(|record| record.has_messages)
        });
        let key = found.unwrap().key;
        let Claimed::Won { claim, .. } = ana.claim(&key, None, LEASE).await.unwrap() else {
            panic!("won");
        };
        Self {
            raw: client(&backend.endpoint()),
            backend,
            stub,
            state,
            ana,
            key,
            claim,
            channel,
        }
    }

    /// Another console on the same tables; `ana` again: as after a restart.
    pub async fn console(&self, operator: &str) -> Station {
        let endpoint = self.backend.endpoint();
        console(&endpoint, &self.channel, operator, self.state.path()).await
    }

    pub async fn record(&self, text: &str) -> Message {
        match self.ana.reply(&self.claim, text).await.unwrap() {
            Owned::Done(message) => message,
            other => panic!("{other:?}"),
        }
    }

    /// Sends until it is not queued any more.
    pub async fn deliver(&self, id: &MessageId) -> OpenReply {
        loop {
            match self.ana.deliver(&self.claim, id).await.unwrap() {
                Owned::Done(reply) if reply.state == ReplyState::Queued => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                Owned::Done(reply) => return reply,
                other => panic!("{other:?}"),
            }
        }
    }

    pub async fn say(&self, text: &str) -> OpenReply {
        let message = self.record(text).await;
        self.deliver(&message.id).await
    }

    /// The row of a reply as it is in the table.
    pub async fn row(&self, id: &MessageId) -> HashMap<String, AttributeValue> {
        let get = self.raw.get_item().table_name(DEFAULT_NAME);
        let get = get.key("pk", s(&self.pk("CONV"))).consistent_read(true);
        let found = get.key("sk", s(&format!("OUT#{}", id.as_str())));
        found.send().await.unwrap().item.unwrap()
    }

    pub async fn state(&self, id: &MessageId) -> String {
        self.row(id).await["state"].as_s().unwrap().clone()
    }

    /// The reply in the transcript that another person reads.
    pub async fn seen(&self, id: &MessageId) -> Message {
        let eva = writing(&self.console("eva").await);
        let opened = eva.conversation(&self.key).await.unwrap().value.unwrap();
        let mut found = opened.conversation.messages.into_iter();
        found.find(|message| message.id == *id).unwrap()
    }

    /// Journal, table and transcript say the same.
    pub async fn agree(&self, id: &MessageId, state: ReplyState, word: &str) {
        assert_eq!(self.state(id).await, word);
        assert_eq!(self.seen(id).await.state, Some(state), "{word}");
        let (_, memory) = self.ana.journal().recall().unwrap();
        assert!(memory.unsettled.is_empty(), "{word}");
        let listed = self.row(id).await.contains_key("listPk");
        assert_eq!(listed, state.is_open(), "{word}");
    }

    /// Somebody else has it from now on, under the next fence.
    pub async fn lose(&self) {
        let update = self.raw.update_item().table_name(DEFAULT_NAME);
        let update = update.key("pk", s(&self.pk("CLAIM"))).key("sk", s("LOCK"));
        let update = update.update_expression("SET #o = :o, #p = :o, fence = fence + :one");
        let update = update.expression_attribute_names("#o", "owner");
        let update = update.expression_attribute_names("#p", "operator");
        let update = update.expression_attribute_values(":o", s("demo:eva"));
        let one = AttributeValue::N("1".to_owned());
        let update = update.expression_attribute_values(":one", one);
        update.send().await.unwrap();
    }

    /// Sets attributes of a reply's row.
    pub async fn set(&self, id: &MessageId, name: &str, value: &str) {
        let update = self.raw.update_item().table_name(DEFAULT_NAME);
        let update = update.key("pk", s(&self.pk("CONV")));
        let update = update.key("sk", s(&format!("OUT#{}", id.as_str())));
        let update = update.update_expression("SET #n = :v");
        let update = update.expression_attribute_names("#n", name);
        let update = update.expression_attribute_values(":v", s(value));
        update.send().await.unwrap();
    }

    fn pk(&self, kind: &str) -> String {
        let (tenant, id) = (self.key.tenant.as_str(), self.key.conversation.as_str());
        format!("{kind}#marketplace#{tenant}#{id}")
    }
}

pub fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// A console on these tables whose profile names this channel.
pub async fn console(endpoint: &str, channel: &str, operator: &str, state: &Path) -> Station {
    let text = format!(
        "at = {{ endpoint = \"{endpoint}\" }}\n[marketplace.delivery]\ntimeout-seconds = 1\n\
         templates = [{{ name = \"seguimiento\", language = \"es\" }}, \
         {{ name = \"pedido\", language = \"es\", body = \"Hola {{{{1}}}}, {{{{2}}}} sale. Gracias, {{{{1}}}}.\" }}, \
         {{ name = \"caso\", language = \"pt_BR\", body = \"Olá {{{{nome}}}}: {{{{assunto}}}}\" }}]\n{channel}",
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
        operator: Some(operator.to_owned()),
        readonly: false,
        control_table: DEFAULT_NAME.to_owned(),
        database: None,
        feed: Default::default(),
        state: Some(state.to_owned()),
    };
    Connector::new(wanted).connect().await.unwrap()
}

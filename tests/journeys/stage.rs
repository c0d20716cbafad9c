//! A frozen backend, consoles in pseudo-terminals, and the customers and bots of the journeys, who write their
//! raw rows as the real system does.
#![allow(dead_code)]

use crate::pty::{PATIENCE, Run, Tty};
use crate::support::proxy::Proxy;
use crate::support::{backend, claim_of, console, rows, trail, writing};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use switchboard::desk::{Desk, Station, Writing};
use switchboard::domain::audit::AuditEntry;
use switchboard::domain::conversation::{Conversation, Origin, Status};
use switchboard::domain::handoff::Claim;
use switchboard::domain::id::{ConversationKey, PlatformId};
use switchboard::embedded::{Backend, Seed, client};
use tokio::runtime::Runtime;

pub type Item = HashMap<String, AttributeValue>;

/// The table of the Marketplace's conversations.
pub const CONVERSATIONS: &str = "ai-marketplace-conversations-platform";
/// The tenant of the plaza whose items keep whole transcripts.
pub const TENANT: &str = "tenant-ecommerce-solutions";

pub fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

/// Who speaks in a row of the system.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    Customer,
    Bot,
}

pub struct Stage {
    runtime: Runtime,
    backend: Backend,
    raw: Client,
    state: tempfile::TempDir,
    /// A console without a screen that looks straight at the tables.
    looker: Desk<Writing>,
    _station: Station,
}

impl Stage {
    pub fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let state = tempfile::tempdir().unwrap();
        let (backend, station) = runtime.block_on(async {
            let backend = backend(Seed::Plaza).await;
            let folder = state.path().join("looker");
            let station = console(&backend.endpoint(), "looker", &folder).await;
            (backend, station)
        });
        Self {
            raw: client(&backend.endpoint()),
            looker: writing(&station),
            _station: station,
            runtime,
            backend,
            state,
        }
    }

    /// What a console of `operator` is started with; its journal stays for the next start.
    pub fn run(&self, operator: &str, more: &[&str]) -> Run {
        self.run_at(&self.backend.endpoint(), operator, more)
    }

    /// The same behind another address.
    pub fn run_at(&self, endpoint: &str, operator: &str, more: &[&str]) -> Run {
        let args = ["--endpoint", endpoint, "--operator", operator];
        Run::console(&[&args, more].concat(), &self.folder(operator))
    }

    /// A console of `operator` at 120×36 that shows the queue.
    pub fn console(&self, operator: &str) -> Tty {
        let tty = self.run(operator, &[]).start();
        tty.expect(" waiting").expect(" in all");
        tty
    }

    pub fn folder(&self, operator: &str) -> PathBuf {
        self.state.path().join(operator)
    }

    pub fn endpoint(&self) -> String {
        self.backend.endpoint()
    }

    /// An address before the backend whose lines can be made to go wrong.
    pub fn proxy(&self) -> Proxy {
        self.runtime
            .block_on(Proxy::start(&self.backend.endpoint()))
    }

    /// Runs something of the tests' own beside the consoles.
    pub fn ask<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    pub fn desk(&self) -> &Desk<Writing> {
        &self.looker
    }

    /// The conversations of [`TENANT`] that wait for a person and keep their whole transcript.
    pub fn waiting(&self) -> Vec<ConversationKey> {
        let found = self.ask(rows(&self.looker, TENANT)).into_iter();
        let whole = found.filter(|row| {
            let record = row.record.as_ref();
            record
                .is_some_and(|record| record.has_messages && record.status == Status::PassedToHuman)
        });
        whole.map(|row| row.key).collect()
    }

    pub fn item(&self, key: &ConversationKey) -> Item {
        let get = self.raw.get_item().table_name(CONVERSATIONS);
        let get = get.key("tenantId", s(key.tenant.as_str()));
        let get = get.key("conversationId", s(key.conversation.as_str()));
        self.ask(get.consistent_read(true).send())
            .unwrap()
            .item
            .unwrap()
    }

    /// Replaces a whole item on no condition, as the bot does.
    pub fn put(&self, item: Item) {
        let put = self.raw.put_item().table_name(CONVERSATIONS);
        self.ask(put.set_item(Some(item)).send()).unwrap();
    }

    /// Somebody says something: the item is read, gets one message more and is saved whole.
    pub fn says(&self, key: &ConversationKey, who: Who, text: &str) {
        let mut item = self.item(key);
        let now = switchboard::domain::time::iso(jiff::Timestamp::now());
        let (id, from) = match who {
            Who::Customer => (format!("wamid.{now}"), "customer"),
            Who::Bot => (format!("resp_{now}"), "bot"),
        };
        let message = Item::from([
            ("id".to_owned(), s(id)),
            ("from".to_owned(), s(from)),
            ("content".to_owned(), s(text)),
            ("type".to_owned(), s("text")),
            ("timestamp".to_owned(), s(now.clone())),
        ]);
        if let Some(AttributeValue::L(messages)) = item.get_mut("messages") {
            messages.push(AttributeValue::M(message));
        }
        item.insert("lastUpdate".to_owned(), s(now.clone()));
        item.insert("updatedAt".to_owned(), s(now));
        self.put(item);
    }

    pub fn claim(&self, key: &ConversationKey) -> Option<Claim> {
        self.ask(claim_of(&self.looker, key))
    }

    pub fn conversation(&self, key: &ConversationKey) -> Conversation {
        let opened = self.ask(self.looker.conversation(key)).unwrap().value;
        opened.unwrap().conversation
    }

    /// The audit rows that tell of `action` on a conversation, newest first.
    pub fn audited(&self, key: &ConversationKey, action: &str) -> Vec<AuditEntry> {
        let all = self.ask(trail(&self.looker, PlatformId::Marketplace, &key.tenant));
        let of = |row: &AuditEntry| {
            row.action.as_str() == action && row.target == key.conversation.as_str()
        };
        all.into_iter().filter(of).collect()
    }

    /// Waits until there are so many of them.
    pub fn expect_audited(&self, key: &ConversationKey, action: &str, times: usize) {
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let found = self.audited(key, action);
            if found.len() == times {
                return;
            }
            assert!(std::time::Instant::now() < deadline, "{action}: {found:?}");
            // A table tells nobody that it grew; this looks again.
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    pub fn state(&self) -> &Path {
        self.state.path()
    }
}

impl Stage {
    /// What `operator` holds now; a console holds one at a time in these journeys.
    pub fn held_by(&self, operator: &str) -> Option<Claim> {
        let claims = self.ask(self.looker.claims()).unwrap().into_iter();
        let mut live = claims.filter(|claim| claim.operator.as_str() == operator);
        live.find(|claim| claim.state == switchboard::domain::handoff::ClaimState::Held)
    }

    /// How often a person said `text` in a conversation.
    pub fn said(&self, key: &ConversationKey, text: &str) -> usize {
        let messages = self.conversation(key).messages.into_iter();
        let ours = messages.filter(|one| one.origin == Origin::Ours);
        ours.filter(|one| one.text.as_str() == text).count()
    }
}

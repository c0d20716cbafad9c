//! The people of the world: who writes to which tenant, and what the world knows of each chat.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::store::{Store, begins};
use crate::embedded::raw::{self, Item};

/// People taken from one tenant's partition, for each of the two forms of its keys.
const EACH: i32 = 60;

/// How a conversation is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All messages in one item under the plain key.
    Embedded,
    /// Each message overwrites the row under the prefixed key.
    LastOnly,
}

/// Somebody with a conversation.
#[derive(Clone, Debug)]
pub struct Person {
    pub tenant: String,
    /// The plain id, without `{tenant}#`.
    pub conversation: String,
    pub phone: String,
    pub shape: Shape,
    /// The bot was paused when the world last looked.
    pub waiting: bool,
    /// A person at a console holds the conversation.
    pub held: bool,
    /// Said goodbye to the bot.
    pub gone: bool,
    /// How often they asked whether anybody is there since they began to wait.
    pub asked: u8,
}

/// Index of a person in the roster.
pub type Who = usize;

/// Everybody the world knows; people are added and never removed.
#[derive(Default)]
pub struct Roster {
    people: Vec<Person>,
    by_key: BTreeMap<(String, String), Who>,
}

impl Roster {
    /// Reads the conversations of `tenants` as they lie in the table.
    pub async fn read(store: &mut Store, tenants: &[String]) -> Self {
        let mut roster = Self::default();
        let table = store.tables.marketplace.conversations.clone();
        for tenant in tenants {
            for start in ["conv_".to_owned(), raw::prefixed(tenant, "")] {
                let items = store
                    .query(&table, |q| {
                        begins(q, ("tenantId", tenant), ("conversationId", &start)).limit(EACH)
                    })
                    .await;
                for item in items {
                    roster.meet(&item);
                }
            }
        }
        roster
    }

    /// Adds the person behind an item of the conversations table, or adds to what is known.
    /// Nobody stands behind an item that no working bot could have written.
    pub fn meet(&mut self, item: &Item) -> Option<Who> {
        if !is_ordinary(item) {
            return None;
        }
        let tenant = raw::text(item, "tenantId")?;
        let id = raw::text(item, "conversationId")?;
        let plain = plain(tenant, id);
        let last_only = plain != id || !item.contains_key("messages");
        let who = self.add(tenant, plain, last_only);
        let status = raw::text(item, "status").unwrap_or_default();
        if let Some(person) = self.people.get_mut(who) {
            if item.contains_key("messages") {
                person.shape = Shape::Embedded;
            }
            if plain == id {
                person.waiting = is_paused(item);
                person.gone = status == "closed";
            }
        }
        Some(who)
    }

    /// The person with this conversation, new or known.
    pub fn add(&mut self, tenant: &str, conversation: &str, last_only: bool) -> Who {
        let key = (tenant.to_owned(), conversation.to_owned());
        if let Some(who) = self.by_key.get(&key) {
            return *who;
        }
        let who = self.people.len();
        self.people.push(Person {
            tenant: key.0.clone(),
            conversation: key.1.clone(),
            phone: phone_in(conversation).to_owned(),
            shape: if last_only {
                Shape::LastOnly
            } else {
                Shape::Embedded
            },
            waiting: false,
            held: false,
            gone: false,
            asked: 0,
        });
        self.by_key.insert(key, who);
        who
    }

    pub fn get(&self, who: Who) -> Option<&Person> {
        self.people.get(who)
    }

    pub fn get_mut(&mut self, who: Who) -> Option<&mut Person> {
        self.people.get_mut(who)
    }

    /// The person with this conversation, under either form of its key.
    pub fn find(&self, tenant: &str, id: &str) -> Option<Who> {
        let key = (tenant.to_owned(), plain(tenant, id).to_owned());
        self.by_key.get(&key).copied()
    }

    /// Everybody for whom `test` holds, in the order in which they were met.
    pub fn those(&self, test: impl Fn(&Person) -> bool) -> Vec<Who> {
        let people = self.people.iter().enumerate();
        people
            .filter(|(_, p)| test(p))
            .map(|(who, _)| who)
            .collect()
    }

    /// How many wait for a person and have none.
    pub fn waiting(&self) -> usize {
        self.people.iter().filter(|p| p.waiting && !p.held).count()
    }

    pub fn len(&self) -> usize {
        self.people.len()
    }
}

/// The id without the tenant's prefix.
pub fn plain<'a>(tenant: &str, id: &'a str) -> &'a str {
    id.strip_prefix(tenant)
        .and_then(|rest| rest.strip_prefix('#'))
        .unwrap_or(id)
}

/// The bot's own test of its pause: exact, and case-sensitive.
pub fn is_paused(item: &Item) -> bool {
    matches!(
        raw::text(item, "status"),
        Some("PASSED_TO_HUMAN" | "ESCALATED")
    )
}

/// Its status is a word and its messages a list, where it has them.
fn is_ordinary(item: &Item) -> bool {
    item.get("status").is_none_or(AttributeValue::is_s)
        && item.get("messages").is_none_or(|messages| {
            let list = messages.as_l();
            list.is_ok_and(|list| list.iter().all(AttributeValue::is_m))
        })
}

fn phone_in(conversation: &str) -> &str {
    conversation.rsplit('_').next().unwrap_or(conversation)
}

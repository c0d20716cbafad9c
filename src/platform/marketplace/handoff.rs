//! The pause and its end on the system's own item: one plain conditional update of named attributes each,
//! never in a transaction, because the bot writes this item too and loses a message when it is refused.

use super::item::conversation::record_of;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Updated};
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::write::Change;
use crate::domain::conversation::{Message, Record};
use crate::domain::id::ConversationKey;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::time::{iso, later_than};
use crate::platform::Write;
use crate::platform::value::unchanged;
use async_trait::async_trait;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

/// The only words that are ever written: what the bot checks, letter by letter.
const PAUSED: &str = "PASSED_TO_HUMAN";
const RESUMED: &str = "ACTIVE";
/// Priority of a takeover that nobody asked for: the system's word for a request by hand.
const BY_HAND: &str = "medium";

/// Writes on the conversations' table.
pub(super) struct Handoffs {
    dynamo: Dynamo,
    table: String,
}

impl Handoffs {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.conversations.clone(),
        }
    }

    /// Makes the change on the record as it was seen. An update that was repeated because its first answer
    /// got lost is refused by its own earlier work: the refusing item shows every value of this change.
    async fn write(
        &self,
        of: &ConversationKey,
        seen: &Record,
        assigns: Vec<(&'static str, Assign)>,
    ) -> Result<Write<Record>, Problem> {
        let change = Change {
            table: self.table.clone(),
            key: record_key(of),
            condition: Condition::All(vec![
                Condition::Exists("conversationId"),
                unchanged("updatedAt", seen.version.as_deref()),
            ]),
            assigns: assigns.clone(),
        };
        match self.dynamo.update(change).await? {
            Updated::Done(item) => Ok(Write::Done(record_of(&item))),
            Updated::Refused(Some(item)) if bears(&item, &assigns) => {
                Ok(Write::Done(record_of(&item)))
            }
            Updated::Refused(_) => Ok(Write::Stale),
        }
    }

    async fn append(&self, key: Item, message: AttributeValue) -> Result<bool, Problem> {
        let change = Change {
            table: self.table.clone(),
            key,
            assigns: vec![("messages", Assign::Append(AttributeValue::L(vec![message])))],
            condition: Condition::All(vec![
                Condition::Exists("conversationId"),
                Condition::Exists("messages"),
            ]),
        };
        match self.dynamo.update_never_twice(&change).await {
            Ok(Updated::Done(_)) => Ok(true),
            Ok(Updated::Refused(_)) => Ok(false),
            // `messages` is there and is no list.
            Err(why) if why.trouble == Trouble::Refused => Ok(false),
            Err(why) => Err(why),
        }
    }
}

#[async_trait]
impl crate::platform::Handoffs for Handoffs {
    async fn pause(
        &self,
        of: &ConversationKey,
        seen: &Record,
        operator: &Text,
        now: Timestamp,
    ) -> Result<Write<Record>, Problem> {
        let mut assigns = vec![
            ("status", Assign::Set(s(PAUSED))),
            ("assignedAgent", Assign::Set(s(operator.as_str()))),
            ("humanTakeoverTime", Assign::Set(s(iso(now)))),
            (
                "updatedAt",
                Assign::Set(s(later_than(now, seen.version.as_deref()))),
            ),
        ];
        // A bot's conversation waits from now on; without this time the queue index would not list it,
        // or would list it under the time of an escalation that was over long ago.
        if !seen.status.waits_for_human() {
            assigns.push(("escalationTime", Assign::Set(s(iso(now)))));
        }
        self.write(of, seen, assigns).await
    }

    async fn open_record(
        &self,
        of: &ConversationKey,
        reason: &Text,
        operator: &Text,
        now: Timestamp,
    ) -> Result<Write<Record>, Problem> {
        let mut item = record_key(of);
        let at = iso(now);
        for (name, value) in [
            ("status", PAUSED),
            ("escalationTime", &at),
            ("escalationReason", reason.as_str()),
            ("priority", BY_HAND),
            ("updatedAt", &at),
            ("assignedAgent", operator.as_str()),
            ("humanTakeoverTime", &at),
        ] {
            item.insert(name.to_owned(), s(value));
        }
        if self
            .dynamo
            .create(&self.table, item.clone(), "conversationId")
            .await?
        {
            return Ok(Write::Done(record_of(&item)));
        }
        // A creation that was repeated after a lost answer finds its own item.
        let found = self.dynamo.get(&self.table, record_key(of)).await?.value;
        Ok(match found {
            Some(found) if found == item => Write::Done(record_of(&found)),
            _ => Write::Stale,
        })
    }

    async fn resume(
        &self,
        of: &ConversationKey,
        seen: &Record,
        operator: &Text,
        now: Timestamp,
    ) -> Result<Write<Record>, Problem> {
        let assigns = vec![
            ("status", Assign::Set(s(RESUMED))),
            ("resolutionTime", Assign::Set(s(iso(now)))),
            ("resolvedBy", Assign::Set(s(operator.as_str()))),
            (
                "updatedAt",
                Assign::Set(s(later_than(now, seen.version.as_deref()))),
            ),
            ("assignedAgent", Assign::Remove),
        ];
        self.write(of, seen, assigns).await
    }

    async fn append_reply(&self, of: &ConversationKey, reply: &Message) -> Result<bool, Problem> {
        let (tenant, bare) = (of.tenant.as_str(), of.conversation.as_str());
        let element = element(of, reply);
        if self.append(record_key(of), element.clone()).await? {
            return Ok(true);
        }
        let prefixed = format!("{tenant}#{bare}");
        let talk = key(("tenantId", tenant), Some(("conversationId", &prefixed)));
        self.append(talk, element).await
    }
}

/// The item on which the bot reads its pause.
fn record_key(of: &ConversationKey) -> Item {
    key(
        ("tenantId", of.tenant.as_str()),
        Some(("conversationId", of.conversation.as_str())),
    )
}

/// Whether the item has every value that the change would have given it.
fn bears(item: &Item, assigns: &[(&'static str, Assign)]) -> bool {
    assigns.iter().all(|(name, assign)| match assign {
        Assign::Set(value) => item.get(*name) == Some(value),
        Assign::Remove => !item.contains_key(*name),
        Assign::Append(_) | Assign::Increment(_) => false,
    })
}

/// A reply as the system's own elements of `messages` look.
fn element(of: &ConversationKey, reply: &Message) -> AttributeValue {
    let mut map = Item::new();
    for (name, value) in [
        ("id", reply.id.as_str()),
        ("tenantId", of.tenant.as_str()),
        ("conversationId", of.conversation.as_str()),
        ("from", "human"),
        ("content", reply.text.as_str()),
        ("type", "text"),
    ] {
        map.insert(name.to_owned(), s(value));
    }
    if let Some(at) = reply.at {
        map.insert("timestamp".to_owned(), s(iso(at)));
    }
    AttributeValue::M(map)
}

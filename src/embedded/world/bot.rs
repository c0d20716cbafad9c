//! The marketplace bot, with its habits (backend facts 1.2 and 1.3): it looks for its pause under
//! the plain key, takes any failure for "not paused", writes whole items on no condition, and gives
//! a conversation away on a substring.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;

use super::roster::{Person, Shape, Who, is_paused};
use super::tellings::Escalation;
use super::{Event, Happening, World};
use crate::embedded::raw::{self, From, Item, Spoken, WAITING_LINE, n, s};
use crate::embedded::seed::iso;
use crate::embedded::triggers;

/// The functions behind the webhook, and their API (backend facts 1.7).
pub const RECEIVER: &str = "ai-marketplace-platform-webhook-handler";
pub const THINKER: &str = "ai-marketplace-platform-message-handler";
pub const API: &str = "AI-Marketplace-Assistant-Platform-API";

/// The longest list of messages that the simulated bot keeps; the oldest leave first.
const MOST_MESSAGES: usize = 60;

/// What `saveConversation` writes; every other attribute is gone after it.
const SAVED: [&str; 11] = [
    "tenantId",
    "conversationId",
    "customerId",
    "status",
    "lastIntent",
    "productInquiries",
    "messages",
    "createdAt",
    "lastUpdate",
    "escalationReason",
    "assignedAgent",
];

/// A message on its way to the bot.
#[derive(Clone, Debug)]
pub struct Inbound {
    pub text: String,
    pub intent: String,
    /// What the bot will say if it says something.
    pub answer: String,
}

/// An answer that the bot is still thinking about, with the item as it was when it began.
#[derive(Clone, Debug)]
pub struct Pending {
    pub who: Who,
    held: Option<Item>,
    answer: String,
    intent: String,
    confidence: u8,
    /// How long it thought.
    millis: u32,
}

impl World {
    /// A customer's message arrives at the bot.
    pub(super) async fn receive(&mut self, who: Who, message: Inbound) -> Happening {
        let Some(person) = self.roster.get(who).cloned() else {
            return Happening::Quiet;
        };
        self.called();
        if !self.resolver.resolves(&person.tenant) {
            return Happening::Unresolved(who);
        }
        if self.is_over_limit(&person.tenant).await {
            return self.refuse(who, &person.tenant);
        }
        let item = self.load(&person).await;
        if item.as_ref().is_some_and(is_paused) {
            return self.log_while_paused(who, &person, item, message).await;
        }
        if let Some(known) = self.roster.get_mut(who) {
            known.waiting = false;
        }
        let found = triggers::detect(&message.text);
        if !found.is_empty() {
            let cause = Cause {
                reason: found.reason(),
                priority: found.priority(),
            };
            return self.escalate(who, &person, item, message, cause).await;
        }
        if self.rng.u8(0..120) == 0 {
            let cause = Cause {
                reason: "Error técnico al leer el mensaje".to_owned(),
                priority: "high",
            };
            return self.escalate(who, &person, item, message, cause).await;
        }
        self.think(who, &person, item, message).await
    }

    /// The bot has made up its mind: it writes the item as it was when it began, and its answer.
    pub(super) async fn answer(&mut self, pending: Pending) -> Happening {
        let Some(person) = self.roster.get(pending.who).cloned() else {
            return Happening::Quiet;
        };
        let spoken = self.spoken(
            From::Bot,
            &pending.answer,
            &pending.intent,
            pending.confidence,
        );
        match person.shape {
            Shape::LastOnly => self.put_row(&person, &spoken).await,
            Shape::Embedded => {
                let mut item = pending.held.unwrap_or_else(|| new_item(&person));
                append(&mut item, &person, &spoken);
                item.insert("lastIntent".into(), s(pending.intent.clone()));
                if pending.intent == "despedida" {
                    item.insert("status".into(), s("closed"));
                }
                self.save(item).await;
            }
        }
        if pending.intent == "despedida"
            && let Some(known) = self.roster.get_mut(pending.who)
        {
            known.gone = true;
        }
        self.count_usage(&person.tenant, pending.answer.len()).await;
        self.store.meter.ran(THINKER, pending.millis, false);
        Happening::Answered(pending.who)
    }

    /// The provider calls the webhook, which hands the message on.
    fn called(&self) {
        // No draw of its own: what customers do must not depend on it.
        let millis = 18 + self.elapsed.subsec_millis() % 40;
        self.store.meter.answered(API, millis + 9, false);
        self.store.meter.ran(RECEIVER, millis, false);
    }

    /// The item under the plain key: the conversation, or only its escalation record.
    async fn load(&mut self, person: &Person) -> Option<Item> {
        let table = self.store.tables.marketplace.conversations.clone();
        self.store.get(&table, key(person)).await
    }

    /// Paused: the message is logged, the waiting line sent, nothing is counted as usage.
    async fn log_while_paused(
        &mut self,
        who: Who,
        person: &Person,
        item: Option<Item>,
        message: Inbound,
    ) -> Happening {
        if let Some(known) = self.roster.get_mut(who) {
            known.waiting = true;
        }
        let inbound = self.spoken(From::Ignored, &message.text, &message.intent, 0);
        let waiting = self.spoken(From::Bot, WAITING_LINE, "human_handoff", 100);
        match (person.shape, item) {
            (Shape::Embedded, Some(mut item)) if item.contains_key("messages") => {
                append(&mut item, person, &inbound);
                append(&mut item, person, &waiting);
                let table = self.store.tables.marketplace.conversations.clone();
                self.store.put(&table, item).await;
            }
            _ => self.put_row(person, &inbound).await,
        }
        Happening::Ignored(who)
    }

    /// The conversation goes to a person: an upsert under the plain key, and for a conversation of
    /// rows the whole row under the prefixed key with the other word for the same thing.
    async fn escalate(
        &mut self,
        who: Who,
        person: &Person,
        item: Option<Item>,
        message: Inbound,
        cause: Cause,
    ) -> Happening {
        let inbound = self.spoken(From::Customer, &message.text, &message.intent, 41);
        let line = self.pick(|voice| &voice.handing_over, &person.phone);
        let handing_over = self.spoken(From::Bot, &line, "human_handoff", 100);
        if person.shape == Shape::Embedded {
            let mut item = item.unwrap_or_else(|| new_item(person));
            append(&mut item, person, &inbound);
            append(&mut item, person, &handing_over);
            self.save(item).await;
        } else {
            self.put_row(person, &inbound).await;
        }
        let table = self.store.tables.marketplace.conversations.clone();
        let now = iso(self.now());
        self.store
            .update(&table, key(person), |update| {
                update
                    .update_expression(
                        "SET #s = :s, escalationTime = :t, escalationReason = :r, priority = :p, updatedAt = :t",
                    )
                    .expression_attribute_names("#s", "status")
                    .expression_attribute_values(":s", s("PASSED_TO_HUMAN"))
                    .expression_attribute_values(":t", s(now.clone()))
                    .expression_attribute_values(":r", s(cause.reason.clone()))
                    .expression_attribute_values(":p", s(cause.priority))
            })
            .await;
        if person.shape == Shape::LastOnly {
            self.store
                .put(&table, context_row(person, &cause, &message, &now))
                .await;
        }
        let escalation = Escalation {
            tenant: &person.tenant,
            business: self.business(&person.tenant),
            conversation: &person.conversation,
            phone: &person.phone,
            reason: &cause.reason,
            priority: cause.priority,
            at: now,
            said: Some(&message.text),
            intent: Some(&message.intent),
        };
        // Twice, as the real system does: by the escalation service, then by the notification service.
        self.feed.send(escalation.of_service());
        self.feed.send(escalation.of_notifier());
        self.count_usage(&person.tenant, message.text.len()).await;
        if let Some(known) = self.roster.get_mut(who) {
            known.waiting = true;
            known.asked = 0;
        }
        Happening::Escalated(who)
    }

    /// The message is stored at once; the answer comes when the bot has thought.
    async fn think(
        &mut self,
        who: Who,
        person: &Person,
        item: Option<Item>,
        message: Inbound,
    ) -> Happening {
        let confidence = self.rng.u8(55..98);
        let inbound = self.spoken(From::Customer, &message.text, &message.intent, confidence);
        let held = if person.shape == Shape::Embedded {
            let mut item = item.unwrap_or_else(|| new_item(person));
            append(&mut item, person, &inbound);
            item.insert("status".into(), s("active"));
            self.save(item.clone()).await;
            Some(item)
        } else {
            self.put_row(person, &inbound).await;
            None
        };
        let after = self.rng.u64(1_200..3_000);
        let pending = Pending {
            millis: u32::try_from(after).unwrap_or_default(),
            who,
            held,
            answer: message.answer,
            intent: message.intent,
            confidence,
        };
        let after = Duration::from_millis(after);
        self.after(after, Event::BotAnswers(pending));
        Happening::Wrote(who)
    }

    /// A whole item of the eleven attributes that the bot knows, on no condition.
    async fn save(&mut self, mut item: Item) {
        item.retain(|name, _| SAVED.contains(&name.as_str()));
        item.insert("lastUpdate".into(), s(iso(self.now())));
        let table = self.store.tables.marketplace.conversations.clone();
        self.store.put(&table, item).await;
    }

    async fn put_row(&mut self, person: &Person, spoken: &Spoken) {
        let table = self.store.tables.marketplace.conversations.clone();
        let row = spoken.row(&person.tenant, &person.conversation);
        self.store.put(&table, row).await;
    }

    fn spoken(&self, from: From, text: &str, intent: &str, confidence: u8) -> Spoken {
        Spoken {
            from,
            text: text.to_owned(),
            at: self.now(),
            intent: intent.to_owned(),
            confidence,
        }
    }
}

/// Why a conversation goes to a person.
struct Cause {
    reason: String,
    priority: &'static str,
}

fn key(person: &Person) -> Item {
    raw::item([
        ("tenantId", s(person.tenant.clone())),
        ("conversationId", s(person.conversation.clone())),
    ])
}

fn new_item(person: &Person) -> Item {
    let mut item = key(person);
    item.extend(raw::item([
        ("customerId", s(person.phone.clone())),
        ("status", s("active")),
        ("productInquiries", AttributeValue::L(Vec::new())),
        ("messages", AttributeValue::L(Vec::new())),
    ]));
    item
}

/// The metadata row, `timestamp` 0, that overwrites the last message.
fn context_row(person: &Person, cause: &Cause, message: &Inbound, now: &str) -> Item {
    raw::item([
        ("tenantId", s(person.tenant.clone())),
        (
            "conversationId",
            s(raw::prefixed(&person.tenant, &person.conversation)),
        ),
        ("timestamp", n(0)),
        ("customerId", s(person.phone.clone())),
        ("status", s("escalated")),
        ("lastIntent", s(message.intent.clone())),
        ("productInquiries", AttributeValue::L(Vec::new())),
        ("escalationReason", s(cause.reason.clone())),
        ("createdAt", s(now)),
        ("lastUpdate", s(now)),
    ])
}

fn append(item: &mut Item, person: &Person, spoken: &Spoken) {
    let element = spoken.element(&person.tenant, &person.conversation);
    let time = s(iso(spoken.at));
    item.entry("createdAt".to_owned())
        .or_insert_with(|| time.clone());
    item.insert("lastUpdate".into(), time);
    let messages = item
        .entry("messages".to_owned())
        .or_insert_with(|| AttributeValue::L(Vec::new()));
    // Anything but a list makes the real bot fail; the message is lost there as here.
    if let AttributeValue::L(messages) = messages {
        messages.push(element);
        let over = messages.len().saturating_sub(MOST_MESSAGES);
        messages.drain(..over);
    }
}

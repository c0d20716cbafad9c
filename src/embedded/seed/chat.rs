//! `[[chat]]`: one conversation, written as people talk, in the shape in which a system stores it.
//!
//! `messages` has a line for each: when, who, what. Who is `customer`, `bot`, `human`, `ignored`
//! (a customer's message that the paused bot only logged) or `waiting` (the bot's waiting line).

use serde::Deserialize;

use aws_sdk_dynamodb::types::AttributeValue;

use super::when::{Start, iso};
use super::{Row, Section, SeedError};
use crate::embedded::raw::{self, From, Item, Spoken, WAITING_LINE, n, s};
use crate::embedded::triggers;

/// How a conversation is stored (backend facts 1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Shape {
    /// One item with all messages inside.
    Embedded,
    /// A row under the prefixed key that each message overwrites, and a stub once escalated.
    Last,
    /// The escalation record alone.
    Record,
}

/// What is left out is what the bot itself would write for the last message that it read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Escalated {
    at: Option<String>,
    reason: Option<String>,
    priority: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Resolved {
    at: String,
    by: String,
}

/// A conversation as a seed states it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chat {
    shape: Shape,
    tenant: String,
    phone: String,
    name: Option<String>,
    /// `es` or `pt`; the customer's row knows `es` and `en` only, so `pt` leaves it out.
    #[serde(default)]
    lang: Option<String>,
    /// The conversation's id where it is not `conv_{tenant}_{phone}`.
    id: Option<String>,
    /// Stored as it is; absent means no such attribute.
    status: Option<String>,
    escalated: Option<Escalated>,
    resolved: Option<Resolved>,
    #[serde(default)]
    intent: Option<String>,
    #[serde(default)]
    products: Vec<String>,
    #[serde(default)]
    messages: String,
}

impl Chat {
    /// The rows of this conversation, and of its customer when it has a name.
    ///
    /// # Errors
    /// When a time or a line cannot be read, or the shape lacks what it stores.
    pub fn rows(&self, place: &str, start: Start) -> Result<Vec<Row>, SeedError> {
        let spoken = self.spoken(place, start)?;
        let id = self.conversation();
        let mut rows = match self.shape {
            Shape::Embedded => vec![self.embedded(&id, &spoken, place, start)?],
            Shape::Last => {
                let last = spoken
                    .last()
                    .ok_or_else(|| SeedError::new(place, "shape \"last\" needs a message"))?;
                let mut items = vec![last.row(&self.tenant, &id)];
                if self.escalated.is_some() {
                    items.push(self.record(&id, place, start)?);
                }
                items
            }
            Shape::Record => vec![self.record(&id, place, start)?],
        }
        .into_iter()
        .map(|item| Row::new(Section::Conversations, item))
        .collect::<Vec<_>>();
        rows.extend(self.customer(&spoken, start));
        Ok(rows)
    }

    fn conversation(&self) -> String {
        match &self.id {
            Some(id) => id.clone(),
            None => format!("conv_{}_{}", self.tenant, self.phone),
        }
    }

    fn spoken(&self, place: &str, start: Start) -> Result<Vec<Spoken>, SeedError> {
        let lines = self.messages.lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty())
            .enumerate()
            .map(|(i, line)| {
                self.line(i, line, start)
                    .map_err(|e| SeedError::new(&format!("{place}.messages line {}", i + 1), e))
            })
            .collect()
    }

    fn line(&self, index: usize, line: &str, start: Start) -> Result<Spoken, String> {
        let mut parts = line.splitn(3, char::is_whitespace);
        let at = start.instant(parts.next().unwrap_or_default())?;
        let (who, text) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        let (from, text) = match who {
            "customer" => (From::Customer, text.trim_start()),
            "ignored" => (From::Ignored, text.trim_start()),
            "bot" => (From::Bot, text.trim_start()),
            "human" => (From::Human, text.trim_start()),
            "waiting" => (From::Bot, WAITING_LINE),
            other => {
                return Err(format!(
                    "{other:?} is nobody: customer, ignored, bot, human, waiting"
                ));
            }
        };
        if text.is_empty() {
            return Err("the message is empty".to_owned());
        }
        Ok(Spoken {
            from,
            text: text.to_owned(),
            at,
            intent: self.intent.clone().unwrap_or_else(|| "general".to_owned()),
            confidence: 62 + u8::try_from(index * 7 % 36).unwrap_or(0),
        })
    }

    /// Shape 3: the whole conversation in one item.
    fn embedded(
        &self,
        id: &str,
        spoken: &[Spoken],
        place: &str,
        start: Start,
    ) -> Result<Item, SeedError> {
        let (Some(first), Some(last)) = (spoken.first(), spoken.last()) else {
            return Err(SeedError::new(place, "shape \"embedded\" needs messages"));
        };
        let mut item = self.record(id, place, start)?;
        let messages = spoken.iter().map(|m| m.element(&self.tenant, id)).collect();
        let products = self.products.iter().map(s).collect();
        item.extend(raw::item([
            ("customerId", s(self.phone.clone())),
            ("lastIntent", s(last.intent.clone())),
            ("productInquiries", AttributeValue::L(products)),
            ("messages", AttributeValue::L(messages)),
            ("createdAt", s(iso(first.at))),
            ("lastUpdate", s(iso(last.at))),
        ]));
        if let Some(said) = spoken.iter().rev().find(|m| m.from == From::Bot) {
            item.insert("lastResponse".into(), s(said.text.clone()));
        }
        Ok(item)
    }

    /// Shape 1: what the escalation service alone writes.
    fn record(&self, id: &str, place: &str, start: Start) -> Result<Item, SeedError> {
        let at = |text: &str| {
            start
                .instant(text)
                .map(iso)
                .map_err(|e| SeedError::new(place, e))
        };
        let mut item = raw::item([
            ("tenantId", s(self.tenant.clone())),
            ("conversationId", s(id)),
        ]);
        if let Some(status) = &self.status {
            item.insert("status".into(), s(status.clone()));
        }
        if let Some(escalated) = &self.escalated {
            item.extend(self.escalation(escalated, place, start)?);
        }
        if let Some(resolved) = &self.resolved {
            let time = at(&resolved.at)?;
            item.extend(raw::item([
                ("resolutionTime", s(time.clone())),
                ("resolvedBy", s(resolved.by.clone())),
                ("updatedAt", s(time)),
            ]));
        }
        Ok(item)
    }

    fn escalation(&self, stated: &Escalated, place: &str, start: Start) -> Result<Item, SeedError> {
        let spoken = self.spoken(place, start)?;
        let read = spoken.iter().rev().find(|m| m.from == From::Customer);
        let found = read.map(|m| triggers::detect(&m.text)).unwrap_or_default();
        let missing = || {
            SeedError::new(
                place,
                "the last message read holds no keyword: state at, reason and priority",
            )
        };
        let time = match (&stated.at, read) {
            (Some(at), _) => iso(start.instant(at).map_err(|e| SeedError::new(place, e))?),
            (None, Some(read)) => iso(read.at),
            (None, None) => return Err(missing()),
        };
        if found.is_empty() && (stated.reason.is_none() || stated.priority.is_none()) {
            return Err(missing());
        }
        let reason = stated.reason.clone().unwrap_or_else(|| found.reason());
        let priority = stated
            .priority
            .clone()
            .unwrap_or_else(|| found.priority().to_owned());
        Ok(raw::item([
            ("escalationTime", s(time.clone())),
            ("escalationReason", s(reason)),
            ("priority", s(priority)),
            ("updatedAt", s(time)),
        ]))
    }

    /// The customer's row, keyed `{tenant}#{phone}`; `totalConversations` really counts messages.
    fn customer(&self, spoken: &[Spoken], start: Start) -> Option<Row> {
        let name = self.name.as_ref()?;
        let last = spoken.last().map_or(start.0, |m| m.at);
        let first = spoken.first().map_or(start.0, |m| m.at);
        let intents = self.intent.iter().map(s).collect();
        let mut item = raw::item([
            ("phoneNumber", s(raw::prefixed(&self.tenant, &self.phone))),
            ("tenantId", s(self.tenant.clone())),
            ("name", s(name.clone())),
            ("inquiryHistory", AttributeValue::L(intents)),
            ("leadScore", n(20 + spoken.len() * 5)),
            ("totalConversations", n(spoken.len())),
            ("lastInteraction", s(iso(last))),
            ("createdAt", s(iso(first))),
            ("updatedAt", s(iso(last))),
        ]);
        if self.lang.as_deref() != Some("pt") {
            item.insert("preferredLanguage".into(), s("es"));
        }
        Some(Row::new(Section::Customers, item))
    }
}

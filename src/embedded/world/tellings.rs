//! What the marketplace tells its topics of escalations: the six bodies of backend facts 1.5, written as its
//! services write them and by no code of the console; and the platform's own people, who reset, alert and sum up.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};

use super::roster::Who;
use super::{Happening, World};
use crate::embedded::raw::{self, s};
use crate::embedded::seed::{Row, Section, iso};
use crate::embedded::triggers;

/// An escalation as the services know it.
pub struct Escalation<'a> {
    pub tenant: &'a str,
    pub business: String,
    pub conversation: &'a str,
    pub phone: &'a str,
    pub reason: &'a str,
    pub priority: &'a str,
    /// ISO-8601.
    pub at: String,
    /// What the customer wrote.
    pub said: Option<&'a str>,
    pub intent: Option<&'a str>,
}

impl Escalation<'_> {
    /// Body 1: no `type`.
    pub fn of_service(&self) -> String {
        pretty(&self.fields())
    }

    /// Body 2.
    pub fn of_notifier(&self) -> String {
        let mut body = self.fields();
        put(&mut body, "type", "escalation_notification");
        put(&mut body, "customerPhone", self.phone);
        if let Some(said) = self.said {
            let about = self
                .intent
                .map_or(String::new(), |intent| format!(" Intención: {intent}."));
            let summary = format!("El cliente escribió: «{said}».{about}");
            put(&mut body, "conversationSummary", &summary);
        }
        let line = format!("🔔 Escalación {} - {}", self.priority, self.business);
        put(&mut body, "formattedMessage", &line);
        pretty(&body)
    }

    /// Body 3: nobody knows the number, and there are no triggers.
    fn of_alert(&self) -> String {
        let mut body = self.fields();
        put(&mut body, "type", "escalation_notification");
        put(&mut body, "customerPhone", "unknown");
        put(&mut body, "priority", "urgent");
        if let Some(triggers) = body.get_mut("triggers") {
            *triggers = json!([]);
        }
        pretty(&body)
    }

    /// Body 6: plain text.
    fn of_orchestrator(&self) -> String {
        format!(
            "Customer: {}\nTenant: {}\nReason: {}\nLast Intent: {}\nMessage: {}",
            self.phone,
            self.tenant,
            self.reason,
            self.intent.unwrap_or("fallback"),
            self.said.unwrap_or("-"),
        )
    }

    fn fields(&self) -> Value {
        let found = triggers::of_reason(self.reason);
        let told: Vec<Value> = found
            .iter()
            .map(|one| {
                json!({
                    "type": one.word,
                    "reason": one.reason,
                    "confidence": one.confidence,
                    "metadata": {"keyword": one.keyword, "category": one.category},
                })
            })
            .collect();
        json!({
            "tenantId": self.tenant,
            "businessName": self.business,
            "conversationId": self.conversation,
            "escalationReason": self.reason,
            "priority": self.priority,
            "suggestedAgent": suggested(&found),
            "estimatedResolutionTime": minutes(self.priority, &found),
            "triggers": told,
            "timestamp": self.at,
            "escalationContacts": {"email": "escalaciones@example.com"},
        })
    }
}

fn suggested(found: &[triggers::Told]) -> &'static str {
    let has = |category: &str| found.iter().any(|one| one.category == category);
    if has("price_negotiation") {
        "sales_agent"
    } else if has("complaint") {
        "customer_service_supervisor"
    } else if has("technical_support") {
        "technical_support"
    } else if has("manager_request") || has("urgency") {
        "senior_agent"
    } else {
        "general_agent"
    }
}

/// Ten more for each question that is not simple, 120 at most.
fn minutes(priority: &str, found: &[triggers::Told]) -> usize {
    let base = match priority {
        "urgent" => 5,
        "high" => 10,
        "medium" => 15,
        _ => 30,
    };
    let complex = found.iter().filter(|one| one.word == "complex_query");
    (base + 10 * complex.count()).min(120)
}

fn put(body: &mut Value, name: &str, value: &str) {
    if let Value::Object(fields) = body {
        fields.insert(name.to_owned(), Value::from(value));
    }
}

fn pretty(body: &Value) -> String {
    serde_json::to_string_pretty(body).unwrap_or_default()
}

/// Bodies 1 and 2 of every escalation of a seed that still waits.
pub fn of_seed(rows: &[Row]) -> Vec<String> {
    let conversations = rows
        .iter()
        .filter(|row| row.section == Section::Conversations);
    let mut bodies = Vec::new();
    for row in conversations {
        let text = |name: &str| raw::text(&row.item, name);
        let (Some("PASSED_TO_HUMAN"), Some(tenant), Some(conversation), Some(reason), Some(at)) = (
            text("status"),
            text("tenantId"),
            text("conversationId"),
            text("escalationReason"),
            text("escalationTime"),
        ) else {
            continue;
        };
        let escalation = Escalation {
            tenant,
            business: tenant.to_owned(),
            conversation,
            phone: text("customerId").unwrap_or("unknown"),
            reason,
            priority: text("priority").unwrap_or_default(),
            at: at.to_owned(),
            said: last_said(row.item.get("messages")),
            intent: text("lastIntent"),
        };
        bodies.push(escalation.of_service());
        bodies.push(escalation.of_notifier());
    }
    bodies
}

/// What the customer wrote last.
fn last_said(messages: Option<&AttributeValue>) -> Option<&str> {
    let messages = messages?.as_l().ok()?;
    let mut maps = messages
        .iter()
        .rev()
        .filter_map(|message| message.as_m().ok());
    let said = maps.find(|message| raw::text(message, "from") == Some("customer"))?;
    raw::text(said, "content")
}

impl World {
    pub(super) fn business(&self, tenant: &str) -> String {
        let names = &self.resolver.names;
        names.get(tenant).map_or(tenant, String::as_str).to_owned()
    }

    /// The platform's people: one resets a conversation, one raises an alert, a report goes out, the older
    /// path tells of one in its own way.
    pub(super) async fn office(&mut self) -> Happening {
        let waiting = self.roster.those(|person| person.waiting && !person.held);
        let deed = self.deeds % 4;
        self.deeds = self.deeds.wrapping_add(1);
        let Some(who) = self.office.choice(waiting.iter().copied()) else {
            self.sum_up(0);
            return Happening::Quiet;
        };
        match deed {
            0 => return self.reset(who).await,
            1 | 2 => self.tell_again(who, deed == 1),
            _ => self.sum_up(waiting.len()),
        }
        Happening::Quiet
    }

    fn tell_again(&mut self, who: Who, alert: bool) {
        let Some(person) = self.roster.get(who).cloned() else {
            return;
        };
        let escalation = Escalation {
            tenant: &person.tenant,
            business: self.business(&person.tenant),
            conversation: &person.conversation,
            phone: &person.phone,
            reason: if alert {
                "El cliente sigue esperando"
            } else {
                "La conversación no avanza"
            },
            priority: "urgent",
            at: iso(self.now()),
            said: None,
            intent: None,
        };
        self.feed.send(if alert {
            escalation.of_alert()
        } else {
            escalation.of_orchestrator()
        });
    }

    /// The admin API's reset: four attributes on no condition, then body 4.
    async fn reset(&mut self, who: Who) -> Happening {
        let Some(person) = self.roster.get_mut(who) else {
            return Happening::Quiet;
        };
        person.waiting = false;
        let (tenant, conversation) = (person.tenant.clone(), person.conversation.clone());
        let table = self.store.tables.marketplace.conversations.clone();
        let key = raw::item([
            ("tenantId", s(tenant.clone())),
            ("conversationId", s(conversation.clone())),
        ]);
        let now = iso(self.now());
        self.store
            .update(&table, key, |update| {
                update
                    .update_expression(
                        "SET #s = :s, resolutionTime = :t, resolvedBy = :b, updatedAt = :t",
                    )
                    .expression_attribute_names("#s", "status")
                    .expression_attribute_values(":s", s("ACTIVE"))
                    .expression_attribute_values(":t", s(now.clone()))
                    .expression_attribute_values(":b", s("admin-plataforma"))
            })
            .await;
        let body = json!({
            "type": "escalation_resolved",
            "tenantId": tenant,
            "businessName": self.business(&tenant),
            "conversationId": conversation,
            "resolvedBy": "admin-plataforma",
            "resolutionTime": 0,
            "timestamp": now,
        });
        self.feed.send(pretty(&body));
        Happening::Reset(who)
    }

    fn sum_up(&mut self, unresolved: usize) {
        let now = iso(self.now());
        let body = json!({
            "type": "daily_summary",
            "date": now.get(..10).unwrap_or_default(),
            "summary": {
                "totalEscalations": self.arrivals,
                "byPriority": {},
                "avgResolutionTime": 0,
                "unresolved": unresolved,
            },
        });
        self.feed.send(pretty(&body));
    }
}

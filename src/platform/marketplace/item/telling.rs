//! The six bodies that the system publishes about escalations (backend facts 1.5), raw or wrapped in an SNS
//! envelope. Total: whatever cannot be read comes back as such, with how it begins and nobody's number in it.

use crate::domain::briefing::{Briefing, DaySummary, Resolution, Told, Trigger, Unread, Whose};
use crate::domain::escalation::Priority;
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::letter::Letter;
use crate::domain::mask;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// Characters of a text that are kept: a summary is read on a card.
const LONGEST: usize = 2_000;
/// Characters of a text of a trigger.
const SHORT: usize = 300;
/// Bytes of tenant and conversation together: more are no key of any table.
const LONGEST_KEY: usize = 1_024;
/// Characters of a body that nobody can read.
const UNREAD: usize = 1_000;
/// Envelopes within envelopes that are opened: a topic behind a topic.
const ENVELOPES: u32 = 2;
/// Triggers that are looked at.
const MOST: usize = 100;
/// Fewer digits are no number of a customer (`unknown`).
const SHORTEST_PHONE: usize = 8;

type Object = Map<String, Value>;

/// What a message says. `now` stands in where nothing says when it was told.
///
/// # Errors
/// When it is none of the six bodies.
pub fn told(letter: &Letter, now: Timestamp) -> Result<Told, Unread> {
    let (body, sent) = opened(&letter.body, letter.sent);
    let at = sent.unwrap_or(now);
    let read = match serde_json::from_str::<Value>(&body) {
        Ok(Value::Object(fields)) => of_object(&fields, at),
        Ok(_) => Err("no object"),
        Err(_) => of_text(&body, at),
    };
    read.map_err(|why| Unread {
        why,
        body: Text::from_untrusted(&mask::identifiers(&clipped(&body, UNREAD))),
    })
}

/// The identity of what is said: that of the envelope, which a topic may hand to a queue twice.
pub fn identity(letter: &Letter) -> String {
    let envelope = serde_json::from_str::<Value>(&letter.body);
    let id = envelope.ok().filter(is_envelope);
    let id = id.and_then(|value| Some(value.get("MessageId")?.as_str()?.to_owned()));
    let id = id.unwrap_or_else(|| letter.id.clone());
    id.chars().take(128).collect()
}

/// The body without its envelopes, and when it was sent.
fn opened(raw: &str, mut sent: Option<Timestamp>) -> (String, Option<Timestamp>) {
    let mut body = raw.to_owned();
    for _ in 0..ENVELOPES {
        let Ok(value) = serde_json::from_str::<Value>(&body) else {
            break;
        };
        let message = value.get("Message").and_then(Value::as_str);
        let (true, Some(message)) = (is_envelope(&value), message) else {
            break;
        };
        let stamp = value.get("Timestamp").and_then(Value::as_str);
        sent = stamp.and_then(time::parse).or(sent);
        body = message.to_owned();
    }
    (body, sent)
}

fn is_envelope(value: &Value) -> bool {
    value.get("Type").and_then(Value::as_str) == Some("Notification")
}

fn of_object(fields: &Object, sent: Timestamp) -> Result<Told, &'static str> {
    match string(fields, "type").as_deref() {
        None | Some("escalation_notification") => escalated(fields, sent),
        Some("escalation_resolved") => resolved(fields, sent),
        Some("daily_summary") => summary(fields),
        Some(_) => Err("another type"),
    }
}

/// Bodies 1, 2 and 3.
fn escalated(fields: &Object, sent: Timestamp) -> Result<Told, &'static str> {
    let phone = string(fields, "customerPhone").and_then(number);
    let whose = whose(fields, phone.as_deref())?;
    let mut briefing = Briefing::new(at(fields, sent));
    let priority = string(fields, "priority").unwrap_or_default();
    briefing.priority = Priority::from_raw(&clipped(&priority, 40));
    briefing.reason = text(fields, "escalationReason").map(|said| masked(&said));
    briefing.suggested = text(fields, "suggestedAgent");
    briefing.estimate = minutes(fields.get("estimatedResolutionTime"));
    let shown = phone.as_deref().map(mask::phone);
    briefing.summary = string(fields, "conversationSummary")
        .map(|raw| match (&phone, &shown) {
            (Some(phone), Some(shown)) => raw
                .replace(phone.as_str(), shown)
                .replace(phone.trim_start_matches('+'), shown),
            _ => raw,
        })
        .and_then(|raw| told_text(&raw));
    briefing.phone = shown.as_deref().map(Text::from_untrusted);
    briefing.last_intent = text(fields, "lastIntent");
    if let Some(Value::Array(triggers)) = fields.get("triggers") {
        let objects = triggers.iter().take(MOST).filter_map(Value::as_object);
        briefing.triggers = objects.map(trigger).collect();
    }
    briefing.settle();
    Ok(Told::Escalated(whose, Box::new(briefing)))
}

fn trigger(fields: &Object) -> Trigger {
    let text = |fields: &Object, name: &str| {
        let text = self::text(fields, name)?;
        Some(Text::from_untrusted(&clipped(&text, SHORT)))
    };
    let reason = text(fields, "reason");
    let metadata = fields.get("metadata").and_then(Value::as_object);
    let keyword = metadata
        .and_then(|metadata| text(metadata, "keyword"))
        .or_else(|| text(fields, "keyword"))
        .or_else(|| reason.as_ref().and_then(quoted));
    Trigger {
        kind: text(fields, "type"),
        confidence: fields
            .get("confidence")
            .and_then(fraction)
            .filter(|sure| (0.0..=1.0).contains(sure)),
        reason,
        keyword,
    }
}

/// The word in quotes with which a reason ends.
fn quoted(reason: &Text) -> Option<Text> {
    let before = reason.trim_end().strip_suffix('"')?;
    let (_, word) = before.rsplit_once('"')?;
    (!word.trim().is_empty()).then(|| Text::from_untrusted(word))
}

/// Body 4.
fn resolved(fields: &Object, sent: Timestamp) -> Result<Told, &'static str> {
    let Whose::Conversation(key) = whose(fields, None)? else {
        return Err("no conversation");
    };
    let resolution = Resolution {
        at: at(fields, sent),
        by: text(fields, "resolvedBy"),
    };
    Ok(Told::Resolved(key, resolution))
}

/// Body 5.
fn summary(fields: &Object) -> Result<Told, &'static str> {
    let date = text(fields, "date").ok_or("no date")?;
    let summary = fields.get("summary").and_then(Value::as_object);
    let count = |name| {
        let value = summary?.get(name)?;
        value.as_u64().or_else(|| value.as_str()?.parse().ok())
    };
    Ok(Told::Summary(DaySummary {
        date: Text::from_untrusted(&clipped(&date, 40)),
        escalations: count("totalEscalations"),
        unresolved: count("unresolved"),
    }))
}

/// Body 6: lines of `Name: value`, of which the message is the last and may go on over lines.
fn of_text(body: &str, at: Timestamp) -> Result<Told, &'static str> {
    let mut fields = Object::new();
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let name = match name.trim().to_ascii_lowercase().as_str() {
            "customer" => "customer",
            "tenant" => "tenantId",
            "reason" => "escalationReason",
            "last intent" => "lastIntent",
            "message" => "message",
            _ => continue,
        };
        let mut value = value.trim().to_owned();
        if name == "message" {
            for more in lines.by_ref() {
                value.push('\n');
                value.push_str(more);
            }
        }
        if !fields.contains_key(name) {
            fields.insert(name.to_owned(), Value::String(value));
        }
    }
    let customer = string(&fields, "customer").ok_or("no customer")?;
    let phone = customer.rsplit('#').next().unwrap_or_default().to_owned();
    let phone = number(phone).ok_or("no customer")?;
    let whose = whose(&fields, Some(&phone))?;
    let mut briefing = Briefing::new(at);
    briefing.reason = text(&fields, "escalationReason").map(|said| masked(&said));
    briefing.last_intent = text(&fields, "lastIntent");
    briefing.message = text(&fields, "message");
    briefing.phone = Some(Text::from_untrusted(&mask::phone(&phone)));
    Ok(Told::Escalated(whose, Box::new(briefing)))
}

/// Whose it is: by the conversation's id in any of its forms, else by tenant and number.
fn whose(fields: &Object, phone: Option<&str>) -> Result<Whose, &'static str> {
    let conversation = string(fields, "conversationId");
    let prefix = conversation
        .as_deref()
        .and_then(|id| id.split_once('#'))
        .map(|(tenant, _)| tenant.to_owned())
        .filter(|tenant| !tenant.is_empty());
    let tenant = string(fields, "tenantId").or(prefix).ok_or("no tenant")?;
    let id = conversation.as_deref().or(phone).unwrap_or_default();
    if tenant.len() + id.len() > LONGEST_KEY {
        return Err("too long a key");
    }
    let tenant = TenantId::from(tenant);
    match (conversation, phone) {
        (Some(id), _) => Ok(Whose::Conversation(ConversationKey::marketplace(
            &tenant, &id,
        ))),
        (None, Some(phone)) => Ok(Whose::Customer {
            tenant,
            phone: phone.to_owned(),
        }),
        (None, None) => Err("no conversation"),
    }
}

/// The ids under which a customer's conversation may be kept, the commonest first.
pub fn ids_of(tenant: &TenantId, phone: &str) -> Vec<ConversationKey> {
    let plain = phone.trim_start_matches('+');
    let tenant_id = tenant.as_str();
    [
        format!("conv_{tenant_id}_{plain}"),
        format!("conv_{tenant_id}_+{plain}"),
        format!("conv_{plain}"),
        format!("conv_+{plain}"),
    ]
    .iter()
    .map(|id| ConversationKey::marketplace(tenant, id))
    .collect()
}

/// A number of a customer: no blanks, and digits enough.
fn number(raw: String) -> Option<String> {
    let plain: String = raw
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    (digits >= SHORTEST_PHONE).then_some(plain)
}

fn at(fields: &Object, sent: Timestamp) -> Timestamp {
    match fields.get("timestamp") {
        Some(Value::String(raw)) => time::parse(raw).unwrap_or(sent),
        Some(Value::Number(number)) => number
            .as_i64()
            .filter(|millis| *millis > 0)
            .and_then(|millis| Timestamp::from_millisecond(millis).ok())
            .unwrap_or(sent),
        _ => sent,
    }
}

/// A string that has something in it; a number or a truth value gives its text. Short enough for a key.
fn string(fields: &Object, name: &str) -> Option<String> {
    let raw = match fields.get(name)? {
        Value::String(raw) => raw.clone(),
        value @ (Value::Number(_) | Value::Bool(_)) => value.to_string(),
        _ => return None,
    };
    (!raw.trim().is_empty()).then(|| clipped(&raw, LONGEST))
}

fn text(fields: &Object, name: &str) -> Option<Text> {
    string(fields, name).and_then(|raw| told_text(&raw))
}

fn told_text(raw: &str) -> Option<Text> {
    let text = Text::from_untrusted(raw.trim());
    (!text.trim().is_empty()).then_some(text)
}

fn clipped(raw: &str, most: usize) -> String {
    raw.chars().take(most).collect()
}

fn fraction(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    number.is_finite().then_some(number)
}

/// Whole minutes, rounded up.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn minutes(value: Option<&Value>) -> Option<u32> {
    let minutes = fraction(value?)?.ceil();
    (minutes > 0.0 && minutes <= f64::from(u32::MAX)).then_some(minutes as u32)
}

/// A reason into which somebody may have written a number.
fn masked(said: &Text) -> Text {
    Text::from_untrusted(&mask::identifiers(said))
}

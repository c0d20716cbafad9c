//! Reports that a tenant's webhook forwards to a queue. Understood: Meta's webhook as it came (`entry[].changes[]
//! .value` with `statuses[]` and `message_echoes[]`) or its `value` alone, and our own flat form for a platform
//! that sends itself: `{"type":"reply.status","tenantId","conversationId","replyId","status","code"?,"words"?}`.

use super::{Recipient, Told};
use crate::domain::id::{ConversationKey, MessageId, TenantId};
use crate::domain::reply::{Refusal, ReplyState, Route};
use crate::domain::text::Text;
use jiff::Timestamp;
use serde_json::Value;

/// Reports of one body that are looked at: Meta sends at most a thousand.
const MOST: usize = 1_000;

/// Which message a report is about.
#[derive(Clone, PartialEq)]
pub enum Subject {
    /// The provider's id.
    Provider { route: Route, id: String },
    /// Our own id.
    Reply { key: ConversationKey, id: MessageId },
    /// A message that went out from our side, seen in the customer's chat.
    Echo {
        to: Recipient,
        text: String,
        id: String,
        at: Option<Timestamp>,
    },
}

/// What somebody tells of a message.
#[derive(Clone, PartialEq)]
pub struct Report {
    pub subject: Subject,
    pub told: Told,
}

/// The reports of a body, raw or in an envelope of SNS. Status words that nobody knows are left out.
///
/// # Errors
/// Why it is none.
pub fn read(body: &str) -> Result<Vec<Report>, &'static str> {
    let value: Value = serde_json::from_str(body).map_err(|_| "no JSON")?;
    let inner = value.get("Message").and_then(Value::as_str);
    let value = match inner.map(serde_json::from_str::<Value>) {
        Some(inner) => inner.map_err(|_| "no JSON in the envelope")?,
        None => value,
    };
    if value.get("type").and_then(Value::as_str) == Some("reply.status") {
        return Ok(own(&value).into_iter().collect());
    }
    let mut found = Vec::new();
    let mut known = of_value(&value, &mut found);
    for entry in list(&value, "entry") {
        for change in list(entry, "changes") {
            known |= of_value(change.get("value").unwrap_or(&Value::Null), &mut found);
        }
    }
    found.truncate(MOST);
    match known {
        true => Ok(found),
        false => Err("neither statuses nor echoes"),
    }
}

fn of_value(value: &Value, found: &mut Vec<Report>) -> bool {
    found.extend(list(value, "statuses").filter_map(status));
    found.extend(list(value, "message_echoes").filter_map(echo));
    value.get("statuses").is_some() || value.get("message_echoes").is_some()
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    let list = value.get(name).and_then(Value::as_array);
    list.into_iter().flatten().take(MOST)
}

fn status(value: &Value) -> Option<Report> {
    let error = value.pointer("/errors/0");
    let words = error.and_then(|error| {
        error
            .pointer("/error_data/details")
            .or_else(|| error.get("message"))
            .or_else(|| error.get("title"))
            .and_then(Value::as_str)
    });
    let code = error.and_then(|error| error.get("code")?.as_i64());
    Some(Report {
        subject: Subject::Provider {
            route: Route::Meta,
            id: value.get("id")?.as_str()?.to_owned(),
        },
        told: told(value.get("status")?.as_str()?, code, words)?,
    })
}

fn echo(value: &Value) -> Option<Report> {
    let seconds = value.get("timestamp").and_then(|at| match at {
        Value::String(text) => text.parse().ok(),
        other => other.as_i64(),
    });
    Some(Report {
        subject: Subject::Echo {
            to: Recipient::from_phone(value.get("to")?.as_str()?)?,
            text: value.pointer("/text/body")?.as_str()?.to_owned(),
            id: value.get("id")?.as_str()?.to_owned(),
            at: seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()),
        },
        told: told("sent", None, None)?,
    })
}

fn own(value: &Value) -> Option<Report> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let tenant = TenantId::from(text("tenantId")?);
    let code = value.get("code").and_then(Value::as_i64);
    Some(Report {
        subject: Subject::Reply {
            key: ConversationKey::marketplace(&tenant, text("conversationId")?),
            id: MessageId::from(text("replyId")?),
        },
        told: told(text("status")?, code, text("words"))?,
    })
}

fn told(word: &str, code: Option<i64>, words: Option<&str>) -> Option<Told> {
    let state = match word {
        "accepted" | "sent" => ReplyState::Accepted,
        "delivered" => ReplyState::Delivered,
        "read" | "played" => ReplyState::Read,
        "failed" => ReplyState::Failed,
        _ => return None,
    };
    let failure = (state == ReplyState::Failed).then(|| Refusal {
        code,
        words: Text::from_untrusted(words.unwrap_or_default()),
    });
    Some(Told { state, failure })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use serde_json::json;

    #[test]
    fn metas_webhook_is_read_as_it_came_in_an_envelope_and_alone() {
        let value = json!({
            "messaging_product": "whatsapp",
            "statuses": [
                {"id": "wamid.1", "status": "delivered", "timestamp": "1800000000"},
                {"id": "wamid.2", "status": "failed", "errors": [
                    {"code": 131026, "title": "undeliverable", "error_data": {"details": "not on WhatsApp"}}
                ]},
                {"id": "wamid.3", "status": "warned"},
                {"status": "read"}, 7,
            ],
        });
        let whole = json!({"object": "whatsapp_business_account",
            "entry": [{"changes": [{"field": "messages", "value": value}]}]});
        let wrapped = json!({"Type": "Notification", "Message": whole.to_string()});
        for body in [value, whole, wrapped] {
            let found = read(&body.to_string()).unwrap();
            assert_eq!(found.len(), 2);
            assert_eq!(found[0].told.state, ReplyState::Delivered);
            let failure = found[1].told.failure.as_ref().unwrap();
            assert_eq!(failure.code, Some(131_026));
            assert_eq!(failure.words.as_str(), "not on WhatsApp");
        }
    }

    #[test]
    fn a_platform_that_sends_itself_names_our_own_reply() {
        let body = json!({"type": "reply.status", "tenantId": "t", "conversationId": "conv_1",
            "replyId": "01J", "status": "read"});
        let found = read(&body.to_string()).unwrap();
        assert!(matches!(&found[0].subject, Subject::Reply { id, .. } if id.as_str() == "01J"));
    }

    #[test]
    fn what_is_none_of_it_is_said_to_be_none() {
        for odd in [
            "",
            "[]",
            "{}",
            "{\"Message\":\"x\"}",
            "{\"type\":\"other\"}",
            "null",
        ] {
            assert!(read(odd).is_err(), "{odd}");
        }
        assert!(read("{\"statuses\":{}}").unwrap().is_empty());
    }
}

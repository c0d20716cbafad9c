//! Meta's Cloud API for WhatsApp: `POST {base}/v{version}/{phoneNumberId}/messages` (reliability.md section 6).
//! It cannot be asked: what becomes of a message is told to a webhook only.

use super::http::{Answer, Http, certainly_refused};
use super::{Channel, Echo, Outgoing, Recipient, Sent, Told, Words, token};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::Refusal;
use crate::domain::template::{Filled, Value as Given};
use crate::domain::text::Text;
use async_trait::async_trait;
use serde_json::{Value, json};

/// Refused for a while: pair rate, throughput, spam, account and app rates.
const AGAIN: [i64; 5] = [131_056, 130_429, 131_048, 80_007, 4];

/// The channel of one number.
pub(super) struct Meta {
    pub http: Http,
    pub url: String,
    /// Whether a number to send from is known.
    pub known: bool,
    pub token: token::Of,
}

/// Where messages of a number are posted.
pub(super) fn url(base: &str, version: &str, phone_number_id: &str) -> String {
    let base = base.trim_end_matches('/');
    let version = version.trim_start_matches('v');
    format!("{base}/v{version}/{phone_number_id}/messages")
}

#[async_trait]
impl Channel for Meta {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        if !self.known {
            return surely("the tenant has no number to send from (phoneNumberId)");
        }
        match self.token.read().await {
            Ok(token) => {
                let body = body(outgoing);
                read(self.http.post(&self.url, token, &body).await)
            }
            Err(problem) => no_token(&problem),
        }
    }

    async fn ask(&self, _: &str) -> Result<Option<Told>, Problem> {
        Err(cannot_be_asked())
    }

    async fn recent(&self, _: &Recipient) -> Result<Vec<Echo>, Problem> {
        Err(cannot_be_asked())
    }
}

fn cannot_be_asked() -> Problem {
    Problem::new(Trouble::Invalid, "meta", "it answers no questions")
}

/// A refusal that is ours: nothing was written.
pub(super) fn surely(words: &str) -> Sent {
    Sent::Refused {
        refusal: Refusal {
            code: None,
            words: Text::from_untrusted(words),
        },
        again: None,
    }
}

/// There is no token, or it could not be read.
pub(super) fn no_token(problem: &Problem) -> Sent {
    surely(&format!("no token: {} {}", problem.subject, problem.detail))
}

fn body(outgoing: &Outgoing<'_>) -> Value {
    let to = outgoing.to.digits();
    match outgoing.words {
        Words::Text(text) => json!({
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": to,
            "type": "text",
            "text": { "body": text },
        }),
        Words::Template(filled) => json!({
            "messaging_product": "whatsapp",
            "to": to,
            "type": "template",
            "template": template(filled),
        }),
    }
}

/// `components` only where there are values: a template without places takes none.
fn template(filled: &Filled) -> Value {
    let mut template = json!({
        "name": filled.name,
        "language": { "policy": "deterministic", "code": filled.language },
    });
    if let Some(map) = template.as_object_mut()
        && !filled.values.is_empty()
    {
        let parameters: Vec<Value> = filled.values.iter().map(parameter).collect();
        let body = json!({ "type": "body", "parameters": parameters });
        map.insert("components".to_owned(), json!([body]));
    }
    template
}

fn parameter(value: &Given) -> Value {
    let text = &value.text;
    match &value.place {
        Some(place) => json!({ "type": "text", "parameter_name": place, "text": text }),
        None => json!({ "type": "text", "text": text }),
    }
}

fn read(answer: Answer) -> Sent {
    let (status, body, retry_after) = match answer {
        Answer::Whole {
            status,
            body,
            retry_after,
        } => (status, body, retry_after),
        Answer::NotSent(words) => return surely(&words),
        Answer::Lost(words) => return unknown(&words),
    };
    let body = body.unwrap_or(Value::Null);
    if let Some(refusal) = refusal(&body) {
        // A server that failed halfway may have sent it, whatever it says; a rate is checked before.
        let rate = refusal.code.is_some_and(|code| AGAIN.contains(&code));
        if rate || certainly_refused(status) || (200..300).contains(&status) {
            let again = (rate || status == 429).then_some(retry_after);
            return Sent::Refused { refusal, again };
        }
        return unknown(&format!("HTTP {status}: {}", refusal.words));
    }
    let id = body
        .pointer("/messages/0/id")
        .and_then(Value::as_str)
        .filter(|id| !id.is_empty());
    match (status, id) {
        (200..300, Some(id)) => Sent::Accepted {
            id: Some(id.to_owned()),
        },
        _ => by_status(status, retry_after),
    }
}

/// What an answer means that says nothing readable.
pub(super) fn by_status(status: u16, retry_after: Option<jiff::SignedDuration>) -> Sent {
    if !certainly_refused(status) {
        return unknown(&format!("HTTP {status} without a readable answer"));
    }
    Sent::Refused {
        refusal: Refusal {
            code: Some(i64::from(status)),
            words: Text::from_untrusted(&format!("HTTP {status}")),
        },
        again: (status == 429).then_some(retry_after),
    }
}

pub(super) fn unknown(why: &str) -> Sent {
    Sent::Unknown {
        why: Text::from_untrusted(why),
    }
}

/// `error` of a body: its code and its most exact words.
fn refusal(body: &Value) -> Option<Refusal> {
    let error = body.get("error").filter(|error| error.is_object())?;
    let words = error
        .pointer("/error_data/details")
        .or_else(|| error.get("message"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    Some(Refusal {
        code: error.get("code").and_then(Value::as_i64),
        words: Text::from_untrusted(words),
    })
}

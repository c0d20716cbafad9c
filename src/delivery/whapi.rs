//! Whapi: `POST {url}/messages/text` (reliability.md section 6, backend facts 1.4). It can be asked for a
//! message by its id and for the latest messages of a chat.

use super::http::{Answer, Http};
use super::meta::{by_status, no_token, surely, unknown};
use super::{Channel, Echo, Outgoing, Recipient, Sent, Told, Words, token};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::{Refusal, ReplyState};
use crate::domain::text::Text;
use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::{Value, json};

/// Messages of a chat that are looked through for an echo.
const LATEST: u32 = 20;

/// The channel of one Whapi account.
pub(super) struct Whapi {
    pub http: Http,
    /// Without a slash at its end.
    pub base: String,
    pub token: token::Of,
}

#[async_trait]
impl Channel for Whapi {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let Words::Text(text) = outgoing.words else {
            return surely("Whapi has no templates");
        };
        let body = json!({ "to": outgoing.to.digits(), "body": text, "typing_time": 0 });
        match self.token.read().await {
            Ok(token) => {
                let url = format!("{}/messages/text", self.base);
                sent(self.http.post(&url, token, &body).await)
            }
            Err(problem) => no_token(&problem),
        }
    }

    async fn ask(&self, id: &str) -> Result<Option<Told>, Problem> {
        let found = self.get(&format!("messages/{}", plain(id))).await?;
        Ok(found.as_ref().map(told))
    }

    async fn recent(&self, to: &Recipient) -> Result<Vec<Echo>, Problem> {
        let chat = format!("{}@s.whatsapp.net", to.digits());
        let path = format!("messages/list/{chat}?count={LATEST}&from_me=true");
        let found = self.get(&path).await?.unwrap_or(Value::Null);
        let messages = found.get("messages").and_then(Value::as_array);
        Ok(messages.into_iter().flatten().filter_map(echo).collect())
    }
}

impl Whapi {
    /// What a path holds; `None`: nothing is there.
    async fn get(&self, path: &str) -> Result<Option<Value>, Problem> {
        let failed = |trouble, words: &str| Problem::new(trouble, "whapi", words);
        let token = self.token.read().await?;
        let url = format!("{}/{path}", self.base);
        match self.http.get(&url, token).await {
            Answer::Whole { status: 404, .. } => Ok(None),
            Answer::Whole {
                status: 200..300,
                body: Some(body),
                ..
            } => Ok(Some(body)),
            Answer::Whole { status: 429, .. } => Err(failed(Trouble::Throttled, "HTTP 429")),
            Answer::Whole { status, .. } => {
                Err(failed(Trouble::Refused, &format!("HTTP {status}")))
            }
            Answer::NotSent(words) => Err(failed(Trouble::Unreachable, &words)),
            Answer::Lost(words) => Err(failed(Trouble::TimedOut, &words)),
        }
    }
}

/// An id as it may stand in a path: what does not belong there is left out.
fn plain(id: &str) -> String {
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    id.chars().filter(fits).take(200).collect()
}

fn sent(answer: Answer) -> Sent {
    let (status, body, retry_after) = match answer {
        Answer::Whole {
            status,
            body,
            retry_after,
        } => (status, body.unwrap_or(Value::Null), retry_after),
        Answer::NotSent(words) => return surely(&words),
        Answer::Lost(words) => return unknown(&words),
    };
    match (status, body.get("sent").and_then(Value::as_bool)) {
        (200..300, Some(true)) => Sent::Accepted {
            id: body
                .pointer("/message/id")
                .and_then(Value::as_str)
                .map(str::to_owned),
        },
        (200..300, Some(false)) => Sent::Refused {
            refusal: refusal(&body, None),
            again: None,
        },
        (200..300, None) => unknown(&format!("HTTP {status} without a readable answer")),
        (400..500, _) if body.get("error").is_some() => match by_status(status, retry_after) {
            Sent::Refused { again, .. } => Sent::Refused {
                refusal: refusal(&body, Some(status)),
                again,
            },
            other => other,
        },
        _ => by_status(status, retry_after),
    }
}

fn refusal(body: &Value, status: Option<u16>) -> Refusal {
    let words = [
        "/error/message",
        "/error/details",
        "/error",
        "/message/status",
    ]
    .iter()
    .find_map(|path| body.pointer(path)?.as_str())
    .unwrap_or("sent: false");
    let code = body.pointer("/error/code").and_then(Value::as_i64);
    Refusal {
        code: code.or(status.map(i64::from)),
        words: Text::from_untrusted(words),
    }
}

/// What a message object says of its way.
fn told(message: &Value) -> Told {
    let word = message.get("status").and_then(Value::as_str);
    let state = match word.unwrap_or_default() {
        "delivered" => ReplyState::Delivered,
        "read" | "played" => ReplyState::Read,
        "failed" => ReplyState::Failed,
        // It is in the chat, so it was taken.
        _ => ReplyState::Accepted,
    };
    Told {
        state,
        failure: (state == ReplyState::Failed).then(|| Refusal {
            code: None,
            words: Text::from_untrusted("failed"),
        }),
    }
}

fn echo(message: &Value) -> Option<Echo> {
    if message.get("from_me").and_then(Value::as_bool) != Some(true) {
        return None;
    }
    let at = message.get("timestamp").and_then(Value::as_i64);
    Some(Echo {
        id: message.get("id")?.as_str()?.to_owned(),
        text: message.pointer("/text/body")?.as_str()?.to_owned(),
        at: at.and_then(|seconds| Timestamp::from_second(seconds).ok()),
        told: told(message),
    })
}

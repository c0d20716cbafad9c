//! A topic of SNS behind which the platform sends by itself. The body is JSON: `version` 1, `type` `reply`,
//! `replyId`, `tenantId`, `conversationId`, `to` (digits), `operator`, and either `text` or `template`
//! {`name`, `language`, `values` [{`place`?, `text`}]}; attributes `type` and `tenantId`. A `replyId` may come twice and counts once.

use super::meta::unknown;
use super::{Channel, Echo, Outgoing, Recipient, Sent, Told, Words};
use crate::aws::sns::{Sns, Told as Answer};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::Refusal;
use crate::domain::template::Filled;
use async_trait::async_trait;
use serde_json::{Value, json};

/// What goes into the places of a template; `place` only where they have names.
fn values(filled: &Filled) -> Vec<Value> {
    let values = filled.values.iter();
    let values = values.map(|one| match &one.place {
        Some(place) => json!({ "place": place, "text": one.text }),
        None => json!({ "text": one.text }),
    });
    values.collect()
}

/// The channel of one topic.
pub(super) struct Topic {
    pub sns: Sns,
    pub arn: String,
}

#[async_trait]
impl Channel for Topic {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let mut body = json!({
            "version": 1,
            "type": "reply",
            "replyId": outgoing.reply.as_str(),
            "tenantId": outgoing.key.tenant.as_str(),
            "conversationId": outgoing.key.conversation.as_str(),
            "to": outgoing.to.digits(),
            "operator": outgoing.operator,
        });
        let (name, words) = match outgoing.words {
            Words::Text(text) => ("text", json!(text)),
            Words::Template(one) => (
                "template",
                json!({ "name": one.name, "language": one.language, "values": values(one) }),
            ),
        };
        if let Some(map) = body.as_object_mut() {
            map.insert(name.to_owned(), words);
        }
        let attributes = [
            ("type", "reply"),
            ("tenantId", outgoing.key.tenant.as_str()),
        ];
        match self
            .sns
            .publish(&self.arn, &body.to_string(), &attributes)
            .await
        {
            Answer::Taken(id) => Sent::Accepted { id: Some(id) },
            Answer::Refused(problem) => Sent::Refused {
                again: (problem.trouble == Trouble::Throttled).then_some(None),
                refusal: Refusal {
                    code: None,
                    words: problem.detail,
                },
            },
            Answer::Unknown(problem) => unknown(problem.detail.as_str()),
        }
    }

    async fn ask(&self, _: &str) -> Result<Option<Told>, Problem> {
        Err(Problem::new(
            Trouble::Invalid,
            "topic",
            "it answers no questions",
        ))
    }

    async fn recent(&self, _: &Recipient) -> Result<Vec<Echo>, Problem> {
        Err(Problem::new(
            Trouble::Invalid,
            "topic",
            "it answers no questions",
        ))
    }
}

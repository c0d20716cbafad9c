//! One queue of SQS, by its name: received with a long poll, discarded one by one; and its making.

use super::failure::problem;
use crate::domain::letter::Letter;
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::ProvideErrorMetadata;
use aws_sdk_sqs::types::{Message, MessageSystemAttributeName, QueueAttributeName};
use aws_smithy_types::timeout::TimeoutConfig;
use jiff::Timestamp;
use std::collections::HashMap;
use std::time::Duration;

/// The longest wait that SQS allows.
pub const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// Letters in one batch.
const BATCH: i32 = 10;
/// What an answer may take beyond the wait.
const MARGIN: Duration = Duration::from_secs(4);

/// What a queue is, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Design {
    /// How long an undelivered letter is kept.
    pub retention: Duration,
    /// How long a received letter is hidden from others.
    pub visibility: Duration,
    /// ARN of the queue to which a letter goes after so many receives.
    pub dead_letters: Option<(String, u32)>,
    /// ARNs of the topics that may send to it, and nobody else.
    pub topics: Vec<String>,
}

/// The client of SQS.
#[derive(Clone, Debug)]
pub struct Sqs {
    client: Client,
}

/// A queue.
#[derive(Clone, Debug)]
pub struct Queue {
    client: Client,
    url: String,
    subject: String,
}

impl Sqs {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The queue of this name; `None`: there is none.
    ///
    /// # Errors
    /// Any failure but the missing queue.
    pub async fn find(&self, name: &str) -> Result<Option<Queue>, Problem> {
        let subject = format!("sqs:GetQueueUrl {name}");
        match self.client.get_queue_url().queue_name(name).send().await {
            Ok(answer) => Ok(answer.queue_url.map(|url| self.queue(url, name))),
            Err(error) => {
                let missing = error.code().is_some_and(|code| {
                    code.ends_with("QueueDoesNotExist") || code.ends_with("NonExistentQueue")
                });
                if missing {
                    return Ok(None);
                }
                Err(problem(&subject, &error))
            }
        }
    }

    /// Makes a queue with nothing set. There already is as good.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn create(&self, name: &str) -> Result<Queue, Problem> {
        let subject = format!("sqs:CreateQueue {name}");
        let call = self.client.create_queue().queue_name(name);
        let answer = call.send().await.map_err(|e| problem(&subject, &e))?;
        match answer.queue_url {
            Some(url) => Ok(self.queue(url, name)),
            None => Err(Problem::new(Trouble::Internal, subject, "no address")),
        }
    }

    fn queue(&self, url: String, name: &str) -> Queue {
        Queue {
            client: self.client.clone(),
            url,
            subject: name.to_owned(),
        }
    }
}

impl Queue {
    /// At most ten letters; waits at most `wait` (and never longer than SQS allows) for the first. Each is
    /// hidden from others for the queue's visibility and comes again unless it is discarded.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn receive(&self, wait: Duration) -> Result<Vec<Letter>, Problem> {
        let wait = wait.min(LONGEST_WAIT);
        let timeouts = TimeoutConfig::builder()
            .operation_attempt_timeout(wait + MARGIN)
            .operation_timeout(wait + MARGIN * 2)
            .read_timeout(wait + MARGIN)
            .build();
        let answer = self
            .client
            .receive_message()
            .queue_url(&self.url)
            .max_number_of_messages(BATCH)
            .wait_time_seconds(i32::try_from(wait.as_secs()).unwrap_or(0))
            .message_system_attribute_names(MessageSystemAttributeName::SentTimestamp)
            .customize()
            .config_override(aws_sdk_sqs::config::Builder::new().timeout_config(timeouts))
            .send()
            .await
            .map_err(|error| problem(&format!("sqs:ReceiveMessage {}", self.subject), &error))?;
        let letters = answer.messages.unwrap_or_default();
        Ok(letters.into_iter().filter_map(letter).collect())
    }

    /// Takes a letter out for good.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn discard(&self, receipt: &str) -> Result<(), Problem> {
        let call = self.client.delete_message().queue_url(&self.url);
        let answer = call.receipt_handle(receipt).send().await;
        let subject = || format!("sqs:DeleteMessage {}", self.subject);
        answer.map(|_| ()).map_err(|e| problem(&subject(), &e))
    }

    /// Its ARN.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn arn(&self) -> Result<String, Problem> {
        let mut found = self.attributes().await?;
        let arn = found.remove(&QueueAttributeName::QueueArn);
        arn.ok_or_else(|| Problem::new(Trouble::Internal, &self.subject, "no ARN"))
    }

    /// Whether it is what it should be.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn is(&self, design: &Design) -> Result<bool, Problem> {
        Ok(self.missing(design).await?.is_none())
    }

    /// Makes it what it should be.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn shape(&self, design: &Design) -> Result<(), Problem> {
        let Some(wanted) = self.missing(design).await? else {
            return Ok(());
        };
        let call = self.client.set_queue_attributes().queue_url(&self.url);
        let answer = call.set_attributes(Some(wanted)).send().await;
        let subject = || format!("sqs:SetQueueAttributes {}", self.subject);
        answer.map(|_| ()).map_err(|e| problem(&subject(), &e))
    }

    /// What it should have, if it has not all of it.
    async fn missing(
        &self,
        design: &Design,
    ) -> Result<Option<HashMap<QueueAttributeName, String>>, Problem> {
        let found = self.attributes().await?;
        let arn = found.get(&QueueAttributeName::QueueArn);
        let wanted = design.attributes(arn.map_or("", String::as_str));
        let differs = |(name, value): (&QueueAttributeName, &String)| {
            found.get(name).is_none_or(|known| !same(known, value))
        };
        Ok(wanted.iter().any(differs).then_some(wanted))
    }

    async fn attributes(&self) -> Result<HashMap<QueueAttributeName, String>, Problem> {
        let subject = || format!("sqs:GetQueueAttributes {}", self.subject);
        let call = self.client.get_queue_attributes().queue_url(&self.url);
        let call = call.attribute_names(QueueAttributeName::All);
        let answer = call.send().await.map_err(|e| problem(&subject(), &e))?;
        Ok(answer.attributes.unwrap_or_default())
    }
}

impl Design {
    fn attributes(&self, arn: &str) -> HashMap<QueueAttributeName, String> {
        let mut wanted = HashMap::from([
            (
                QueueAttributeName::MessageRetentionPeriod,
                self.retention.as_secs().to_string(),
            ),
            (
                QueueAttributeName::VisibilityTimeout,
                self.visibility.as_secs().to_string(),
            ),
            (QueueAttributeName::SqsManagedSseEnabled, "true".to_owned()),
        ]);
        if let Some((dead, receives)) = &self.dead_letters {
            let redrive = serde_json::json!({
                "deadLetterTargetArn": dead,
                "maxReceiveCount": receives.to_string(),
            });
            wanted.insert(QueueAttributeName::RedrivePolicy, redrive.to_string());
        }
        if !self.topics.is_empty() {
            let policy = serde_json::json!({
                "Version": "2012-10-17",
                "Statement": [{
                    "Sid": "EscalationTopicsOnly",
                    "Effect": "Allow",
                    "Principal": {"Service": "sns.amazonaws.com"},
                    "Action": "sqs:SendMessage",
                    "Resource": arn,
                    "Condition": {"ArnEquals": {"aws:SourceArn": self.topics}},
                }],
            });
            wanted.insert(QueueAttributeName::Policy, policy.to_string());
        }
        wanted
    }
}

/// Whether two values of an attribute say the same; documents are compared as such.
fn same(known: &str, wanted: &str) -> bool {
    let parsed = |raw: &str| serde_json::from_str::<serde_json::Value>(raw).map(plain);
    known == wanted || matches!((parsed(known), parsed(wanted)), (Ok(a), Ok(b)) if a == b)
}

/// Numbers as text: SQS answers `maxReceiveCount` as either.
fn plain(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(list) => Value::Array(list.into_iter().map(plain).collect()),
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(name, v)| (name, plain(v))).collect())
        }
        other => other,
    }
}

fn letter(message: Message) -> Option<Letter> {
    let sent = message
        .attributes
        .as_ref()
        .and_then(|all| all.get(&MessageSystemAttributeName::SentTimestamp))
        .and_then(|raw| raw.parse().ok())
        .and_then(|millis| Timestamp::from_millisecond(millis).ok());
    Some(Letter {
        id: message.message_id.unwrap_or_default(),
        receipt: message.receipt_handle?,
        body: message.body.unwrap_or_default(),
        sent,
    })
}

//! Topics of SNS: which there are, and the subscription of a queue to one.

use super::failure::problem;
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_sns::Client;
use aws_sdk_sns::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sns::types::MessageAttributeValue;
use aws_smithy_types::retry::RetryConfig;

/// Pages of a topic's subscriptions that are read: a hundred each.
const PAGES: u32 = 50;

/// The client of SNS.
#[derive(Clone, Debug)]
pub struct Sns {
    client: Client,
}

/// What a topic said to a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// It has it, under this id.
    Taken(String),
    /// It surely has not.
    Refused(Problem),
    /// No answer came.
    Unknown(Problem),
}

impl Sns {
    /// Publishes a message with text attributes, once: it is never repeated.
    pub async fn publish(&self, topic: &str, body: &str, attributes: &[(&str, &str)]) -> Told {
        let subject = format!("sns:Publish {topic}");
        let mut call = self.client.publish().topic_arn(topic).message(body);
        for (name, value) in attributes {
            let value = MessageAttributeValue::builder()
                .data_type("String")
                .string_value(*value)
                .build();
            match value {
                Ok(value) => call = call.message_attributes(*name, value),
                Err(error) => {
                    let why = error.to_string();
                    return Told::Refused(Problem::new(Trouble::Internal, subject, why));
                }
            }
        }
        let once = aws_sdk_sns::config::Builder::new().retry_config(RetryConfig::disabled());
        match call.customize().config_override(once).send().await {
            Ok(answer) => Told::Taken(answer.message_id.unwrap_or_default()),
            Err(error) => {
                let why = problem(&subject, &error);
                let refused = match &error {
                    SdkError::ConstructionFailure(_) => true,
                    SdkError::ServiceError(answer) => answer.raw().status().is_client_error(),
                    _ => why.trouble == Trouble::Credentials,
                };
                match refused {
                    true => Told::Refused(why),
                    false => Told::Unknown(why),
                }
            }
        }
    }

    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Whether the topic is there.
    ///
    /// # Errors
    /// Any failure but the missing topic.
    pub async fn has(&self, topic: &str) -> Result<bool, Problem> {
        let call = self.client.get_topic_attributes().topic_arn(topic);
        match call.send().await {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .code()
                    .is_some_and(|code| code.starts_with("NotFound")) =>
            {
                Ok(false)
            }
            Err(error) => Err(problem(&format!("sns:GetTopicAttributes {topic}"), &error)),
        }
    }

    /// Whether the queue is subscribed to the topic.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn is_subscribed(&self, topic: &str, queue: &str) -> Result<bool, Problem> {
        let subject = || format!("sns:ListSubscriptionsByTopic {topic}");
        let mut next = None;
        for _ in 0..PAGES {
            let call = self.client.list_subscriptions_by_topic().topic_arn(topic);
            let answer = call.set_next_token(next).send().await;
            let page = answer.map_err(|error| problem(&subject(), &error))?;
            let mut found = page.subscriptions().iter();
            if found.any(|one| one.endpoint() == Some(queue)) {
                return Ok(true);
            }
            next = page.next_token;
            if next.is_none() {
                break;
            }
        }
        Ok(false)
    }

    /// Subscribes a queue to a topic. Subscribed already is as good.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn subscribe(&self, topic: &str, queue: &str) -> Result<(), Problem> {
        let call = self.client.subscribe().topic_arn(topic).protocol("sqs");
        let answer = call.endpoint(queue).return_subscription_arn(true).send();
        let answer = answer.await.map(|_| ());
        answer.map_err(|error| problem(&format!("sns:Subscribe {topic}"), &error))
    }
}

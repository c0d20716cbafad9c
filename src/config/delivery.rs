//! What a profile says about how words reach the customers of the marketplace.

use crate::domain::template;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How words reach customers. Without this, Meta where a tenant's own integration names a number to send from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Delivery {
    /// For tenants that are not named; none unless given.
    pub usual: Option<Channel>,
    /// By the tenant's id.
    pub tenants: BTreeMap<String, Channel>,
    /// Name of the SQS queue to which the tenants' webhooks forward what became of messages.
    pub reports_queue: Option<String>,
    /// Texts that the provider sends outside of the customer's 24 hours.
    pub templates: Vec<Template>,
    /// How long the provider may take to answer; 20 unless given.
    pub timeout_seconds: Option<u64>,
}

/// One way to customers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Channel {
    pub route: Route,
    /// Address of the provider, where it is not the usual one; https, but for this machine.
    pub base_url: Option<String>,
    /// Version of Meta's API, such as "23.0".
    pub version: Option<String>,
    /// The number that Meta sends from; that of the tenant's own integration unless given.
    pub phone_number_id: Option<String>,
    /// ARN of the topic.
    pub topic: Option<String>,
    pub token: Option<Token>,
}

/// The providers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    Meta,
    Whapi,
    /// An SNS topic behind which the platform sends.
    Topic,
    /// Replies are recorded only.
    None,
}

/// The place of a token, never the token.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Token {
    /// A path in the tenant's item, such as `integrations.whatsappBusinessAPI.accessToken`.
    Item(String),
    /// An environment variable.
    Variable(String),
    /// ARN of a secret in AWS Secrets Manager.
    Secret(String),
}

/// An approved text of the provider.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub name: String,
    /// As the provider writes it: `es`, `pt_BR`.
    pub language: String,
    /// Its text as it was approved, with its places: `{{1}}`, `{{2}}`, or all by name. Needed where it has any.
    pub body: Option<String>,
}

impl Template {
    /// The same as the rest of the program knows it.
    pub fn known(&self) -> template::Template {
        template::Template {
            name: self.name.clone(),
            language: self.language.clone(),
            body: self.body.clone(),
        }
    }
}

//! How a person's words reach a customer: one small port with an adapter for each provider, and the settings
//! that say which tenant has which. A secret is read only at the moment of sending. An outcome that nobody
//! can tell is said to be so, and nothing here ever sends twice by itself.

mod check;
mod http;
mod meta;
mod recipient;
mod secret;
mod settings;
mod statuses;
mod token;
mod topic;
mod whapi;

pub use http::Limits;
pub use recipient::Recipient;
pub use settings::{META, META_VERSION, Settings, WHAPI, Way};
pub use statuses::{Report, Subject, read as read_reports};
pub use token::TokenFrom;

use crate::aws::sns::Sns;
use crate::aws::vault::Vault;
use crate::domain::id::{ConversationKey, MessageId, TenantId};
use crate::domain::problem::Problem;
use crate::domain::reply::{Line, Refusal, ReplyState, Reports, Route};
use crate::domain::template::Filled;
use crate::domain::text::Text;
use async_trait::async_trait;
use http::Http;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;
use token::Tokens;

/// What goes out.
#[derive(Clone, Copy, Debug)]
pub enum Words<'a> {
    Text(&'a str),
    Template(&'a Filled),
}

/// One message on its way out.
pub struct Outgoing<'a> {
    pub key: &'a ConversationKey,
    pub reply: &'a MessageId,
    /// Name of the person who wrote it.
    pub operator: &'a str,
    pub to: &'a Recipient,
    pub words: Words<'a>,
}

/// What came of sending.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// The provider has it, under this id where it gave one.
    Accepted { id: Option<String> },
    /// It surely did not go out. `again`: the same may be tried later, after so long where the provider said.
    Refused {
        refusal: Refusal,
        again: Option<Option<SignedDuration>>,
    },
    /// Something was written to the provider, and nothing certain came back.
    Unknown { why: Text },
}

/// What a provider says of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub state: ReplyState,
    pub failure: Option<Refusal>,
}

/// A message that a provider has in a chat, sent from our side.
#[derive(Clone, PartialEq)]
pub struct Echo {
    pub id: String,
    pub text: String,
    pub at: Option<Timestamp>,
    pub told: Told,
}

/// The way to customers by one provider.
#[async_trait]
pub trait Channel: Send + Sync {
    /// Sends, once.
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent;

    /// What became of a message; `None`: the provider does not know it.
    ///
    /// # Errors
    /// `Invalid` where the provider cannot be asked; any failure of the call.
    async fn ask(&self, id: &str) -> Result<Option<Told>, Problem>;

    /// The newest messages of a chat that went out from our side.
    ///
    /// # Errors
    /// As [`Self::ask`].
    async fn recent(&self, to: &Recipient) -> Result<Vec<Echo>, Problem>;
}

/// The channels of one system's tenants.
#[derive(Clone)]
pub struct Channels {
    settings: Settings,
    http: Http,
    tokens: Tokens,
    recipients: recipient::Recipients,
    sns: Sns,
}

/// Where the channels find what they need.
pub struct Sources {
    pub dynamo: aws_sdk_dynamodb::Client,
    /// Table of the tenants, with their integrations.
    pub tenants: String,
    pub conversations: String,
    pub vault: Vault,
    pub sns: Sns,
}

impl Channels {
    /// The channels that `settings` name.
    ///
    /// # Errors
    /// `Internal` when no client of HTTP can be made.
    pub fn new(settings: Settings, sources: Sources) -> Result<Self, Problem> {
        Ok(Self {
            http: Http::new(&settings.limits)?,
            tokens: Tokens::new(sources.dynamo.clone(), sources.tenants, sources.vault),
            recipients: recipient::Recipients::new(sources.dynamo, sources.conversations),
            sns: sources.sns,
            settings,
        })
    }

    /// How words reach the customers of a conversation's tenant.
    ///
    /// # Errors
    /// Any failure of a call; nobody can tell then.
    pub async fn line(&self, key: &ConversationKey) -> Result<Line, Problem> {
        let way = self.way(&key.tenant).await?;
        let reports = self.reports(&way);
        let templates = match &way {
            Way::Meta { .. } | Way::Topic { .. } => self.settings.templates.clone(),
            Way::Whapi { .. } | Way::Derive | Way::None => Vec::new(),
        };
        Ok(Line {
            route: way.route(),
            reports,
            derived: self.settings.of(&key.tenant) == &Way::Derive && way.route() != Route::None,
            templates,
        })
    }

    /// The channel of a conversation's tenant; `None`: there is none.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn channel(
        &self,
        key: &ConversationKey,
    ) -> Result<Option<Arc<dyn Channel>>, Problem> {
        let token = |from: &TokenFrom| token::Of {
            tokens: self.tokens.clone(),
            tenant: key.tenant.clone(),
            from: from.clone(),
        };
        Ok(match self.way(&key.tenant).await? {
            Way::None | Way::Derive => None,
            Way::Meta {
                base,
                version,
                phone_number_id,
                token: from,
            } => {
                let number = match phone_number_id {
                    Some(number) => Some(number),
                    None => self.tokens.phone_number_id(&key.tenant).await?,
                };
                Some(Arc::new(meta::Meta {
                    http: self.http.clone(),
                    url: meta::url(&base, &version, number.as_deref().unwrap_or_default()),
                    known: number.is_some(),
                    token: token(&from),
                }))
            }
            Way::Whapi { base, token: from } => Some(Arc::new(whapi::Whapi {
                http: self.http.clone(),
                base: base.trim_end_matches('/').to_owned(),
                token: token(&from),
            })),
            Way::Topic { arn } => Some(Arc::new(topic::Topic {
                sns: self.sns.clone(),
                arn,
            })),
        })
    }

    /// The customer of a conversation, as a provider addresses them; `None`: nothing names a number.
    ///
    /// # Errors
    /// Any failure of the call, where one is needed.
    pub async fn recipient(&self, key: &ConversationKey) -> Result<Option<Recipient>, Problem> {
        self.recipients.of(key).await
    }

    /// Where it is heard from what became of what went this way.
    fn reports(&self, way: &Way) -> Reports {
        match way {
            Way::None | Way::Derive => Reports::Nowhere,
            Way::Whapi { .. } => Reports::Asked,
            Way::Meta { .. } | Way::Topic { .. } => match self.settings.reports_queue.is_some() {
                true => Reports::Told,
                false => Reports::Nowhere,
            },
        }
    }

    async fn way(&self, tenant: &TenantId) -> Result<Way, Problem> {
        match self.settings.of(tenant) {
            Way::Derive => {
                let number = self.tokens.phone_number_id(tenant).await?;
                Ok(number.map_or(Way::None, Way::derived))
            }
            way => Ok(way.clone()),
        }
    }
}

/// The channels of all systems that have any.
pub type ByPlatform = BTreeMap<crate::domain::id::PlatformId, Channels>;

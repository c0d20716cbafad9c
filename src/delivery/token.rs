//! Where a tenant's token is, and reading it at the moment of sending: exactly that path of the tenant's item,
//! an environment variable, or a secret of the account. Nothing read here is kept.

use super::secret::Secret;
use crate::aws::vault::Vault;
use crate::domain::id::TenantId;
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The path of Meta's token in a tenant's item (backend facts 1.2).
pub const META_TOKEN: &str = "integrations.whatsappBusinessAPI.accessToken";
/// The path of the number that Meta's API sends from (backend facts 1.2).
const META_NUMBER: &str = "integrations.whatsappBusinessAPI.phoneNumberId";

/// What is said where a token should be and is not.
pub(super) const NO_TOKEN: &str = "no token there";

/// Numbers that tenants send from, and when each was read.
type Numbers = HashMap<TenantId, (Instant, Option<String>)>;

/// How long a number that is no secret is remembered: open conversations are read every few seconds.
const NUMBER_FOR: Duration = Duration::from_secs(60);

/// The place of a token, never the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenFrom {
    /// A path of names in the tenant's item, separated by dots.
    Item(String),
    /// An environment variable.
    Variable(String),
    /// A secret of AWS Secrets Manager.
    Secret(String),
}

/// Reads tokens.
#[derive(Clone)]
pub(super) struct Tokens {
    dynamo: Client,
    tenants: String,
    vault: Vault,
    numbers: Arc<Mutex<Numbers>>,
}

/// The token of one tenant.
pub(super) struct Of {
    pub tokens: Tokens,
    pub tenant: TenantId,
    pub from: TokenFrom,
}

impl Of {
    /// Reads it, now.
    ///
    /// # Errors
    /// `Credentials` where there is none; any failure of the call.
    pub async fn read(&self) -> Result<Secret, Problem> {
        let missing = |place: &str| Problem::new(Trouble::Credentials, place, NO_TOKEN);
        match &self.from {
            TokenFrom::Item(path) => {
                let found = self.tokens.text(&self.tenant, path).await?;
                found.and_then(Secret::new).ok_or_else(|| missing(path))
            }
            TokenFrom::Variable(name) => {
                let found = std::env::var(name).ok();
                found.and_then(Secret::new).ok_or_else(|| missing(name))
            }
            TokenFrom::Secret(arn) => {
                let login = self.tokens.vault.secret(arn, None).await?;
                let found = Secret::new(login.password.into_inner());
                found.ok_or_else(|| missing("secretsmanager:GetSecretValue"))
            }
        }
    }
}

impl Tokens {
    pub fn new(dynamo: Client, tenants: String, vault: Vault) -> Self {
        Self {
            dynamo,
            tenants,
            vault,
            numbers: Arc::default(),
        }
    }

    /// The number that a tenant's own integration sends from, which is no secret; `None`: it names none.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn phone_number_id(&self, tenant: &TenantId) -> Result<Option<String>, Problem> {
        if let Some((read, number)) = self.numbers().get(tenant)
            && read.elapsed() < NUMBER_FOR
        {
            return Ok(number.clone());
        }
        let found = self.text(tenant, META_NUMBER).await?;
        let found = found.filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()));
        let kept = (Instant::now(), found.clone());
        self.numbers().insert(tenant.clone(), kept);
        Ok(found)
    }

    fn numbers(&self) -> MutexGuard<'_, Numbers> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text at one path of a tenant's item: nothing else of the item is fetched.
    async fn text(&self, tenant: &TenantId, path: &str) -> Result<Option<String>, Problem> {
        let names: Vec<(String, String)> = path
            .split('.')
            .enumerate()
            .map(|(at, name)| (format!("#p{at}"), name.to_owned()))
            .collect();
        let aliases: Vec<&str> = names.iter().map(|(alias, _)| alias.as_str()).collect();
        let key = AttributeValue::S(tenant.as_str().to_owned());
        let answer = self
            .dynamo
            .get_item()
            .table_name(&self.tenants)
            .key("tenantId", key)
            .consistent_read(true)
            .projection_expression(aliases.join("."))
            .set_expression_attribute_names(Some(names.iter().cloned().collect()))
            .send()
            .await
            .map_err(|error| {
                let subject = format!("dynamodb:GetItem {}", self.tenants);
                crate::aws::failure::problem(&subject, &error)
            })?;
        let names = names.iter().map(|(_, name)| name.as_str());
        Ok(answer.item.and_then(|item| at(item, names)))
    }
}

/// The text under a path of names.
fn at<'a>(
    mut map: HashMap<String, AttributeValue>,
    path: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let mut found = None;
    for name in path {
        match map.remove(name)? {
            AttributeValue::M(inner) => map = inner,
            AttributeValue::S(text) => {
                found = Some(text);
                map = HashMap::new();
            }
            _ => return None,
        }
    }
    found
}

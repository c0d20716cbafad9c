//! Passwords of databases: a secret of AWS Secrets Manager, or a token of RDS that the session's credentials
//! sign. Neither is kept: each is fetched or made for one connection.

use super::failure::problem;
use super::hidden::Hidden;
use super::rds::{Door, token};
use crate::domain::problem::{Problem, Trouble};
use aws_config::{Region, SdkConfig};
use aws_credential_types::provider::ProvideCredentials;
use serde::Deserialize;
use std::time::SystemTime;

/// Opens what a session's credentials may open. Clones share the session.
#[derive(Clone)]
pub struct Vault {
    config: SdkConfig,
}

/// A user, where the secret names one, and the password.
pub struct Login {
    pub user: Option<String>,
    pub password: Hidden,
}

/// A secret that is JSON, in the form that RDS itself writes. What else is in it is not read.
#[derive(Deserialize)]
struct Document {
    username: Option<String>,
    password: String,
}

impl Vault {
    pub(super) fn new(config: SdkConfig) -> Self {
        Self { config }
    }

    /// The current version of a secret, from `region` or the session's: one call.
    ///
    /// # Errors
    /// Any failure of the call; `Credentials` for a secret that holds no password.
    pub async fn secret(&self, arn: &str, region: Option<&str>) -> Result<Login, Problem> {
        let mut config = aws_sdk_secretsmanager::config::Builder::from(&self.config);
        // The name of a secret says where it is, and another region would only say that it is not there.
        if let Some(region) = region.or_else(|| region_of(arn)) {
            config = config.region(Region::new(region.to_owned()));
        }
        let subject = "secretsmanager:GetSecretValue";
        let answer = aws_sdk_secretsmanager::Client::from_conf(config.build())
            .get_secret_value()
            .secret_id(arn)
            .send()
            .await
            .map_err(|error| problem(subject, &error))?;
        let text = answer.secret_string.unwrap_or_default();
        login(text).ok_or_else(|| {
            let why = "the secret holds no text with a password";
            Problem::new(Trouble::Credentials, subject, why)
        })
    }

    /// A token of RDS for one connection, good for fifteen minutes: no call but for credentials.
    ///
    /// # Errors
    /// `Credentials` where there are none, or no region.
    pub async fn rds_token(
        &self,
        host: &str,
        port: u16,
        user: &str,
        region: Option<&str>,
    ) -> Result<Hidden, Problem> {
        let subject = "rds-db:connect";
        let missing = |why: &str| Problem::new(Trouble::Credentials, subject, why);
        let own = self.config.region().map(Region::as_ref);
        let region = region.or(own).ok_or_else(|| missing("no region"))?;
        let provider = self.config.credentials_provider();
        let provider = provider.ok_or_else(|| missing("no credentials"))?;
        let credentials = provider
            .provide_credentials()
            .await
            .map_err(|error| missing(&error.to_string()))?;
        let door = Door {
            host,
            port,
            user,
            region,
        };
        token(&door, credentials, SystemTime::now())
    }
}

/// The region in an ARN.
fn region_of(arn: &str) -> Option<&str> {
    let mut parts = arn.split(':');
    let is_secret = parts.next() == Some("arn") && parts.nth(1) == Some("secretsmanager");
    parts
        .next()
        .filter(|region| is_secret && !region.is_empty())
}

/// The login of a secret's text: JSON with `password`, or the password itself. An object without one is none.
fn login(text: String) -> Option<Login> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    if trimmed.starts_with('{') {
        let document: Document = serde_json::from_str(trimmed).ok()?;
        let user = document.username.filter(|name| !name.is_empty());
        return (!document.password.is_empty()).then(|| Login {
            user,
            password: Hidden::new(document.password),
        });
    }
    Some(Login {
        user: None,
        // A line end is an editor's, no password's.
        password: Hidden::new(text.trim_end_matches(['\r', '\n']).to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<String>, String)> {
        login(text.to_owned()).map(|login| (login.user, login.password.into_inner()))
    }

    #[test]
    fn a_secret_is_a_document_or_the_password_itself() {
        let pair =
            |user: Option<&str>, word: &str| Some((user.map(str::to_owned), word.to_owned()));
        let document =
            r#" {"username":"desk","password":"p:w\"1","engine":"postgres","port":5432} "#;
        assert_eq!(read(document), pair(Some("desk"), "p:w\"1"));
        assert_eq!(read(r#"{"password":"only"}"#), pair(None, "only"));
        assert_eq!(read("plain words \n"), pair(None, "plain words "));
        assert_eq!(read("[not a document"), pair(None, "[not a document"));
        for nothing in [
            "",
            " \n",
            "{}",
            r#"{"password":""}"#,
            r#"{"password":7}"#,
            "{broken",
        ] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn the_name_of_a_secret_says_its_region() {
        let arn = "arn:aws:secretsmanager:sa-east-1:000000000000:secret:db-AbCdEf";
        assert_eq!(region_of(arn), Some("sa-east-1"));
        for other in [
            "db",
            "arn:aws:rds:us-east-1:0:db:x",
            "arn:aws:secretsmanager::0:x",
            "",
        ] {
            assert_eq!(region_of(other), None, "{other}");
        }
    }
}

//! A session: clients for one endpoint or account, sharing a clock and a meter. A loopback endpoint gets
//! fixed dummy credentials and no credential chain is asked; everything else is the same.

use super::clock::ServerClock;
use super::cloudwatch::CloudWatch;
use super::dynamo::Dynamo;
use super::eventbridge::Bus;
use super::lambda::Lambda;
use super::logs::CloudWatchLogs;
use super::meter::Meter;
use super::sns::Sns;
use super::sqs::Sqs;
use super::vault::Vault;
use super::xray::XRay;
use crate::domain::problem::{Problem, Trouble};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use std::net::IpAddr;
use std::time::Duration;

/// Where to connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A demo backend on this machine, `http://127.0.0.1:PORT`.
    Loopback { endpoint: String },
    /// An AWS account by the credential chain; region and profile from the environment unless given.
    Account {
        endpoint: Option<String>,
        region: Option<String>,
        profile: Option<String>,
    },
}

impl Target {
    /// The target that an endpoint means: loopback addresses are demo backends.
    pub fn of_endpoint(endpoint: &str) -> Self {
        if is_loopback(endpoint) {
            Self::Loopback {
                endpoint: endpoint.to_owned(),
            }
        } else {
            Self::Account {
                endpoint: Some(endpoint.to_owned()),
                region: None,
                profile: None,
            }
        }
    }
}

fn is_loopback(endpoint: &str) -> bool {
    let rest = endpoint
        .strip_prefix("http://")
        .or_else(|| endpoint.strip_prefix("https://"))
        .unwrap_or(endpoint);
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => authority
            .rsplit_once(':')
            .map_or(authority, |(host, _)| host),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Clients of one target.
#[derive(Clone, Debug)]
pub struct Session {
    pub dynamo: Dynamo,
    pub region: String,
    config: SdkConfig,
}

/// Who the credentials belong to, by STS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerIdentity {
    pub account: String,
    pub arn: String,
}

impl Session {
    /// Opens a session. Nothing is sent yet on a loopback target; on an account the chain is asked
    /// for a region.
    pub async fn open(target: &Target) -> Self {
        let config = match target {
            Target::Loopback { endpoint } => loopback(endpoint),
            Target::Account {
                endpoint,
                region,
                profile,
            } => account(endpoint.as_deref(), region.clone(), profile.as_deref()).await,
        };
        let clock = ServerClock::default();
        let dynamo = aws_sdk_dynamodb::config::Builder::from(&config)
            .interceptor(clock.clone())
            .build();
        let client = aws_sdk_dynamodb::Client::from_conf(dynamo);
        Self {
            dynamo: Dynamo::new(
                client,
                Meter::default(),
                clock,
                matches!(target, Target::Loopback { .. }),
            ),
            region: config
                .region()
                .map_or_else(|| "us-east-1".to_owned(), ToString::to_string),
            config,
        }
    }

    /// An event bus of this target, by its name. Nothing is sent yet.
    pub fn bus(&self, name: impl Into<String>) -> Bus {
        Bus::new(aws_sdk_eventbridge::Client::new(&self.config), name)
    }

    /// The queues of this target. Nothing is sent yet.
    pub fn sqs(&self) -> Sqs {
        Sqs::new(aws_sdk_sqs::Client::new(&self.config))
    }

    /// The topics of this target. Nothing is sent yet.
    pub fn sns(&self) -> Sns {
        Sns::new(aws_sdk_sns::Client::new(&self.config))
    }

    /// Alarms and metrics of this target, with a budget of calls of its own. Nothing is sent yet.
    pub fn cloudwatch(&self) -> CloudWatch {
        let config = aws_sdk_cloudwatch::config::Builder::from(&self.config);
        let billing = config.region(Region::from_static("us-east-1")).build();
        CloudWatch::new(
            aws_sdk_cloudwatch::Client::new(&self.config),
            aws_sdk_cloudwatch::Client::from_conf(billing),
        )
    }

    /// The logs of this target, with a budget of calls of its own. Nothing is sent yet.
    pub fn logs(&self) -> CloudWatchLogs {
        CloudWatchLogs::new(aws_sdk_cloudwatchlogs::Client::new(&self.config))
    }

    /// The traces of this target, with a budget of calls of its own. Nothing is sent yet.
    pub fn xray(&self) -> XRay {
        XRay::new(aws_sdk_xray::Client::new(&self.config))
    }

    /// The functions of this target. Nothing is sent yet.
    pub fn lambda(&self) -> Lambda {
        Lambda::new(aws_sdk_lambda::Client::new(&self.config))
    }

    /// Passwords that this session's credentials open. Nothing is sent yet.
    pub fn vault(&self) -> Vault {
        Vault::new(self.config.clone())
    }

    /// Asks STS who we are.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn caller(&self) -> Result<CallerIdentity, Problem> {
        let answer = aws_sdk_sts::Client::new(&self.config)
            .get_caller_identity()
            .send()
            .await
            .map_err(|error| super::failure::problem("sts:GetCallerIdentity", &error))?;
        match (answer.account, answer.arn) {
            (Some(account), Some(arn)) => Ok(CallerIdentity { account, arn }),
            _ => Err(Problem::new(
                Trouble::Credentials,
                "sts:GetCallerIdentity",
                "the answer names nobody",
            )),
        }
    }
}

fn loopback(endpoint: &str) -> SdkConfig {
    let dummy = Credentials::new("switchboard", "not-a-secret", None, None, "loopback");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(SharedCredentialsProvider::new(dummy))
        .timeout_config(timeouts())
        .retry_config(retries())
        .build()
}

async fn account(
    endpoint: Option<&str>,
    region: Option<String>,
    profile: Option<&str>,
) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::latest())
        .timeout_config(timeouts())
        .retry_config(retries());
    if let Some(endpoint) = endpoint {
        loader = loader.endpoint_url(endpoint);
    }
    if let Some(region) = region {
        loader = loader.region(Region::new(region));
    }
    if let Some(profile) = profile {
        loader = loader.profile_name(profile);
    }
    loader.load().await
}

/// The SDK has no attempt or operation timeout of its own.
fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(3_100))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(12))
        .build()
}

fn retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_this_machine_is_a_demo() {
        for demo in [
            "http://127.0.0.1:8000",
            "http://localhost:8000/",
            "http://[::1]:8000",
            "http://127.9.9.9",
        ] {
            assert!(is_loopback(demo), "{demo}");
        }
        for other in [
            "https://dynamodb.us-east-1.amazonaws.com",
            "http://10.0.0.1:8000",
            "http://127.0.0.1.example.com",
            "http://user@example.com:80",
        ] {
            assert!(!is_loopback(other), "{other}");
        }
    }
}

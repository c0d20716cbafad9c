//! Where the database is and how to get in. Nothing here holds a secret: a password is fetched from its
//! place when a connection is made, goes into the client's configuration, and is gone.

use crate::aws::hidden::Hidden;
use crate::aws::vault::{Login, Vault};
use crate::domain::problem::{Problem, Trouble};
use std::path::PathBuf;
use std::time::Duration;

/// One database of AlquimistaAI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A host name, an address, or the absolute path of the folder of a unix socket.
    pub host: String,
    pub port: u16,
    pub database: String,
    pub user: String,
    pub password: PasswordFrom,
    pub tls: Tls,
    pub limits: Limits,
}

/// The place of a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordFrom {
    /// The server asks for none (peer authentication on a unix socket).
    Nowhere,
    /// An environment variable.
    Variable(String),
    /// A file's first line.
    File(PathBuf),
    /// A secret of AWS Secrets Manager: JSON with `username` and `password`, or the password itself. The region
    /// is that of the ARN or of the session unless named.
    Secret { arn: String, region: Option<String> },
    /// A token of RDS's IAM authentication, a new one for each connection, in the session's region unless named.
    RdsToken { region: Option<String> },
}

/// How the line is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tls {
    /// The server's certificate is signed by an authority of this PEM file and names the host.
    VerifyFull { ca: PathBuf },
    /// None: only for a unix socket or a loopback address.
    SameMachine,
}

/// Time limits, kept by the server too, and the most connections that one console opens of each kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub connect: Duration,
    pub lock: Duration,
    pub statement: Duration,
    pub idle_in_transaction: Duration,
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            lock: Duration::from_secs(3),
            statement: Duration::from_secs(10),
            idle_in_transaction: Duration::from_secs(5),
            connections: 4,
        }
    }
}

impl Settings {
    /// How to log in, fetched or made for one connection: given on at once and never kept. `None`: without a
    /// password.
    pub(super) async fn login(&self, vault: Option<&Vault>) -> Result<Option<Login>, Problem> {
        let missing = |place: &str, why: String| Problem::new(Trouble::Credentials, place, why);
        let vault = |place: &str| {
            let why = "no session of AWS to ask for it";
            vault.ok_or_else(|| missing(place, why.to_owned()))
        };
        let alone = |password: Hidden| Login {
            user: None,
            password,
        };
        Ok(Some(match &self.password {
            PasswordFrom::Nowhere => return Ok(None),
            PasswordFrom::Variable(name) => {
                let unset = |_| missing(name, "the variable is not set".to_owned());
                alone(Hidden::new(std::env::var(name).map_err(unset)?))
            }
            PasswordFrom::File(path) => {
                let place = path.display().to_string();
                let text = std::fs::read_to_string(path)
                    .map_err(|error| missing(&place, error.to_string()))?;
                alone(Hidden::new(
                    text.lines().next().unwrap_or_default().to_owned(),
                ))
            }
            PasswordFrom::Secret { arn, region } => {
                let vault = vault("secretsmanager:GetSecretValue")?;
                vault.secret(arn, region.as_deref()).await?
            }
            PasswordFrom::RdsToken { region } => {
                let token = vault("rds-db:connect")?.rds_token(
                    &self.host,
                    self.port,
                    &self.user,
                    region.as_deref(),
                );
                alone(token.await?)
            }
        }))
    }

    /// Whether the line never leaves this machine.
    pub(super) fn is_same_machine(&self) -> bool {
        let address = self.host.parse::<std::net::IpAddr>();
        self.host.starts_with('/')
            || self.host == "localhost"
            || address.is_ok_and(|address| address.is_loopback())
    }
}

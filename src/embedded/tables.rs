//! The real tables in the embedded engine, made from the rooms' own schemas, and the client that
//! reaches them: fixed dummy credentials, one region, no credential chain.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::{AttributeValue, TimeToLiveSpecification};
use futures::future::try_join_all;

use super::error::EmbeddedError;
use super::scenario::Scenario;
use super::{canned, targets, team};
use crate::aws::table::{IndexSpec, TableSpec};
use crate::control::schema as control;
use crate::platform::alquimista::schema as alquimista;
use crate::platform::diatonic::schema as diatonic;
use crate::platform::marketplace::schema as marketplace;
use crate::platform::notification::schema as notification;

/// Names of all tables of the embedded backend: the defaults of each room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub marketplace: marketplace::Tables,
    pub alquimista: alquimista::Tables,
    pub notification: notification::Tables,
    pub diatonic: diatonic::Tables,
    /// Which of the two designs of its tables is made.
    pub diatonic_design: diatonic::Design,
    pub control: String,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            marketplace: marketplace::Tables::default(),
            alquimista: alquimista::Tables::default(),
            notification: notification::Tables::default(),
            diatonic: diatonic::Tables::default(),
            diatonic_design: diatonic::Design::Live,
            control: control::DEFAULT_NAME.to_owned(),
        }
    }
}

/// A client of the endpoint with credentials that mean nothing: the engine checks none.
pub fn client(endpoint: &str) -> Client {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(5))
        .operation_timeout(Duration::from_secs(15))
        .build();
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(Credentials::new("demo", "demo", None, None, "embedded"))
        .timeout_config(timeouts)
        .build();
    Client::from_conf(config)
}

/// Creates every table, with the queue index on conversations when `queue_index` is asked for,
/// and the first row of the control table.
///
/// # Errors
/// [`EmbeddedError::Table`] with the table that could not be made.
pub async fn create(
    client: &Client,
    tables: &Tables,
    queue_index: bool,
) -> Result<(), EmbeddedError> {
    let conversations = tables.marketplace.conversations.as_str();
    let specs = tables.marketplace.specs();
    let more = tables.alquimista.specs();
    let workbench = tables.diatonic.specs(tables.diatonic_design);
    let all = specs
        .into_iter()
        .chain(more)
        .chain(tables.notification.specs())
        .chain(workbench)
        .chain([(tables.control.as_str(), control::CONTROL)]);
    let queue = [marketplace::QUEUE_INDEX];
    try_join_all(all.map(|(name, spec)| {
        let extra: &[IndexSpec] = if queue_index && name == conversations {
            &queue
        } else {
            &[]
        };
        create_one(client, name, spec, extra)
    }))
    .await?;
    write_schema_row(client, &tables.control).await?;
    let rows = canned::rows().chain(targets::rows());
    team::write(client, &tables.control, rows).await
}

async fn create_one(
    client: &Client,
    name: &str,
    spec: TableSpec,
    extra: &[IndexSpec],
) -> Result<(), EmbeddedError> {
    spec.create_with(extra, client, name)
        .map_err(|e| failed(name, &e))?
        .send()
        .await
        .map_err(|e| failed(name, &e))?;
    let Some(attribute) = spec.ttl else {
        return Ok(());
    };
    let ttl = TimeToLiveSpecification::builder()
        .attribute_name(attribute)
        .enabled(true)
        .build()
        .map_err(|e| failed(name, &e))?;
    client
        .update_time_to_live()
        .table_name(name)
        .time_to_live_specification(ttl)
        .send()
        .await
        .map(|_| ())
        .map_err(|e| failed(name, &e))
}

/// The row by which a console knows whether it may write here.
async fn write_schema_row(client: &Client, control: &str) -> Result<(), EmbeddedError> {
    client
        .put_item()
        .table_name(control)
        .item("pk", AttributeValue::S("META".into()))
        .item("sk", AttributeValue::S("SCHEMA".into()))
        .item("version", AttributeValue::N("1".into()))
        .item("oldestWriter", AttributeValue::N("1".into()))
        .item(
            "backendId",
            AttributeValue::S(ulid::Ulid::new().to_string()),
        )
        .send()
        .await
        .map(|_| ())
        .map_err(|e| EmbeddedError::Write {
            table: control.to_owned(),
            reason: DisplayErrorContext(&e).to_string(),
        })
}

/// The row by which consoles that join find the provider of this demo; none is left from an earlier start.
pub(super) async fn write_provider(
    client: &Client,
    control: &str,
    endpoint: Option<&str>,
) -> Result<(), EmbeddedError> {
    write_own(client, control, ("PROVIDER", "endpoint"), endpoint).await
}

/// The row that says what goes wrong in this demo; none on a calm day.
pub(super) async fn write_scenario(
    client: &Client,
    control: &str,
    scenario: Option<Scenario>,
) -> Result<(), EmbeddedError> {
    let word = scenario.map(Scenario::word);
    write_own(client, control, ("SCENARIO", "word"), word).await
}

/// A row `META` of the demo itself with one attribute, or the lack of it.
async fn write_own(
    client: &Client,
    control: &str,
    (row, attribute): (&str, &str),
    value: Option<&str>,
) -> Result<(), EmbeddedError> {
    let word = |text: &str| AttributeValue::S(text.to_owned());
    let answer = match value {
        Some(value) => client
            .put_item()
            .table_name(control)
            .item("pk", word("META"))
            .item("sk", word(row))
            .item(attribute, word(value))
            .send()
            .await
            .map(|_| ())
            .map_err(|e| DisplayErrorContext(&e).to_string()),
        None => client
            .delete_item()
            .table_name(control)
            .key("pk", word("META"))
            .key("sk", word(row))
            .send()
            .await
            .map(|_| ())
            .map_err(|e| DisplayErrorContext(&e).to_string()),
    };
    answer.map_err(|reason| EmbeddedError::Write {
        table: control.to_owned(),
        reason,
    })
}

fn failed(table: &str, error: &(dyn std::error::Error + Send + Sync + 'static)) -> EmbeddedError {
    EmbeddedError::Table {
        table: table.to_owned(),
        reason: DisplayErrorContext(error).to_string(),
    }
}

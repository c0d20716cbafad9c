//! AlquimistaAI on the database that the system itself uses: PostgreSQL, schema `alquimista_platform`
//! (backend facts 2.1). Every statement is parameterised and bounded; sessions that only read are read-only.

pub(super) mod checkup;
mod columns;
mod deciding;
mod failure;
mod pages;
mod publisher;
mod row;
mod session;
mod settings;
mod sheets;
mod switches;
mod tenants;
mod tls;
mod turning;
mod usage;
mod work;
mod written;

pub use settings::{Limits, PasswordFrom, Settings, Tls};

use super::Plan;
use super::commands::CommandHistory;
use super::issue::CommandIssue;
use super::schema::Tables;
use super::sheets::acting::Issuing;
use super::sheets::commands::CommandSheets;
use super::work::Waiting;
use crate::aws::dynamo::Dynamo;
use crate::aws::vault::Vault;
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::standing::Standing;
use crate::platform::{
    Acting, Deciding, Platform, PlatformWriter, Publisher, Sheets, Tenants, Usage, WorkList,
};
use columns::Columns;
use session::{Mode, Pool};
use std::sync::Arc;

/// One database with what it is known to have.
#[derive(Clone)]
pub struct Database {
    reads: Pool,
    writes: Pool,
    columns: Arc<Columns>,
    standing: Option<Standing>,
    beside: Option<Beside>,
}

/// The operational commands, which are in DynamoDB.
#[derive(Clone)]
struct Beside {
    sheets: CommandSheets,
    work: Option<Arc<Waiting>>,
    issue: Option<CommandIssue>,
}

impl Database {
    /// For somebody of this standing in the system. Not named: as on the embedded backend.
    pub fn with_standing(self, standing: Option<Standing>) -> Self {
        Self { standing, ..self }
    }

    /// With the operational commands among the rest, as far as `plan` found them.
    pub fn with_commands(self, dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        let beside = CommandHistory::new(dynamo, tables, plan).map(|history| Beside {
            work: Waiting::of_commands(dynamo, tables, history.clone()).map(Arc::new),
            sheets: CommandSheets::new(history),
            issue: CommandIssue::new(dynamo, tables, plan),
        });
        Self { beside, ..self }
    }
}

/// Connects and asks which columns there are; `None`: it has no catalogue of agents that this user may see.
///
/// # Errors
/// `Credentials` for a password that is not there or not accepted, or a certificate that does not hold;
/// `Invalid` for a line without TLS to another machine; any failure of the call.
pub async fn discover(settings: Settings) -> Result<Option<Database>, Problem> {
    found(settings, None).await
}

/// As [`discover`], with passwords that a session of AWS opens.
///
/// # Errors
/// As [`discover`]; any failure of asking for the password.
pub async fn discover_with(settings: Settings, vault: Vault) -> Result<Option<Database>, Problem> {
    found(settings, Some(vault)).await
}

async fn found(settings: Settings, vault: Option<Vault>) -> Result<Option<Database>, Problem> {
    let settings = Arc::new(settings);
    let reads = Pool::new(settings.clone(), vault.clone(), Mode::Read);
    let columns = Columns::ask(&reads).await?;
    Ok(columns.has_table("agents").then(|| Database {
        reads,
        writes: Pool::new(settings, vault, Mode::Write),
        columns: Arc::new(columns),
        standing: None,
        beside: None,
    }))
}

/// What can be read.
pub fn reader(database: &Database) -> Platform {
    let whole = Arc::new(database.clone());
    let tenants: Arc<dyn Tenants> = whole.clone();
    let usage: Arc<dyn Usage> = whole.clone();
    let work: Arc<dyn WorkList> = whole.clone();
    let sheets: Arc<dyn Sheets> = whole.clone();
    Platform {
        id: PlatformId::Alquimista,
        tenants: database.columns.has_table("tenants").then_some(tenants),
        conversations: None,
        switches: Some(whole),
        usage: database.columns.has_table(usage::TABLE).then_some(usage),
        work: database.can_wait().then_some(work),
        bodies: None,
        sheets: Some(sheets),
    }
}

/// What can be changed. `publisher`: the bus on which the system's events go out.
pub fn writer(database: &Database, publisher: Option<Arc<dyn Publisher>>) -> PlatformWriter {
    let whole = Arc::new(database.clone());
    let deciding: Arc<dyn Deciding> = whole.clone();
    let issue = database
        .beside
        .as_ref()
        .and_then(|beside| beside.issue.clone());
    let issuing = issue.map(|issue| Issuing::new(issue, database.standing));
    PlatformWriter {
        id: PlatformId::Alquimista,
        handoffs: None,
        switching: None,
        turning: Some(whole),
        publisher,
        deciding: (database.decides() && database.columns.has_table(sheets::AUDIT))
            .then_some(deciding),
        feed: None,
        acting: issuing.map(|issuing| Arc::new(issuing) as Arc<dyn Acting>),
    }
}

//! AlquimistaAI on the database that the system itself uses: PostgreSQL, schema `alquimista_platform`
//! (backend facts 2.1). Every statement is parameterised and bounded; sessions that only read are read-only.

mod columns;
mod failure;
mod publisher;
mod row;
mod session;
mod settings;
mod switches;
mod tenants;
mod tls;
mod turning;
mod usage;
mod written;

pub use settings::{Limits, PasswordFrom, Settings, Tls};

use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::platform::{Platform, PlatformWriter, Publisher, Tenants, Usage};
use columns::Columns;
use session::{Mode, Pool};
use std::sync::Arc;

/// One database with what it is known to have.
#[derive(Clone)]
pub struct Database {
    reads: Pool,
    writes: Pool,
    columns: Arc<Columns>,
}

/// Connects and asks which columns there are; `None`: it has no catalogue of agents that this user may see.
///
/// # Errors
/// `Credentials` for a password that is not there or not accepted, or a certificate that does not hold;
/// `Invalid` for a line without TLS to another machine; any failure of the call.
pub async fn discover(settings: Settings) -> Result<Option<Database>, Problem> {
    let settings = Arc::new(settings);
    let reads = Pool::new(settings.clone(), Mode::Read);
    let columns = Columns::ask(&reads).await?;
    Ok(columns.has_table("agents").then(|| Database {
        reads,
        writes: Pool::new(settings, Mode::Write),
        columns: Arc::new(columns),
    }))
}

/// What can be read.
pub fn reader(database: &Database) -> Platform {
    let whole = Arc::new(database.clone());
    let tenants: Arc<dyn Tenants> = whole.clone();
    let usage: Arc<dyn Usage> = whole.clone();
    Platform {
        id: PlatformId::Alquimista,
        tenants: database.columns.has_table("tenants").then_some(tenants),
        conversations: None,
        switches: Some(whole),
        usage: database.columns.has_table(usage::TABLE).then_some(usage),
        work: None,
        bodies: None,
        sheets: None,
    }
}

/// What can be changed. `publisher`: the bus on which the system's events go out.
pub fn writer(database: &Database, publisher: Option<Arc<dyn Publisher>>) -> PlatformWriter {
    PlatformWriter {
        id: PlatformId::Alquimista,
        handoffs: None,
        switching: None,
        turning: Some(Arc::new(database.clone())),
        publisher,
        deciding: None,
        acting: None,
        feed: None,
    }
}

//! AlquimistaAI: a catalogue of agents and their activation for each tenant, in the DynamoDB projection of
//! its tables. It has no conversations.

mod activations;
mod agents;
pub mod item;
pub mod schema;
pub mod tenants;

use crate::aws::dynamo::Dynamo;
use crate::domain::id::PlatformId;
use crate::domain::problem::{Problem, Trouble};
use crate::platform::{Platform, PlatformWriter};
use schema::Tables;
use std::sync::Arc;

/// Where the deployment's tenants are found; `None`: it has no catalogue of agents at all.
///
/// # Errors
/// Any failure of a call but a missing table.
pub async fn discover(
    dynamo: &Dynamo,
    tables: &Tables,
) -> Result<Option<tenants::Source>, Problem> {
    if !exists(dynamo, &tables.agents).await? {
        return Ok(None);
    }
    Ok(Some(if exists(dynamo, &tables.tenants).await? {
        tenants::Source::Table
    } else {
        tenants::Source::Activations
    }))
}

async fn exists(dynamo: &Dynamo, table: &str) -> Result<bool, Problem> {
    match dynamo.describe(table).await {
        Ok(_) => Ok(true),
        Err(problem) if problem.trouble == Trouble::MissingTable => Ok(false),
        Err(problem) => Err(problem),
    }
}

/// What can be read.
pub fn reader(dynamo: &Dynamo, tables: &Tables, tenants: tenants::Source) -> Platform {
    Platform {
        id: PlatformId::Alquimista,
        tenants: Some(Arc::new(tenants::Tenants::new(dynamo, tables, tenants))),
        conversations: None,
        switches: Some(Arc::new(agents::Agents::new(dynamo, tables))),
        usage: None,
        work: None,
        bodies: None,
    }
}

/// What can be changed.
pub fn writer(tables: &Tables) -> PlatformWriter {
    PlatformWriter {
        id: PlatformId::Alquimista,
        handoffs: None,
        switching: Some(Arc::new(activations::Activations::new(tables))),
        deciding: None,
    }
}

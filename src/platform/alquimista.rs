//! AlquimistaAI: a catalogue of agents and their activation for each tenant, in the DynamoDB projection of
//! its tables. It has no conversations.

mod activations;
mod agents;
pub mod item;
pub mod schema;

use crate::aws::dynamo::Dynamo;
use crate::domain::id::PlatformId;
use crate::platform::{Platform, PlatformWriter};
use schema::Tables;
use std::sync::Arc;

/// What can be read.
pub fn reader(dynamo: &Dynamo, tables: &Tables) -> Platform {
    Platform {
        id: PlatformId::Alquimista,
        tenants: None,
        conversations: None,
        switches: Some(Arc::new(agents::Agents::new(dynamo, tables))),
        usage: None,
        work: None,
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

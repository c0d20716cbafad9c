//! Notification Agent: users, their mailboxes, the notifications made of their mail, and the state of the
//! last reads, in DynamoDB tables without an index. A tenant is a user; a source is a switch and a
//! conversation. Lists over all users are bounded pages of scans; bodies of mail are read one by one.

mod bodies;
mod checkup;
mod conversations;
pub mod health;
pub mod item;
mod mailbox;
mod pause;
mod plan;
pub mod schema;
mod sheets;
mod sources;
mod tenants;
mod usage;
mod work;

pub use checkup::Checkup;
pub use plan::Plan;

use crate::aws::dynamo::Dynamo;
use crate::domain::id::PlatformId;
use crate::platform::{Platform, PlatformWriter};
use schema::Tables;
use std::sync::Arc;

/// What can be read, with what `plan` found.
pub fn reader(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Platform {
    Platform {
        id: PlatformId::Notification,
        tenants: Some(Arc::new(tenants::Tenants::new(dynamo, tables))),
        conversations: Some(Arc::new(conversations::Conversations::new(dynamo, tables))),
        switches: Some(Arc::new(sources::Sources::new(dynamo, tables))),
        usage: Some(Arc::new(usage::Usage::new(dynamo, tables))),
        work: Some(Arc::new(work::WorkList::new(dynamo, tables, plan))),
        bodies: Some(Arc::new(bodies::Bodies::new(dynamo, tables))),
        sheets: Some(Arc::new(sheets::Sheets::new(dynamo, tables, plan))),
    }
}

/// What can be changed.
pub fn writer(tables: &Tables) -> PlatformWriter {
    PlatformWriter {
        id: PlatformId::Notification,
        handoffs: None,
        switching: Some(Arc::new(pause::Pause::new(tables))),
        turning: None,
        publisher: None,
        deciding: None,
        acting: None,
        feed: None,
    }
}

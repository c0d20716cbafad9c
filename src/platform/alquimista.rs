//! AlquimistaAI: a catalogue of agents and their activation for each tenant, daily usage, approvals, incidents
//! and integrations in the DynamoDB projection of its tables, and the operational commands that the system
//! itself keeps in DynamoDB. It has no conversations.

mod activations;
mod agents;
mod approvals;
pub mod audit;
mod checkup;
pub mod commands;
pub mod issue;
pub mod item;
mod place;
mod plan;
pub mod postgres;
pub mod schema;
pub mod tenants;
mod usage;
mod work;

pub use plan::{CommandIndexes, Plan};

pub use checkup::Checkup;

use crate::aws::dynamo::Dynamo;
use crate::domain::id::PlatformId;
use crate::platform::{Deciding, Platform, PlatformWriter, Switches, Switching, Usage, WorkList};
use schema::Tables;
use std::sync::Arc;

/// What can be read, with what `plan` found.
pub fn reader(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Platform {
    let tenants = plan.tenants.map(|source| {
        let tenants = tenants::Tenants::new(dynamo, tables, source);
        Arc::new(tenants) as Arc<dyn crate::platform::Tenants>
    });
    let agents = || Arc::new(agents::Agents::new(dynamo, tables, plan)) as Arc<dyn Switches>;
    let usage = || Arc::new(usage::DailyUsage::new(dynamo, tables)) as Arc<dyn Usage>;
    let work = work::Waiting::new(dynamo, tables, plan);
    Platform {
        id: PlatformId::Alquimista,
        tenants,
        conversations: None,
        switches: plan.agents.then(agents),
        usage: plan.usage.then(usage),
        work: work.map(|work| Arc::new(work) as Arc<dyn WorkList>),
        bodies: None,
        sheets: None,
    }
}

/// What can be changed, with what `plan` found. Commands are issued by [`issue::CommandIssue`].
pub fn writer(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> PlatformWriter {
    let switching = || Arc::new(activations::Activations::new(tables)) as Arc<dyn Switching>;
    let deciding =
        || Arc::new(approvals::Approvals::new(dynamo, tables, plan)) as Arc<dyn Deciding>;
    PlatformWriter {
        id: PlatformId::Alquimista,
        handoffs: None,
        switching: (plan.agents && plan.audit_logs).then(switching),
        deciding: plan.approvals.then(deciding),
        acting: None,
        feed: None,
        turning: None,
        publisher: None,
    }
}

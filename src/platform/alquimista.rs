//! AlquimistaAI: a catalogue of agents and their activation for each tenant, daily usage, approvals, incidents
//! and integrations in the DynamoDB projection of its tables, and the operational commands that the system
//! itself keeps in DynamoDB. It has no conversations.

mod activations;
mod agents;
mod approvals;
mod approver;
pub mod audit;
mod checkup;
pub mod commands;
pub mod issue;
pub mod item;
mod place;
mod plan;
pub mod postgres;
mod ruling;
pub mod schema;
pub mod sheets;
pub mod telling;
pub mod tenants;
mod usage;
mod work;

pub use plan::{CommandIndexes, Plan};

pub use checkup::Checkup;

use crate::aws::dynamo::Dynamo;
use crate::domain::id::PlatformId;
use crate::domain::standing::Standing;
use crate::platform::{
    Acting, Deciding, Platform, PlatformWriter, Sheets, Switches, Switching, Usage, WorkList,
};
use schema::Tables;
use std::sync::Arc;

/// What can be read, with what `plan` found, by somebody of this standing in the system.
pub fn reader(
    dynamo: &Dynamo,
    tables: &Tables,
    plan: &Plan,
    standing: Option<Standing>,
) -> Platform {
    let tenants = plan.tenants.map(|source| {
        let tenants = tenants::Tenants::new(dynamo, tables, source);
        Arc::new(tenants) as Arc<dyn crate::platform::Tenants>
    });
    let agents = || Arc::new(agents::Agents::new(dynamo, tables, plan)) as Arc<dyn Switches>;
    let usage = || Arc::new(usage::DailyUsage::new(dynamo, tables)) as Arc<dyn Usage>;
    let work = work::Waiting::new(dynamo, tables, plan);
    let sheets = sheets::ProjectedSheets::new(dynamo, tables, plan, standing);
    Platform {
        id: PlatformId::Alquimista,
        tenants,
        conversations: None,
        switches: plan.agents.then(agents),
        usage: plan.usage.then(usage),
        work: work.map(|work| Arc::new(work) as Arc<dyn WorkList>),
        bodies: None,
        sheets: sheets.map(|sheets| Arc::new(sheets) as Arc<dyn Sheets>),
    }
}

/// What can be changed, with what `plan` found, by somebody of this standing in the system.
pub fn writer(
    dynamo: &Dynamo,
    tables: &Tables,
    plan: &Plan,
    standing: Option<Standing>,
) -> PlatformWriter {
    let issuing = issue::CommandIssue::new(dynamo, tables, plan)
        .map(|issue| Arc::new(sheets::acting::Issuing::new(issue, standing)) as Arc<dyn Acting>);
    let switching =
        || Arc::new(activations::Activations::new(tables, standing)) as Arc<dyn Switching>;
    let deciding =
        || Arc::new(approvals::Approvals::new(dynamo, tables, plan, standing)) as Arc<dyn Deciding>;
    PlatformWriter {
        id: PlatformId::Alquimista,
        handoffs: None,
        switching: (plan.agents && plan.audit_logs).then(switching),
        deciding: plan.approvals.then(deciding),
        acting: issuing,
        feed: None,
        turning: None,
        publisher: None,
    }
}

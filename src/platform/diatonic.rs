//! Diatonic AI / AI Nexus Workbench: agent templates, executions, models and experiment runs, in DynamoDB.
//! Keys and indexes are discovered at start: two designs of the same tables exist. It has no table of
//! tenants, no conversations and no switches; a change of a run's record stops no worker.

mod checkup;
mod deciding;
mod executions;
mod experiments;
mod flows;
mod found;
pub mod item;
mod met;
mod models;
mod plan;
pub mod schema;
mod sheets;
mod switches;
mod target;
mod templates;
mod tenants;
mod usage;
pub mod validation;
mod waiting;
mod work;
mod workbench;

pub use checkup::Checkup;
pub use plan::{Layout, Plan};
pub use workbench::Workbench;

use crate::aws::dynamo::Dynamo;
use crate::domain::id::{PlatformId, TenantId};
use crate::platform::{Platform, PlatformWriter};
use schema::{Part, Tables};
use std::sync::Arc;

/// What can be read, by the plans that `plan` allows. `tenants` are those that the profile names: the system
/// has no list of them.
pub fn reader(dynamo: &Dynamo, tables: &Tables, plan: &Plan, tenants: &[TenantId]) -> Platform {
    platform(&Workbench::new(dynamo, tables, plan, tenants))
}

/// The same, on a workbench that a caller keeps for what the ports do not read.
pub fn platform(bench: &Workbench) -> Platform {
    let switches = bench.has(Part::Templates) || bench.has(Part::Models);
    Platform {
        bodies: None,
        sheets: Some(Arc::new(sheets::Sheets::new(bench))),
        id: PlatformId::Diatonic,
        tenants: Some(Arc::new(tenants::Tenants::new(bench))),
        conversations: None,
        switches: switches.then(|| Arc::new(switches::Switches::new(bench)) as Arc<_>),
        usage: usage::Usage::new(bench).map(|port| Arc::new(port) as Arc<_>),
        work: work::WorkList::new(bench).map(|port| Arc::new(port) as Arc<_>),
    }
}

/// What can be changed: open runs can be marked as cancelled.
pub fn writer(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> PlatformWriter {
    let runs = [Part::Executions, Part::RunLogs, Part::Runs];
    let has_runs = runs.into_iter().any(|part| plan.of(part).is_some());
    PlatformWriter {
        id: PlatformId::Diatonic,
        handoffs: None,
        switching: None,
        turning: None,
        publisher: None,
        deciding: has_runs
            .then(|| Arc::new(deciding::Deciding::new(dynamo, tables, plan)) as Arc<_>),
        acting: None,
        feed: None,
    }
}

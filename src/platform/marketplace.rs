//! AI Marketplace Assistant: WhatsApp bots of tenants, their conversations and usage, in DynamoDB.
//! Keys and indexes are discovered at start and decide the plan of each list.

mod bot;
mod checkup;
mod conversations;
mod customers;
pub mod feed;
mod handoff;
pub mod item;
mod plan;
pub mod queue_index;
mod rows;
pub mod schema;
pub mod setup;
mod sheets;
mod tenants;
mod usage;

pub use checkup::Checkup;
pub use plan::Plan;

use crate::aws::dynamo::Dynamo;
use crate::domain::id::PlatformId;
use crate::platform::{Acting, Handoffs, Platform, PlatformWriter, Sheets};
use schema::Tables;
use std::sync::Arc;

/// What can be read, by the plans that `plan` allows.
pub fn reader(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Platform {
    Platform {
        id: PlatformId::Marketplace,
        tenants: Some(Arc::new(tenants::Tenants::new(dynamo, tables))),
        conversations: Some(Arc::new(conversations::Conversations::new(
            dynamo, tables, plan,
        ))),
        switches: Some(Arc::new(bot::Bot::new(dynamo, tables))),
        usage: Some(Arc::new(usage::Usage::new(dynamo, tables))),
        work: None,
        bodies: None,
        sheets: sheets(dynamo, tables, plan),
    }
}

/// Its tenants alone, which need no plan.
pub fn tenants(dynamo: &Dynamo, tables: &Tables) -> Arc<dyn crate::platform::Tenants> {
    Arc::new(tenants::Tenants::new(dynamo, tables))
}

/// What can be changed. Without an item from which a bot could read its pause nothing is handed off: there
/// would only be rows that nobody reads.
pub fn writer(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> PlatformWriter {
    let handoffs = || Arc::new(handoff::Handoffs::new(dynamo, tables)) as Arc<dyn Handoffs>;
    let acting = || Arc::new(sheets::Acting::new(dynamo, tables, plan)) as Arc<dyn Acting>;
    PlatformWriter {
        id: PlatformId::Marketplace,
        handoffs: plan.has_records().then(handoffs),
        switching: Some(Arc::new(bot::BotSwitch::new(tables))),
        turning: None,
        publisher: None,
        deciding: None,
        feed: None,
        acting: plan.products.is_some().then(acting),
    }
}

fn sheets(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Option<Arc<dyn Sheets>> {
    let any = plan.products.is_some() || plan.customers.is_some();
    any.then(|| Arc::new(sheets::Sheets::new(dynamo, tables, plan)) as Arc<dyn Sheets>)
}

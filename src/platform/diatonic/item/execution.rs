//! An execution of an agent: keyed by agent and run in the live design, by itself in the seed's.

use super::base::Base;
use super::document::Document;
use super::lifecycle::{Lifecycle, STATUS, attributes, error};
use super::metrics::Metrics;
use crate::aws::dynamo::Item;
use crate::domain::id::AgentId;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::value::Reader;

/// Attributes that hold JSON in a string.
const DOCUMENTS: [&str; 3] = ["execution_metrics", "input_data", "output_data"];

/// An execution as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Execution {
    pub base: Base,
    /// `run_id` (live) or `execution_id` (seed).
    pub id: Text,
    pub agent: AgentId,
    pub user: Option<Text>,
    pub lifecycle: Lifecycle,
    pub metrics: Metrics,
    pub error: Option<Text>,
    /// Everything, flattened: metrics, input, output and what else there is.
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The execution of an item.
pub fn execution(item: &Item) -> Execution {
    let mut read = Reader::new(item);
    let id = read.text("run_id").or_else(|| read.text("execution_id"));
    let metrics = Metrics::of(&Document::of(&mut Reader::new(item), "execution_metrics"));
    let attributes = attributes(item);
    Execution {
        base: Base::of(&mut read),
        id: id.unwrap_or_default(),
        agent: AgentId::from(read.raw("agent_id").unwrap_or_default()),
        user: read.masked("user_id"),
        lifecycle: Lifecycle::of(&mut read, &STATUS, &DOCUMENTS),
        metrics,
        error: error(&attributes, "error_details"),
        attributes,
        oddities: read.oddities(),
    }
}

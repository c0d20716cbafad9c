//! A run of an experiment: an item of `experiment-runs` (live) or of `experiment-run-logs` (seed).

use super::base::Base;
use super::lifecycle::{Lifecycle, RUN_STATUS, STATUS, attributes, error};
use crate::aws::dynamo::Item;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::diatonic::schema::Part;
use crate::platform::value::Reader;

/// Attributes that hold JSON in a string.
const DOCUMENTS: [&str; 3] = ["results", "parameters", "resource_usage"];

/// A run as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub base: Base,
    pub id: Text,
    /// `experiment_id`; the browser client makes a fresh one for each run (backend facts 3.2).
    pub experiment: Text,
    pub name: Option<Text>,
    pub model: Option<Text>,
    pub dataset: Option<Text>,
    pub lifecycle: Lifecycle,
    pub error: Option<Text>,
    /// Everything, flattened: parameters, results, resource usage and what else there is.
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The run of an item of this table.
pub fn run(item: &Item, part: Part) -> Run {
    let mut read = Reader::new(item);
    let status = match part {
        Part::Runs => &RUN_STATUS,
        _ => &STATUS,
    };
    let attributes = attributes(item);
    Run {
        base: Base::of(&mut read),
        id: read.text("run_id").unwrap_or_default(),
        experiment: read.text("experiment_id").unwrap_or_default(),
        name: read.masked("experiment_name"),
        model: read.text("model_id"),
        dataset: read.masked("dataset_id"),
        lifecycle: Lifecycle::of(&mut read, status, &DOCUMENTS),
        error: error(&attributes, "error_message"),
        attributes,
        oddities: read.oddities(),
    }
}

//! An item of `experiment-run-logs`: one run in the seed's design, one line of a run's log in the live one
//! (backend facts 3.1). Its own attributes tell which, for either may stand in either table.

use super::base::Base;
use super::run::{Run, run};
use crate::aws::dynamo::Item;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes;
use crate::platform::diatonic::schema::Part;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// What an item turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Run(Box<Run>),
    Line(Box<LogLine>),
}

/// A line of a run's log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    pub base: Base,
    /// The run's id.
    pub run: Text,
    pub experiment: Text,
    pub at: Option<Timestamp>,
    /// `log_timestamp` as stored: also what the table sorts by.
    pub stamp: Text,
    pub level: Text,
    pub component: Option<Text>,
    /// No source names the attribute of the message: the usual ones, else everything else on one line.
    pub message: Text,
    /// The TTL attribute. Nothing promises that the line really goes then (backend facts 3.1).
    pub expires_at: Option<Timestamp>,
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// Attributes of a line that have a place of their own.
const PLACED: [&str; 6] = [
    "tenant_id",
    "run_id",
    "experiment_id",
    "log_timestamp",
    "log_level",
    "component_type",
];
const MESSAGES: [&str; 4] = ["message", "log_message", "log_data", "details"];

/// The entry of an item. A status makes it a run, unless only a log level speaks against it.
pub fn entry(item: &Item) -> Entry {
    let read = Reader::new(item);
    let has = |name: &str| read.value(name).is_some();
    let status = has("status") || has("run_status");
    let is_run = status && (has("model_id") || !has("log_level"));
    match is_run || (has("results") && !has("log_level")) {
        true => Entry::Run(Box::new(run(item, Part::RunLogs))),
        false => Entry::Line(Box::new(line(item))),
    }
}

fn line(item: &Item) -> LogLine {
    let mut read = Reader::new(item);
    let stamp = read.text("log_timestamp").unwrap_or_default();
    LogLine {
        base: Base::of(&mut read),
        run: read.text("run_id").unwrap_or_default(),
        experiment: read.text("experiment_id").unwrap_or_default(),
        at: read.time("log_timestamp"),
        stamp,
        level: read.text("log_level").unwrap_or_default(),
        component: read.masked("component_type"),
        message: message(&attributes::attributes(item, &PLACED)),
        expires_at: read.time("expires_at"),
        attributes: attributes::attributes(item, &["tenant_id"]),
        oddities: read.oddities(),
    }
}

fn message(attributes: &[Attribute]) -> Text {
    let said = MESSAGES
        .iter()
        .find_map(|name| attributes.iter().find(|one| one.group == **name));
    if let Some(said) = said
        && said.label.is_empty()
    {
        return said.value.clone();
    }
    let rest: Vec<String> = attributes
        .iter()
        .map(|one| match one.label.is_empty() {
            true => format!("{} {}", one.group, one.value),
            false => format!("{} · {} {}", one.group, one.label, one.value),
        })
        .collect();
    Text::from_untrusted(&rest.join(" · "))
}

//! Operational events of a tenant. One of the category `system` that failed or is not over is an incident, and
//! bad until `details` say that it is resolved (backend facts 2.1). Who did it from where is not shown.

use super::shape::{Shape, entry, left, moment, right, words};
use crate::aws::dynamo::Item;
use crate::domain::sheet::{Entry, Heading, Tone};
use crate::platform::alquimista::item::{self, event};
use crate::platform::attributes::attributes;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// The categories that the system knows: the partitions of the projection.
pub(super) const CATEGORIES: [&str; 6] = [
    "auth",
    "tenant",
    "agent",
    "integration",
    "command",
    "system",
];
/// The key within its category, else (in PostgreSQL) the id.
pub(in crate::platform::alquimista) const KEY: &str = "sk";
const PLACED: [&str; 9] = [
    "sk",
    "tenant_id",
    "created_at",
    "event_category",
    "event_type",
    "status",
    "user_email",
    "ip_address",
    "user_agent",
];
const HEADINGS: [Heading; 6] = [
    right("age"),
    left("category"),
    left("type"),
    left("action"),
    left("status"),
    left("description"),
];

pub(in crate::platform::alquimista) const EVENTS: Shape = Shape {
    headings: &HEADINGS,
    narrowings: &["category", "status"],
    columns: |name| match name {
        "category" => &["event_category"],
        "status" => &["status"],
        _ => &[],
    },
    entry: happened,
};

fn happened(row: &Item, at: usize, _: Timestamp) -> Entry {
    let mut read = Reader::new(row);
    let key = match row.contains_key(KEY) {
        true => KEY,
        false => "id",
    };
    let id = item::identity(&mut read, key, at);
    let status = read.text("status");
    let is_over = status.as_deref() == Some("success");
    let tone = match (event::is_incident(row), is_over) {
        (true, _) => Tone::Bad,
        (false, true) => Tone::Plain,
        (false, false) if event::is_resolved(row) => Tone::Quiet,
        (false, false) => Tone::Warn,
    };
    let cells = vec![
        moment(read.time("created_at")),
        words(read.text("event_category")),
        words(read.masked("event_type")),
        words(item::words(&mut read, "action")),
        words(status),
        words(event::description(row)),
    ];
    entry(id, cells, tone, attributes(row, &PLACED))
}

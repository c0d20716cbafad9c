//! Integrations of a tenant with their last sync (backend facts 2.1). Credentials and configuration are never
//! fetched.

use super::shape::{Shape, count, entry, left, moment, right, words};
use crate::aws::dynamo::Item;
use crate::domain::sheet::{Entry, Heading, Tone};
use crate::platform::alquimista::item;
use crate::platform::attributes::attributes;
use crate::platform::value::Reader;
use jiff::Timestamp;

const PLACED: [&str; 6] = [
    "tenant_id",
    "integration_name",
    "integration_type",
    "status",
    "last_sync_at",
    "last_error",
];
const HEADINGS: [Heading; 6] = [
    left("name"),
    left("type"),
    left("status"),
    right("last sync"),
    right("errors"),
    left("last error"),
];

pub(in crate::platform::alquimista) const LINKS: Shape = Shape {
    headings: &HEADINGS,
    narrowings: &["status", "type"],
    columns: |name| match name {
        "status" => &["status"],
        "type" => &["integration_type"],
        _ => &[],
    },
    entry: link,
};

fn link(row: &Item, at: usize, _: Timestamp) -> Entry {
    // Whatever else a projection may have fetched is not shown.
    let shown: Item = item::integration::FIELDS
        .iter()
        .filter_map(|name| row.get_key_value(*name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let mut read = Reader::new(row);
    let id = item::identity(&mut read, "id", at);
    let status = read.text("status");
    let tone = match status.as_deref() {
        Some("error") => Tone::Bad,
        Some("active") => Tone::Good,
        Some("inactive") => Tone::Quiet,
        _ => Tone::Warn,
    };
    let cells = vec![
        words(item::words(&mut read, "integration_name")),
        words(read.masked("integration_type")),
        words(status),
        moment(read.time("last_sync_at")),
        count(&mut read, "error_count"),
        words(item::words(&mut read, "last_error")),
    ];
    entry(id, cells, tone, attributes(&shown, &PLACED))
}

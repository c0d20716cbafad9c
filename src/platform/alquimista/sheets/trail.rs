//! The system's own audit trail of a tenant, with the columns of the code or of the seed (backend facts 2.1).

use super::shape::{Shape, entry, identity, left, moment, right, words};
use crate::aws::dynamo::Item;
use crate::domain::sheet::{Cell, Entry, Heading, Tone};
use crate::platform::alquimista::item;
use crate::platform::value::Reader;
use jiff::Timestamp;

const HEADINGS: [Heading; 6] = [
    right("age"),
    left("action"),
    left("result"),
    left("user"),
    left("on"),
    left("error"),
];

pub(in crate::platform::alquimista) const TRAIL: Shape = Shape {
    headings: &HEADINGS,
    narrowings: &["action", "result", "user", "agent"],
    columns: |name| match name {
        "action" => &["action_type", "action"],
        "result" => &["result"],
        "user" => &["user_id"],
        // The seed's columns name an agent as a resource.
        "agent" => &["agent_id", "resource_id"],
        _ => &[],
    },
    entry: noted,
};

fn noted(row: &Item, at: usize, _: Timestamp) -> Entry {
    let found = item::audit::entry(row, at);
    let mut read = Reader::new(row);
    let id = item::identity(&mut read, "id", at);
    let error = item::words(&mut read, "error_message");
    let tone = match found.result.as_deref() {
        Some("failure") => Tone::Bad,
        Some("partial") => Tone::Warn,
        _ => Tone::Plain,
    };
    let cells = vec![
        moment(found.at),
        Cell::Text(found.action),
        words(found.result),
        words(found.user),
        words(found.target),
        words(error),
    ];
    let mut attributes = found.attributes;
    attributes.extend(found.identity.map(|whole| identity("user", whole)));
    entry(id, cells, tone, attributes)
}

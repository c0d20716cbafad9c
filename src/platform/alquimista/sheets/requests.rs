//! Requests for approval of a tenant, open and decided (backend facts 2.1). One whose time is over is called
//! expired, whatever its row still says.

use super::shape::{Shape, entry, left, moment, right, words};
use crate::aws::dynamo::Item;
use crate::domain::sheet::{Cell, Entry, Heading, Tone};
use crate::platform::alquimista::item;
use crate::platform::alquimista::item::approval::{EXPIRED, approval};
use crate::platform::value::Reader;
use jiff::Timestamp;

const HEADINGS: [Heading; 7] = [
    right("age"),
    left("action"),
    left("resource"),
    left("status"),
    right("needs"),
    right("expires"),
    left("asked by"),
];

pub(in crate::platform::alquimista) const REQUESTS: Shape = Shape {
    headings: &HEADINGS,
    narrowings: &["status", "action"],
    columns: |name| match name {
        "status" => &["status"],
        "action" => &["action_type"],
        _ => &[],
    },
    entry: request,
};

fn request(row: &Item, at: usize, now: Timestamp) -> Entry {
    let found = approval(row, at);
    let by = item::words(&mut Reader::new(row), "requested_by");
    let state = found.work(&[], now).state;
    let state = match found.is_pending() {
        true => state,
        false => found.status.clone(),
    };
    let tone = match state.as_str() {
        "approved" => Tone::Good,
        "rejected" => Tone::Bad,
        "cancelled" | EXPIRED => Tone::Quiet,
        _ => Tone::Warn,
    };
    let cells = vec![
        moment(found.created_at),
        Cell::Text(found.action),
        words(found.resource),
        Cell::Text(state),
        Cell::Count(found.required),
        moment(found.expires_at),
        words(by),
    ];
    Entry {
        version: found.version,
        ..entry(found.id.as_str().to_owned(), cells, tone, found.attributes)
    }
}

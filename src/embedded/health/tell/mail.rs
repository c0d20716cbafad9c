//! Mailboxes that are read and mail that is delivered, as the Notification Agent writes it: text of Python's
//! logging, without a trace.

use super::{Course, Line, before, moment};
use crate::embedded::raw::{self, Item};

/// Milliseconds of a read of a mailbox, and of a delivery.
const READ: i64 = 2_600;
const DELIVERY: i64 = 480;

/// The last read of each mailbox: its row keeps no other.
pub fn reads(rows: &[Item]) -> Vec<Line> {
    rows.iter().filter_map(read).flatten().collect()
}

fn read(item: &Item) -> Option<Vec<Line>> {
    let ended = moment(item, "last_sync_timestamp")?;
    let source = raw::text(item, "source_id")?;
    let began = before(ended, READ);
    let row = format!("{source}{ended}");
    let mut course = Course::of(&row, began, ended);
    course.python(began, "INFO", "Starting notification processing");
    match raw::text(item, "last_error") {
        Some(why) => course.python(
            ended,
            "ERROR",
            &format!("Error processing source {source}: {why}"),
        ),
        None => course.python(ended, "INFO", &format!("Source {source} processed")),
    }
    Some(course.lines(None))
}

/// Mail that went out.
pub fn deliveries(rows: &[Item]) -> Vec<Line> {
    rows.iter().filter_map(delivery).flatten().collect()
}

fn delivery(item: &Item) -> Option<Vec<Line>> {
    let ended = moment(item, "delivered_at")?;
    let user = raw::text(item, "user_id")?;
    let id = raw::text(item, "notification_id")?;
    let method = raw::text(item, "delivery_method").unwrap_or("email");
    let mut course = Course::of(id, before(ended, DELIVERY), ended);
    course.python(
        ended,
        "INFO",
        &format!("Notification delivered to user {user} via {method}"),
    );
    Some(course.lines(None))
}

//! Operational commands, as their processor writes them: plain text of Node's console. One that is still pending
//! left no line: nothing has taken it up.

use super::{Course, Line, moment};
use crate::embedded::raw::{self, Item};

/// The lines of all commands that were taken up.
pub fn lines(rows: &[Item]) -> Vec<Line> {
    rows.iter().filter_map(one).flatten().collect()
}

fn one(item: &Item) -> Option<Vec<Line>> {
    let began = moment(item, "started_at")?;
    let ended = moment(item, "completed_at");
    let id = raw::text(item, "command_id")?;
    let kind = raw::text(item, "command_type").unwrap_or_default();
    let tenant = match raw::text(item, "tenant_id") {
        Some(tenant) => format!(" for tenant {tenant}"),
        None => String::new(),
    };
    let mut course = Course::of(id, began, ended.unwrap_or(began));
    course.node(
        began,
        "INFO",
        &format!("Processing command {id}: {kind}{tenant}"),
    );
    let Some(ended) = ended else {
        return Some(course.lines(None));
    };
    match raw::text(item, "status") {
        Some("ERROR") => {
            let why = raw::text(item, "error_message").or_else(|| raw::text(item, "output"));
            let why = why.unwrap_or("unknown error");
            course.node(
                ended,
                "ERROR",
                &format!("Command {id} failed{tenant}: {why}"),
            );
        }
        _ => {
            let output = raw::text(item, "output").unwrap_or_default();
            course.node(ended, "INFO", &format!("Command {id} completed: {output}"));
        }
    }
    Some(course.lines(None))
}

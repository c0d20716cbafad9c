//! Agents that are switched, as the functions behind the API write it: the bare logger, without a trace id of its
//! own, which stands in the audit row only.

use super::{Course, Line, before, moment};
use crate::embedded::raw::{self, Item};
use serde_json::json;

/// Milliseconds that such a call takes: a read, a write and an event.
const TOOK: i64 = 140;

/// The lines of all switchings of one kind.
pub fn lines(rows: &[Item], action: &str) -> Vec<Line> {
    let of = rows
        .iter()
        .filter(|item| raw::text(item, "action_type") == Some(action));
    of.filter_map(|item| one(item, action)).flatten().collect()
}

fn one(item: &Item, action: &str) -> Option<Vec<Line>> {
    let ended = moment(item, "created_at")?;
    let row = raw::text(item, "id").or_else(|| raw::text(item, "sk"))?;
    let mut course = Course::of(row, before(ended, TOOK), ended);
    let failed = raw::text(item, "result") == Some("failure");
    let (level, message) = match (failed, action) {
        (true, _) => ("ERROR", "Error changing agent status"),
        (false, "agent.activated") => ("INFO", "Agent activated"),
        (false, _) => ("INFO", "Agent deactivated"),
    };
    let mut line = json!({
        "level": level, "message": message, "service": "alquimista-platform",
        "function_request_id": course.request,
        "tenantId": raw::text(item, "tenant_id"), "agentId": raw::text(item, "agent_id"),
    });
    if let (Some(why), Some(object)) = (raw::text(item, "error_message"), line.as_object_mut()) {
        object.insert(
            "error".to_owned(),
            json!({ "name": "Error", "message": why }),
        );
    }
    course.say(ended, line.to_string());
    Some(course.lines(None))
}

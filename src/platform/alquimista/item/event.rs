//! Incidents: operational events of the category `system` that failed or are not over (backend facts 2.1).
//! Severity is read from `event_type`, the title from `action`, description and end from `details`, which is
//! a map or JSON in a string.

use super::{identity, tenant_of};
use crate::aws::dynamo::Item;
use crate::domain::escalation::Priority;
use crate::domain::id::{PlatformId, WorkId};
use crate::domain::text::Text;
use crate::domain::work::{Work, WorkKey, WorkKind};
use crate::platform::attributes::{attributes, clean};
use crate::platform::value::{Reader, scalar};
use aws_sdk_dynamodb::types::AttributeValue;

/// The category of incidents.
pub const SYSTEM: &str = "system";

/// Attributes that have a place of their own in a [`Work`], and who did it from where.
const PLACED: [&str; 8] = [
    "sk",
    "tenant_id",
    "status",
    "action",
    "user_email",
    "ip_address",
    "user_agent",
    "event_category",
];

/// Whether an event is of the system itself, failed or is not over, and was not resolved.
pub fn is_incident(item: &Item) -> bool {
    let mut read = Reader::new(item);
    let waits = matches!(read.raw("status"), Some("failure" | "pending"));
    waits && read.raw("event_category").is_none_or(|word| word == SYSTEM) && !is_resolved(item)
}

/// Whether its details say when it was resolved.
pub fn is_resolved(item: &Item) -> bool {
    detail(item, "resolved_at").is_some()
}

/// What its details say of it.
pub fn description(item: &Item) -> Option<Text> {
    detail(item, "description")
}

/// The incident of an event; `None`: it succeeded, or is over. `at` names it where it has no key.
pub fn incident(item: &Item, at: usize) -> Option<Work> {
    let mut read = Reader::new(item);
    let status = read.text("status").unwrap_or_default();
    if !is_incident(item) {
        return None;
    }
    let severity = read.masked("event_type");
    let title = super::words(&mut read, "action").or_else(|| severity.clone());
    Some(Work {
        key: WorkKey {
            platform: PlatformId::Alquimista,
            tenant: tenant_of(&mut read),
            kind: WorkKind::Incident,
            id: WorkId::from(identity(&mut read, "sk", at)),
        },
        subject: title.unwrap_or_default(),
        reason: detail(item, "description"),
        state: status,
        priority: priority(severity.as_ref().map_or("", |word| word.as_str())),
        since: read.time("created_at"),
        version: read.version("status"),
        attributes: attributes(item, &PLACED),
    })
}

/// `critical` is the event's word for what the queue calls urgent.
fn priority(severity: &str) -> Priority {
    match severity {
        "critical" => Priority::Urgent,
        "error" => Priority::High,
        "warning" => Priority::Medium,
        "info" => Priority::Low,
        other => Priority::from_raw(other),
    }
}

/// A text of `details` that has something in it.
fn detail(item: &Item, name: &str) -> Option<Text> {
    let found = match item.get("details")? {
        AttributeValue::M(map) => map.get(name).and_then(scalar).map(str::to_owned),
        AttributeValue::S(json) => match serde_json::from_str::<serde_json::Value>(json) {
            Ok(parsed) => match parsed.get(name)? {
                serde_json::Value::String(text) => Some(text.clone()),
                serde_json::Value::Null => None,
                other => Some(other.to_string()),
            },
            Err(_) => None,
        },
        _ => None,
    };
    found
        .filter(|text| !text.trim().is_empty())
        .map(|text| clean(&text))
}

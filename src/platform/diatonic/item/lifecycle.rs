//! How a run went: its status word wherever it stands, its times, how long it took and why it failed.
//! Words and attributes drift (queued / pending, status / run_status; backend facts 3.2).

use super::document::broken;
use crate::aws::dynamo::Item;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes;
use crate::platform::value::Reader;
use jiff::{SignedDuration, Timestamp};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
    /// A word that no writer is known to use for a run, or none: shown, never acted on.
    Other,
}

impl Phase {
    /// Reads the system's word.
    pub fn of(word: &str) -> Self {
        match word {
            "queued" | "pending" => Self::Queued,
            "running" => Self::Running,
            "completed" => Self::Completed,
            "failed" => Self::Failed,
            "cancelled" | "canceled" => Self::Cancelled,
            _ => Self::Other,
        }
    }

    /// Whether it could still be cancelled.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}

/// The status of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The system's own word; empty where it keeps none.
    pub word: Text,
    pub phase: Phase,
    /// The attribute that it stands in.
    pub attribute: &'static str,
    /// What a conditional change compares (see `platform::value::version`).
    pub version: Option<String>,
}

impl Status {
    /// The first of the attributes that is there.
    pub fn of(read: &mut Reader<'_>, attributes: &[&'static str]) -> Self {
        let first = attributes.first().copied().unwrap_or("status");
        let attribute = attributes
            .iter()
            .copied()
            .find(|name| read.value(name).is_some())
            .unwrap_or(first);
        let word = read.raw(attribute).unwrap_or_default();
        Self {
            word: Text::from_untrusted(word),
            phase: Phase::of(word),
            attribute,
            version: read.version(attribute),
        }
    }
}

/// Where an execution and a run of the browser client keep their word; the live table of runs has it under
/// its second name (backend facts 3.1, experiment-status-index).
pub const STATUS: [&str; 3] = ["status", "run_status", "experiment_status"];
pub const RUN_STATUS: [&str; 3] = ["run_status", "status", "experiment_status"];

/// How a run went.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifecycle {
    pub status: Status,
    /// Set when the run is created, so queue time is inside the duration (backend facts 3.3).
    pub started_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    /// As stored, else from start to end; `None` is not zero: a run of no second stores none
    /// (backend facts 3.3).
    pub duration: Option<SignedDuration>,
    /// The TTL attribute. Nothing promises that the item really goes then (backend facts 3.1).
    pub expires_at: Option<Timestamp>,
    /// Attributes that should hold JSON and do not.
    pub bad_json: Vec<&'static str>,
}

impl Lifecycle {
    /// Reads it; `documents` are the attributes that should hold JSON.
    pub fn of(read: &mut Reader<'_>, status: &[&'static str], documents: &[&'static str]) -> Self {
        let started_at = read.time("started_at");
        let completed_at = read.time("completed_at");
        Self {
            status: Status::of(read, status),
            started_at,
            completed_at,
            duration: duration(read, started_at, completed_at),
            expires_at: read.time("expires_at"),
            bad_json: broken(read, documents),
        }
    }
}

fn duration(
    read: &mut Reader<'_>,
    started: Option<Timestamp>,
    completed: Option<Timestamp>,
) -> Option<SignedDuration> {
    let stored = read
        .fraction("duration_seconds")
        .filter(|seconds| *seconds >= 0.0)
        .and_then(|seconds| SignedDuration::try_from_secs_f64(seconds).ok());
    stored.or_else(|| {
        let took = completed?.duration_since(started?);
        (took >= SignedDuration::ZERO).then_some(took)
    })
}

/// Every attribute of a run for the detail view.
pub fn attributes(item: &Item) -> Vec<Attribute> {
    attributes::attributes(item, &["tenant_id"])
}

/// Why it failed, as the attribute `name` says: its message where it is JSON that has one.
pub fn error(attributes: &[Attribute], name: &str) -> Option<Text> {
    let own = || attributes.iter().filter(|one| one.group == *name);
    let message = own().find(|one| {
        matches!(
            one.label.as_str(),
            "" | "message" | "error" | "error · message" | "errorMessage" | "reason"
        )
    });
    let text = match message {
        Some(message) => message.value.clone(),
        None => {
            let parts: Vec<String> = own()
                .map(|one| format!("{} {}", one.label, one.value))
                .collect();
            Text::from_untrusted(&parts.join(" · "))
        }
    };
    (!text.trim().is_empty()).then_some(text)
}

//! An item of any table of runs as what waits for a person: what executions and experiment runs have in
//! common.

use super::item::base::Base;
use super::item::entry::{Entry, LogLine, entry};
use super::item::execution::execution;
use super::item::lifecycle::Lifecycle;
use super::item::run::{Run, run};
use super::schema::Part;
use crate::aws::dynamo::Item;
use crate::domain::escalation::Priority;
use crate::domain::id::TenantId;
use crate::domain::mask;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::domain::work::{Work, WorkKey, WorkKind};

/// The tenant of an item that names none.
pub(super) const UNOWNED: &str = "?";
/// The group of a log's lines among the attributes of a run.
const LOG_LINES: &str = "log";

/// Whose item it is.
pub(super) fn owner(base: &Base) -> TenantId {
    base.tenant
        .clone()
        .unwrap_or_else(|| TenantId::from(UNOWNED))
}

/// What executions and runs have in common.
pub(super) struct Found {
    pub base: Base,
    pub lifecycle: Lifecycle,
    subject: Text,
    error: Option<Text>,
    attributes: Vec<Attribute>,
    /// The id of a run that may have a log.
    pub run: Option<Text>,
}

impl Found {
    /// Reads an item; `None`: it is no run but a line of a log.
    pub fn of(part: Part, item: &Item) -> Option<Self> {
        match part {
            Part::Executions => {
                let one = execution(item);
                Some(Self {
                    subject: Text::from_untrusted(&mask::identifiers(one.agent.as_str())),
                    base: one.base,
                    lifecycle: one.lifecycle,
                    error: one.error,
                    attributes: one.attributes,
                    run: None,
                })
            }
            Part::RunLogs => match entry(item) {
                Entry::Run(run) => Some(Self::of_run(*run)),
                Entry::Line(_) => None,
            },
            _ => Some(Self::of_run(run(item, part))),
        }
    }

    fn of_run(run: Run) -> Self {
        Self {
            subject: run
                .name
                .unwrap_or_else(|| Text::from_untrusted(&mask::identifiers(&run.experiment))),
            base: run.base,
            lifecycle: run.lifecycle,
            error: run.error,
            attributes: run.attributes,
            run: Some(run.id).filter(|id| !id.is_empty()),
        }
    }

    /// As what waits.
    pub fn work(&self, key: WorkKey) -> Work {
        let begun = self.lifecycle.started_at.or(self.base.created_at);
        let status = &self.lifecycle.status;
        let seen = status.version.as_deref();
        Work {
            since: match key.kind {
                WorkKind::RunFailed => self.lifecycle.completed_at.or(begun),
                _ => begun,
            },
            key,
            subject: self.subject.clone(),
            reason: self.error.clone(),
            state: status.word.clone(),
            priority: Priority::Unstated,
            version: seen.map(|seen| format!("{}={seen}", status.attribute)),
            attributes: self.attributes.clone(),
        }
    }
}

/// A line of a run's log as an attribute of the run.
pub(super) fn logged(line: &LogLine) -> Attribute {
    let label: Vec<&str> = [
        line.stamp.as_str(),
        line.level.as_str(),
        line.component.as_deref().unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    Attribute {
        group: Text::from_untrusted(LOG_LINES),
        label: Text::from_untrusted(&label.join(" · ")),
        value: line.message.clone(),
    }
}

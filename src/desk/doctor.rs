//! `doctor`: one look at the whole backend. It needs no control table and writes nothing. What cannot be
//! asked is not known, with the reason; only a backend that does not answer at all is a failure.

mod channels;
mod functions;
mod judge;

use crate::control;
use crate::control::checkup::ControlCheck;
use crate::domain::checkup::{Finding, Presence, Severity, SystemCheck, TableCheck, What};
use crate::domain::cost::Cost;
use crate::domain::id::PlatformId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Access;
use crate::domain::text::Text;
use crate::health::Functions;
use crate::health::scheme::Scheme;
use crate::platform::checkup::Checkup;
pub use channels::Lines;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is found of the queue through which escalations are heard.
#[derive(Clone, Debug, PartialEq)]
pub enum FeedCheck {
    There,
    /// No queue of this name.
    Missing(Text),
    Unknown(Text, Problem),
}

/// What is looked at, and with what clock and meter.
pub struct Doctor {
    pub systems: Vec<Looked>,
    /// One for each account and region in use; not empty.
    pub controls: Vec<control::Reader>,
    pub feed: FeedCheck,
    /// What tells of the functions of each system, and how those are named.
    pub functions: Vec<(Scheme, Arc<dyn Functions>)>,
    /// The channels of the systems that have any, or why they are not known.
    pub channels: BTreeMap<PlatformId, Result<Lines, Problem>>,
    /// Server time.
    pub clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Capacity consumed since the start.
    pub meter: Box<dyn Fn() -> Cost + Send + Sync>,
}

/// A system that is looked at.
pub struct Looked {
    pub checkup: Arc<dyn Checkup>,
    /// No console can be opened without it.
    pub required: bool,
}

/// What was seen of a backend.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The systems in their order, and the control tables last.
    pub systems: Vec<SystemCheck>,
    /// Version of the first control table's rows, where it says one.
    pub control_version: Option<u32>,
    pub as_of: Timestamp,
    pub read_units: f64,
}

impl Checked {
    /// Whether a list or a verb does not work.
    pub fn is_broken(&self) -> bool {
        self.count(Severity::Broken) > 0
    }

    /// Findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let findings = self.systems.iter().flat_map(|system| &system.findings);
        findings.filter(|one| one.severity == severity).count()
    }
}

impl Doctor {
    /// Looks at everything.
    ///
    /// # Errors
    /// When nobody answers, or accepts our credentials.
    pub async fn examine(&self) -> Result<Checked, Problem> {
        // A call for each account tells whether anybody answers, before many wait for their time-outs.
        let checks = self.controls.iter().map(control::Reader::check);
        let controls = futures::future::join_all(checks).await;
        if let Some(why) = controls.iter().find_map(unanswered) {
            return Err(why);
        }
        let looks = self.systems.iter().map(|one| one.checkup.examine());
        let seen = futures::future::join_all(looks).await;
        let mut systems = Vec::new();
        for (looked, mut seen) in self.systems.iter().zip(seen) {
            // What is not there is no plan.
            seen.plans.retain(|plan| !plan.over.is_empty());
            let platform = looked.checkup.platform();
            let mut findings = judge::system(&seen.tables, platform.as_str(), looked.required);
            findings.extend(seen.drift);
            if platform == PlatformId::Marketplace {
                findings.extend(judge::feed(&self.feed));
            }
            let (functions, about) = self.functions_of(platform).await;
            findings.extend(about);
            let (channels, about) = self.channels_of(platform).await;
            findings.extend(about);
            systems.push(SystemCheck {
                platform: Some(platform),
                tables: seen.tables,
                functions,
                channels,
                plans: seen.plans,
                findings: worst_first(findings),
            });
        }
        let rows = controls.first().map(|control| &control.row);
        let control_version = rows.and_then(|row| row.as_ref().ok()?.as_ref()?.version);
        for (reader, seen) in self.controls.iter().zip(controls) {
            let mut control = control(reader.table(), seen);
            control.findings.extend(unread(reader, &control).await);
            systems.push(control);
        }
        Ok(Checked {
            systems,
            control_version,
            as_of: (self.clock)(),
            read_units: (self.meter)().read_units,
        })
    }
}

/// Messages that nobody could read.
async fn unread(reader: &control::Reader, control: &SystemCheck) -> Option<Finding> {
    let mut tables = control.tables.iter();
    if !tables.any(|one| one.facts().is_some_and(|facts| facts.design.is_some())) {
        return None;
    }
    let what = match reader.unread().await {
        Ok(0) => return None,
        Ok(count) => What::UnreadBodies(count),
        Err(why) => What::Unread(why),
    };
    Some(Finding {
        severity: Severity::WorthKnowing,
        subject: Text::from_untrusted(reader.table()),
        what,
        examples: Vec::new(),
    })
}

fn control(name: &str, seen: ControlCheck) -> SystemCheck {
    let about = |severity, what| Finding {
        severity,
        subject: Text::from_untrusted(name),
        what,
        examples: Vec::new(),
    };
    let tables: Vec<TableCheck> = seen.table.into_iter().collect();
    let is_missing = tables.iter().all(|one| one.presence == Presence::Missing);
    let is_ours = |one: &TableCheck| one.facts().is_some_and(|facts| facts.design.is_some());
    let findings = if is_missing {
        vec![about(Severity::Degraded, What::NoControlTable)]
    } else {
        let mut findings = judge::control(&tables);
        let of_row = match seen.row {
            Ok(Some(row)) if row.access == Access::Full => None,
            Ok(Some(_)) => Some(What::NewerControlTable),
            Ok(None) if tables.iter().any(is_ours) => Some(What::ControlNotSetUp),
            Ok(None) => None,
            Err(why) => Some(What::Unread(why)),
        };
        findings.extend(of_row.map(|what| about(Severity::Degraded, what)));
        findings
    };
    SystemCheck {
        platform: None,
        tables,
        functions: Vec::new(),
        channels: Vec::new(),
        plans: seen.plans,
        findings: worst_first(findings),
    }
}

/// The order within a severity is that in which things were found: tables, then what they hold.
fn worst_first(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|one| one.severity);
    findings
}

/// Why there is no way to the backend, if there is none.
fn unanswered(control: &ControlCheck) -> Option<Problem> {
    match &control.table.as_ref()?.presence {
        Presence::Unknown(why) if is_of_the_way(why) => Some(why.clone()),
        Presence::Present(_) | Presence::Missing | Presence::Unknown(_) => None,
    }
}

fn is_of_the_way(why: &Problem) -> bool {
    matches!(
        why.trouble,
        Trouble::Unreachable | Trouble::TimedOut | Trouble::Credentials | Trouble::ClockSkew
    )
}

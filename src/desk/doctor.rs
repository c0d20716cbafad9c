//! `doctor`: one look at the whole backend. It needs no control table and writes nothing. What cannot be
//! asked is not known, with the reason; only a backend that does not answer at all is a failure.

mod judge;

use crate::control;
use crate::control::checkup::ControlCheck;
use crate::domain::checkup::{Finding, Presence, Severity, SystemCheck, TableCheck, What};
use crate::domain::cost::Cost;
use crate::domain::id::PlatformId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Access;
use crate::domain::text::Text;
use crate::platform::checkup::Checkup;
use jiff::Timestamp;
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
    pub systems: Vec<Arc<dyn Checkup>>,
    pub control: control::Reader,
    pub feed: FeedCheck,
    /// Server time.
    pub clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Capacity consumed since the start.
    pub meter: Box<dyn Fn() -> Cost + Send + Sync>,
}

/// What was seen of a backend.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The systems in their order, and the control table last.
    pub systems: Vec<SystemCheck>,
    /// Version of the control table's rows, where it says one.
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
        // One call tells whether anybody answers, before many wait for their time-outs.
        let control = self.control.check().await;
        if let Some(why) = unanswered(&control) {
            return Err(why);
        }
        let looks = self.systems.iter().map(|one| one.examine());
        let seen = futures::future::join_all(looks).await;
        let mut systems = Vec::new();
        for (port, mut seen) in self.systems.iter().zip(seen) {
            // What is not there is no plan.
            seen.plans.retain(|plan| !plan.over.is_empty());
            let platform = port.platform();
            // A console cannot be opened without the Marketplace; every other system may be elsewhere.
            let required = platform == PlatformId::Marketplace;
            let mut findings = judge::system(&seen.tables, platform.as_str(), required);
            findings.extend(seen.drift);
            if platform == PlatformId::Marketplace {
                findings.extend(judge::feed(&self.feed));
            }
            systems.push(SystemCheck {
                platform: Some(platform),
                tables: seen.tables,
                plans: seen.plans,
                findings: worst_first(findings),
            });
        }
        let control_version = match &control.row {
            Ok(Some(row)) => row.version,
            Ok(None) | Err(_) => None,
        };
        let mut control = self.control(control);
        control.findings.extend(self.unread(&control).await);
        systems.push(control);
        Ok(Checked {
            systems,
            control_version,
            as_of: (self.clock)(),
            read_units: (self.meter)().read_units,
        })
    }

    /// Messages that nobody could read.
    async fn unread(&self, control: &SystemCheck) -> Option<Finding> {
        let mut tables = control.tables.iter();
        if !tables.any(|one| one.facts().is_some_and(|facts| facts.design.is_some())) {
            return None;
        }
        let what = match self.control.unread().await {
            Ok(0) => return None,
            Ok(count) => What::UnreadBodies(count),
            Err(why) => What::Unread(why),
        };
        Some(Finding {
            severity: Severity::WorthKnowing,
            subject: Text::from_untrusted(self.control.table()),
            what,
            examples: Vec::new(),
        })
    }

    fn control(&self, seen: ControlCheck) -> SystemCheck {
        let name = self.control.table();
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
            plans: seen.plans,
            findings: worst_first(findings),
        }
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

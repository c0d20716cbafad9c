//! Alerts of usage: due when a share or the forecast reaches its level, given by one of all consoles, which is
//! decided by a row of the control table. A console that cannot write tells nobody and shows it in its pane.

use crate::app::alerts;
use crate::app::effect::{Effect, Verb};
use crate::app::notice::{self, Doing, Notice};
use crate::app::state::State;
use crate::domain::burn::{self, Alerted, Level, ThresholdSet};
use crate::domain::forecast::Outlook;
use crate::domain::id::{PlatformId, TenantKey};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;

/// What is told of usage.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A level was reached, or will be.
    Alert(Alerted),
    /// What came of setting from which share on a tenant alerts; `None`: as all do.
    Threshold {
        tenant: Text,
        percent: Option<u8>,
        set: ThresholdSet,
    },
}

impl Said {
    /// How much it wants to be seen.
    pub fn level(&self) -> notice::Level {
        match self {
            Self::Threshold {
                set: ThresholdSet::Done,
                ..
            } => notice::Level::Good,
            Self::Threshold {
                set: ThresholdSet::Already,
                ..
            } => notice::Level::Plain,
            Self::Threshold {
                set: ThresholdSet::Unknown,
                ..
            } => notice::Level::Error,
            Self::Threshold { .. } | Self::Alert(_) => notice::Level::Warning,
        }
    }
}

/// Asks for the alerts of a tenant that are due and that this console did not deal with.
pub(super) fn consider(state: &mut State, tenant: &TenantKey) {
    let Some(current) = state.usage.current(tenant) else {
        return;
    };
    let period = time::month(state.clock);
    let threshold = current.threshold.as_ref().map(|one| one.percent);
    let due = burn::due(&current.gauges, threshold, &period, &current.given);
    let writes = state
        .connection
        .link()
        .is_some_and(|link| link.access.barred().is_none());
    // One that cannot leave the row would repeat what others told: its pane shows it all the same.
    if !writes {
        return;
    }
    for level in due {
        let name = (tenant.clone(), period.clone(), level);
        if state.usage.alerted.insert(name) {
            state.usage.asking.push(Effect::Do(Verb::AlertUsage {
                tenant: tenant.clone(),
                level,
            }));
        }
    }
}

/// What came of asking whether an alert is this console's to give. After a failure it is asked at the next read.
pub fn settled(
    state: &mut State,
    tenant: &TenantKey,
    level: Level,
    outcome: Result<bool, Problem>,
) {
    match outcome {
        Ok(true) => tell(state, tenant, level),
        Ok(false) => {}
        Err(_) => {
            let period = time::month(state.clock);
            state.usage.alerted.remove(&(tenant.clone(), period, level));
        }
    }
}

fn tell(state: &mut State, tenant: &TenantKey, level: Level) {
    let told = state.usage.current(tenant).and_then(|current| {
        let gauge = burn::subject(&current.gauges, level)?;
        Some(Alerted {
            tenant: state.tenant_name(tenant),
            level,
            counted: gauge.measure.counted,
            used: gauge.measure.used,
            limit: gauge.limit()?,
            breaks: match &gauge.outlook {
                Some(Outlook::Breaks { p50, .. }) => *p50,
                _ => None,
            },
        })
    });
    if let Some(told) = told {
        alerts::ring(state);
        state.tell(Notice::Usage(Said::Alert(told)));
    }
}

/// `alert TENANT 95` and `alert TENANT off`, as typed: whom and from which share on. A tenant is called by its
/// key, or by words that only its name holds.
pub fn command(state: &State, typed: &str) -> Option<(TenantKey, Option<u8>)> {
    let (name, percent) = typed.strip_prefix("alert ")?.trim().rsplit_once(' ')?;
    let percent = match percent {
        "off" => None,
        percent => Some(percent.trim_end_matches('%').parse().ok()?),
    };
    if percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
        return None;
    }
    let name = name.trim().to_lowercase();
    let mut having = state.tenants.list.all();
    let exact = having.find(|row| {
        row.key.platform == PlatformId::Marketplace
            && (row.key.tenant.as_str() == name || row.tenant.name.to_lowercase() == name)
    });
    if let Some(row) = exact {
        return Some((row.key.clone(), percent));
    }
    let of_it = state.tenants.list.all().filter(|row| {
        row.key.platform == PlatformId::Marketplace
            && (row.key.tenant.as_str().contains(&name)
                || row.tenant.name.to_lowercase().contains(&name))
    });
    let mut keys = of_it.map(|row| row.key.clone());
    let only = keys.next().filter(|_| !name.is_empty())?;
    keys.next().is_none().then_some((only, percent))
}

/// What came of setting from which share on a tenant alerts.
pub fn threshold_set(
    state: &mut State,
    tenant: &TenantKey,
    percent: Option<u8>,
    outcome: Result<ThresholdSet, Problem>,
) {
    match outcome {
        Ok(set) => {
            let name = state.tenant_name(tenant);
            state.usage.walk.hurry();
            state.tell(Notice::Usage(Said::Threshold {
                tenant: name,
                percent,
                set,
            }));
        }
        Err(problem) => state.tell(Notice::Failed {
            doing: Doing::SettingAlert,
            problem,
        }),
    }
}

//! Who fails: errors by agent and tenant in the last minutes, where a system tells them. Pure.

use super::change::{Lack, Recorded};
use super::id::{AgentId, TenantId};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// The stretch that is looked at.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// Where errors by agent and tenant are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Rows `agent.executed` of the system's audit trail.
    Runs,
    /// Our own rows of a bot that spoke although a person had taken over.
    Overruns,
    /// The system tells nobody.
    Nowhere,
}

impl Told {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Runs => "agent_executed",
            Self::Overruns => "bot_overrun",
            Self::Nowhere => "none",
        }
    }
}

/// An agent of a tenant with its errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    pub agent: AgentId,
    /// The agent's short name; `None`: no catalogue has it.
    pub name: Option<Text>,
    pub tenant: TenantId,
    pub errors: u64,
    /// Runs with and without errors; `None`: only errors are told.
    pub runs: Option<u64>,
}

/// What is known of who fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspects {
    pub told: Told,
    /// The most errors first; those without are left out.
    pub rows: Vec<Suspect>,
    /// The newest row that this rests on; `None`: there is none in the stretch.
    pub newest: Option<Timestamp>,
    /// Why that is not all.
    pub lack: Option<Lack>,
    pub as_of: Timestamp,
}

/// Runs counted by agent and tenant.
pub fn counted(rows: &[Recorded]) -> Vec<Suspect> {
    let mut by: BTreeMap<(AgentId, TenantId), (u64, u64)> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_run()) {
        let agent = row.agent.clone().unwrap_or_else(|| AgentId::from("?"));
        let (errors, runs) = by.entry((agent, row.tenant.clone())).or_default();
        *runs += 1;
        *errors += u64::from(row.failed == Some(true));
    }
    let failing = by.into_iter().filter(|(_, (errors, _))| *errors > 0);
    let mut found: Vec<Suspect> = failing
        .map(|((agent, tenant), (errors, runs))| Suspect {
            agent,
            name: None,
            tenant,
            errors,
            runs: Some(runs),
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.errors));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_counted_by_agent_and_tenant_and_who_has_none_is_no_suspect() {
        let run = |agent: &str, tenant: &str, failed| Recorded {
            at: Timestamp::UNIX_EPOCH,
            tenant: TenantId::from(tenant),
            agent: Some(AgentId::from(agent)),
            action: Text::from("agent.executed"),
            failed,
            who: None,
            why: None,
            intent: None,
        };
        let rows = [
            run("sells", "nova", Some(true)),
            run("sells", "nova", Some(false)),
            run("sells", "nova", Some(true)),
            run("asks", "acme", Some(true)),
            run("quiet", "acme", Some(false)),
            run("odd", "acme", None),
        ];
        let found = counted(&rows);
        let short: Vec<_> = found
            .iter()
            .map(|one| (one.agent.as_str(), one.errors, one.runs))
            .collect();
        assert_eq!(short, [("sells", 2, Some(3)), ("asks", 1, Some(1))]);
    }
}

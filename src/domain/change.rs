//! What was changed in a system and could explain what broke: switches, configuration, deploys, whoever did it.
//! Ranked by nearness: the same agent goes before the same tenant, and that before mere time. Pure.

use super::id::{AgentId, PlatformId, TenantId};
use super::problem::Problem;
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// How far around the begin of an alarm changes are looked for, before and after.
pub const AROUND: SignedDuration = SignedDuration::from_hours(2);

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A switch of one agent for one tenant.
    Toggle,
    /// The same as part of an operation over many tenants.
    KillSwitch,
    /// Targets, indexes, queues.
    Configuration,
    /// Code or settings of a function, by the time at which it was last modified.
    Deploy,
}

impl Kind {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Toggle => "toggle",
            Self::KillSwitch => "kill_switch",
            Self::Configuration => "configuration",
            Self::Deploy => "deploy",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub at: Timestamp,
    pub kind: Kind,
    pub platform: PlatformId,
    /// `None`: it holds for the system as a whole.
    pub tenant: Option<TenantId>,
    pub agent: Option<AgentId>,
    /// The action's word, or the function's name.
    pub what: Text,
    /// Shown name; `None`: no source says it.
    pub who: Option<Text>,
    pub why: Option<Text>,
    pub before: Option<Text>,
    pub after: Option<Text>,
}

/// Where changes and failures are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Our own audit rows.
    Console,
    /// The audit rows of the system.
    Trail,
    /// When functions were last modified.
    Functions,
}

impl Source {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Console => "control_table",
            Self::Trail => "system_trail",
            Self::Functions => "functions",
        }
    }
}

/// Why a source did not tell all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The system keeps none.
    NoSource,
    /// There is more than is read.
    Cut,
    Failed(Problem),
}

/// A source that did not tell all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub source: Source,
    pub lack: Lack,
}

impl Gap {
    /// A gap of a source.
    pub fn new(source: Source, lack: Lack) -> Self {
        Self { source, lack }
    }
}

/// The changes of a stretch of time, oldest first, and what is not known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    pub changes: Vec<Change>,
    pub gaps: Vec<Gap>,
    pub as_of: Timestamp,
}

/// A row of a system's own trail: a turn of a switch, or a run of an agent.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub at: Timestamp,
    pub tenant: TenantId,
    pub agent: Option<AgentId>,
    /// `agent.activated`, `agent.executed`, ….
    pub action: Text,
    /// `None`: the row does not say.
    pub failed: Option<bool>,
    pub who: Option<Text>,
    pub why: Option<Text>,
    /// The action of ours of which it is the copy, where it says so.
    pub intent: Option<String>,
}

impl Recorded {
    /// Whether it is a run of an agent.
    pub fn is_run(&self) -> bool {
        self.action.as_str() == "agent.executed"
    }

    /// Whether a switch was turned.
    pub fn is_turn(&self) -> bool {
        matches!(
            self.action.as_str(),
            "agent.activated" | "agent.deactivated"
        )
    }
}

/// A function that is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployed {
    pub name: String,
    /// When its code or settings were last changed; `None`: not told. Earlier changes are not kept.
    pub at: Option<Timestamp>,
    /// The beginning of the code's hash: two deploys of the same code have the same.
    pub code: Option<Text>,
    /// What whoever deployed wrote about it.
    pub description: Option<Text>,
}

/// What broke, for ranking what was changed around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub agents: Vec<AgentId>,
    pub tenants: Vec<TenantId>,
    pub at: Timestamp,
}

/// How near a change is to what broke, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    SameAgent,
    SameTenant,
    Time,
}

impl Change {
    /// How near it is to what broke.
    pub fn nearness(&self, about: &About) -> Nearness {
        let is_in = |agent: &AgentId| about.agents.contains(agent);
        if self.agent.as_ref().is_some_and(is_in) {
            return Nearness::SameAgent;
        }
        match &self.tenant {
            Some(tenant) if about.tenants.contains(tenant) => Nearness::SameTenant,
            _ => Nearness::Time,
        }
    }
}

/// The changes by nearness; those that are as near by their distance in time, and what came before what broke goes
/// before what came after it.
pub fn ranked(changes: &[Change], about: &About) -> Vec<(Nearness, Change)> {
    let mut ranked: Vec<(Nearness, Change)> = changes
        .iter()
        .map(|change| (change.nearness(about), change.clone()))
        .collect();
    ranked.sort_by_key(|(nearness, change)| {
        let is_after = change.at > about.at;
        let distance = about.at.duration_since(change.at).abs();
        (*nearness, is_after, distance)
    });
    ranked
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn change(minute: i64, tenant: &str, agent: &str) -> Change {
        Change {
            at: Timestamp::from_second(60 * minute).unwrap(),
            kind: Kind::Toggle,
            platform: PlatformId::Alquimista,
            tenant: Some(TenantId::from(tenant)),
            agent: Some(AgentId::from(agent)),
            what: Text::from("agent.off"),
            who: None,
            why: None,
            before: None,
            after: None,
        }
    }

    #[test]
    fn the_same_agent_goes_before_the_same_tenant_and_that_before_time() {
        let about = About {
            agents: vec![AgentId::from("sells")],
            tenants: vec![TenantId::from("acme")],
            at: Timestamp::from_second(6_000).unwrap(),
        };
        let changes = [
            change(99, "luna", "other"),
            change(70, "acme", "other"),
            change(20, "luna", "sells"),
        ];
        let order: Vec<Nearness> = ranked(&changes, &about).iter().map(|one| one.0).collect();
        let wanted = [Nearness::SameAgent, Nearness::SameTenant, Nearness::Time];
        assert_eq!(order, wanted);
    }

    #[test]
    fn what_came_before_goes_before_what_came_after() {
        let about = About {
            at: Timestamp::from_second(6_000).unwrap(),
            ..About::default()
        };
        let changes = [
            change(101, "a", "b"),
            change(60, "a", "b"),
            change(90, "a", "b"),
        ];
        let minutes: Vec<i64> = ranked(&changes, &about)
            .iter()
            .map(|(_, one)| one.at.as_second() / 60)
            .collect();
        assert_eq!(minutes, [90, 60, 101]);
    }
}

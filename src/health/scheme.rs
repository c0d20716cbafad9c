//! How a deployed system names what is watched: its alarms, functions, queues and tables, with the environment
//! at the end. It tells which alarms of an account are the system's own.

use crate::domain::alarm::{Alarm, Rule, Watch};
use crate::domain::id::PlatformId;
use crate::domain::log::group_of_function;

/// Words that stand at the end of names for an environment.
const ENVIRONMENTS: [&str; 5] = ["dev", "staging", "stage", "test", "prod"];

/// The names of one deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub platform: PlatformId,
    /// `prod`.
    pub environment: String,
    /// What Diatonic's names begin with, such as `aws-devops-dev-`; others have beginnings of their own.
    pub prefix: String,
    pub tables: Vec<String>,
}

impl Scheme {
    /// What the names of the system's alarms, functions and queues begin with (backend facts 1.8, 2.6, 3.5, 4.4).
    fn beginnings(&self) -> Vec<&str> {
        match self.platform {
            PlatformId::Marketplace => vec!["ai-marketplace", "AI-Marketplace"],
            PlatformId::Alquimista => vec![
                "fibonacci",
                "Fibonacci",
                "alquimista",
                "AlquimistaAI",
                "OperationalDashboard",
                "nigredo",
                "Nigredo",
            ],
            PlatformId::Diatonic => vec![self.prefix.as_str(), "ai-nexus"],
            PlatformId::Notification => vec!["notification-agent"],
        }
    }

    /// Whether an alarm of the account is this system's: by its name, or by what it looks at. One that names
    /// another environment is not.
    pub fn owns(&self, alarm: &Alarm) -> bool {
        if self.is_of_another_environment(&alarm.name) {
            return false;
        }
        let begins = |name: &str| {
            let mut beginnings = self.beginnings().into_iter();
            beginnings.any(|start| !start.is_empty() && name.starts_with(start))
        };
        let is_watched = |rule: &Rule| {
            let mut values = rule.dimensions.iter().map(|(_, value)| value.as_str());
            begins(&rule.namespace)
                || values.any(|value| {
                    let is_other = self.is_of_another_environment(value);
                    self.tables.iter().any(|table| table == value) || begins(value) && !is_other
                })
        };
        begins(&alarm.name)
            || match &alarm.watch {
                Watch::Metric(rule) => is_watched(rule),
                Watch::Composite(_) => false,
            }
    }

    fn is_of_another_environment(&self, name: &str) -> bool {
        // The names of Diatonic end in what they are for.
        let last = name.rsplit('-').next().unwrap_or_default();
        self.platform != PlatformId::Diatonic
            && last != self.environment
            && ENVIRONMENTS.contains(&last)
    }

    /// A name with the environment at its end.
    pub fn resolved(&self, base: &str) -> String {
        format!("{base}-{}", self.environment)
    }

    /// Whether an alarm of this name is the one that sources call `base`: with the environment or without.
    pub fn is_called(&self, name: &str, base: &str) -> bool {
        name == base || name == self.resolved(base)
    }

    /// Every function that the system's sources name (backend facts 1.8, 2.6, 3.5, 4.2).
    pub fn functions(&self) -> Vec<String> {
        let of = |begin: &str, names: &[&str]| -> Vec<String> {
            let names = names.iter();
            names.map(|name| format!("{begin}{name}")).collect()
        };
        let resolved = |names: Vec<String>| names.iter().map(|name| self.resolved(name)).collect();
        match self.platform {
            PlatformId::Marketplace => of("ai-marketplace-", &MARKETPLACE),
            PlatformId::Alquimista => resolved(
                [
                    of("alquimista-", &ALQUIMISTA),
                    of("fibonacci-", &["api-handler", "nigredo-webhook"]),
                ]
                .concat(),
            ),
            PlatformId::Diatonic => of(&self.prefix, &DIATONIC),
            PlatformId::Notification => resolved(of("notification-agent-", &NOTIFICATION)),
        }
    }

    /// Every group of logs that the system's sources name (backend facts 1.8, 2.6, 3.5, 4.4).
    pub fn log_groups(&self) -> Vec<String> {
        let functions = self.functions();
        let of_functions = functions.iter().map(|name| group_of_function(name));
        let api = format!("/aws/apigateway/{}api", self.prefix);
        let of_api = (self.platform == PlatformId::Diatonic).then_some(api);
        of_functions.chain(of_api).collect()
    }

    /// What the names of the system's groups of logs begin with.
    pub fn log_prefixes(&self) -> Vec<String> {
        let mut beginnings = self.beginnings();
        if self.platform == PlatformId::Marketplace {
            // Its API's name begins so, and no function does.
            beginnings.retain(|start| !start.starts_with("AI-"));
        }
        let lower = |start: &&str| !start.is_empty() && !start.starts_with(char::is_uppercase);
        let beginnings: Vec<&str> = beginnings.into_iter().filter(lower).collect();
        let of_functions = beginnings.iter().map(|start| group_of_function(start));
        let api = format!("/aws/apigateway/{}", self.prefix);
        let of_api = (self.platform == PlatformId::Diatonic).then_some(api);
        of_functions.chain(of_api).collect()
    }

    /// Whether a group of logs is of this environment.
    pub fn owns_group(&self, name: &str) -> bool {
        !self.is_of_another_environment(name)
    }
}

/// Backend facts 1.8.
const MARKETPLACE: [&str; 11] = [
    "platform-webhook-handler",
    "platform-message-handler",
    "platform-products-api",
    "platform-image-upload",
    "platform-billing-api",
    "platform-stripe-webhook",
    "platform-dashboard-server",
    "handoff-webhook-handler",
    "admin-dashboard",
    "admin-gui",
    "tenant-admin-api",
];

/// Backend facts 2.6, as far as they are named there.
const ALQUIMISTA: [&str; 15] = [
    "list-agents",
    "activate-agent",
    "deactivate-agent",
    "audit-log",
    "agent-metrics",
    "create-approval",
    "decide-approval",
    "list-tenants",
    "get-tenant-detail",
    "get-usage-overview",
    "get-billing-overview",
    "create-operational-command",
    "list-operational-commands",
    "process-command",
    "aggregate-metrics",
];

/// Backend facts 3.5.
const DIATONIC: [&str; 8] = [
    "user-profile-management",
    "user-registration",
    "auth-post-authentication",
    "main-api",
    "community-api",
    "education-api",
    "leads",
    "ai-nexus",
];

/// Backend facts 4.2.
pub(super) const NOTIFICATION: [&str; 6] = [
    "user-management",
    "data-source-config",
    "process-notifications",
    "summarize",
    "deliver",
    "status-check",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::alarm::{Actions, AlarmState, Comparison};
    use crate::domain::text::Text;

    fn scheme(platform: PlatformId) -> Scheme {
        Scheme {
            platform,
            environment: "prod".to_owned(),
            prefix: "aws-devops-dev-".to_owned(),
            tables: vec!["sync_state".to_owned()],
        }
    }

    fn alarm(name: &str, dimension: &str) -> Alarm {
        let rule = Rule {
            namespace: Text::from("AWS/Lambda"),
            measure: Text::from("Errors"),
            statistic: Text::default(),
            dimensions: vec![(Text::from("FunctionName"), Text::from(dimension))],
            comparison: Comparison::Above,
            threshold: None,
            unit: Text::default(),
            window: None,
            missing: None,
        };
        Alarm {
            name: Text::from(name),
            state: AlarmState::Ok,
            since: None,
            reason: Text::default(),
            watch: Watch::Metric(Box::new(rule)),
            actions: Actions::default(),
        }
    }

    #[test]
    fn an_alarm_belongs_by_its_name_or_by_what_it_watches_and_to_one_environment() {
        let of = scheme(PlatformId::Notification);
        assert!(of.owns(&alarm("notification-agent-errors-prod", "x")));
        assert!(!of.owns(&alarm("notification-agent-errors-dev", "x")));
        assert!(of.owns(&alarm("pager", "notification-agent-deliver-prod")));
        assert!(!of.owns(&alarm("pager", "notification-agent-deliver-dev")));
        assert!(of.owns(&alarm("pager", "sync_state")));
        assert!(!of.owns(&alarm("pager", "somebody-elses")));
        assert!(scheme(PlatformId::Diatonic).owns(&alarm("aws-devops-dev-api-latency", "x")));
    }

    #[test]
    fn a_name_is_found_with_its_environment_or_without() {
        let of = scheme(PlatformId::Alquimista);
        assert!(of.is_called("fibonacci-old-messages-prod", "fibonacci-old-messages"));
        assert!(of.is_called("fibonacci-old-messages", "fibonacci-old-messages"));
        assert!(!of.is_called("fibonacci-old-messages-dev", "fibonacci-old-messages"));
        let functions = of.functions();
        assert!(functions.contains(&"alquimista-process-command-prod".to_owned()));
        assert!(functions.contains(&"fibonacci-api-handler-prod".to_owned()));
    }
}

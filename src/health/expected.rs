//! The alarms that ought to exist: what each system's sources name, with threshold and window as far as they
//! say it. The Marketplace has none; those of the Notification Agent are only planned (see [`super::measure`]).

use super::scheme::Scheme;
use crate::domain::alarm::Comparison::{self, Above, AtLeast, Below};
use crate::domain::alarm::{Rule, Window};
use crate::domain::id::PlatformId;
use crate::domain::metric::Statistic::{self, Average, Maximum, P95, P99, Sum};
use crate::domain::text::Text;

/// An alarm as a source names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The name without the environment.
    pub base: String,
    /// The name in this deployment.
    pub name: String,
    pub rule: Rule,
}

/// Namespace, metric, statistic, comparison, threshold, unit, and seconds × periods, of which so many.
type Line = (
    &'static str,
    (&'static str, &'static str, Statistic),
    (Comparison, f64, &'static str),
    Option<(u32, u32, u32)>,
);

/// The alarms that ought to exist in a deployment, in the order of their source.
pub fn alarms(scheme: &Scheme) -> Vec<Expected> {
    match scheme.platform {
        PlatformId::Alquimista => alquimista(scheme),
        PlatformId::Diatonic => DIATONIC
            .iter()
            .map(|line| {
                let name = format!("{}{}", scheme.prefix, line.0);
                expected(name.clone(), name, line)
            })
            .collect(),
        PlatformId::Marketplace | PlatformId::Notification => Vec::new(),
    }
}

fn alquimista(scheme: &Scheme) -> Vec<Expected> {
    let mut found: Vec<Expected> = CORE
        .iter()
        .map(|line| {
            let base = format!("fibonacci-{}", line.0);
            expected(base.clone(), scheme.resolved(&base), line)
        })
        .collect();
    // Of the invocations of an hour, fewer are dear outside of production.
    if scheme.environment != "prod" {
        let cost = found.iter_mut().find(|one| one.base.ends_with("cost-high"));
        if let Some(cost) = cost {
            cost.rule.threshold = Some(10_000.0);
        }
    }
    let dashboard = |name: String, line: &Line| {
        let name = format!("OperationalDashboard-{name}");
        expected(name.clone(), name, line)
    };
    for api in ["TenantAPI", "InternalAPI", "OperationalCommands"] {
        let lines = EACH_API.iter();
        found.extend(lines.map(|line| dashboard(format!("{api}-{}", line.0), line)));
    }
    found.extend(
        DASHBOARD
            .iter()
            .map(|line| dashboard(line.0.to_owned(), line)),
    );
    found.extend(NIGREDO.iter().map(|line| {
        let base = format!("nigredo-{}", line.0);
        expected(base.clone(), scheme.resolved(&base), line)
    }));
    found
}

fn expected(base: String, name: String, line: &Line) -> Expected {
    let (_, (namespace, measure, statistic), (comparison, threshold, unit), window) = *line;
    Expected {
        base,
        name,
        rule: Rule {
            namespace: Text::from(namespace),
            measure: Text::from(measure),
            statistic: Text::from(statistic.word()),
            dimensions: Vec::new(),
            comparison,
            threshold: Some(threshold),
            unit: Text::from(unit),
            window: window.map(|(period, periods, breaching)| Window {
                period,
                periods,
                breaching,
            }),
            missing: None,
        },
    }
}

const OWN: &str = "AlquimistaAI/OperationalDashboard";

/// `fibonacci-…-{environment}` (backend facts 2.6).
const CORE: [Line; 13] = [
    (
        "high-error-rate",
        ("AWS/Lambda", "Errors", Sum),
        (AtLeast, 10.0, ""),
        Some((60, 2, 2)),
    ),
    (
        "high-latency",
        ("AWS/Lambda", "Duration", P95),
        (AtLeast, 3000.0, "ms"),
        Some((300, 3, 2)),
    ),
    (
        "dlq-not-empty",
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible", Maximum),
        (AtLeast, 1.0, ""),
        None,
    ),
    (
        "aurora-cpu-high",
        ("AWS/RDS", "CPUUtilization", Average),
        (AtLeast, 80.0, "%"),
        None,
    ),
    (
        "estimated-cost-high",
        ("AWS/Lambda", "Invocations", Sum),
        (AtLeast, 50_000.0, ""),
        Some((3600, 1, 1)),
    ),
    (
        "api-5xx-errors",
        ("AWS/ApiGateway", "5XXError", Sum),
        (AtLeast, 5.0, ""),
        Some((60, 1, 1)),
    ),
    (
        "lambda-throttles",
        ("AWS/Lambda", "Throttles", Sum),
        (AtLeast, 10.0, ""),
        None,
    ),
    (
        "old-messages",
        ("AWS/SQS", "ApproximateAgeOfOldestMessage", Maximum),
        (AtLeast, 300.0, "s"),
        None,
    ),
    (
        "unauthorized-api-calls",
        ("CloudTrailMetrics", "UnauthorizedAPICalls", Sum),
        (AtLeast, 5.0, ""),
        None,
    ),
    (
        "security-group-changes",
        ("CloudTrailMetrics", "SecurityGroupChanges", Sum),
        (AtLeast, 1.0, ""),
        None,
    ),
    (
        "iam-changes",
        ("CloudTrailMetrics", "IAMChanges", Sum),
        (AtLeast, 1.0, ""),
        None,
    ),
    (
        "waf-blocked-requests",
        ("AWS/WAFV2", "BlockedRequests", Sum),
        (Above, 100.0, ""),
        None,
    ),
    (
        "waf-rate-limit",
        ("AWS/WAFV2", "BlockedRequests", Sum),
        (Above, 10.0, ""),
        None,
    ),
];

/// `OperationalDashboard-{api}-…`, for each of three (backend facts 2.6).
const EACH_API: [Line; 4] = [
    (
        "HighErrorRate",
        ("AWS/Lambda", "Errors", Sum),
        (Above, 10.0, ""),
        Some((300, 2, 2)),
    ),
    (
        "HighLatency",
        ("AWS/Lambda", "Duration", Average),
        (Above, 2000.0, "ms"),
        None,
    ),
    (
        "Throttling",
        ("AWS/Lambda", "Throttles", Sum),
        (Above, 5.0, ""),
        None,
    ),
    (
        "HighConcurrency",
        ("AWS/Lambda", "ConcurrentExecutions", Maximum),
        (Above, 50.0, ""),
        None,
    ),
];

/// `OperationalDashboard-…` (backend facts 2.6).
const DASHBOARD: [Line; 8] = [
    (
        "CommandFailures",
        (OWN, "OperationalCommandError", Sum),
        (Above, 3.0, ""),
        Some((900, 1, 1)),
    ),
    (
        "LowCommandSuccessRate",
        (OWN, "OperationalCommandSuccess", Average),
        (Below, 80.0, "%"),
        None,
    ),
    (
        "MetricsAggregationFailure",
        ("AWS/Lambda", "Errors", Sum),
        (AtLeast, 1.0, ""),
        Some((3600, 1, 1)),
    ),
    (
        "MetricsAggregationNotRunning",
        (OWN, "MetricsAggregationRun", Sum),
        (Below, 1.0, ""),
        None,
    ),
    (
        "LowCacheHitRate",
        (OWN, "CacheHit", Average),
        (Below, 50.0, "%"),
        None,
    ),
    (
        "HighAPILatency",
        (OWN, "APILatency", Average),
        (Above, 1500.0, "ms"),
        None,
    ),
    (
        "HighAuthorizationFailures",
        (OWN, "AuthorizationFailure", Sum),
        (Above, 20.0, ""),
        Some((600, 1, 1)),
    ),
    (
        "TenantIsolationViolation",
        (OWN, "TenantIsolationViolation", Sum),
        (AtLeast, 1.0, ""),
        None,
    ),
];

/// `nigredo-…-{environment}` (backend facts 2.6).
const NIGREDO: [Line; 4] = [
    (
        "api-error-rate-critical",
        ("AWS/ApiGateway", "5XXError", Average),
        (Above, 5.0, "%"),
        None,
    ),
    (
        "api-latency-p99-critical",
        ("AWS/ApiGateway", "Latency", P99),
        (Above, 1000.0, "ms"),
        None,
    ),
    (
        "api-latency-p95-warning",
        ("AWS/ApiGateway", "Latency", P95),
        (Above, 500.0, "ms"),
        None,
    ),
    (
        "webhook-failure-rate",
        ("Nigredo/Prospecting", "WebhookFailure", Average),
        (Above, 10.0, "%"),
        None,
    ),
];

/// `{prefix}…`, of its billing; those of each function cannot be named (backend facts 3.5).
const DIATONIC: [Line; 5] = [
    (
        "api-4xx-errors",
        ("AWS/ApiGateway", "4XXError", Sum),
        (Above, 20.0, ""),
        None,
    ),
    (
        "api-5xx-errors",
        ("AWS/ApiGateway", "5XXError", Sum),
        (Above, 5.0, ""),
        None,
    ),
    (
        "api-latency",
        ("AWS/ApiGateway", "Latency", Average),
        (Above, 10_000.0, "ms"),
        None,
    ),
    (
        "eventbridge-failures",
        ("AWS/Events", "FailedInvocations", Sum),
        (Above, 5.0, ""),
        None,
    ),
    (
        "webhook-failures",
        ("AWS/Lambda", "Errors", Sum),
        (Above, 3.0, ""),
        None,
    ),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(platform: PlatformId, environment: &str) -> Vec<Expected> {
        alarms(&Scheme {
            platform,
            environment: environment.to_owned(),
            prefix: "aws-devops-dev-".to_owned(),
            tables: Vec::new(),
        })
    }

    #[test]
    fn names_are_resolved_with_the_environment_and_the_cost_depends_on_it() {
        let staging = of(PlatformId::Alquimista, "staging");
        let name = |base: &str| staging.iter().find(|one| one.base == base).unwrap();
        assert_eq!(
            name("fibonacci-high-latency").name,
            "fibonacci-high-latency-staging"
        );
        assert_eq!(
            name("fibonacci-estimated-cost-high").rule.threshold,
            Some(10_000.0)
        );
        let prod = of(PlatformId::Alquimista, "prod");
        assert_eq!(prod.len(), 37);
        assert!(prod.iter().any(|one| one.rule.threshold == Some(50_000.0)));
    }

    #[test]
    fn the_marketplace_has_none_and_diatonic_those_of_its_billing() {
        assert!(of(PlatformId::Marketplace, "prod").is_empty());
        let diatonic = of(PlatformId::Diatonic, "dev");
        assert_eq!(
            diatonic.first().unwrap().name,
            "aws-devops-dev-api-4xx-errors"
        );
    }
}

//! Which metrics each system has: those that AWS keeps of its functions, API, queues, topics and tables under the
//! names that its sources give, and what the account is charged. What the sources do not name is left out: the
//! API of AlquimistaAI and its queues have no name there, and no metric anywhere counts users.

use super::scheme::Scheme;
use crate::domain::gauge::{BILLING, Gauge};
use crate::domain::id::PlatformId;
use crate::domain::metric::MetricQuery;
use crate::domain::metric::Statistic::{self, Maximum, P50, P95, Sum};
use crate::domain::text::Text;

/// What AWS keeps of one kind of thing: name, statistic, unit, and whether anything above zero is a fault.
type Line = (&'static str, Statistic, &'static str, bool);

/// `AWS/Lambda`, by `FunctionName`.
const FUNCTION: [Line; 6] = [
    ("Errors", Sum, "", true),
    ("Throttles", Sum, "", true),
    ("Invocations", Sum, "", false),
    ("Duration", P50, "ms", false),
    ("Duration", P95, "ms", false),
    ("ConcurrentExecutions", Maximum, "", false),
];

/// `AWS/ApiGateway`, by `ApiName`.
const API: [Line; 5] = [
    ("5XXError", Sum, "", true),
    ("4XXError", Sum, "", false),
    ("Count", Sum, "", false),
    ("Latency", P50, "ms", false),
    ("Latency", P95, "ms", false),
];

/// `AWS/SQS`, by `QueueName`.
const QUEUE: [Line; 2] = [
    ("ApproximateNumberOfMessagesVisible", Maximum, "", false),
    ("ApproximateAgeOfOldestMessage", Maximum, "s", false),
];

/// `AWS/SNS`, by `TopicName`.
const TOPIC: [Line; 1] = [("NumberOfNotificationsFailed", Sum, "", true)];

/// `AWS/DynamoDB`, by `TableName`, and of an index by `GlobalSecondaryIndexName` too. `ThrottledRequests` is kept
/// for each operation apart; the two of events are the same by table.
const TABLE: [Line; 4] = [
    ("ReadThrottleEvents", Sum, "", true),
    ("WriteThrottleEvents", Sum, "", true),
    ("ConsumedReadCapacityUnits", Sum, "", false),
    ("ConsumedWriteCapacityUnits", Sum, "", false),
];

/// Operations whose `SystemErrors` are kept apart (`AWS/DynamoDB`, by `TableName` and `Operation`).
const OPERATIONS: [&str; 4] = ["GetItem", "Query", "PutItem", "UpdateItem"];

/// What the account is charged since the month began: published about every six hours.
const BILL_PERIOD: u32 = 21_600;

/// The metrics of a system, each with points of `period` seconds.
pub fn of(scheme: &Scheme, indexes: &[(String, String)], period: u32) -> Vec<Gauge> {
    let each = |namespace: &'static str, dimension: &'static str, lines: &'static [Line]| {
        move |subject: String| {
            let dimensions = vec![(dimension.to_owned(), subject.clone())];
            let subject = Text::from_untrusted(&subject);
            let of = |line: &Line| {
                gauge(
                    namespace,
                    subject.clone(),
                    dimensions.clone(),
                    *line,
                    period,
                )
            };
            lines.iter().map(of).collect::<Vec<_>>()
        }
    };
    let functions = scheme.functions().into_iter();
    let apis = apis(scheme).into_iter();
    let queues = queues(scheme).into_iter();
    let topics = topics(scheme).into_iter();
    let tables = scheme.tables.iter();
    let indexes = indexes.iter();
    functions
        .flat_map(each("AWS/Lambda", "FunctionName", &FUNCTION))
        .chain(apis.flat_map(each("AWS/ApiGateway", "ApiName", &API)))
        .chain(queues.flat_map(each("AWS/SQS", "QueueName", &QUEUE)))
        .chain(topics.flat_map(each("AWS/SNS", "TopicName", &TOPIC)))
        .chain(
            tables
                .clone()
                .cloned()
                .flat_map(each("AWS/DynamoDB", "TableName", &TABLE)),
        )
        .chain(tables.flat_map(|table| errors(table, period)))
        .chain(indexes.flat_map(|(table, index)| of_index(table, index, period)))
        .collect()
}

/// What the account is charged.
pub fn bill() -> Gauge {
    let currency = vec![("Currency".to_owned(), "USD".to_owned())];
    let line = ("EstimatedCharges", Maximum, "USD", false);
    gauge(BILLING, Text::from("AWS"), currency, line, BILL_PERIOD)
}

fn gauge(
    namespace: &str,
    subject: Text,
    dimensions: Vec<(String, String)>,
    (name, statistic, unit, is_fault): Line,
    period: u32,
) -> Gauge {
    Gauge {
        subject,
        query: MetricQuery {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            dimensions,
            statistic,
            period,
        },
        unit,
        is_fault,
    }
}

fn errors(table: &str, period: u32) -> impl Iterator<Item = Gauge> + '_ {
    OPERATIONS.into_iter().map(move |operation| {
        let subject = Text::from_untrusted(&format!("{table} {operation}"));
        let dimensions = vec![
            ("TableName".to_owned(), table.to_owned()),
            ("Operation".to_owned(), operation.to_owned()),
        ];
        let line = ("SystemErrors", Sum, "", true);
        gauge("AWS/DynamoDB", subject, dimensions, line, period)
    })
}

fn of_index<'a>(table: &'a str, index: &'a str, period: u32) -> impl Iterator<Item = Gauge> + 'a {
    TABLE.into_iter().map(move |line| {
        let subject = Text::from_untrusted(&format!("{table} {index}"));
        let dimensions = vec![
            ("TableName".to_owned(), table.to_owned()),
            ("GlobalSecondaryIndexName".to_owned(), index.to_owned()),
        ];
        gauge("AWS/DynamoDB", subject, dimensions, line, period)
    })
}

/// Backend facts 1.7, 3.5, 4.4; those of AlquimistaAI name none.
fn apis(scheme: &Scheme) -> Vec<String> {
    match scheme.platform {
        PlatformId::Marketplace => vec!["AI-Marketplace-Assistant-Platform-API".to_owned()],
        PlatformId::Alquimista => Vec::new(),
        PlatformId::Diatonic => vec![format!("{}api", scheme.prefix)],
        PlatformId::Notification => vec![scheme.resolved("notification-agent-api")],
    }
}

/// Backend facts 1.4 and 4.2.
fn queues(scheme: &Scheme) -> Vec<String> {
    match scheme.platform {
        PlatformId::Marketplace => vec!["ai-marketplace-message-queue.fifo".to_owned()],
        PlatformId::Notification => ["summarization", "delivery"]
            .map(|queue| scheme.resolved(&format!("notification-agent-{queue}-queue")))
            .to_vec(),
        PlatformId::Alquimista | PlatformId::Diatonic => Vec::new(),
    }
}

/// Backend facts 1.5 and 2.6; the Notification Agent has none (4.2).
fn topics(scheme: &Scheme) -> Vec<String> {
    match scheme.platform {
        PlatformId::Marketplace => [
            "ai-marketplace-escalations",
            "ai-marketplace-escalations-handoff",
            "ai-marketplace-handoff-notifications",
        ]
        .map(str::to_owned)
        .to_vec(),
        PlatformId::Alquimista => ["fibonacci-alarms", "OperationalDashboard-Alarms"]
            .map(|topic| scheme.resolved(topic))
            .to_vec(),
        PlatformId::Diatonic | PlatformId::Notification => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn all(platform: PlatformId) -> Vec<Gauge> {
        let scheme = Scheme {
            platform,
            environment: "prod".to_owned(),
            prefix: "aws-devops-dev-".to_owned(),
            tables: vec!["t".to_owned()],
        };
        of(&scheme, &[("t".to_owned(), "by-status".to_owned())], 60)
    }

    #[test]
    fn every_metric_of_a_system_is_one_of_its_own_and_one_call_takes_them_all() {
        for platform in [
            PlatformId::Marketplace,
            PlatformId::Alquimista,
            PlatformId::Diatonic,
            PlatformId::Notification,
        ] {
            let gauges = all(platform);
            let ids: BTreeSet<String> = gauges.iter().map(Gauge::id).collect();
            assert_eq!(ids.len(), gauges.len(), "{platform:?}");
            assert!(gauges.len() <= crate::aws::cloudwatch::QUERIES);
            let has = |id: &str| assert!(ids.contains(id), "{platform:?} has no {id}: {ids:#?}");
            has("AWS/DynamoDB ReadThrottleEvents Sum TableName=t");
            has("AWS/DynamoDB SystemErrors Sum TableName=t,Operation=Query");
            has("AWS/DynamoDB ConsumedReadCapacityUnits Sum TableName=t,\
                 GlobalSecondaryIndexName=by-status");
        }
    }

    #[test]
    fn names_carry_the_environment_where_the_system_does_so() {
        let ids = |platform| all(platform).iter().map(Gauge::id).collect::<Vec<_>>();
        let notification = ids(PlatformId::Notification);
        for id in [
            "AWS/Lambda Duration p50 FunctionName=notification-agent-deliver-prod",
            "AWS/SQS ApproximateAgeOfOldestMessage Maximum QueueName=notification-agent-delivery-queue-prod",
            "AWS/ApiGateway 5XXError Sum ApiName=notification-agent-api-prod",
        ] {
            assert!(notification.iter().any(|found| found == id), "{id}");
        }
        let diatonic = ids(PlatformId::Diatonic);
        let id = "AWS/ApiGateway Latency p95 ApiName=aws-devops-dev-api";
        assert!(diatonic.iter().any(|found| found == id));
    }
}

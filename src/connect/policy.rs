//! The least policy of an AWS account with which a role can work on the tables of a deployment. Roles of ours
//! guard against slips; this is what keeps people out. The audit trail can be put and never changed.

use super::deployment::{Deployment, Names, Spot, SystemAt};
use super::{Connector, feed};
use crate::aws::session::Target;
use crate::config;
use crate::domain::problem::Problem;
use crate::domain::role::{Right, Role};
use crate::platform::alquimista::postgres::PasswordFrom;
use serde_json::{Value, json};

/// Calls that describe a table.
const DESCRIBE: [&str; 3] = [
    "dynamodb:DescribeTable",
    "dynamodb:DescribeContinuousBackups",
    "dynamodb:DescribeTimeToLive",
];
const READ: [&str; 4] = [
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
];
/// Calls that tell how healthy a system is.
const HEALTH: [&str; 11] = [
    "cloudwatch:DescribeAlarms",
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:GetMetricData",
    "lambda:ListFunctions",
    "logs:DescribeLogGroups",
    "logs:FilterLogEvents",
    "logs:StartQuery",
    "logs:GetQueryResults",
    "logs:StopQuery",
    "xray:GetTraceSummaries",
    "xray:BatchGetTraces",
];
/// Partitions of the control table that a person's work changes; the audit trail is none of them.
const CHANGED: [&str; 8] = [
    "CLAIM#*",
    "CONV#*",
    "SENT#*",
    "SWITCH#*",
    "OUTBOX#*",
    "INTAKE#*",
    "PRES#*",
    "INCIDENT#*",
];

impl Connector {
    /// The policy for a role, as JSON for `aws iam create-policy`. No call is made.
    ///
    /// # Errors
    /// `Invalid` where a profile cannot be used.
    pub async fn policy(&self, role: Role) -> Result<Value, Problem> {
        let (deployment, _) = self.deployment().await?;
        let mut statements = vec![statement(
            "WhoAmI",
            &["sts:GetCallerIdentity"],
            vec!["*".to_owned()],
        )];
        // Neither alarms nor metrics nor the list of functions can be allowed for some only.
        statements.push(statement("Health", &HEALTH, vec!["*".to_owned()]));
        statements.extend(reads(&deployment));
        statements.extend(ours(&deployment, role));
        statements.extend(sends(&deployment, role));
        if !deployment.read_only {
            let systems = deployment.systems.iter();
            statements.extend(systems.flat_map(|system| changes(system, role)));
        }
        Ok(json!({ "Version": "2012-10-17", "Statement": statements }))
    }
}

fn statement(sid: &str, actions: &[&str], resources: Vec<String>) -> Value {
    json!({ "Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resources })
}

/// The same, only for items whose partition begins so.
fn of_partitions(mut statement: Value, partitions: &[&str]) -> Value {
    if let Some(map) = statement.as_object_mut() {
        let condition =
            json!({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions } });
        map.insert("Condition".to_owned(), condition);
    }
    statement
}

fn region(spot: &Spot) -> &str {
    match &spot.target {
        Target::Account {
            region: Some(region),
            ..
        } => region,
        Target::Account { .. } | Target::Loopback { .. } => "*",
    }
}

fn arn(service: &str, spot: &Spot, rest: &str) -> String {
    format!("arn:aws:{service}:{}:*:{rest}", region(spot))
}

fn table(spot: &Spot, name: &str) -> String {
    arn("dynamodb", spot, &format!("table/{name}"))
}

/// Every table of every system, to be described and read with its indexes.
fn reads(deployment: &Deployment) -> Vec<Value> {
    let mut described = Vec::new();
    let mut read = Vec::new();
    for system in &deployment.systems {
        for name in system.tables() {
            described.push(table(&system.spot, &name));
            read.push(table(&system.spot, &name));
            read.push(table(&system.spot, &format!("{name}/index/*")));
        }
    }
    for spot in deployment.spots() {
        described.push(table(&spot, &spot.control_table));
        read.push(table(&spot, &spot.control_table));
        read.push(table(&spot, &format!("{}/index/*", spot.control_table)));
    }
    vec![
        statement("Describe", &DESCRIBE, described),
        statement("Read", &READ, read),
    ]
}

/// The control tables: what is written, put, and created there.
fn ours(deployment: &Deployment, role: Role) -> Vec<Value> {
    let tables: Vec<String> = deployment
        .spots()
        .iter()
        .map(|spot| table(spot, &spot.control_table))
        .collect();
    let mut statements = Vec::new();
    if deployment.read_only {
        return statements;
    }
    if role.may(Right::Converse) {
        let work = [
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:ConditionCheckItem",
        ];
        let work = statement("OwnRows", &work, tables.clone());
        statements.push(of_partitions(work, &CHANGED));
        let audit = statement("AuditPutOnly", &["dynamodb:PutItem"], tables.clone());
        statements.push(of_partitions(audit, &["AUDIT#*"]));
    }
    if role.may(Right::Switch) {
        let targets = statement("TeamRows", &["dynamodb:UpdateItem"], tables.clone());
        statements.push(of_partitions(targets, &["TEAM#*"]));
        let work = [
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:ConditionCheckItem",
        ];
        let kill = statement("KillSwitch", &work, tables.clone());
        statements.push(of_partitions(kill, &["OP#*", "SCHEDULE"]));
    }
    if role.may(Right::Acknowledge) {
        let on_it = statement("Acknowledge", &["dynamodb:PutItem"], tables.clone());
        statements.push(of_partitions(on_it, &["ALARM#*"]));
    }
    if role.may(Right::SetUp) {
        let create = [
            "dynamodb:CreateTable",
            "dynamodb:UpdateTimeToLive",
            "dynamodb:UpdateContinuousBackups",
        ];
        statements.push(statement("ControlTable", &create, tables.clone()));
        let meta = statement("ControlTableVersion", &["dynamodb:PutItem"], tables);
        statements.push(of_partitions(meta, &["META"]));
    }
    statements
}

/// What a role changes in a system, table by table.
fn changes(system: &SystemAt, role: Role) -> Vec<Value> {
    let spot = &system.spot;
    let one = |sid: &str, right: Right, actions: &[&str], names: &[&str]| {
        let tables = names.iter().map(|name| table(spot, name)).collect();
        role.may(right).then(|| statement(sid, actions, tables))
    };
    let update = ["dynamodb:UpdateItem"];
    let put = ["dynamodb:PutItem", "dynamodb:UpdateItem"];
    let found = match &system.names {
        Names::Marketplace(tables, feed) => vec![
            feed_of(spot, feed, role),
            one(
                "Handoff",
                Right::Converse,
                &update,
                &[&tables.conversations],
            ),
            one("BotSwitch", Right::Switch, &update, &[&tables.tenants]),
            one(
                "QueueIndex",
                Right::SetUp,
                &["dynamodb:UpdateTable"],
                &[&tables.conversations],
            ),
        ],
        Names::Alquimista(tables, place) => {
            let activations = [tables.activations.as_str(), &tables.audit_logs];
            let requests = [
                tables.approval_requests.as_str(),
                &tables.approval_decisions,
                &tables.audit_logs,
            ];
            let commands = [tables.operational_commands.as_str()];
            let mut found = vec![
                one("AgentSwitch", Right::Switch, &put, &activations),
                one("Approvals", Right::Decide, &put, &requests),
                one("Commands", Right::Switch, &["dynamodb:PutItem"], &commands),
            ];
            if let Some(database) = &place.database {
                found.push(password(
                    &database.settings.password,
                    &database.settings.user,
                ));
                let bus = database.bus.as_deref().filter(|_| role.may(Right::Switch));
                found.push(bus.map(|bus| {
                    let bus = arn("events", spot, &format!("event-bus/{bus}"));
                    statement("Events", &["events:PutEvents"], vec![bus])
                }));
            }
            found
        }
        Names::Diatonic(tables, _) => {
            let runs = [tables.executions.as_str(), &tables.run_logs, &tables.runs];
            vec![one("CancelRuns", Right::Switch, &update, &runs)]
        }
        Names::Notification(tables) => vec![one(
            "PauseSources",
            Right::Switch,
            &update,
            &[&tables.data_sources],
        )],
    };
    found.into_iter().flatten().collect()
}

/// What sending replies needs beside the tables: secrets with tokens, topics, and the queue of reports.
fn sends(deployment: &Deployment, role: Role) -> Vec<Value> {
    let delivery = deployment.profile.as_ref();
    let delivery = delivery.and_then(|profile| profile.marketplace.as_ref()?.delivery.as_ref());
    let (Some(delivery), false, true) = (delivery, deployment.read_only, role.may(Right::Converse))
    else {
        return Vec::new();
    };
    let channels = || delivery.usual.iter().chain(delivery.tenants.values());
    let secrets: Vec<String> = channels()
        .filter_map(|channel| match &channel.token {
            Some(config::Token::Secret(arn)) => Some(arn.clone()),
            _ => None,
        })
        .collect();
    let topics: Vec<String> = channels().filter_map(|one| one.topic.clone()).collect();
    let spot = deployment
        .systems
        .iter()
        .find_map(|system| matches!(system.names, Names::Marketplace(..)).then_some(&system.spot));
    let queues: Vec<String> = delivery
        .reports_queue
        .iter()
        .zip(spot)
        .map(|(name, spot)| arn("sqs", spot, name))
        .collect();
    let drain = ["sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:DeleteMessage"];
    [
        (
            "ChannelTokens",
            &["secretsmanager:GetSecretValue"][..],
            secrets,
        ),
        ("ReplyTopics", &["sns:Publish"], topics),
        ("Reports", &drain, queues),
    ]
    .into_iter()
    .filter(|(_, _, resources)| !resources.is_empty())
    .map(|(sid, actions, resources)| statement(sid, actions, resources))
    .collect()
}

/// Draining the queue of escalations, and for who sets it up, making it.
fn feed_of(spot: &Spot, feed: &feed::Settings, role: Role) -> Option<Value> {
    let queues = [feed.queue.clone(), feed.dead()].map(|name| arn("sqs", spot, &name));
    let drain = ["sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:DeleteMessage"];
    let make = [
        "sqs:CreateQueue",
        "sqs:GetQueueAttributes",
        "sqs:SetQueueAttributes",
    ];
    if !role.may(Right::SetUp) {
        return role
            .may(Right::Converse)
            .then(|| statement("Feed", &drain, queues.into()));
    }
    let subscribe = [
        "sns:GetTopicAttributes",
        "sns:ListSubscriptionsByTopic",
        "sns:Subscribe",
        "sns:SetSubscriptionAttributes",
    ];
    let topics = feed.topics.iter().map(|name| arn("sns", spot, name));
    let actions = [&drain[..], &make, &subscribe].concat();
    let resources = queues.into_iter().chain(topics).collect();
    Some(statement("Feed", &actions, resources))
}

/// Reading the password of a database, where the account keeps or makes it.
fn password(from: &PasswordFrom, user: &str) -> Option<Value> {
    let one = |action: &str, resource: String| statement("Password", &[action], vec![resource]);
    match from {
        PasswordFrom::Nowhere | PasswordFrom::Variable(_) | PasswordFrom::File(_) => None,
        PasswordFrom::Secret { arn, .. } => Some(one("secretsmanager:GetSecretValue", arn.clone())),
        PasswordFrom::RdsToken { region } => {
            let region = region.as_deref().unwrap_or("*");
            let user = format!("arn:aws:rds-db:{region}:*:dbuser:*/{user}");
            Some(one("rds-db:connect", user))
        }
    }
}

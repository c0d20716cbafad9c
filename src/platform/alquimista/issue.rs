//! Issuing operational commands. **The insert is the command:** the table's stream hands every new `PENDING`
//! item to the processor, which acts at once (backend facts 2.2). So a person confirms before it, and one
//! intent inserts once, however often it is carried out.

use super::Plan;
use super::item::command::{Command, CommandId, REPROCESS_QUEUE, command};
use super::item::{strings, uuid};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item};
use crate::aws::expression::n;
use crate::domain::handoff::Actor;
use crate::domain::id::{AgentId, IntentId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::time::iso;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

/// How long a command is kept: its `ttl`, in seconds of the epoch, lies so far behind its creation.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Longest name of an SQS queue.
const LONGEST_QUEUE: usize = 80;

/// What is to be done, with what the processor needs for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Simulated by the system: it reports success and does nothing.
    ReprocessQueue {
        queue: String,
        /// At least one, where stated.
        messages: Option<u32>,
        tenant: Option<TenantId>,
    },
    ResetToken {
        tenant: TenantId,
        integration: String,
    },
    /// Works on `tenant_agents`, never on `agent_activations`.
    RestartAgent {
        tenant: TenantId,
        agent: AgentId,
    },
    HealthCheck {
        tenant: Option<TenantId>,
    },
}

impl Order {
    /// The system's word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ReprocessQueue { .. } => REPROCESS_QUEUE,
            Self::ResetToken { .. } => "RESET_TOKEN",
            Self::RestartAgent { .. } => "RESTART_AGENT",
            Self::HealthCheck { .. } => "HEALTH_CHECK",
        }
    }

    /// The tenant it is about, if any.
    pub fn tenant(&self) -> Option<&TenantId> {
        match self {
            Self::ResetToken { tenant, .. } | Self::RestartAgent { tenant, .. } => Some(tenant),
            Self::ReprocessQueue { tenant, .. } | Self::HealthCheck { tenant } => tenant.as_ref(),
        }
    }

    /// Whether the processor could act on it.
    ///
    /// # Errors
    /// `Invalid` with the parameter that is missing or makes no sense.
    pub fn check(&self) -> Result<(), Problem> {
        let stated = |name: &str, value: &str| match value.trim().is_empty() {
            true => Err(Problem::new(Trouble::Invalid, name, "it is empty")),
            false => Ok(()),
        };
        if let Some(tenant) = self.tenant() {
            stated("tenant_id", tenant.as_str())?;
        }
        match self {
            Self::ReprocessQueue {
                queue, messages, ..
            } => {
                let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
                let named = !queue.is_empty() && queue.len() <= LONGEST_QUEUE;
                if !named || !queue.chars().all(fits) {
                    return Err(Problem::new(
                        Trouble::Invalid,
                        "queue_name",
                        "no name of a queue",
                    ));
                }
                if *messages == Some(0) {
                    return Err(Problem::new(Trouble::Invalid, "message_count", "it is 0"));
                }
                Ok(())
            }
            Self::ResetToken { integration, .. } => stated("integration_id", integration),
            Self::RestartAgent { agent, .. } => stated("agent_id", agent.as_str()),
            Self::HealthCheck { .. } => Ok(()),
        }
    }

    /// The parameters as the processor reads them: a JSON object in a string.
    fn parameters(&self) -> String {
        let text = |value: &str| Value::String(value.to_owned());
        let mut map = Map::new();
        if let Some(tenant) = self.tenant() {
            map.insert("tenant_id".to_owned(), text(tenant.as_str()));
        }
        match self {
            Self::ReprocessQueue {
                queue, messages, ..
            } => {
                map.insert("queue_name".to_owned(), text(queue));
                if let Some(count) = messages {
                    map.insert("message_count".to_owned(), Value::from(*count));
                }
            }
            Self::ResetToken { integration, .. } => {
                map.insert("integration_id".to_owned(), text(integration));
            }
            Self::RestartAgent { agent, .. } => {
                map.insert("agent_id".to_owned(), text(agent.as_str()));
            }
            Self::HealthCheck { .. } => {}
        }
        Value::Object(map).to_string()
    }
}

/// What came of an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Issued {
    /// It is in the table, and so it runs.
    Done(CommandId),
    /// This intent inserted it before, and this is what became of it. Nothing was written.
    Before(Box<Command>),
    /// No answer came and it is not in the table yet: the same intent may be carried out again.
    Unknown(CommandId),
}

/// Inserts commands.
#[derive(Clone, Debug)]
pub struct CommandIssue {
    dynamo: Dynamo,
    table: String,
}

impl CommandIssue {
    /// `None`: the deployment has no commands.
    pub fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Option<Self> {
        plan.commands.map(|_| Self {
            dynamo: dynamo.clone(),
            table: tables.operational_commands.clone(),
        })
    }

    /// Inserts a command, **which runs it**: one conditional put. Both halves of its key follow from the
    /// intent (its time is that of the ULID), so carrying out an intent again finds what is there. After a
    /// put that was not the first or had no answer, one consistent read.
    ///
    /// # Errors
    /// `Invalid` for an order that the processor could not act on, an intent that is no ULID, and an intent
    /// that issued something else; any failure after which nothing was written.
    pub async fn issue(
        &self,
        order: &Order,
        actor: &Actor,
        intent: &IntentId,
    ) -> Result<Issued, Problem> {
        order.check()?;
        let (id, item) = item(order, actor, intent)?;
        let meant = said(&item);
        let unanswered = match self.dynamo.create(&self.table, item, "command_id").await {
            Ok(true) => return Ok(Issued::Done(id)),
            Ok(false) => false,
            Err(why) if lost(&why) => true,
            Err(why) => return Err(why),
        };
        let there = match self.dynamo.get(&self.table, id.key()).await {
            Ok(read) => read.value,
            Err(_) if unanswered => None,
            Err(why) => return Err(why),
        };
        Ok(match there {
            Some(there) if said(&there) != meant => {
                let why = "this intent issued another command";
                return Err(Problem::new(Trouble::Invalid, "intent", why));
            }
            Some(_) if unanswered => Issued::Done(id),
            Some(there) => Issued::Before(Box::new(command(&there, 0))),
            None => Issued::Unknown(id),
        })
    }
}

/// What a command says to the processor.
fn said(item: &Item) -> [Option<AttributeValue>; 2] {
    ["command_type", "parameters"].map(|name| item.get(name).cloned())
}

/// Whether the put may have happened although it failed.
fn lost(why: &Problem) -> bool {
    matches!(why.trouble, Trouble::TimedOut | Trouble::Unreachable)
}

/// The item of an order: `tenant_id` is left out where there is none, for an index takes no NULL.
fn item(order: &Order, actor: &Actor, intent: &IntentId) -> Result<(CommandId, Item), Problem> {
    let at = issued_at(intent)
        .ok_or_else(|| Problem::new(Trouble::Invalid, "intent", "it is no ULID"))?;
    let id = CommandId {
        command_id: uuid(intent, "command"),
        created_at: iso(at),
    };
    let mut item = strings([
        ("command_id", &id.command_id),
        ("created_at", &id.created_at),
        ("command_type", order.kind()),
        ("status", "PENDING"),
        ("parameters", &order.parameters()),
        ("created_by", &actor.identity),
    ]);
    if let Some(tenant) = order.tenant() {
        item.extend(strings([("tenant_id", tenant.as_str())]));
    }
    let until = at.checked_add(KEPT).unwrap_or(at);
    item.insert("ttl".to_owned(), n(until.as_second()));
    Ok((id, item))
}

/// The time of an intent.
fn issued_at(intent: &IntentId) -> Option<Timestamp> {
    let ulid: ulid::Ulid = intent.as_str().parse().ok()?;
    Timestamp::from_millisecond(i64::try_from(ulid.timestamp_ms()).ok()?).ok()
}

//! The system's own audit trail. Its rows have the columns of the code (`action_type`, `result`, `context`) or
//! those of the older seed (`action`, `resource_type`, `resource_id`, `details`), and some have both (backend
//! facts 2.1): whichever says something is read.

use super::{identity, someone, tenant_of, words};
use crate::aws::dynamo::Item;
use crate::domain::change::Recorded;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes::{attributes, clean};
use crate::platform::value::Reader;
use jiff::Timestamp;

const PLACED: [&str; 9] = [
    "sk",
    "id",
    "tenant_id",
    "user_id",
    "action_type",
    "action",
    "result",
    "created_at",
    "trace_id",
];

/// A row of `audit_logs`.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemEntry {
    pub id: Text,
    pub tenant: TenantId,
    pub trace: Option<Text>,
    /// Who did it, as a person reads it.
    pub user: Option<Text>,
    /// The whole identity, where that says more.
    pub identity: Option<Text>,
    /// What was done: `agent.activated`, `approval.reject`, ….
    pub action: Text,
    /// What it was done to: `agent_id`, else the seed's resource.
    pub target: Option<Text>,
    /// `success`, `failure`, `partial`; `None` where the row does not say.
    pub result: Option<Text>,
    pub at: Option<Timestamp>,
    /// `context` and `details`, flattened, and whatever else the row has.
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The entry of an item. `at` names it where it has no id.
pub fn entry(item: &Item, at: usize) -> SystemEntry {
    let mut read = Reader::new(item);
    let id = clean(&identity(&mut read, "id", at));
    let agent = read.masked("agent_id");
    let (kind, resource) = (
        read.masked("resource_type"),
        words(&mut read, "resource_id"),
    );
    let (user, whole) = someone(&mut read, "user_id");
    SystemEntry {
        id,
        tenant: tenant_of(&mut read),
        trace: read.masked("trace_id"),
        user,
        identity: whole,
        action: read
            .masked("action_type")
            .or_else(|| read.masked("action"))
            .unwrap_or_default(),
        target: agent.or(match (kind, resource) {
            (Some(kind), Some(resource)) => Some(Text::from(format!("{kind} {resource}"))),
            (kind, resource) => kind.or(resource),
        }),
        result: read.masked("result"),
        at: read.time("created_at"),
        attributes: attributes(item, &PLACED),
        oddities: read.oddities(),
    }
}

/// What a row tells of switches and runs. One without a time tells nothing about a moment.
pub fn recorded(of: SystemEntry) -> Option<Recorded> {
    let says = |label: &str| {
        let mut attributes = of.attributes.iter();
        let found = attributes
            .find(|one| one.group.as_str() == "context" && one.label.as_str() == label)?;
        Some(found.value.clone())
    };
    let intent = says("activationId").or_else(|| says("deactivationId"));
    Some(Recorded {
        at: of.at?,
        agent: of
            .target
            .as_ref()
            .map(|agent| AgentId::from(agent.as_str())),
        failed: of.result.as_ref().map(|word| word.as_str() == "failure"),
        why: says("reason"),
        who: of.user.clone(),
        intent: intent.map(|intent| intent.as_str().to_owned()),
        tenant: of.tenant,
        action: of.action,
    })
}

//! Requests that need an approver, and the decisions about them (backend facts 2.1). `approvers` and
//! `action_details` are JSON in a string, or maps and lists where a projection unpacked them.

use super::{attribute, identity, strings, tenant_of, uuid};
use crate::aws::dynamo::Item;
use crate::aws::expression::{key, s};
use crate::domain::escalation::Priority;
use crate::domain::handoff::Actor;
use crate::domain::id::{IntentId, PlatformId, TenantId, WorkId};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::domain::work::{Decision, Work, WorkKey, WorkKind};
use crate::platform::attributes::{attributes, clean};
use crate::platform::value::Reader;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

/// The word of a request that waits.
pub const PENDING: &str = "pending";
/// The word of a request whose time is over. The system only writes it when somebody decides too late.
pub const EXPIRED: &str = "expired";

/// Attributes that have a place of their own in a [`Work`].
const PLACED: [&str; 3] = ["tenant_id", "status", "action_type"];

/// A request as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    pub id: WorkId,
    pub tenant: TenantId,
    /// What is asked for: `action_type`.
    pub action: Text,
    /// What it is about: kind and id of a resource.
    pub resource: Option<Text>,
    /// The status word; empty when the item has none.
    pub status: Text,
    pub created_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    /// Approvals that it takes; one where the item states none.
    pub required: u64,
    /// `updated_at` exactly as stored: every decision moves it.
    pub version: Option<String>,
    /// `expires_at` exactly as stored.
    pub expiry: Option<String>,
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// A decision of one approver.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub approver: String,
    /// The row's own id.
    pub id: Text,
    /// `approve`, `reject`, or as stored.
    pub word: Text,
    pub comment: Option<Text>,
}

/// The key of a request.
pub fn request_key(id: &str) -> Item {
    key(("id", id), None)
}

/// The request of an item. `at` names it where it has no id.
pub fn approval(item: &Item, at: usize) -> Approval {
    let mut read = Reader::new(item);
    let id = identity(&mut read, "id", at);
    let kind = read.masked("resource_type");
    let about = read.raw("resource_id").map(clean);
    let required = match read.integer("required_approvals") {
        Some(number) if number < 1 => {
            read.odd();
            1
        }
        Some(number) => number.unsigned_abs(),
        None => 1,
    };
    Approval {
        tenant: tenant_of(&mut read),
        action: read.masked("action_type").unwrap_or_else(|| clean(&id)),
        resource: match (kind, about) {
            (Some(kind), Some(about)) => Some(Text::from(format!("{kind} {about}"))),
            (kind, about) => kind.or(about),
        },
        status: read.text("status").unwrap_or_default(),
        created_at: read.time("created_at"),
        expires_at: read.time("expires_at"),
        required,
        version: read.version("updated_at"),
        expiry: read.version("expires_at"),
        attributes: attributes(item, &PLACED),
        oddities: read.oddities(),
        id: WorkId::from(id),
    }
}

/// The decision of an item.
pub fn given(item: &Item) -> Given {
    let mut read = Reader::new(item);
    Given {
        approver: read.raw("approver_id").unwrap_or_default().to_owned(),
        id: read.text("id").unwrap_or_default(),
        word: read.masked("decision").unwrap_or_default(),
        comment: super::words(&mut read, "comment"),
    }
}

impl Approval {
    /// Whether it waits for a decision, in time or too late.
    pub fn is_pending(&self) -> bool {
        self.status == PENDING
    }

    /// Whether its time is over. One without an end never expires.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.status == EXPIRED || self.expires_at.is_some_and(|end| end <= now)
    }

    /// As a thing that waits: its state is `expired` as soon as its time is over, whatever the row still says.
    /// `given` adds the decisions so far.
    pub fn work(&self, given: &[Given], now: Timestamp) -> Work {
        let mut attributes = self.attributes.clone();
        for one in given {
            let (approver, whole) = super::known_as(&one.approver);
            let mut word = one.word.as_str().to_owned();
            for more in [&one.comment, &whole].into_iter().flatten() {
                word = format!("{word} · {more}");
            }
            let word = Text::from(word);
            attributes.push(attribute("decisions", &approver, word));
        }
        Work {
            key: WorkKey {
                platform: PlatformId::Alquimista,
                tenant: self.tenant.clone(),
                kind: WorkKind::Approval,
                id: self.id.clone(),
            },
            subject: self.action.clone(),
            reason: self.resource.clone(),
            state: match self.is_over(now) {
                true => Text::from(EXPIRED),
                false => self.status.clone(),
            },
            priority: Priority::Unstated,
            since: self.created_at,
            version: self.version.clone(),
            attributes,
        }
    }
}

/// The system's word of a decision; `None`: it knows no such decision.
pub fn word(decision: Decision) -> Option<&'static str> {
    match decision {
        Decision::Approve => Some("approve"),
        Decision::Reject => Some("reject"),
        Decision::Cancel => None,
    }
}

/// The id of the decision that an intent makes.
pub fn decision_id(intent: &IntentId) -> String {
    uuid(intent, "decision")
}

/// The row of a decision.
pub fn decision_row(
    approval: &Approval,
    word: &str,
    comment: &Text,
    actor: &Actor,
    intent: &IntentId,
    at: &str,
) -> Item {
    let mut row = strings([
        ("id", &decision_id(intent)),
        ("approval_id", approval.id.as_str()),
        ("approver_id", &actor.identity),
        ("decision", word),
        ("created_at", at),
    ]);
    if !comment.trim().is_empty() {
        row.insert("comment".to_owned(), s(comment.as_str()));
    }
    row
}

/// The system's own audit row of a decision: `approval.approve`, `approval.reject`.
pub fn decision_audit(
    approval: &Approval,
    word: &str,
    comment: &Text,
    actor: &Actor,
    intent: &IntentId,
    at: &str,
) -> Item {
    let id = uuid(intent, "audit");
    let mut row = strings([
        ("id", &id),
        ("trace_id", &uuid(intent, "trace")),
        ("tenant_id", approval.tenant.as_str()),
        ("user_id", &actor.identity),
        ("action_type", &format!("approval.{word}")),
        ("result", "success"),
        ("created_at", at),
        ("sk", &format!("{at}#{id}")),
    ]);
    let context = strings([
        ("approvalId", approval.id.as_str()),
        ("actionType", approval.action.as_str()),
        ("comment", comment.as_str()),
        ("operator", actor.name.as_str()),
        ("console", actor.console.as_str()),
        ("host", actor.host.as_str()),
    ]);
    row.insert("context".to_owned(), AttributeValue::M(context));
    row
}

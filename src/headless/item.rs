//! The items of lists and answers. Contract: `id` is the system's key as it is; every other text is made by
//! [`Masked`], so no field can carry a phone number; secrets never get past the decoders.

use crate::domain::agent::{Activation, Switch};
use crate::domain::audit::AuditEntry;
use crate::domain::conversation::{ConversationRow, Message, MessageKind, Speaker, Storage};
use crate::domain::escalation::Escalation;
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, PlatformId};
use crate::domain::mask;
use crate::domain::reply::ReplyState;
use crate::domain::tenant::Tenant;
use crate::domain::time;
use crate::domain::usage::{Quota, UsageMonth};
use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// A text without anybody's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Masked(String);

impl Masked {
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(mask::identifiers(text.as_ref()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn some<T: AsRef<str>>(text: Option<T>) -> Option<Self> {
        text.map(Self::new)
    }
}

/// An instant in ISO-8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(pub Timestamp);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&time::iso(self.0))
    }
}

/// Who holds a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder {
    pub operator: Masked,
    pub console: Masked,
    pub fence: u64,
    pub since: At,
}

impl Holder {
    pub fn of(claim: &Claim) -> Self {
        Self {
            operator: Masked::new(&claim.operator),
            console: Masked::new(claim.console.as_str()),
            fence: claim.fence.0,
            since: At(claim.since),
        }
    }
}

/// A tenant, as its pane shows it.
#[derive(Clone, Debug, Serialize)]
pub struct TenantItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    name: Masked,
    status: Masked,
    plan: Option<Masked>,
    bot: Masked,
    open: u64,
    waiting: u64,
    used: Option<u64>,
    limit: Option<u64>,
    used_percent: Option<f64>,
    last_activity: Option<At>,
}

/// What the conversations of a tenant come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Neither closed nor resolved.
    pub open: u64,
    /// Those that wait for a person and that nobody holds.
    pub waiting: u64,
    pub last_activity: Option<Timestamp>,
}

impl TenantItem {
    pub fn of(tenant: &Tenant, tally: Tally, used: Option<u64>) -> Self {
        let quota = Quota::of_plan(tenant.plan.as_deref());
        Self {
            platform: tenant.platform,
            tenant: Masked::new(tenant.id.as_str()),
            id: tenant.id.as_str().to_owned(),
            name: Masked::new(&tenant.name),
            status: Masked::new(tenant.status.word()),
            plan: Masked::some(tenant.plan.as_deref()),
            bot: Masked::new(switch_word(&tenant.status.bot())),
            open: tally.open,
            waiting: tally.waiting,
            used,
            limit: limit(quota),
            used_percent: used.and_then(|used| quota.percent(used)).map(tenth),
            last_activity: tally.last_activity.map(At),
        }
    }
}

/// A conversation, as its pane shows it.
#[derive(Clone, Debug, Serialize)]
pub struct ConversationItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    tenant_name: Option<Masked>,
    customer: Option<Masked>,
    phone: Option<Masked>,
    state: &'static str,
    status: Masked,
    storage: &'static str,
    messages: u32,
    last_from: Option<&'static str>,
    last_message: Option<Masked>,
    last_activity: Option<At>,
    holder: Option<Holder>,
}

impl ConversationItem {
    /// `holder`: the claim, if it is live.
    pub fn of(row: &ConversationRow, tenant_name: Option<&str>, holder: Option<&Claim>) -> Self {
        let talk = row.talk.as_ref();
        let last = talk.and_then(|talk| talk.last.as_ref());
        let customer = row.customer();
        Self {
            platform: row.key.platform,
            tenant: Masked::new(row.key.tenant.as_str()),
            id: row.key.conversation.as_str().to_owned(),
            tenant_name: Masked::some(tenant_name),
            customer: Masked::some(customer.and_then(|customer| customer.name.as_ref())),
            phone: Masked::some(customer.and_then(|customer| customer.phone.as_ref())),
            state: state_word(row, holder),
            status: Masked::new(row.status().word()),
            storage: storage_word(row.storage()),
            messages: talk.map_or(0, |talk| talk.messages),
            last_from: last.map(|last| speaker_word(last.from)),
            last_message: last.map(|last| Masked::new(&last.text)),
            last_activity: row.last_activity().map(At),
            holder: holder.map(Holder::of),
        }
    }
}

/// Somebody who waits for a person, as the queue shows it.
#[derive(Clone, Debug, Serialize)]
pub struct EscalationItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    kind: &'static str,
    priority: Option<Masked>,
    since: Option<At>,
    reason: Option<Masked>,
    status: Masked,
    tenant_name: Option<Masked>,
    customer: Option<Masked>,
    phone: Option<Masked>,
    last_message: Option<Masked>,
    holder: Option<Holder>,
}

impl EscalationItem {
    /// `holder`: the claim, if it is live.
    pub fn of(escalation: &Escalation, tenant_name: Option<&str>, holder: Option<&Claim>) -> Self {
        let customer = escalation.customer.as_ref();
        let priority = escalation.priority.word();
        Self {
            platform: escalation.key.platform,
            tenant: Masked::new(escalation.key.tenant.as_str()),
            id: escalation.key.conversation.as_str().to_owned(),
            kind: "human_handoff",
            priority: (!priority.is_empty()).then(|| Masked::new(priority)),
            since: escalation.since.map(At),
            reason: Masked::some(escalation.reason.as_ref()),
            status: Masked::new(escalation.status.word()),
            tenant_name: Masked::some(tenant_name),
            customer: Masked::some(customer.and_then(|customer| customer.name.as_ref())),
            phone: Masked::some(customer.and_then(|customer| customer.phone.as_ref())),
            last_message: escalation.last.as_ref().map(|last| Masked::new(&last.text)),
            holder: holder.map(Holder::of),
        }
    }
}

/// A switch, as the pane of agents shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Switched {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    tenant_name: Masked,
    agent: Masked,
    category: Option<Masked>,
    switch: Masked,
    since: Option<At>,
    by: Option<Masked>,
    reason: Option<Masked>,
}

impl Switched {
    pub fn agent(&self) -> &str {
        self.agent.as_str()
    }

    pub fn tenant_name(&self) -> &str {
        self.tenant_name.as_str()
    }

    pub fn since(&self) -> Option<At> {
        self.since
    }

    pub fn by(&self) -> Option<&str> {
        self.by.as_ref().map(Masked::as_str)
    }

    /// `bot`: the name of an agent that has none of its own.
    pub fn of(activation: &Activation, bot: &str) -> Self {
        let agent = if activation.agent.is_empty() {
            bot
        } else {
            activation.agent.as_str()
        };
        Self {
            platform: activation.key.platform,
            tenant: Masked::new(activation.key.tenant.as_str()),
            id: activation.key.agent.as_str().to_owned(),
            tenant_name: Masked::new(&activation.tenant_name),
            agent: Masked::new(agent),
            category: Masked::some(activation.category.as_ref()),
            switch: Masked::new(switch_word(&activation.switch)),
            since: activation.since.map(At),
            by: Masked::some(activation.by.as_ref()),
            reason: Masked::some(activation.reason.as_ref()),
        }
    }
}

/// A tenant's month.
#[derive(Clone, Debug, Serialize)]
pub struct UsageItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    tenant_name: Masked,
    month: Masked,
    plan: Option<Masked>,
    messages: u64,
    limit: Option<u64>,
    used_percent: Option<f64>,
    metrics_messages: Option<u64>,
    tracker_messages: Option<u64>,
    disagreement_percent: Option<f64>,
    conversations: Option<u64>,
    tokens: Option<u64>,
    days: Vec<DayItem>,
}

/// A day of a month.
#[derive(Clone, Debug, Serialize)]
struct DayItem {
    date: Masked,
    messages: u64,
    conversations: u64,
    tokens: u64,
}

impl UsageItem {
    pub fn of(month: &UsageMonth, tenant: &Tenant) -> Self {
        let quota = Quota::of_plan(tenant.plan.as_deref());
        let (metrics, tracker) = (month.metrics.as_ref(), month.tracker.as_ref());
        let conversations = metrics.map(|metrics| metrics.conversations);
        let days = tracker.map(|tracker| tracker.days.as_slice());
        Self {
            platform: month.platform,
            tenant: Masked::new(month.tenant.as_str()),
            id: month.month.as_str().to_owned(),
            tenant_name: Masked::new(&tenant.name),
            month: Masked::new(&month.month),
            plan: Masked::some(tenant.plan.as_ref()),
            messages: month.messages(),
            limit: limit(quota),
            used_percent: quota.percent(month.messages()).map(tenth),
            metrics_messages: metrics.map(|metrics| metrics.messages),
            tracker_messages: tracker.map(|tracker| tracker.messages),
            disagreement_percent: month.disagreement().map(tenth),
            conversations: conversations.or(tracker.map(|tracker| tracker.conversations)),
            tokens: tracker.map(|tracker| tracker.tokens),
            days: days
                .unwrap_or_default()
                .iter()
                .map(|day| DayItem {
                    date: Masked::new(&day.date),
                    messages: day.messages,
                    conversations: day.conversations,
                    tokens: day.tokens,
                })
                .collect(),
        }
    }
}

/// A row of the audit trail.
#[derive(Clone, Debug, Serialize)]
pub struct AuditItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    at: At,
    action: Masked,
    target: Masked,
    name: Masked,
    actor: Masked,
    before: Option<Masked>,
    after: Option<Masked>,
    reason: Option<Masked>,
    fence: Option<u64>,
    intent: Masked,
}

impl AuditItem {
    pub fn of(entry: &AuditEntry) -> Self {
        Self {
            platform: entry.platform,
            tenant: Masked::new(entry.tenant.as_str()),
            id: entry.id.clone(),
            at: At(entry.at),
            action: Masked::new(&entry.action),
            target: Masked::new(&entry.target),
            name: Masked::new(&entry.name),
            actor: Masked::new(&entry.actor),
            before: Masked::some(entry.before.as_ref()),
            after: Masked::some(entry.after.as_ref()),
            reason: Masked::some(entry.reason.as_ref()),
            fence: entry.fence.map(|fence| fence.0),
            intent: Masked::new(entry.intent.as_str()),
        }
    }
}

/// A message of a transcript.
#[derive(Clone, Debug, Serialize)]
pub struct MessageItem {
    from: &'static str,
    at: Option<At>,
    text: Masked,
    kind: Masked,
    state: Option<ReplyState>,
}

impl MessageItem {
    pub fn of(message: &Message) -> Self {
        let kind = match &message.kind {
            MessageKind::Text => "text",
            MessageKind::WaitingLine => "waiting_line",
            MessageKind::Image => "image",
            MessageKind::Document => "document",
            MessageKind::Audio => "audio",
            MessageKind::Other(word) => word.as_str(),
        };
        Self {
            from: speaker_word(message.from),
            at: message.at.map(At),
            text: Masked::new(&message.text),
            kind: Masked::new(kind),
            state: message.state,
        }
    }
}

/// A conversation's key as messages for people name it.
pub fn shown(key: &ConversationKey) -> Masked {
    Masked::new(key.conversation.as_str())
}

fn speaker_word(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Customer => "customer",
        Speaker::Bot => "bot",
        Speaker::Human => "human",
        Speaker::Note => "note",
        Speaker::Unknown => "unknown",
    }
}

fn switch_word(switch: &Switch) -> &str {
    match switch {
        Switch::On => "on",
        Switch::Off => "off",
        Switch::Suspended => "suspended",
        Switch::Absent => "absent",
        Switch::Other(word) => word.as_str(),
    }
}

fn storage_word(storage: Storage) -> &'static str {
    match storage {
        Storage::Embedded => "embedded",
        Storage::LastMessageOnly => "last_message_only",
        Storage::NoTranscript => "no_transcript",
    }
}

/// Who has the conversation now.
fn state_word(row: &ConversationRow, holder: Option<&Claim>) -> &'static str {
    use crate::domain::conversation::Status;
    match (holder, row.status()) {
        (Some(_), _) => "held",
        (None, status) if status.waits_for_human() => "waiting",
        (None, Status::Resolved) => "resolved",
        (None, Status::Closed) => "closed",
        (None, _) => "bot",
    }
}

fn limit(quota: Quota) -> Option<u64> {
    match quota {
        Quota::Unlimited => None,
        Quota::Messages(limit) => Some(limit),
    }
}

/// A percentage with one digit.
fn tenth(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

//! Conversations, those who wait in them, and their messages.

use super::{At, BriefingItem, Holder, Masked};
use crate::domain::briefing::Kept;
use crate::domain::conversation::{
    ConversationRow, Message, MessageKind, Speaker, Status, Storage,
};
use crate::domain::escalation::Escalation;
use crate::domain::handoff::Claim;
use crate::domain::id::PlatformId;
use crate::domain::reply::ReplyState;
use jiff::Timestamp;
use serde::Serialize;

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
    /// Put off until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    snoozed_until: Option<At>,
    /// Whom it is meant for.
    #[serde(skip_serializing_if = "Option::is_none")]
    assigned_to: Option<Masked>,
    briefing: Option<BriefingItem>,
}

impl EscalationItem {
    /// The same with what counts at `now` of what is arranged about it.
    #[must_use]
    pub fn arranged(mut self, escalation: &Escalation, by: Option<&Claim>, now: Timestamp) -> Self {
        if let Some(arranged) = by.map(|claim| &claim.arranged) {
            let last = escalation.last.as_ref();
            let wrote = last.filter(|last| last.from != Speaker::Human);
            let snooze = arranged.snoozed(now, wrote.and_then(|last| last.at));
            self.snoozed_until = snooze.map(|snooze| At(snooze.until));
            let assigned = arranged.assigned.as_ref();
            self.assigned_to = assigned.map(|assigned| Masked::new(&assigned.to));
        }
        self
    }

    /// `holder`: the claim, if it is live.
    pub fn of(
        escalation: &Escalation,
        tenant_name: Option<&str>,
        holder: Option<&Claim>,
        briefing: Option<&Kept>,
    ) -> Self {
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
            snoozed_until: None,
            assigned_to: None,
            briefing: briefing.map(BriefingItem::of),
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

fn speaker_word(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Customer => "customer",
        Speaker::Bot => "bot",
        Speaker::Human => "human",
        Speaker::Note => "note",
        Speaker::System => "system",
        Speaker::Unknown => "unknown",
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
    match (holder, row.status()) {
        (Some(_), _) => "held",
        (None, status) if status.waits_for_human() => "waiting",
        (None, Status::Resolved) => "resolved",
        (None, Status::Closed) => "closed",
        (None, _) => "bot",
    }
}

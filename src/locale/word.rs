//! The words for things of the domain: statuses, priorities, speakers, switches, states of a reply.

use crate::domain::agent::{Switch, Turn};
use crate::domain::conversation::{MessageKind, Speaker, Status, Storage};
use crate::domain::escalation::Priority;
use crate::domain::handoff::Ending;
use crate::domain::reply::ReplyState;
use crate::domain::tenant::TenantStatus;
use crate::domain::usage::Quota;

use super::number;

/// Who has a conversation by its status, as people say it.
pub fn status(status: &Status) -> &str {
    match status {
        Status::Active => "bot",
        Status::PassedToHuman | Status::Escalated => "waits for a person",
        Status::EscalatedUnheard => "waits, bot talks on",
        Status::Resolved => "resolved",
        Status::Closed => "closed",
        Status::Other(raw) => raw.as_str(),
    }
}

/// A status in a narrow column.
pub fn status_short(status: &Status) -> &str {
    match status {
        Status::PassedToHuman | Status::Escalated => "waiting",
        Status::EscalatedUnheard => "waiting!",
        other => self::status(other),
    }
}

/// What a status word means for the bot, where that is not obvious.
pub fn status_note(status: &Status) -> Option<&'static str> {
    match status {
        Status::EscalatedUnheard => Some("Lower-case “escalated”: the bot talks on, not paused."),
        Status::Other(_) => Some("Unknown status: to the bot it is no pause."),
        _ => None,
    }
}

/// A priority in a column; empty when the table states none.
pub fn priority(priority: &Priority) -> &str {
    match priority {
        Priority::Medium => "med",
        other => other.word(),
    }
}

/// Who speaks. The person's name stands instead of `agent` where it is known.
pub fn speaker(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Customer => "customer",
        Speaker::Bot => "bot",
        Speaker::Human => "agent",
        Speaker::Note => "note",
        Speaker::System => "system",
        Speaker::Unknown => "unknown",
    }
}

/// The same as a lead before a line of a list.
pub fn speaker_lead(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Customer => "",
        Speaker::Bot => "bot: ",
        Speaker::Human => "agent: ",
        Speaker::Note => "note: ",
        Speaker::System => "",
        Speaker::Unknown => "?: ",
    }
}

/// What a message is when it is more than text.
pub fn message_kind(kind: &MessageKind) -> Option<String> {
    match kind {
        MessageKind::Text | MessageKind::WaitingLine => None,
        MessageKind::Image => Some("[image]".to_owned()),
        MessageKind::Document => Some("[document]".to_owned()),
        MessageKind::Audio => Some("[audio]".to_owned()),
        MessageKind::Other(kind) => Some(format!("[{kind}]")),
    }
}

/// How far a reply got: its mark and its words.
pub fn reply_state(state: ReplyState) -> (&'static str, &'static str) {
    match state {
        ReplyState::Journaled => ("…", "kept here, not recorded yet"),
        ReplyState::Recorded => ("·", "recorded, not sent"),
        ReplyState::Queued => ("·", "queued"),
        ReplyState::Sending => ("→", "sending"),
        ReplyState::Accepted => ("✓", "accepted"),
        ReplyState::Delivered => ("✓✓", "delivered"),
        ReplyState::Read => ("✓✓", "read"),
        ReplyState::Failed => ("✗", "failed"),
        ReplyState::Unknown => ("?", "unknown whether it went out"),
    }
}

/// The same for a private note, which is never sent.
pub fn note_state(state: ReplyState) -> (&'static str, &'static str) {
    match state {
        ReplyState::Journaled => ("…", "not kept yet"),
        ReplyState::Failed => ("✗", "not kept"),
        ReplyState::Unknown => ("?", "unknown whether it was kept"),
        _ => ("·", "private"),
    }
}

/// A switch in a column.
pub fn switch(switch: &Switch) -> &str {
    match switch {
        Switch::On => "on",
        Switch::Off => "OFF",
        Switch::Suspended => "suspended",
        Switch::Absent => "never on",
        Switch::Fixed(raw) | Switch::Other(raw) => raw.as_str(),
    }
}

/// The direction of a toggle.
pub fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::On => "on",
        Turn::Off => "off",
    }
}

/// The name of a tenant's own bot among the agents.
pub fn bot() -> &'static str {
    "WhatsApp bot"
}

/// A tenant's status.
pub fn tenant_status(status: &TenantStatus) -> &str {
    match status {
        TenantStatus::Missing => "none",
        other => other.word(),
    }
}

/// How the system keeps a transcript.
pub fn storage(storage: Storage) -> &'static str {
    match storage {
        Storage::Embedded => "all messages in one item",
        Storage::LastMessageOnly => "only the last message",
        Storage::NoTranscript => "no transcript, only the escalation",
    }
}

/// How a human stretch ended.
pub fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::HandedBack => "handed back",
        Ending::Resolved => "resolved",
        Ending::Idle => said!("returned", "devuelta", "devolvida"),
    }
}

/// A limit on messages in a month.
pub fn quota(quota: Option<Quota>) -> String {
    match quota {
        None => String::new(),
        Some(Quota::Unlimited) => "unlimited".to_owned(),
        Some(Quota::Messages(limit)) => number::count(limit),
    }
}

/// A stated limit of a tenant's item; `-1` means unlimited there.
pub fn limit(limit: Option<i64>) -> String {
    match limit {
        None => "not stated".to_owned(),
        Some(n) => u64::try_from(n).map_or_else(|_| "unlimited".to_owned(), number::count),
    }
}

/// How near to its limit a share is, in a word; empty below 80 %, where the system warns.
pub fn nearness(percent: f64) -> &'static str {
    if percent >= 100.0 {
        "over limit"
    } else if percent >= 95.0 {
        "almost out"
    } else if percent >= 80.0 {
        "near limit"
    } else {
        ""
    }
}

//! What AlquimistaAI tells other systems of a change: its own events, word for word (backend facts 2.4). No rule
//! on its bus is known to match them, which the question before a switch says.

use super::item::{approval, uuid};
use crate::domain::agent::{Toggle, Turn};
use crate::domain::event::Event;
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::time::iso;
use crate::platform::Ruled;
use jiff::Timestamp;
use serde_json::{Value, json};

/// Source of all of them.
const SOURCE: &str = "alquimista.platform";

/// The event of a toggle. `traceId` is the audit row's, and the same however often the event goes out.
pub fn toggled(toggle: &Toggle, actor: &Actor, intent: &IntentId, now: Timestamp) -> Event {
    let mut detail = json!({
        "agentId": toggle.key.agent.as_str(),
        "tenantId": toggle.key.tenant.as_str(),
        "userId": actor.identity,
        "timestamp": iso(now),
        "traceId": uuid(intent, "trace"),
    });
    let more = match toggle.turn {
        Turn::On => json!({"activationId": intent.as_str(), "permissions": []}),
        Turn::Off => {
            json!({"deactivationId": intent.as_str(), "reason": toggle.reason.as_str()})
        }
    };
    if let (Some(detail), Value::Object(more)) = (detail.as_object_mut(), more) {
        detail.extend(more);
    }
    event(action(toggle.turn), &detail)
}

/// The event of a decision that leaves the request in `state`: it is approved, rejected, or waits for more.
pub fn decided(ruled: &Ruled<'_>, state: &str) -> Event {
    let kind = match state {
        "approved" => "approval.approved",
        "rejected" => "approval.rejected",
        _ => "approval.decision_recorded",
    };
    let detail = json!({
        "approvalId": ruled.key.id.as_str(),
        "tenantId": ruled.key.tenant.as_str(),
        "userId": ruled.actor.identity,
        "decision": approval::word(ruled.decision),
        "comment": ruled.comment.as_str(),
        "status": state,
        "timestamp": iso(ruled.at),
        "traceId": uuid(ruled.intent, "trace"),
    });
    event(kind, &detail)
}

/// A toggle in the system's own word: of its event, and of its audit row.
pub(super) fn action(turn: Turn) -> &'static str {
    match turn {
        Turn::On => "agent.activated",
        Turn::Off => "agent.deactivated",
    }
}

fn event(kind: &str, detail: &Value) -> Event {
    Event {
        source: SOURCE.to_owned(),
        detail_type: kind.to_owned(),
        detail: detail.to_string(),
    }
}

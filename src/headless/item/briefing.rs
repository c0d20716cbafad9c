//! What was told of an escalation.

use super::{At, Masked};
use crate::domain::briefing::{Kept, Trigger};
use serde::Serialize;

/// A briefing; `null` for what was not told.
#[derive(Clone, Debug, Serialize)]
pub struct BriefingItem {
    at: At,
    priority: Option<Masked>,
    reason: Option<Masked>,
    triggers: Vec<TriggerItem>,
    suggested: Option<Masked>,
    estimate_minutes: Option<u32>,
    summary: Option<Masked>,
    phone: Option<Masked>,
    last_intent: Option<Masked>,
    message: Option<Masked>,
    /// When and by whom the system's own people ended it.
    resolved_at: Option<At>,
    resolved_by: Option<Masked>,
}

#[derive(Clone, Debug, Serialize)]
struct TriggerItem {
    kind: Option<Masked>,
    confidence: Option<f64>,
    reason: Option<Masked>,
    keyword: Option<Masked>,
}

impl BriefingItem {
    pub fn of(kept: &Kept) -> Self {
        let briefing = &kept.briefing;
        let priority = briefing.priority.word();
        let resolution = kept.resolution.as_ref();
        Self {
            at: At(briefing.at),
            priority: (!priority.is_empty()).then(|| Masked::new(priority)),
            reason: Masked::some(briefing.reason.as_ref()),
            triggers: briefing.triggers.iter().map(trigger).collect(),
            suggested: Masked::some(briefing.suggested.as_ref()),
            estimate_minutes: briefing.estimate,
            summary: Masked::some(briefing.summary.as_ref()),
            phone: Masked::some(briefing.phone.as_ref()),
            last_intent: Masked::some(briefing.last_intent.as_ref()),
            message: Masked::some(briefing.message.as_ref()),
            resolved_at: resolution.map(|resolution| At(resolution.at)),
            resolved_by: Masked::some(resolution.and_then(|resolution| resolution.by.as_ref())),
        }
    }
}

fn trigger(trigger: &Trigger) -> TriggerItem {
    TriggerItem {
        kind: Masked::some(trigger.kind.as_ref()),
        confidence: trigger.confidence,
        reason: Masked::some(trigger.reason.as_ref()),
        keyword: Masked::some(trigger.keyword.as_ref()),
    }
}

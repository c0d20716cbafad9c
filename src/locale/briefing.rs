//! What a system told of an escalation, in words.

use super::number::counted;
use super::time;
use crate::domain::briefing::{Briefing, DaySummary, Resolution, Trigger};
use crate::domain::time::since;
use jiff::Timestamp;

/// `complaint, 0.80, word «malo»; sentiment, 0.75`; empty where no trigger is told.
pub fn triggers(briefing: &Briefing) -> String {
    let told: Vec<String> = briefing.triggers.iter().map(trigger).collect();
    told.join("; ")
}

fn trigger(trigger: &Trigger) -> String {
    let kind = trigger.kind.as_ref().or(trigger.reason.as_ref());
    let mut parts: Vec<String> = kind.iter().map(|kind| plain(kind)).collect();
    parts.extend(trigger.confidence.map(|sure| format!("{sure:.2}")));
    let word = trigger.keyword.as_ref();
    parts.extend(word.map(|word| format!("word «{}»", word.one_line())));
    parts.join(", ")
}

/// Who should take it: `suggested customer service supervisor`.
pub fn suggested(briefing: &Briefing) -> Option<String> {
    let who = briefing.suggested.as_ref()?;
    Some(format!("suggested {}", plain(who)))
}

/// How long it may take: `~10 min`.
pub fn estimate(briefing: &Briefing) -> Option<String> {
    Some(format!("~{} min", briefing.estimate?))
}

/// What the customer wanted last.
pub fn last_intent(briefing: &Briefing) -> Option<String> {
    let intent = briefing.last_intent.as_ref()?;
    Some(format!("last intent {}", plain(intent)))
}

/// The system's own people ended it: `reset by admin-1 3 min ago`.
pub fn resolution(resolution: &Resolution, now: Timestamp) -> String {
    let ago = time::age(since(now, resolution.at));
    match &resolution.by {
        Some(by) => format!("reset by {} {ago} ago", by.one_line()),
        None => format!("reset {ago} ago"),
    }
}

/// Words of a program as words.
fn plain(word: &crate::domain::text::Text) -> String {
    word.one_line().replace('_', " ")
}

/// A notice: messages that nobody can read.
pub fn unreadable(count: u32) -> String {
    format!(
        "{} about escalations could not be read; kept in the control table (switchboard doctor counts them).",
        counted(u64::from(count), "message", "messages")
    )
}

/// A notice: the system's own summary of a day.
pub fn day(summary: &DaySummary) -> String {
    let mut said = format!("Summary of {}", summary.date.one_line());
    if let Some(count) = summary.escalations {
        said.push_str(&format!(
            ": {}",
            counted(count, "escalation", "escalations")
        ));
    }
    if let Some(count) = summary.unresolved {
        said.push_str(&format!(", {count} unresolved"));
    }
    said.push('.');
    said
}

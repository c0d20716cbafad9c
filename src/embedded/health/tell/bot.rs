//! The WhatsApp bot, from the messages in its conversations: plain text, some of it followed by a printed object,
//! without level or trace. What customers wrote is not in it, as it is not in the real one's.

use super::{Course, Line, before, moment};
use crate::embedded::raw::{self, Item};
use jiff::Timestamp;

/// Milliseconds of an answer of the bot.
const TOOK: i64 = 1_900;

/// The lines of all answers and escalations.
pub fn lines(rows: &[Item]) -> Vec<Line> {
    rows.iter().flat_map(conversation).collect()
}

fn conversation(item: &Item) -> Vec<Line> {
    let tenant = raw::text(item, "tenantId").unwrap_or_default();
    let id = raw::text(item, "conversationId").unwrap_or_default();
    let id = id.rsplit('#').next().unwrap_or(id);
    let mut lines: Vec<Line> = item
        .get("messages")
        .and_then(|list| list.as_l().ok())
        .into_iter()
        .flatten()
        .filter_map(|value| value.as_m().ok())
        .filter_map(|message| answered(message, tenant, id))
        .flatten()
        .collect();
    lines.extend(escalated(item, tenant, id).into_iter().flatten());
    lines
}

fn answered(message: &Item, tenant: &str, conversation: &str) -> Option<Vec<Line>> {
    let at: Timestamp = moment(message, "timestamp")?;
    let id = raw::text(message, "id")?;
    let metadata = message.get("metadata").and_then(|value| value.as_m().ok());
    let is = |name: &str| metadata.and_then(|map| map.get(name)?.as_bool().ok()) == Some(&true);
    if is("ignoredByBot") {
        let mut course = Course::of(&format!("{conversation}{id}"), at, at);
        let words = format!("Conversation {conversation} is escalated, ignoring bot processing");
        course.node(at, "INFO", &words);
        return Some(course.lines(None));
    }
    if raw::text(message, "from") != Some("bot") {
        return None;
    }
    let began = before(at, TOOK);
    let intent = metadata
        .and_then(|map| raw::text(map, "intent"))
        .unwrap_or("unknown");
    let mut course = Course::of(&format!("{conversation}{id}"), began, at);
    let words = format!("Processing message for tenant {tenant}, conversation {conversation}");
    course.node(began, "INFO", &words);
    let words =
        format!("AI response generated {{\n  tenantId: '{tenant}',\n  intent: '{intent}'\n}}");
    course.node(at, "INFO", &words);
    Some(course.lines(None))
}

fn escalated(item: &Item, tenant: &str, conversation: &str) -> Option<Vec<Line>> {
    let at = moment(item, "escalationTime")?;
    let why = raw::text(item, "escalationReason").unwrap_or_default();
    let mut course = Course::of(&format!("{conversation}{at}"), before(at, TOOK), at);
    let words = format!("Conversation {conversation} escalated for tenant {tenant}: {why}");
    course.node(at, "INFO", &words);
    Some(course.lines(None))
}

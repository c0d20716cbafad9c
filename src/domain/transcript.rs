//! A transcript from two sources: what the system keeps and what we keep. A message that both have is
//! shown once, ours; one without a time keeps its place behind the one before it.

use super::conversation::{Message, Origin};
use jiff::Timestamp;
use std::collections::HashSet;

/// Merges the system's messages, in its order, with our rows.
pub fn merge(system: Vec<Message>, ours: Vec<Message>) -> Vec<Message> {
    let current: HashSet<_> = system.iter().map(|message| message.id.clone()).collect();
    let said: HashSet<_> = ours
        .iter()
        .filter(|message| message.origin == Origin::Ours)
        .map(|message| message.id.clone())
        .collect();
    let system = system
        .into_iter()
        .filter(|message| !said.contains(&message.id));
    let ours = ours
        .into_iter()
        .filter(|message| message.origin == Origin::Ours || !current.contains(&message.id));
    let mut timed = timed(system);
    timed.extend(self::timed(ours));
    timed.sort_by_key(|(at, _)| *at);
    timed.into_iter().map(|(_, message)| message).collect()
}

/// Each message with the time that it sorts by: its own, but never before the one it follows.
fn timed(messages: impl Iterator<Item = Message>) -> Vec<(Timestamp, Message)> {
    let mut latest = Timestamp::MIN;
    messages
        .map(|message| {
            latest = message.at.map_or(latest, |at| at.max(latest));
            (latest, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::conversation::{MessageKind, Speaker};
    use super::super::id::MessageId;
    use super::super::text::Text;
    use super::*;

    fn message(id: &str, second: Option<i64>, origin: Origin) -> Message {
        Message {
            id: MessageId::from(id),
            at: second.and_then(|second| Timestamp::from_second(second).ok()),
            from: Speaker::Customer,
            by: None,
            text: Text::from_untrusted(id),
            kind: MessageKind::Text,
            origin,
            state: None,
            fate: None,
        }
    }

    fn ids(messages: &[Message]) -> Vec<&str> {
        messages.iter().map(|message| message.id.as_str()).collect()
    }

    #[test]
    fn both_sources_come_in_the_order_of_time() {
        let system = vec![
            message("a", Some(1), Origin::Table),
            message("d", Some(9), Origin::Table),
        ];
        let ours = vec![
            message("b", Some(3), Origin::Ours),
            message("c", Some(5), Origin::Ours),
        ];
        assert_eq!(ids(&merge(system, ours)), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_reply_that_the_system_also_has_is_shown_once_as_ours() {
        let system = vec![message("r", Some(4), Origin::Table)];
        let ours = vec![message("r", Some(3), Origin::Ours)];
        let merged = merge(system, ours);
        assert_eq!(ids(&merged), ["r"]);
        assert!(merged.iter().all(|message| message.origin == Origin::Ours));
    }

    #[test]
    fn a_seen_message_that_the_table_still_has_is_shown_once() {
        let system = vec![message("m2", Some(4), Origin::Table)];
        let ours = vec![
            message("m1", Some(3), Origin::Seen),
            message("m2", Some(4), Origin::Seen),
        ];
        assert_eq!(ids(&merge(system, ours)), ["m1", "m2"]);
    }

    #[test]
    fn a_message_without_a_time_stays_behind_its_neighbour() {
        let system = vec![
            message("a", Some(1), Origin::Table),
            message("?", None, Origin::Table),
            message("z", Some(9), Origin::Table),
        ];
        let ours = vec![message("b", Some(5), Origin::Ours)];
        assert_eq!(ids(&merge(system, ours)), ["a", "?", "b", "z"]);
    }
}

//! Generated conversations, for size: repeatable from a number, most of them the bot's own, about
//! one in two thousand (and never fewer than three) waiting for a person.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};

use super::when::{Start, iso};
use crate::embedded::raw::{self, From, Item, Spoken, s};
use crate::embedded::voices::{Voice, Voices};

/// One escalation for so many generated conversations.
const ONE_ESCALATED_IN: usize = 2000;

/// The fewest escalations among generated conversations.
const FEWEST_ESCALATED: usize = 3;

/// How far back generated conversations reach.
const SPREAD_HOURS: i64 = 24 * 14;

/// An endless supply of conversations; [`Generator::take`] ends it.
pub struct Generator<'a> {
    tenants: &'a [String],
    voices: &'a Voices,
    start: Start,
    rng: fastrand::Rng,
    next: usize,
    count: usize,
}

impl<'a> Generator<'a> {
    /// `count` conversations of `tenants`; the same arguments give the same conversations.
    pub fn new(
        count: usize,
        tenants: &'a [String],
        voices: &'a Voices,
        start: Start,
        seed: u64,
    ) -> Self {
        Self {
            tenants,
            voices,
            start,
            rng: fastrand::Rng::with_seed(seed),
            next: 0,
            count,
        }
    }

    /// How many of `count` wait for a person.
    pub fn escalated(count: usize) -> usize {
        (count / ONE_ESCALATED_IN).max(FEWEST_ESCALATED).min(count)
    }

    /// Conversations that wait stand evenly among the others.
    fn is_escalated(&self, index: usize) -> bool {
        let waiting = Self::escalated(self.count);
        waiting > 0 && index.is_multiple_of(self.count.div_ceil(waiting).max(1))
    }

    fn conversation(&mut self, index: usize) -> Option<Vec<Item>> {
        let tenant = self.tenants.get(index.checked_rem(self.tenants.len())?)?;
        // Every fifth tenant's customer is Brazilian; numbers lie apart from those of the seeds.
        let (voice, country) = if index.is_multiple_of(5) {
            (&self.voices.pt, "+5511955")
        } else {
            (&self.voices.es, "+5731655")
        };
        let phone = format!("{country}{index:06}");
        let id = format!("conv_{tenant}_{phone}");
        let escalated = self.is_escalated(index);
        let spoken = self.talk(voice, escalated);
        // One in eight keeps its last message only.
        if index % 8 == 3 {
            return Some(last_only(tenant, &id, &spoken, escalated));
        }
        let mut item = embedded(tenant, &id, &phone, &spoken);
        item.extend(if escalated {
            escalation(&spoken)
        } else {
            raw::item([(
                "status",
                s(if index % 7 == 2 { "closed" } else { "active" }),
            )])
        });
        Some(vec![item])
    }

    fn talk(&mut self, voice: &Voice, escalated: bool) -> Vec<Spoken> {
        let ago = if escalated {
            SignedDuration::from_secs(self.rng.i64(60..3600))
        } else {
            SignedDuration::from_secs(self.rng.i64(3600..SPREAD_HOURS * 3600))
        };
        let mut at = self.start.0.checked_sub(ago).unwrap_or(self.start.0);
        let mut spoken = Vec::new();
        for _ in 0..self.rng.usize(1..=3) {
            let Some(topic) = self.rng.choice(&voice.topics) else {
                break;
            };
            let ask = self.rng.choice(&topic.asks).cloned().unwrap_or_default();
            let answer = self.rng.choice(&topic.answers).cloned().unwrap_or_default();
            for (from, text) in [(From::Customer, ask), (From::Bot, answer)] {
                spoken.push(self.line(from, text, at, &topic.intent));
                at = later(at, self.rng.i64(3..40));
            }
        }
        if escalated {
            let text = self
                .rng
                .choice(&voice.wants_human)
                .cloned()
                .unwrap_or_default();
            spoken.push(self.line(From::Customer, text, at, "human_handoff"));
        }
        spoken
    }

    fn line(&mut self, from: From, text: String, at: Timestamp, intent: &str) -> Spoken {
        Spoken {
            from,
            text,
            at,
            intent: intent.to_owned(),
            confidence: self.rng.u8(45..98),
        }
    }
}

impl Iterator for Generator<'_> {
    type Item = Vec<Item>;

    /// The item or items of the next conversation.
    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.count {
            return None;
        }
        let index = self.next;
        self.next += 1;
        self.conversation(index)
    }
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds))
        .unwrap_or(at)
}

fn embedded(tenant: &str, id: &str, phone: &str, spoken: &[Spoken]) -> Item {
    let messages = spoken.iter().map(|m| m.element(tenant, id)).collect();
    let mut item = raw::item([
        ("tenantId", s(tenant)),
        ("conversationId", s(id)),
        ("customerId", s(phone)),
        ("productInquiries", AttributeValue::L(Vec::new())),
        ("messages", AttributeValue::L(messages)),
    ]);
    if let (Some(first), Some(last)) = (spoken.first(), spoken.last()) {
        item.extend(raw::item([
            ("lastIntent", s(last.intent.clone())),
            ("createdAt", s(iso(first.at))),
            ("lastUpdate", s(iso(last.at))),
        ]));
    }
    item
}

fn last_only(tenant: &str, id: &str, spoken: &[Spoken], escalated: bool) -> Vec<Item> {
    let mut items: Vec<Item> = spoken
        .last()
        .map(|m| m.row(tenant, id))
        .into_iter()
        .collect();
    if escalated {
        let mut stub = raw::item([("tenantId", s(tenant)), ("conversationId", s(id))]);
        stub.extend(escalation(spoken));
        items.push(stub);
    }
    items
}

fn escalation(spoken: &[Spoken]) -> Item {
    let Some(last) = spoken.last() else {
        return Item::new();
    };
    let found = crate::embedded::triggers::detect(&last.text);
    let time = iso(last.at);
    raw::item([
        ("status", s("PASSED_TO_HUMAN")),
        ("escalationTime", s(time.clone())),
        ("escalationReason", s(found.reason())),
        ("priority", s(found.priority())),
        ("updatedAt", s(time)),
    ])
}

//! When the bot gives a conversation to a person: keywords by kind, found anywhere in the text.
//!
//! The test is a plain substring, so «ya» in «playa» escalates. That is the real system's habit
//! (backend facts, trigger) and the reason that many escalations are false; it is kept on purpose.

use crate::domain::trigger;

/// How urgent an escalation is, in the system's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Priority {
    Medium,
    High,
    Urgent,
}

/// One kind of trigger: how its reason begins and what it weighs. What it looks for is published.
struct Kind {
    reason: &'static str,
    /// The type that the service tells of it, the category beside, and how sure it says it is.
    word: &'static str,
    category: &'static str,
    confidence: f64,
    priority: Priority,
}

/// One for each of the published families.
const KINDS: &[Kind] = &[
    Kind {
        reason: "Pide hablar con una persona",
        word: "manual_request",
        category: "human_request",
        confidence: 0.9,
        priority: Priority::High,
    },
    Kind {
        reason: "Suena a queja",
        word: "complaint",
        category: "complaint",
        confidence: 0.8,
        priority: Priority::High,
    },
    Kind {
        reason: "Duda de que lo atiendan de verdad",
        word: "sentiment",
        category: "fake_accusation",
        confidence: 0.85,
        priority: Priority::High,
    },
    Kind {
        reason: "Pide hablar con un superior",
        word: "manual_request",
        category: "manager_request",
        confidence: 0.9,
        priority: Priority::Urgent,
    },
    Kind {
        reason: "Dice que es urgente",
        word: "sentiment",
        category: "urgency",
        confidence: 0.75,
        priority: Priority::Urgent,
    },
    Kind {
        reason: "Quiere negociar el precio",
        word: "price_negotiation",
        category: "price_negotiation",
        confidence: 0.8,
        priority: Priority::Medium,
    },
    Kind {
        reason: "Pregunta técnica difícil",
        word: "complex_query",
        category: "technical_support",
        confidence: 0.7,
        priority: Priority::Medium,
    },
];

/// A trigger as the service tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub word: &'static str,
    pub category: &'static str,
    pub confidence: f64,
    pub reason: String,
    pub keyword: String,
}

/// The triggers of which a stored reason was made; none where it was made of something else.
pub fn of_reason(reason: &str) -> Vec<Told> {
    let told = |part: &str| {
        let (begins, keyword) = part.split_once(": \"")?;
        let kind = KINDS.iter().find(|kind| kind.reason == begins)?;
        Some(Told {
            word: kind.word,
            category: kind.category,
            confidence: kind.confidence,
            reason: part.to_owned(),
            keyword: keyword.trim_end_matches('"').to_owned(),
        })
    };
    reason.split("; ").filter_map(told).collect()
}

/// What the bot found in a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    reasons: Vec<String>,
    priority: Option<Priority>,
}

impl Found {
    /// Nothing was found: the bot answers itself.
    pub fn is_empty(&self) -> bool {
        self.reasons.is_empty()
    }

    /// The reasons as the service stores them, joined with `; `.
    pub fn reason(&self) -> String {
        if self.reasons.is_empty() {
            return "Escalada sin motivo anotado".to_owned();
        }
        self.reasons.join("; ")
    }

    /// `low`, `medium`, `high` or `urgent`: the highest of all reasons.
    pub fn priority(&self) -> &'static str {
        match self.priority {
            None => "low",
            Some(Priority::Medium) => "medium",
            Some(Priority::High) => "high",
            Some(Priority::Urgent) => "urgent",
        }
    }
}

/// Looks for every kind of trigger in `text`.
pub fn detect(text: &str) -> Found {
    let mut found = Found::default();
    for (family, keyword) in trigger::matches(text) {
        let kind = KINDS.iter().find(|kind| kind.category == family.category);
        let Some(kind) = kind else { continue };
        let reason = format!("{}: \"{keyword}\"", kind.reason);
        found.reasons.push(reason);
        found.priority = found.priority.max(Some(kind.priority));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_family_has_its_kind() {
        for family in trigger::FAMILIES {
            assert!(KINDS.iter().any(|kind| kind.category == family.category));
        }
    }

    #[test]
    fn a_keyword_inside_another_word_escalates() {
        let found = detect("¿Tienen termos para la playa?");
        assert_eq!(found.reason(), "Dice que es urgente: \"ya\"");
        assert_eq!(found.priority(), "urgent");
    }

    #[test]
    fn reasons_are_joined_and_the_highest_priority_wins() {
        let found = detect("Es muy malo, quiero un descuento y hablar con un asesor");
        assert_eq!(found.priority(), "high");
        assert_eq!(
            found.reason(),
            "Pide hablar con una persona: \"asesor\"; Suena a queja: \"malo\"; \
             Quiere negociar el precio: \"descuento\""
        );
    }

    #[test]
    fn an_ordinary_question_stays_with_the_bot() {
        assert!(detect("¿Cuánto cuesta el iPhone 14 Pro?").is_empty());
    }
}

//! When the bot gives a conversation to a person: keywords by kind, found anywhere in the text.
//!
//! The test is a plain substring, so «ya» in «playa» escalates. That is the real system's habit
//! (backend facts, trigger) and the reason that many escalations are false; it is kept on purpose.

/// How urgent an escalation is, in the system's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Priority {
    Medium,
    High,
    Urgent,
}

/// One kind of trigger: how its reason begins, what it weighs, what it looks for.
struct Kind {
    reason: &'static str,
    priority: Priority,
    keywords: &'static [&'static str],
}

/// In the order in which the service looks; each kind reports its first keyword only.
const KINDS: &[Kind] = &[
    Kind {
        reason: "Pide hablar con una persona",
        priority: Priority::High,
        keywords: &[
            "humano",
            "persona",
            "asesor",
            "vendedor",
            "agente",
            "quiero hablar",
            "comunicar",
        ],
    },
    Kind {
        reason: "Suena a queja",
        priority: Priority::High,
        keywords: &[
            "malo",
            "terrible",
            "pésimo",
            "molesto",
            "queja",
            "reclamo",
            "problema",
            "no funciona",
            "dañado",
            "roto",
        ],
    },
    Kind {
        reason: "Duda de que lo atiendan de verdad",
        priority: Priority::High,
        keywords: &["mentira", "estafa", "fraude", "bot", "máquina"],
    },
    Kind {
        reason: "Pide hablar con un superior",
        priority: Priority::Urgent,
        keywords: &["jefe", "supervisor", "gerente", "encargado", "director"],
    },
    Kind {
        reason: "Dice que es urgente",
        priority: Priority::Urgent,
        keywords: &[
            "urgente",
            "rápido",
            "ya",
            "ahora",
            "inmediato",
            "emergencia",
        ],
    },
    Kind {
        reason: "Quiere negociar el precio",
        priority: Priority::Medium,
        keywords: &[
            "negociar",
            "descuento",
            "mejor precio",
            "rebaja",
            "deal",
            "trato",
        ],
    },
    Kind {
        reason: "Pregunta técnica difícil",
        priority: Priority::Medium,
        keywords: &["garantía", "instalación", "manual", "no entiendo", "error"],
    },
];

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
    let text = text.to_lowercase();
    let mut found = Found::default();
    for kind in KINDS {
        if let Some(keyword) = kind.keywords.iter().find(|word| text.contains(**word)) {
            found
                .reasons
                .push(format!("{}: \"{keyword}\"", kind.reason));
            found.priority = found.priority.max(Some(kind.priority));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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

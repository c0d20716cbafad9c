//! What simulated people and the simulated bot say, read from `seeds/voices.toml`.

use serde::Deserialize;

use super::seed::SeedError;

/// A subject: how customers ask and how the bot answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The system's word for it.
    pub intent: String,
    pub asks: Vec<String>,
    pub answers: Vec<String>,
}

/// One language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    pub names: Vec<String>,
    pub topics: Vec<Topic>,
    pub farewells: Vec<String>,
    pub farewell_answers: Vec<String>,
    /// Messages that rightly go to a person.
    pub wants_human: Vec<String>,
    /// Messages that go to a person because a keyword hides inside another word.
    pub false_alarms: Vec<String>,
    /// What the bot says as it hands over.
    pub handing_over: Vec<String>,
    /// What somebody writes whom nobody answers, mild first.
    pub impatient: Vec<String>,
    /// Answers to a person's greeting, question, and anything else.
    pub to_greeting: Vec<String>,
    pub to_question: Vec<String>,
    pub to_statement: Vec<String>,
    /// The next question after a person has given the conversation back.
    pub afterwards: Vec<String>,
}

/// The languages of the simulated customers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voices {
    pub es: Voice,
    pub pt: Voice,
}

impl Voices {
    /// The voices that are compiled in.
    ///
    /// # Errors
    /// When the file is malformed.
    pub fn compiled_in() -> Result<Self, SeedError> {
        toml::from_str(include_str!("../../seeds/voices.toml")).map_err(|e| SeedError {
            place: "voices.toml".to_owned(),
            problem: e.to_string(),
        })
    }

    /// The language of whoever writes from `phone`.
    pub fn of(&self, phone: &str) -> &Voice {
        if phone.trim_start_matches('+').starts_with("55") {
            &self.pt
        } else {
            &self.es
        }
    }
}

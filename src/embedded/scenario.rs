//! Bad days of the demo: what goes wrong in the simulated systems. Nothing of it is shown as such; alarms, metrics
//! and rows follow from what the systems do, and so does recovery.

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scenario {
    /// One agent fails most of its runs for one tenant; it recovers when it is switched off.
    ErrorStorm,
    /// One mailbox pours out more mail than is delivered; the queue drains when its source is paused.
    QueueBacklog,
    /// The customers of one tenant write until its month is used up: the bot answers with its limit.
    QuotaBreach,
    /// One agent reads without end, tables refuse calls. It keeps its activation from its own start and never
    /// reads it again: switching it off has no effect.
    Throttling,
    /// A new version of an agent came out shortly before its runs began to fail, for every tenant.
    BadDeploy,
}

impl Scenario {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::ErrorStorm,
        Self::QueueBacklog,
        Self::QuotaBreach,
        Self::Throttling,
        Self::BadDeploy,
    ];

    /// The word on the command line and in the demo's own row.
    pub fn word(self) -> &'static str {
        match self {
            Self::ErrorStorm => "error-storm",
            Self::QueueBacklog => "queue-backlog",
            Self::QuotaBreach => "quota-breach",
            Self::Throttling => "throttling",
            Self::BadDeploy => "bad-deploy",
        }
    }

    /// The scenario of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for scenario in Scenario::ALL {
            assert_eq!(Scenario::from_word(scenario.word()), Some(scenario));
        }
        assert_eq!(Scenario::from_word("calm"), None);
    }
}

//! What went wrong, why, and what to do about it.

use crate::domain::problem::{Problem, Trouble};

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What did not work.
    pub what: String,
    /// The same in two or three words, for a narrow place.
    pub brief: String,
    /// Whose words explain it; may be empty.
    pub why: String,
    /// The next step.
    pub remedy: String,
}

/// A failure for people. What was read before stays on the screen, so that is not said each time.
pub fn problem(problem: &Problem) -> Words {
    let (what, remedy) = sentences(problem.trouble);
    let subject = problem.subject.one_line();
    let what = match (problem.trouble, subject.is_empty()) {
        (_, true) => format!("{what}."),
        (Trouble::Invalid, false) => format!("{what}: {subject}."),
        (_, false) => format!("{what} ({subject})."),
    };
    // The action is the first word of the call: `dynamodb:Query`.
    let action = subject.split_whitespace().next().unwrap_or_default();
    let remedy = match (problem.trouble, action.is_empty()) {
        (Trouble::Denied, false) => format!("Ask whoever manages access for {action}."),
        _ => remedy.to_owned(),
    };
    Words {
        what,
        brief: short(problem.trouble).to_owned(),
        why: problem.detail.one_line().into_owned(),
        remedy,
    }
}

/// What to do about a failure of this kind.
pub fn remedy(trouble: Trouble) -> &'static str {
    sentences(trouble).1
}

/// What was being done, and the words of whoever refused: `dynamodb:Query table: not authorized`.
pub fn quoted(problem: &Problem) -> String {
    let (subject, detail) = (problem.subject.one_line(), problem.detail.one_line());
    match (subject.is_empty(), detail.is_empty()) {
        (false, false) => format!("{subject}: {detail}"),
        (false, true) => subject.into_owned(),
        (true, _) => detail.into_owned(),
    }
}

/// The failure in one line for a narrow place.
pub fn short(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unreachable => "nobody answers",
        Trouble::TimedOut => "no answer in time",
        Trouble::Throttled => "throttled",
        Trouble::Denied => "not permitted",
        Trouble::Credentials => "credentials not accepted",
        Trouble::ClockSkew => "clock is off",
        Trouble::MissingTable => "table missing",
        Trouble::NoControlTable => "no control table",
        Trouble::NotFound => "not found",
        Trouble::ReadOnly => "read-only",
        Trouble::RoleForbids => "not your role's to do",
        Trouble::OutOfScope => "not of this profile",
        Trouble::NotPermitted => "not permitted there",
        Trouble::Invalid => "not valid",
        Trouble::Journal => "journal not writable",
        Trouble::Refused => "refused",
        Trouble::Internal => "failed",
    }
}

/// What happened and what to do, by kind.
fn sentences(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Unreachable => (
            "Nobody answers",
            "Check endpoint and network; it is retried.",
        ),
        Trouble::TimedOut => ("No answer in time", "It is retried by itself."),
        Trouble::Throttled => (
            "The backend asks to slow down",
            "It is retried with longer pauses; nothing is lost.",
        ),
        Trouble::Denied => (
            "Your identity may not do this",
            "Ask whoever manages access.",
        ),
        Trouble::Credentials => (
            "The credentials are missing, expired or not accepted",
            "Renew them: aws sso login; it goes on by itself.",
        ),
        Trouble::ClockSkew => (
            "The clock of this machine is too far off",
            "Set the clock of this machine (NTP) and try again.",
        ),
        Trouble::MissingTable => (
            "The table is not there",
            "Check the region and the table names of the profile.",
        ),
        Trouble::NoControlTable => (
            "There is no control table here",
            "Run: switchboard init. It describes the table and its cost before it creates anything.",
        ),
        Trouble::NotFound => (
            "It is not there any more",
            "Refresh the list; somebody may have removed it.",
        ),
        Trouble::ReadOnly => (
            "This console is read-only",
            "Start it without --readonly to change anything.",
        ),
        Trouble::RoleForbids => (
            "Your role may not do this",
            "Nothing was changed. The profile's `roles` say who may.",
        ),
        Trouble::OutOfScope => (
            "This profile is not for that tenant",
            "Nothing was read or changed. The profile's `tenants` say whom it is for.",
        ),
        Trouble::NotPermitted => (
            "The system's own rules do not let you do this",
            "Nothing was changed. Ask somebody whom it lets, or have your `standing` there changed in the profile.",
        ),
        Trouble::Invalid => ("That cannot be done", "Correct it and try again."),
        Trouble::Journal => (
            "This machine cannot keep its journal",
            "Free disk space or check the rights of the state directory; nothing is sent until then.",
        ),
        Trouble::Refused => (
            "The backend refused the request",
            "See :messages for its words; nothing was changed.",
        ),
        Trouble::Internal => (
            "Something went wrong",
            "Try again; if it stays, report the words in :messages.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_object_the_words_of_the_refuser_and_a_next_step() {
        let words = problem(&Problem::new(
            Trouble::Denied,
            "dynamodb:Query ai-marketplace-conversations-platform",
            "not authorized",
        ));
        assert!(words.what.contains("dynamodb:Query"));
        assert_eq!(words.why, "not authorized");
        assert!(!words.remedy.is_empty());
    }
}

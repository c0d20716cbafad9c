//! `init`: says what the control table is and costs, asks, and only then creates it.

use super::outcome::{Answer, Outcome, Reason};
use super::output;
use crate::connect::Connector;
use crate::domain::role::Barred;
use crate::locale::headless as words;
use std::io::{IsTerminal, Write};

/// Describes and creates the control table. `agreed`: nobody is asked.
pub(super) async fn run(connector: &Connector, agreed: bool) -> Answer {
    if connector.reads_only() {
        return Answer::barred(Barred::ReadOnly);
    }
    let prospect = match connector.prospect().await {
        Ok(prospect) => prospect,
        Err(problem) => return Answer::failed(problem),
    };
    if prospect.is_there {
        return Answer::bare(Outcome::Already);
    }
    output::tell(words::prospect(
        &prospect.table,
        &prospect.region,
        &prospect.place,
    ));
    if !agreed {
        if !std::io::stdin().is_terminal() {
            return Answer::bare(Outcome::Invalid).because(Reason::NotATerminal);
        }
        if !asked(words::create_question()) {
            return Answer::bare(Outcome::Declined).because(Reason::Declined);
        }
    }
    match connector.init().await {
        Ok(true) => Answer {
            changed: true,
            ..Answer::bare(Outcome::Done)
        },
        Ok(false) => Answer::bare(Outcome::Already),
        Err(problem) => Answer::failed(problem),
    }
}

/// Whether the person at the terminal says yes. Everything else is no.
pub(super) fn asked(question: &str) -> bool {
    let mut stderr = std::io::stderr();
    if write!(stderr, "{question} ")
        .and_then(|()| stderr.flush())
        .is_err()
    {
        return false;
    }
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

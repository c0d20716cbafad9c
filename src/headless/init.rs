//! `init`: says what the control table is and costs, asks, and only then creates it.

use super::outcome::{Answer, Outcome, Reason};
use super::output;
use crate::connect::{Connector, Prospect};
use crate::domain::role::Barred;
use crate::locale::headless as words;
use std::io::{IsTerminal, Write};

/// Describes and creates the control table. `agreed`: nobody is asked.
pub(super) async fn run(connector: &Connector, agreed: bool) -> Answer {
    if connector.reads_only() {
        return Answer::barred(Barred::ReadOnly);
    }
    let prospects = match connector.prospects().await {
        Ok(prospects) => prospects,
        Err(problem) => return Answer::failed(problem),
    };
    if prospects.iter().all(|prospect| prospect.is_there) {
        return Answer::bare(Outcome::Already);
    }
    for prospect in prospects.iter().filter(|prospect| !prospect.is_there) {
        let Prospect {
            table,
            region,
            place,
            ..
        } = prospect;
        output::tell(words::prospect(table, region, place));
    }
    if !agreed {
        if !std::io::stdin().is_terminal() {
            return Answer::bare(Outcome::Invalid).because(Reason::NotATerminal);
        }
        if !asked() {
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
fn asked() -> bool {
    let mut stderr = std::io::stderr();
    let question = words::create_question();
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

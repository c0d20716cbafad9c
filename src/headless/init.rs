//! `init`: says what would be created and what it costs, asks, and only then creates it.

use super::outcome::{Answer, Outcome, Reason};
use super::output;
use crate::connect::{Connector, Prospect};
use crate::domain::problem::Problem;
use crate::domain::role::Barred;
use crate::locale::headless as words;
use std::io::{IsTerminal, Write};

/// Describes and creates the control tables. `agreed`: nobody is asked.
pub(super) async fn control(connector: &Connector, agreed: bool) -> Answer {
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
    match agree(agreed) {
        Ok(()) => created(connector.init().await),
        Err(answer) => answer,
    }
}

/// Describes what the index of the queue would mean, and adds it. `agreed`: nobody is asked.
pub(super) async fn index(connector: &Connector, agreed: bool) -> Answer {
    if connector.reads_only() {
        return Answer::barred(Barred::ReadOnly);
    }
    let prospect = match connector.index_prospect().await {
        Ok(prospect) => prospect,
        Err(problem) => return Answer::failed(problem),
    };
    if prospect.is_there {
        return Answer::bare(Outcome::Already);
    }
    output::tell(words::index::prospect(&prospect));
    match agree(agreed) {
        Ok(()) => created(connector.add_index().await.map(|()| true)),
        Err(answer) => answer,
    }
}

fn created(outcome: Result<bool, Problem>) -> Answer {
    match outcome {
        Ok(true) => Answer {
            changed: true,
            ..Answer::bare(Outcome::Done)
        },
        Ok(false) => Answer::bare(Outcome::Already),
        Err(problem) => Answer::failed(problem),
    }
}

/// Whether somebody agrees; else the answer that says why nothing is created.
fn agree(agreed: bool) -> Result<(), Answer> {
    if agreed {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Answer::bare(Outcome::Invalid).because(Reason::NotATerminal));
    }
    match asked() {
        true => Ok(()),
        false => Err(Answer::bare(Outcome::Declined).because(Reason::Declined)),
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

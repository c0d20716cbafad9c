//! `init`: says what would be created and what it costs, asks, and only then creates it.

pub(super) mod feed;

use super::outcome::{Answer, Outcome, Reason};
use super::output;
use crate::connect::{Connector, Prospect};
use crate::desk::{AnyDesk, Desk, Writing};
use crate::domain::problem::Problem;
use crate::domain::role::{Access, Barred};
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
    if let Some(refused) = agreement(agreed, words::create_question()) {
        return refused;
    }
    created(connector.init().await)
}

/// Describes what the index of the queue would mean, and adds it. `agreed`: nobody is asked.
pub(super) async fn index(connector: &Connector, agreed: bool) -> Answer {
    let desk = match writing(connector).await {
        Ok(desk) => desk,
        Err(answer) => return *answer,
    };
    let prospect = match connector.index_prospect().await {
        Ok(prospect) => prospect,
        Err(problem) => return Answer::failed(problem),
    };
    if prospect.is_there {
        return Answer::bare(Outcome::Already);
    }
    output::tell(words::index::prospect(&prospect));
    if let Some(refused) = agreement(agreed, words::index::question()) {
        return refused;
    }
    let added = desk.make_index(&prospect, connector.add_index()).await;
    created(added.map(|()| true))
}

/// A desk that may write; else the answer that says why there is none.
async fn writing(connector: &Connector) -> Result<Desk<Writing>, Box<Answer>> {
    if connector.reads_only() {
        return Err(Box::new(Answer::barred(Barred::ReadOnly)));
    }
    let station = connector.connect().await;
    let station = station.map_err(|problem| Box::new(Answer::failed(problem)))?;
    match (station.desk, station.access) {
        (AnyDesk::Writing(desk), _) => Ok(desk),
        (AnyDesk::Reading(_), Access::ReadsOnly(barred)) => Err(Box::new(Answer::barred(barred))),
        (AnyDesk::Reading(_), Access::Full) => Err(Box::new(Answer::barred(Barred::ReadOnly))),
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

/// Asks, unless it was agreed to already; what to answer where nobody said yes.
fn agreement(agreed: bool, question: &str) -> Option<Answer> {
    if agreed {
        return None;
    }
    if !std::io::stdin().is_terminal() {
        return Some(Answer::bare(Outcome::Invalid).because(Reason::NotATerminal));
    }
    (!asked(question)).then(|| Answer::bare(Outcome::Declined).because(Reason::Declined))
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

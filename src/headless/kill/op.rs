//! Operations over many tenants, what is still off, and what is due.

use super::item::{OffItem, OpItem, TickedItem};
use super::{OpVerb, Report, answer, barred, told_others};
use crate::desk::{AnyDesk, Desk, Station, Writing};
use crate::domain::operation::{Operate, Overview, Phase, Progress, RowState, Stepped};
use crate::domain::problem::Problem;
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::headless::outcome::Outcome;
use crate::headless::{Form, failed, forget_if_settled, output};
use crate::locale::headless::kill as words;
use crate::locale::operation as said;
use crate::on_desk;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::io;

pub(super) async fn perform(desk: &Desk<Writing>, what: &Operate) -> Result<Report, Problem> {
    let told = |progress: &Progress| output::tell([said::headline(progress)]);
    let stepped = desk.operate_whole(what, told).await?;
    let unsent_events = told_others(desk).await;
    Ok(Report {
        unsent_events,
        ..report(&stepped)
    })
}

fn report(stepped: &Stepped) -> Report {
    let outcome = match stepped {
        Stepped::Ended(progress) | Stepped::More { progress, .. } => {
            if progress.operation.phase == Phase::Waiting {
                output::tell([words::waits(progress)]);
            }
            outcome(progress)
        }
        Stepped::Elsewhere(progress) => {
            output::tell([said::elsewhere(&progress.operation)]);
            Outcome::Lost
        }
        Stepped::SamePerson(progress) => {
            output::tell([said::same_person(&progress.operation)]);
            Outcome::Denied
        }
        Stepped::NotNow(progress) => {
            output::tell([said::not_now(&progress.operation)]);
            Outcome::Changed
        }
        Stepped::NotFound => {
            output::tell([said::not_found()]);
            Outcome::NotFound
        }
        Stepped::Unknown => {
            output::tell([said::unknown()]);
            Outcome::Unknown
        }
    };
    let progress = stepped.progress();
    // What waits for a second person is planned, and no tenant was turned.
    let turned = progress.is_some_and(|one| one.operation.phase != Phase::Waiting);
    Report {
        changed: turned && matches!(outcome, Outcome::Done | Outcome::PartlyDone),
        operation: progress.map(OpItem::of),
        ..Report::of(outcome)
    }
}

/// Done where each tenant is where it should be; partly where something was left, or is still waited for.
fn outcome(progress: &Progress) -> Outcome {
    let left = progress.rows.iter().any(|row| {
        matches!(
            row.state,
            RowState::Changed | RowState::Failed | RowState::Kept
        )
    });
    match progress.operation.phase {
        Phase::Done | Phase::RolledBack if !left => Outcome::Done,
        _ => Outcome::PartlyDone,
    }
}

/// `op …`.
pub(in crate::headless) async fn operations(
    station: &Station,
    verb: &OpVerb,
    form: Form,
) -> io::Result<u8> {
    let what = match verb {
        OpVerb::List => {
            let unsent = on_desk!(&station.desk, desk => desk.unsent().await);
            return match on_desk!(&station.desk, desk => desk.overview().await) {
                Ok(overview) => list(&overview, unsent.ok(), form),
                Err(problem) => failed(problem, form),
            };
        }
        OpVerb::Show(id) => {
            return match on_desk!(&station.desk, desk => desk.operation(id).await) {
                Ok(Some(progress)) => show(&progress, form),
                Ok(None) => answer(&report(&Stepped::NotFound), form),
                Err(problem) => failed(problem, form),
            };
        }
        OpVerb::Resume(id) => Operate::Resume { id: id.clone() },
        OpVerb::RollBack(id) => Operate::RollBack { id: id.clone() },
        OpVerb::Approve(id) => Operate::Approve { id: id.clone() },
        OpVerb::BreakGlass { id, reason } => Operate::BreakGlass {
            id: id.clone(),
            reason: Text::from_untrusted(reason.trim()),
        },
    };
    let AnyDesk::Writing(desk) = &station.desk else {
        return barred(station, form);
    };
    let came = perform(desk, &what).await;
    forget_if_settled(desk);
    match came {
        Ok(report) => answer(&report, form),
        Err(problem) => failed(problem, form),
    }
}

/// `tick`: what is due is done once, by whoever is first.
pub(in crate::headless) async fn tick(station: &Station, form: Form) -> io::Result<u8> {
    let AnyDesk::Writing(desk) = &station.desk else {
        return barred(station, form);
    };
    let came = match desk.role().needs(Right::Switch) {
        Ok(()) => desk.tick().await,
        Err(problem) => Err(problem),
    };
    let unsent = told_others(desk).await;
    forget_if_settled(desk);
    match came {
        Ok(overview) => list(&overview, unsent, form),
        Err(problem) => failed(problem, form),
    }
}

#[derive(Debug, Serialize)]
struct Listed {
    operations: Vec<OpItem>,
    still_off: Vec<OffItem>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ticked: Vec<TickedItem>,
    /// Events that others were not told of yet; `null`: that could not be read.
    unsent_events: Option<usize>,
}

fn list(overview: &Overview, unsent_events: Option<usize>, form: Form) -> io::Result<u8> {
    let (now, zone) = (Timestamp::now(), TimeZone::system());
    match form {
        Form::Json => output::json(&Listed {
            operations: overview.operations.iter().map(OpItem::of).collect(),
            still_off: overview.off.iter().map(OffItem::of).collect(),
            ticked: overview.ticked.iter().map(TickedItem::of).collect(),
            unsent_events,
        })?,
        Form::Text => {
            let ticked = overview.ticked.iter();
            let ticked = ticked.map(|one| said::ticked(one, now, &zone));
            let open = overview.operations.iter().map(said::headline);
            let off = overview.off.iter().map(|one| said::off(one, now, &zone));
            let unsent = unsent_events.filter(|count| *count > 0).map(said::unsent);
            let mut lines: Vec<String> = ticked.chain(open).chain(off).chain(unsent).collect();
            if lines.is_empty() {
                lines.push(said::none_open().to_owned());
            }
            output::lines(lines)?;
        }
    }
    Ok(0)
}

fn show(progress: &Progress, form: Form) -> io::Result<u8> {
    match form {
        Form::Json => output::json(&OpItem::of(progress))?,
        Form::Text => output::lines(words::shown(progress))?,
    }
    Ok(0)
}

//! Giving back all that wait because a word fired: counted first, done only where the number is confirmed, each
//! by a claim and a release of its own.

use super::item::{Holder, Masked};
use super::outcome::{Answer, Outcome};
use super::{Form, HandBack, failed, list, output, say};
use crate::desk::{AnyDesk, Desk, Mode, Station, Writing};
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::bulk::{IN_FLIGHT, PER_SECOND, Triage, Triaged};
use crate::domain::conversation::Speaker;
use crate::domain::escalation::Escalation;
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::role::Barred;
use crate::domain::text::Text;
use crate::domain::trigger;
use crate::locale::headless::triage as words;
use crate::on_desk;
use futures::StreamExt;
use serde::Serialize;
use std::io;
use std::time::Duration;

/// What came of all.
#[derive(Debug, Serialize)]
struct Report {
    outcome: Outcome,
    keyword: String,
    /// Those that wait because of the word and that nobody holds.
    matched: usize,
    /// Those that somebody holds; they are left alone.
    held: usize,
    changed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bulk: Option<String>,
    results: Vec<Ended>,
}

/// What came of one.
#[derive(Debug, Serialize)]
struct Ended {
    tenant: String,
    id: String,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<Holder>,
    #[serde(skip)]
    words: String,
}

pub(super) async fn run(station: &Station, asked: &HandBack, form: Form) -> io::Result<u8> {
    let found = on_desk!(&station.desk, desk => matching(desk, asked).await);
    let (keys, held) = match found {
        Ok(found) => found,
        Err(problem) => return failed(problem, form),
    };
    let mut report = Report {
        outcome: Outcome::Done,
        keyword: asked.keyword.clone(),
        matched: keys.len(),
        held,
        changed: false,
        bulk: None,
        results: Vec::new(),
    };
    let Some(expected) = asked.confirm else {
        output::tell([words::counted(&asked.keyword, keys.len(), held)]);
        return answer(&report, form);
    };
    let reason = match &asked.reason {
        Some(reason) => reason.trim().to_owned(),
        None => trigger::false_positive(&asked.keyword),
    };
    let short = reason.chars().count() < MIN_REASON_CHARS;
    if short || expected != keys.len() {
        report.outcome = Outcome::Invalid;
        output::tell([match short {
            true => words::reason_too_short(MIN_REASON_CHARS),
            false => words::another_number(expected, keys.len()),
        }]);
        return answer(&report, form);
    }
    let AnyDesk::Writing(desk) = &station.desk else {
        let barred = station.access.barred().unwrap_or(Barred::ReadOnly);
        return say::answer(&Answer::barred(barred), &say::Verb::Read, form);
    };
    let bulk = format!(
        "bulk-{}-{}",
        desk.now().as_millisecond(),
        std::process::id()
    );
    let reason = Text::from_untrusted(&reason);
    report.results = all(desk, asked, keys, &reason, &bulk).await;
    report.bulk = Some(bulk);
    report.changed = report
        .results
        .iter()
        .any(|one| one.outcome == Outcome::Done);
    report.outcome = overall(&report.results);
    forget_if_settled(desk);
    answer(&report, form)
}

/// Those that wait because of the word and that nobody holds, and how many are held.
async fn matching<M: Mode>(
    desk: &Desk<M>,
    asked: &HandBack,
) -> Result<(Vec<ConversationKey>, usize), Problem> {
    let queue = list::queue(desk, asked.tenant.as_ref()).await?;
    let fits = |one: &Escalation| {
        let fired = one.keywords().contains(&asked.keyword.as_str());
        fired && (!asked.inside || is_inside(one, &asked.keyword))
    };
    let (held, free): (Vec<_>, Vec<_>) = queue
        .into_iter()
        .filter(|(one, _)| fits(one))
        .partition(|(_, claim)| claim.is_some());
    let keys = free.into_iter().map(|(one, _)| one.key).collect();
    Ok((keys, held.len()))
}

fn is_inside(one: &Escalation, keyword: &str) -> bool {
    let last = one.last.as_ref();
    let said = last.filter(|last| last.from == Speaker::Customer);
    let found = said.and_then(|last| trigger::find(&last.text, keyword));
    found.is_some_and(|found| found.inside)
}

/// Each by itself: so many in a second, so many at once.
async fn all(
    desk: &Desk<Writing>,
    asked: &HandBack,
    keys: Vec<ConversationKey>,
    reason: &Text,
    bulk: &str,
) -> Vec<Ended> {
    let apart = Duration::from_secs(1) / u32::try_from(PER_SECOND).unwrap_or(1);
    let mut pace = tokio::time::interval(apart);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let begun = futures::stream::unfold((keys.into_iter(), pace), async |(mut keys, mut pace)| {
        let key = keys.next()?;
        pace.tick().await;
        Some((key, (keys, pace)))
    });
    let done = begun.map(async |key| {
        let triage = Triage {
            key: key.clone(),
            ending: asked.ending,
            reason: reason.clone(),
            bulk: bulk.to_owned(),
        };
        ended(&key, desk.triage(&triage).await)
    });
    Box::pin(done.buffer_unordered(IN_FLIGHT)).collect().await
}

fn ended(key: &ConversationKey, outcome: Result<Triaged, Problem>) -> Ended {
    let mut holder = None;
    let (outcome, said) = match outcome {
        Ok(Triaged::Done { .. }) => (Outcome::Done, String::new()),
        Ok(Triaged::Unfinished { .. }) => (Outcome::PartlyDone, String::new()),
        Ok(Triaged::NotWaiting) => (Outcome::Already, String::new()),
        Ok(Triaged::Unknown) => (Outcome::Unknown, String::new()),
        Ok(Triaged::Kept { problem }) => {
            (Outcome::of(&problem), crate::locale::triage::kept(&problem))
        }
        Ok(Triaged::Taken { holder: claim }) => {
            holder = Some(Holder::of(&claim));
            (Outcome::Lost, claim.operator.one_line().into_owned())
        }
        Err(problem) => (Outcome::of(&problem), crate::locale::problem(&problem).what),
    };
    Ended {
        tenant: key.tenant.as_str().to_owned(),
        id: key.conversation.as_str().to_owned(),
        outcome,
        holder,
        words: said,
    }
}

/// One word for all: done where each is, what happened where it happened to all, else partly done.
fn overall(results: &[Ended]) -> Outcome {
    let settled = |one: &Ended| matches!(one.outcome, Outcome::Done | Outcome::Already);
    match results.first() {
        _ if results.iter().all(settled) => Outcome::Done,
        Some(first) if results.iter().all(|one| one.outcome == first.outcome) => first.outcome,
        _ => Outcome::PartlyDone,
    }
}

fn forget_if_settled(desk: &Desk<Writing>) {
    let memory = desk.journal().recall();
    if memory.is_ok_and(|(_, memory)| memory.unsettled.is_empty()) {
        desk.journal().forget();
    }
}

fn answer(report: &Report, form: Form) -> io::Result<u8> {
    match form {
        Form::Json => output::json(report)?,
        Form::Text => {
            let lines = report.results.iter().map(|one| {
                let id = Masked::new(&one.id);
                words::one(id.as_str(), one.outcome.word(), &one.words)
            });
            output::lines(lines)?;
            if report.bulk.is_some() {
                let done = report.results.iter();
                let done = done.filter(|one| one.outcome == Outcome::Done).count();
                output::tell([words::ended(done, report.matched)]);
            }
        }
    }
    Ok(report.outcome.code())
}

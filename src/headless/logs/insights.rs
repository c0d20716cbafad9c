//! A question to Logs Insights without a screen: its size and price first, asked only with a yes or under a bound,
//! waited for so long and no longer, and stopped when nobody waits any more, because what is scanned is paid for.

use super::super::item::At;
use super::super::outcome::Outcome;
use super::super::serve::{any, signals};
use super::super::{Form, failed, output};
use crate::desk::{Desk, Mode};
use crate::domain::id::PlatformId;
use crate::domain::log::question::{Answer, Estimate, GIB, Progress, Question};
use crate::domain::log::{masked, short};
use crate::domain::problem::{Problem, Trouble};
use crate::locale::headless::insights as words;
use crate::locale::{self, logs};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io;
use std::time::Duration;

/// Rest between two looks for an answer.
const REST: Duration = Duration::from_secs(1);

/// What a person said to its price beforehand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Consent {
    /// Nothing: it is only sized.
    None,
    /// Whatever it costs.
    Yes,
    /// If it scans at most so many GiB.
    AtMost(f64),
}

/// A question and what it may cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    pub platform: PlatformId,
    /// As they were typed: whole names, or their last part.
    pub groups: Vec<String>,
    pub query: String,
    /// How far back from now.
    pub back: SignedDuration,
    pub consent: Consent,
    /// How long its answer is waited for.
    pub wait: SignedDuration,
}

#[derive(Serialize)]
struct Report<'a> {
    outcome: Outcome,
    groups: &'a [String],
    query: &'a str,
    from: At,
    to: At,
    estimate: Sized,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Found>,
}

/// What it will scan, about.
#[derive(Serialize)]
struct Sized {
    bytes: f64,
    dollars: f64,
    /// Groups of which no size is known; they are not in the bytes.
    unknown_groups: usize,
}

#[derive(Serialize)]
struct Found {
    as_of: At,
    progress: &'static str,
    scanned_bytes: f64,
    scanned_lines: f64,
    matched_lines: f64,
    dollars: f64,
    items: Vec<Map<String, Value>>,
}

impl<'a> Report<'a> {
    fn of(outcome: Outcome, question: &'a Question, estimate: Estimate) -> Self {
        Self {
            outcome,
            groups: &question.groups,
            query: &question.query,
            from: At(question.from),
            to: At(question.to),
            estimate: Sized {
                bytes: estimate.bytes,
                dollars: estimate.price(),
                unknown_groups: estimate.unknown,
            },
            id: None,
            answer: None,
        }
    }

    fn say(&self, form: Form) -> io::Result<u8> {
        if form == Form::Json {
            output::json(self)?;
        }
        Ok(self.outcome.code())
    }
}

/// Sizes a question, and asks it if the price was agreed to.
///
/// # Errors
/// Only when stdout cannot be written.
pub async fn run<M: Mode>(desk: &Desk<M>, ask: &Ask, form: Form) -> io::Result<u8> {
    let groups = match groups(desk, ask).await {
        Ok(Ok(groups)) => groups,
        Ok(Err(unknown)) => {
            output::tell([words::no_such_group(&unknown, ask.platform)]);
            return Ok(Outcome::NotFound.code());
        }
        Err(problem) => return failed(problem, form),
    };
    let to = desk.now();
    let question = Question {
        groups,
        query: ask.query.clone(),
        from: to.checked_sub(ask.back).unwrap_or(Timestamp::MIN),
        to,
    };
    let estimate = match desk.estimate(ask.platform, &question).await {
        Ok(estimate) => estimate,
        Err(problem) => return failed(problem, form),
    };
    output::tell([logs::estimate(estimate, false)]);
    if let Some((outcome, why)) = refused(ask.consent, estimate) {
        output::tell([why]);
        return Report::of(outcome, &question, estimate).say(form);
    }
    asked(desk, ask, &question, estimate, form).await
}

/// The whole names of what was typed; the inner error: what names no group, or more than one.
async fn groups<M: Mode>(
    desk: &Desk<M>,
    ask: &Ask,
) -> Result<Result<Vec<String>, String>, Problem> {
    let there = desk.log_groups(ask.platform).await?.there;
    let mut found: Vec<String> = Vec::new();
    for typed in &ask.groups {
        let whole = there.iter().find(|group| *group.name == **typed);
        let mut by_end = there.iter().filter(|group| short(&group.name) == typed);
        let one = match (whole, by_end.next(), by_end.next()) {
            (Some(group), _, _) | (None, Some(group), None) => group.name.to_string(),
            _ => return Ok(Err(typed.clone())),
        };
        if !found.contains(&one) {
            found.push(one);
        }
    }
    Ok(Ok(found))
}

/// Why it is not asked, with what would make it.
fn refused(consent: Consent, estimate: Estimate) -> Option<(Outcome, String)> {
    match consent {
        Consent::Yes => None,
        Consent::None => Some((Outcome::Invalid, words::needs_yes().to_owned())),
        Consent::AtMost(_) if estimate.unknown > 0 => {
            Some((Outcome::Declined, words::unknown_size().to_owned()))
        }
        Consent::AtMost(most) => {
            let over = estimate.bytes > most * GIB;
            over.then(|| (Outcome::Declined, words::too_much(most)))
        }
    }
}

/// How waiting for an answer ended.
enum End {
    /// It is done, or came to nothing, by itself.
    Over,
    /// Its time was over.
    Late,
    /// A person, or a program, ended it.
    Interrupted,
    Trouble(Problem),
}

async fn asked<M: Mode>(
    desk: &Desk<M>,
    ask: &Ask,
    question: &Question,
    estimate: Estimate,
    form: Form,
) -> io::Result<u8> {
    // From before it is asked: who leaves meanwhile must find it stopped.
    let (mut term, mut int, mut hup) = signals()?;
    let id = match desk.ask(ask.platform, question).await {
        Ok(id) => id,
        Err(problem) if matches!(problem.trouble, Trouble::TimedOut | Trouble::Unreachable) => {
            output::tell([locale::problem(&problem).what, words::may_run().to_owned()]);
            return Report::of(Outcome::Unknown, question, estimate).say(form);
        }
        Err(problem) => return failed(problem, form),
    };
    let mut last = None;
    let end = tokio::select! {
        end = waited(desk, ask, &id, &mut last) => end,
        () = any(&mut term, &mut int, &mut hup) => End::Interrupted,
    };
    let mut stopped = Ok(());
    if !matches!(end, End::Over) {
        stopped = desk.stop_asking(ask.platform, &id).await;
    }
    if let End::Trouble(problem) = end {
        return failed(problem, form);
    }
    let progress = last.as_ref().map(|answer| answer.progress);
    let outcome = match (&end, progress) {
        (End::Over, Some(Progress::Done)) => Outcome::Done,
        (End::Late | End::Interrupted, _) => Outcome::PartlyDone,
        _ => Outcome::Failed,
    };
    let found = last.as_ref().map(|answer| found(desk.now(), answer));
    let report = Report {
        id: Some(id.clone()),
        answer: found,
        ..Report::of(outcome, question, estimate)
    };
    if form == Form::Text {
        output::lines(last.iter().flat_map(table))?;
    }
    output::tell(last.iter().map(logs::answered));
    let left = match end {
        End::Late => Some(words::late(ask.wait)),
        End::Interrupted => Some(words::interrupted().to_owned()),
        End::Over | End::Trouble(_) => None,
    };
    let not_stopped = |problem: &Problem| words::not_stopped(&locale::problem(problem).what, &id);
    output::tell(left.map(|left| stopped.as_ref().err().map_or(left, not_stopped)));
    report.say(form)
}

/// Looks for the answer until it is there, or its time is over. A look that fails for a moment is tried again.
async fn waited<M: Mode>(desk: &Desk<M>, ask: &Ask, id: &str, last: &mut Option<Answer>) -> End {
    let wait = Duration::try_from(ask.wait).unwrap_or_default();
    let until = tokio::time::Instant::now() + wait;
    loop {
        match desk.answer(ask.platform, id).await {
            Ok(answer) => {
                let runs = matches!(answer.progress, Progress::Waiting | Progress::Running);
                *last = Some(answer);
                if !runs {
                    return End::Over;
                }
            }
            Err(problem) if problem.passes() => {}
            Err(problem) => return End::Trouble(problem),
        }
        if tokio::time::Instant::now() + REST > until {
            return End::Late;
        }
        tokio::time::sleep(REST).await;
    }
}

fn found(now: Timestamp, answer: &Answer) -> Found {
    let row = |row: &Vec<(crate::domain::text::Text, crate::domain::text::Text)>| {
        let pairs = row.iter();
        pairs
            .map(|(name, value)| (name.to_string(), Value::String(masked(value))))
            .collect()
    };
    Found {
        as_of: At(now),
        progress: answer.progress.word(),
        scanned_bytes: answer.scanned_bytes,
        scanned_lines: answer.scanned_lines,
        matched_lines: answer.matched_lines,
        dollars: answer.price(),
        items: answer.rows.iter().map(row).collect(),
    }
}

/// The rows for people: each with its values in the order of the query, none cut.
fn table(answer: &Answer) -> Vec<String> {
    let rows = answer.rows.iter();
    rows.map(|row| {
        let values = row.iter().map(|(_, value)| masked(&value.one_line()));
        values.collect::<Vec<_>>().join("  ")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_holds_at_its_own_size_and_never_for_what_has_no_size() {
        let of = |gib: f64, unknown| Estimate {
            bytes: gib * GIB,
            unknown,
        };
        let outcome = |consent, estimate| refused(consent, estimate).map(|(outcome, _)| outcome);
        assert_eq!(outcome(Consent::None, of(0.0, 0)), Some(Outcome::Invalid));
        assert_eq!(outcome(Consent::Yes, of(900.0, 3)), None);
        assert_eq!(outcome(Consent::AtMost(2.0), of(2.0, 0)), None);
        let over = outcome(Consent::AtMost(2.0), of(2.1, 0));
        assert_eq!(over, Some(Outcome::Declined));
        let unknown = outcome(Consent::AtMost(2.0), of(0.1, 1));
        assert_eq!(unknown, Some(Outcome::Declined));
    }
}

//! Answers in the form that was asked for, with the sentence that goes with each.

use super::canned::CannedVerb;
use super::item::shown as masked;
use super::list::Ready;
use super::outcome::{Answer, Outcome, Reason, Warning};
use super::output;
use super::request::{Arranged, List, Listed, Request, SetUp, Speech};
use super::show::Shown;
use super::usage::UsageVerb;
use super::{Form, item::Masked};
use crate::domain::agent::Turn;
use crate::domain::burn::ThresholdSet;
use crate::domain::handoff::Ending;
use crate::domain::mask;
use crate::domain::sheet::DeedKind;
use crate::domain::work::{Decided, Decision};
use crate::locale::arranging;
use crate::locale::delivery;
use crate::locale::headless as words;
use crate::locale::sheet::heading;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::io;

/// What was asked, as far as sentences need it.
#[derive(Clone, Debug)]
pub enum Verb {
    Read,
    Claim(Masked),
    Speak(Masked, Speech),
    Release(Masked, Ending),
    Arrange(Masked, Arranged),
    Targets,
    Turn(Turn),
    Decide(Masked, Decision),
    Init(SetUp),
    /// A canned reply was kept, or (`false`) taken away.
    Canned(Masked, bool),
    /// From which share on this tenant alerts.
    UsageAlert(Masked, Option<u8>),
    /// Something about an incident.
    Incident,
    /// A deed in a sheet, and what it was done to.
    Act(DeedKind, Masked),
}

impl Verb {
    pub fn of(request: &Request) -> Self {
        match request {
            Request::Claim { key, .. } | Request::Steal { key, .. } => Self::Claim(masked(key)),
            Request::Speak { key, speech, .. } => Self::Speak(masked(key), *speech),
            Request::Template { key, .. } => Self::Speak(masked(key), Speech::Reply),
            Request::Release { key, ending, .. } => Self::Release(masked(key), *ending),
            Request::Arrange { key, what } => Self::Arrange(masked(key), what.clone()),
            Request::Reopen { key, .. } => Self::Claim(masked(key)),
            Request::SetTargets { .. } => Self::Targets,
            Request::Turn { turn, .. } => Self::Turn(*turn),
            Request::Decide { key, decision, .. } => {
                Self::Decide(Masked::new(key.id.as_str()), *decision)
            }
            Request::Init { of, .. } => Self::Init(*of),
            Request::Sold { product, .. } => Self::Act(DeedKind::MarkSold, Masked::new(product)),
            Request::Issue { command, .. } => {
                Self::Act(DeedKind::Issue, Masked::new(command.kind.word()))
            }
            Request::Usage(UsageVerb::Alert { tenant, percent }) => {
                Self::UsageAlert(Masked::new(tenant.as_str()), *percent)
            }
            Request::Canned(CannedVerb::Set { name, .. }) => Self::Canned(Masked::new(name), true),
            Request::Canned(CannedVerb::Remove { name }) => Self::Canned(Masked::new(name), false),
            Request::Shift(_) => super::shift::verb(),
            _ => Self::Read,
        }
    }

    /// Whether nothing having been changed is worth a word.
    fn writes(&self) -> bool {
        !matches!(self, Self::Read)
    }
}

/// Says what a verb came to and answers the exit code.
pub fn answer(answer: &Answer, verb: &Verb, form: Form) -> io::Result<u8> {
    if let Some(reason) = &answer.reason {
        let lines = because(reason, verb);
        output::tell(lines.iter().map(|line| mask::identifiers(line)));
    }
    match answer.warning {
        Some(Warning::PauseUnread) => output::tell(words::pause_unread()),
        Some(Warning::RecordedOnly) => output::tell([delivery::recorded_only()]),
        Some(Warning::NothingFurther) => output::tell([delivery::nothing_further()]),
        None => {}
    }
    match form {
        Form::Json => output::json(answer)?,
        Form::Text if answer.reason.is_none() => output::lines([success(answer, verb)])?,
        Form::Text => {}
    }
    Ok(answer.outcome.code())
}

fn success(answer: &Answer, verb: &Verb) -> String {
    let already = answer.outcome == Outcome::Already;
    let fence = answer.fence.unwrap_or_default();
    match verb {
        Verb::Read => String::new(),
        Verb::Claim(key) if already => words::already_yours(key.as_str(), fence),
        Verb::Claim(key) => words::won(key.as_str(), fence),
        Verb::Speak(key, Speech::Reply) => words::replied(key.as_str(), fence),
        Verb::Speak(key, Speech::Note) => words::noted(key.as_str(), fence),
        Verb::Release(key, ending) if already => words::released_before(key.as_str(), *ending),
        Verb::Release(key, ending) => words::released(key.as_str(), *ending),
        Verb::Arrange(key, _) if already => arranging::already(key.as_str()),
        Verb::Arrange(key, what) => match what {
            Arranged::Snooze(until) => arranging::snoozed(key.as_str(), until),
            Arranged::Wake => arranging::woken(key.as_str()),
            Arranged::Assign(name) => arranging::assigned(key.as_str(), name),
            Arranged::Unassign => arranging::unassigned(key.as_str()),
        },
        Verb::Targets if already => arranging::targets_already().to_owned(),
        Verb::Targets => arranging::targets_set().to_owned(),
        Verb::Turn(turn) => match &answer.switch {
            Some(switch) => words::turned(
                switch.agent(),
                switch.tenant_name(),
                *turn,
                already.then(|| (switch.since().map(|at| at.0), switch.by())),
            ),
            None => String::new(),
        },
        Verb::Incident => super::shift::success(answer),
        Verb::Canned(name, kept) => words::triage::canned(name.as_str(), *kept),
        Verb::UsageAlert(tenant, percent) => {
            let set = match already {
                true => ThresholdSet::Already,
                false => ThresholdSet::Done,
            };
            crate::locale::usage::threshold(tenant.as_str(), *percent, set)
        }
        Verb::Decide(id, decision) => words::decided(id.as_str(), *decision),
        Verb::Init(SetUp::Control) if already => words::initialised_before().to_owned(),
        Verb::Init(SetUp::Control) => words::initialised().to_owned(),
        Verb::Init(SetUp::Index) if already => words::index::added_before().to_owned(),
        Verb::Init(SetUp::Index) => words::index::added().to_owned(),
        Verb::Init(SetUp::Feed) if already => words::feed::made_before().to_owned(),
        Verb::Init(SetUp::Feed) => words::feed::made().to_owned(),
        Verb::Act(kind, on) => crate::locale::sheet::acted(*kind, on.as_str(), &Decided::Done),
    }
}

fn because(reason: &Reason, verb: &Verb) -> Vec<String> {
    match reason {
        Reason::Problem(problem) => words::failure(problem, verb.writes()),
        Reason::Barred(barred) => vec![words::barred(*barred)],
        Reason::Lost(holder) => words::lost(holder.as_ref()),
        Reason::OtherFence { held, named } => words::other_fence(*held, *named),
        Reason::PausePending(why) => words::pause_pending(why),
        Reason::Unfinished(why) => words::unfinished(why),
        Reason::Unknown => words::unknown(matches!(verb, Verb::Speak(_, Speech::Reply))),
        Reason::NoConversation => words::no_conversation(),
        Reason::NoTrace => crate::locale::logs::no_trace(),
        Reason::NoTenant => words::no_tenant(),
        Reason::NoAgent => words::no_agent(),
        Reason::NoWork => words::no_work(),
        Reason::Decided(state) => words::decided_before(state),
        Reason::Expired => words::expired(),
        Reason::ChangedMeanwhile => words::changed_meanwhile(),
        Reason::Declined => vec![words::declined().to_owned()],
        Reason::OwnQueue => vec![words::feed::own_queue().to_owned()],
        Reason::NotATerminal => words::not_a_terminal(),
        Reason::Acked { name, acked, at } => {
            vec![crate::locale::health::ack::told(
                name,
                acked,
                *at,
                &TimeZone::system(),
            )]
        }
        Reason::NoProduct => words::no_product(),
        Reason::AskFirst => words::ask_first(),
        Reason::NotDelivered(refusal) => delivery::not_delivered(refusal),
        Reason::Undecided => delivery::undecided(),
        Reason::StillQueued => delivery::still_queued(),
        Reason::NoTemplate(known) => crate::locale::template::unknown(known),
        Reason::Template(fault) => vec![crate::locale::template::fault(*fault)],
        Reason::NoTime => vec![arranging::no_time()],
        Reason::NotIssued => vec![words::not_issued().to_owned()],
    }
}

/// Says a list.
pub fn list(ready: &Ready, list: &List, form: Form) -> io::Result<u8> {
    if form == Form::Json {
        output::json_line(&ready.json)?;
        return Ok(0);
    }
    output::tell(ready.remarks.iter().map(|remark| remark.text.as_str()));
    if ready.items.is_empty() {
        output::tell([match &list.of {
            Listed::Sheet(key) => words::no_entries(key.kind),
            of => words::nothing(of.word()),
        }]);
    } else if let Some(table) = &ready.table {
        let titles: Vec<String> = table
            .columns
            .iter()
            .map(|name| heading(name).to_uppercase())
            .collect();
        let titles = titles.iter().map(String::as_str);
        let columns: Vec<(&str, &str)> = table.columns.iter().copied().zip(titles).collect();
        output::lines(output::table(&columns, &table.rows))?;
    } else {
        output::lines(output::table(&words::columns(list.of.word()), &ready.items))?;
    }
    output::tell(words::footer(
        ready.items.len(),
        ready.units,
        ready.next.as_deref(),
    ));
    if ready.by_index {
        output::tell([words::by_index()]);
    }
    Ok(0)
}

/// Says a conversation.
pub fn shown(shown: &Shown, form: Form) -> io::Result<u8> {
    if form == Form::Json {
        output::json(shown)?;
        return Ok(0);
    }
    let odd = |error: serde_json::Error| io::Error::other(error);
    let value = serde_json::to_value(shown).map_err(odd)?;
    let at = |pointer: &str| {
        value
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or("-")
    };
    output::lines(words::heading(
        at("/conversation/customer"),
        at("/conversation/phone"),
        at("/conversation/tenant_name"),
        at("/conversation/state"),
        at("/holder/operator"),
    ))?;
    let messages = value.get("messages").and_then(Value::as_array);
    let lines = messages.into_iter().flatten().map(|message| {
        let of = |key: &str| message.get(key).and_then(Value::as_str).unwrap_or("-");
        words::message(of("at"), of("from"), of("text"), of("state"))
    });
    output::lines(lines)?;
    Ok(0)
}

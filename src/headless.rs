//! The verbs without a screen: arguments → the same call of the desk → JSON or text, and an exit code.
//! Stdout carries the answer, also of a failure; the sentence for a person goes to stderr.

mod ack;
mod arrange;
mod bulk;
mod canned;
mod configuration;
mod cursor;
mod doctor;
mod handoff;
mod init;
mod item;
mod kill;
mod list;
mod logs;
mod outcome;
mod output;
mod reply;
mod request;
mod say;
#[cfg(feature = "embedded")]
mod serve;
mod sheet;
mod shift;
mod show;
mod sla;
mod switch;
mod template;
mod trace;
mod triggers;
mod usage;
mod work;

pub use canned::CannedVerb;
pub use configuration::{
    check as check_configuration, fault as configuration_fault, schema as print_schema,
};
pub use kill::{Kill, OpVerb};
pub use logs::LogsVerb;
pub use logs::insights::{Ask, Consent};
pub use request::{Arranged, ByTemplate, HandBack, List, Listed, Request, SetUp, Speech};
pub use sheet::Command;
pub use shift::ShiftVerb;
pub use trace::TraceVerb;
pub use usage::UsageVerb;

use crate::connect::Connector;
use crate::desk::{AnyDesk, Desk, Station, Writing};
use crate::domain::agent::Turn;
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::role::Barred;
use crate::on_desk;
use outcome::{Answer, Outcome};
use std::io;

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Json,
    Text,
}

/// Performs a verb and answers the exit code of the process.
///
/// # Errors
/// Only when stdout cannot be written.
pub async fn run(connector: &Connector, request: Request, form: Form) -> io::Result<u8> {
    match request {
        Request::Init { of, agreed } => {
            let answer = match of {
                SetUp::Control => init::control(connector, agreed).await,
                SetUp::Index => init::index(connector, agreed).await,
                SetUp::Feed => init::feed::run(connector, agreed).await,
            };
            say::answer(&answer, &say::Verb::Init(of), form)
        }
        Request::Doctor => doctor::run(connector, form).await,
        Request::Policy(role) => match connector.policy(role).await {
            Ok(policy) => output::json(&policy).map(|()| 0),
            Err(problem) => failed(problem, form),
        },
        #[cfg(feature = "embedded")]
        Request::Serve => serve::run(connector, form).await,
        request => match connector.connect().await {
            Ok(station) => perform(&station, request, form).await,
            Err(problem) => failed(problem, form),
        },
    }
}

/// Tells a person something on stderr.
pub fn tell(sentence: &str) {
    output::tell([sentence]);
}

/// Answers arguments that make no sense; what is wrong with them was told already.
///
/// # Errors
/// Only when stdout cannot be written.
pub fn misused(form: Form) -> io::Result<u8> {
    let answer = Answer::bare(Outcome::Invalid);
    if form == Form::Json {
        output::json(&answer)?;
    }
    Ok(answer.outcome.code())
}

async fn perform(station: &Station, request: Request, form: Form) -> io::Result<u8> {
    match request {
        Request::List(list) => match on_desk!(&station.desk, desk => list::read(desk, &list).await)
        {
            Ok(ready) => say::list(&ready, &list, form),
            Err(problem) => failed(problem, form),
        },
        Request::Show(key) => match on_desk!(&station.desk, desk => show::read(desk, &key).await) {
            Ok(Some(shown)) => say::shown(&shown, form),
            Ok(None) => {
                let answer =
                    Answer::bare(Outcome::NotFound).because(outcome::Reason::NoConversation);
                say::answer(&answer, &say::Verb::Read, form)
            }
            Err(problem) => failed(problem, form),
        },
        Request::Targets => {
            match on_desk!(&station.desk, desk => desk.targets(PlatformId::Marketplace).await) {
                Ok(targets) => sla::list(&targets, form),
                Err(problem) => failed(problem, form),
            }
        }
        Request::Triggers { tenant, csv } => {
            let report =
                on_desk!(&station.desk, desk => triggers::read(desk, tenant.as_ref()).await);
            match report {
                Ok(report) => triggers::say(&report, csv, form),
                Err(problem) => failed(problem, form),
            }
        }
        Request::Usage(verb) if !verb.sets() => usage::run(station, &verb, form).await,
        Request::Canned(CannedVerb::List) => {
            on_desk!(&station.desk, desk => canned::list(desk, form).await)
        }
        Request::Logs(verb) => on_desk!(&station.desk, desk => logs::run(desk, verb, form).await),
        Request::Trace(verb) => on_desk!(&station.desk, desk => trace::run(desk, verb, form).await),
        Request::Shift(verb) if !verb.writes() => shift::read(station, &verb, form).await,
        Request::HandBack(asked) => bulk::run(station, &asked, form).await,
        Request::Kill(asked) => kill::run(station, &asked, form).await,
        Request::Operation(verb) => kill::operations(station, &verb, form).await,
        Request::Tick => kill::tick(station, form).await,
        request => act(station, request, form).await,
    }
}

/// Performs a verb that writes, and leaves a journal behind only for what is not settled.
async fn act(station: &Station, request: Request, form: Form) -> io::Result<u8> {
    let verb = say::Verb::of(&request);
    let AnyDesk::Writing(desk) = &station.desk else {
        let barred = station.access.barred().unwrap_or(Barred::ReadOnly);
        return say::answer(&Answer::barred(barred), &verb, form);
    };
    // In production nothing is switched off without the word: `agent off` asks for it.
    let off = matches!(&request, Request::Turn { turn, .. } if *turn == Turn::Off);
    if station.production && off {
        output::tell([crate::locale::headless::kill::word_needed()]);
        return say::answer(&Answer::bare(Outcome::Invalid), &verb, form);
    }
    let answer = write(desk, request).await.unwrap_or_else(Answer::failed);
    forget_if_settled(desk);
    say::answer(&answer, &verb, form)
}

/// Leaves a journal behind only for what is not settled.
fn forget_if_settled(desk: &Desk<Writing>) {
    let memory = desk.journal().recall();
    if memory.is_ok_and(|(_, memory)| memory.unsettled.is_empty()) {
        desk.journal().forget();
    }
}

async fn write(desk: &Desk<Writing>, request: Request) -> Result<Answer, Problem> {
    match request {
        Request::Claim {
            key,
            lease,
            takeover,
        } => handoff::claim(desk, &key, lease, takeover.as_deref()).await,
        Request::Speak {
            key,
            speech,
            text,
            fence,
        } => handoff::speak(desk, &key, speech, &text, fence).await,
        Request::Template { key, asked, fence } => template::send(desk, &key, &asked, fence).await,
        Request::Steal {
            key,
            lease,
            reason,
            fence,
        } => handoff::steal(desk, &key, lease, &reason, fence).await,
        Request::Release {
            key,
            ending,
            fence,
            summary,
        } => handoff::release(desk, &key, ending, fence, summary.as_deref()).await,
        Request::Arrange { key, what } => arrange::arrange(desk, &key, &what).await,
        Request::Reopen { key, lease } => arrange::reopen(desk, &key, lease).await,
        Request::SetTargets { tenant, words } => sla::set(desk, &tenant, &words).await,
        Request::Canned(verb) => canned::change(desk, &verb).await,
        Request::Acknowledge {
            name,
            platform,
            reason,
        } => ack::acknowledge(desk, &name, platform, reason.as_deref()).await,
        Request::Usage(verb) => usage::set(desk, &verb).await,
        Request::Shift(verb) => shift::write(desk, &verb).await,
        Request::Turn {
            tenant,
            agent,
            turn,
            reason,
        } => switch::turn(desk, &tenant, &agent, turn, &reason).await,
        Request::Decide {
            key,
            decision,
            reason,
        } => work::decide(desk, &key, decision, &reason).await,
        Request::Sold {
            tenant,
            product,
            reason,
        } => sheet::sold(desk, &tenant, &product, &reason).await,
        Request::Issue { command, reason } => sheet::issue(desk, &command, &reason).await,
        // The rest is performed without a desk that writes.
        _ => Ok(Answer::bare(Outcome::Invalid)),
    }
}

fn failed(problem: Problem, form: Form) -> io::Result<u8> {
    say::answer(&Answer::failed(problem), &say::Verb::Read, form)
}

//! What the console tells: one or two short sentences each, with the next step; that nothing was lost or
//! written is said where it is true.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{number, problem, refusal, time, word};
use crate::app::msg::Recovered;
use crate::app::notice::{Doing, Notice, Subject};
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Turn};
use crate::domain::conversation::Customer;
use crate::domain::handoff::{Claim, Ending};
use crate::domain::reply::MAX_REPLY_CHARS;
use crate::domain::time::since;

/// A notice that was posted at `at`, in words.
pub fn notice(notice: &Notice, at: Timestamp, zone: &TimeZone) -> String {
    match notice {
        Notice::Won { .. }
        | Notice::WonUnheard { .. }
        | Notice::ClaimLost { .. }
        | Notice::AlreadyMine { .. }
        | Notice::LeaseLost { .. }
        | Notice::NotOurs { .. }
        | Notice::PauseVerified { .. }
        | Notice::LeaseTrouble { .. }
        | Notice::Released { .. }
        | Notice::ReleaseUnfinished { .. }
        | Notice::AlreadyReleased { .. } => handoff(notice, at, zone),
        Notice::Toggled { .. }
        | Notice::AlreadySo { .. }
        | Notice::ChangedMeanwhile { .. }
        | Notice::ToggleUnknown { .. }
        | Notice::ToggleGone { .. } => toggle(notice, at, zone),
        _ => plain(notice, at),
    }
}

/// What comes of claims and releases.
fn handoff(notice: &Notice, at: Timestamp, zone: &TimeZone) -> String {
    match notice {
        Notice::WonUnheard { subject, claim } => format!(
            "{} is yours since {} · the bot here reads no pause and goes on answering · fence {}",
            name(subject),
            time::clock_seconds(claim.since, zone),
            claim.fence.0
        ),
        Notice::Won {
            subject,
            claim,
            pause_verified,
        } => {
            let pause = if *pause_verified {
                "bot paused, verified"
            } else {
                "bot NOT PAUSED yet, trying"
            };
            format!(
                "{} is yours since {} · {pause} · fence {}",
                name(subject),
                time::clock_seconds(claim.since, zone),
                claim.fence.0
            )
        }
        Notice::ClaimLost { subject, holder } => format!(
            "{} took {} {} from {}. Nothing was written; v watches.",
            holder.operator,
            name(subject),
            time::ago(since(at, holder.since)),
            holder.host
        ),
        Notice::AlreadyMine { subject, claim } => format!(
            "{} is yours already, since {}.",
            name(subject),
            time::clock(claim.since, zone)
        ),
        Notice::LeaseLost {
            subject,
            holder,
            draft_kept,
        } => {
            let draft = if *draft_kept {
                " Your draft is kept."
            } else {
                ""
            };
            format!(
                "No longer yours: {}: {}.{draft}",
                name(subject),
                held(holder.as_ref(), at)
            )
        }
        Notice::NotOurs {
            doing,
            subject,
            holder,
        } => format!(
            "{}: {} is no longer yours, {}. Nothing was written.",
            not_done(*doing),
            name(subject),
            held(holder.as_ref(), at)
        ),
        Notice::PauseVerified { subject } => {
            format!("The bot is paused for {}, verified.", name(subject))
        }
        Notice::LeaseTrouble {
            subject,
            problem: why,
            until,
        } => format!(
            "{}: hold not renewed ({}). It ends at {}.",
            name(subject),
            problem::short(why.trouble),
            time::clock_seconds(*until, zone)
        ),
        Notice::Released { subject, ending } => match ending {
            Ending::HandedBack => format!(
                "{} handed back: its bot is not paused any more.",
                name(subject)
            ),
            Ending::Resolved => format!(
                "{} resolved. It comes back when the customer writes again.",
                name(subject)
            ),
        },
        Notice::ReleaseUnfinished {
            subject,
            ending,
            problem: why,
        } => format!(
            "{} {}, but the bot is still paused ({}). Any console finishes it.",
            name(subject),
            word::ending(*ending),
            problem::short(why.trouble)
        ),
        Notice::AlreadyReleased { subject } => {
            format!(
                "{} had been given back before. Nothing changed.",
                name(subject)
            )
        }
        _ => String::new(),
    }
}

/// What comes of switches.
fn toggle(notice: &Notice, at: Timestamp, zone: &TimeZone) -> String {
    match notice {
        Notice::Toggled { now, turn } => {
            let effect = match (turn, now.key.agent.is_bot()) {
                (Turn::Off, true) => {
                    " It takes up to 5 minutes; until then the bot may still answer."
                }
                (Turn::On, true) => " It takes up to 5 minutes.",
                _ => "",
            };
            format!("{} is {} now.{effect}", switch_name(now), word::turn(*turn))
        }
        Notice::AlreadySo { now } => format!(
            "{} was already {}{}. Nothing changed.",
            switch_name(now),
            word::switch(&now.switch),
            history(now, at, zone)
        ),
        Notice::ChangedMeanwhile { now } => format!(
            "Changed while you looked: {} is {}{}. Nothing was written; look again.",
            switch_name(now),
            word::switch(&now.switch),
            history(now, at, zone)
        ),
        Notice::ToggleUnknown { agent, tenant } => format!(
            "Nobody can tell whether {} was switched for {tenant}. Refresh before you try again.",
            agent_name(agent)
        ),
        Notice::ToggleGone { agent, tenant } => format!(
            "{} is not there any more for {tenant}. Nothing was written.",
            agent_name(agent)
        ),
        _ => String::new(),
    }
}

/// Everything else.
fn plain(notice: &Notice, at: Timestamp) -> String {
    match notice {
        Notice::Unknown { doing, subject } => format!(
            "No answer: nobody can tell whether {} went through for {}. Nothing is repeated by itself; it is read again.",
            action(*doing),
            name(subject)
        ),
        Notice::ConversationGone { subject } => {
            format!(
                "{} is not there any more. Nothing was written.",
                name(subject)
            )
        }
        Notice::Refused { command, why } => refusal::refused(*command, why),
        Notice::Decided {
            subject,
            decision,
            decided,
        } => super::work::decided(subject, *decision, decided),
        Notice::Acted {
            kind,
            subject,
            decided,
        } => super::sheet::acted(*kind, subject, decided),
        Notice::ReasonTooShort { chars } => format!(
            "The reason has {chars} of at least {MIN_REASON_CHARS} characters; audit keeps it."
        ),
        Notice::Bulk { ending, count } => super::triage::ended(*ending, count),
        Notice::BulkNothing { held } => super::triage::nothing_free(*held),
        Notice::Blanks { places } => super::composing::blanks(places),
        Notice::SendAgain { kind } => super::composing::send_again(*kind).to_owned(),
        Notice::EmptyReply => "There is nothing to send yet.".to_owned(),
        Notice::ReplyTooLong { chars } => format!(
            "{chars} characters; WhatsApp takes at most {MAX_REPLY_CHARS}. Shorten it or send it in two parts."
        ),
        Notice::Failed {
            doing,
            problem: why,
        } => {
            let words = problem::problem(why);
            format!("{}: {}. {}", not_done(*doing), words.brief, words.remedy)
        }
        Notice::Recovered { what, subject } => recovered(what, subject, at),
        Notice::Resumed { count: 1 } => "You resume 1 conversation that is still yours.".to_owned(),
        Notice::Resumed { count } => {
            format!("You resume {count} conversations that are still yours.")
        }
        Notice::NoSuchCommand { typed } => {
            format!("There is no command “{typed}”; Tab completes.")
        }
        Notice::Unreadable { count } => super::briefing::unreadable(*count),
        Notice::DaySummary(summary) => super::briefing::day(summary),
        Notice::NobodyWaits => "Nobody is waiting.".to_owned(),
        Notice::Copied => "Copied.".to_owned(),
        Notice::EventsWait { count } => format!(
            "{} not out yet: no bus is named, or it does not answer. What was changed stands; it is tried again.",
            number::counted(*count as u64, "event is", "events are")
        ),
        Notice::HandBackFirst { count: 1 } => {
            "A conversation is yours: hand it back (b) before you open another profile.".to_owned()
        }
        Notice::HandBackFirst { count } => format!(
            "{count} conversations are yours: hand them back (b) before you open another profile."
        ),
        Notice::Reconnected => "Connected again; everything is being read anew.".to_owned(),
        _ => String::new(),
    }
}

fn recovered(what: &Recovered, subject: &Subject, at: Timestamp) -> String {
    match what {
        Recovered::ReplyNotRecorded { .. } => format!(
            "Your last reply to {} was not recorded. It is kept as a draft.",
            name(subject)
        ),
        Recovered::HandBackFinished { .. } => {
            format!("The hand back of {} is finished now.", name(subject))
        }
        Recovered::LeaseEnded { holder, .. } => format!(
            "Your hold on {} ended meanwhile: {}.",
            name(subject),
            held(holder.as_ref(), at)
        ),
    }
}

/// The customer as a sentence names him: the name, else the masked number, else the tenant's customer.
pub fn name(subject: &Subject) -> String {
    match &subject.customer {
        Customer {
            name: Some(name), ..
        } => name.one_line().into_owned(),
        Customer {
            phone: Some(phone), ..
        } => phone.one_line().into_owned(),
        _ => format!("The customer of {}", subject.tenant),
    }
}

fn held(holder: Option<&Claim>, at: Timestamp) -> String {
    match holder {
        Some(claim) => format!(
            "{} has it since {} (fence {})",
            claim.operator,
            time::ago(since(at, claim.since)),
            claim.fence.0
        ),
        None => "nobody has it; c claims it".to_owned(),
    }
}

/// The name of an agent; the bot has none in the tables.
pub fn agent_name(agent: &str) -> &str {
    if agent.is_empty() { word::bot() } else { agent }
}

fn switch_name(activation: &Activation) -> String {
    format!(
        "{} of {}",
        agent_name(&activation.agent),
        activation.tenant_name
    )
}

/// ` since 02:14, by Luis (prices are wrong)`, as far as the row says.
pub fn history(activation: &Activation, now: Timestamp, zone: &TimeZone) -> String {
    let mut out = String::new();
    if let Some(at) = activation.since {
        out.push_str(" since ");
        out.push_str(&time::moment(at, now, zone));
    }
    if let Some(by) = &activation.by {
        out.push_str(", by ");
        out.push_str(&by.one_line());
    }
    if let Some(reason) = &activation.reason {
        out.push_str(" (");
        out.push_str(&reason.one_line());
        out.push(')');
    }
    out
}

fn action(doing: Doing) -> &'static str {
    match doing {
        Doing::Connecting => "connecting",
        Doing::Claiming => "the claim",
        Doing::Replying => "the reply",
        Doing::Noting => "the note",
        Doing::HandingBack => "the hand back",
        Doing::Resolving => "resolving",
        Doing::Toggling => "the switch",
        Doing::Deciding => "the decision",
        Doing::Revealing => "reading the mail",
        Doing::Hearing => "listening for escalations",
        Doing::Relaying => "sending events",
        Doing::Acting => "the deed",
        Doing::Counting => said!("the audit trail", "la auditoría", "a auditoria"),
    }
}

fn not_done(doing: Doing) -> &'static str {
    match doing {
        Doing::Connecting => "Not connected",
        Doing::Claiming => "Not claimed",
        Doing::Replying => "Not sent",
        Doing::Noting => "Note not kept",
        Doing::HandingBack => "Not handed back",
        Doing::Resolving => "Not resolved",
        Doing::Toggling => "Not switched",
        Doing::Deciding => "Not decided",
        Doing::Revealing => "Mail not read",
        Doing::Hearing => "Escalations not heard",
        Doing::Relaying => "Events not sent",
        Doing::Acting => "Not done",
        Doing::Counting => said!("Not counted", "No contado", "Não contado"),
    }
}

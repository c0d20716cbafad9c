//! What verbs without a screen say: on stdout what was done, on stderr what was not, why, and what to do.

pub mod configuration;
pub mod doctor;
pub mod feed;
pub mod index;
mod list;
mod sheet;
pub mod triage;
pub mod value;

pub use list::{by_index, columns, footer, nothing};
pub use sheet::{ask_first, issue_question, issue_warning, no_entries, no_product, not_issued};

use crate::domain::agent::Turn;
use crate::domain::handoff::{Claim, Ending};
use crate::domain::place::Place;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Barred;
use crate::domain::time::iso;
use crate::domain::work::Decision;
use jiff::Timestamp;

use super::{problem, word};

/// The head of a conversation.
pub fn heading(
    customer: &str,
    phone: &str,
    tenant: &str,
    state: &str,
    holder: &str,
) -> Vec<String> {
    let mut lines = vec![
        format!("{customer} · {phone} · {tenant}"),
        match holder {
            "-" => state.to_owned(),
            holder => format!("held by {holder}"),
        },
    ];
    lines.push(String::new());
    lines
}

/// A message of a transcript.
pub fn message(at: &str, from: &str, text: &str, state: &str) -> String {
    let state = match state {
        "-" => String::new(),
        "recorded" => " (recorded, not sent)".to_owned(),
        state => format!(" ({state})"),
    };
    format!("{at}  {from}: {text}{state}")
}

pub fn won(conversation: &str, fence: u64) -> String {
    format!("{conversation} is yours (fence {fence}), and its bot is paused.")
}

pub fn already_yours(conversation: &str, fence: u64) -> String {
    format!("{conversation} was yours already (fence {fence}); the hold is renewed.")
}

pub fn replied(conversation: &str, fence: u64) -> String {
    format!("Reply to {conversation} recorded, not sent (fence {fence}).")
}

pub fn noted(conversation: &str, fence: u64) -> String {
    format!("Private note on {conversation} recorded (fence {fence}).")
}

pub fn released(conversation: &str, ending: Ending) -> String {
    format!(
        "{conversation} is {}; its bot is not paused any more.",
        word::ending(ending)
    )
}

pub fn released_before(conversation: &str, ending: Ending) -> String {
    format!("{conversation} was {} already.", word::ending(ending))
}

/// A switch after the verb. `before`: it was so already, since when and by whom.
pub fn turned(
    agent: &str,
    tenant: &str,
    turn: Turn,
    before: Option<(Option<Timestamp>, Option<&str>)>,
) -> String {
    let turn = word::turn(turn);
    match before {
        None => format!("{agent} is {turn} for {tenant}."),
        Some((since, by)) => {
            let since = since.map(|at| format!(" since {}", iso(at)));
            let by = by.map(|by| format!(", by {by}"));
            format!(
                "{agent} was already {turn} for {tenant}{}{}.",
                since.unwrap_or_default(),
                by.unwrap_or_default()
            )
        }
    }
}

pub fn initialised() -> &'static str {
    "The control table is ready."
}

pub fn initialised_before() -> &'static str {
    "The control table was there already; nothing was changed."
}

/// A failure: what, why, what to do, and what became of what was asked.
pub fn failure(why: &Problem, wrote: bool) -> Vec<String> {
    let words = problem(why);
    let mut lines = vec![words.what];
    if !words.why.is_empty() {
        lines.push(words.why);
    }
    lines.push(remedy(why).to_owned());
    if wrote {
        lines.push("Nothing was changed.".to_owned());
    }
    lines
}

fn remedy(why: &Problem) -> &'static str {
    match (why.trouble, why.subject.as_str()) {
        (Trouble::Invalid, "--after") => {
            "Pass the “next” of an earlier answer of the same list, with the same --tenant and --month."
        }
        (Trouble::Invalid, "takeover") => {
            "Take it over from its bot with a reason: --takeover REASON"
        }
        (Trouble::Invalid, "reason") => "Say why in at least 8 characters: --reason REASON",
        (Trouble::Unreachable, _) => {
            "Check --endpoint and the network; a demo backend is started with: switchboard demo --headless --listen 127.0.0.1:8123"
        }
        (Trouble::TimedOut | Trouble::Throttled, _) => "Try again in a moment.",
        (Trouble::Credentials, _) => "Renew the credentials (aws sso login) and try again.",
        (Trouble::NotFound, _) => "See what is there: switchboard tenants list",
        (Trouble::Refused | Trouble::Internal, _) => {
            "The words above are those of the backend or of this machine; correct what they name and try again."
        }
        (trouble, _) => problem::remedy(trouble),
    }
}

/// This console cannot write.
pub fn barred(barred: Barred) -> String {
    match barred {
        Barred::ReadOnly => {
            "Refused: --readonly changes nothing. Leave it out to do this.".to_owned()
        }
        other => super::access::barred(other).to_owned(),
    }
}

/// Another has it, or nobody.
pub fn lost(holder: Option<&Claim>) -> Vec<String> {
    match holder {
        Some(claim) => vec![
            format!(
                "{} has it since {} (from {}, fence {}).",
                claim.operator,
                iso(claim.since),
                claim.host,
                claim.fence.0
            ),
            "Nothing was written. Talk to them, or wait until it is given back.".to_owned(),
        ],
        None => vec![
            "It is not yours: nobody holds it.".to_owned(),
            "Nothing was written. Claim it first: switchboard escalations claim TENANT CONVERSATION"
                .to_owned(),
        ],
    }
}

pub fn other_fence(held: u64, named: u64) -> Vec<String> {
    vec![
        format!("Your claim has fence {held}, not {named}: it was given up and taken again since."),
        "Nothing was written. Read the conversation again, then use the fence it has now."
            .to_owned(),
    ]
}

pub fn pause_pending(why: &Problem) -> Vec<String> {
    vec![
        format!(
            "It is yours, but its bot may still answer ({}).",
            problem::short(why.trouble)
        ),
        "Repeat the same claim: it writes the bot's pause again.".to_owned(),
    ]
}

/// A claim where the bot cannot know of it.
pub fn pause_unread() -> [&'static str; 2] {
    [
        "The bot of this deployment does not read the pause: it goes on answering beside you.",
        "Switching the tenant's bot off silences it, and stops the intake of customers' messages for the whole tenant.",
    ]
}

pub fn unfinished(why: &Problem) -> Vec<String> {
    vec![
        format!(
            "Given up, but its bot is still paused ({}).",
            problem::short(why.trouble)
        ),
        "Repeat the same command, or leave it: the next console that looks finishes it.".to_owned(),
    ]
}

/// No answer came. `kept`: the text of a reply is in the journal.
pub fn unknown(kept: bool) -> Vec<String> {
    let mut lines = vec!["No answer came, so nobody can tell yet whether it happened.".to_owned()];
    lines.push(if kept {
        "The text is kept on this machine: the next console of yours compares it with the table. Look before you send it again: switchboard conversations show".to_owned()
    } else {
        "Look before you try again: switchboard audit list, switchboard conversations show".to_owned()
    });
    lines
}

pub fn no_conversation() -> Vec<String> {
    vec![
        "There is no such conversation.".to_owned(),
        "Nothing was changed. See which there are: switchboard conversations list".to_owned(),
    ]
}

pub fn no_tenant() -> Vec<String> {
    vec![
        "There is no such tenant.".to_owned(),
        "Nothing was changed. See which there are: switchboard tenants list".to_owned(),
    ]
}

pub fn no_agent() -> Vec<String> {
    vec![
        "There is no such agent.".to_owned(),
        "Nothing was changed. See which there are: switchboard agents list".to_owned(),
    ]
}

pub fn no_work() -> Vec<String> {
    vec![
        "Nothing of that key waits for anybody.".to_owned(),
        "Nothing was changed. See what waits: switchboard work list".to_owned(),
    ]
}

/// A decision that somebody made before; 409 in the system's own words.
pub fn decided_before(state: &str) -> Vec<String> {
    vec![format!("It was {state} before. Nothing was written.")]
}

/// A request whose time is over; 410 in the system's own words.
pub fn expired() -> Vec<String> {
    vec!["Its time was over before anybody decided. Nothing was written; it has to be asked for again.".to_owned()]
}

/// A decision that was written.
pub fn decided(id: &str, decision: Decision) -> String {
    match decision {
        Decision::Approve => format!("{id} is approved."),
        Decision::Reject => format!("{id} is refused."),
        Decision::Cancel => format!("{id} is marked as cancelled. No worker was stopped by it."),
    }
}

pub fn changed_meanwhile() -> Vec<String> {
    vec![
        "Somebody changed the switch while it was being read.".to_owned(),
        "Nothing was written. Look at it again before you decide: switchboard agents list"
            .to_owned(),
    ]
}

pub fn declined() -> &'static str {
    "Nothing was created."
}

pub fn not_a_terminal() -> Vec<String> {
    vec![
        "Nobody can be asked here.".to_owned(),
        "Nothing was created. Pass --yes to create the table without a question.".to_owned(),
    ]
}

/// What `init` would create, before it does.
pub fn prospect(table: &str, region: &str, place: &Place) -> Vec<String> {
    let place = match place {
        Place::Account { account, .. } => format!("account {account}, region {region}"),
        Place::Joined { endpoint } => format!("{endpoint} (demo data, region {region})"),
        Place::Demo => "the demo in this process".to_owned(),
    };
    vec![
        format!("switchboard keeps claims, replies, notes, switches and its audit trail in one table: {table}"),
        format!("It will be created in {place}."),
        "Billing PAY_PER_REQUEST: nothing is paid while nothing is used. A handoff from claim to hand back writes about 30 units, and 4 for each minute that a screen holds it: a US dollar pays for tens of thousands of them (on-demand writes, us-east-1).".to_owned(),
        "With point-in-time recovery (storage is cents a month) and expiry of rows that carry a time.".to_owned(),
        "No table of the systems is touched.".to_owned(),
    ]
}

pub fn create_question() -> &'static str {
    "Create it? [y/N]"
}

/// The backend listens; the address is the last word, for scripts.
pub fn serving(endpoint: &str) -> String {
    format!("Serving demo data at {endpoint}")
}

pub fn serving_hint(endpoint: &str) -> String {
    format!(
        "Join it with: switchboard --endpoint {endpoint} — no authentication, demo data only; Ctrl-C ends it."
    )
}

/// A verb that was given no backend.
pub fn no_backend() -> &'static str {
    "No backend is named, and a demo would end with the command. Start one: switchboard demo --headless --listen 127.0.0.1:8123, then add --endpoint http://127.0.0.1:8123; or name an account with --region, or a profile in your configuration file (see README)."
}

/// Flags that contradict each other.
pub fn two_backends() -> &'static str {
    "--endpoint names a backend, --region and --aws-profile another, --profile and --config a third: give one of them."
}

/// A profile is named, and there is no file that could have it.
pub fn no_configuration(profile: &str) -> String {
    format!(
        "There is no configuration file that could have the profile {profile}: --config names one, README shows what it says."
    )
}

pub fn demo_elsewhere() -> &'static str {
    "demo is a backend of its own: leave out --endpoint, --region, --aws-profile and --profile."
}

/// Text from stdin could not be read.
pub fn no_stdin(why: &str) -> String {
    format!("The text could not be read from stdin ({why}). Nothing was sent.")
}

/// The screen needs a terminal.
pub fn no_terminal(why: &str) -> String {
    format!("The screen cannot be used ({why}). Verbs work without one: switchboard --help")
}

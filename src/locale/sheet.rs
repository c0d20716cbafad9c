//! Sheets: the names of their kinds, what is said around their tables, and what is done in them.

use jiff::{SignedDuration, Timestamp};

use super::{number, time};
use crate::domain::sheet::{CommandKind, DeedKind, Narrowing, SheetKind};
use crate::domain::time::since;
use crate::domain::work::Decided;

/// The name of a kind in a heading.
pub fn kind(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Products => "Products",
        SheetKind::Customers => "Customers",
        SheetKind::Users => "Users",
        SheetKind::Integrations => "Integrations",
        SheetKind::Events => "Events",
        SheetKind::Commands => "Commands",
        SheetKind::Approvals => "Approvals",
        SheetKind::Trail => "Audit trail",
        SheetKind::Billing => "Billing",
        SheetKind::Templates => "Templates",
        SheetKind::Nodes => "Nodes",
        SheetKind::Executions => "Executions",
        SheetKind::Models => "Models",
        SheetKind::Runs => "Runs",
        SheetKind::Logs => "Logs",
    }
}

/// What a sheet of a kind is, for the command line.
pub fn sentence(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Products => "What tenants sell",
        SheetKind::Customers => "Customers with their score and history",
        SheetKind::Users => "People and accounts",
        SheetKind::Integrations => "Connections to other services, with their health",
        SheetKind::Events => "What the system reported",
        SheetKind::Commands => "Operational commands, newest first",
        SheetKind::Approvals => "Requests for approval, open and decided",
        SheetKind::Trail => "The system's own audit trail",
        SheetKind::Billing => "What tenants pay, as the system reckons",
        SheetKind::Templates => "Public agent templates, the most used first",
        SheetKind::Nodes => "The nodes of a flow, checked",
        SheetKind::Executions => "Executions of agents, by their status",
        SheetKind::Models => "Models that runs may use",
        SheetKind::Runs => "Experiment runs",
        SheetKind::Logs => "Log lines of a run",
    }
}

/// What stands between the parts of a heading.
pub const INTO: &str = " ▸ ";
/// What stands between kinds.
pub const BESIDE: &str = " · ";
/// Which of the kinds is on screen, where there is no room for all: ` 4 of 7`.
pub fn one_of(at: usize, of: usize) -> String {
    format!(" {at} of {of}")
}

/// The label of an entry's key.
pub const ID: &str = "id";
/// Before the sheets of an entry.
pub const BELOW: &str = "opens";

/// A page is awaited.
pub fn reading() -> &'static str {
    "reading…"
}

/// How old what is on screen is.
pub fn read(at: Timestamp, now: Timestamp) -> String {
    format!("read {}", time::ago(since(now, at)))
}

/// Whether what is on screen is old enough to be looked at twice.
pub fn is_old(at: Timestamp, now: Timestamp) -> bool {
    since(now, at) > SignedDuration::from_mins(2)
}

/// How many entries are shown of those that were read: `12 read`, `3 of 12 read`.
pub fn count(shown: usize, read: usize) -> String {
    let all = number::count(read as u64);
    match shown == read {
        true => format!("{all} read"),
        false => format!("{} of {all} read", number::count(shown as u64)),
    }
}

/// More entries are there than were read.
pub fn more(key: Option<&str>) -> String {
    match key {
        Some(key) => format!("more follow, {key} reads on"),
        None => "more follow".to_owned(),
    }
}

/// What reading cost.
pub fn units(units: f64) -> String {
    format!("{units:.1} read units")
}

/// What the table was asked for.
pub fn narrowed(narrowing: &Narrowing) -> String {
    format!("{}={}", narrowing.name, narrowing.value)
}

/// What can be typed into the filter of a sheet.
pub fn hint(narrowings: &[&str], narrow: bool) -> String {
    let asks: Vec<String> = narrowings.iter().map(|name| format!("{name}=…")).collect();
    match (asks.is_empty(), narrow) {
        (true, _) => "filters what has been read".to_owned(),
        (false, true) => format!("filters; {} asks the table", asks.join(" ")),
        (false, false) => format!(
            "words filter what has been read; {} asks the table",
            asks.join(" ")
        ),
    }
}

/// Nothing has been read yet.
pub fn loading(of: SheetKind) -> [String; 2] {
    [
        format!("Reading {}…", kind(of).to_lowercase()),
        "They appear as soon as the system answers.".to_owned(),
    ]
}

/// A sheet without entries. `asked`: what the table was asked for; `more`: pages follow this one.
pub fn empty(of: SheetKind, asked: Option<&Narrowing>, more: bool) -> [String; 2] {
    let word = kind(of).to_lowercase();
    if more {
        return [
            format!("No {word} so far."),
            "More of the table follows: + reads on.".to_owned(),
        ];
    }
    match asked {
        Some(asked) => [
            format!("No {word} with {}.", narrowed(asked)),
            "Esc drops the condition; / asks for another.".to_owned(),
        ],
        None => [format!("No {word}."), next_step(of).to_owned()],
    }
}

fn next_step(of: SheetKind) -> &'static str {
    match of {
        SheetKind::Products => "The tenant adds products in the system's own pages.",
        SheetKind::Customers => {
            "They appear when somebody writes to the tenant for the first time."
        }
        SheetKind::Users => "Nobody has an account here yet.",
        SheetKind::Integrations => "Nothing is connected yet; the tenant connects services itself.",
        SheetKind::Events => "The system has reported nothing.",
        SheetKind::Commands => "Nobody has issued one yet.",
        SheetKind::Approvals => "Nobody has asked for permission yet.",
        SheetKind::Trail => "The system has written down nothing here.",
        SheetKind::Billing => "Nothing has been reckoned yet.",
        SheetKind::Templates => "Templates are made in the workbench.",
        SheetKind::Nodes => "The template's flow has no node: it cannot run.",
        SheetKind::Executions => "They appear when an agent is run.",
        SheetKind::Models => "Models are registered in the workbench.",
        SheetKind::Runs => "Runs appear when an experiment is started.",
        SheetKind::Logs => "The run has written no line, or its lines have expired.",
    }
}

/// A page that follows could not be read.
pub fn not_read(brief: &str, remedy: &str, key: Option<&str>) -> String {
    let again = key.map(|key| format!(" {key} tries again."));
    format!("Not read: {brief}. {remedy}{}", again.unwrap_or_default())
}

/// How to try again, below a failure.
pub fn again(key: Option<&str>) -> String {
    key.map(|key| format!(" {key} tries again."))
        .unwrap_or_default()
}

pub const COMMAND: &str = "command";
pub const PARAMETERS: &str = "with";
pub const CHOOSE: &str = "↑ ↓ another command · Tab the other field";
pub const PARAMETERS_HINT: &str = "name=value, blanks between; may stay empty";

/// A word of the parameters that is none.
pub fn odd_parameter(word: &str) -> String {
    format!("“{word}” is no name=value")
}

/// The title of marking a product.
pub fn sold_title(product: &str, tenant: &str) -> String {
    format!("Mark “{product}” as sold for {tenant}")
}

pub fn sold_question(product: &str) -> String {
    format!("Mark “{product}” as sold?")
}

pub fn sold_consequence() -> &'static str {
    "The bot stops offering it. It is written only if the product is still as you see it."
}

/// The title of issuing a command.
pub fn issue_title(tenant: Option<&str>) -> String {
    match tenant {
        Some(tenant) => format!("Issue a command for {tenant}"),
        None => "Issue a command for no tenant in particular".to_owned(),
    }
}

pub fn issue_question(command: CommandKind, tenant: Option<&str>) -> String {
    match tenant {
        Some(tenant) => format!("Issue {} for {tenant}?", command.word()),
        None => format!("Issue {}?", command.word()),
    }
}

/// What a command does in the system; the insert is what runs it.
pub fn issue_consequence(command: CommandKind) -> String {
    let does = match command {
        CommandKind::ReprocessQueue => {
            "The system only simulates it: it waits and says that it is done; no message is processed again."
        }
        CommandKind::ResetToken => "A connection gets a new token; what uses the old one stops.",
        CommandKind::RestartAgent => "The agent is restarted; what it works on is interrupted.",
        CommandKind::HealthCheck => "It looks and reports; it changes nothing.",
    };
    format!("The insert runs it at once: there is no way to take it back. {does}")
}

/// What came of a deed.
pub fn acted(kind: DeedKind, subject: &str, decided: &Decided) -> String {
    match (decided, kind) {
        (Decided::Done, DeedKind::MarkSold) => format!("“{subject}” is marked as sold."),
        (Decided::Done, DeedKind::Issue) => {
            format!("{subject} is issued; the system runs it. Commands show what comes of it.")
        }
        (Decided::Already(state), DeedKind::MarkSold) => {
            format!(
                "“{subject}” was {state} before, or changed while you looked. Nothing was written."
            )
        }
        (Decided::Already(state), DeedKind::Issue) => {
            format!("{subject} was issued before ({state}). Nothing was written.")
        }
        (Decided::Expired, _) => {
            format!("The time of “{subject}” was over. Nothing was written.")
        }
        (Decided::NotFound, _) => {
            format!("“{subject}” is not there any more. Nothing was written.")
        }
        (Decided::Unknown, _) => format!(
            "No answer: nobody can tell whether “{subject}” went through. Nothing is repeated by itself; \
             it is read again."
        ),
    }
}

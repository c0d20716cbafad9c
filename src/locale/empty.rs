//! What a list says when there is nothing to show, always with the next step.

use jiff::SignedDuration;

use super::time;

/// Nobody waits. `last`: how long ago the newest escalation began, where one was seen.
pub fn escalations(last: Option<SignedDuration>) -> [String; 2] {
    let what = match last {
        Some(span) => format!("Nobody is waiting. Last escalation {}.", time::ago(span)),
        None => "Nobody is waiting.".to_owned(),
    };
    [
        what,
        "New ones appear here by themselves; 2 shows all conversations.".to_owned(),
    ]
}

/// A sweep has not seen all tenants yet.
pub fn still_looking(done: usize, of: usize) -> [String; 2] {
    [
        "Nobody found waiting so far.".to_owned(),
        format!("{done} of {of} tenants read; the rest is being read under the read budget."),
    ]
}

pub fn conversations() -> [String; 2] {
    [
        "No conversations in these tables.".to_owned(),
        "They appear when a customer writes to a tenant's number.".to_owned(),
    ]
}

pub fn tenants() -> [String; 2] {
    [
        "No tenants in this table.".to_owned(),
        "Check the account and region in the header, then refresh.".to_owned(),
    ]
}

pub fn agents() -> [String; 2] {
    [
        "No agents and no tenants to switch.".to_owned(),
        "Check the account and region in the header, then refresh.".to_owned(),
    ]
}

pub fn usage() -> [String; 2] {
    [
        "No usage has been counted.".to_owned(),
        "Rows appear with the first message of a month.".to_owned(),
    ]
}

/// A filter that finds nothing among `of` rows.
pub fn no_match(words: &str, of: usize) -> [String; 2] {
    [
        format!("Nothing among {of} matches “{words}”."),
        "Change the filter with /, or drop it with Esc.".to_owned(),
    ]
}

/// A pane that shows one system only, which has nothing in it, or no such thing at all.
pub fn only(platform: &str, things: &str, has_such: bool) -> [String; 2] {
    let what = if has_such {
        format!("Nothing of {platform} is here now.")
    } else {
        format!("{platform} has no {things}.")
    };
    [what, ":platform all shows all systems again.".to_owned()]
}

/// A transcript without messages.
pub fn transcript() -> [String; 2] {
    [
        "The table holds no message of this conversation.".to_owned(),
        "What the customer writes from now on appears here.".to_owned(),
    ]
}

pub fn messages() -> [String; 2] {
    [
        "The console has said nothing yet.".to_owned(),
        "Notices and failures are kept here with their times.".to_owned(),
    ]
}

/// Nothing is selected beside a list.
pub fn nothing_selected() -> &'static str {
    "Select a row to see it here."
}

/// More notices stand behind the newest.
pub fn more_messages(n: usize) -> String {
    format!("   +{n} in :messages")
}

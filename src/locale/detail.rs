//! Labels and sentences of the details of tenants, agents and usage.

use super::number;
use crate::domain::agent::Switch;

pub const NOW: &str = "Now";
pub const BOT: &str = "bot";
pub const CONVERSATIONS: &str = "conversations";
pub const LAST: &str = "last activity";
pub const PLAN: &str = "plan";
pub const MESSAGES: &str = "messages";
pub const OWNER: &str = "owner";
pub const NONE: &str = "none stated";
pub const OTHER: &str = "Other attributes";
pub const SWITCH: &str = "Switch";
pub const SINCE: &str = "since";
pub const WHY: &str = "why";
pub const BY: &str = "by";
pub const REASON: &str = "reason";
pub const CATALOGUE: &str = "Catalogue";
pub const NAME: &str = "name";
pub const CATEGORY: &str = "category";
pub const VERSION: &str = "version";
pub const STATUS: &str = "status";
pub const BUSY: &str = "being switched…";
pub const TURN_OFF: &str = "switches it off for this tenant, with a reason";
pub const TURN_ON: &str = "switches it on again, with a reason";
pub const TURN_ON_FIRST: &str = "switches it on for the first time, with a reason";
pub const AGAINST_LIMIT: &str = "Messages of the month";
pub const TABLES: &str = "What the two tables say";
pub const METRICS: &str = "usage-metrics";
pub const TRACKER: &str = "tenant-usage";
pub const NO_ROW: &str = "no row for this month";
pub const TOKENS: &str = "tokens";
pub const THIS_MONTH: &str = "newest month";
pub const COUNT: &str = "in all";
pub const FAILED: &str = "failed";
pub const COST: &str = "cost";
pub const STORAGE: &str = "storage";
pub const DAYS: &str = "By day";

/// The name of a group of a tenant's item, as people say it.
pub fn group(attribute: &str) -> String {
    match attribute {
        "businessConfig" => "Business".to_owned(),
        "aiConfig" => "AI".to_owned(),
        "limits" => "Limits as the item states them".to_owned(),
        "contactInfo" => "Contacts".to_owned(),
        "integrations" => "Integrations".to_owned(),
        other => other.lines().next().unwrap_or_default().to_owned(),
    }
}

/// `12 open, 3 waiting for a person`.
pub fn open_and_waiting(open: u32, waiting: u32) -> String {
    format!(
        "{} open, {} waiting for a person",
        number::count(u64::from(open)),
        number::count(u64::from(waiting))
    )
}

/// `4 120 of 5 000`; the limit is a word where there is none.
pub fn used_of(used: Option<u64>, limit: &str) -> String {
    match used {
        Some(used) => format!("{} of {limit}", number::count(used)),
        None => format!("not read yet, of {limit}"),
    }
}

/// Why the limit is what it is: only three words are known to the system.
pub fn limit_of_plan(plan: Option<&str>) -> String {
    match plan {
        Some(plan @ ("starter" | "pro" | "enterprise")) => {
            format!("The limit of the plan “{plan}” in the usage tracker.")
        }
        Some(plan) => format!(
            "The plan “{plan}” is not among those that the usage tracker knows, so the smallest limit stands."
        ),
        None => "No plan is stated, so the smallest limit stands.".to_owned(),
    }
}

/// Attributes that could not be understood.
pub fn odd(n: u16) -> String {
    format!(
        "{} not understood; d shows the item.",
        number::counted(u64::from(n), "attribute is", "attributes are")
    )
}

/// Why nothing is known of a switch's past.
pub fn never(switch: &Switch) -> &'static str {
    match switch {
        Switch::Absent => "It was never switched on for this tenant.",
        _ => "The table does not say since when.",
    }
}

/// Messages and conversations of a month.
pub fn counts(messages: u64, conversations: u64) -> String {
    format!(
        "{}, {}",
        number::counted(messages, "message", "messages"),
        number::counted(conversations, "conversation", "conversations")
    )
}

/// When a row was last written.
pub fn written(ago: &str) -> String {
    format!("written {ago}")
}

/// The tables are too far apart.
pub fn disagree(difference: &str) -> String {
    format!(
        "They differ by {difference} of the larger: one of the counters loses messages. Billing reads usage-metrics."
    )
}

/// The tables are close.
pub fn agree(difference: &str) -> String {
    format!("They differ by {difference}. Billing reads usage-metrics.")
}

pub fn gigabytes(n: f64) -> String {
    format!("{n:.2} GB")
}

/// The days of a chart.
pub fn days(first: &str, last: &str, most: u64, unit: &str) -> String {
    format!("{first} to {last} · most {} {unit}", number::count(most))
}

/// A heading out of a word.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// An amount of money, to the cent and below a dollar to the hundredth of one.
pub fn dollars(amount: f64) -> String {
    if amount.abs() < 1.0 {
        format!("{amount:.4} USD")
    } else {
        format!("{amount:.2} USD")
    }
}

/// The second table of activations says something else; nothing keeps the two together.
pub fn disagrees(other: &str) -> String {
    format!(
        "The system's operational screens show “{other}”: they read tenant_agents, which nothing keeps \
         together with agent_activations. A toggle changes the latter."
    )
}

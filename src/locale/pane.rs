//! Names of panes, column titles, counts, and the words of a header.

use super::number;

/// Tabs, in the order of their keys.
pub const TENANTS: &str = "Tenants";
pub const CONVERSATIONS: &str = "Conversations";
pub const ESCALATIONS: &str = "Escalations";
pub const AGENTS: &str = "Agents";
pub const USAGE: &str = "Usage";

/// Titles of columns.
pub mod column {
    pub const WAIT: &str = "wait";
    pub const PLATFORM: &str = "system";
    pub const TENANT: &str = "tenant";
    pub const CUSTOMER: &str = "customer";
    pub const REASON: &str = "why";
    pub const PRIORITY: &str = "prio";
    pub const HOLDER: &str = "held by";
    pub const LAST_MESSAGE: &str = "last message";
    pub const STATE: &str = "state";
    pub const UNREAD: &str = "new";
    pub const AGE: &str = "age";
    pub const STATUS: &str = "status";
    pub const PLAN: &str = "plan";
    pub const BOT: &str = "bot";
    pub const OPEN: &str = "open";
    pub const WAITING: &str = "wait";
    pub const USED: &str = "used";
    pub const LIMIT: &str = "limit";
    pub const AGENT: &str = "agent";
    pub const SWITCH: &str = "state";
    pub const FOR: &str = "for";
    pub const BY: &str = "by";
    pub const CATEGORY: &str = "category";
    pub const MONTH: &str = "month";
    pub const BILLED: &str = "billed";
    pub const COUNTED: &str = "counted";
    pub const DIFFERENCE: &str = "differ";
    pub const DAYS: &str = "last days";
    pub const ALARM: &str = "alarm";
    pub const RULE: &str = "rule";
}

/// The program's name.
pub const PROGRAM: &str = "switchboard";

/// The place of an embedded or joined demo backend.
pub const DEMO: &str = "DEMO";

/// Customers feel what is done here.
pub const PRODUCTION: &str = " PROD ";

/// Only one system is shown.
pub fn only(platform: &str) -> String {
    format!("only {platform}")
}

/// `+2`: further accounts or regions.
pub fn further(n: usize) -> String {
    format!("+{n}")
}

/// `41 waiting`.
pub fn waiting(n: usize) -> String {
    format!("{} waiting", number::count(n as u64))
}

/// `2 mine`.
pub fn mine(n: usize) -> String {
    format!("{} mine", number::count(n as u64))
}

/// `41 of 62`, or `62 in all`; `more…` where not everything has been read.
pub fn shown(shown: usize, of: usize, more: bool) -> String {
    let (shown, of) = (shown as u64, of as u64);
    let all = number::count(of);
    match (shown == of, more) {
        (true, true) => format!("first {all}, more…"),
        (true, false) => format!("{all} in all"),
        (false, true) => format!("{} of the first {all}, more…", number::count(shown)),
        (false, false) => format!("{} of {all}", number::count(shown)),
    }
}

/// The filter beside the count.
pub fn filter(words: &str) -> String {
    format!("filter “{words}”")
}

/// A list that has no index to be read by.
pub fn whole_table() -> &'static str {
    "no index over tenants: the whole table is read for each of them"
}

/// Read units a second.
pub fn read_units(rate: f64) -> String {
    format!("{} RCU/s", number::rate(rate))
}

/// Too small to work in.
pub fn too_small(columns: u16, rows: u16, smallest: (u16, u16)) -> String {
    format!(
        "Window {columns}×{rows}: at least {}×{}",
        smallest.0, smallest.1
    )
}

//! The words of help, command line, inspector and messages.

use super::number;

pub const HELP: &str = "Help";
pub const COMMAND: &str = "Command";
pub const FILTER: &str = "Filter";
pub const MESSAGES: &str = "Messages";
pub const INSPECTOR: &str = "Inspector";
pub const TYPE_TO_FILTER: &str = "type to filter";

/// What `theme NAME` on the command line does.
pub const USE_THEME: &str = "Draw in these colours";
pub const ONLY_PLATFORM: &str = "Show only this system in all panes.";
pub const ALL_PLATFORMS: &str = "Show all systems again.";
pub const OPEN_PROFILE: &str = "Open this profile; what was asked of the present one is dropped.";

/// Nothing matches what was typed.
pub fn nothing_found(words: &str) -> String {
    format!("Nothing is called “{words}”.")
}

/// A place in something longer than the screen: `12–30 of 41`.
pub fn place(first: usize, last: usize, of: usize) -> String {
    format!(
        "{}–{} of {}",
        number::count(first as u64),
        number::count(last as u64),
        number::count(of as u64)
    )
}

/// Titles of what the inspector shows.
pub mod field {
    pub const PLATFORM: &str = "platform";
    pub const TENANT: &str = "tenant";
    pub const CONVERSATION: &str = "conversation";
    pub const CUSTOMER: &str = "customer";
    pub const PHONE: &str = "phone";
    pub const STATUS: &str = "status";
    pub const MEANS: &str = "means";
    pub const BOT: &str = "bot";
    pub const PRIORITY: &str = "priority";
    pub const REASON: &str = "reason";
    pub const SINCE: &str = "since";
    pub const VERSION: &str = "updatedAt";
    pub const MESSAGES: &str = "messages";
    pub const STORAGE: &str = "storage";
    pub const ODDITIES: &str = "not understood";
    pub const HOLDER: &str = "holder";
    pub const OWNER: &str = "identity";
    pub const CONSOLE: &str = "console";
    pub const FENCE: &str = "fence";
    pub const LEASE: &str = "lease until";
    pub const INTENT: &str = "intent";
    pub const AGENT: &str = "agent";
    pub const VERSION_SEEN: &str = "seen";
    pub const MONTH: &str = "month";
    pub const PLAN: &str = "plan";
    pub const OWNER_NAME: &str = "owner";
    pub const BY: &str = "by";
    pub const NAME: &str = "name";
    pub const CATEGORY: &str = "category";
    pub const LAST: &str = "last activity";
}

/// Groups of the inspector.
pub mod group {
    pub const IDENTITY: &str = "Identity";
    pub const RECORD: &str = "Escalation record (the bot reads its pause here)";
    pub const TALK: &str = "Transcript item";
    pub const CLAIM: &str = "Claim (control table)";
    pub const TENANT: &str = "Tenant";
    pub const SWITCH: &str = "Switch";
    pub const USAGE: &str = "Usage";
}

pub const ABSENT: &str = "absent";
pub const NOTHING: &str = "nothing is selected";
pub const BOT_SILENT: &str = "reads this as a pause";
pub const BOT_TALKS: &str = "does not read this as a pause";

/// How many attributes of an item could not be understood.
pub fn oddities(n: u16) -> String {
    number::counted(u64::from(n), "attribute", "attributes")
}

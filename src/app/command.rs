//! Every command of the console, once: keys, footer, help and the command line all name these.

use serde::Deserialize;

/// What a person can ask for. The serde name is the name in keymaps and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    // Moving
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
    Enter,
    Back,
    NextPane,
    PreviousPane,
    Tenants,
    Conversations,
    Escalations,
    Agents,
    Usage,
    NextWaiting,
    // Lists
    Filter,
    OrderBy,
    Reverse,
    More,
    Refresh,
    // Conversation
    Claim,
    Watch,
    Reply,
    Note,
    HandBack,
    Resolve,
    Send,
    // Agents
    Toggle,
    // Dialogs
    Confirm,
    Cancel,
    NextField,
    // The program
    Inspect,
    Copy,
    Help,
    CommandLine,
    Messages,
    Theme,
    Redraw,
    Suspend,
    Interrupt,
    Quit,
}

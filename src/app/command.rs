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
    /// Show what transcripts leave out until somebody asks.
    Reveal,
    /// Show the customer's whole number for a while, with a reason; again: hide it.
    ShowNumber,
    Reply,
    Note,
    HandBack,
    Resolve,
    Send,
    // What waits and is no conversation
    Approve,
    Reject,
    CancelRun,
    // Sheets
    /// The small tables that belong to the selected row.
    Sheets,
    MarkSold,
    Issue,
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

impl Command {
    /// Every command, in the order of the enum.
    pub const ALL: [Self; 50] = [
        Self::Down,
        Self::Up,
        Self::PageDown,
        Self::PageUp,
        Self::First,
        Self::Last,
        Self::Enter,
        Self::Back,
        Self::NextPane,
        Self::PreviousPane,
        Self::Tenants,
        Self::Conversations,
        Self::Escalations,
        Self::Agents,
        Self::Usage,
        Self::NextWaiting,
        Self::Filter,
        Self::OrderBy,
        Self::Reverse,
        Self::More,
        Self::Refresh,
        Self::Claim,
        Self::Watch,
        Self::Reveal,
        Self::ShowNumber,
        Self::Reply,
        Self::Note,
        Self::HandBack,
        Self::Resolve,
        Self::Send,
        Self::Approve,
        Self::Reject,
        Self::CancelRun,
        Self::Sheets,
        Self::MarkSold,
        Self::Issue,
        Self::Toggle,
        Self::Confirm,
        Self::Cancel,
        Self::NextField,
        Self::Inspect,
        Self::Copy,
        Self::Help,
        Self::CommandLine,
        Self::Messages,
        Self::Theme,
        Self::Redraw,
        Self::Suspend,
        Self::Interrupt,
        Self::Quit,
    ];

    /// The name in keymaps and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::First => "first",
            Self::Last => "last",
            Self::Enter => "enter",
            Self::Back => "back",
            Self::NextPane => "next-pane",
            Self::PreviousPane => "previous-pane",
            Self::Tenants => "tenants",
            Self::Conversations => "conversations",
            Self::Escalations => "escalations",
            Self::Agents => "agents",
            Self::Usage => "usage",
            Self::NextWaiting => "next-waiting",
            Self::Filter => "filter",
            Self::OrderBy => "order-by",
            Self::Reverse => "reverse",
            Self::More => "more",
            Self::Refresh => "refresh",
            Self::Claim => "claim",
            Self::Watch => "watch",
            Self::Reveal => "reveal",
            Self::ShowNumber => "show-number",
            Self::Reply => "reply",
            Self::Note => "note",
            Self::HandBack => "hand-back",
            Self::Resolve => "resolve",
            Self::Send => "send",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::CancelRun => "cancel-run",
            Self::Sheets => "sheets",
            Self::MarkSold => "mark-sold",
            Self::Issue => "issue",
            Self::Toggle => "toggle",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::NextField => "next-field",
            Self::Inspect => "inspect",
            Self::Copy => "copy",
            Self::Help => "help",
            Self::CommandLine => "command-line",
            Self::Messages => "messages",
            Self::Theme => "theme",
            Self::Redraw => "redraw",
            Self::Suspend => "suspend",
            Self::Interrupt => "interrupt",
            Self::Quit => "quit",
        }
    }

    /// The command of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.name() == name)
    }
}

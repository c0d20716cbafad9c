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
    Health,
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
    /// Resolve, and on to the next one that waits.
    ResolveNext,
    Snooze,
    Assign,
    Transfer,
    Reopen,
    Send,
    /// Decide about a reply of which nobody can tell whether it went out.
    Outcome,
    AskAgain,
    Resend,
    DropReply,
    /// Send an approved text of the provider.
    Template,
    /// Take it from the one who holds it.
    Steal,
    /// Take back a hand back or resolve that is not written yet.
    Undo,
    /// What can be done about a bot that speaks all the same.
    Silence,
    /// Why it escalated, all that is known.
    Briefing,
    /// Find words in the transcript.
    Find,
    NextFind,
    PreviousFind,
    CopyLink,
    // Many at once
    Mark,
    MarkShown,
    GroupKeyword,
    /// What each word of the bot fired for.
    Triggers,
    /// The report as a table.
    WriteTable,
    // Usage
    /// When the selected tenant breaks its limit.
    Forecast,
    /// The customers who were told that the limit is reached.
    CutOff,
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
    // Health
    /// The other of alarms and metrics.
    Metrics,
    ShorterRange,
    LongerRange,
    /// Say that one is on an alarm.
    Acknowledge,
    /// Switch an agent off for all tenants that have it.
    Kill,
    /// Switch it on for all tenants for which it is off.
    SwitchOnAll,
    /// Operations over many tenants.
    Op,
    /// Go on without a second person.
    BreakGlass,
    /// Take an operation back.
    RollBack,
    // Logs and traces
    /// Lines of logs of what is selected.
    Logs,
    /// The trace that the selected line belongs to.
    Trace,
    /// A question to Logs Insights.
    Insights,
    Wrap,
    SideLeft,
    SideRight,
    SaveLines,
    Pipe,
    CopyAws,
    // On call
    /// Open an incident from here.
    Incident,
    Incidents,
    Handover,
    /// The console as it was a minute before.
    Earlier,
    Later,
    /// The same by a quarter of an hour.
    MuchEarlier,
    MuchLater,
    // Dialogs
    Confirm,
    Cancel,
    NextField,
    FirstAnswer,
    SecondAnswer,
    ThirdAnswer,
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
    pub const ALL: [Self; 104] = [
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
        Self::Health,
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
        Self::ResolveNext,
        Self::Snooze,
        Self::Assign,
        Self::Transfer,
        Self::Reopen,
        Self::Send,
        Self::Outcome,
        Self::AskAgain,
        Self::Resend,
        Self::DropReply,
        Self::Template,
        Self::Steal,
        Self::Undo,
        Self::Silence,
        Self::Briefing,
        Self::Find,
        Self::NextFind,
        Self::PreviousFind,
        Self::CopyLink,
        Self::Mark,
        Self::MarkShown,
        Self::GroupKeyword,
        Self::Triggers,
        Self::WriteTable,
        Self::Forecast,
        Self::CutOff,
        Self::Approve,
        Self::Reject,
        Self::CancelRun,
        Self::Sheets,
        Self::MarkSold,
        Self::Issue,
        Self::Toggle,
        Self::Metrics,
        Self::ShorterRange,
        Self::LongerRange,
        Self::Acknowledge,
        Self::Kill,
        Self::SwitchOnAll,
        Self::Op,
        Self::BreakGlass,
        Self::RollBack,
        Self::Logs,
        Self::Trace,
        Self::Insights,
        Self::Wrap,
        Self::SideLeft,
        Self::SideRight,
        Self::SaveLines,
        Self::Pipe,
        Self::CopyAws,
        Self::Incident,
        Self::Incidents,
        Self::Handover,
        Self::Earlier,
        Self::Later,
        Self::MuchEarlier,
        Self::MuchLater,
        Self::Confirm,
        Self::Cancel,
        Self::NextField,
        Self::FirstAnswer,
        Self::SecondAnswer,
        Self::ThirdAnswer,
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
            Self::Health => "health",
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
            Self::ResolveNext => "resolve-next",
            Self::Snooze => "snooze",
            Self::Assign => "assign",
            Self::Transfer => "transfer",
            Self::Reopen => "reopen",
            Self::Send => "send",
            Self::Outcome => "outcome",
            Self::AskAgain => "ask-again",
            Self::Resend => "resend",
            Self::DropReply => "drop-reply",
            Self::Template => "template",
            Self::Steal => "steal",
            Self::Undo => "undo",
            Self::Silence => "silence",
            Self::Briefing => "briefing",
            Self::Find => "find",
            Self::NextFind => "next-find",
            Self::PreviousFind => "previous-find",
            Self::CopyLink => "copy-link",
            Self::Mark => "mark",
            Self::MarkShown => "mark-shown",
            Self::GroupKeyword => "group-keyword",
            Self::Triggers => "triggers",
            Self::WriteTable => "write-table",
            Self::Forecast => "forecast",
            Self::CutOff => "cut-off",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::CancelRun => "cancel-run",
            Self::Sheets => "sheets",
            Self::MarkSold => "mark-sold",
            Self::Issue => "issue",
            Self::Toggle => "toggle",
            Self::Metrics => "metrics",
            Self::ShorterRange => "shorter-range",
            Self::LongerRange => "longer-range",
            Self::Acknowledge => "acknowledge",
            Self::Kill => "kill",
            Self::SwitchOnAll => "switch-on-all",
            Self::Op => "op",
            Self::BreakGlass => "break-glass",
            Self::RollBack => "roll-back",
            Self::Logs => "logs",
            Self::Trace => "trace",
            Self::Insights => "insights",
            Self::Wrap => "wrap",
            Self::SideLeft => "side-left",
            Self::SideRight => "side-right",
            Self::SaveLines => "save-lines",
            Self::Pipe => "pipe",
            Self::CopyAws => "copy-aws",
            Self::Incident => "incident",
            Self::Incidents => "incidents",
            Self::Handover => "handover",
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::MuchEarlier => "much-earlier",
            Self::MuchLater => "much-later",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::NextField => "next-field",
            Self::FirstAnswer => "first-answer",
            Self::SecondAnswer => "second-answer",
            Self::ThirdAnswer => "third-answer",
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

    /// Whether it is a way to another place, which leads out of whatever lies over the panes.
    pub fn leads_elsewhere(self) -> bool {
        matches!(
            self,
            Self::Tenants
                | Self::Conversations
                | Self::Escalations
                | Self::Agents
                | Self::Usage
                | Self::Health
                | Self::NextWaiting
        )
    }

    /// The command of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.name() == name)
    }
}

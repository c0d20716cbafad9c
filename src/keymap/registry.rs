//! What is known of every command: its subject, where it makes sense, whether customers feel it, and how
//! much it wants to be in the footer. Its words are in `locale`, its keys in the keymap.

mod footer;

pub use footer::priority;

use crate::app::command::Command;
use crate::app::{Layer, Pane};

/// The subjects by which help is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Conversation,
    Work,
    Sheets,
    Agents,
    Health,
    Logs,
    OnCall,
    Lists,
    Moving,
    Panes,
    Answers,
    Program,
}

impl Group {
    pub const ALL: [Self; 12] = [
        Self::Conversation,
        Self::Work,
        Self::Sheets,
        Self::Agents,
        Self::Health,
        Self::Logs,
        Self::OnCall,
        Self::Lists,
        Self::Moving,
        Self::Panes,
        Self::Answers,
        Self::Program,
    ];
}

/// What a command can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Danger {
    /// Only what is on screen.
    None,
    /// It writes, but customers feel nothing, or it can be taken back.
    Writes,
    /// Customers feel it.
    Felt,
}

/// The subject of a command.
pub fn group(command: Command) -> Group {
    match command {
        Command::Claim
        | Command::Watch
        | Command::Reveal
        | Command::ShowNumber
        | Command::Reply
        | Command::Note
        | Command::HandBack
        | Command::Resolve
        | Command::ResolveNext
        | Command::Steal
        | Command::Undo
        | Command::Silence
        | Command::Snooze
        | Command::Assign
        | Command::Transfer
        | Command::Reopen
        | Command::Send
        | Command::Outcome
        | Command::Template
        | Command::Briefing
        | Command::Find
        | Command::NextFind
        | Command::PreviousFind
        | Command::CopyLink
        | Command::NextWaiting => Group::Conversation,
        Command::Approve | Command::Reject | Command::CancelRun => Group::Work,
        Command::Sheets | Command::MarkSold | Command::Issue => Group::Sheets,
        Command::Toggle
        | Command::Kill
        | Command::SwitchOnAll
        | Command::Op
        | Command::BreakGlass => Group::Agents,
        Command::Metrics | Command::ShorterRange | Command::LongerRange | Command::Acknowledge => {
            Group::Health
        }
        Command::Logs
        | Command::Trace
        | Command::Insights
        | Command::Wrap
        | Command::SideLeft
        | Command::SideRight
        | Command::SaveLines
        | Command::Pipe
        | Command::CopyAws => Group::Logs,
        Command::Incident
        | Command::Incidents
        | Command::Handover
        | Command::Earlier
        | Command::Later
        | Command::MuchEarlier
        | Command::MuchLater => Group::OnCall,
        Command::Filter
        | Command::OrderBy
        | Command::Reverse
        | Command::More
        | Command::Refresh
        | Command::Inspect
        | Command::Mark
        | Command::MarkShown
        | Command::GroupKeyword
        | Command::Triggers
        | Command::WriteTable
        | Command::Forecast
        | Command::CutOff
        | Command::Copy => Group::Lists,
        Command::Down
        | Command::Up
        | Command::PageDown
        | Command::PageUp
        | Command::First
        | Command::Last
        | Command::Enter
        | Command::Back => Group::Moving,
        Command::NextPane
        | Command::PreviousPane
        | Command::Tenants
        | Command::Conversations
        | Command::Escalations
        | Command::Agents
        | Command::Usage
        | Command::Health => Group::Panes,
        Command::Confirm
        | Command::Cancel
        | Command::NextField
        | Command::FirstAnswer
        | Command::SecondAnswer
        | Command::ThirdAnswer
        | Command::AskAgain
        | Command::Resend
        | Command::RollBack
        | Command::DropReply => Group::Answers,
        Command::Help
        | Command::CommandLine
        | Command::Messages
        | Command::Theme
        | Command::Redraw
        | Command::Suspend
        | Command::Interrupt
        | Command::Quit => Group::Program,
    }
}

/// What a command can change.
pub fn danger(command: Command) -> Danger {
    match command {
        Command::Toggle
        | Command::Kill
        | Command::SwitchOnAll
        | Command::BreakGlass
        | Command::RollBack
        | Command::Send
        | Command::Resend
        | Command::Template
        | Command::HandBack
        | Command::Resolve
        | Command::ResolveNext
        | Command::Steal
        | Command::Approve
        | Command::Reject
        | Command::CancelRun
        | Command::MarkSold
        | Command::Issue => Danger::Felt,
        Command::Claim
        | Command::Note
        | Command::Silence
        | Command::Snooze
        | Command::Assign
        | Command::Transfer
        | Command::Acknowledge
        | Command::Incident
        | Command::Reopen => Danger::Writes,
        _ => Danger::None,
    }
}

/// Whether a command makes sense in a layer of a pane; whether it can be used now is another question.
pub fn applies(command: Command, layer: Layer, pane: Pane) -> bool {
    if matches!(layer, Layer::Sheet | Layer::Entry) {
        return applies_in_sheets(command, layer);
    }
    if matches!(layer, Layer::Logs | Layer::Trace | Layer::Traces) {
        return applies_in_logs(command, layer);
    }
    if layer == Layer::Shift {
        return applies_on_shift(command);
    }
    let talks = pane.has_conversations();
    let panes = matches!(layer, Layer::List | Layer::Detail | Layer::Conversation);
    let answers = matches!(layer, Layer::Dialog | Layer::Form);
    match command {
        Command::Claim
        | Command::Watch
        | Command::Reveal
        | Command::ShowNumber
        | Command::Reply
        | Command::Note
        | Command::Briefing
        | Command::HandBack
        | Command::Resolve
        | Command::ResolveNext
        | Command::Steal
        | Command::Undo
        | Command::Silence
        | Command::Snooze
        | Command::Assign
        | Command::Transfer
        | Command::Reopen => panes && talks,
        Command::Find | Command::NextFind | Command::PreviousFind | Command::CopyLink => {
            layer == Layer::Conversation
        }
        Command::Mark | Command::MarkShown | Command::GroupKeyword => {
            layer == Layer::List && pane == Pane::Escalations
        }
        Command::Triggers => panes,
        Command::WriteTable => layer == Layer::Reader || (panes && pane == Pane::Usage),
        Command::Forecast | Command::CutOff => panes && pane == Pane::Usage,
        Command::Send => layer == Layer::Composer,
        Command::Outcome => layer == Layer::Conversation,
        Command::Template => matches!(layer, Layer::Conversation | Layer::Composer),
        Command::AskAgain | Command::Resend | Command::DropReply | Command::RollBack => {
            layer == Layer::Dialog
        }
        Command::Approve | Command::Reject | Command::CancelRun => {
            pane == Pane::Escalations && matches!(layer, Layer::List | Layer::Detail)
        }
        Command::Sheets => matches!(layer, Layer::List | Layer::Detail),
        Command::MarkSold | Command::Issue => false,
        Command::Toggle | Command::SwitchOnAll => pane == Pane::Agents && panes,
        Command::Kill => matches!(pane, Pane::Agents | Pane::Health) && panes,
        Command::Op | Command::BreakGlass => panes,
        Command::Metrics | Command::ShorterRange | Command::LongerRange | Command::Acknowledge => {
            pane == Pane::Health && panes
        }
        Command::Logs => panes,
        Command::Trace => pane == Pane::Health && panes,
        Command::Insights
        | Command::Wrap
        | Command::SideLeft
        | Command::SideRight
        | Command::SaveLines
        | Command::Pipe
        | Command::CopyAws => false,
        Command::Incident | Command::Incidents | Command::Handover => panes,
        Command::Earlier | Command::Later | Command::MuchEarlier | Command::MuchLater => {
            layer == Layer::List
        }
        Command::Filter | Command::OrderBy | Command::Reverse => layer == Layer::List,
        Command::More => layer == Layer::List && talks || pane == Pane::Health && panes,
        Command::Confirm | Command::Cancel => answers,
        Command::NextField
        | Command::FirstAnswer
        | Command::SecondAnswer
        | Command::ThirdAnswer => layer == Layer::Dialog,
        // In the detail of usage it shows who was told.
        Command::Enter => {
            layer != Layer::Composer && (layer != Layer::Detail || pane == Pane::Usage)
        }
        Command::Back => layer != Layer::Dialog,
        Command::Refresh
        | Command::Inspect
        | Command::Copy
        | Command::NextWaiting
        | Command::NextPane
        | Command::PreviousPane
        | Command::Tenants
        | Command::Conversations
        | Command::Escalations
        | Command::Agents
        | Command::Usage
        | Command::Health
        | Command::Messages
        | Command::Help
        | Command::Theme
        | Command::Quit => panes,
        Command::CommandLine => panes || layer == Layer::Composer,
        Command::Down
        | Command::Up
        | Command::PageDown
        | Command::PageUp
        | Command::First
        | Command::Last => !answers || layer == Layer::Dialog,
        Command::Redraw | Command::Suspend | Command::Interrupt => true,
    }
}

/// The same in incidents and the handover.
fn applies_on_shift(command: Command) -> bool {
    matches!(
        command,
        Command::Note
            | Command::Resolve
            | Command::WriteTable
            | Command::Assign
            | Command::Incidents
            | Command::Enter
            | Command::Refresh
    ) || group(command) == Group::Moving
}

/// The same in sheets, which lie over every pane alike.
fn applies_in_sheets(command: Command, layer: Layer) -> bool {
    match group(command) {
        Group::Conversation => command == Command::NextWaiting,
        Group::Work
        | Group::Agents
        | Group::Health
        | Group::Answers
        | Group::Logs
        | Group::OnCall => false,
        Group::Lists => match command {
            Command::Filter | Command::More => layer == Layer::Sheet,
            Command::OrderBy | Command::Reverse | Command::Inspect => false,
            Command::Mark
            | Command::MarkShown
            | Command::GroupKeyword
            | Command::WriteTable
            | Command::Forecast
            | Command::CutOff
            | Command::Triggers => false,
            _ => true,
        },
        Group::Sheets | Group::Moving | Group::Panes | Group::Program => true,
    }
}

/// The same in logs and traces, which lie over every pane alike.
fn applies_in_logs(command: Command, layer: Layer) -> bool {
    let lines = layer == Layer::Logs;
    match group(command) {
        Group::Logs if layer == Layer::Traces => command == Command::Trace,
        Group::Logs => lines && command != Command::Logs,
        Group::Lists => match command {
            Command::More => lines || layer == Layer::Traces,
            Command::Filter => lines,
            Command::Copy | Command::Refresh => true,
            _ => false,
        },
        Group::Panes => !matches!(command, Command::NextPane | Command::PreviousPane),
        Group::Moving | Group::Program => true,
        Group::Conversation => command == Command::NextWaiting,
        Group::Work
        | Group::Agents
        | Group::Health
        | Group::OnCall
        | Group::Sheets
        | Group::Answers => false,
    }
}

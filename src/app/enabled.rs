//! Whether a command can be used now, and why not: the one answer for footer, help, command line and update.

use super::bulk;
use super::claims::Hold;
use super::command::Command;
use super::guard;
use super::handoff::is_sending;
use super::health;
use super::kill;
use super::logs;
use super::number;
use super::open::OpenConversation;
use super::operations;
use super::overlay::Overlay;
use super::sheet;
use super::shift::{self, past};
use super::state::{Focus, Layer, Pane, State, Why};
use crate::domain::role::Right;
use crate::domain::system::Port;
use crate::domain::work::Decision;

/// Whether `command` can be used in the state as it is, overlays left aside.
pub fn enabled(state: &State, command: Command) -> Result<(), Why> {
    let answers = matches!(
        command,
        Command::Confirm | Command::Cancel | Command::NextField
    );
    if state.logs.is_open() && !answers {
        return logs::go::enabled(state, command);
    }
    if state.shift.past.is_some() && !answers && !past::allows(command) {
        return Err(Why::Past);
    }
    if state.sheets.is_open() && !answers {
        return sheet::open::enabled(state, command);
    }
    if let Some(Overlay::Shift(view)) = &state.overlay {
        return shift::go::enabled(state, view, command);
    }
    match command {
        Command::Incident => may(state, Right::Converse),
        Command::Earlier | Command::Later | Command::MuchEarlier | Command::MuchLater
            if state.layer_below() == Layer::Conversation =>
        {
            Err(Why::NotHere)
        }
        Command::Later | Command::MuchLater if state.shift.past.is_none() => Err(Why::NotHere),
        Command::Sheets => sheet::open::may_open(state),
        Command::Logs => logs::open::may_open(state),
        Command::Trace => logs::open::may_list(state),
        Command::Insights
        | Command::Wrap
        | Command::SideLeft
        | Command::SideRight
        | Command::SaveLines
        | Command::Pipe
        | Command::CopyAws => Err(Why::NoLines),
        Command::MarkSold | Command::Issue => Err(Why::NoDeed),
        Command::Claim => {
            may(state, Right::Converse)?;
            let key = state.current_conversation().ok_or(Why::NoConversation)?;
            let has = |port| state.has_port(key.platform, port);
            // Where a bot reads no pause at all, what silences it is offered in place of a claim.
            let offered =
                state.bot_reads_pause(key.platform) == Some(false) && has(Port::Switching);
            if !has(Port::Handoffs) && !offered {
                return Err(Why::NoHandoffs);
            }
            if state.claiming.contains(key) {
                return Err(Why::Busy);
            }
            match state.hold(key) {
                Hold::Mine(_) => state.may_write_to(key),
                Hold::Other(_) | Hold::Nobody => Ok(()),
            }
        }
        Command::Reply | Command::Note => {
            may(state, Right::Converse)?;
            let key = state.current_conversation().ok_or(Why::NoConversation)?;
            state.may_write_to(key)
        }
        Command::Steal => {
            may(state, Right::Converse)?;
            let key = state.current_conversation().ok_or(Why::NoConversation)?;
            match state.hold(key) {
                Hold::Other(_) if state.claiming.contains(key) => Err(Why::Busy),
                Hold::Other(_) if state.has_port(key.platform, Port::Handoffs) => Ok(()),
                Hold::Other(_) => Err(Why::NoHandoffs),
                Hold::Mine(_) => Err(Why::Ours),
                Hold::Nobody => Err(Why::NobodyToRob),
            }
        }
        Command::Undo => match guard::leaving::undoable(state) {
            Some(_) => Ok(()),
            None => Err(Why::NothingToUndo),
        },
        Command::Silence => {
            may(state, Right::Converse)?;
            let key = state.current_conversation().ok_or(Why::NoConversation)?;
            state.may_write_to(key)
        }
        Command::HandBack | Command::Resolve | Command::ResolveNext => {
            may(state, Right::Converse)?;
            if bulk::applies(state) {
                return bulk::may_begin(state);
            }
            let key = state.current_conversation().ok_or(Why::NoConversation)?;
            match state.hold(key) {
                Hold::Mine(mine) if mine.releasing => Err(Why::Releasing),
                Hold::Mine(_) if is_sending(state, key) => Err(Why::Busy),
                // The bot would go on without knowing what was said; resolving leaves that to people.
                Hold::Mine(_) if command == Command::HandBack && state.has_unconfirmed(key) => {
                    Err(Why::Unconfirmed)
                }
                Hold::Mine(_) => Ok(()),
                Hold::Other(claim) => Err(Why::NotMine(Some(Box::new(claim.clone())))),
                Hold::Nobody => Err(Why::NotMine(None)),
            }
        }
        Command::Snooze | Command::Assign => may_arrange(state),
        Command::Transfer => may(state, Right::Converse),
        Command::Reopen => {
            may(state, Right::Converse)?;
            let key = state.current_conversation().ok_or(Why::NoConversation)?;
            if !state.has_port(key.platform, Port::Handoffs) {
                return Err(Why::NoHandoffs);
            }
            if state.claiming.contains(key) {
                return Err(Why::Busy);
            }
            match state.hold(key) {
                Hold::Other(claim) => Err(Why::NotMine(Some(Box::new(claim.clone())))),
                Hold::Mine(_) => Err(Why::NotResolved),
                Hold::Nobody => Ok(()),
            }
        }
        Command::Send => {
            may(state, Right::Converse)?;
            let open = state.open.as_ref().filter(|open| open.composer.is_some());
            let open = open.ok_or(Why::NotHere)?;
            state.may_write_to(&open.key)
        }
        Command::Outcome => {
            may(state, Right::Converse)?;
            let open = state.open.as_ref().ok_or(Why::NoConversation)?;
            state.doubtful().ok_or(Why::NoDoubt)?;
            state.may_write_to(&open.key)
        }
        Command::Template => {
            may(state, Right::Converse)?;
            let open = state.open.as_ref().ok_or(Why::NoConversation)?;
            let line = open.line.as_ref();
            if line.is_none_or(|line| line.templates.is_empty()) {
                return Err(Why::NoTemplates);
            }
            state.may_write_to(&open.key)
        }
        Command::Approve => may_decide(state, Decision::Approve),
        Command::Reject => may_decide(state, Decision::Reject),
        Command::CancelRun => may_decide(state, Decision::Cancel),
        Command::Toggle => may_toggle(state),
        Command::Acknowledge => health::ack::enabled(state),
        Command::Metrics | Command::ShorterRange | Command::LongerRange
            if state.pane != Pane::Health =>
        {
            Err(Why::NotHere)
        }
        Command::More if state.pane == Pane::Health => health::may_read_more(state),
        Command::Kill if state.pane == Pane::Health => {
            may(state, Right::Switch)?;
            kill::suspect::of(state).map(drop)
        }
        Command::Kill | Command::SwitchOnAll => {
            may(state, Right::SwitchAll)?;
            may_toggle(state)
        }
        Command::Inspect if operations::conflict::at_hand(state).is_some() => Ok(()),
        Command::BreakGlass => may(state, Right::SwitchAll),
        Command::Reveal => {
            let open = state.open.as_ref().ok_or(Why::NoConversation)?;
            if state.has_port(open.key.platform, Port::Bodies) {
                Ok(())
            } else {
                Err(Why::NothingHidden)
            }
        }
        Command::ShowNumber => number::enabled(state),
        Command::Find | Command::NextFind | Command::PreviousFind | Command::CopyLink
            if state.layer_below() != Layer::Conversation || state.open.is_none() =>
        {
            Err(Why::NotHere)
        }
        Command::NextFind | Command::PreviousFind => {
            let search = state.open.as_ref().and_then(|open| open.search.as_ref());
            search.map(|_| ()).ok_or(Why::NothingSought)
        }
        Command::CopyLink => match state.open.as_ref().and_then(OpenConversation::newest_link) {
            Some(_) => Ok(()),
            None => Err(Why::NoLink),
        },
        Command::Mark => match state.escalations.selected_conversation() {
            Some(_) if state.pane == Pane::Escalations => Ok(()),
            _ => Err(Why::NoConversation),
        },
        Command::MarkShown | Command::GroupKeyword if state.pane != Pane::Escalations => {
            Err(Why::NotHere)
        }
        Command::Forecast | Command::CutOff | Command::WriteTable if state.pane != Pane::Usage => {
            Err(Why::NotHere)
        }
        Command::Forecast | Command::CutOff if !has_selection(state) => Err(Why::NothingSelected),
        Command::Watch | Command::Briefing => match state.current_conversation() {
            Some(_) => Ok(()),
            None => Err(Why::NoConversation),
        },
        Command::Enter => match (state.focus, has_selection(state)) {
            (Focus::List, false) => Err(Why::NothingSelected),
            _ => Ok(()),
        },
        Command::Inspect | Command::Copy if !has_selection(state) => Err(Why::NothingSelected),
        Command::Filter | Command::OrderBy | Command::Reverse | Command::More => {
            match state.layer_below() {
                Layer::List => Ok(()),
                _ => Err(Why::NotHere),
            }
        }
        Command::Confirm
        | Command::Cancel
        | Command::NextField
        | Command::AskAgain
        | Command::Resend
        | Command::DropReply
        | Command::FirstAnswer
        | Command::SecondAnswer
        | Command::ThirdAnswer => match state.layer() {
            Layer::Dialog | Layer::Form => Ok(()),
            _ => Err(Why::NotHere),
        },
        _ => Ok(()),
    }
}

/// Whether this console may write at all, and its role do this.
pub(super) fn may(state: &State, right: Right) -> Result<(), Why> {
    let link = state.connection.link().ok_or(Why::NotConnected)?;
    if let Some(why) = link.access.barred() {
        return Err(Why::Barred(why));
    }
    match link.role.may(right) {
        true => Ok(()),
        false => Err(Why::Role(link.role, right)),
    }
}

/// Whether the conversation at hand can be put off or meant for a person: it waits, or it is ours.
fn may_arrange(state: &State) -> Result<(), Why> {
    may(state, Right::Converse)?;
    let key = state.current_conversation().ok_or(Why::NoConversation)?;
    if !state.has_port(key.platform, Port::Handoffs) {
        return Err(Why::NoHandoffs);
    }
    if state.claiming.contains(key) {
        return Err(Why::Busy);
    }
    match state.hold(key) {
        Hold::Mine(_) if is_sending(state, key) => Err(Why::Busy),
        Hold::Mine(_) => state.may_write_to(key),
        Hold::Other(claim) => Err(Why::NotMine(Some(Box::new(claim.clone())))),
        Hold::Nobody => {
            let row = state.conversations.list.get(key);
            match row.is_some_and(|entry| entry.row.status().waits_for_human()) {
                true => Ok(()),
                false => Err(Why::NobodyWaits),
            }
        }
    }
}

fn may_decide(state: &State, decision: Decision) -> Result<(), Why> {
    may(
        state,
        match decision {
            Decision::Approve | Decision::Reject => Right::Decide,
            Decision::Cancel => Right::Switch,
        },
    )?;
    if state.pane != Pane::Escalations {
        return Err(Why::NothingToDecide);
    }
    let work = state.escalations.selected_work();
    let key = &work.ok_or(Why::NothingToDecide)?.key;
    if !state.has_port(key.platform, Port::Deciding) || !key.kind.decisions().contains(&decision) {
        return Err(Why::NothingToDecide);
    }
    if state.escalations.deciding.contains(key) {
        return Err(Why::Busy);
    }
    Ok(())
}

fn may_toggle(state: &State) -> Result<(), Why> {
    may(state, Right::Switch)?;
    if state.pane != Pane::Agents {
        return Err(Why::NoSwitch);
    }
    match state.agents.list.selected() {
        None => Err(Why::NoSwitch),
        Some(row) if row.busy => Err(Why::Busy),
        Some(row) if !state.has_port(row.activation.key.platform, Port::Switching) => {
            Err(Why::NoSwitching)
        }
        Some(_) => Ok(()),
    }
}

/// Whether there is a row that a command could speak of.
fn has_selection(state: &State) -> bool {
    match state.pane {
        Pane::Tenants => state.tenants.list.selected().is_some(),
        Pane::Agents => state.agents.list.selected().is_some(),
        Pane::Usage => state.usage.list.selected().is_some(),
        Pane::Health if state.health.gauges.shown => state.health.gauges.list.selected().is_some(),
        Pane::Health => state.health.list.selected().is_some(),
        Pane::Conversations => state.current_conversation().is_some(),
        Pane::Escalations => {
            state.current_conversation().is_some() || state.escalations.selected_work().is_some()
        }
    }
}

//! Moving about in the panes: rows, pages, columns, filters, and from one pane to another.

use super::go_to_pane;
use crate::app::bulk;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::list::{List, Row};
use crate::app::notice::Notice;
use crate::app::open::{find, visit};
use crate::app::state::{Focus, Layer, Pane, State};
use crate::app::usage;
use crate::domain::mask;

/// Does the same with the list of whatever pane is on screen.
macro_rules! with_list {
    ($state:expr, $list:ident => $act:expr) => {
        match $state.pane {
            Pane::Tenants => {
                let $list = &mut $state.tenants.list;
                $act
            }
            Pane::Conversations => {
                let $list = &mut $state.conversations.list;
                $act
            }
            Pane::Escalations => {
                let $list = &mut $state.escalations.list;
                $act
            }
            Pane::Agents => {
                let $list = &mut $state.agents.list;
                $act
            }
            Pane::Usage => {
                let $list = &mut $state.usage.list;
                $act
            }
            Pane::Health if $state.health.gauges.shown => {
                let $list = &mut $state.health.gauges.list;
                $act
            }
            Pane::Health => {
                let $list = &mut $state.health.list;
                $act
            }
        }
    };
}

/// The filter of the list on screen.
pub fn filter(state: &State) -> &str {
    match state.pane {
        Pane::Tenants => state.tenants.list.filter(),
        Pane::Conversations => state.conversations.list.filter(),
        Pane::Escalations => state.escalations.list.filter(),
        Pane::Agents => state.agents.list.filter(),
        Pane::Usage => state.usage.list.filter(),
        Pane::Health if state.health.gauges.shown => state.health.gauges.list.filter(),
        Pane::Health => state.health.list.filter(),
    }
}

/// Filters the list on screen.
pub fn set_filter(state: &mut State, text: &str) {
    with_list!(state, list => list.set_filter(text));
}

/// Keeps the selection of the list on screen with its row from now on.
pub fn anchor(state: &mut State) {
    with_list!(state, list => list.anchor());
}

/// A command of movement.
pub fn go(state: &mut State, command: Command) {
    match command {
        Command::Tenants => go_to_pane(state, Pane::Tenants),
        Command::Conversations => go_to_pane(state, Pane::Conversations),
        Command::Escalations => go_to_pane(state, Pane::Escalations),
        Command::Agents => go_to_pane(state, Pane::Agents),
        Command::Usage => go_to_pane(state, Pane::Usage),
        Command::Health => go_to_pane(state, Pane::Health),
        Command::NextPane => step_pane(state, 1),
        Command::PreviousPane => step_pane(state, Pane::ALL.len() - 1),
        Command::NextWaiting => next_waiting(state),
        _ => match state.layer_below() {
            Layer::Conversation | Layer::Composer => go_in_transcript(state, command),
            Layer::Detail => go_in_detail(state, command),
            _ => {
                with_list!(state, list => go_in_list(list, command));
                reset_scroll(state);
            }
        },
    }
}

fn go_in_list<R: Row>(list: &mut List<R>, command: Command) {
    match command {
        Command::Down => list.step(1),
        Command::Up => list.step(-1),
        Command::PageDown => list.page(1),
        Command::PageUp => list.page(-1),
        Command::First => list.first(),
        Command::Last => list.last(),
        Command::OrderBy => list.order_by_next(),
        Command::Reverse => list.reverse(),
        _ => {}
    }
}

fn go_in_transcript(state: &mut State, command: Command) {
    match command {
        Command::Down => visit::scroll(state, 1),
        Command::Up => visit::scroll(state, -1),
        Command::PageDown => visit::scroll_pages(state, 1),
        Command::PageUp => visit::scroll_pages(state, -1),
        Command::First => visit::scroll_to_first(state),
        Command::Last => visit::scroll_to_last(state),
        _ => {}
    }
}

fn go_in_detail(state: &mut State, command: Command) {
    let page = usize::from(state.size.body_rows()).max(2) - 1;
    let longest = detail_lines(state);
    if let Some(scroll) = scroll(state) {
        *scroll = scrolled(*scroll, command, page, longest);
    }
}

/// The first line on screen after a command of movement through text of at most `longest` lines.
pub fn scrolled(first: usize, command: Command, page: usize, longest: usize) -> usize {
    match command {
        Command::Down => first.saturating_add(1).min(longest),
        Command::Up => first.saturating_sub(1),
        Command::PageDown => first.saturating_add(page).min(longest),
        Command::PageUp => first.saturating_sub(page),
        Command::First => 0,
        _ => first,
    }
}

/// No detail has more lines than this: its facts, and where it has attributes, one or two for each.
fn detail_lines(state: &State) -> usize {
    let facts = 30;
    match state.pane {
        Pane::Tenants => state
            .tenants
            .list
            .selected()
            .map_or(facts, |row| facts + 2 * row.tenant.attributes.len()),
        Pane::Escalations => state
            .escalations
            .selected_work()
            .map_or(facts, |work| facts + 2 * work.attributes.len()),
        // A chart, the suspects, the changes and the runbook have no more lines than this.
        Pane::Health => facts + 84 + 2 * state.health.lines(),
        // With its chart and two rules.
        Pane::Usage => 3 * facts,
        _ => facts,
    }
}

fn scroll(state: &mut State) -> Option<&mut usize> {
    match state.pane {
        Pane::Tenants => Some(&mut state.tenants.scroll),
        Pane::Agents => Some(&mut state.agents.scroll),
        Pane::Usage => Some(&mut state.usage.scroll),
        Pane::Health => Some(&mut state.health.scroll),
        Pane::Escalations => Some(&mut state.escalations.scroll),
        Pane::Conversations => None,
    }
}

fn reset_scroll(state: &mut State) {
    if let Some(scroll) = scroll(state) {
        *scroll = 0;
    }
}

fn step_pane(state: &mut State, by: usize) {
    let all = Pane::ALL;
    let at = all.iter().position(|pane| *pane == state.pane).unwrap_or(0);
    if let Some(pane) = all.get((at + by) % all.len()) {
        go_to_pane(state, *pane);
    }
}

/// To the next one that waits for a person: in the queue the one after the selected, from elsewhere the first.
fn next_waiting(state: &mut State) {
    let in_list = state.pane == Pane::Escalations && state.focus == Focus::List;
    let here = state.current_conversation().filter(|_| !in_list);
    let Some(key) = state.escalations.next_waiting(here, in_list) else {
        state.tell(Notice::NobodyWaits);
        return;
    };
    go_to_pane(state, Pane::Escalations);
    state.escalations.list.select(&key);
}

/// Into the selected row.
pub fn enter(state: &mut State) {
    if state.focus == Focus::Detail && state.pane == Pane::Usage {
        usage::open(state, Command::CutOff);
    }
    if state.focus != Focus::List {
        return;
    }
    match state.current_conversation().cloned() {
        Some(key) => visit::open(state, key, true),
        None => state.focus = Focus::Detail,
    }
}

/// Out by one level; never out of the program.
pub fn back(state: &mut State) {
    match state.focus {
        Focus::Composer => {
            crate::app::open::compose::keep_draft(state);
            state.focus = Focus::Detail;
            visit::look(state);
        }
        Focus::Detail
            if state
                .open
                .as_ref()
                .is_some_and(|open| open.search.is_some()) =>
        {
            find::clear(state);
        }
        Focus::Detail if state.detail_is_conversation() => visit::leave(state),
        Focus::Detail => state.focus = Focus::List,
        Focus::List if !filter(state).is_empty() => set_filter(state, ""),
        Focus::List if bulk::applies(state) && !state.bulk.is_running() => {
            state.bulk.marks.clear();
        }
        Focus::List => {
            let now = state.clock;
            state.notices.dismiss(now);
        }
    }
}

/// Copies what the selected row is: names and masked identities only.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let text = match state.pane {
        Pane::Conversations | Pane::Escalations => state
            .current_conversation()
            .map(|key| key.conversation.as_str())
            .or_else(|| Some(state.escalations.selected_work()?.key.id.as_str()))
            .map(mask::identifiers),
        Pane::Tenants => state
            .tenants
            .list
            .selected_key()
            .map(|tenant| mask::identifiers(tenant.tenant.as_str())),
        Pane::Agents => state
            .agents
            .list
            .selected_key()
            .map(|key| format!("{} {}", key.tenant.as_str(), key.agent.as_str()))
            .map(|words| mask::identifiers(&words)),
        Pane::Usage => state
            .usage
            .list
            .selected()
            .map(|row| format!("{} {}", row.month.tenant.as_str(), row.month.month))
            .map(|words| mask::identifiers(&words)),
        Pane::Health if state.health.gauges.shown => {
            let row = state.health.gauges.list.selected();
            row.map(|row| mask::identifiers(&row.key.1))
        }
        Pane::Health => {
            let book = state.shift.runbook.as_ref();
            let book = book.filter(|_| state.focus == Focus::Detail);
            let text = book.and_then(|book| book.text.clone());
            let row = state.health.list.selected();
            text.or_else(|| Some(row?.vital.name.clone()))
                .map(|text| text.as_str().to_owned())
        }
    };
    let Some(text) = text else {
        return Vec::new();
    };
    state.tell(Notice::Copied);
    vec![Effect::Copy(text)]
}

/// Whether a command means the row that is selected now, which must stay selected while others still arrive.
pub fn acts_on_row(command: Command) -> bool {
    matches!(
        command,
        Command::Claim
            | Command::Watch
            | Command::Mark
            | Command::Briefing
            | Command::Reply
            | Command::Note
            | Command::HandBack
            | Command::Resolve
            | Command::Steal
            | Command::Snooze
            | Command::Assign
            | Command::Reopen
            | Command::Toggle
            | Command::Forecast
            | Command::CutOff
            | Command::Acknowledge
            | Command::Kill
            | Command::SwitchOnAll
            | Command::Approve
            | Command::Reject
            | Command::CancelRun
            | Command::Sheets
            | Command::Enter
            | Command::Inspect
    )
}

//! Commands: what a person asked for, carried out in the place where they are.

mod panes;
mod place;
mod reader;
mod words;

pub use panes::scrolled;
pub use place::{narrow, open_profile};
pub use words::filter;
use words::filter_command;

use super::arranging;
use super::bulk;
use super::canned;
use super::command::Command;
use super::connection;
use super::dialog::{Dialog, answer, doubt, leave, operation, speaks, template};
use super::effect::Effect;
use super::enabled::enabled;
use super::escalations::EscalationColumn;
use super::field::Field;
use super::guard;
use super::handoff;
use super::health;
use super::incident;
use super::kill;
use super::list::Order;
use super::logs;
use super::notice::Notice;
use super::number;
use super::open::{Kind, OpenConversation, compose, find, visit};
use super::operations;
use super::overlay::{Overlay, palette};
use super::schedule;
use super::sheet;
use super::shift;
use super::state::{Focus, Layer, Pane, State};
use super::triggers;
use super::usage;
use crate::domain::agent::Turn;
use crate::domain::handoff::Ending;
use crate::domain::work::Decision;

/// Carries a command out, wherever the person is.
pub fn run(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Suspend => return suspend(state),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Interrupt => return interrupt(state),
        _ => {}
    }
    match state.layer() {
        Layer::Dialog | Layer::Form => answer::answer(state, command),
        Layer::CommandLine if matches!(state.overlay, Some(Overlay::Canned(_))) => {
            canned::command(state, command);
            Vec::new()
        }
        Layer::CommandLine => palette::command(state, command),
        Layer::Prompt => filter_command(state, command),
        Layer::Shift => shift::go::command(state, command),
        Layer::Reader if command == Command::WriteTable => match state.overlay {
            Some(Overlay::Forecast { .. } | Overlay::CutOff { .. }) => usage::export(state),
            _ => triggers::write(state),
        },
        Layer::Help | Layer::Reader => reader::read(state, command),
        Layer::List
        | Layer::Detail
        | Layer::Conversation
        | Layer::Composer
        | Layer::Sheet
        | Layer::Entry
        | Layer::Logs
        | Layer::Trace
        | Layer::Traces => match enabled(state, command) {
            Ok(()) => act(state, command),
            Err(why) => {
                state.tell(Notice::Refused { command, why });
                Vec::new()
            }
        },
    }
}

/// A command of the panes that can be used now.
fn act(state: &mut State, command: Command) -> Vec<Effect> {
    if state.logs.is_open()
        && let Some(effects) = logs::go::run(state, command)
    {
        return effects;
    }
    if state.sheets.is_open()
        && let Some(effects) = sheet::go::run(state, command)
    {
        return effects;
    }
    if shift::past::command(state, command) {
        return Vec::new();
    }
    if state.layer_below() == Layer::Composer && command == Command::Send {
        return compose::send(state);
    }
    if panes::acts_on_row(command) {
        panes::anchor(state);
    }
    match command {
        Command::Claim => with_key(state, handoff::ask_claim),
        Command::HandBack if bulk::applies(state) => {
            bulk::ask(state, Ending::HandedBack);
            Vec::new()
        }
        Command::Resolve if bulk::applies(state) => {
            bulk::ask(state, Ending::Resolved);
            Vec::new()
        }
        Command::Briefing => with_key(state, |state, key| {
            visit::open(state, key, false);
            if let Some(open) = &mut state.open {
                open.read_after = state.clock;
            }
            state.overlay = Some(Overlay::Briefing { scroll: 0 });
            Vec::new()
        }),
        Command::HandBack => with_key(state, |state, key| {
            leave::ask(state, &key);
            Vec::new()
        }),
        Command::Resolve => with_key(state, |state, key| {
            handoff::ask_release(state, key, Ending::Resolved, None)
        }),
        Command::ResolveNext => resolve_next(state),
        Command::Steal => with_key(state, guard::steal::ask),
        Command::Undo => {
            guard::leaving::undo(state);
            Vec::new()
        }
        Command::Silence => with_key(state, |state, key| {
            speaks::ask(state, key);
            Vec::new()
        }),
        Command::Snooze => with_key(state, |state, key| {
            arranging::ask_snooze(state, &key);
            Vec::new()
        }),
        Command::Assign => with_key(state, |state, key| {
            arranging::ask_assign(state, &key, false);
            Vec::new()
        }),
        Command::Transfer => {
            arranging::ask_transfer(state);
            Vec::new()
        }
        Command::Reopen => with_key(state, arranging::reopen),
        Command::Send => compose::send(state),
        Command::Outcome => {
            doubt::ask(state);
            Vec::new()
        }
        Command::Template => {
            template::ask(state);
            Vec::new()
        }
        Command::Reply => begin(state, Kind::Reply),
        Command::Note => begin(state, Kind::Note),
        Command::Watch => with_key(state, |state, key| {
            visit::open(state, key, true);
            Vec::new()
        }),
        Command::Reveal => visit::reveal(state),
        Command::ShowNumber => {
            number::ask(state);
            Vec::new()
        }
        Command::Toggle => answer::ask_toggle(state),
        Command::Kill if state.pane == Pane::Health => kill::suspect::ask(state),
        Command::Kill => kill::ask(state, Turn::Off, false),
        Command::SwitchOnAll => kill::ask(state, Turn::On, false),
        Command::Inspect if operations::conflict::at_hand(state).is_some() => {
            operations::conflict::open(state).unwrap_or_default()
        }
        Command::Op => {
            operations::show(state);
            Vec::new()
        }
        Command::BreakGlass => {
            operation::ask_glass(state);
            Vec::new()
        }
        Command::More if state.pane == Pane::Health => health::read_more(state),
        Command::Metrics | Command::ShorterRange | Command::LongerRange | Command::Acknowledge => {
            health::run(state, command)
        }
        Command::Approve => decide(state, Decision::Approve),
        Command::Reject => decide(state, Decision::Reject),
        Command::CancelRun => decide(state, Decision::Cancel),
        Command::Refresh => {
            schedule::hurry(state);
            Vec::new()
        }
        Command::Triggers => triggers::open(state),
        Command::WriteTable => usage::export(state),
        Command::Forecast | Command::CutOff => {
            usage::open(state, command);
            Vec::new()
        }
        Command::Logs => {
            logs::open::of_selected(state);
            Vec::new()
        }
        Command::Trace => {
            logs::open::traces(state);
            Vec::new()
        }
        Command::Incident => {
            incident::begin(state);
            Vec::new()
        }
        Command::Copy => panes::copy(state),
        Command::Quit => ask_quit(state, false),
        _ => {
            show(state, command);
            Vec::new()
        }
    }
}

fn decide(state: &mut State, decision: Decision) -> Vec<Effect> {
    answer::ask_decision(state, decision);
    Vec::new()
}

/// A command that changes only what is shown.
fn show(state: &mut State, command: Command) {
    match command {
        Command::Help => {
            state.overlay = Some(Overlay::Help {
                filter: Field::line(""),
                scroll: 0,
            });
        }
        Command::CommandLine => palette::open(state),
        Command::Messages => state.overlay = Some(Overlay::Messages { scroll: 0 }),
        Command::Inspect => state.overlay = Some(Overlay::Inspector { scroll: 0 }),
        Command::Find => {
            let search = state.open.as_ref().and_then(|open| open.search.as_ref());
            let words = search
                .map(|search| search.words.clone())
                .unwrap_or_default();
            state.overlay = Some(Overlay::Find {
                field: Field::line(&words),
            });
        }
        Command::NextFind | Command::PreviousFind => {
            find::step(state, command == Command::NextFind);
        }
        Command::CopyLink => {
            let link = state.open.as_ref().and_then(OpenConversation::newest_link);
            state.overlay = link.map(|link| Overlay::Dialog(Dialog::CopyLink { link, yes: false }));
        }
        Command::Mark => bulk::mark(state),
        Command::MarkShown => bulk::mark_shown(state),
        Command::GroupKeyword => state.escalations.list.set_order(Order {
            column: EscalationColumn::Keyword,
            reversed: false,
        }),
        Command::Theme => state.theme = state.theme.next(),
        Command::Incidents => shift::go::incidents(state),
        Command::Handover => shift::go::handover(state),
        Command::Earlier | Command::Later | Command::MuchEarlier | Command::MuchLater => {
            shift::past::step(state, command);
        }
        Command::Sheets => sheet::open::of_row(state),
        Command::Filter => {
            let before = panes::filter(state).to_owned();
            state.overlay = Some(Overlay::Filter {
                field: Field::line(&before),
                before,
            });
        }
        Command::More => state.conversations.walk.hurry(),
        Command::Back => panes::back(state),
        Command::Enter => panes::enter(state),
        _ => panes::go(state, command),
    }
}

fn with_key(
    state: &mut State,
    act: impl FnOnce(&mut State, crate::domain::id::ConversationKey) -> Vec<Effect>,
) -> Vec<Effect> {
    match state.current_conversation().cloned() {
        Some(key) => act(state, key),
        None => Vec::new(),
    }
}

/// Resolves, and on to the next one that waits, unless there is something to be asked first.
fn resolve_next(state: &mut State) -> Vec<Effect> {
    let effects = with_key(state, |state, key| {
        handoff::ask_release(state, key, Ending::Resolved, None)
    });
    if state.overlay.is_none() {
        panes::go(state, Command::NextWaiting);
        panes::enter(state);
    }
    effects
}

fn begin(state: &mut State, kind: Kind) -> Vec<Effect> {
    with_key(state, |state, key| {
        visit::open(state, key, true);
        compose::begin(state, kind);
        Vec::new()
    })
}

/// Ctrl-C: out of a text field; elsewhere the question whether to end.
fn interrupt(state: &mut State) -> Vec<Effect> {
    match state.layer() {
        Layer::Composer | Layer::Prompt | Layer::CommandLine | Layer::Form | Layer::Help => {
            run(state, Command::Back)
        }
        Layer::Dialog => Vec::new(),
        Layer::List
        | Layer::Detail
        | Layer::Conversation
        | Layer::Reader
        | Layer::Shift
        | Layer::Sheet
        | Layer::Entry
        | Layer::Logs
        | Layer::Trace
        | Layer::Traces => ask_quit(state, true),
    }
}

fn suspend(state: &mut State) -> Vec<Effect> {
    compose::keep_draft(state);
    let mut effects = compose::due_saves(state);
    effects.push(Effect::Suspend);
    effects
}

/// Ends at once where nothing is ours, else asks; `always`: asks in any case.
fn ask_quit(state: &mut State, always: bool) -> Vec<Effect> {
    // Those that are being left are written while the console ends.
    let leaving = &state.guard.leaving;
    let mine = state.mine.keys().filter(|key| !leaving.contains_key(*key));
    let mine: Vec<_> = mine.map(|key| state.subject(key)).collect();
    if mine.is_empty() && !always {
        return quit(state);
    }
    state.overlay = Some(Overlay::Dialog(Dialog::Quit { mine, yes: false }));
    Vec::new()
}

/// Ends; what is typed goes to the journal first.
pub fn quit(state: &mut State) -> Vec<Effect> {
    state.quitting = true;
    compose::keep_draft(state);
    let mut effects = guard::leaving::perform_all(state);
    effects.extend(compose::due_saves(state));
    effects.push(Effect::Quit);
    effects
}

/// Connects again if that was waited for.
pub fn reconnect_if_due(state: &mut State) -> Vec<Effect> {
    match &state.connection {
        connection::Connection::Down { retry_at, .. } if *retry_at <= state.clock => {
            connection::connect(state)
        }
        _ => Vec::new(),
    }
}

/// Goes to a pane, to its list.
pub fn go_to_pane(state: &mut State, pane: Pane) {
    if state.focus != Focus::List {
        visit::leave(state);
    }
    if state.pane != pane {
        state.open = None;
        state.pane = pane;
    }
}

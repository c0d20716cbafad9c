//! The one function that changes the state.

mod loaded;
mod switched;

pub(super) use loaded::mark_until;

use super::alerts;
use super::arranging;
use super::bulk;
use super::canned;
use super::claims;
use super::connection;
use super::conversations::intake::refresh_holders;
use super::conversations::turns;
use super::effect::{Effect, Verb};
use super::escalations::{News, queue_row};
use super::field::Field;
use super::geometry::Size;
use super::guard;
use super::handoff;
use super::logs;
use super::msg::{Msg, Outcome};
use super::number;
use super::open::{compose, find, visit};
use super::operations;
use super::overlay::{Overlay, palette};
use super::replies;
use super::run;
use super::schedule;
use super::sheet;
use super::shift;
use super::state::{Focus, Layer, State};
use super::usage;
use crate::domain::ack::Acked;
use crate::domain::arranged::Arranging;
use crate::domain::bulk::Triaged;
use crate::domain::burn::ThresholdSet;
use crate::domain::handoff::{Claimed, Ending, Owned, Released};
use crate::domain::id::{ConversationKey, TenantKey};
use crate::domain::incident::Settling;
use crate::domain::operation::Stepped;
use crate::domain::problem::Problem;
use crate::domain::reply::OpenReply;
use crate::domain::work::Decided;
use std::collections::BTreeSet;

/// Takes a message in and says what must happen outside.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    if matches!(msg, Msg::Command(_) | Msg::Edit(_) | Msg::Focused(true)) {
        state.conversations.calm = 0;
    }
    let mut effects = take(state, msg);
    effects.extend(guard::follow(state));
    settle(state);
    effects.extend(compose::due_saves(state));
    effects.extend(turns::due_keeps(state));
    effects.extend(replies::due(state));
    effects.extend(bulk::due(state));
    effects.extend(claims::resolve(state));
    effects.extend(schedule::due_loads(state));
    effects.extend(sheet::due(state));
    effects.extend(operations::due(state));
    effects.extend(logs::due(state));
    alerts::look(state);
    effects.extend(alerts::due(state));
    effects
}

fn take(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Command(command) => {
            state.prefix.clear();
            return run::run(state, command);
        }
        Msg::Edit(input) if may_pick(state, &input) => {
            state.prefix.clear();
            return canned::open(state);
        }
        Msg::Edit(input) => type_text(state, |field| field.input(input)),
        Msg::Paste(text) => type_text(state, |field| field.paste(&text)),
        Msg::Prefix(keys) => state.prefix = keys,
        Msg::Resized { columns, rows } => {
            state.size = Size { columns, rows };
            visit::lay_out_again(state);
        }
        Msg::Focused(focused) => {
            state.focused = focused;
            visit::look(state);
        }
        Msg::Tick { now, read_units } => {
            schedule::set_clock(state, now);
            state.meter.add(state.clock, read_units);
            refresh_holders(state);
            alerts::note_near(state);
            return run::reconnect_if_due(state);
        }
        Msg::Resumed { now } => {
            schedule::set_clock(state, now);
            schedule::hurry_all(state);
        }
        Msg::Terminate => return run::quit(state),
        Msg::Wrote(outcome) => shift::go::wrote(state, outcome),
        Msg::Connected { epoch, outcome } if epoch == state.epoch => {
            connection::connected(state, *outcome);
        }
        Msg::Loaded {
            epoch,
            load,
            outcome,
        } if epoch == state.epoch => loaded::loaded(state, load, outcome),
        Msg::Done {
            epoch,
            verb,
            outcome,
        } if epoch == state.epoch => return done(state, verb, outcome),
        Msg::PutOut { out, outcome } => logs::out::put(state, &out, outcome),
        Msg::Lease { epoch, key, news } if epoch == state.epoch => {
            handoff::lease(state, &key, news);
        }
        // Asked over an earlier connection.
        Msg::Connected { .. } | Msg::Loaded { .. } | Msg::Done { .. } | Msg::Lease { .. } => {}
    }
    Vec::new()
}

/// Whether a key in the place to type asks for the canned replies.
fn may_pick(state: &State, input: &ratatui_textarea::Input) -> bool {
    state.layer() == Layer::Composer && may_type(state) && canned::is_asked_for(state, input)
}

/// A key or a paste for the text field that has the focus.
fn type_text(state: &mut State, change: impl FnOnce(&mut Field) -> bool) {
    state.prefix.clear();
    if state.layer() == Layer::Composer {
        if may_type(state) {
            compose::type_into(state, change);
        }
        return;
    }
    let field = state.overlay.as_mut().and_then(Overlay::field_mut);
    if !field.is_some_and(change) {
        return;
    }
    match &mut state.overlay {
        Some(Overlay::Help { scroll, .. }) => *scroll = 0,
        Some(Overlay::CommandLine(_)) => palette::typed(state),
        Some(Overlay::Canned(_)) => canned::typed(state),
        Some(Overlay::Typing(typing)) => logs::typing::changed(typing),
        Some(Overlay::Find { field }) => {
            let text = field.text();
            find::typed(state, &text);
        }
        Some(Overlay::Filter { field, .. }) => {
            let text = field.text();
            run::filter(state, &text);
        }
        _ => {}
    }
}

/// Whether the conversation under the composer is still ours.
fn may_type(state: &State) -> bool {
    state
        .open
        .as_ref()
        .is_some_and(|open| state.may_write_to(&open.key).is_ok())
}

/// What a verb came to.
fn done(state: &mut State, verb: Verb, outcome: Result<Outcome, Problem>) -> Vec<Effect> {
    match verb {
        Verb::Arrange { key, what } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Arranged(arranged) => arranged,
                _ => Arranging::Unknown,
            });
            arranging::arranged(state, &key, &what, outcome);
        }
        Verb::Claim { key, .. } | Verb::Steal { key, .. } | Verb::Reopen { key } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Claimed(claimed) => claimed,
                _ => Claimed::Unknown,
            });
            handoff::claimed(state, &key, outcome);
        }
        Verb::Deliver { key, reply } => {
            replies::delivered(state, &key, &reply, outcome.map(delivered));
        }
        Verb::SettleDoubt { key, reply, doubt } => {
            replies::settled(state, &key, (&reply, doubt), outcome.map(delivered));
        }
        Verb::Reply { key, local, .. }
        | Verb::Template { key, local, .. }
        | Verb::Note { key, local, .. } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Replied { owned, .. } | Outcome::Noted { owned, .. } => owned,
                _ => Owned::Unknown,
            });
            compose::sent(state, &key, &local, outcome);
        }
        Verb::Triage(asked) => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Triaged(triaged) => triaged,
                _ => Triaged::Unknown,
            });
            bulk::done(state, &asked.key, outcome);
        }
        Verb::ShowNumber { key, .. } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Number(number) => number,
                _ => None,
            });
            number::landed(state, key, outcome);
        }
        Verb::HandBack { key } | Verb::HandBackWith { key, .. } => {
            released(state, &key, Ending::HandedBack, outcome)
        }
        Verb::Resolve { key } => released(state, &key, Ending::Resolved, outcome),
        Verb::Return { key } => released(state, &key, Ending::Idle, outcome),
        Verb::Reassert { key } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Reasserted(pause) => pause,
                _ => None,
            });
            guard::bot::reasserted(state, &key, outcome);
        }
        Verb::Incident(_) => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Incident(came) => came,
                _ => shift::Came::Settled(Settling::Unknown),
            });
            shift::go::came(state, outcome);
        }
        // The banner tells what the trail could not be told.
        Verb::Overrun { .. } => {}
        Verb::AlertUsage { tenant, level } => {
            let mine = outcome.map(|outcome| outcome == Outcome::UsageAlerted(true));
            usage::settled(state, &tenant, level, mine);
        }
        Verb::SetUsageAlert { tenant, percent } => {
            let set = outcome.map(|outcome| match outcome {
                Outcome::UsageAlertSet(set) => set,
                _ => ThresholdSet::Unknown,
            });
            usage::threshold_set(state, &tenant, percent, set);
        }
        Verb::Decide { work, decision, .. } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Decided { decided, .. } => decided,
                _ => Decided::Unknown,
            });
            state.outbox.hurry();
            super::escalations::work::decided(state, &work, decision, outcome);
        }
        Verb::Act { deed, .. } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Acted(decided) => decided,
                _ => Decided::Unknown,
            });
            sheet::deed::acted(state, &deed, outcome);
        }
        Verb::Acknowledge { platform, name, .. } => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Acknowledged(acked) => acked,
                _ => Acked::Unknown,
            });
            super::health::ack::done(state, (platform, name), outcome);
        }
        Verb::SwitchOff {
            toggle,
            base,
            until,
        } => switched::off(state, &toggle, (&base, until), outcome),
        Verb::Operate(what) => {
            let outcome = outcome.map(|outcome| match outcome {
                Outcome::Stepped(stepped) => stepped,
                _ => Stepped::Unknown,
            });
            return operations::stepped(state, &what, outcome);
        }
        Verb::Toggle(toggle) => switched::toggled(state, &toggle, outcome),
    }
    Vec::new()
}

fn delivered(outcome: Outcome) -> Owned<OpenReply> {
    match outcome {
        Outcome::Delivered(owned) => owned,
        _ => Owned::Unknown,
    }
}

fn released(
    state: &mut State,
    key: &ConversationKey,
    ending: Ending,
    outcome: Result<Outcome, Problem>,
) {
    let outcome = outcome.map(|outcome| match outcome {
        Outcome::Released(released) => released,
        _ => Released::Unknown,
    });
    handoff::released(state, key, ending, outcome);
}

/// Brings everything up to date that follows from what has changed.
fn settle(state: &mut State) {
    follow_conversations(state);
    let rows = state.size.list_rows();
    state.tenants.list.settle(rows);
    state.conversations.list.settle(rows);
    state.escalations.list.settle(rows);
    state.agents.list.settle(rows);
    state.usage.list.settle(rows);
    state.health.list.settle(rows);
    state.health.gauges.list.settle(rows);
    super::health::follow(state);
    shift::follow(state);
    follow_selection(state);
    number::settle(state);
    logs::settle(state);
    let size = state.size;
    state.sheets.settle(size);
}

/// The queue and the tenants' figures follow from the rows of conversations.
fn follow_conversations(state: &mut State) {
    let touched = state.conversations.take_touched();
    if touched.is_empty() {
        return;
    }
    state.conversations.calm = 0;
    let mark_until = mark_until(state);
    for key in &touched {
        let row = queue_row(state, key);
        if row.is_none() {
            // It neither waits nor is ours: what comes of it next is news again.
            alerts::looked_at(state, key);
        }
        match state.escalations.follow(key, row, mark_until) {
            News::None => {}
            News::Waits => alerts::raise(state, alerts::Kind::Escalated, key),
            News::ForMe => alerts::raise(state, alerts::Kind::Assigned, key),
        }
    }
    state.escalations.note_time(state.clock);
    let tenants: BTreeSet<TenantKey> = touched.iter().map(ConversationKey::owner).collect();
    super::tenants::take_tallies(state, tenants.iter());
}

/// Beside a wide list the detail shows the selected conversation.
fn follow_selection(state: &mut State) {
    if state.focus != Focus::List || !state.pane.has_conversations() {
        return;
    }
    // A terminal that is drawn too small for a moment comes back to what it showed.
    if state.size.is_too_small() {
        return;
    }
    if !state.is_wide() {
        if !matches!(state.overlay, Some(Overlay::Briefing { .. })) {
            state.open = None;
        }
        return;
    }
    let selected = state.current_conversation().cloned();
    let shown = state.open.as_ref().map(|open| &open.key);
    if shown == selected.as_ref() {
        return;
    }
    match selected {
        Some(key) => visit::open(state, key, false),
        None => state.open = None,
    }
}

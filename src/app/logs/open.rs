//! Opening logs and traces from where a person is: the lines of the selected alarm's function at its time, of the
//! selected agent, of the tenant at hand.

use super::lines::Lines;
use super::listing::Listing;
use super::told::Told;
use super::tracing::Tracing;
use super::{Level, Logs};
use crate::app::feed::later;
use crate::app::health::VitalRow;
use crate::app::notice::Notice;
use crate::app::state::{Pane, State, Why};
use crate::domain::alarm::AlarmState;
use crate::domain::id::{PlatformId, TenantKey};
use crate::domain::log::facts::is_xray;
use crate::domain::log::filter::{Filter, When};
use crate::domain::log::group_of_function;
use crate::domain::metric::Span;
use crate::domain::system::Port;
use crate::domain::text::Text;
use crate::domain::trace::{Placed, TraceFilter, sends};
use jiff::{SignedDuration, Timestamp};

/// How long before an alarm turned its cause is looked for.
const BEFORE: SignedDuration = SignedDuration::from_mins(10);
/// How long after it turned its traces are listed: X-Ray lists no more than six hours at once.
const LONGEST: SignedDuration = SignedDuration::from_hours(5);
/// How far back they are listed where nothing fires.
const CALM: SignedDuration = SignedDuration::from_hours(1);
/// Around a piece of a trace, because a line may carry another clock's time.
const AROUND: SignedDuration = SignedDuration::from_secs(2);

/// Whether there are logs of what is selected.
pub fn may_open(state: &State) -> Result<(), Why> {
    if state.connection.link().is_none() {
        return Err(Why::NotConnected);
    }
    target(state).map(|_| ()).ok_or(Why::NoLogs)
}

/// Opens the logs of what is selected.
pub fn of_selected(state: &mut State) {
    if let Some((platform, filter)) = target(state) {
        state.logs.close();
        state
            .logs
            .push(Level::Lines(Box::new(Lines::new(platform, filter))));
    }
}

/// The system and what is looked for, from where a person is.
fn target(state: &State) -> Option<(PlatformId, Filter)> {
    let of_tenant = |key: TenantKey| {
        let filter = Filter {
            tenant: Some(key.tenant.as_str().to_owned()),
            ..Filter::default()
        };
        (key.platform, filter)
    };
    let found = match state.pane {
        Pane::Health => state.health.list.selected().map(of_vital),
        Pane::Agents => state.agents.list.selected().map(|row| {
            let (platform, mut filter) = of_tenant(row.activation.key.owner());
            let agent = &row.activation.key.agent;
            // A bot has no name of its own in its lines.
            filter.agent = (!agent.is_bot()).then(|| agent.as_str().to_owned());
            (platform, filter)
        }),
        Pane::Tenants => state.tenants.list.selected_key().cloned().map(of_tenant),
        Pane::Usage => state
            .usage
            .list
            .selected()
            .map(|row| of_tenant(row.month.owner())),
        Pane::Conversations | Pane::Escalations => {
            let key = state.current_conversation().map(|key| key.owner());
            let work = || Some(state.escalations.selected_work()?.key.owner());
            key.or_else(work).map(of_tenant)
        }
    };
    let link = state.connection.link()?;
    let has = |platform: PlatformId| link.having(Port::Health).any(|id| id == platform);
    match found {
        Some(found) => Some(found).filter(|(platform, _)| has(*platform)),
        None => Some((link.having(Port::Health).next()?, Filter::default())),
    }
}

/// The function that an alarm looks at, from some minutes before it turned.
fn of_vital(row: &VitalRow) -> (PlatformId, Filter) {
    let filter = Filter {
        group: function(row).map(group_of_function),
        when: match turned(row) {
            Some(at) => When::Since(at.checked_sub(BEFORE).unwrap_or(at)),
            None => When::default(),
        },
        ..Filter::default()
    };
    (row.key.0, filter)
}

/// The function that an alarm looks at; `None`: it looks at all of them, or at something else.
fn function(row: &VitalRow) -> Option<&str> {
    let mut dimensions = row.vital.rule()?.dimensions.iter();
    let found = dimensions.find(|(name, _)| &**name == "FunctionName");
    found.map(|(_, value)| value.as_str())
}

/// When an alarm turned that fires.
fn turned(row: &VitalRow) -> Option<Timestamp> {
    let fires = row.vital.state() == Some(AlarmState::Alarm);
    row.vital.since().filter(|_| fires)
}

/// Whether the traces of the selected alarm's time can be listed.
pub fn may_list(state: &State) -> Result<(), Why> {
    if state.pane != Pane::Health || state.health.gauges.shown {
        return Err(Why::NoLines);
    }
    let row = state.health.list.selected().ok_or(Why::NothingSelected)?;
    may_open(state)?;
    match sends(row.key.0) {
        true => Ok(()),
        false => Err(Why::NoTraces),
    }
}

/// Lists the traces of the selected alarm's time in which something failed: from some minutes before it turned, or
/// of the last hour where it does not fire.
pub fn traces(state: &mut State) {
    let now = state.clock;
    let Some(row) = state.health.list.selected() else {
        return;
    };
    let back = |at: Timestamp, by| at.checked_sub(by).unwrap_or(at);
    let span = match turned(row) {
        Some(at) => Span {
            from: back(at, BEFORE),
            to: now.min(later(at, LONGEST)),
        },
        None => Span {
            from: back(now, CALM),
            to: now,
        },
    };
    let filter = TraceFilter {
        failed: true,
        function: function(row).map(str::to_owned),
    };
    let listing = Listing::new(now, row.key.clone(), span, filter);
    state.logs.close();
    state.logs.push(Level::Traces(Box::new(listing)));
}

/// Opens the selected trace of the list.
pub(super) fn listed(state: &mut State) {
    let found = state.logs.traces().and_then(|traces| {
        let id = traces.selected()?.id.clone();
        Some((traces.platform, id))
    });
    if let Some((platform, id)) = found {
        trace(state, platform, id);
    }
}

/// Opens a trace over what is on screen.
pub fn trace(state: &mut State, platform: PlatformId, id: Text) {
    state
        .logs
        .push(Level::Trace(Box::new(Tracing::new(platform, id))));
}

/// Opens the trace that was typed, of the system at hand.
pub fn typed_trace(state: &mut State, id: &str) {
    let platform = match state.logs.top() {
        Some(Level::Lines(lines)) => Some(lines.platform),
        Some(Level::Trace(trace)) => Some(trace.platform),
        Some(Level::Traces(traces)) => Some(traces.platform),
        None => target(state).map(|(platform, _)| platform),
    };
    match platform {
        Some(platform) if is_xray(id) => trace(state, platform, Text::from_untrusted(id)),
        _ => {
            let typed = Text::from_untrusted(id);
            state.tell(Notice::Logs(Told::NotATrace { typed }));
        }
    }
}

/// The lines of a piece of a trace, at its time.
pub(super) fn of_piece(logs: &Logs) -> Option<(PlatformId, Filter)> {
    let trace = logs.trace()?;
    let Placed { piece, .. } = trace.piece()?;
    let from = piece.began.checked_sub(AROUND).unwrap_or(piece.began);
    let to = later(piece.ended.unwrap_or(piece.began), AROUND);
    let filter = Filter {
        group: Some(piece.group.as_ref()?.as_str().to_owned()),
        when: When::Between(from, to),
        ..Filter::default()
    };
    Some((trace.platform, filter))
}

/// Opens them over the trace.
pub(super) fn piece(state: &mut State) {
    if let Some((platform, filter)) = of_piece(&state.logs) {
        state
            .logs
            .push(Level::Lines(Box::new(Lines::new(platform, filter))));
    }
}

//! Which sheets a row has, opening them, and whether a command can be used in them.

use super::detail::Opened;
use super::{Level, Sheets};
use crate::app::command::Command;
use crate::app::enabled::may;
use crate::app::state::{Pane, State, Why};
use crate::domain::id::{AgentId, PlatformId, TenantId, TenantKey};
use crate::domain::role::Right;
use crate::domain::sheet::{DeedKind, SheetKind, SheetOf, Sheeted};
use crate::domain::system::Port;
use crate::domain::text::Text;

/// Opens the sheets of the selected row; nothing where it has none.
pub fn of_row(state: &mut State) {
    if let Some(level) = target(state) {
        show(state, vec![level]);
    }
}

/// Opens a sheet of a system as a whole.
pub fn of_system(state: &mut State, platform: PlatformId, kind: SheetKind) {
    let kinds = sheeted(state, platform).map(|all| all.system.clone());
    let level = Level::new(
        platform,
        SheetOf::System,
        Vec::new(),
        &kinds.unwrap_or_default(),
        Some(kind),
    );
    show(state, vec![level]);
}

/// Opens the sheets of the entry on screen, over it.
pub(super) fn of_entry(state: &mut State) {
    let (size, chosen) = (state.size, chosen(&state.sheets));
    let Some((level, entry)) = below(&state.sheets, chosen) else {
        return;
    };
    let revision = state.sheets.reading().map_or(0, |one| one.revision);
    if let Some(top) = state.sheets.top_mut() {
        // The way back leads to the entry.
        top.opened
            .get_or_insert_with(|| Opened::new(entry, revision, size));
    }
    state.sheets.levels.push(level);
    state.sheets.want(state.clock);
}

fn chosen(sheets: &Sheets) -> usize {
    let opened = sheets.top().and_then(|level| level.opened.as_ref());
    opened.map_or(0, |opened| opened.chosen)
}

/// The sheets of the entry on screen, as a level of their own.
fn below(sheets: &Sheets, chosen: usize) -> Option<(Level, crate::domain::sheet::Entry)> {
    let (level, entry) = (sheets.top()?, sheets.entry()?);
    let kind = level.kind()?;
    if entry.sheets.is_empty() {
        return None;
    }
    let tenant = entry.tenant.as_ref().or(level.tenant())?.clone();
    let of = SheetOf::Entry {
        tenant,
        kind,
        id: entry.id.clone(),
    };
    let mut path = level.path.clone();
    path.push(super::go::name(entry));
    let wanted = entry.sheets.get(chosen).copied();
    let level = Level::new(level.platform, of, path, entry.sheets, wanted);
    Some((level, entry.clone()))
}

fn show(state: &mut State, levels: Vec<Level>) {
    state.sheets.levels = levels;
    state.sheets.want(state.clock);
}

/// The sheets that the selected row opens: of its agent, of its tenant, of its system; without a row those
/// of the first system that has any.
fn target(state: &State) -> Option<Level> {
    let level = |platform, of, path, kinds: &[SheetKind]| {
        (!kinds.is_empty()).then(|| Level::new(platform, of, path, kinds, None))
    };
    let Some((owner, agent)) = selected(state) else {
        let systems = &state.connection.link()?.systems;
        let first = systems.iter().find(|one| !one.sheets.system.is_empty())?;
        return level(
            first.platform,
            SheetOf::System,
            Vec::new(),
            &first.sheets.system,
        );
    };
    let sheets = sheeted(state, owner.platform)?;
    let name = state.tenant_name(&owner);
    let of_agent = agent.and_then(|(agent, named)| {
        let of = SheetOf::Agent {
            tenant: owner.tenant.clone(),
            agent,
        };
        level(owner.platform, of, vec![name.clone(), named], &sheets.agent)
    });
    let of = SheetOf::Tenant(owner.tenant.clone());
    of_agent
        .or_else(|| level(owner.platform, of, vec![name], &sheets.tenant))
        .or_else(|| level(owner.platform, SheetOf::System, Vec::new(), &sheets.system))
}

/// The tenant of the selected row, and its agent in the list of agents.
fn selected(state: &State) -> Option<(TenantKey, Option<(AgentId, Text)>)> {
    Some(match state.pane {
        Pane::Tenants => (state.tenants.list.selected_key()?.clone(), None),
        Pane::Agents => {
            let activation = &state.agents.list.selected()?.activation;
            let agent = (activation.key.agent.clone(), activation.agent.clone());
            (activation.key.owner(), Some(agent))
        }
        Pane::Usage => (state.usage.list.selected()?.month.owner(), None),
        Pane::Health => return None,
        Pane::Conversations | Pane::Escalations => {
            let key = state.current_conversation().map(|key| key.owner());
            let work = || Some(state.escalations.selected_work()?.key.owner());
            let work = || (state.pane == Pane::Escalations).then(work).flatten();
            (key.or_else(work)?, None)
        }
    })
}

fn sheeted(state: &State, platform: PlatformId) -> Option<&Sheeted> {
    let mut systems = state.connection.link()?.systems.iter();
    let system = systems.find(|one| one.platform == platform)?;
    Some(&system.sheets)
}

/// Whether the selected row has sheets.
pub fn may_open(state: &State) -> Result<(), Why> {
    if state.connection.link().is_none() {
        return Err(Why::NotConnected);
    }
    target(state).map(|_| ()).ok_or(Why::NoSheets)
}

/// Whether a command can be used while sheets are open.
pub fn enabled(state: &State, command: Command) -> Result<(), Why> {
    let sheets = &state.sheets;
    let is_entry = sheets.is_entry();
    match command {
        Command::MarkSold => may_act(state, DeedKind::MarkSold),
        Command::Issue => may_act(state, DeedKind::Issue),
        Command::Sheets => below_here(sheets),
        Command::Enter if is_entry => below_here(sheets),
        Command::Enter | Command::Copy if sheets.entry().is_none() => Err(Why::NothingSelected),
        Command::Filter if is_entry => Err(Why::NotHere),
        Command::More => match sheets.reading() {
            _ if is_entry => Err(Why::NotHere),
            Some(reading) if reading.next.is_none() && reading.problem.is_none() => {
                Err(Why::NothingMore)
            }
            _ => Ok(()),
        },
        Command::NextPane | Command::PreviousPane if !has_others(sheets) => Err(Why::NotHere),
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
        | Command::Approve
        | Command::Reject
        | Command::CancelRun
        | Command::Toggle
        | Command::Kill
        | Command::SwitchOnAll
        | Command::OrderBy
        | Command::Reverse
        | Command::Inspect
        | Command::Confirm
        | Command::Cancel
        | Command::NextField
        | Command::FirstAnswer
        | Command::SecondAnswer
        | Command::ThirdAnswer => Err(Why::NotHere),
        _ => Ok(()),
    }
}

/// Whether there is another sheet beside the one on screen, or below the entry that is opened.
fn has_others(sheets: &Sheets) -> bool {
    sheets.top().is_some_and(|level| match &level.opened {
        Some(opened) => opened.entry.sheets.len() > 1,
        None => level.kinds.len() > 1,
    })
}

fn below_here(sheets: &Sheets) -> Result<(), Why> {
    below(sheets, 0).map(|_| ()).ok_or(Why::NoSheets)
}

fn may_act(state: &State, kind: DeedKind) -> Result<(), Why> {
    may(state, Right::Switch)?;
    let sheets = &state.sheets;
    let level = sheets.top().ok_or(Why::NoDeed)?;
    let (deeds, on) = match kind {
        DeedKind::MarkSold => {
            let entry = sheets.entry().ok_or(Why::NothingSelected)?;
            let _: &TenantId = entry
                .tenant
                .as_ref()
                .or(level.tenant())
                .ok_or(Why::NoDeed)?;
            (entry.deeds, Some(entry.id.as_str()))
        }
        DeedKind::Issue => (sheets.reading().map_or(&[][..], |one| one.deeds), None),
    };
    if !deeds.contains(&kind) || !state.has_port(level.platform, Port::Acting) {
        return Err(Why::NoDeed);
    }
    if sheets.is_acting(kind, on) {
        return Err(Why::Busy);
    }
    Ok(())
}

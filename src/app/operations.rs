//! Operations over many switches and what is still off: looked at once a minute, gone on with second by second while
//! this console works on one. After a switch it is watched whether it took effect, until that is known.

pub mod conflict;
mod shown;
mod told;
mod watch;

pub(super) use shown::{found, named, show, show_named};
pub use told::Told;
pub use watch::Watch;
pub(super) use watch::{sighted, watch};

use super::dialog::Dialog;
use super::dialog::operation::OpDialog;
use super::effect::{Effect, Load, Verb};
use super::feed::Source;
use super::notice::{Doing, Notice};
use super::overlay::Overlay;
use super::state::State;
use crate::domain::agent::Turn;
use crate::domain::conflict::Conflict;
use crate::domain::id::{OpId, TenantId};
use crate::domain::kill::{Target, Whom};
use crate::domain::operation::{
    ALARMED, Operate, Operation, Overview, Phase, Progress, RowState, Scheduled, Stepped,
};
use crate::domain::problem::Problem;
use crate::domain::system::Port;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// How often it is looked whether something is due.
const EVERY: SignedDuration = SignedDuration::from_secs(60);
/// How often it is looked whether a switch took effect.
const SIGHT: SignedDuration = SignedDuration::from_secs(15);
/// Operations that ended here and are kept.
const ENDED: usize = 3;

/// All that is known of operations, schedule and effects.
#[derive(Clone, Debug, Default)]
pub struct KillSwitch {
    source: Source,
    sighting: Source,
    /// Those that are open, and those of whose broken glass everybody is told.
    pub operations: Vec<Progress>,
    /// What is still off by somebody's hand here.
    pub off: Vec<Scheduled>,
    /// The latest last.
    pub watches: Vec<Watch>,
    /// The operation that this console works on.
    pub working: Option<OpId>,
    /// Switches that met somebody else's change, the newest last.
    pub conflicts: Vec<Conflict>,
    told: BTreeSet<OpId>,
    looked: bool,
}

impl KillSwitch {
    /// Looks again at once.
    pub fn hurry(&mut self) {
        self.source.hurry();
    }

    /// Forgets what is under way: its answer will be dropped.
    pub fn reset(&mut self) {
        self.source.reset();
        self.sighting.reset();
        self.working = None;
        self.looked = false;
    }

    /// One of the operations that are known.
    pub fn operation(&self, id: &OpId) -> Option<&Progress> {
        let mut known = self.operations.iter();
        known.find(|one| one.operation.id == *id)
    }

    /// Those on which something is left to do.
    pub fn open(&self) -> impl Iterator<Item = &Progress> {
        let all = self.operations.iter();
        all.filter(|one| one.operation.phase.is_open())
    }

    /// The newest glass that was broken, while everybody is told of it.
    pub fn glass(&self, now: Timestamp) -> Option<&Operation> {
        let mut all = self.operations.iter().rev().map(|one| &one.operation);
        all.find(|op| {
            let told = op.phase.is_open() || now.duration_since(op.at) <= ALARMED;
            told && op.break_glass.is_some()
        })
    }

    /// The watch over the newest switch of a target's tenant.
    pub fn watch_of(&self, of: &crate::domain::id::SwitchKey) -> Option<&Watch> {
        let mut all = self.watches.iter().rev();
        all.find(|watch| {
            let target = &watch.target;
            target.platform == of.platform && target.agent == of.agent && watch.is_of(&of.tenant)
        })
    }

    fn keep(&mut self, progress: &Progress) {
        let id = &progress.operation.id;
        self.operations.retain(|one| one.operation.id != *id);
        self.operations.push(progress.clone());
    }
}

/// When something is to be read next.
pub fn next_due(state: &State) -> Option<Timestamp> {
    has_switches(state).then_some(())?;
    let sighting = watch::watched(state).and_then(|_| state.kill.sighting.due(SIGHT));
    let looking = state.kill.source.due(EVERY);
    [sighting, looking].into_iter().flatten().min()
}

fn has_switches(state: &State) -> bool {
    let link = state.connection.link();
    link.is_some_and(|link| link.having(Port::Switches).next().is_some())
}

/// The reads that are due now.
pub(super) fn due(state: &mut State) -> Vec<Effect> {
    let now = state.clock;
    let mut effects = Vec::new();
    if state.quitting || !has_switches(state) {
        return effects;
    }
    let is_due = |due: Option<Timestamp>| due.is_some_and(|due| due <= now);
    if is_due(state.kill.source.due(EVERY)) {
        state.kill.source.ask(now);
        effects.push(Effect::Load(Load::Operations));
    }
    if is_due(state.kill.sighting.due(SIGHT))
        && let Some(watch) = watch::watched(state)
    {
        let load = Load::Sight {
            target: watch.target.clone(),
            since: watch.turned,
        };
        state.kill.sighting.ask(now);
        effects.push(Effect::Load(load));
    }
    effects
}

/// Takes in how operations and schedule are.
pub(super) fn landed(state: &mut State, overview: Overview) {
    state.kill.source.landed(state.clock);
    for ticked in overview.ticked {
        state.agents.walk.hurry();
        state.tell(Notice::Kill(Told::Ticked(Box::new(ticked))));
    }
    // Those that ended here can still be taken back from here.
    let known = std::mem::take(&mut state.kill.operations);
    let mut ended: Vec<Progress> = known
        .into_iter()
        .filter(|one| !one.operation.phase.is_open())
        .filter(|one| {
            let mut listed = overview.operations.iter();
            !listed.any(|other| other.operation.id == one.operation.id)
        })
        .collect();
    let older = ended.len().saturating_sub(ENDED);
    ended.drain(..older);
    ended.extend(overview.operations);
    state.kill.operations = ended;
    state.kill.off = overview.off;
    tell_of_glass(state);
    let first = !std::mem::replace(&mut state.kill.looked, true);
    if first && state.overlay.is_none() {
        offer(state);
    }
}

/// Everybody hears of a broken glass once, and sees it as long as it is told.
fn tell_of_glass(state: &mut State) {
    let broken = state.kill.operations.iter().map(|one| &one.operation);
    let new: Vec<Operation> = broken
        .filter(|op| op.break_glass.is_some() && !state.kill.told.contains(&op.id))
        .cloned()
        .collect();
    for op in new {
        state.kill.told.insert(op.id.clone());
        state.ring = true;
        state.tell(Notice::Kill(Told::Glass(Box::new(op))));
    }
}

/// What was left half done is offered at the start, and what waits for somebody else than its own asker.
fn offer(state: &mut State) {
    let Some(link) = state.connection.link() else {
        return;
    };
    let (me, now) = (&link.actor, state.clock);
    let left = state.kill.open().find(|one| {
        let op = &one.operation;
        let waits_for_me = op.phase == Phase::Waiting && op.by.identity != me.identity;
        waits_for_me || (op.phase != Phase::Waiting && !op.is_worked_by_another(&me.console, now))
    });
    if let Some(id) = left.map(|one| one.operation.id.clone()) {
        state.overlay = Some(Overlay::Dialog(Dialog::Operation(Box::new(OpDialog::new(
            id,
        )))));
    }
}

/// Notes that it could not be looked at; it is tried again.
pub(super) fn failed(state: &mut State, problem: Problem) {
    state.kill.source.failed(state.clock, problem);
}

/// What came of doing something with an operation.
pub(super) fn stepped(
    state: &mut State,
    what: &Operate,
    outcome: Result<Stepped, Problem>,
) -> Vec<Effect> {
    let stepped = match outcome {
        Ok(stepped) => stepped,
        Err(problem) => {
            state.kill.working = None;
            state.kill.hurry();
            let doing = Doing::Toggling;
            state.tell(Notice::Failed { doing, problem });
            return Vec::new();
        }
    };
    if let Some(progress) = stepped.progress() {
        let id = progress.operation.id.clone();
        let works = matches!(stepped, Stepped::More { .. });
        state.kill.working = works.then_some(id);
        state.kill.keep(progress);
    } else {
        state.kill.working = None;
    }
    state.agents.walk.hurry();
    tell_of_glass(state);
    match stepped {
        Stepped::More { progress, streak } => {
            let id = progress.operation.id.clone();
            if matches!(what, Operate::Plan(_)) && state.overlay.is_none() {
                let shown = OpDialog::new(id.clone());
                state.overlay = Some(Overlay::Dialog(Dialog::Operation(Box::new(shown))));
            }
            return vec![Effect::Do(Verb::Operate(Operate::Step { id, streak }))];
        }
        Stepped::Ended(progress) => match what {
            Operate::Again { tenant, .. } => asked_again(state, &progress, tenant),
            _ => ended(state, &progress),
        },
        Stepped::Elsewhere(progress) => {
            let op = Box::new(progress.operation);
            state.tell(Notice::Kill(Told::Elsewhere(op)));
        }
        Stepped::SamePerson(progress) => {
            let op = Box::new(progress.operation);
            state.tell(Notice::Kill(Told::SamePerson(op)));
        }
        Stepped::NotNow(progress) => {
            let op = Box::new(progress.operation);
            state.tell(Notice::Kill(Told::NotNow(op)));
        }
        Stepped::NotFound => state.tell(Notice::Kill(Told::NotFound)),
        Stepped::Unknown => state.tell(Notice::Kill(Told::Unknown)),
    }
    state.outbox.hurry();
    state.kill.hurry();
    Vec::new()
}

fn ended(state: &mut State, progress: &Progress) {
    let op = &progress.operation;
    if op.phase == Phase::Done && op.turn == Turn::Off {
        let done = progress
            .rows
            .iter()
            .filter(|row| row.state == RowState::Done);
        let target = Target {
            platform: op.platform,
            agent: op.agent.clone(),
            whom: Whom::These(done.map(|row| row.tenant.clone()).collect()),
        };
        watch(state, target, op.name.clone());
    }
    state.tell(Notice::Kill(Told::Progress(Box::new(progress.clone()))));
}

/// What came of asking once more for a tenant: its row tells.
fn asked_again(state: &mut State, progress: &Progress, tenant: &TenantId) {
    let op = &progress.operation;
    let mut rows = progress.rows.iter();
    let Some(row) = rows.find(|row| row.tenant == *tenant) else {
        return;
    };
    let name = row.tenant_name.clone();
    let told = match row.state {
        RowState::Done => Told::Again {
            tenant: name,
            turn: op.turn,
        },
        RowState::Restored => Told::Again {
            tenant: name,
            turn: op.turn.back(),
        },
        RowState::Changed | RowState::Kept => Told::Beaten {
            tenant: name,
            by: row.note.clone(),
        },
        _ => Told::Unknown,
    };
    if row.state == RowState::Done && op.turn == Turn::Off {
        let target = Target {
            platform: op.platform,
            agent: op.agent.clone(),
            whom: Whom::These(vec![tenant.clone()]),
        };
        watch(state, target, op.name.clone());
    }
    state.tell(Notice::Kill(told));
}

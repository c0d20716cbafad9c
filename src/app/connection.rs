//! The connection to the backend: whether it stands, and what it told about itself.

use super::conversations::intake::note_draft;
use super::conversations::turns;
use super::effect::Effect;
use super::handoff;
use super::msg::{Connected, Epoch, Place};
use super::notice::{Doing, Notice};
use super::open::{Kind, Sent, unanswered};
use super::schedule;
use super::state::State;
use crate::domain::escalation::QueuePlan;
use crate::domain::handoff::Actor;
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::role::{Access, Role};
use crate::domain::system::{Port, System};
use jiff::Timestamp;

/// What stays true while a connection stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub actor: Actor,
    pub place: Place,
    pub access: Access,
    pub role: Role,
    /// The profile of the configuration file, if it is one.
    pub profile: Option<String>,
    /// The profiles that could be opened instead.
    pub profiles: Vec<String>,
    /// Customers feel what is done here.
    pub production: bool,
    pub queue_plan: QueuePlan,
    pub systems: Vec<System>,
    pub since: Timestamp,
}

impl Link {
    /// The systems that have a port.
    pub fn having(&self, port: Port) -> impl Iterator<Item = PlatformId> {
        let systems = self.systems.iter();
        systems
            .filter(move |system| system.has(port))
            .map(|system| system.platform)
    }
}

/// Whether the backend answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Connection {
    Connecting {
        /// How often it failed before.
        tries: u32,
    },
    Up(Link),
    Down {
        problem: Problem,
        tries: u32,
        retry_at: Timestamp,
    },
}

impl Connection {
    /// The facts of the connection that stands.
    pub fn link(&self) -> Option<&Link> {
        match self {
            Self::Up(link) => Some(link),
            Self::Connecting { .. } | Self::Down { .. } => None,
        }
    }
}

/// Begins to connect, under a new epoch: what was asked before is dropped when it comes.
pub(super) fn connect(state: &mut State) -> Vec<Effect> {
    let tries = match &state.connection {
        Connection::Down { tries, .. } => *tries,
        Connection::Connecting { tries } => *tries,
        Connection::Up(_) => 0,
    };
    state.epoch = Epoch(state.epoch.0 + 1);
    state.connection = Connection::Connecting { tries };
    schedule::reset(state);
    forget_writes(state);
    vec![Effect::Connect]
}

/// Nobody will tell any more what came of the writes under way.
fn forget_writes(state: &mut State) {
    state.claiming.clear();
    for mine in state.mine.values_mut() {
        mine.releasing = false;
    }
    let pending = state.pending.values_mut().flatten();
    for one in pending.filter(|one| one.sent == Sent::Sending) {
        one.sent = Sent::Unknown;
    }
}

/// What came of connecting.
pub(super) fn connected(state: &mut State, outcome: Result<Connected, Problem>) {
    let tries = match state.connection {
        Connection::Connecting { tries } | Connection::Down { tries, .. } => tries,
        Connection::Up(_) => 0,
    };
    match outcome {
        Ok(facts) => {
            if tries > 0 {
                state.tell(Notice::Reconnected);
            }
            come_up(state, facts);
        }
        Err(problem) => {
            let tries = tries.saturating_add(1);
            if tries == 1 {
                state.tell(Notice::Failed {
                    doing: Doing::Connecting,
                    problem: problem.clone(),
                });
            }
            state.connection = Connection::Down {
                problem,
                tries,
                retry_at: schedule::reconnect_at(state.clock, tries),
            };
        }
    }
}

fn come_up(state: &mut State, facts: Connected) {
    if !state.was_up {
        state.was_up = true;
        state.started = state.clock;
    }
    state.connection = Connection::Up(Link {
        actor: facts.actor,
        place: facts.place,
        access: facts.access,
        role: facts.role,
        profile: facts.profile,
        profiles: facts.profiles,
        production: facts.production,
        queue_plan: facts.queue_plan,
        systems: facts.systems,
        since: state.clock,
    });
    state.canned.mine = facts.canned;
    for (key, text) in facts.drafts {
        unanswered::given_back(state, &key, &text);
        // What has been typed since is newer than what the journal has.
        state
            .drafts
            .entry((key.clone(), Kind::Reply))
            .or_insert(text);
        note_draft(state, &key);
    }
    for (key, at) in facts.looked {
        let looked = state.looked.entry(key.clone()).or_insert(at);
        *looked = (*looked).max(at);
        turns::look_again(state, &key);
    }
    let count = facts.resumed.len();
    for claim in facts.resumed {
        handoff::hold(state, claim, None, true);
    }
    if count > 0 {
        state.tell(Notice::Resumed { count });
    }
    for what in facts.recovered {
        let subject = state.subject(what.key());
        state.tell(Notice::Recovered { what, subject });
    }
}

//! An operation over many tenants: its plan, a row for each tenant with the state that it had before, and how far
//! it is. Any console can go on with it, and take each tenant back to its own former state.

use super::agent::{Activation, SeenSwitch, Switch, Toggled, Turn};
use super::handoff::Actor;
use super::id::{AgentId, ConsoleId, IntentId, OpId, PlatformId, SwitchKey, TenantId};
use super::kill::Target;
pub use super::schedule::{Came, LATE, Matter, Scheduled, Ticked};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// At most so many switches are turned in a second (handoff features, 2b).
pub const PER_SECOND: u32 = 5;
/// After so many failures in a row it stops by itself.
pub const GIVE_UP: u32 = 3;
/// How long a console has an operation to itself without a sign of life.
pub const LEASE: SignedDuration = SignedDuration::from_secs(10);
/// How long everybody is told of a glass that was broken, at least.
pub const ALARMED: SignedDuration = SignedDuration::from_hours(1);

/// What is asked: decided, and confirmed by the word that was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub target: Target,
    pub turn: Turn,
    /// The agent's name; the bot's is empty.
    pub name: Text,
    pub reason: Text,
    /// When it is turned back; `None`: by hand.
    pub until: Option<Timestamp>,
    /// As they were seen: each is turned only on this.
    pub seen: Vec<Activation>,
    /// Why a second person is not waited for, although one would be needed.
    pub break_glass: Option<Text>,
}

/// Where an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// For a second person.
    Waiting,
    Running,
    /// Stopped by itself or by a person; the rest is untouched.
    Halted,
    Done,
    RollingBack,
    RolledBack,
}

impl Phase {
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Running,
        Self::Halted,
        Self::Done,
        Self::RollingBack,
        Self::RolledBack,
    ];

    /// The word in the table and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Halted => "halted",
            Self::Done => "done",
            Self::RollingBack => "rolling_back",
            Self::RolledBack => "rolled_back",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.word() == word)
    }

    /// Whether something is left to do.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::RolledBack)
    }

    /// Whether a console works on it while it has the lease.
    pub fn is_worked(self) -> bool {
        matches!(self, Self::Running | Self::RollingBack)
    }
}

/// Who works on it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runner {
    pub console: ConsoleId,
    pub name: Text,
    pub until: Timestamp,
}

/// An operation as the control table holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    pub id: OpId,
    pub platform: PlatformId,
    pub agent: AgentId,
    /// The agent's name; the bot's is empty.
    pub name: Text,
    pub turn: Turn,
    pub reason: Text,
    pub until: Option<Timestamp>,
    /// Who decided it.
    pub by: Actor,
    pub at: Timestamp,
    pub total: usize,
    pub phase: Phase,
    pub needs_second: bool,
    /// The second person, by name.
    pub approved_by: Option<Text>,
    /// Why nobody was waited for, and by whom.
    pub break_glass: Option<Text>,
    pub runner: Option<Runner>,
}

impl Operation {
    /// Whether another console works on it at `now`.
    pub fn is_worked_by_another(&self, me: &ConsoleId, now: Timestamp) -> bool {
        let runner = self.runner.as_ref();
        self.phase.is_worked()
            && runner.is_some_and(|runner| runner.until > now && runner.console != *me)
    }

    /// The switch of one of its tenants.
    pub fn switch(&self, tenant: &TenantId) -> SwitchKey {
        SwitchKey {
            platform: self.platform,
            tenant: tenant.clone(),
            agent: self.agent.clone(),
        }
    }
}

/// Where the row of a tenant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    Planned,
    /// Under way in a store of the system's own: its intent tells what came of it.
    Turning,
    Done,
    /// It was so already when it was planned.
    Already,
    /// Neither on nor off.
    Left,
    /// These people may not.
    Barred,
    /// Somebody changed it between the look and the turn; it was left alone.
    Changed,
    /// It failed; a resumed operation tries it again.
    Failed,
    /// Back in the state that it had before.
    Restored,
    /// Somebody changed it after us; it was left alone.
    Kept,
}

impl RowState {
    pub const ALL: [Self; 10] = [
        Self::Planned,
        Self::Turning,
        Self::Done,
        Self::Already,
        Self::Left,
        Self::Barred,
        Self::Changed,
        Self::Failed,
        Self::Restored,
        Self::Kept,
    ];

    /// The word in the table and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Turning => "turning",
            Self::Done => "done",
            Self::Already => "already",
            Self::Left => "left",
            Self::Barred => "barred",
            Self::Changed => "changed",
            Self::Failed => "failed",
            Self::Restored => "restored",
            Self::Kept => "kept",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether turning it is still to be done.
    pub fn is_to_turn(self) -> bool {
        matches!(self, Self::Planned | Self::Turning | Self::Failed)
    }

    /// Whether taking it back is still to be done.
    pub fn is_to_restore(self) -> bool {
        matches!(self, Self::Done | Self::Turning)
    }
}

/// One tenant of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OpRow {
    pub tenant: TenantId,
    pub tenant_name: Text,
    /// What the switch said when it was planned.
    pub before: Switch,
    /// As it was seen: it is turned only on this.
    pub seen: SeenSwitch,
    pub state: RowState,
    /// `updated_at` of the system's row as we left it: while it still says so, nobody changed it since.
    pub version: Option<String>,
    /// The intent that is under way, or was the last.
    pub intent: Option<IntentId>,
    /// Who changed it meanwhile, or the words of a failure.
    pub note: Option<Text>,
}

/// How many rows are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub done: usize,
    /// Still to be turned.
    pub open: usize,
    pub failed: usize,
    pub changed: usize,
    pub restored: usize,
    pub kept: usize,
    /// Never to be turned: already so, left, or barred.
    pub skipped: usize,
}

impl Tally {
    /// Counts rows.
    pub fn of(rows: &[OpRow]) -> Self {
        let mut all = Self::default();
        for row in rows {
            let count = match row.state {
                RowState::Planned | RowState::Turning => &mut all.open,
                RowState::Done => &mut all.done,
                RowState::Failed => &mut all.failed,
                RowState::Changed => &mut all.changed,
                RowState::Restored => &mut all.restored,
                RowState::Kept => &mut all.kept,
                RowState::Already | RowState::Left | RowState::Barred => &mut all.skipped,
            };
            *count += 1;
        }
        all
    }

    /// How many somebody else changed, before their turn or after it.
    pub fn theirs(&self) -> usize {
        self.changed + self.kept
    }

    /// All that were meant to be turned.
    pub fn meant(&self) -> usize {
        self.done + self.open + self.failed + self.changed + self.restored + self.kept
    }
}

/// An operation with its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub operation: Operation,
    pub rows: Vec<OpRow>,
}

impl Progress {
    /// How many rows are where.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rows)
    }
}

/// What is done with an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Operate {
    Plan(Box<Order>),
    /// Goes on with some rows; so many failures in a row came before.
    Step {
        id: OpId,
        streak: u32,
    },
    /// Goes on with one that halted, or that a console left.
    Resume {
        id: OpId,
    },
    /// Takes each tenant back to the state that it had.
    RollBack {
        id: OpId,
    },
    Approve {
        id: OpId,
    },
    BreakGlass {
        id: OpId,
        reason: Text,
    },
    /// Does to one tenant, which somebody changed meanwhile, what was meant for it: only on what a person saw
    /// that it is now.
    Again {
        id: OpId,
        tenant: TenantId,
        seen: Box<Activation>,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Stepped {
    /// Rows are left; so many failures in a row were the last.
    More {
        progress: Box<Progress>,
        streak: u32,
    },
    /// There is nothing left to do, or it stopped: the phase tells.
    Ended(Box<Progress>),
    /// Another console works on it.
    Elsewhere(Box<Progress>),
    /// The one who asked for it cannot be the second person.
    SamePerson(Box<Progress>),
    /// It is not waiting for what was asked.
    NotNow(Box<Progress>),
    NotFound,
    Unknown,
}

impl Stepped {
    /// The operation as far as it is known.
    pub fn progress(&self) -> Option<&Progress> {
        match self {
            Self::More { progress, .. }
            | Self::Ended(progress)
            | Self::Elsewhere(progress)
            | Self::SamePerson(progress)
            | Self::NotNow(progress) => Some(progress),
            Self::NotFound | Self::Unknown => None,
        }
    }
}

/// What a look at operations and schedule brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// Those that are open, oldest first, and those whose glass was broken a short while ago.
    pub operations: Vec<Progress>,
    /// What is still off by somebody's hand here, the next due first.
    pub off: Vec<Scheduled>,
    /// What this look did.
    pub ticked: Vec<Ticked>,
}

/// What came of switching one off.
#[derive(Clone, Debug, PartialEq)]
pub struct Switched {
    pub toggled: Toggled,
    /// When it is turned back; `None`: by hand.
    pub until: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for phase in Phase::ALL {
            assert_eq!(Phase::from_word(phase.word()), Some(phase));
        }
        for state in RowState::ALL {
            assert_eq!(RowState::from_word(state.word()), Some(state));
        }
        assert_eq!(Phase::from_word("paused"), None);
        assert_eq!(RowState::from_word(""), None);
    }
}

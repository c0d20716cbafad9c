//! Marks, and one action on all that are marked: how fast it goes, how far it is, what came of each. An outcome
//! that leaves something to do keeps its mark and says why, so that the same keys try it again.

mod mark;

pub use mark::{ask, mark, mark_shown};

use super::effect::{Effect, Verb};
use super::feed::later;
use super::notice::{Notice, Subject};
use super::overlay::Overlay;
use super::state::{Focus, Pane, State, Why};
use crate::domain::bulk::{IN_FLIGHT, PER_SECOND, Triage, Triaged};
use crate::domain::handoff::Ending;
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};

const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// What came of one of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    Working,
    Done,
    /// Another took it meanwhile.
    Taken(Text),
    /// This console took it meanwhile.
    Ours,
    /// Nobody waits in it any more.
    NotWaiting,
    /// Ours is done; any console finishes the rest.
    Unfinished,
    Unknown,
    Failed(Problem),
    /// Failed, and its claim is left with this console until the lease ends.
    Kept(Problem),
}

impl Fate {
    /// Whether it keeps its mark.
    pub fn is_left(&self) -> bool {
        matches!(
            self,
            Self::Taken(_) | Self::Ours | Self::Unknown | Self::Failed(_) | Self::Kept(_)
        )
    }
}

/// One conversation of the action.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub subject: Subject,
    pub fate: Fate,
}

/// An action on many, from its first to its last.
#[derive(Clone, Debug)]
pub struct Run {
    pub ending: Ending,
    reason: Text,
    id: String,
    /// Those that are not begun.
    waiting: VecDeque<ConversationKey>,
    /// When the last ones were begun, at most [`PER_SECOND`].
    starts: VecDeque<Timestamp>,
    /// In the order in which they were begun.
    pub items: Vec<Item>,
    /// A person stopped it.
    pub stopped: bool,
}

/// How many there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub done: usize,
    pub taken: usize,
    /// Nobody waited any more.
    pub gone: usize,
    pub failed: usize,
    /// Under way, and not begun.
    pub left: usize,
}

impl Run {
    fn under_way(&self) -> usize {
        let working = |item: &&Item| item.fate == Fate::Working;
        self.items.iter().filter(working).count()
    }

    /// Whether something is under way or still to be begun.
    pub fn is_running(&self) -> bool {
        self.under_way() > 0 || (!self.stopped && !self.waiting.is_empty())
    }

    /// How far it is.
    pub fn count(&self) -> Count {
        let mut count = Count {
            left: self.waiting.len(),
            ..Count::default()
        };
        for item in &self.items {
            *match &item.fate {
                Fate::Working => &mut count.left,
                Fate::Done | Fate::Unfinished => &mut count.done,
                Fate::Taken(_) | Fate::Ours => &mut count.taken,
                Fate::NotWaiting => &mut count.gone,
                Fate::Unknown | Fate::Failed(_) | Fate::Kept(_) => &mut count.failed,
            } += 1;
        }
        count
    }

    /// When the next one may be begun.
    fn due(&self, now: Timestamp) -> Option<Timestamp> {
        if self.stopped || self.waiting.is_empty() || self.under_way() >= IN_FLIGHT {
            return None;
        }
        match self.starts.front() {
            Some(first) if self.starts.len() >= PER_SECOND => Some(later(*first, SECOND).max(now)),
            _ => Some(now),
        }
    }
}

/// How far the last of several marks in a row went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Swept {
    #[default]
    Nothing,
    Screen,
    All,
}

/// Marks, and the action on them.
#[derive(Clone, Debug, Default)]
pub struct Bulk {
    /// What is marked, with what an earlier action left to be done of it.
    pub marks: BTreeMap<ConversationKey, Option<Fate>>,
    swept: Swept,
    /// The action that is under way or the last one.
    pub run: Option<Run>,
}

impl Bulk {
    /// Whether an action is under way.
    pub fn is_running(&self) -> bool {
        self.run.as_ref().is_some_and(Run::is_running)
    }

    /// When the next conversation may be begun.
    pub fn due(&self, now: Timestamp) -> Option<Timestamp> {
        self.run.as_ref()?.due(now)
    }

    /// The connection is another: nobody hears any more what came of those under way.
    pub fn reset(&mut self) {
        if let Some(run) = &mut self.run {
            run.waiting.clear();
            let lost = run.items.iter_mut();
            for item in lost.filter(|item| item.fate == Fate::Working) {
                item.fate = Fate::Unknown;
            }
        }
    }
}

/// Whether hand back and resolve mean what is marked.
pub fn applies(state: &State) -> bool {
    let list = state.pane == Pane::Escalations && state.focus == Focus::List;
    list && !state.bulk.marks.is_empty()
}

/// Whether an action on the marks can begin.
pub fn may_begin(state: &State) -> Result<(), Why> {
    match state.bulk.is_running() {
        true => Err(Why::Busy),
        false => Ok(()),
    }
}

/// Begins the action that a person has confirmed.
pub fn begin(state: &mut State, keys: Vec<ConversationKey>, ending: Ending, reason: Text) {
    state.locals += 1;
    let id = format!("bulk-{}-{}", state.clock.as_millisecond(), state.locals);
    state.bulk.run = Some(Run {
        ending,
        reason,
        id,
        waiting: keys.into(),
        starts: VecDeque::new(),
        items: Vec::new(),
        stopped: false,
    });
    state.overlay = Some(Overlay::Bulk { scroll: 0 });
}

/// Begins those that may be begun now.
pub fn due(state: &mut State) -> Vec<Effect> {
    let now = state.clock;
    let mut effects = Vec::new();
    while state.bulk.due(now).is_some_and(|due| due <= now) && !state.quitting {
        let Some(key) = next(state) else { break };
        let subject = state.subject(&key);
        // Whoever went into it meanwhile goes on there.
        let ours = state.mine.contains_key(&key) || state.claiming.contains(&key);
        let Some(run) = &mut state.bulk.run else {
            break;
        };
        if ours {
            let fate = Fate::Ours;
            state.bulk.marks.insert(key, Some(fate.clone()));
            run.items.push(Item { subject, fate });
            continue;
        }
        run.items.push(Item {
            subject,
            fate: Fate::Working,
        });
        run.starts.push_back(now);
        if run.starts.len() > PER_SECOND {
            run.starts.pop_front();
        }
        effects.push(Effect::Do(Verb::Triage(Triage {
            key,
            ending: run.ending,
            reason: run.reason.clone(),
            bulk: run.id.clone(),
        })));
    }
    effects
}

fn next(state: &mut State) -> Option<ConversationKey> {
    state.bulk.run.as_mut()?.waiting.pop_front()
}

/// What came of one of them.
pub fn done(state: &mut State, key: &ConversationKey, outcome: Result<Triaged, Problem>) {
    let fate = match outcome {
        Ok(Triaged::Done { fence }) => {
            state.note_given_back(key, fence);
            Fate::Done
        }
        Ok(Triaged::Unfinished { fence, .. }) => {
            state.note_given_back(key, fence);
            Fate::Unfinished
        }
        Ok(Triaged::Taken { holder }) => {
            let name = holder.operator.clone();
            state.claims.by_key.insert(key.clone(), holder);
            super::conversations::intake::refresh_holders(state);
            Fate::Taken(name)
        }
        Ok(Triaged::NotWaiting) => Fate::NotWaiting,
        Ok(Triaged::Kept { problem }) => Fate::Kept(problem),
        Ok(Triaged::Unknown) => Fate::Unknown,
        Err(problem) => Fate::Failed(problem),
    };
    match fate.is_left() {
        true => state.bulk.marks.insert(key.clone(), Some(fate.clone())),
        false => state.bulk.marks.remove(key),
    };
    let Some(run) = &mut state.bulk.run else {
        return;
    };
    let working = run.items.iter_mut().rev();
    let item = working.filter(|item| item.fate == Fate::Working);
    if let Some(item) = item.into_iter().find(|item| item.subject.key == *key) {
        item.fate = fate;
    }
    if !run.is_running() {
        let (ending, count) = (run.ending, run.count());
        state.tell(Notice::Bulk { ending, count });
    }
}

/// Stops after those that are under way; whether there was anything to stop.
pub fn stop(state: &mut State) -> bool {
    let Some(run) = state.bulk.run.as_mut().filter(|run| run.is_running()) else {
        return false;
    };
    run.stopped = true;
    true
}

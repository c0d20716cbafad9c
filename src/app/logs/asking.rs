//! A question to Insights: first its size and price, then a person's yes, then looks for its answer until it is
//! done. Leaving it stops it, because what is scanned is paid for.

use super::{Brought, Wanted};
use crate::app::effect::{Effect, Load};
use crate::app::feed::Source;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::id::PlatformId;
use crate::domain::log::question::{Answer, Estimate, Progress, Question};
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};

/// Rest between two looks for an answer.
const REST: SignedDuration = SignedDuration::from_secs(1);

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its size is being found out, or known; nothing has been asked.
    Sizing,
    /// Agreed to; it is being asked.
    Agreed,
    /// Asked, under this name.
    Running(String),
    Over,
}

/// A question and what came of it.
#[derive(Clone, Debug)]
pub struct Asking {
    pub platform: PlatformId,
    pub question: Question,
    pub estimate: Option<Estimate>,
    pub stage: Stage,
    pub answer: Option<Answer>,
    /// Why it came to nothing, or its size is not known.
    pub problem: Option<Problem>,
    source: Source,
    asked: u64,
}

impl Asking {
    /// A question whose size is asked for first.
    pub fn new(platform: PlatformId, question: Question) -> Self {
        Self {
            platform,
            question,
            estimate: None,
            stage: Stage::Sizing,
            answer: None,
            problem: None,
            source: Source::default(),
            asked: 0,
        }
    }

    /// Whether its price, or why nobody knows it, is on screen.
    pub fn is_sized(&self) -> bool {
        self.estimate.is_some() || self.problem.is_some()
    }

    pub(super) fn reset(&mut self) {
        self.source.reset();
    }

    /// The person said yes to what it may cost.
    pub(super) fn agree(&mut self, query: &str) {
        self.question.query = query.to_owned();
        self.stage = Stage::Agreed;
        self.problem = None;
        self.answer = None;
        self.source = Source::default();
    }

    pub(super) fn next_due(&self) -> Option<Timestamp> {
        let wants = match self.stage {
            Stage::Sizing => !self.is_sized(),
            // Never twice by itself: whether the first was taken is not known.
            Stage::Agreed => self.problem.is_none(),
            Stage::Running(_) => true,
            Stage::Over => false,
        };
        wants.then(|| self.source.due(REST)).flatten()
    }

    pub(super) fn ask(&mut self, now: Timestamp, serial: u64) -> Option<Wanted> {
        if self.next_due().is_none_or(|due| due > now) {
            return None;
        }
        self.source.ask(now);
        self.asked = serial;
        let (platform, question) = (self.platform, Box::new(self.question.clone()));
        match &self.stage {
            Stage::Sizing => Some(Wanted::Estimate { platform, question }),
            Stage::Agreed => Some(Wanted::Ask { platform, question }),
            Stage::Running(id) => Some(Wanted::Answer {
                platform,
                id: id.clone(),
            }),
            Stage::Over => None,
        }
    }
}

pub(super) fn landed(state: &mut State, asked: u64, brought: Brought) {
    let now = state.clock;
    let Some(asking) = state.logs.asking.as_mut().filter(|one| one.asked == asked) else {
        return;
    };
    asking.source.landed(now);
    match brought {
        Brought::Estimate(estimate) => asking.estimate = Some(estimate),
        Brought::Asked(id) => {
            asking.stage = Stage::Running(id);
            asking.source.hurry();
        }
        Brought::Answer(answer) => {
            if !matches!(answer.progress, Progress::Waiting | Progress::Running) {
                asking.stage = Stage::Over;
            }
            asking.answer = Some(answer);
        }
        _ => {}
    }
}

pub(super) fn failed(state: &mut State, asked: u64, what: &Wanted, problem: Problem) {
    let now = state.clock;
    let Some(asking) = state.logs.asking.as_mut().filter(|one| one.asked == asked) else {
        return;
    };
    asking.source.failed(now, problem.clone());
    match what {
        Wanted::Answer { .. } if problem.passes() => {}
        Wanted::Estimate { .. } => asking.problem = Some(problem),
        _ => {
            asking.problem = Some(problem);
            asking.stage = Stage::Over;
        }
    }
}

/// Shows what comes of the question that a person agreed to.
pub(super) fn show(state: &mut State) {
    state.overlay = Some(Overlay::Insights { scroll: 0 });
}

/// Leaves a question; one that still runs is stopped.
pub fn leave(state: &mut State) -> Vec<Effect> {
    let Some(asking) = state.logs.asking.take() else {
        return Vec::new();
    };
    match asking.stage {
        Stage::Running(id) => {
            let what = Wanted::Stop {
                platform: asking.platform,
                id,
            };
            vec![Effect::Load(Load::Log { asked: 0, what })]
        }
        _ => Vec::new(),
    }
}

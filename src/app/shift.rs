//! What on-call people leave to each other: open incidents and the page of one, the handover, what is around an
//! alarm, and the console as it was. Each is read while it is looked at, and says how old it is.

pub mod go;
pub mod past;

use super::feed::Source;
use super::notice::Level;
use super::overlay::Overlay;
use super::state::{Focus, Pane, State};
use crate::domain::alarm::AlarmState;
use crate::domain::change::{AROUND, Changes};
use crate::domain::handover::Handover;
use crate::domain::id::{IncidentId, PlatformId};
pub use crate::domain::incident::Deed;
use crate::domain::incident::{Incident, Opening, Settling, Story};
use crate::domain::past::Past;
use crate::domain::problem::Problem;
use crate::domain::suspect::Suspects;
use crate::domain::text::Text;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How often an open page is read again.
const PAGE: SignedDuration = SignedDuration::from_secs(10);
/// The same of what is around an alarm, and of a handover.
const SLOW: SignedDuration = SignedDuration::from_secs(60);

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    Incidents,
    /// Gathered first, where this console may write.
    Incident(IncidentId),
    Handover,
    Past {
        at: Timestamp,
    },
    /// Errors by agent and tenant, and changes around a time, of an alarm that is broken.
    Around {
        platform: PlatformId,
        alarm: Text,
        from: Timestamp,
        to: Timestamp,
    },
    /// The text for an alarm out of a folder.
    Runbook {
        folder: String,
        alarm: Text,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Incidents(Vec<Incident>),
    Incident(Option<Story>),
    Handover(Handover),
    Past(Past),
    Around(Box<Around>),
    /// `None`: the folder has none for it.
    Runbook(Option<Text>),
}

/// What is around an alarm that is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    pub suspects: Result<Suspects, Problem>,
    pub changes: Changes,
}

/// What came of a deed about an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    Opened(Opening),
    Settled(Settling),
}

/// What is written to a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Paper {
    Incident(Story),
    Handover(Handover),
}

/// Something to write, with the zone in which its times are.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    pub paper: Paper,
    pub zone: TimeZone,
}

/// What there is to tell of it.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    Opened(Text),
    /// It is open already, opened by this person at this time.
    OpenAlready {
        by: Text,
        at: Timestamp,
    },
    Noted,
    Closed,
    /// Somebody closed it before.
    ClosedAlready {
        by: Text,
        at: Timestamp,
    },
    NoIncident,
    Unknown,
    TooLong {
        chars: usize,
        most: usize,
    },
    Wrote(String),
    NotWritten(Problem),
    /// A moment that is no time of day.
    NoMoment(String),
}

impl News {
    /// How much it wants to be seen.
    pub fn level(&self) -> Level {
        match self {
            Self::Opened(_) | Self::Noted | Self::Closed | Self::Wrote(_) => Level::Good,
            Self::Unknown | Self::NotWritten(_) => Level::Error,
            Self::OpenAlready { .. }
            | Self::ClosedAlready { .. }
            | Self::NoIncident
            | Self::TooLong { .. }
            | Self::NoMoment(_) => Level::Warning,
        }
    }
}

/// What lies over the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    Incidents {
        chosen: usize,
    },
    /// `scroll`: lines up from the newest.
    Incident {
        id: IncidentId,
        scroll: usize,
    },
    Handover {
        scroll: usize,
    },
}

/// The text for the alarm on screen.
#[derive(Clone, Debug)]
pub struct Runbook {
    pub alarm: Text,
    pub source: Source,
    pub text: Option<Text>,
}

/// What is known around the alarm on screen.
#[derive(Clone, Debug)]
pub struct Surroundings {
    pub platform: PlatformId,
    pub alarm: Text,
    pub since: Timestamp,
    pub source: Source,
    pub told: Option<Box<Around>>,
}

/// State of it all.
#[derive(Clone, Debug, Default)]
pub struct Shift {
    pub incidents: Vec<Incident>,
    pub list: Source,
    pub story: Option<Story>,
    pub page: Source,
    pub handover: Option<Handover>,
    pub hands: Source,
    pub around: Option<Surroundings>,
    pub runbook: Option<Runbook>,
    pub past: Option<past::Visit>,
}

impl Shift {
    /// Forgets what is under way: its answer will be dropped.
    pub(super) fn reset(&mut self) {
        for source in [&mut self.list, &mut self.page, &mut self.hands] {
            source.reset();
        }
        for source in [
            self.around.as_mut().map(|one| &mut one.source),
            self.runbook.as_mut().map(|one| &mut one.source),
            self.past.as_mut().map(|one| &mut one.source),
        ]
        .into_iter()
        .flatten()
        {
            source.reset();
        }
    }

    /// Reads again what is looked at.
    pub(super) fn hurry(&mut self) {
        self.list.hurry();
        self.page.hurry();
        self.hands.hurry();
        if let Some(around) = &mut self.around {
            around.source.hurry();
        }
    }
}

/// The alarm on screen is the selected one, once its detail can be seen.
pub(super) fn follow(state: &mut State) {
    let is_seen = state.pane == Pane::Health && (state.is_wide() || state.focus == Focus::Detail);
    let selected = state.health.list.selected().filter(|_| is_seen);
    let named = selected.map(|row| row.vital.name.clone());
    let broken = selected.filter(|row| row.vital.state() == Some(AlarmState::Alarm));
    let wanted = broken.and_then(|row| Some((row.key.0, row.key.1.clone(), row.vital.since()?)));
    let shown = state.shift.around.as_ref();
    let shown = shown.map(|one| (one.platform, one.alarm.clone(), one.since));
    if wanted != shown {
        state.shift.around = wanted.map(|(platform, alarm, since)| Surroundings {
            platform,
            alarm,
            since,
            source: Source::default(),
            told: None,
        });
    }
    let named = named.filter(|_| state.preferences.runbooks.is_some());
    if named.as_ref() != state.shift.runbook.as_ref().map(|one| &one.alarm) {
        state.shift.runbook = named.map(|alarm| Runbook {
            alarm,
            source: Source::default(),
            text: None,
        });
    }
}

/// What is read next, and when.
fn next(state: &State) -> Option<(Timestamp, Ask)> {
    let shift = &state.shift;
    let shown = match &state.overlay {
        Some(Overlay::Shift(View::Incidents { .. })) => {
            shift.list.due(PAGE).map(|due| (due, Ask::Incidents))
        }
        Some(Overlay::Shift(View::Incident { id, .. })) => {
            let due = shift.page.due(PAGE);
            due.map(|due| (due, Ask::Incident(id.clone())))
        }
        Some(Overlay::Shift(View::Handover { .. })) => {
            shift.hands.due(SLOW).map(|due| (due, Ask::Handover))
        }
        _ => None,
    };
    let around = shift.around.as_ref().and_then(|one| {
        let ask = Ask::Around {
            platform: one.platform,
            alarm: one.alarm.clone(),
            from: one.since.checked_sub(AROUND).unwrap_or(one.since),
            to: one.since.checked_add(AROUND).unwrap_or(one.since),
        };
        Some((one.source.due(SLOW)?, ask))
    });
    let runbook = shift.runbook.as_ref().and_then(|one| {
        let folder = state.preferences.runbooks.clone()?;
        let alarm = one.alarm.clone();
        Some((one.source.due(SLOW)?, Ask::Runbook { folder, alarm }))
    });
    let past = past::next(state);
    [shown, past, runbook, around]
        .into_iter()
        .flatten()
        .min_by_key(|(due, _)| *due)
}

/// When something is read next.
pub(super) fn due(state: &State) -> Option<Timestamp> {
    next(state).map(|(due, _)| due)
}

/// Notes that it is read now.
pub(super) fn ask(state: &mut State) -> Option<Ask> {
    let (_, ask) = next(state)?;
    let now = state.clock;
    source(state, &ask)?.ask(now);
    Some(ask)
}

fn source<'a>(state: &'a mut State, ask: &Ask) -> Option<&'a mut Source> {
    let shift = &mut state.shift;
    match ask {
        Ask::Incidents => Some(&mut shift.list),
        Ask::Incident(_) => Some(&mut shift.page),
        Ask::Handover => Some(&mut shift.hands),
        Ask::Past { .. } => shift.past.as_mut().map(|past| &mut past.source),
        Ask::Around {
            platform, alarm, ..
        } => {
            let around = shift.around.as_mut();
            let around = around.filter(|one| one.platform == *platform && one.alarm == *alarm);
            around.map(|one| &mut one.source)
        }
        Ask::Runbook { alarm, .. } => {
            let runbook = shift.runbook.as_mut().filter(|one| one.alarm == *alarm);
            runbook.map(|one| &mut one.source)
        }
    }
}

/// Takes an answer in, if it is still what is looked at.
pub(super) fn landed(state: &mut State, ask: &Ask, told: Told) {
    let now = state.clock;
    match source(state, ask) {
        Some(source) => source.landed(now),
        None => return,
    }
    let shift = &mut state.shift;
    match (ask, told) {
        (_, Told::Incidents(found)) => {
            shift.incidents = found;
            let last = shift.incidents.len().saturating_sub(1);
            if let Some(Overlay::Shift(View::Incidents { chosen })) = &mut state.overlay {
                *chosen = (*chosen).min(last);
            }
        }
        (Ask::Incident(id), Told::Incident(story)) => go::told(state, id, story),
        (_, Told::Handover(found)) => shift.handover = Some(found),
        (Ask::Past { at }, Told::Past(found)) => past::landed(state, *at, found),
        (_, Told::Around(found)) => {
            if let Some(around) = &mut shift.around {
                around.told = Some(found);
            }
        }
        (_, Told::Runbook(text)) => {
            if let Some(runbook) = &mut shift.runbook {
                runbook.text = text;
            }
        }
        (_, Told::Incident(_) | Told::Past(_)) => {}
    }
}

/// Notes a failure; what was read before stays with its age.
pub(super) fn failed(state: &mut State, ask: &Ask, problem: Problem) {
    let now = state.clock;
    if let Some(source) = source(state, ask) {
        source.failed(now, problem);
    }
}

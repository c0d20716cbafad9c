//! The console as it was at a moment, rebuilt from records: alarms from their history, the queue from when
//! conversations escalated and what people did with them, switches from who turned them. Pure: what was recorded
//! later never changes what was. Where there is no record nothing is said, and the gap is named.

mod queue;

use super::alarm::AlarmState;
use super::audit::{Action, AuditEntry};
use super::change::Lack;
use super::handoff::Ending;
use super::id::{AgentId, ConversationKey, PlatformId, SwitchKey};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// How far back records are read for a moment.
pub const REACH: SignedDuration = SignedDuration::from_hours(24);
/// A step back or forward, and a long one.
pub const STEP: SignedDuration = SignedDuration::from_mins(1);
pub const LONG_STEP: SignedDuration = SignedDuration::from_mins(15);

/// An alarm turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub platform: PlatformId,
    pub name: Text,
    pub at: Timestamp,
    pub to: AlarmState,
}

/// What says how a conversation stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The system's item: when it escalated last.
    Item,
    /// What the system told of the escalation, kept by a console.
    Briefing,
    /// A claim that is still open.
    Claim,
    /// A stretch in which a person held it, kept when it ended.
    Stretch,
    Audit,
}

impl Evidence {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Briefing => "briefing",
            Self::Claim => "claim",
            Self::Stretch => "stretch",
            Self::Audit => "audit",
        }
    }
}

/// A conversation escalated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalated {
    pub key: ConversationKey,
    pub at: Timestamp,
    pub known: Evidence,
    /// It left the queue, at this time at the latest, as its item was changed last then; `None`: it waits still,
    /// or the item does not say.
    pub left_by: Option<Timestamp>,
}

/// A person had a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub key: ConversationKey,
    pub from: Timestamp,
    /// `None`: to this day.
    pub to: Option<Timestamp>,
    /// Name as shown.
    pub by: Text,
    /// How it ended; `None` with an end: the lease ran out.
    pub ending: Option<Ending>,
    pub known: Evidence,
}

/// What a moment is rebuilt from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    pub turns: Vec<Turn>,
    /// Alarms that exist, with or without a record.
    pub alarms: Vec<(PlatformId, Text)>,
    pub escalated: Vec<Escalated>,
    /// Escalations that the system ended by its own means.
    pub ended: Vec<(ConversationKey, Timestamp)>,
    pub held: Vec<Held>,
    /// Name, or masked number, of customers, where it is known: who they are does not change with time.
    pub names: BTreeMap<ConversationKey, Text>,
    pub audit: Vec<AuditEntry>,
    pub gaps: Vec<Gap>,
}

/// A part of the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Alarms,
    Queue,
    Switches,
    Audit,
}

impl Part {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alarms => "alarms",
            Self::Queue => "queue",
            Self::Switches => "switches",
            Self::Audit => "audit",
        }
    }
}

/// A part of which not all is recorded, or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub part: Part,
    pub platform: PlatformId,
    pub lack: Lack,
}

/// An alarm as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WasAlarm {
    pub platform: PlatformId,
    pub name: Text,
    /// `None`: no record says.
    pub state: Option<(AlarmState, Timestamp)>,
}

/// A conversation as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WasWaiting {
    pub key: ConversationKey,
    pub customer: Text,
    /// Since when it waited, or was held.
    pub since: Timestamp,
    /// Who held it; `None`: it waited.
    pub held: Option<Text>,
    /// What says so.
    pub known: Evidence,
    /// It left the queue later without a record of when: perhaps before this moment.
    pub unsure: bool,
}

/// A switch as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WasSwitch {
    pub key: SwitchKey,
    pub on: bool,
    pub since: Timestamp,
    pub by: Text,
    pub reason: Option<Text>,
}

/// The console as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    pub at: Timestamp,
    /// What was broken first.
    pub alarms: Vec<WasAlarm>,
    /// Those that waited longest first; then those that were held.
    pub queue: Vec<WasWaiting>,
    /// Switches that were turned in the day before, the last one first.
    pub switches: Vec<WasSwitch>,
    /// What was done until then, the newest first.
    pub audit: Vec<AuditEntry>,
    pub gaps: Vec<Gap>,
}

/// The console as it was at `at`.
pub fn at(records: &Records, at: Timestamp) -> Past {
    let mut audit: Vec<AuditEntry> = records
        .audit
        .iter()
        .filter(|entry| entry.at <= at)
        .cloned()
        .collect();
    audit.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
    Past {
        at,
        alarms: alarms(records, at),
        queue: queue::queue(records, &audit, at),
        switches: switches(&audit),
        audit,
        gaps: records.gaps.clone(),
    }
}

fn alarms(records: &Records, at: Timestamp) -> Vec<WasAlarm> {
    let mut last: BTreeMap<(PlatformId, &Text), (AlarmState, Timestamp)> = BTreeMap::new();
    for turn in records.turns.iter().filter(|turn| turn.at <= at) {
        let known = last
            .entry((turn.platform, &turn.name))
            .or_insert((turn.to, turn.at));
        if turn.at >= known.1 {
            *known = (turn.to, turn.at);
        }
    }
    let named = records
        .alarms
        .iter()
        .map(|(platform, name)| (*platform, name));
    let names: BTreeSet<(PlatformId, &Text)> = named.chain(last.keys().copied()).collect();
    let mut alarms: Vec<WasAlarm> = names
        .into_iter()
        .map(|(platform, name)| WasAlarm {
            platform,
            name: name.clone(),
            state: last.get(&(platform, name)).copied(),
        })
        .collect();
    alarms.sort_by_key(|alarm| alarm.state.map_or(AlarmState::NoData, |(state, _)| state));
    alarms
}

/// `audit`: until then, newest first.
fn switches(audit: &[AuditEntry]) -> Vec<WasSwitch> {
    let mut seen = BTreeSet::new();
    let turned = audit.iter().filter_map(|entry| {
        let on = match Action::from_word(entry.action.as_str())? {
            Action::AgentOn => true,
            Action::AgentOff => false,
            _ => return None,
        };
        let key = SwitchKey {
            platform: entry.platform,
            tenant: entry.tenant.clone(),
            agent: AgentId::from(entry.target.as_str()),
        };
        let name = (key.platform, key.tenant.clone(), key.agent.clone());
        seen.insert(name).then(|| WasSwitch {
            key,
            on,
            since: entry.at,
            by: entry.name.clone(),
            reason: entry.reason.clone(),
        })
    });
    turned.collect()
}

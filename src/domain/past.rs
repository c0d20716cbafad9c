//! The console as it was at a moment, rebuilt from records: alarms from their history, the queue from when
//! conversations escalated and what people did with them, switches from who turned them. Pure: what was recorded
//! later never changes what was. Where there is no record nothing is said, and the gap is named.

use super::alarm::AlarmState;
use super::audit::{Action, AuditEntry};
use super::id::{AgentId, ConversationId, ConversationKey, PlatformId, SwitchKey, TenantId};
use super::problem::Problem;
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

/// A conversation escalated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalated {
    pub key: ConversationKey,
    pub at: Timestamp,
    /// Name, or masked number.
    pub customer: Text,
}

/// What a moment is rebuilt from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    pub turns: Vec<Turn>,
    /// Alarms that exist, with or without a record.
    pub alarms: Vec<(PlatformId, Text)>,
    pub escalated: Vec<Escalated>,
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

/// A part of which not all is recorded, or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub part: Part,
    /// `None`: there is more than is read.
    pub why: Option<Problem>,
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
        queue: queue(records, &audit, at),
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
fn queue(records: &Records, audit: &[AuditEntry], at: Timestamp) -> Vec<WasWaiting> {
    type Of<'a> = (PlatformId, &'a TenantId, &'a str);
    // The last thing that people did with each.
    let mut last: BTreeMap<Of<'_>, (&AuditEntry, Action)> = BTreeMap::new();
    for entry in audit {
        let Some(action) = Action::from_word(entry.action.as_str()).filter(|one| moves(*one))
        else {
            continue;
        };
        last.entry((entry.platform, &entry.tenant, entry.target.as_str()))
            .or_insert((entry, action));
    }
    let mut found = Vec::new();
    for one in records.escalated.iter().filter(|one| one.at <= at) {
        let of = (
            one.key.platform,
            &one.key.tenant,
            one.key.conversation.as_str(),
        );
        // What was done before it escalated again says nothing of the new wait.
        let done = last.remove(&of).filter(|(entry, _)| entry.at >= one.at);
        let (since, held) = match done {
            None => (one.at, None),
            Some((entry, action)) if takes(action) => (entry.at, Some(entry.name.clone())),
            Some((entry, Action::Returned)) => (entry.at, None),
            Some(_) => continue,
        };
        found.push(WasWaiting {
            key: one.key.clone(),
            customer: one.customer.clone(),
            since,
            held,
        });
    }
    // Held without an escalation that is known: taken from the bot.
    for ((platform, tenant, target), (entry, action)) in last {
        if takes(action) {
            found.push(WasWaiting {
                key: ConversationKey {
                    platform,
                    tenant: tenant.clone(),
                    conversation: ConversationId::from(target),
                },
                customer: Text::from(super::mask::identifiers(target)),
                since: entry.at,
                held: Some(entry.name.clone()),
            });
        }
    }
    found.sort_by(|a, b| {
        (a.held.is_some(), a.since, &a.key).cmp(&(b.held.is_some(), b.since, &b.key))
    });
    found
}

/// Whether it changes who has a conversation.
fn moves(action: Action) -> bool {
    takes(action)
        || matches!(
            action,
            Action::HandBack | Action::Resolve | Action::Returned
        )
}

fn takes(action: Action) -> bool {
    matches!(action, Action::Claim | Action::Steal | Action::Reopen)
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

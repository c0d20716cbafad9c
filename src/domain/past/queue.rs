//! Who waited and who held which at a moment: what was recorded of each conversation in the order of time, followed
//! up to then. Several records of one thing come out as one.

use super::{Evidence, Records, WasWaiting};
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::handoff::Ending;
use crate::domain::id::{ConversationId, ConversationKey};
use crate::domain::mask;
use crate::domain::text::Text;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What happened to a conversation; of two at one time the later in this order counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Enters,
    Taken(Text),
    Returns,
    Leaves,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Happened {
    at: Timestamp,
    step: Step,
    by: Evidence,
}

#[derive(Clone, Debug)]
enum Stand {
    Waits,
    Held(Text),
}

/// The queue at `at`; `audit`: what was done until then.
pub(super) fn queue(records: &Records, audit: &[AuditEntry], at: Timestamp) -> Vec<WasWaiting> {
    let mut found: Vec<WasWaiting> = histories(records, audit)
        .into_iter()
        .filter_map(|(key, mut steps)| {
            steps.sort();
            let (stand, since, known) = followed(&steps, at)?;
            let held = match stand {
                Stand::Waits => None,
                Stand::Held(by) => Some(by),
            };
            Some(WasWaiting {
                customer: customer(records, &key),
                unsure: held.is_none() && is_unsure(records, &key, &steps, at),
                key,
                since,
                held,
                known,
            })
        })
        .collect();
    found.sort_by(|a, b| {
        (a.held.is_some(), a.since, &a.key).cmp(&(b.held.is_some(), b.since, &b.key))
    });
    found
}

/// All that is recorded of each.
fn histories(records: &Records, audit: &[AuditEntry]) -> BTreeMap<ConversationKey, Vec<Happened>> {
    let mut all: BTreeMap<ConversationKey, Vec<Happened>> = BTreeMap::new();
    let mut add = |key: &ConversationKey, at, step, by| {
        let happened = Happened { at, step, by };
        all.entry(key.clone()).or_default().push(happened);
    };
    for one in &records.escalated {
        add(&one.key, one.at, Step::Enters, one.known);
        if let Some(left) = one.left_by {
            add(&one.key, left, Step::Leaves, Evidence::Item);
        }
    }
    for (key, at) in &records.ended {
        add(key, *at, Step::Leaves, Evidence::Briefing);
    }
    for one in &records.held {
        let (known, taken) = (one.known, Step::Taken(one.by.clone()));
        add(&one.key, one.from, taken, known);
        if let Some(to) = one.to {
            let step = match one.ending {
                Some(Ending::HandedBack | Ending::Resolved) => Step::Leaves,
                Some(Ending::Idle) | None => Step::Returns,
            };
            add(&one.key, to, step, known);
        }
    }
    for entry in audit {
        let Some(step) = done(entry) else { continue };
        let key = ConversationKey {
            platform: entry.platform,
            tenant: entry.tenant.clone(),
            conversation: ConversationId::from(entry.target.as_str()),
        };
        add(&key, entry.at, step, Evidence::Audit);
    }
    all
}

/// What an audit row says of who has a conversation.
fn done(entry: &AuditEntry) -> Option<Step> {
    Some(match Action::from_word(entry.action.as_str())? {
        Action::Claim | Action::Steal | Action::Reopen => Step::Taken(entry.name.clone()),
        Action::Returned => Step::Returns,
        Action::HandBack | Action::Resolve => Step::Leaves,
        _ => return None,
    })
}

/// How it stood then, since when, and what says so. `None`: it was with the bot, or nothing says it.
fn followed(steps: &[Happened], at: Timestamp) -> Option<(Stand, Timestamp, Evidence)> {
    let mut stand: Option<(Stand, Timestamp, Evidence)> = None;
    for one in steps.iter().take_while(|one| one.at <= at) {
        stand = match (&one.step, stand) {
            // Told twice, or told again while a person has it: the wait goes on as it was.
            (Step::Enters, Some(known)) => Some(known),
            (Step::Enters, None) => Some((Stand::Waits, one.at, one.by)),
            (Step::Taken(by), Some((Stand::Held(known), since, evidence))) if *by == known => {
                Some((Stand::Held(known), since, evidence))
            }
            (Step::Taken(by), _) => Some((Stand::Held(by.clone()), one.at, one.by)),
            (Step::Returns, Some((Stand::Held(_), _, _))) => Some((Stand::Waits, one.at, one.by)),
            (Step::Returns, other) => Some(other.unwrap_or((Stand::Waits, one.at, one.by))),
            (Step::Leaves, _) => None,
        };
    }
    stand
}

/// Whether it may have left before then: the system's item says that it did, and nothing when.
fn is_unsure(records: &Records, key: &ConversationKey, steps: &[Happened], at: Timestamp) -> bool {
    let mut items = records.escalated.iter().filter(|one| one.key == *key);
    let Some(left) = items.find_map(|one| one.left_by).filter(|left| *left > at) else {
        return false;
    };
    let told = |one: &&Happened| one.at > at && one.at <= left && one.by != Evidence::Item;
    !steps
        .iter()
        .filter(told)
        .any(|one| one.step != Step::Enters)
}

/// Name, or masked number.
fn customer(records: &Records, key: &ConversationKey) -> Text {
    let known = records.names.get(key).cloned();
    known.unwrap_or_else(|| Text::from(mask::identifiers(key.conversation.as_str())))
}

//! What waits and is no conversation, as reads bring it, and as it leaves: gone from its system, or decided.

use super::{EscalationEntry, QueueKey, Waiting};
use crate::app::feed::later;
use crate::app::notice::{Doing, Notice};
use crate::app::schedule::NEWS;
use crate::app::state::State;
use crate::app::walk::Landed;
use crate::domain::id::PlatformId;
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::work::{Decided, Decision, Work, WorkKey};
use jiff::Timestamp;

/// Takes a page of what waits in a system; a whole pass over it removes what it did not find.
pub fn landed(state: &mut State, platform: PlatformId, page: Page<Work>) {
    let walk = &mut state.escalations.work;
    let (cost, items) = (page.cost, page.items.len());
    let landed = walk.landed(state.clock, &platform, cost, items, page.next);
    if landed == Landed::Strange {
        return;
    }
    let pass = walk.pass;
    let mark_until = (pass > 1).then(|| later(state.clock, NEWS));
    for work in page.items {
        put_work(state, work, pass, mark_until);
    }
    if matches!(landed, Landed::Stop(_) | Landed::Pass(_)) {
        let escalations = &mut state.escalations;
        let gone = |key: &WorkKey, seen: u64| key.platform == platform && seen < pass;
        escalations.list.retain(|entry| match &entry.key {
            QueueKey::Conversation(_) => true,
            QueueKey::Work(key) => !gone(key, escalations.seen.get(key).copied().unwrap_or(0)),
        });
        escalations.seen.retain(|key, seen| !gone(key, *seen));
    }
}

fn put_work(state: &mut State, work: Work, pass: u64, mark_until: Option<Timestamp>) {
    let key = QueueKey::Work(work.key.clone());
    let tenant_name = state.tenant_name(&key.owner());
    let escalations = &mut state.escalations;
    escalations.seen.insert(work.key.clone(), pass);
    if escalations.list.get(&key).is_none() {
        escalations.list.put(EscalationEntry {
            key,
            waiting: Waiting::Work(work),
            tenant_name,
            holder: None,
            returned: None,
            put_off: None,
            assigned: None,
            for_me: false,
            standing: None,
            mine: false,
            draft: false,
            keywords: Vec::new(),
            new_until: mark_until,
        });
        return;
    }
    escalations.list.change(&key, |entry| {
        let waiting = Waiting::Work(work);
        let changed = entry.waiting != waiting || entry.tenant_name != tenant_name;
        entry.waiting = waiting;
        entry.tenant_name = tenant_name;
        changed
    });
}

/// What came of a decision.
pub fn decided(
    state: &mut State,
    work: &Work,
    decision: Decision,
    outcome: Result<Decided, Problem>,
) {
    state.escalations.deciding.remove(&work.key);
    state.escalations.work.hurry();
    let subject = work.subject.clone();
    match outcome {
        Ok(decided) => {
            if !matches!(decided, Decided::Unknown) {
                settled(state, &work.key);
            }
            state.tell(Notice::Decided {
                subject,
                decision,
                decided,
            });
        }
        Err(problem) => state.tell(Notice::Failed {
            doing: Doing::Deciding,
            problem,
        }),
    }
}

/// Takes a row out that a decision has settled; the next pass says what the table says.
fn settled(state: &mut State, key: &WorkKey) {
    state.escalations.list.remove(&QueueKey::Work(key.clone()));
    state.escalations.seen.remove(key);
}

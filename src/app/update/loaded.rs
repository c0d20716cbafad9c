//! What reads brought, each handed to where it belongs.

use crate::app::agents;
use crate::app::canned;
use crate::app::conversations::intake::{Read, take_rows};
use crate::app::dialog;
use crate::app::effect::Load;
use crate::app::escalations;
use crate::app::feed::later;
use crate::app::guard;
use crate::app::handoff;
use crate::app::health;
use crate::app::hearing;
use crate::app::kill;
use crate::app::logs;
use crate::app::msg::Loaded;
use crate::app::notice::{Doing, Notice};
use crate::app::open::visit;
use crate::app::operations;
use crate::app::outbox;
use crate::app::promises;
use crate::app::replies;
use crate::app::schedule::NEWS;
use crate::app::sheet;
use crate::app::shift;
use crate::app::state::State;
use crate::app::tenants;
use crate::app::triggers;
use crate::app::usage;
use crate::app::walk::Landed;
use crate::domain::conversation::ConversationRow;
use crate::domain::escalation::{QueuePlan, WaitingWord};
use crate::domain::id::{ConversationKey, TenantKey};
use crate::domain::page::Page;
use crate::domain::problem::{Problem, Trouble};
use jiff::Timestamp;

/// Takes the outcome of a read in.
pub fn loaded(state: &mut State, load: Load, outcome: Result<Loaded, Problem>) {
    match outcome {
        Ok(loaded) => match (load, loaded) {
            (Load::Tenants { platform, .. }, Loaded::Tenants(page)) => {
                tenants::landed(state, platform, page);
            }
            (Load::Sweep { pass, tenant, .. }, Loaded::Conversations(page)) => {
                swept(state, pass, &tenant, page);
            }
            (Load::Queue { pass, word, .. }, Loaded::Conversations(page)) => {
                queued(state, pass, word, page);
            }
            (Load::Work { platform, .. }, Loaded::Work(page)) => {
                escalations::work::landed(state, platform, page);
            }
            (Load::Claims, Loaded::Claims(claims)) => handoff::take_claims(state, claims),
            (Load::Targets { .. }, Loaded::Targets(targets)) => promises::landed(state, targets),
            (Load::Conversation { key }, Loaded::Conversation(opened)) => {
                visit::landed(state, &key, *opened);
            }
            (Load::Owned { key }, Loaded::Conversation(opened)) => {
                guard::landed(state, &key, *opened);
            }
            (Load::Present { key }, Loaded::Present(others)) => {
                guard::presence::landed(state, key, others);
            }
            (Load::Bodies { key, .. }, Loaded::Bodies(bodies)) => {
                visit::revealed(state, &key, bodies);
            }
            (Load::Catalogue, Loaded::Catalogue(agents)) => {
                agents::catalogue_landed(state, agents);
            }
            (Load::Switches { tenant }, Loaded::Switches(switches)) => {
                agents::landed(state, &tenant, switches);
            }
            (Load::Usage { tenant }, Loaded::Usage(months)) => {
                usage::landed(state, &tenant, months);
            }
            (Load::Feed { .. }, Loaded::Drained(drained)) => hearing::drained(state, drained),
            (Load::Heard { .. }, Loaded::Heard(rows)) => hearing::read(state, rows),
            (Load::Replies { .. }, Loaded::Replies(followed)) => {
                replies::followed(state, followed);
            }
            (Load::Outbox, Loaded::Relayed(relayed)) => outbox::relayed(state, relayed),
            (Load::Canned { .. }, Loaded::Canned(team)) => canned::landed(state, team),
            (Load::Endings { .. }, Loaded::Endings(found)) => triggers::landed(state, Ok(found)),
            (Load::Sheet { asked, key, .. }, Loaded::Sheet(page)) => {
                sheet::landed(state, asked, &key, *page);
            }
            (Load::Log { asked, what }, Loaded::Log(brought)) => {
                logs::landed(state, asked, what, *brought);
            }
            (Load::Shift(ask), Loaded::Shift(told)) => shift::landed(state, &ask, *told),
            (Load::Health { platform }, Loaded::Health(found)) => {
                health::landed(state, platform, found);
            }
            (
                Load::AlarmHistory {
                    platform,
                    name,
                    after,
                },
                Loaded::AlarmHistory(page),
            ) => {
                health::told(state, &(platform, name), after.is_some(), page);
            }
            (Load::Blast { target, turn }, Loaded::Blast(blast)) => {
                kill::landed(state, &target, turn, Ok(*blast));
            }
            (Load::Operation { .. }, Loaded::Operation(found)) => {
                operations::found(state, Ok(*found));
            }
            (Load::Theirs { key }, Loaded::Theirs(theirs)) => {
                dialog::conflict::landed(state, &key, Ok(*theirs));
            }
            (Load::Operations, Loaded::Operations(all)) => operations::landed(state, *all),
            (Load::Sight { target, since }, Loaded::Sighted(seen)) => {
                operations::sighted(state, &target, since, Ok(seen));
            }
            (Load::Metrics { platform, .. }, Loaded::Metrics(found)) => {
                health::gauges::landed(state, platform, *found);
            }
            (
                Load::Metric {
                    platform,
                    query,
                    range,
                },
                Loaded::Metrics(found),
            ) => {
                health::chart::landed(state, (platform, &query, range), Ok(*found));
            }
            (
                Load::Condition {
                    platform,
                    condition,
                    period,
                    range,
                },
                Loaded::Metrics(found),
            ) => {
                let of = (platform, condition, period, range);
                health::chart::judged(state, of, Ok(*found));
            }
            (Load::Marks { platform, range }, Loaded::Marks(found)) => {
                health::chart::marked(state, (platform, range), Ok(found));
            }
            (Load::Acks, Loaded::Acks { acks, used }) => health::ack::landed(state, acks, used),
            (load, _) => {
                let problem = Problem::new(Trouble::Internal, "read", "another answer than asked");
                failed(state, &load, problem);
            }
        },
        Err(problem) => failed(state, &load, problem),
    }
}

/// Notes a failure; what has been read before stays.
fn failed(state: &mut State, load: &Load, problem: Problem) {
    let now = state.clock;
    match load {
        Load::Tenants { .. } => state.tenants.walk.failed(now, problem),
        Load::Sweep { .. } => state.conversations.walk.failed(now, problem),
        Load::Queue { .. } => state.escalations.walk.failed(now, problem),
        Load::Work { .. } => state.escalations.work.failed(now, problem),
        Load::Claims => state.claims.source.failed(now, problem),
        Load::Targets { .. } => state.promises.source.failed(now, problem),
        Load::Conversation { key } => {
            if let Some(open) = state.open.as_mut().filter(|open| open.key == *key) {
                open.source.failed(now, problem);
            }
        }
        Load::Owned { key } => guard::failed(state, key, problem),
        Load::Present { .. } => guard::presence::failed(state, problem),
        Load::Bodies { .. } => state.tell(Notice::Failed {
            doing: Doing::Revealing,
            problem,
        }),
        Load::Catalogue => state.agents.catalogue_source.failed(now, problem),
        Load::Switches { .. } => state.agents.walk.failed(now, problem),
        Load::Usage { .. } => state.usage.walk.failed(now, problem),
        Load::Feed { .. } => hearing::feed_failed(state, problem),
        Load::Heard { keys } => hearing::rows_failed(state, keys, problem),
        Load::Replies { .. } => replies::failed(state, problem),
        Load::Outbox => outbox::failed(state, problem),
        Load::Log { asked, what } => logs::failed(state, *asked, what, problem),
        Load::Shift(ask) => shift::failed(state, ask, problem),
        Load::Health { .. }
        | Load::AlarmHistory { .. }
        | Load::Metrics { .. }
        | Load::Metric { .. }
        | Load::Condition { .. }
        | Load::Marks { .. }
        | Load::Acks => health::failed(state, load, problem),
        // What was read before, and one's own, can be used all the same.
        Load::Canned { .. } => state.tell(Notice::Failed {
            doing: Doing::Counting,
            problem,
        }),
        Load::Blast { target, turn } => kill::landed(state, target, *turn, Err(problem)),
        Load::Operation { .. } => operations::found(state, Err(problem)),
        Load::Theirs { key } => dialog::conflict::landed(state, key, Err(problem)),
        Load::Operations => operations::failed(state, problem),
        Load::Sight { target, since } => {
            operations::sighted(state, target, *since, Err(problem));
        }
        Load::Endings { .. } => triggers::landed(state, Err(problem)),
        Load::Sheet { asked, key, .. } => sheet::failed(state, *asked, key, problem),
    }
}

/// A page of a tenant's partition.
fn swept(state: &mut State, pass: u64, tenant: &TenantKey, page: Page<ConversationRow>) {
    let walk = &mut state.conversations.walk;
    if walk.pass != pass {
        return;
    }
    let asked = walk.asked;
    let landed = walk.landed(state.clock, tenant, page.cost, page.items.len(), page.next);
    if landed == Landed::Strange {
        return;
    }
    let read = Read {
        asked,
        queue_pass: None,
    };
    take_rows(state, page.items, read);
    if let Landed::Stop(tenant) | Landed::Pass(tenant) = &landed {
        state.conversations.forget_unseen(tenant, pass);
    }
    if matches!(landed, Landed::Pass(_)) {
        state.conversations.calm = state.conversations.calm.saturating_add(1);
        state.conversations.list.anchor();
        let by_sweep = state
            .connection
            .link()
            .is_some_and(|link| link.queue_plan == QueuePlan::Sweep);
        if by_sweep {
            state.escalations.list.anchor();
        }
    }
}

/// A page of the queue index.
fn queued(state: &mut State, pass: u64, word: WaitingWord, page: Page<ConversationRow>) {
    let walk = &mut state.escalations.walk;
    if walk.pass != pass {
        return;
    }
    let asked = walk.asked;
    let landed = walk.landed(state.clock, &word, page.cost, page.items.len(), page.next);
    if landed == Landed::Strange {
        return;
    }
    let read = Read {
        asked,
        queue_pass: Some(pass),
    };
    take_rows(state, page.items, read);
    if let Landed::Stop(word) | Landed::Pass(word) = landed {
        let listed: Vec<ConversationKey> = state
            .escalations
            .list
            .all()
            .filter_map(|entry| Some(entry.escalation()?.key.clone()))
            .collect();
        state.conversations.forget_unqueued(word, pass, &listed);
    }
    if matches!(landed, Landed::Pass(_)) {
        state.escalations.list.anchor();
    }
}

/// Until when a row that now enters the queue is marked; none before the queue has been read once.
pub fn mark_until(state: &State) -> Option<Timestamp> {
    let by_index = state
        .connection
        .link()
        .is_some_and(|link| link.queue_plan == QueuePlan::Index);
    let pass = if by_index {
        state.escalations.walk.pass
    } else {
        state.conversations.walk.pass
    };
    (pass > 1).then(|| later(state.clock, NEWS))
}

//! Conversations and the bodies of their messages.

use super::{NOBODY, System, nobody};
use std::collections::BTreeSet;
use switchboard::domain::conversation::ConversationRow;
use switchboard::domain::escalation::{QueuePlan, WaitingWord};
use switchboard::domain::id::{ConversationId, ConversationKey, MessageId, TenantId};
use switchboard::platform::{Bodies, Conversations, Stored};

/// Limits of a page, of which none changes what is found.
const LIMITS: [u32; 2] = [3, 100];

/// What a sweep lists is found, of its tenant and of nobody else. Answers conversations and bodies.
pub async fn hold(system: &System, tenants: &[TenantId]) -> (usize, usize) {
    let Some(port) = &system.reader.conversations else {
        return (0, 0);
    };
    let mut all = BTreeSet::new();
    for tenant in tenants {
        all.extend(swept(system, port.as_ref(), tenant).await);
    }
    let mut bodies = 0;
    for key in &all {
        let what = format!("conversations.read {key:?}");
        let Some(stored) = system.one(&what, port.read(key).await) else {
            continue;
        };
        system.same(&what, key, &stored.row.key);
        if let Some(port) = &system.reader.bodies {
            bodies += opened(system, port.as_ref(), &stored, &all).await;
        }
        for tenant in tenants.iter().chain([&nobody()]) {
            let other = ConversationKey {
                tenant: tenant.clone(),
                ..key.clone()
            };
            if !all.contains(&other) {
                let what = format!("conversations.read {other:?}, of {:?}", key.tenant);
                system.none(&what, port.read(&other).await);
            }
        }
    }
    for (tenant, id) in tenants.iter().flat_map(|one| [(one, NOBODY), (one, "")]) {
        let key = ConversationKey {
            platform: system.reader.id,
            tenant: tenant.clone(),
            conversation: ConversationId::from(id),
        };
        let what = format!("conversations.read {key:?}");
        system.none(&what, port.read(&key).await);
    }
    queued(system, port.as_ref()).await;
    (all.len(), bodies)
}

/// The keys of a tenant's conversations, in pages of each limit.
async fn swept(
    system: &System,
    port: &dyn Conversations,
    tenant: &TenantId,
) -> BTreeSet<ConversationKey> {
    let what = format!("conversations.sweep {tenant:?}");
    let mut found = Vec::new();
    for limit in LIMITS {
        let ask = async |after| {
            let page = port.sweep(tenant, after, limit).await?;
            let is_bounded = page.items.len() <= limit as usize;
            system.holds(&format!("{what}: {limit} at most"), is_bounded);
            Ok(page)
        };
        let rows = system.walk(&what, ask).await;
        for row in &rows {
            let owner = (row.key.platform, &row.key.tenant);
            system.same(&what, &owner, &(system.reader.id, tenant));
        }
        let keys = rows.into_iter().map(|row: ConversationRow| row.key);
        found.push(keys.collect::<BTreeSet<_>>());
    }
    system.same(&format!("{what}: by any limit"), &found[0], &found[1]);
    let ask = async |after| port.sweep(tenant, after, 3).await;
    system.refuses_cursors(&what, ask).await;
    found.swap_remove(0)
}

/// Every row of the queue is found, and waits with that word. Without an index it is refused.
async fn queued(system: &System, port: &dyn Conversations) {
    for word in WaitingWord::ALL {
        let what = format!("conversations.waiting {}", word.word());
        if port.queue_plan() != QueuePlan::Index {
            let refused = port.waiting(word, None).await.is_err();
            system.holds(&format!("{what}: refused"), refused);
            continue;
        }
        let ask = async |after| port.waiting(word, after).await;
        for row in system.walk(&what, ask).await {
            // Of a tenant that no list has, too.
            let found = port.read(&row.key).await;
            system.one(&format!("{what}: {:?}", row.key), found);
            system.same(&what, &row.status().word(), &word.word());
        }
        system.refuses_cursors(&what, ask).await;
    }
}

/// Bodies are of the messages of this conversation and of no other.
async fn opened(
    system: &System,
    port: &dyn Bodies,
    stored: &Stored,
    all: &BTreeSet<ConversationKey>,
) -> usize {
    let key = &stored.row.key;
    let mut bodies = 0;
    for message in &stored.messages {
        let what = format!("bodies.body {key:?} {:?}", message.id);
        if let Some(body) = system.came(&what, port.body(key, &message.id).await) {
            system.counted(&what, body.cost);
            bodies += usize::from(body.value.is_some());
        }
        for other in all.iter().filter(|other| *other != key) {
            let what = format!("{what}, asked of {other:?}");
            system.none(&what, port.body(other, &message.id).await);
        }
    }
    for id in [NOBODY, ""] {
        let what = format!("bodies.body {key:?} {id:?}");
        system.none(&what, port.body(key, &MessageId::from(id)).await);
    }
    bodies
}

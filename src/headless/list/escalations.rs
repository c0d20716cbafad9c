//! The queue over all tenants in the order of taking: those who wait, then those whom a person has already.
//! With the index, one query for each status word; without it, or when asked, the tenants' partitions are read.

use super::tenants::whole;
use super::{Gathered, claims, live_claims, names, tenants_having};
use crate::desk::{Desk, Mode};
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::escalation::{Escalation, Priority, QueuePlan, WaitingWord};
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, TenantKey};
use crate::domain::problem::Problem;
use crate::domain::system::Port;
use crate::domain::tenant::Tenant;
use crate::headless::cursor;
use crate::headless::item::EscalationItem;
use crate::headless::request::List;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The last item of a page, as far as the order looks at it.
#[derive(Serialize, Deserialize)]
struct Place {
    held: bool,
    priority: String,
    since: Option<Timestamp>,
    key: ConversationKey,
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    sweep: bool,
) -> Result<Gathered<EscalationItem>, Problem> {
    let place: Option<Place> = cursor::decode(list)?;
    let by_index = !sweep && list.tenant.is_none() && desk.queue_plan() == QueuePlan::Index;
    let tenants = tenants_having(desk, list, Port::Conversations).await?;
    let rows = if by_index {
        indexed(desk).await?
    } else {
        swept(desk, &tenants).await?
    };
    let (claims, arranged) = claims(desk).await?;
    let now = desk.now();
    let mut queue: Vec<Escalation> = rows
        .values()
        .filter_map(ConversationRow::escalation)
        .collect();
    queue.sort_by(|a, b| order(a, b, &claims));
    if let Some(place) = place {
        let (held, last) = place.into_escalation();
        queue.retain(|one| {
            let holds = claims.contains_key(&one.key);
            (holds.cmp(&held)).then_with(|| one.order(&last)) == Ordering::Greater
        });
    }
    let more = queue.len() > list.limit;
    queue.truncate(list.limit);
    let next = more
        .then(|| queue.last())
        .flatten()
        .map(|last| cursor::encode(list, Place::of(last, &claims)));
    let names = names(&tenants);
    let keys: Vec<ConversationKey> = queue.iter().map(|one| one.key.clone()).collect();
    let briefings = desk.newest_briefings(&keys).await?;
    let items = queue
        .iter()
        .map(|one| {
            let name = names.get(&one.key.owner()).copied();
            let briefing = briefings.get(&one.key);
            let known = claims.get(&one.key).or_else(|| arranged.get(&one.key));
            EscalationItem::of(one, name, claims.get(&one.key), briefing).arranged(one, known, now)
        })
        .collect();
    Ok(Gathered {
        by_index,
        ..Gathered::new(items, next)
    })
}

/// The whole queue with its claims.
pub(super) async fn all<M: Mode>(
    desk: &Desk<M>,
    list: &List,
) -> Result<Vec<(Escalation, Option<Claim>)>, Problem> {
    let by_index = list.tenant.is_none() && desk.queue_plan() == QueuePlan::Index;
    let rows = match by_index {
        true => indexed(desk).await?,
        false => {
            swept(
                desk,
                &tenants_having(desk, list, Port::Conversations).await?,
            )
            .await?
        }
    };
    let claims = live_claims(desk).await?;
    let mut queue: Vec<Escalation> = rows
        .values()
        .filter_map(ConversationRow::escalation)
        .collect();
    queue.sort_by(|a, b| order(a, b, &claims));
    Ok(queue
        .into_iter()
        .map(|one| {
            let claim = claims.get(&one.key).cloned();
            (one, claim)
        })
        .collect())
}

fn order(a: &Escalation, b: &Escalation, claims: &HashMap<ConversationKey, Claim>) -> Ordering {
    let held = |one: &Escalation| claims.contains_key(&one.key);
    held(a).cmp(&held(b)).then_with(|| a.order(b))
}

impl Place {
    fn of(last: &Escalation, claims: &HashMap<ConversationKey, Claim>) -> Self {
        Self {
            held: claims.contains_key(&last.key),
            priority: last.priority.word().to_owned(),
            since: last.since,
            key: last.key.clone(),
        }
    }

    fn into_escalation(self) -> (bool, Escalation) {
        let last = Escalation {
            key: self.key,
            status: Status::Active,
            priority: Priority::from_raw(&self.priority),
            since: self.since,
            reason: None,
            customer: None,
            last: None,
        };
        (self.held, last)
    }
}

async fn indexed<M: Mode>(
    desk: &Desk<M>,
) -> Result<HashMap<ConversationKey, ConversationRow>, Problem> {
    let of_word = async |word: WaitingWord| {
        let mut rows = Vec::new();
        let mut after = None;
        loop {
            let page = desk.waiting(word, after).await?;
            rows.extend(page.items);
            after = page.next;
            if after.is_none() {
                return Ok::<_, Problem>(rows);
            }
        }
    };
    let words = WaitingWord::ALL.into_iter().map(of_word);
    let all = futures::future::try_join_all(words).await?;
    Ok(all
        .into_iter()
        .flatten()
        .map(|row| (row.key.clone(), row))
        .collect())
}

async fn swept<M: Mode>(
    desk: &Desk<M>,
    tenants: &[Tenant],
) -> Result<HashMap<ConversationKey, ConversationRow>, Problem> {
    let mut rows = HashMap::new();
    for tenant in tenants {
        rows.extend(waiting_of(desk, &tenant.key()).await?);
    }
    Ok(rows)
}

async fn waiting_of<M: Mode>(
    desk: &Desk<M>,
    tenant: &TenantKey,
) -> Result<HashMap<ConversationKey, ConversationRow>, Problem> {
    let mut rows = whole(desk, tenant).await?;
    rows.retain(|_, row| row.status().waits_for_human());
    Ok(rows)
}

//! What waits for a person in all systems and is no conversation, in the order of taking.

use super::{Gathered, all_tenants, names};
use crate::desk::{Desk, Mode};
use crate::domain::escalation::Priority;
use crate::domain::problem::Problem;
use crate::domain::system::Port;
use crate::domain::work::{Work, WorkKey, WorkKind};
use crate::headless::cursor;
use crate::headless::item::WorkItem;
use crate::headless::request::List;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The last item of a page, as far as the order looks at it.
#[derive(Serialize, Deserialize)]
struct Place {
    priority: String,
    since: Option<Timestamp>,
    key: WorkKey,
}

/// Priority, then the longest wait; one without a time last.
type Order = (Priority, bool, Option<Timestamp>, WorkKey);

fn order(work: &Work) -> Order {
    let key = work.key.clone();
    (work.priority.clone(), work.since.is_none(), work.since, key)
}

impl Place {
    fn of(work: &Work) -> Self {
        Self {
            priority: work.priority.word().to_owned(),
            since: work.since,
            key: work.key.clone(),
        }
    }

    fn order(self) -> Order {
        let priority = Priority::from_raw(&self.priority);
        (priority, self.since.is_none(), self.since, self.key)
    }
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    kind: Option<WorkKind>,
) -> Result<Gathered<WorkItem>, Problem> {
    let place: Option<Place> = cursor::decode(list)?;
    let mut all = open(desk).await?;
    all.retain(|work| {
        kind.is_none_or(|kind| work.key.kind == kind)
            && list.tenant.as_ref().is_none_or(|id| work.key.tenant == *id)
    });
    all.sort_by_cached_key(order);
    if let Some(last) = place.map(Place::order) {
        all.retain(|work| order(work) > last);
    }
    let more = all.len() > list.limit;
    all.truncate(list.limit);
    let next = more
        .then(|| all.last())
        .flatten()
        .map(|last| cursor::encode(list, Place::of(last)));
    let tenants = all_tenants(desk).await?;
    let names = names(&tenants);
    let items = all
        .iter()
        .map(|work| WorkItem::of(work, names.get(&work.key.owner()).copied()));
    Ok(Gathered::new(items.collect(), next))
}

/// Everything that waits, system by system.
async fn open<M: Mode>(desk: &Desk<M>) -> Result<Vec<Work>, Problem> {
    let mut all = Vec::new();
    let systems = desk.systems();
    for system in systems.iter().filter(|system| system.has(Port::Work)) {
        let mut after = None;
        loop {
            let page = desk.work(system.platform, after).await?;
            all.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(all)
}

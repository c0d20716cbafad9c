//! The list of usage: for each tenant its newest months, the newest first.

use super::{Gathered, tenants_of};
use crate::desk::{Desk, Mode};
use crate::domain::allowance::Handler;
use crate::domain::id::TenantKey;
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::domain::usage::UsageMonth;
use crate::headless::cursor;
use crate::headless::item::UsageItem;
use crate::headless::request::List;
use serde::{Deserialize, Serialize};

/// The last month of a page.
#[derive(Serialize, Deserialize)]
struct Place {
    owner: TenantKey,
    month: String,
}

impl Place {
    /// Whether a month comes behind this one.
    fn precedes(&self, month: &UsageMonth) -> bool {
        let owner = month.owner();
        owner > self.owner || (owner == self.owner && month.month.as_str() < self.month.as_str())
    }
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
) -> Result<Gathered<UsageItem>, Problem> {
    let place: Option<Place> = cursor::decode(list)?;
    let tenants = tenants_of(desk, list).await?;
    let mut found: Vec<(UsageMonth, &Tenant)> = Vec::new();
    for tenant in &tenants {
        let owner = tenant.key();
        if place.as_ref().is_some_and(|last| owner < last.owner) {
            continue;
        }
        // One more than wanted tells whether anything follows.
        if found.len() > list.limit {
            break;
        }
        let mut months = desk.usage(&owner).await?.value;
        months.retain(|month| place.as_ref().is_none_or(|last| last.precedes(month)));
        months.sort_by(|a, b| b.month.cmp(&a.month));
        found.extend(months.into_iter().map(|month| (month, tenant)));
    }
    let more = found.len() > list.limit;
    found.truncate(list.limit);
    let next = more.then(|| found.last()).flatten().map(|(last, _)| {
        let place = Place {
            owner: last.owner(),
            month: last.month.as_str().to_owned(),
        };
        cursor::encode(list, place)
    });
    let systems = desk.systems();
    let items = found.iter().map(|(month, tenant)| {
        let system = systems.iter().find(|one| one.platform == month.platform);
        UsageItem::of(month, tenant, Handler::of(system))
    });
    Ok(Gathered::new(items.collect(), next))
}

//! The audit trail of a tenant in a month, in all systems, newest first.

use super::{Gathered, part};
use crate::desk::{Desk, Mode};
use crate::domain::audit::AuditEntry;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::system::System;
use crate::domain::time;
use crate::headless::cursor;
use crate::headless::item::AuditItem;
use crate::headless::request::List;
use serde::{Deserialize, Serialize};

/// The last entry of a page and the month that is listed.
#[derive(Serialize, Deserialize)]
struct Place {
    month: String,
    id: String,
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    month: Option<&str>,
) -> Result<Gathered<AuditItem>, Problem> {
    let place: Option<Place> = cursor::decode(list)?;
    let month = match (&place, month) {
        (Some(place), Some(month)) if place.month != month => {
            return Err(Problem::new(Trouble::Invalid, "--after", ""));
        }
        (Some(place), _) => place.month.clone(),
        (None, Some(month)) => month.to_owned(),
        (None, None) => time::month(desk.now()),
    };
    let Some(tenant) = &list.tenant else {
        return Err(Problem::new(Trouble::Invalid, "--tenant", ""));
    };
    // One more than wanted tells whether anything follows.
    let wanted = part(list.limit.saturating_add(1));
    let mut entries: Vec<AuditEntry> = Vec::new();
    for System { platform, .. } in desk.systems() {
        let page = match &place {
            Some(last) => {
                desk.trail_behind(platform, tenant, &month, wanted, &last.id)
                    .await?
            }
            None => desk.trail(platform, tenant, &month, wanted, None).await?,
        };
        entries.extend(page.items);
    }
    if entries.is_empty() && desk.tenants_called(tenant).await?.is_empty() {
        return Err(Problem::new(Trouble::NotFound, tenant.as_str(), ""));
    }
    entries.sort_by(|a, b| b.id.cmp(&a.id));
    let more = entries.len() > list.limit;
    entries.truncate(list.limit);
    let next = more.then(|| entries.last()).flatten().map(|last| {
        let place = Place {
            month: month.clone(),
            id: last.id.clone(),
        };
        cursor::encode(list, place)
    });
    Ok(Gathered::new(
        entries.iter().map(AuditItem::of).collect(),
        next,
    ))
}

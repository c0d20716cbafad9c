//! The list of tenants, with what their conversations and this month's messages come to.

use super::{Gathered, has, live_claims, tenants_of};
use crate::desk::{Desk, Mode};
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, TenantKey};
use crate::domain::problem::Problem;
use crate::domain::system::Port;
use crate::domain::tenant::Tenant;
use crate::headless::cursor;
use crate::headless::item::{Tally, TenantItem};
use crate::headless::request::List;
use futures::{StreamExt, TryStreamExt};
use std::collections::HashMap;

/// Tenants that are read side by side.
const ABREAST: usize = 4;

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
) -> Result<Gathered<TenantItem>, Problem> {
    let place: Option<TenantKey> = cursor::decode(list)?;
    let mut tenants = tenants_of(desk, list).await?;
    if let Some(last) = &place {
        tenants.retain(|tenant| tenant.key() > *last);
    }
    let more = tenants.len() > list.limit;
    tenants.truncate(list.limit);
    let next = more
        .then(|| tenants.last())
        .flatten()
        .map(|last| cursor::encode(list, last.key()));
    let claims = live_claims(desk).await?;
    let items = futures::stream::iter(&tenants)
        .map(|tenant| item(desk, tenant, &claims))
        .buffered(ABREAST)
        .try_collect()
        .await?;
    Ok(Gathered::new(items, next))
}

async fn item<M: Mode>(
    desk: &Desk<M>,
    tenant: &Tenant,
    claims: &HashMap<ConversationKey, Claim>,
) -> Result<TenantItem, Problem> {
    let (rows, months) =
        futures::future::try_join(whole(desk, &tenant.key()), desk.usage(&tenant.key())).await?;
    let open = rows
        .values()
        .filter(|row| !matches!(row.status(), Status::Closed | Status::Resolved));
    let waiting = rows
        .values()
        .filter(|row| row.status().waits_for_human() && !claims.contains_key(&row.key));
    let tally = Tally {
        open: open.count() as u64,
        waiting: waiting.count() as u64,
        last_activity: rows
            .values()
            .filter_map(ConversationRow::last_activity)
            .max(),
    };
    let used = months.value.first().map(|month| month.count());
    Ok(TenantItem::of(tenant, tally, used))
}

/// All conversations of a tenant, their halves joined.
pub(super) async fn whole<M: Mode>(
    desk: &Desk<M>,
    tenant: &TenantKey,
) -> Result<HashMap<ConversationKey, ConversationRow>, Problem> {
    let mut rows: HashMap<ConversationKey, ConversationRow> = HashMap::new();
    let mut after = None;
    if !has(desk, tenant.platform, Port::Conversations) {
        return Ok(rows);
    }
    loop {
        let page = desk.sweep(tenant, after).await?;
        for row in page.items {
            match rows.get_mut(&row.key) {
                Some(known) => known.absorb(row),
                None => {
                    rows.insert(row.key.clone(), row);
                }
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(rows);
        }
    }
}

//! The list of conversations, tenant by tenant in the order of keys. A conversation has up to two items that
//! lie apart: it is listed at its unprefixed one, else at the other, and the missing half is read for it.

use super::{Gathered, live_claims, names, part, tenants_having};
use crate::desk::{Desk, Mode};
use crate::domain::conversation::{ConversationRow, Storage};
use crate::domain::id::TenantKey;
use crate::domain::page::Cursor;
use crate::domain::problem::Problem;
use crate::domain::system::Port;
use crate::headless::cursor;
use crate::headless::item::ConversationItem;
use crate::headless::request::List;
use futures::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};

/// Missing halves that are read side by side.
const ABREAST: usize = 8;

/// Where the list goes on: in a tenant, behind a page of it.
#[derive(Serialize, Deserialize)]
struct Place {
    owner: TenantKey,
    after: Option<Cursor>,
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
) -> Result<Gathered<ConversationItem>, Problem> {
    let mut place: Option<Place> = cursor::decode(list)?;
    let tenants = tenants_having(desk, list, Port::Conversations).await?;
    let claims = live_claims(desk).await?;
    let names = names(&tenants);
    let mut items = Vec::new();
    for tenant in &tenants {
        let owner = tenant.key();
        let mut after = match place.take() {
            Some(begin) if owner < begin.owner => {
                place = Some(begin);
                continue;
            }
            Some(begin) if owner == begin.owner => begin.after,
            _ => None,
        };
        loop {
            if items.len() >= list.limit {
                let place = Place { owner, after };
                return Ok(Gathered::new(items, Some(cursor::encode(list, place))));
            }
            let wanted = part(list.limit - items.len());
            let page = desk.sweep_at_most(&owner, after, wanted).await?;
            for row in joined(desk, page.items).await? {
                let name = names.get(&row.key.owner()).copied();
                items.push(ConversationItem::of(&row, name, claims.get(&row.key)));
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(Gathered::new(items, None))
}

/// The rows of a page that are listed here, with both halves.
async fn joined<M: Mode>(
    desk: &Desk<M>,
    rows: Vec<ConversationRow>,
) -> Result<Vec<ConversationRow>, Problem> {
    let rows: Vec<Option<ConversationRow>> = futures::stream::iter(rows)
        .map(|row| whole(desk, row))
        .buffered(ABREAST)
        .try_collect()
        .await?;
    Ok(rows.into_iter().flatten().collect())
}

async fn whole<M: Mode>(
    desk: &Desk<M>,
    row: ConversationRow,
) -> Result<Option<ConversationRow>, Problem> {
    let has_record = row.record.is_some();
    if has_record && row.storage() != Storage::NoTranscript {
        return Ok(Some(row));
    }
    let found = desk.conversation_row(&row.key).await?;
    let Some(found) = found else {
        // It went away, or its item has a key that cannot be read back: what was seen stays.
        return Ok(Some(row));
    };
    Ok((has_record || found.record.is_none()).then_some(found))
}

//! One sheet of a system, a tenant, an agent or an entry, in the system's own order. A page of ours may take
//! several of the system's, and end within one.

use super::{Gathered, Table};
use crate::desk::{Desk, Mode};
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::{Heading, SheetKey};
use crate::headless::cursor;
use crate::headless::item::{RemarkItem, SheetItem};
use crate::headless::request::List;
use serde::{Deserialize, Serialize};

/// Pages of the system that one answer takes at most: each may hold few entries, or none.
const PAGES: usize = 20;

/// Where a sheet goes on: behind so many entries of a page of the system.
#[derive(Serialize, Deserialize)]
struct Place {
    key: SheetKey,
    page: Option<Cursor>,
    behind: usize,
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    key: &SheetKey,
) -> Result<Gathered<SheetItem>, Problem> {
    let place: Option<Place> = cursor::decode(list)?;
    let (mut after, mut behind) = match place {
        Some(place) if place.key != *key => {
            return Err(Problem::new(Trouble::Invalid, "--after", ""));
        }
        Some(place) => (place.page, place.behind),
        None => (None, 0),
    };
    let mut items: Vec<SheetItem> = Vec::new();
    let mut rows = Vec::new();
    let mut remarks: Vec<RemarkItem> = Vec::new();
    let mut headings: &[Heading] = &[];
    let mut next = None;
    for _ in 0..PAGES {
        let page = desk.sheet(key, after.clone()).await?;
        headings = page.headings;
        for remark in page.remarks.iter().map(RemarkItem::of) {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
        let wanted = list.limit - items.len();
        for entry in page.entries.iter().skip(behind).take(wanted) {
            items.push(SheetItem::of(key.platform, entry, headings));
            rows.push(SheetItem::row(entry, headings));
        }
        let taken = behind + wanted;
        if page.entries.len() > taken {
            next = Some((after, taken));
            break;
        }
        (after, behind) = (page.next, 0);
        next = after.clone().map(|page| (Some(page), 0));
        if next.is_none() || items.len() >= list.limit {
            break;
        }
    }
    let next = next.map(|(page, behind)| {
        let key = key.clone();
        cursor::encode(list, Place { key, page, behind })
    });
    let mut columns = vec!["id"];
    // The key that verbs take stands first, once.
    let names = headings.iter().map(|heading| heading.name);
    columns.extend(names.filter(|name| *name != "id"));
    let table = Table { columns, rows };
    Ok(Gathered {
        remarks,
        table: Some(table),
        ..Gathered::new(items, next)
    })
}

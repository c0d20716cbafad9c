//! Alarms of all systems, what is broken first; and the history of one, the newest first.

use super::{Gathered, has};
use crate::desk::{Desk, Mode};
use crate::domain::id::PlatformId;
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::Tone;
use crate::domain::system::Port;
use crate::headless::cursor;
use crate::headless::item::{AlarmItem, HappeningItem, RemarkItem};
use crate::headless::request::List;
use crate::locale::health as words;
use serde::{Deserialize, Serialize};

/// Systems whose alarms are wanted and can be read.
pub(super) fn systems<M: Mode>(
    desk: &Desk<M>,
    only: Option<PlatformId>,
) -> Result<Vec<PlatformId>, Problem> {
    let systems = desk.systems();
    let wanted = systems.iter().map(|system| system.platform);
    let wanted = wanted.filter(|id| only.is_none_or(|only| only == *id));
    let found: Vec<_> = wanted.filter(|id| has(desk, *id, Port::Health)).collect();
    match (only, found.is_empty()) {
        (Some(only), true) => {
            let why = "this system has no alarms here";
            Err(Problem::new(Trouble::Invalid, only.as_str(), why))
        }
        _ => Ok(found),
    }
}

/// What is not known of an account with too many alarms.
fn cut() -> RemarkItem {
    RemarkItem::said(Tone::Warn, words::cut())
}

/// The last alarm of a page, as far as the order looks at it.
#[derive(Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    rank: u8,
    name: String,
    platform: PlatformId,
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    only: Option<PlatformId>,
) -> Result<Gathered<AlarmItem>, Problem> {
    let last: Option<Place> = cursor::decode(list)?;
    let mut all = Vec::new();
    let mut remarks = Vec::new();
    for platform in systems(desk, only)? {
        let health = desk.health(platform).await?;
        if health.more {
            remarks.push(cut());
        }
        all.extend(health.vitals.into_iter().map(|vital| {
            let place = Place {
                rank: vital.rank(),
                name: vital.name.as_str().to_owned(),
                platform,
            };
            (place, vital)
        }));
    }
    all.retain(|(place, _)| last.as_ref().is_none_or(|last| place > last));
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    let more = all.len() > list.limit;
    all.truncate(list.limit);
    let acks = desk.acks().await.unwrap_or_else(|_| {
        remarks.push(RemarkItem::said(Tone::Warn, words::ack::unread()));
        Vec::new()
    });
    let items = all
        .iter()
        .map(|(_, vital)| AlarmItem::of(vital, &acks, desk.now()));
    let items = items.collect();
    let next = match all.pop() {
        Some((place, _)) if more => Some(cursor::encode(list, place)),
        _ => None,
    };
    Ok(Gathered {
        remarks,
        ..Gathered::new(items, next)
    })
}

/// Where a history goes on: in which system, at which of its pages, behind so many lines of it.
#[derive(Serialize, Deserialize)]
struct At {
    platform: PlatformId,
    name: String,
    page: Option<Cursor>,
    behind: usize,
}

pub(super) async fn history<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    name: &str,
    only: Option<PlatformId>,
) -> Result<Gathered<HappeningItem>, Problem> {
    let place: Option<At> = cursor::decode(list)?;
    if place.as_ref().is_some_and(|at| at.name != name) {
        return Err(Problem::new(Trouble::Invalid, "--after", ""));
    }
    let systems = match &place {
        Some(at) => vec![at.platform],
        None => systems(desk, only)?,
    };
    let (after, behind) = match place {
        Some(at) => (at.page, at.behind),
        None => (None, 0),
    };
    for platform in systems {
        let page = desk.alarm_history(platform, name, after.clone()).await?;
        if page.items.is_empty() && page.next.is_none() {
            continue;
        }
        let lines = page.items.iter().skip(behind).take(list.limit);
        let items: Vec<HappeningItem> = lines.map(HappeningItem::of).collect();
        let shown = behind + items.len();
        let rest = shown < page.items.len();
        let (page, behind) = match rest {
            true => (after.clone(), shown),
            false => (page.next, 0),
        };
        let next = (rest || page.is_some()).then(|| {
            let at = At {
                platform,
                name: name.to_owned(),
                page,
                behind,
            };
            cursor::encode(list, at)
        });
        return Ok(Gathered::new(items, next));
    }
    Ok(Gathered::new(Vec::new(), None))
}

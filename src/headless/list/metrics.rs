//! Metrics of all systems, what fails first, those without data last.

use super::Gathered;
use super::alarms::systems;
use crate::desk::{Desk, Mode};
use crate::domain::gauge::Range;
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::sheet::Tone;
use crate::headless::cursor;
use crate::headless::item::{MetricItem, RemarkItem};
use crate::headless::request::List;
use crate::locale::health::metrics as words;
use serde::{Deserialize, Serialize};

/// The last metric of a page, as far as the order looks at it.
#[derive(Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    rank: u8,
    platform: PlatformId,
    id: String,
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    only: Option<PlatformId>,
    range: Range,
) -> Result<Gathered<MetricItem>, Problem> {
    let last: Option<Place> = cursor::decode(list)?;
    let mut all = Vec::new();
    for platform in systems(desk, only)? {
        let found = desk.metrics(platform, range).await?;
        all.extend(found.readings.into_iter().map(|reading| {
            let place = Place {
                rank: reading.rank(found.as_of),
                platform,
                id: reading.gauge.id(),
            };
            (place, reading, found.as_of)
        }));
    }
    all.retain(|(place, _, _)| last.as_ref().is_none_or(|last| place > last));
    all.sort_by(|(a, _, _), (b, _, _)| a.cmp(b));
    let more = all.len() > list.limit;
    all.truncate(list.limit);
    let items = all
        .iter()
        .map(|(place, reading, as_of)| MetricItem::of(place.platform, reading, *as_of))
        .collect();
    let next = match all.pop() {
        Some((place, _, _)) if more => Some(cursor::encode(list, place)),
        _ => None,
    };
    let used = desk.used();
    let spent = (!used.is_empty()).then(|| RemarkItem::said(Tone::Plain, &words::used(&used)));
    Ok(Gathered {
        remarks: spent.into_iter().collect(),
        ..Gathered::new(items, next)
    })
}

//! Health: the alarms of a system that exist, those that ought to and do not, and what is computed where nobody
//! watches; and the history of one alarm. It only reads.

use super::{Desk, Mode, unsupported};
use crate::domain::alarm::{Alarm, Found, Happening, Health, Vital};
use crate::domain::id::PlatformId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::health::{Watched, expected, measure};

/// Pages of alarms that are read of an account and region: 2 000 alarms.
const PAGES: usize = 20;

impl<M: Mode> Desk<M> {
    /// All that is known of the health of a system, what is broken first. Each system's alarms are picked out
    /// of those of its account and region.
    ///
    /// # Errors
    /// `Invalid` for a system whose health cannot be read, any failure to list alarms. Metrics that cannot be
    /// read are no failure: what would be computed from them has no data, and says why.
    pub async fn health(&self, platform: PlatformId) -> Result<Health, Problem> {
        let watched = self.watched(platform)?;
        let (mut alarms, more) = all(watched).await?;
        alarms.retain(|alarm| watched.scheme.owns(alarm));
        let as_of = self.now();
        let computed =
            measure::conditions(&watched.scheme, &alarms, watched.metrics.as_ref(), as_of).await;
        let of = |name: &str, found| Vital {
            platform,
            name: Text::from_untrusted(name),
            found,
        };
        let mut vitals = Vec::new();
        for one in expected::alarms(&watched.scheme) {
            let is_there = |alarm: &Alarm| watched.scheme.is_called(&alarm.name, &one.base);
            // Where not all alarms were read, one that was not met may still exist.
            if !more && !alarms.iter().any(is_there) {
                vitals.push(of(&one.name, Found::Missing(Box::new(one.rule))));
            }
        }
        vitals.extend(computed.into_iter().map(|measured| {
            let name = measured.condition.word();
            of(name, Found::Computed(Box::new(measured)))
        }));
        vitals.extend(alarms.into_iter().map(|alarm| {
            let name = alarm.name.clone();
            of(&name, Found::Existing(Box::new(alarm)))
        }));
        vitals.sort_by(|a, b| (a.rank(), &a.name).cmp(&(b.rank(), &b.name)));
        Ok(Health {
            vitals,
            more,
            as_of,
        })
    }

    /// One page of the history of an alarm, the newest first; empty where there is no such alarm.
    ///
    /// # Errors
    /// As [`Self::health`].
    pub async fn alarm_history(
        &self,
        platform: PlatformId,
        name: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Happening>, Problem> {
        self.watched(platform)?.alarms.history(name, after).await
    }

    fn watched(&self, platform: PlatformId) -> Result<&Watched, Problem> {
        self.watched_or_none(platform)
            .ok_or_else(|| unsupported(platform, "alarms"))
    }

    /// What watches a system, where its health can be read.
    pub(super) fn watched_or_none(&self, platform: PlatformId) -> Option<&Watched> {
        let mut health = self.parts.health.iter();
        health.find(|watched| watched.scheme.platform == platform)
    }
}

/// All alarms of the account and region, and whether there are more.
async fn all(watched: &Watched) -> Result<(Vec<Alarm>, bool), Problem> {
    let (mut found, mut after) = (Vec::new(), None);
    for _ in 0..PAGES {
        let page = watched.alarms.page(after).await?;
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok((found, false));
        }
    }
    Ok((found, true))
}

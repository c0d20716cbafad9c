//! The console as it was at a moment: the records of the day before it, read in bounded queries, and what they come
//! to. What cannot be read is named.

mod queue;

use super::{Desk, Mode};
use crate::control::audit::behind;
use crate::domain::alarm::{Found, Happened};
use crate::domain::audit::AuditEntry;
use crate::domain::change::Lack;
use crate::domain::id::PlatformId;
use crate::domain::incident::timeline;
use crate::domain::past::{self, Gap, Part, Past, REACH, Records, Turn};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::{SignedDuration, Timestamp};

/// Rows of each tenant's trail that are read back from the moment.
const ROWS: u32 = 100;
/// Alarms of a system whose history is read: one call each, out of a budget of three in a second.
const ALARMS: usize = 25;
/// Pages of conversations of a tenant whose escalations are looked at.
const PAGES: usize = 3;

/// Alarms, their turns, and whether there are more.
type Turned = (Vec<(PlatformId, Text)>, Vec<Turn>, bool);

impl<M: Mode> Desk<M> {
    /// The console as it was at `at`.
    ///
    /// # Errors
    /// None today; what cannot be read is named among the gaps.
    pub async fn past(&self, at: Timestamp) -> Result<Past, Problem> {
        let at = at.min(self.now());
        let mut records = Records::default();
        for platform in self.parts.platforms.iter().map(|platform| platform.id) {
            let (turns, audit) = futures::future::join(
                self.turned_before(platform),
                self.trails_before(platform, at),
            )
            .await;
            let mut lacks = Vec::new();
            match turns {
                Ok(Some((alarms, turns, cut))) => {
                    records.alarms.extend(alarms);
                    records.turns.extend(turns);
                    lacks.extend(cut.then_some((Part::Alarms, Lack::Cut)));
                }
                Ok(None) => lacks.push((Part::Alarms, Lack::NoSource)),
                Err(problem) => lacks.push((Part::Alarms, Lack::Failed(problem))),
            }
            let (entries, lack) = match audit {
                Ok(Some((entries, cut))) => (entries, cut.then_some(Lack::Cut)),
                Ok(None) => (Vec::new(), Some(Lack::NoSource)),
                Err(problem) => (Vec::new(), Some(Lack::Failed(problem))),
            };
            // Switches are known from the trail alone.
            lacks.extend(lack.clone().map(|lack| (Part::Switches, lack)));
            lacks.extend(lack.map(|lack| (Part::Audit, lack)));
            match self.waits_before(platform, at, &entries).await {
                Ok(waits) => {
                    records.escalated.extend(waits.escalated);
                    records.ended.extend(waits.ended);
                    records.held.extend(waits.held);
                    records.names.extend(waits.names);
                    lacks.extend(waits.cut.then_some((Part::Queue, Lack::Cut)));
                    lacks.extend(waits.items_only.then_some((Part::Queue, Lack::NoSource)));
                }
                Err(problem) => lacks.push((Part::Queue, Lack::Failed(problem))),
            }
            records.audit.extend(entries);
            records
                .gaps
                .extend(lacks.into_iter().map(|(part, lack)| Gap {
                    part,
                    platform,
                    lack,
                }));
        }
        Ok(past::at(&records, at))
    }

    /// The alarms of a system and their turns, and whether there are more of either. `None`: it has
    /// no alarms, or nothing watches them.
    async fn turned_before(&self, platform: PlatformId) -> Result<Option<Turned>, Problem> {
        let Some(watched) = self.watched_or_none(platform) else {
            return Ok(None);
        };
        let health = self.health(platform).await?;
        let mut cut = health.more;
        let existing = health.vitals.into_iter().filter_map(|vital| {
            let Found::Existing(alarm) = vital.found else {
                return None;
            };
            Some(alarm)
        });
        let alarms: Vec<_> = existing.collect();
        if alarms.is_empty() {
            return Ok(None);
        }
        cut |= alarms.len() > ALARMS;
        let mut turns = Vec::new();
        for alarm in alarms.iter().take(ALARMS) {
            let page = watched.alarms.history(&alarm.name, None).await?;
            cut |= page.next.is_some();
            turns.extend(page.items.into_iter().filter_map(|one| match one.what {
                Happened::Turned { to, .. } => Some(Turn {
                    platform,
                    name: alarm.name.clone(),
                    at: one.at,
                    to,
                }),
                Happened::Configured | Happened::Acted => None,
            }));
            // A state that no history tells of began when the alarm says so.
            turns.extend(alarm.since.map(|at| Turn {
                platform,
                name: alarm.name.clone(),
                at,
                to: alarm.state,
            }));
        }
        let names = alarms.into_iter().map(|alarm| (platform, alarm.name));
        Ok(Some((names.collect(), turns, cut)))
    }

    /// The newest rows of every tenant's trail before a moment, and whether older ones of that day are left out.
    /// `None`: there is no control table.
    async fn trails_before(
        &self,
        platform: PlatformId,
        at: Timestamp,
    ) -> Result<Option<(Vec<AuditEntry>, bool)>, Problem> {
        let Some(control) = self.ours(platform) else {
            return Ok(None);
        };
        let from = at.checked_sub(REACH).unwrap_or(at);
        let (tenants, mut cut) = self.first_tenants(platform).await?;
        let mut months = vec![time::month(at), time::month(from)];
        months.dedup();
        // Ids sort by time: reading goes on behind the first that is later than the moment.
        let later = at.checked_add(SignedDuration::from_millis(1)).unwrap_or(at);
        let first = timeline::ulid_floor(later);
        let mut found = Vec::new();
        for month in &months {
            let reads = tenants.iter().map(|tenant| {
                let after = behind(platform, tenant, month, &first);
                control.audit(platform, tenant, month, ROWS, Some(after))
            });
            for page in futures::future::try_join_all(reads).await? {
                let oldest = page.items.last().map(|entry| entry.at);
                cut |= page.next.is_some() && oldest.is_some_and(|oldest| oldest > from);
                found.extend(page.items.into_iter().filter(|entry| entry.at >= from));
            }
        }
        Ok(Some((found, cut)))
    }
}

//! The console as it was at a moment: the records of the day before it, read in bounded queries, and what they come
//! to. What cannot be read is named.

use super::{Desk, Mode};
use crate::control::audit::behind;
use crate::domain::alarm::{Found, Happened};
use crate::domain::audit::AuditEntry;
use crate::domain::id::PlatformId;
use crate::domain::incident::timeline;
use crate::domain::mask;
use crate::domain::past::{self, Escalated, Gap, Part, Past, REACH, Records, Turn};
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
const PAGE: u32 = 100;

impl<M: Mode> Desk<M> {
    /// The console as it was at `at`.
    ///
    /// # Errors
    /// None today; what cannot be read is named among the gaps.
    pub async fn past(&self, at: Timestamp) -> Result<Past, Problem> {
        let at = at.min(self.now());
        let mut records = Records::default();
        for platform in self.parts.platforms.iter().map(|platform| platform.id) {
            let (turns, audit, escalated) = futures::future::join3(
                self.turned_before(platform),
                self.trails_before(platform, at),
                self.escalated_before(platform, at),
            )
            .await;
            let gaps = &mut records.gaps;
            match turns {
                Ok((alarms, turns, cut)) => {
                    records.alarms.extend(alarms);
                    records.turns.extend(turns);
                    note(gaps, Part::Alarms, cut);
                }
                Err(problem) => failed(gaps, Part::Alarms, problem),
            }
            match audit {
                Ok((entries, cut)) => {
                    records.audit.extend(entries);
                    note(gaps, Part::Audit, cut);
                }
                Err(problem) => failed(gaps, Part::Audit, problem),
            }
            match escalated {
                Ok((found, cut)) => {
                    records.escalated.extend(found);
                    note(gaps, Part::Queue, cut);
                }
                Err(problem) => failed(gaps, Part::Queue, problem),
            }
        }
        records.gaps.dedup();
        Ok(past::at(&records, at))
    }

    /// The alarms of a system and their turns, and whether there are more of either.
    async fn turned_before(
        &self,
        platform: PlatformId,
    ) -> Result<(Vec<(PlatformId, Text)>, Vec<Turn>, bool), Problem> {
        let Some(watched) = self.watched_or_none(platform) else {
            return Ok((Vec::new(), Vec::new(), false));
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
        Ok((names.collect(), turns, cut))
    }

    /// The newest rows of every tenant's trail before a moment, and whether older ones of that day are left out.
    async fn trails_before(
        &self,
        platform: PlatformId,
        at: Timestamp,
    ) -> Result<(Vec<AuditEntry>, bool), Problem> {
        let Some(control) = self.ours(platform) else {
            return Ok((Vec::new(), false));
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
        Ok((found, cut))
    }

    /// When conversations escalated, as far as their items tell, and whether there are more.
    async fn escalated_before(
        &self,
        platform: PlatformId,
        at: Timestamp,
    ) -> Result<(Vec<Escalated>, bool), Problem> {
        let Ok(port) = self.conversations(platform) else {
            return Ok((Vec::new(), false));
        };
        let (tenants, mut cut) = self.first_tenants(platform).await?;
        let mut found = Vec::new();
        for tenant in tenants {
            let mut after = None;
            for _ in 0..PAGES {
                let page = port.sweep(&tenant, after, PAGE).await?;
                found.extend(page.items.into_iter().filter_map(|row| {
                    let since = row.record.as_ref()?.since.filter(|since| *since <= at)?;
                    let name = row.customer().and_then(|one| one.name.clone());
                    let masked = || Text::from(mask::identifiers(row.key.conversation.as_str()));
                    Some(Escalated {
                        at: since,
                        customer: name.filter(|name| !name.is_empty()).unwrap_or_else(masked),
                        key: row.key,
                    })
                }));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            cut |= after.is_some();
        }
        Ok((found, cut))
    }
}

fn note(gaps: &mut Vec<Gap>, part: Part, cut: bool) {
    if cut {
        gaps.push(Gap { part, why: None });
    }
}

fn failed(gaps: &mut Vec<Gap>, part: Part, problem: Problem) {
    gaps.push(Gap {
        part,
        why: Some(problem),
    });
}

//! What AlquimistaAI tells of an agent's runs: its audit trail, and the daily usage of its tenants. No row of either
//! says that an agent heeds its switch, so its runs are watched.

use super::{ABREAST, Desk, Mode};
use crate::domain::id::TenantId;
use crate::domain::kill::{Figure, Gauge, Known, RECENT, Target};
use crate::domain::problem::Problem;
use crate::domain::sheet::{Cell, Entry, Narrowing, SheetKey, SheetKind, SheetOf};
use futures::StreamExt;
use jiff::Timestamp;

/// Pages of one tenant's trail, and tenants in all.
const PAGES: u32 = 3;
const TENANTS: usize = 100;
/// What the system notes of a run (backend facts 2.1).
const EXECUTED: &str = "agent.executed";
const TRAIL: &str = "audit_logs";
const DAILY: &str = "tenant_usage_daily";

impl<M: Mode> Desk<M> {
    /// Runs of the last minutes.
    pub(super) async fn runs(&self, target: &Target, tenants: &[TenantId]) -> Figure {
        let since = self.now().checked_sub(RECENT).unwrap_or(Timestamp::MIN);
        let known = match self.ran(target, tenants, since).await {
            Ok((known, _)) => known,
            Err(problem) => Known::Failed(problem),
        };
        self.figure(Gauge::Runs, TRAIL, known)
    }

    /// Runs since then: how many, and the newest.
    pub(super) async fn ran(
        &self,
        target: &Target,
        tenants: &[TenantId],
        since: Timestamp,
    ) -> Result<(Known, Option<Timestamp>), Problem> {
        let sheets = self
            .platform(target.platform)
            .and_then(|platform| platform.sheets.as_ref());
        let Some(sheets) = sheets else {
            return Ok((Known::NoSource, None));
        };
        if !sheets.kinds().tenant.contains(&SheetKind::Trail) {
            return Ok((Known::NoSource, None));
        }
        let reads = tenants.iter().take(TENANTS).map(|tenant| async move {
            let key = SheetKey {
                platform: target.platform,
                of: SheetOf::Tenant(tenant.clone()),
                kind: SheetKind::Trail,
                narrowing: Some(Narrowing {
                    name: "agent".to_owned(),
                    value: target.agent.as_str().to_owned(),
                }),
            };
            let (mut times, mut after) = (Vec::new(), None);
            for _ in 0..PAGES {
                let page = sheets.page(&key, after.take(), self.now()).await?;
                let oldest = page.entries.last().and_then(at);
                times.extend(page.entries.iter().filter_map(executed));
                after = page.next.filter(|_| oldest.is_none_or(|at| at > since));
                if after.is_none() {
                    break;
                }
            }
            Ok::<_, Problem>((times, after.is_some()))
        });
        let mut reads =
            Box::pin(futures::stream::iter(reads.collect::<Vec<_>>()).buffer_unordered(ABREAST));
        let (mut count, mut last, mut cut) = (0, None, tenants.len() > TENANTS);
        while let Some(read) = reads.next().await {
            let (times, more) = read?;
            cut |= more;
            for time in times.into_iter().filter(|at| *at > since) {
                count += 1;
                last = last.max(Some(time));
            }
        }
        let known = Known::Count {
            count,
            at_least: cut,
        };
        Ok((known, last))
    }

    /// Requests of the newest day that the system has counted: its job counts a day in the next night.
    pub(super) async fn requests(&self, tenants: &[TenantId]) -> Figure {
        let usage = self
            .platform(crate::domain::id::PlatformId::Alquimista)
            .and_then(|platform| platform.usage.as_ref());
        let Some(usage) = usage else {
            return self.figure(Gauge::Requests, DAILY, Known::NoSource);
        };
        let reads = tenants
            .iter()
            .take(TENANTS)
            .map(|tenant| usage.months(tenant, 1));
        let mut reads =
            Box::pin(futures::stream::iter(reads.collect::<Vec<_>>()).buffer_unordered(ABREAST));
        let mut days: Vec<(String, u64)> = Vec::new();
        while let Some(read) = reads.next().await {
            let page = match read {
                Ok(page) => page,
                Err(problem) => {
                    return self.figure(Gauge::Requests, DAILY, Known::Failed(problem));
                }
            };
            let months = page.items.iter().filter_map(|month| month.activity());
            let of = months.flat_map(|activity| activity.days.last());
            days.extend(of.map(|day| (day.date.as_str().to_owned(), day.count)));
        }
        let Some(newest) = days.iter().map(|(date, _)| date.clone()).max() else {
            return self.figure(Gauge::Requests, DAILY, Known::NoSource);
        };
        let of_day = days.iter().filter(|(date, _)| *date == newest);
        let known = Known::Count {
            count: of_day.map(|(_, count)| count).sum(),
            at_least: tenants.len() > TENANTS,
        };
        self.figure(Gauge::Requests, format!("{DAILY} {newest}"), known)
    }
}

/// The time of a row, which is its first cell.
fn at(entry: &Entry) -> Option<Timestamp> {
    entry.cells.iter().find_map(|cell| match cell {
        Cell::Moment(at) => Some(*at),
        _ => None,
    })
}

/// The time of a row that tells of a run.
fn executed(entry: &Entry) -> Option<Timestamp> {
    let tells = |cell: &Cell| matches!(cell, Cell::Text(text) if text.as_str() == EXECUTED);
    entry.cells.iter().any(tells).then(|| at(entry)).flatten()
}

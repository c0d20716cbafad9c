//! Who fails: errors by agent and tenant of the last ten minutes, from what the system tells. Which source it was,
//! and how old its newest row is, goes with the answer; a system that tells nothing is named as such.

use super::{Desk, Mode};
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::change::Lack;
use crate::domain::id::{AgentId, PlatformId};
use crate::domain::metric::Span;
use crate::domain::problem::Problem;
use crate::domain::suspect::{Suspect, Suspects, Told, WINDOW, counted};
use crate::domain::time;
use std::collections::BTreeMap;

/// Rows of each tenant's trail that are looked through for overruns, newest first.
const ROWS: u32 = 100;

impl<M: Mode> Desk<M> {
    /// Errors by agent and tenant in the last ten minutes.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn suspects(&self, platform: PlatformId) -> Result<Suspects, Problem> {
        let now = self.now();
        let from = now.checked_sub(WINDOW).unwrap_or(now);
        let span = Span { from, to: now };
        let mut found = Suspects {
            told: Told::Nowhere,
            rows: Vec::new(),
            newest: None,
            lack: None,
            as_of: now,
        };
        if platform == PlatformId::Marketplace && self.ours(platform).is_some() {
            let (entries, cut) = self.overruns(platform, span).await?;
            found.told = Told::Overruns;
            found.newest = entries.iter().map(|entry| entry.at).max();
            found.lack = cut.then_some(Lack::Cut);
            found.rows = overrunning(&entries);
            return Ok(found);
        }
        let trail = self.recorded(platform, span).await?;
        let Some(rows) = trail.rows else {
            found.lack = Some(Lack::NoSource);
            return Ok(found);
        };
        found.told = Told::Runs;
        found.lack = trail.cut.then_some(Lack::Cut);
        let runs = rows.iter().filter(|row| row.is_run());
        found.newest = runs.map(|row| row.at).max();
        found.rows = counted(&rows);
        if !found.rows.is_empty() {
            // A name helps; without one the identity stands.
            let catalogue = self.catalogue().await.unwrap_or_default();
            for row in &mut found.rows {
                let of = catalogue.iter().find(|agent| agent.id == row.agent);
                row.name = of.map(|agent| agent.slug.clone());
            }
        }
        Ok(found)
    }

    /// Our rows of bots that spoke although a person had taken over, in a stretch of time and over all tenants, and
    /// whether there may be more.
    pub(super) async fn overruns(
        &self,
        platform: PlatformId,
        span: Span,
    ) -> Result<(Vec<AuditEntry>, bool), Problem> {
        let Some(control) = self.ours(platform) else {
            return Ok((Vec::new(), false));
        };
        let (tenants, mut cut) = self.first_tenants(platform).await?;
        let month = time::month(span.to);
        let reads = tenants
            .iter()
            .map(|tenant| control.audit(platform, tenant, &month, ROWS, None));
        let mut found = Vec::new();
        for page in futures::future::try_join_all(reads).await? {
            let oldest = page.items.last().map(|entry| entry.at);
            cut |= page.next.is_some() && oldest.is_some_and(|at| at > span.from);
            found.extend(page.items.into_iter().filter(|entry| {
                entry.action.as_str() == Action::BotOverrun.word()
                    && entry.at >= span.from
                    && entry.at <= span.to
            }));
        }
        Ok((found, cut))
    }
}

fn overrunning(entries: &[AuditEntry]) -> Vec<Suspect> {
    let mut by: BTreeMap<&crate::domain::id::TenantId, u64> = BTreeMap::new();
    for entry in entries {
        *by.entry(&entry.tenant).or_default() += 1;
    }
    let mut found: Vec<Suspect> = by
        .into_iter()
        .map(|(tenant, errors)| Suspect {
            agent: AgentId::bot(),
            name: None,
            tenant: tenant.clone(),
            errors,
            runs: None,
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.errors));
    found
}

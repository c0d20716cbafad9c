//! What the next shift must know, read part by part: one that cannot be read is named, and the others stand.

use super::{Desk, Mode};
use crate::control::Reader;
use crate::domain::agent::Switch;
use crate::domain::handoff::ClaimState;
use crate::domain::handover::{self, ComesBack, Handover, Held, Off, Part, SHIFT};
use crate::domain::id::{ConversationKey, PlatformId, TenantKey};
use crate::domain::mask;
use crate::domain::metric::Span;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::ReplyState;
use crate::domain::text::Text;
use crate::domain::whatsapp::WINDOW;
use futures::future::{join, join4};
use std::collections::BTreeMap;

impl<M: Mode> Desk<M> {
    /// Everything that the next shift must know.
    ///
    /// # Errors
    /// None today; a part that cannot be read is named among the gaps.
    pub async fn handover(&self) -> Result<Handover, Problem> {
        let now = self.now();
        let ours = join4(
            self.incidents(),
            self.live_acks(),
            self.scheduled(),
            self.off(),
        );
        let work = join4(
            self.held(),
            self.unsent(),
            self.unconfirmed(),
            self.overran(),
        );
        let ((incidents, acknowledged, scheduled, off), (mine, unsent, unconfirmed, overruns)) =
            join(ours, work).await;
        let mut gaps = Vec::new();
        let scheduled = part(scheduled, Part::Schedule, &mut gaps);
        let (mut off, off_cut) = part(off, Part::Off, &mut gaps);
        handover::due(&mut off, &scheduled);
        let (overruns, overruns_cut) = part(overruns, Part::Overruns, &mut gaps);
        for (cut, of) in [(off_cut, Part::Off), (overruns_cut, Part::Overruns)] {
            if cut {
                gaps.push((of, None));
            }
        }
        let operations = scheduled.into_iter().filter(|one| one.operation.is_some());
        Ok(Handover {
            by: self.actor().name.clone(),
            at: now,
            incidents: part(incidents, Part::Incidents, &mut gaps),
            acknowledged: part(acknowledged, Part::Acknowledged, &mut gaps),
            off,
            operations: operations.collect(),
            mine: part(mine, Part::Mine, &mut gaps),
            unsent: part(unsent, Part::Unsent, &mut gaps),
            unconfirmed: part(unconfirmed, Part::Unconfirmed, &mut gaps),
            overruns,
            gaps,
        })
    }

    fn connected(&self) -> impl Iterator<Item = PlatformId> + '_ {
        self.parts.platforms.iter().map(|platform| platform.id)
    }

    async fn live_acks(&self) -> Result<Vec<handover::Acknowledged>, Problem> {
        let mut found = Vec::new();
        for platform in self.connected() {
            if let Some(control) = self.ours(platform) {
                found.extend(control.acknowledged(platform).await?);
            }
        }
        let now = self.now();
        found.retain(|ack| ack.is_live(now));
        found.sort_by_key(|ack| ack.until);
        Ok(found)
    }

    async fn scheduled(&self) -> Result<Vec<ComesBack>, Problem> {
        let reads = self.tables().into_iter().map(Reader::comes_back);
        let found = futures::future::try_join_all(reads).await?;
        let seen = found.into_iter().flatten().filter(|one| {
            let mut tenant = one.tenant.iter();
            tenant.all(|tenant| self.sees(one.platform, tenant).is_ok())
        });
        Ok(seen.collect())
    }

    /// The switches that are off, and whether there may be more.
    async fn off(&self) -> Result<(Vec<Off>, bool), Problem> {
        let catalogue = self.catalogue().await?;
        let (mut found, mut cut) = (Vec::new(), false);
        for platform in self.connected() {
            if self.switches(platform).is_err() {
                continue;
            }
            let (tenants, more) = self.first_tenants(platform).await?;
            cut |= more;
            let keys: Vec<TenantKey> = tenants
                .into_iter()
                .map(|tenant| TenantKey { platform, tenant })
                .collect();
            let reads = keys.iter().map(|key| self.switches_of(key, &catalogue));
            for read in futures::future::try_join_all(reads).await? {
                let off = read
                    .value
                    .into_iter()
                    .filter(|one| matches!(one.switch, Switch::Off | Switch::Suspended));
                found.extend(off.map(|one| Off {
                    key: one.key,
                    agent: one.agent,
                    tenant: one.tenant_name,
                    since: one.since,
                    by: one.by,
                    due: None,
                }));
            }
        }
        // What was turned last is what the next shift knows least of.
        found.sort_by_key(|one| std::cmp::Reverse(one.since));
        Ok((found, cut))
    }

    async fn held(&self) -> Result<Vec<Held>, Problem> {
        let me = &self.actor().identity;
        let now = self.now();
        let claims = self.claims().await?.into_iter().filter(|claim| {
            claim.owner == *me && claim.state == ClaimState::Held && claim.is_live(now)
        });
        let claims: Vec<_> = claims.collect();
        let keys: Vec<ConversationKey> = claims.iter().map(|claim| claim.key.clone()).collect();
        let rows = self.rows_of(&keys).await?;
        let held = claims.into_iter().map(|claim| {
            let row = rows.iter().find(|row| row.key == claim.key);
            let inbound = row.and_then(|row| row.last_inbound());
            let name = row.and_then(|row| row.customer()?.name.clone());
            let masked = || Text::from(mask::identifiers(claim.key.conversation.as_str()));
            Held {
                customer: name.filter(|name| !name.is_empty()).unwrap_or_else(masked),
                since: claim.since,
                window: inbound.and_then(|at| at.checked_add(WINDOW).ok()),
                key: claim.key,
            }
        });
        Ok(held.collect())
    }

    /// Events that wait in the outbox, of all systems: prepared, or not yet taken by their bus.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn unsent(&self) -> Result<usize, Problem> {
        let mut count = 0;
        for table in self.tables() {
            count += table.outbox().await?.value.len();
        }
        Ok(count)
    }

    async fn unconfirmed(&self) -> Result<Vec<ConversationKey>, Problem> {
        let mut found = Vec::new();
        for table in self.tables() {
            let open = table.open_replies().await?.into_iter();
            found.extend(
                open.filter(|reply| reply.state == ReplyState::Unknown)
                    .filter(|reply| self.sees(reply.key.platform, &reply.key.tenant).is_ok())
                    .map(|reply| reply.key),
            );
        }
        Ok(found)
    }

    /// Overruns by tenant, the most first, and whether there may be more.
    async fn overran(&self) -> Result<(Vec<(TenantKey, usize)>, bool), Problem> {
        let platform = PlatformId::Marketplace;
        if self.conversations(platform).is_err() {
            return Ok((Vec::new(), false));
        }
        let to = self.now();
        let from = to.checked_sub(SHIFT).unwrap_or(to);
        let (entries, cut) = self.overruns(platform, Span { from, to }).await?;
        let mut by: BTreeMap<TenantKey, usize> = BTreeMap::new();
        for entry in entries {
            let key = TenantKey {
                platform,
                tenant: entry.tenant,
            };
            *by.entry(key).or_default() += 1;
        }
        let mut by: Vec<_> = by.into_iter().collect();
        by.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok((by, cut))
    }
}

/// What was read; what was not is a gap.
fn part<T: Default>(
    read: Result<T, Problem>,
    of: Part,
    gaps: &mut Vec<(Part, Option<Problem>)>,
) -> T {
    match read {
        Ok(found) => found,
        Err(problem) => {
            // Without a control table there is nothing of ours; everything else is a failure.
            if problem.trouble != Trouble::NoControlTable {
                gaps.push((of, Some(problem)));
            }
            T::default()
        }
    }
}

//! What the tables still tell of the queue at a moment: the system's items, briefings, stretches, open claims. The
//! conversations of a system are many: those that moved in the day before it are looked at, up to a bound.

use super::PAGES;
use crate::control::{self, past::Traces};
use crate::desk::{Desk, Mode};
use crate::domain::audit::AuditEntry;
use crate::domain::conversation::ConversationRow;
use crate::domain::handoff::{Claim, ClaimState};
use crate::domain::id::{ConversationId, ConversationKey, PlatformId, TenantId};
use crate::domain::past::{Escalated, Evidence, Held, REACH};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use futures::StreamExt;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

const PAGE: u32 = 100;
/// Reads side by side.
const ABREAST: usize = 8;
/// Conversations of a system whose own rows are read: two queries each.
const MOST: usize = 150;

/// What is told of the queue of a system.
#[derive(Default)]
pub(super) struct Waits {
    pub escalated: Vec<Escalated>,
    pub ended: Vec<(ConversationKey, Timestamp)>,
    pub held: Vec<Held>,
    pub names: BTreeMap<ConversationKey, Text>,
    /// There is more than was read.
    pub cut: bool,
    /// There is no control table: what people did is not on record.
    pub items_only: bool,
}

impl<M: Mode> Desk<M> {
    /// What is told of the queue of a system before `at`. `audit`: what people are known to have done by then.
    pub(super) async fn waits_before(
        &self,
        platform: PlatformId,
        at: Timestamp,
        audit: &[AuditEntry],
    ) -> Result<Waits, Problem> {
        let mut waits = Waits::default();
        if self.conversations(platform).is_err() {
            return Ok(waits);
        }
        let (tenants, more) = self.first_tenants(platform).await?;
        waits.cut |= more;
        let (rows, more) = self.all_of(platform, tenants).await?;
        waits.cut |= more;
        let from = at.checked_sub(REACH).unwrap_or(at);
        let mut moved: BTreeMap<ConversationKey, Timestamp> = BTreeMap::new();
        for row in rows {
            let Some(one) = escalated(&row) else { continue };
            let name = name(&row);
            let last = one.left_by.unwrap_or(one.at).max(one.at);
            if last >= from {
                moved.insert(row.key, last);
            }
            waits.names.extend(name.map(|name| (one.key.clone(), name)));
            waits.escalated.push(one);
        }
        let Some(control) = self.ours(platform) else {
            waits.items_only = true;
            return Ok(waits);
        };
        for claim in control.open_claims(platform).await?.value {
            if self.sees(platform, &claim.key.tenant).is_err() {
                continue;
            }
            moved.entry(claim.key.clone()).or_insert(claim.since);
            waits.held.extend(held(&claim, self.now()));
        }
        for entry in audit.iter().filter(|entry| entry.platform == platform) {
            let key = ConversationKey {
                platform,
                tenant: entry.tenant.clone(),
                conversation: ConversationId::from(entry.target.as_str()),
            };
            // A row about something else than a conversation names none that is known.
            let known = waits.escalated.iter().any(|one| one.key == key);
            if known {
                moved.entry(key).or_insert(entry.at);
            }
        }
        waits.cut |= moved.len() > MOST;
        // Those that moved nearest to the moment say most of it.
        let mut keys: Vec<(ConversationKey, Timestamp)> = moved.into_iter().collect();
        keys.sort_by_key(|(_, moved)| moved.duration_since(at).abs());
        keys.truncate(MOST);
        let read = traces(control, keys.into_iter().map(|(key, _)| key), from).await?;
        for (key, traces) in read {
            if let Some(phone) = traces.phone {
                waits.names.entry(key.clone()).or_insert(phone);
            }
            waits.escalated.extend(traces.told);
            waits.ended.extend(traces.ended.map(|at| (key, at)));
            waits.held.extend(traces.held);
            waits.cut |= traces.cut;
        }
        Ok(waits)
    }

    /// The conversations of some tenants, as far as a few pages of each tell, and whether there are more.
    async fn all_of(
        &self,
        platform: PlatformId,
        tenants: Vec<TenantId>,
    ) -> Result<(Vec<ConversationRow>, bool), Problem> {
        let port = self.conversations(platform)?;
        let of_one = |tenant: TenantId| async move {
            let (mut rows, mut after) = (Vec::new(), None);
            for _ in 0..PAGES {
                let page = port.sweep(&tenant, after, PAGE).await?;
                rows.extend(page.items);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            Ok::<_, Problem>((rows, after.is_some()))
        };
        let reads: Vec<_> = tenants.into_iter().map(of_one).collect();
        let mut reads = Box::pin(futures::stream::iter(reads).buffered(ABREAST));
        let (mut all, mut cut) = (Vec::new(), false);
        while let Some(read) = reads.next().await {
            let (rows, more) = read?;
            all.extend(rows);
            cut |= more;
        }
        // The halves of one conversation may lie on different pages.
        let mut whole: BTreeMap<ConversationKey, ConversationRow> = BTreeMap::new();
        for row in all {
            match whole.get_mut(&row.key) {
                Some(known) => known.absorb(row),
                None => {
                    whole.insert(row.key.clone(), row);
                }
            }
        }
        Ok((whole.into_values().collect(), cut))
    }
}

async fn traces(
    control: &control::Reader,
    keys: impl Iterator<Item = ConversationKey>,
    from: Timestamp,
) -> Result<Vec<(ConversationKey, Traces)>, Problem> {
    let unique: BTreeSet<ConversationKey> = keys.collect();
    let reads = unique.into_iter().map(|key| async move {
        let traces = control.traces(&key, from).await?;
        Ok::<_, Problem>((key, traces))
    });
    let reads: Vec<_> = reads.collect();
    let mut reads = Box::pin(futures::stream::iter(reads).buffered(ABREAST));
    let mut all = Vec::new();
    while let Some(read) = reads.next().await {
        all.push(read?);
    }
    Ok(all)
}

/// Name, or masked number, as far as the item tells.
fn name(row: &ConversationRow) -> Option<Text> {
    let customer = row.customer()?;
    let name = customer.name.clone().filter(|name| !name.is_empty());
    name.or_else(|| customer.phone.clone())
}

/// What the item says; `None`: it never escalated, or does not say when.
fn escalated(row: &ConversationRow) -> Option<Escalated> {
    let record = row.record.as_ref()?;
    let at = record.since?;
    let changed = || record.version.as_deref()?.parse::<Timestamp>().ok();
    Some(Escalated {
        key: row.key.clone(),
        at,
        known: Evidence::Item,
        left_by: match record.status.waits_for_human() {
            true => None,
            // An item that does not say when it was changed left at some time after it escalated.
            false => changed().filter(|changed| *changed >= at),
        },
    })
}

/// A claim that is open at `now`: whose lease is over went back to the queue at its end.
fn held(claim: &Claim, now: Timestamp) -> Option<Held> {
    (claim.state != ClaimState::Released).then(|| Held {
        key: claim.key.clone(),
        from: claim.since,
        to: (claim.lease_until < now).then_some(claim.lease_until),
        by: claim.operator.clone(),
        ending: None,
        known: Evidence::Claim,
    })
}

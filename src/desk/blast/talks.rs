//! What conversations tell of a bot: who talks with it, how much goes on, and whose 24 hours lose it.

use super::{ABREAST, Desk, Mode};
use crate::domain::conversation::{ConversationRow, Speaker, Status};
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, PlatformId, TenantId};
use crate::domain::kill::{Figure, Gauge, Known, RECENT};
use crate::domain::problem::Problem;
use crate::domain::time::since;
use crate::domain::whatsapp::Window;
use futures::StreamExt;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Pages that one look takes in all, and of one tenant: a page holds a hundred items.
const PAGES: usize = 100;
const OF_ONE: usize = 4;
/// Items of one page.
const PAGE: u32 = 100;
/// What the figures are counted from.
const SOURCE: &str = "conversations";

/// The conversations of some tenants, and whether there are more.
struct Found {
    rows: Vec<ConversationRow>,
    cut: bool,
}

#[derive(Default)]
struct Counted {
    bot: u64,
    people: u64,
    traffic: u64,
    windows: u64,
}

impl<M: Mode> Desk<M> {
    /// The figures of a bot.
    pub(super) async fn talks(&self, tenants: &[TenantId]) -> Vec<Figure> {
        const ALL: [Gauge; 4] = [
            Gauge::WithBot,
            Gauge::WithPeople,
            Gauge::Traffic,
            Gauge::Windows,
        ];
        let read = futures::future::try_join(self.of_all(tenants), self.claims()).await;
        let (found, claims) = match read {
            Ok(read) => read,
            Err(problem) => {
                let failed = |gauge| self.figure(gauge, SOURCE, Known::Failed(problem.clone()));
                return ALL.into_iter().map(failed).collect();
            }
        };
        let now = self.now();
        let counted = count(&found.rows, &claims, now);
        let of = |gauge| match gauge {
            Gauge::WithBot => counted.bot,
            Gauge::WithPeople => counted.people,
            Gauge::Traffic => counted.traffic,
            _ => counted.windows,
        };
        let figure = |gauge| {
            let known = Known::Count {
                count: of(gauge),
                at_least: found.cut,
            };
            self.figure(gauge, SOURCE, known)
        };
        ALL.into_iter().map(figure).collect()
    }

    /// Conversations in which a bot spoke last, since then: how many, and the newest.
    pub(super) async fn spoken(
        &self,
        tenants: &[TenantId],
        since: Timestamp,
    ) -> Result<(Known, Option<Timestamp>), Problem> {
        let found = self.of_all(tenants).await?;
        let spoke = found.rows.iter().filter_map(|row| {
            let last = row.talk.as_ref()?.last.as_ref()?;
            let at = last.at.filter(|at| *at > since)?;
            // What a paused bot says is only that a person will come.
            (last.from == Speaker::Bot && !row.status().pauses_bot()).then_some(at)
        });
        let times: Vec<Timestamp> = spoke.collect();
        let known = Known::Count {
            count: times.len() as u64,
            at_least: found.cut,
        };
        Ok((known, times.into_iter().max()))
    }

    /// The conversations of tenants, as many as one look may take.
    async fn of_all(&self, tenants: &[TenantId]) -> Result<Found, Problem> {
        let port = self.conversations(PlatformId::Marketplace)?;
        let each = (PAGES / tenants.len().max(1)).clamp(1, OF_ONE);
        let reads = tenants.iter().take(PAGES).map(|tenant| async move {
            let mut rows: BTreeMap<ConversationKey, ConversationRow> = BTreeMap::new();
            let mut after = None;
            for _ in 0..each {
                let page = port.sweep(tenant, after.take(), PAGE).await?;
                for row in page.items {
                    match rows.get_mut(&row.key) {
                        Some(known) => known.absorb(row),
                        None => {
                            rows.insert(row.key.clone(), row);
                        }
                    }
                }
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            Ok::<_, Problem>((rows, after.is_some()))
        });
        let mut reads =
            Box::pin(futures::stream::iter(reads.collect::<Vec<_>>()).buffer_unordered(ABREAST));
        let mut found = Found {
            rows: Vec::new(),
            cut: tenants.len() > PAGES,
        };
        while let Some(read) = reads.next().await {
            let (rows, cut) = read?;
            found.rows.extend(rows.into_values());
            found.cut |= cut;
        }
        Ok(found)
    }
}

fn count(rows: &[ConversationRow], claims: &[Claim], now: Timestamp) -> Counted {
    let mut counted = Counted::default();
    for row in rows {
        let held = claims
            .iter()
            .any(|claim| claim.key == row.key && claim.is_live(now));
        let status = row.status();
        let last = row.talk.as_ref().and_then(|talk| talk.last.as_ref());
        let spoken = last.and_then(|last| last.at);
        if spoken.is_some_and(|at| since(now, at) <= RECENT) {
            counted.traffic += 1;
        }
        if held || status.waits_for_human() {
            counted.people += 1;
            continue;
        }
        if matches!(status, Status::Closed | Status::Resolved) {
            continue;
        }
        counted.bot += 1;
        // The bot speaks only in answer to the customer, so its time is near enough to theirs.
        let answered = last.is_some_and(|last| {
            matches!(last.from, Speaker::Customer | Speaker::Bot)
                && matches!(Window::at(last.at, now), Window::Open(_))
        });
        counted.windows += u64::from(answered);
    }
    counted
}

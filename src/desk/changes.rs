//! What was changed in a system in a stretch of time: our own audit rows of switches and configuration, the
//! system's own of its activations, and when functions were last modified. What cannot be read is a gap.

use super::{Desk, Mode};
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::change::{Change, Changes, Gap, Kind, Lack, Recorded, Source};
use crate::domain::id::{AgentId, PlatformId, TenantId};
use crate::domain::metric::Span;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::time;
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// Days that one call reads at most: one query each.
const DAYS: usize = 16;
/// Tenants whose trail one call reads at most: one query each, and pages of each.
const TENANTS: usize = 100;
const PAGES: usize = 3;

/// The rows of a system's trail, as far as they are told.
pub(super) struct Trail {
    /// `None`: the system keeps none.
    pub rows: Option<Vec<Recorded>>,
    /// There is more than was read.
    pub cut: bool,
}

impl<M: Mode> Desk<M> {
    /// What was changed in a system in a stretch of time, oldest first. A source that cannot be read is a gap and
    /// no failure.
    ///
    /// # Errors
    /// None today; a source that fails is named in the gaps.
    pub async fn changes(&self, platform: PlatformId, span: Span) -> Result<Changes, Problem> {
        let (ours, trail, deploys) = futures::future::join3(
            self.our_changes(platform, span),
            self.recorded(platform, span),
            self.deploys(platform, span),
        )
        .await;
        let mut gaps = Vec::new();
        let entries = kept(ours, Source::Console, &mut gaps);
        let intents: BTreeSet<String> = entries
            .iter()
            .map(|entry| entry.intent.as_str().to_owned())
            .collect();
        let mut changes: Vec<Change> = entries.into_iter().map(of_entry).collect();
        match trail {
            Ok(Trail { rows: None, .. }) => gaps.push(Gap::new(Source::Trail, Lack::NoSource)),
            Ok(Trail {
                rows: Some(rows),
                cut,
            }) => {
                if cut {
                    gaps.push(Gap::new(Source::Trail, Lack::Cut));
                }
                // A turn of ours wrote a row there too.
                let is_theirs =
                    |row: &Recorded| !row.intent.as_ref().is_some_and(|id| intents.contains(id));
                let turns = rows
                    .into_iter()
                    .filter(|row| row.is_turn() && is_theirs(row));
                changes.extend(turns.map(|row| of_row(platform, row)));
            }
            Err(problem) => gaps.push(Gap::new(Source::Trail, Lack::Failed(problem))),
        }
        changes.extend(kept(deploys, Source::Functions, &mut gaps));
        changes.sort_by_key(|change| change.at);
        Ok(Changes {
            changes,
            gaps,
            as_of: self.now(),
        })
    }

    /// Our own rows of a stretch of time, and why those are not all.
    async fn our_changes(
        &self,
        platform: PlatformId,
        span: Span,
    ) -> Result<(Vec<AuditEntry>, Option<Lack>), Problem> {
        let Some(control) = self.ours(platform) else {
            return Ok((Vec::new(), Some(Lack::NoSource)));
        };
        let days = days(span);
        let cut_days = days.len() > DAYS;
        let reads = days.iter().rev().take(DAYS).map(|day| control.changes(day));
        let read = futures::future::try_join_all(reads).await?;
        let cut = cut_days || read.iter().any(|(_, more)| *more);
        let mut entries: Vec<AuditEntry> = read.into_iter().flat_map(|(rows, _)| rows).collect();
        entries.retain(|entry| {
            entry.platform == platform
                && entry.at >= span.from
                && entry.at < span.to
                && self.sees(platform, &entry.tenant).is_ok()
        });
        Ok((entries, cut.then_some(Lack::Cut)))
    }

    /// The system's own rows of its tenants' agents, newest first for each tenant.
    pub(super) async fn recorded(
        &self,
        platform: PlatformId,
        span: Span,
    ) -> Result<Trail, Problem> {
        let nothing = Trail {
            rows: None,
            cut: false,
        };
        let Ok(port) = self.switches(platform) else {
            return Ok(nothing);
        };
        let (tenants, mut cut) = self.first_tenants(platform).await?;
        let of_one = |tenant: TenantId| async move {
            let (mut rows, mut after) = (Vec::new(), None);
            for _ in 0..PAGES {
                let Some(page) = port.recorded(&tenant, span, after).await? else {
                    return Ok::<_, Problem>(None);
                };
                rows.extend(page.items);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            Ok(Some((rows, after.is_some())))
        };
        let read = futures::future::try_join_all(tenants.into_iter().map(of_one)).await?;
        let mut rows = None;
        for (found, more) in read.into_iter().flatten() {
            cut |= more;
            rows.get_or_insert_with(Vec::new).extend(found);
        }
        Ok(Trail { rows, cut })
    }

    /// The first tenants of a system, and whether there are more.
    pub(super) async fn first_tenants(
        &self,
        platform: PlatformId,
    ) -> Result<(Vec<TenantId>, bool), Problem> {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = self.tenants(platform, after).await?;
            found.extend(page.items.into_iter().map(|tenant| tenant.key().tenant));
            after = page.next;
            if after.is_none() || found.len() >= TENANTS {
                let more = after.is_some() || found.len() > TENANTS;
                found.truncate(TENANTS);
                return Ok((found, more));
            }
        }
    }

    /// The functions of a system that were modified in the span, and why those are not all.
    async fn deploys(
        &self,
        platform: PlatformId,
        span: Span,
    ) -> Result<(Vec<Change>, Option<Lack>), Problem> {
        let Some(watched) = self.watched_or_none(platform) else {
            return Ok((Vec::new(), Some(Lack::NoSource)));
        };
        let (found, all) = watched.functions.deployed().await?;
        let names = watched.scheme.functions();
        let mut own = found.into_iter().filter(|one| names.contains(&one.name));
        let mut told = false;
        let mut changes = Vec::new();
        for one in own.by_ref() {
            let Some(at) = one.at else { continue };
            told = true;
            if at < span.from || at >= span.to {
                continue;
            }
            changes.push(Change {
                at,
                kind: Kind::Deploy,
                platform,
                tenant: None,
                agent: None,
                what: Text::from_untrusted(&one.name),
                who: None,
                why: one.description,
                before: None,
                after: one.code,
            });
        }
        let lack = match (told, all) {
            (false, true) => Some(Lack::NoSource),
            (_, false) => Some(Lack::Cut),
            (true, true) => None,
        };
        Ok((changes, lack))
    }
}

/// What a source told; what it did not becomes a gap.
fn kept<T>(
    read: Result<(Vec<T>, Option<Lack>), Problem>,
    source: Source,
    gaps: &mut Vec<Gap>,
) -> Vec<T> {
    match read {
        Ok((found, lack)) => {
            gaps.extend(lack.map(|lack| Gap::new(source, lack)));
            found
        }
        Err(problem) if problem.trouble == Trouble::NoControlTable => {
            gaps.push(Gap::new(source, Lack::NoSource));
            Vec::new()
        }
        Err(problem) => {
            gaps.push(Gap::new(source, Lack::Failed(problem)));
            Vec::new()
        }
    }
}

/// The days (UTC) of a span, oldest first.
fn days(span: Span) -> Vec<String> {
    let day = SignedDuration::from_hours(24);
    let starts = std::iter::successors(Some(span.from), |at| at.checked_add(day).ok());
    let mut days: Vec<String> = starts
        .take_while(|at| *at < span.to)
        .take(400)
        .map(time::day)
        .collect();
    let last = time::day(span.to);
    if days.last() != Some(&last) {
        days.push(last);
    }
    days
}

fn of_entry(entry: AuditEntry) -> Change {
    let action = Action::from_word(entry.action.as_str());
    let is_switch = matches!(action, Some(Action::AgentOn | Action::AgentOff));
    let kind = match (is_switch, &entry.bulk) {
        (true, Some(_)) => Kind::KillSwitch,
        (true, None) => Kind::Toggle,
        (false, _) => Kind::Configuration,
    };
    Change {
        at: entry.at,
        kind,
        platform: entry.platform,
        agent: is_switch.then(|| AgentId::from(entry.target.as_str())),
        tenant: Some(entry.tenant),
        what: entry.action,
        who: Some(entry.name).filter(|name| !name.is_empty()),
        why: entry.reason,
        before: entry.before,
        after: entry.after,
    }
}

fn of_row(platform: PlatformId, row: Recorded) -> Change {
    Change {
        at: row.at,
        kind: Kind::Toggle,
        platform,
        tenant: Some(row.tenant),
        agent: row.agent,
        what: row.action,
        who: row.who,
        why: row.why,
        before: None,
        after: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_span_over_midnight_has_both_days() {
        let span = Span {
            from: "2026-11-20T23:30:00Z".parse().unwrap(),
            to: "2026-11-21T01:30:00Z".parse().unwrap(),
        };
        assert_eq!(days(span), ["2026-11-20", "2026-11-21"]);
        let long = Span {
            from: "2026-11-18T23:30:00Z".parse().unwrap(),
            ..span
        };
        assert_eq!(days(long).len(), 4);
    }
}

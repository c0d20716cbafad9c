//! Usage with what consoles keep of it: a reading of the counters once a day, alerts given once for all consoles,
//! and from which share on a tenant alerts. None of these rows is anybody's but ours.

use super::{Deed, Desk, Mode, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::audit::Action;
use crate::domain::burn::{Level, Metered, ThresholdSet};
use crate::domain::cost::Read;
use crate::domain::daily::Reading;
use crate::domain::id::{PlatformId, TenantKey};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::time;
use jiff::tz::TimeZone;

impl<M: Mode> Desk<M> {
    /// A tenant's usage and what is kept of it; without a control table only what the system says.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn metered(&self, tenant: &TenantKey) -> Result<Read<Metered>, Problem> {
        let months = self.usage(tenant).await?;
        let ours = self.ours(tenant.platform).filter(|_| has_limits(tenant));
        let kept = match ours {
            Some(control) => match control.usage_kept(tenant).await {
                Err(problem) if problem.trouble == Trouble::MissingTable => None,
                kept => Some(kept?),
            },
            None => None,
        };
        let cost = months.cost + kept.as_ref().map(|kept| kept.cost).unwrap_or_default();
        let kept = kept.map(|kept| kept.value).unwrap_or_default();
        Ok(Read {
            value: Metered {
                months: months.value,
                ..kept
            },
            cost,
        })
    }
}

impl Desk<Writing> {
    /// Keeps the counters as today's reading, unless a console did or there is nothing counted; whether it was
    /// this one.
    ///
    /// # Errors
    /// Any failure of the call; the next look tries again.
    pub async fn keep_reading(
        &self,
        tenant: &TenantKey,
        metered: &Metered,
    ) -> Result<bool, Problem> {
        self.sees(tenant.platform, &tenant.tenant)?;
        let now = self.now();
        let (day, period) = (now.to_zoned(TimeZone::UTC).date(), time::month(now));
        let mut months = metered.months.iter();
        let month = months.find(|month| month.month.as_str() == period);
        let reading = month.map(|month| Reading {
            day,
            at: now,
            metrics: month.metrics().map(|metrics| metrics.messages),
            tracker: month.tracker().map(|tracker| tracker.messages),
        });
        let reading = reading.filter(|one| one.metrics.is_some() || one.tracker.is_some());
        let is_kept = metered.readings.iter().any(|one| one.day == day);
        match reading {
            Some(reading) if !is_kept && has_limits(tenant) => {
                self.control(tenant.platform)
                    .keep_reading(tenant, &reading)
                    .await
            }
            _ => Ok(false),
        }
    }

    /// Whether an alert of this month is this console's to give: of all consoles one.
    ///
    /// # Errors
    /// Any failure of a call; then the row decides at the next look.
    pub async fn give_alert(&self, tenant: &TenantKey, level: Level) -> Result<bool, Problem> {
        self.sees(tenant.platform, &tenant.tenant)?;
        let now = self.now();
        let (period, intent) = (time::month(now), new_intent(now));
        self.control(tenant.platform)
            .give_alert(tenant, (&period, level), (self.actor(), &intent, now))
            .await
    }

    /// Makes `percent` (1 to 100) the share from which on a tenant alerts; `None`: as all do.
    ///
    /// # Errors
    /// `Invalid` for a share that is none or a system without limits; failures after which it is certain that
    /// nothing was written.
    pub async fn set_threshold(
        &self,
        tenant: &TenantKey,
        percent: Option<u8>,
    ) -> Result<ThresholdSet, Problem> {
        self.may(Right::Switch, tenant.platform, &tenant.tenant)?;
        if percent.is_some_and(|percent| !(1..=100).contains(&percent)) || !has_limits(tenant) {
            let subject = tenant.tenant.as_str();
            return Err(Problem::new(Trouble::Invalid, subject, "1 to 100"));
        }
        let control = self.control(tenant.platform);
        let seen = control.reader().threshold(tenant).await?;
        let now_set = |kept: &Option<_>| {
            let kept: Option<&crate::control::usage::KeptThreshold> = kept.as_ref();
            kept.and_then(|kept| Some(kept.threshold.as_ref()?.percent))
        };
        if now_set(&seen) == percent {
            return Ok(ThresholdSet::Already);
        }
        let now = self.now();
        let intent = new_intent(now);
        let word = |percent: Option<u8>| percent.map(|percent| format!("{percent} %"));
        let (before, after) = (word(now_set(&seen)), word(percent));
        let deed = Deed {
            platform: tenant.platform,
            tenant: &tenant.tenant,
            target: "usage",
            before: before.as_deref(),
            after: after.as_deref(),
            reason: None,
            intent: &intent,
            fence: None,
        };
        let entry = self.entry(Action::UsageAlertSet, &deed, now);
        let by = (self.actor(), &intent, now);
        let transaction = Transaction::new(intent.clone())
            .own(control.set_threshold(tenant, percent, seen.as_ref(), by)?)
            .own(control.audited(&entry)?);
        match control.commit(&transaction).await? {
            Committed::Done { .. } => Ok(ThresholdSet::Done),
            Committed::Refused(_) | Committed::Unknown(_) => {
                match control.reader().threshold(tenant).await {
                    Ok(Some(found)) if found.set.as_ref() == Some(&intent) => {
                        Ok(ThresholdSet::Done)
                    }
                    Ok(found) if found != seen => Ok(ThresholdSet::Changed),
                    Ok(_) | Err(_) => Ok(ThresholdSet::Unknown),
                }
            }
        }
    }
}

/// Only the Marketplace refuses by a count of a month.
fn has_limits(tenant: &TenantKey) -> bool {
    tenant.platform == PlatformId::Marketplace
}

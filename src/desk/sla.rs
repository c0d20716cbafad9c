//! Targets that the team shares: read for all tenants of a system at once, set one tenant at a time with an audit
//! row in the same transaction.

use super::{Deed, Desk, Mode, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::audit::Action;
use crate::domain::id::{PlatformId, TenantId, TenantKey};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::sla::{Policy, Words};

/// The tenant that stands for all without targets of their own.
pub const ALL: &str = "*";

/// What came of setting targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    Done,
    /// They were so already; nothing was written.
    Already,
    /// Somebody set them meanwhile; nothing was written.
    Changed,
    Unknown,
}

impl<M: Mode> Desk<M> {
    /// The targets of the tenants of a system; none where there is no control table. [`ALL`] stands for those
    /// that are not named.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn targets(&self, platform: PlatformId) -> Result<Vec<(TenantKey, Policy)>, Problem> {
        let Some(control) = self.ours(platform) else {
            return Ok(Vec::new());
        };
        let read = control.targets(platform).await?;
        let seen = read
            .value
            .into_iter()
            .filter(|(tenant, _)| tenant.as_str() == ALL || self.sees(platform, tenant).is_ok());
        Ok(seen
            .map(|(tenant, kept)| {
                (
                    TenantKey { platform, tenant },
                    Policy::read_any(&kept.words),
                )
            })
            .collect())
    }
}

impl Desk<Writing> {
    /// Makes `words` the targets of a tenant (or of [`ALL`]); those that they do not name are promised no more.
    ///
    /// # Errors
    /// `Invalid` with the name that makes no sense; failures after which it is certain that nothing was written.
    pub async fn set_targets(
        &self,
        platform: PlatformId,
        tenant: &TenantId,
        words: &Words,
    ) -> Result<Set, Problem> {
        match tenant.as_str() {
            ALL => self.role().needs(Right::Switch)?,
            _ => self.may(Right::Switch, platform, tenant)?,
        }
        let policy =
            Policy::read(words).map_err(|name| Problem::new(Trouble::Invalid, name, ""))?;
        let words = policy.words();
        let control = self.control(platform);
        let seen = control.reader().targets_of(platform, tenant).await?;
        if seen.as_ref().is_some_and(|kept| kept.words == words) {
            return Ok(Set::Already);
        }
        let now = self.now();
        let intent = new_intent(now);
        let before = seen.as_ref().map(|kept| line(&kept.words));
        let after = line(&words);
        let deed = Deed {
            platform,
            tenant,
            target: "sla",
            before: before.as_deref(),
            after: Some(&after),
            reason: None,
            intent: &intent,
            fence: None,
        };
        let entry = self.entry(Action::SlaSet, &deed, now);
        let by = (self.actor(), &intent, now);
        let transaction = Transaction::new(intent.clone())
            .own(control.set_targets((platform, tenant), &words, seen.as_ref(), by)?)
            .own(control.audited(&entry)?);
        match control.commit(&transaction).await? {
            Committed::Done { .. } => Ok(Set::Done),
            Committed::Refused(_) | Committed::Unknown(_) => {
                match control.reader().targets_of(platform, tenant).await {
                    Ok(Some(found)) if found.set.as_ref() == Some(&intent) => Ok(Set::Done),
                    Ok(found) if found != seen => Ok(Set::Changed),
                    Ok(_) | Err(_) => Ok(Set::Unknown),
                }
            }
        }
    }
}

/// All words on a line, for the audit row.
fn line(words: &Words) -> String {
    let words = words.iter().map(|(name, value)| format!("{name} {value}"));
    words.collect::<Vec<_>>().join(" · ")
}

//! "I am on it": says so about an alarm that rings, with its audit row in one transaction. The alarm is read at
//! that moment: one that recovered meanwhile is not touched. The first to say it stands.

use super::{Deed, Desk, Mode, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::ack::{Ack, Acked, KEPT, LONGEST, began, rings};
use crate::domain::alarm::{Found, Vital};
use crate::domain::audit::Action;
use crate::domain::id::{IntentId, PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::text::Text;
use jiff::Timestamp;

/// Stands in the audit trail where a tenant would: an alarm is of all of them.
const ALL_TENANTS: &str = "*";

impl<M: Mode> Desk<M> {
    /// Who is on which alarm of the systems whose health can be read; nobody where there is no control table.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn acks(&self) -> Result<Vec<Ack>, Problem> {
        let now = self.now();
        let watched = self.parts.health.iter();
        let reads = watched.filter_map(|watched| {
            let platform = watched.scheme.platform;
            Some(self.ours(platform)?.acks(platform, now))
        });
        let found = futures::future::try_join_all(reads).await?;
        Ok(found.into_iter().flatten().collect())
    }
}

impl Desk<Writing> {
    /// Says that this person is on an alarm or condition, by its name, for [`KEPT`]. Saying it again is good for
    /// as long again.
    ///
    /// # Errors
    /// `RoleForbids`; `Invalid` for a word that is too long, or a system whose health cannot be read; failures
    /// after which it is certain that nothing was written.
    pub async fn acknowledge(
        &self,
        platform: PlatformId,
        name: &str,
        word: Option<&Text>,
    ) -> Result<Acked, Problem> {
        self.role().needs(Right::Acknowledge)?;
        if word.is_some_and(|word| word.chars().count() > LONGEST) {
            return Err(Problem::new(Trouble::Invalid, "reason", "it is too long"));
        }
        let health = self.health(platform).await?;
        let Some(vital) = health.vitals.iter().find(|vital| *vital.name == *name) else {
            return Ok(Acked::NoSuch);
        };
        if matches!(vital.found, Found::Missing(_)) {
            return Ok(Acked::Missing);
        }
        if !rings(vital) {
            return Ok(Acked::Well(vital.since()));
        }
        let now = self.now();
        let ack = Ack {
            platform,
            name: vital.name.clone(),
            by: self.actor().name.clone(),
            owner: self.actor().identity.clone(),
            word: word.filter(|word| !word.trim().is_empty()).cloned(),
            at: now,
            until: super::after(now, KEPT),
        };
        self.write_ack(vital, ack, now).await
    }

    async fn write_ack(&self, vital: &Vital, ack: Ack, now: Timestamp) -> Result<Acked, Problem> {
        let intent = new_intent(now);
        let tenant = TenantId::from(ALL_TENANTS);
        let deed = Deed {
            platform: ack.platform,
            tenant: &tenant,
            target: ack.name.as_str(),
            before: vital.state().map(|state| state.word()),
            after: Some("acknowledged"),
            reason: ack.word.as_ref(),
            intent: &intent,
            fence: None,
        };
        let entry = self.entry(Action::AlarmAcknowledged, &deed, now);
        let control = self.control(ack.platform);
        let said = control.acknowledging(&ack, self.actor(), &intent, began(vital))?;
        let transaction = Transaction::new(intent.clone())
            .own(said)
            .own(control.audited(&entry)?);
        match control.commit(&transaction).await? {
            Committed::Done { .. } => Ok(Acked::Done(ack)),
            Committed::Refused(_) | Committed::Unknown(_) => self.who_was_first(ack, &intent).await,
        }
    }

    /// What stands after a write that was refused, or of which nobody can tell.
    async fn who_was_first(&self, ack: Ack, intent: &IntentId) -> Result<Acked, Problem> {
        let reader = self.control(ack.platform).reader();
        Ok(match reader.ack(ack.platform, ack.name.as_str()).await {
            Ok(Some(found)) if found.intent == *intent => Acked::Done(ack),
            Ok(Some(found)) if found.ack.until > ack.at => Acked::Already(found.ack),
            Ok(_) | Err(_) => Acked::Unknown,
        })
    }
}

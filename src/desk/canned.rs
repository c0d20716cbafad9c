//! Canned replies of the team: read, kept and taken away, each change with its audit row in one transaction.

use super::{Deed, Desk, Mode, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::audit::Action;
use crate::domain::canned::{Canned, LONGEST_TEXT, is_name};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use jiff::Timestamp;

/// Stands in the audit trail where a tenant would: it is for all of them.
const ALL_TENANTS: &str = "*";

impl<M: Mode> Desk<M> {
    /// The team's canned replies by name; none where there is no control table.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn canned(&self, platform: PlatformId) -> Result<Vec<Canned>, Problem> {
        match self.ours(platform) {
            Some(control) => control.canned(platform).await,
            None => Ok(Vec::new()),
        }
    }
}

impl Desk<Writing> {
    /// Keeps one for the team, in place of what was kept under its name.
    ///
    /// # Errors
    /// `Invalid` for a name or a text that cannot be kept; failures after which nothing was written, and
    /// `TimedOut` where nobody can tell (the same again is safe).
    pub async fn keep_canned(&self, platform: PlatformId, canned: &Canned) -> Result<(), Problem> {
        let too_long = |text: &String| text.chars().count() > LONGEST_TEXT;
        let empty = canned.texts.values().all(|text| text.trim().is_empty());
        if !is_name(&canned.name) || empty || canned.texts.values().any(too_long) {
            return Err(Problem::new(Trouble::Invalid, "canned reply", ""));
        }
        let languages: Vec<&str> = canned.texts.keys().copied().collect();
        self.change(
            platform,
            &canned.name,
            Action::CannedSet,
            &languages.join(" "),
            |transaction, now| {
                let control = self.control(platform);
                let kept = control.keep_canned(platform, canned, self.actor(), now)?;
                Ok(transaction.own(kept))
            },
        )
        .await
    }

    /// Takes one of the team away.
    ///
    /// # Errors
    /// `NotFound`; else as [`Self::keep_canned`].
    pub async fn drop_canned(&self, platform: PlatformId, name: &str) -> Result<(), Problem> {
        let known = self.canned(platform).await?;
        if !known.iter().any(|one| one.name == name) {
            return Err(Problem::new(Trouble::NotFound, name, ""));
        }
        self.change(
            platform,
            name,
            Action::CannedRemoved,
            "removed",
            |transaction, now| {
                let control = self.control(platform);
                let gone = control.drop_canned(platform, name, self.actor(), now)?;
                Ok(transaction.own(gone))
            },
        )
        .await
    }

    async fn change(
        &self,
        platform: PlatformId,
        name: &str,
        action: Action,
        after: &str,
        add: impl FnOnce(Transaction, Timestamp) -> Result<Transaction, Problem>,
    ) -> Result<(), Problem> {
        self.role().needs(Right::Converse)?;
        let now = self.now();
        let intent = new_intent(now);
        let tenant = TenantId::from(ALL_TENANTS);
        let deed = Deed {
            platform,
            tenant: &tenant,
            target: name,
            before: None,
            after: Some(after),
            reason: None,
            intent: &intent,
            fence: None,
        };
        let entry = self.entry(action, &deed, now);
        let control = self.control(platform);
        let transaction = add(Transaction::new(intent.clone()), now)?;
        let transaction = transaction.own(control.audited(&entry)?);
        match control.commit(&transaction).await? {
            Committed::Done { .. } => Ok(()),
            Committed::Refused(_) => Err(Problem::new(Trouble::NotFound, name, "")),
            Committed::Unknown(why) => Err(why),
        }
    }
}

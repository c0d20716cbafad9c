//! Sheets: pages of a system's small tables, and what is done in them. A deed is one conditional write of the
//! system's between two rows of our audit trail: what is about to be done, what came of it.

use super::{Deed as Row, Desk, Mode, Writing, new_intent, unsupported};
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::audit::Action;
use crate::domain::id::{IntentId, PlatformId, TenantId};
use crate::domain::mask;
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::remark::{Remark, What};
use crate::domain::role::Right;
use crate::domain::sheet::{Deed, SheetKey, SheetOf, SheetPage, Tone};
use crate::domain::text::Text;
use crate::domain::work::Decided;
use crate::platform::Acting;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// The tenant of the audit rows of a command that is for no tenant.
const NO_TENANT: &str = "-";

impl<M: Mode> Desk<M> {
    /// One page of a sheet. What states another tenant than the one that the sheet is of is left out and
    /// counted in a remark.
    ///
    /// # Errors
    /// `Invalid` where the system has no such sheet; any failure of a call.
    pub async fn sheet(&self, key: &SheetKey, after: Option<Cursor>) -> Result<SheetPage, Problem> {
        if let Some(tenant) = owner(&key.of) {
            self.sees(key.platform, tenant)?;
        }
        let sheets = self
            .platform(key.platform)
            .and_then(|platform| platform.sheets.as_ref())
            .ok_or_else(|| unsupported(key.platform, "sheets"))?;
        let mut page = sheets.page(key, after, self.now()).await?;
        match owner(&key.of) {
            Some(tenant) => keep_to(tenant, &mut page),
            // Others' entries are not for this profile.
            None => page.entries.retain(|entry| {
                let mut tenants = entry.tenant.iter();
                tenants.all(|tenant| self.sees(key.platform, tenant).is_ok())
            }),
        }
        Ok(page)
    }
}

/// The tenant whose sheet it is.
fn owner(of: &SheetOf) -> Option<&TenantId> {
    match of {
        SheetOf::System => None,
        SheetOf::Tenant(tenant) | SheetOf::Agent { tenant, .. } | SheetOf::Entry { tenant, .. } => {
            Some(tenant)
        }
    }
}

fn keep_to(tenant: &TenantId, page: &mut SheetPage) {
    let before = page.entries.len();
    page.entries
        .retain(|entry| entry.tenant.as_ref().is_none_or(|owner| owner == tenant));
    let dropped = before - page.entries.len();
    if dropped > 0 {
        let what = What::LeftOut(dropped as u64);
        page.remarks.push(Remark::new(Tone::Warn, what));
    }
}

impl Desk<Writing> {
    /// Does what a person has confirmed.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short; any failure after which it is certain that nothing changed.
    pub async fn act(&self, deed: &Deed, reason: &Text) -> Result<Decided, Problem> {
        self.may_act(deed)?;
        let length = reason.trim().chars().count();
        if length < MIN_REASON_CHARS {
            return Err(Problem::new(
                Trouble::Invalid,
                "reason",
                format!("{length} characters, {MIN_REASON_CHARS} at least"),
            ));
        }
        let port = self.acting(platform(deed))?;
        port.permitted()?;
        let asked = self.now();
        let intent = new_intent(asked);
        // Whatever happens from here on, the trail says that somebody was about to do it.
        self.note_deed(deed, Action::DeedAsked, None, reason, &intent, asked)
            .await?;
        let decided = port.act(deed, self.actor(), &intent, self.now()).await;
        let (action, state) = outcome(deed, decided.as_ref().ok());
        // Rows are in the order of their milliseconds; a deed can take less than one.
        let ended = self
            .now()
            .max(super::after(asked, SignedDuration::from_millis(1)));
        // The system has answered: that our row of it is missing does not make the deed undone. The row
        // before it and the system's own row bear the intent.
        let _ = self
            .note_deed(deed, action, Some(&state), reason, &intent, ended)
            .await;
        decided
    }

    /// What is for no tenant is for all, so a profile for some may not do it.
    fn may_act(&self, deed: &Deed) -> Result<(), Problem> {
        let platform = platform(deed);
        match (tenant(deed), self.scope().of(platform)) {
            (Some(tenant), _) => self.may(Right::Switch, platform, tenant),
            (None, None) => self.role().needs(Right::Switch),
            (None, Some(_)) => {
                let subject = format!("{} {}", platform.as_str(), target(deed));
                Err(Problem::new(Trouble::OutOfScope, subject, ""))
            }
        }
    }

    async fn note_deed(
        &self,
        deed: &Deed,
        action: Action,
        after: Option<&str>,
        reason: &Text,
        intent: &IntentId,
        at: Timestamp,
    ) -> Result<(), Problem> {
        let nobody = TenantId::from(NO_TENANT);
        let row = Row {
            platform: platform(deed),
            tenant: tenant(deed).unwrap_or(&nobody),
            target: &target(deed),
            before: before(deed),
            after,
            reason: Some(reason),
            intent,
            fence: None,
        };
        let entry = self.entry(action, &row, at);
        self.control(platform(deed)).audit_now(&entry).await
    }

    fn acting(&self, platform: PlatformId) -> Result<&Arc<dyn Acting>, Problem> {
        self.mode
            .changes(platform)
            .and_then(|changes| changes.acting.as_ref())
            .ok_or_else(|| unsupported(platform, "such deed"))
    }
}

fn platform(deed: &Deed) -> PlatformId {
    match deed {
        Deed::MarkSold { platform, .. } | Deed::Issue { platform, .. } => *platform,
    }
}

fn tenant(deed: &Deed) -> Option<&TenantId> {
    match deed {
        Deed::MarkSold { tenant, .. } => Some(tenant),
        Deed::Issue { tenant, .. } => tenant.as_ref(),
    }
}

/// What it is done to: a product by its key, a command with what was passed to it.
fn target(deed: &Deed) -> String {
    match deed {
        Deed::MarkSold { product, .. } => format!("product {}", product.id),
        Deed::Issue {
            command,
            parameters,
            ..
        } => {
            let mut target = format!("command {}", command.word());
            for (name, value) in parameters {
                target.push_str(&format!(" {name}={}", mask::identifiers(value)));
            }
            target
        }
    }
}

fn before(deed: &Deed) -> Option<&str> {
    match deed {
        Deed::MarkSold { product, .. } => product.version.as_deref(),
        Deed::Issue { .. } => None,
    }
}

/// The action and the state of the row that ends a deed.
fn outcome(deed: &Deed, decided: Option<&Decided>) -> (Action, String) {
    let state = match (decided, deed) {
        (Some(Decided::Done), Deed::MarkSold { .. }) => {
            return (Action::ProductSold, "sold".to_owned());
        }
        (Some(Decided::Done), Deed::Issue { .. }) => {
            return (Action::CommandIssued, "issued".to_owned());
        }
        (Some(Decided::Already(state)), _) => format!("before: {state}"),
        (Some(Decided::Expired), _) => "expired".to_owned(),
        (Some(Decided::NotFound), _) => "not found".to_owned(),
        (Some(Decided::Unknown), _) => "unknown".to_owned(),
        (None, _) => "failed".to_owned(),
    };
    (Action::DeedEnded, state)
}

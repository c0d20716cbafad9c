//! The pane of tenants: what each is, whether its bot works, what is going on there.

use super::list::{Column, List, Row};
use super::state::State;
use super::tally::Tally;
use super::walk::{Landed, Walk};
use crate::domain::id::{ConversationKey, PlatformId, TenantKey};
use crate::domain::page::Page;
use crate::domain::tenant::Tenant;
use crate::domain::text::Text;
use crate::domain::usage::Quota;
use std::cmp::Ordering;

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct TenantRow {
    pub key: TenantKey,
    pub tenant: Tenant,
    pub tally: Tally,
    /// Messages of the newest month that has been read; `None`: not read yet.
    pub used: Option<u64>,
    /// The pass that last found it.
    pub pass: u64,
}

impl TenantRow {
    /// The limit on messages that the plan brings with it, where the system has limits.
    pub fn quota(&self) -> Option<Quota> {
        Quota::of(self.tenant.platform, self.tenant.plan.as_deref())
    }
}

/// Orders of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TenantColumn {
    #[default]
    Name,
    Status,
    Plan,
    Open,
    Waiting,
    Used,
    LastActivity,
}

impl Column for TenantColumn {
    const ALL: &'static [Self] = &[
        Self::Name,
        Self::Status,
        Self::Plan,
        Self::Open,
        Self::Waiting,
        Self::Used,
        Self::LastActivity,
    ];

    fn descends(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Waiting | Self::Used | Self::LastActivity
        )
    }
}

impl Row for TenantRow {
    type Key = TenantKey;
    type Column = TenantColumn;

    fn key(&self) -> &TenantKey {
        &self.key
    }

    fn platform(&self) -> PlatformId {
        self.key.platform
    }

    fn compare(&self, other: &Self, column: TenantColumn) -> Ordering {
        let percent = |row: &Self| row.used.and_then(|used| row.quota()?.percent(used));
        match column {
            TenantColumn::Name => self.tenant.name.cmp(&other.tenant.name),
            TenantColumn::Status => self.tenant.status.word().cmp(other.tenant.status.word()),
            TenantColumn::Plan => self.tenant.plan.cmp(&other.tenant.plan),
            TenantColumn::Open => self.tally.open.cmp(&other.tally.open),
            TenantColumn::Waiting => self.tally.waiting.cmp(&other.tally.waiting),
            TenantColumn::Used => percent(self)
                .unwrap_or(-1.0)
                .total_cmp(&percent(other).unwrap_or(-1.0)),
            TenantColumn::LastActivity => self.tally.last_activity.cmp(&other.tally.last_activity),
        }
    }

    fn haystack(&self, into: &mut String) {
        for part in [
            self.tenant.name.as_str(),
            self.tenant.id.as_str(),
            self.tenant.platform.as_str(),
            self.tenant.status.word(),
            self.tenant.plan.as_deref().unwrap_or_default(),
            self.tenant.owner.as_deref().unwrap_or_default(),
        ] {
            into.push_str(part);
            into.push(' ');
        }
    }
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Tenants {
    pub list: List<TenantRow>,
    /// The read over all pages of tenants, system by system.
    pub walk: Walk<PlatformId>,
    /// First line of the detail on screen.
    pub scroll: usize,
}

/// Takes a page of a system's tenants in; a whole pass over it removes those that it did not find.
pub(super) fn landed(state: &mut State, platform: PlatformId, page: Page<Tenant>) {
    let walk = &mut state.tenants.walk;
    let landed = walk.landed(
        state.clock,
        &platform,
        page.cost,
        page.items.len(),
        page.next,
    );
    if landed == Landed::Strange {
        return;
    }
    let pass = walk.pass;
    for tenant in page.items {
        put(state, tenant, pass);
    }
    if matches!(landed, Landed::Stop(_) | Landed::Pass(_)) {
        let list = &mut state.tenants.list;
        list.retain(|row| row.key.platform != platform || row.pass >= pass);
        list.anchor();
    }
}

fn put(state: &mut State, tenant: Tenant, pass: u64) {
    let key = tenant.key();
    let Some(old) = state.tenants.list.get(&key) else {
        let tally = Tally {
            waiting: state.escalations.waiting_of(&key),
            ..state.conversations.tally(&key)
        };
        let used = state.usage.newest(&key);
        let name = tenant.name.clone();
        state.tenants.list.put(TenantRow {
            key: key.clone(),
            tenant,
            tally,
            used,
            pass,
        });
        rename(state, &key, &name);
        return;
    };
    let renamed = (old.tenant.name != tenant.name).then(|| tenant.name.clone());
    state.tenants.list.change(&key, |row| {
        row.pass = pass;
        let changed = row.tenant != tenant;
        row.tenant = tenant;
        changed
    });
    if let Some(name) = renamed {
        rename(state, &key, &name);
    }
}

/// The rows of other panes bear the tenant's name too.
fn rename(state: &mut State, tenant: &TenantKey, name: &Text) {
    state.escalations.rename(tenant, name);
    let keys: Vec<ConversationKey> = state
        .conversations
        .of_tenant(tenant)
        .map(|entry| entry.row.key.clone())
        .collect();
    for key in keys {
        state.conversations.edit(&key, |entry| {
            let changed = entry.tenant_name != *name;
            entry.tenant_name = name.clone();
            changed
        });
    }
}

/// Brings the figures of some tenants' conversations up to date.
pub(super) fn take_tallies<'a>(state: &mut State, tenants: impl Iterator<Item = &'a TenantKey>) {
    for key in tenants {
        let tally = Tally {
            waiting: state.escalations.waiting_of(key),
            ..state.conversations.tally(key)
        };
        state.tenants.list.change(key, |row| {
            let changed = row.tally != tally;
            row.tally = tally;
            changed
        });
    }
}

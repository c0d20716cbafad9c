//! The pane of usage: per tenant and month what two tables say, against the limit of the plan.

use super::list::{Column, List, Row};
use super::state::State;
use super::walk::{Landed, Walk};
use crate::domain::cost::Cost;
use crate::domain::id::{PlatformId, TenantKey};
use crate::domain::text::Text;
use crate::domain::usage::{Quota, UsageMonth};
use std::cmp::{Ordering, Reverse};

/// A tenant's month: tenants by name, the newest month first.
pub type UsageKey = (TenantKey, Reverse<Text>);

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageRow {
    pub key: UsageKey,
    pub month: UsageMonth,
    pub tenant_name: Text,
    pub plan: Option<Text>,
    /// The pass that last found it.
    pub pass: u64,
}

impl UsageRow {
    /// The limit on messages that the plan states, where the system has limits.
    pub fn quota(&self) -> Option<Quota> {
        Quota::of(self.month.platform, self.plan.as_deref())
    }

    /// Share of the limit that is used, in percent; `None` where there is no limit.
    pub fn percent(&self) -> Option<f64> {
        self.quota()?.percent(self.month.count())
    }
}

/// Orders of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UsageColumn {
    #[default]
    Tenant,
    Month,
    Messages,
    Percent,
    Disagreement,
}

impl Column for UsageColumn {
    const ALL: &'static [Self] = &[
        Self::Tenant,
        Self::Month,
        Self::Messages,
        Self::Percent,
        Self::Disagreement,
    ];

    fn descends(self) -> bool {
        self != Self::Tenant
    }
}

impl Row for UsageRow {
    type Key = UsageKey;
    type Column = UsageColumn;

    fn key(&self) -> &UsageKey {
        &self.key
    }

    fn platform(&self) -> PlatformId {
        self.key.0.platform
    }

    fn compare(&self, other: &Self, column: UsageColumn) -> Ordering {
        let number = |value: Option<f64>| value.unwrap_or(-1.0);
        match column {
            UsageColumn::Tenant => self.tenant_name.cmp(&other.tenant_name),
            UsageColumn::Month => self.month.month.cmp(&other.month.month),
            UsageColumn::Messages => self.month.count().cmp(&other.month.count()),
            UsageColumn::Percent => number(self.percent()).total_cmp(&number(other.percent())),
            UsageColumn::Disagreement => {
                number(self.month.disagreement()).total_cmp(&number(other.month.disagreement()))
            }
        }
    }

    fn haystack(&self, into: &mut String) {
        for part in [
            self.tenant_name.as_str(),
            self.month.tenant.as_str(),
            self.month.platform.as_str(),
            self.month.month.as_str(),
            self.plan.as_deref().unwrap_or_default(),
        ] {
            into.push_str(part);
            into.push(' ');
        }
    }
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    pub list: List<UsageRow>,
    /// The read over all tenants.
    pub walk: Walk<TenantKey>,
    pub scroll: usize,
}

impl Usage {
    /// Messages of the newest month of a tenant that has been read.
    pub(super) fn newest(&self, tenant: &TenantKey) -> Option<u64> {
        self.of_tenant(tenant).next().map(|row| row.month.count())
    }

    /// The months of a tenant, newest first.
    pub fn of_tenant<'a>(&'a self, tenant: &'a TenantKey) -> impl Iterator<Item = &'a UsageRow> {
        let newest = Reverse(Text::from("\u{10ffff}"));
        self.list
            .range((tenant.clone(), newest)..)
            .take_while(move |row| row.key.0 == *tenant)
    }
}

/// Takes the months of a tenant in.
pub(super) fn landed(state: &mut State, tenant: &TenantKey, months: Vec<UsageMonth>) {
    let walk = &mut state.usage.walk;
    let landed = walk.landed(state.clock, tenant, Cost::default(), months.len(), None);
    if landed == Landed::Strange {
        return;
    }
    let pass = walk.pass;
    let tenant_name = state.tenant_name(tenant);
    let plan = state
        .tenants
        .list
        .get(tenant)
        .and_then(|row| row.tenant.plan.clone());
    for month in months {
        let row = UsageRow {
            key: (tenant.clone(), Reverse(month.month.clone())),
            month,
            tenant_name: tenant_name.clone(),
            plan: plan.clone(),
            pass,
        };
        if !state.usage.list.change(&row.key.clone(), |old| {
            old.pass = pass;
            let changed = *old != row;
            *old = row.clone();
            changed
        }) && state.usage.list.get(&row.key).is_none()
        {
            state.usage.list.put(row);
        }
    }
    state
        .usage
        .list
        .retain(|row| row.key.0 != *tenant || row.pass >= pass);
    if matches!(landed, Landed::Pass(_)) {
        state.usage.list.anchor();
    }
    let used = state.usage.newest(tenant);
    state.tenants.list.change(tenant, |row| {
        let changed = row.used != used;
        row.used = used;
        changed
    });
}

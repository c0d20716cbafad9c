//! The pane of usage: per tenant and month what two tables say, against the limit that its bot applies, and when
//! it is reached; what breaks first comes first.

mod alert;
mod reader;

pub use alert::{Said, command as alert_command, settled, threshold_set};
pub use reader::{export, open};

use super::effect::Effect;
use super::list::{Column, List, Row};
use super::state::State;
use super::walk::{Landed, Walk};
use crate::domain::allowance::Handler;
use crate::domain::burn::{Gauge, Given, Level, Metered, Threshold, gauges};
use crate::domain::cost::Cost;
use crate::domain::id::{PlatformId, TenantKey};
use crate::domain::text::Text;
use crate::domain::time;
use crate::domain::usage::{Quota, UsageMonth};
use jiff::Timestamp;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

/// A tenant's month: tenants by name, the newest month first.
pub type UsageKey = (TenantKey, Reverse<Text>);

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageRow {
    pub key: UsageKey,
    pub month: UsageMonth,
    pub tenant_name: Text,
    pub plan: Option<Text>,
    /// How this month burns down; `None` for the months before, and where nothing has a limit.
    pub current: Option<Box<Current>>,
    /// When it was last read.
    pub read_at: Timestamp,
    /// The pass that last found it.
    pub pass: u64,
}

/// This month of a tenant whose system has limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Current {
    /// What breaks first first.
    pub gauges: Vec<Gauge>,
    /// Alerts that were given, of all months.
    pub given: Vec<Given>,
    pub threshold: Option<Threshold>,
}

impl UsageRow {
    /// The count that breaks first.
    pub fn gauge(&self) -> Option<&Gauge> {
        self.current.as_ref()?.gauges.first()
    }

    /// Share of the limit that the bot applies, in percent; of an older month, of the plan's.
    pub fn share(&self) -> Option<f64> {
        match self.gauge() {
            Some(gauge) => gauge.percent(),
            None => self.percent(),
        }
    }

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
    Breaks,
    Tenant,
    Month,
    Messages,
    Percent,
    Disagreement,
}

impl Column for UsageColumn {
    const ALL: &'static [Self] = &[
        Self::Breaks,
        Self::Tenant,
        Self::Month,
        Self::Messages,
        Self::Percent,
        Self::Disagreement,
    ];

    fn descends(self) -> bool {
        !matches!(self, Self::Breaks | Self::Tenant)
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
            UsageColumn::Breaks => match (self.gauge(), other.gauge()) {
                (Some(a), Some(b)) => a.compare(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => other.month.month.cmp(&self.month.month),
            },
            UsageColumn::Tenant => self.tenant_name.cmp(&other.tenant_name),
            UsageColumn::Month => self.month.month.cmp(&other.month.month),
            UsageColumn::Messages => self.month.count().cmp(&other.month.count()),
            UsageColumn::Percent => number(self.share()).total_cmp(&number(other.share())),
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
    /// Alerts that this console gave, or asked whether they are its to give.
    pub(super) alerted: BTreeSet<(TenantKey, String, Level)>,
    /// What is to be asked for at the end of this message.
    pub(super) asking: Vec<Effect>,
}

impl Usage {
    /// This month of a tenant, as far as it has been read.
    pub fn current<'a>(&'a self, tenant: &'a TenantKey) -> Option<&'a Current> {
        let newest = self.of_tenant(tenant).next()?;
        newest.current.as_deref()
    }

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

/// Takes the usage of a tenant in.
pub(super) fn landed(state: &mut State, tenant: &TenantKey, metered: Metered) {
    let walk = &mut state.usage.walk;
    let many = metered.months.len();
    let landed = walk.landed(state.clock, tenant, Cost::default(), many, None);
    if landed == Landed::Strange {
        return;
    }
    let pass = walk.pass;
    let current = current(state, tenant, &metered);
    let newest = time::month(state.clock);
    let tenant_name = state.tenant_name(tenant);
    let plan = state
        .tenants
        .list
        .get(tenant)
        .and_then(|row| row.tenant.plan.clone());
    for month in metered.months {
        let is_current = month.month.as_str() == newest;
        let row = UsageRow {
            key: (tenant.clone(), Reverse(month.month.clone())),
            current: current.clone().filter(|_| is_current),
            month,
            tenant_name: tenant_name.clone(),
            plan: plan.clone(),
            read_at: state.clock,
            pass,
        };
        take(&mut state.usage.list, row);
    }
    state
        .usage
        .list
        .retain(|row| row.key.0 != *tenant || row.pass >= pass);
    // Before all tenants are known what breaks first may be still to come.
    if matches!(landed, Landed::Pass(_)) && state.tenants.walk.at.is_some() {
        // What landed last may be what breaks first.
        let height = state.size.list_rows();
        state.usage.list.settle(height);
        state.usage.list.anchor();
    }
    let used = state.usage.newest(tenant);
    state.tenants.list.change(tenant, |row| {
        let changed = row.used != used;
        row.used = used;
        changed
    });
    alert::consider(state, tenant);
}

/// Puts a row where the one of its month was.
fn take(list: &mut List<UsageRow>, row: UsageRow) {
    let is_there = list.change(&row.key.clone(), |old| {
        (old.pass, old.read_at) = (row.pass, row.read_at);
        let changed = *old != row;
        *old = row.clone();
        changed
    });
    if !is_there && list.get(&row.key).is_none() {
        list.put(row);
    }
}

/// How this month burns down, by the handler that answers the tenant's customers.
fn current(state: &State, tenant: &TenantKey, metered: &Metered) -> Option<Box<Current>> {
    let handler = match state.bot_reads_pause(tenant.platform)? {
        true => Handler::Enhanced,
        false => Handler::Deployed,
    };
    let row = state.tenants.list.get(tenant)?;
    let plan = row.tenant.plan.as_deref();
    let gauges = gauges(metered, handler, &row.tenant.limits, plan, state.clock);
    (!gauges.is_empty()).then(|| {
        Box::new(Current {
            gauges,
            given: metered.given.clone(),
            threshold: metered.threshold.clone(),
        })
    })
}

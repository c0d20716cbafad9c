//! Tenants and their usage.

use super::switched::switch_word;
use super::{At, Masked};
use crate::domain::allowance::{Handler, measures, stand};
use crate::domain::id::PlatformId;
use crate::domain::tenant::Tenant;
use crate::domain::usage::{Quota, UsageMonth};
use jiff::Timestamp;
use serde::Serialize;

/// A tenant, as its pane shows it.
#[derive(Clone, Debug, Serialize)]
pub struct TenantItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    name: Masked,
    status: Masked,
    plan: Option<Masked>,
    /// Only where the tenant's status is the switch of a bot.
    bot: Option<Masked>,
    open: u64,
    waiting: u64,
    used: Option<u64>,
    limit: Option<u64>,
    used_percent: Option<f64>,
    last_activity: Option<At>,
}

/// What the conversations of a tenant come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Neither closed nor resolved.
    pub open: u64,
    /// Those that wait for a person and that nobody holds.
    pub waiting: u64,
    pub last_activity: Option<Timestamp>,
}

impl TenantItem {
    pub fn of(tenant: &Tenant, tally: Tally, used: Option<u64>) -> Self {
        let quota = Quota::of(tenant.platform, tenant.plan.as_deref());
        Self {
            platform: tenant.platform,
            tenant: Masked::new(tenant.id.as_str()),
            id: tenant.id.as_str().to_owned(),
            name: Masked::new(&tenant.name),
            status: Masked::new(tenant.status.word()),
            plan: Masked::some(tenant.plan.as_deref()),
            bot: quota.map(|_| Masked::new(switch_word(&tenant.status.bot()))),
            open: tally.open,
            waiting: tally.waiting,
            used,
            limit: limit(quota),
            used_percent: used.and_then(|used| quota?.percent(used)).map(tenth),
            last_activity: tally.last_activity.map(At),
        }
    }
}

/// A tenant's month.
#[derive(Clone, Debug, Serialize)]
pub struct UsageItem {
    platform: PlatformId,
    tenant: Masked,
    id: String,
    tenant_name: Masked,
    month: Masked,
    plan: Option<Masked>,
    /// What the system counts: messages, requests, runs or notifications.
    unit: &'static str,
    count: u64,
    failed: Option<u64>,
    cost_usd: Option<f64>,
    messages: Option<u64>,
    limit: Option<u64>,
    used_percent: Option<f64>,
    /// The table by which the bot refuses, and how the month stands by its rule.
    decided_by: Option<&'static str>,
    stands: Option<&'static str>,
    metrics_messages: Option<u64>,
    tracker_messages: Option<u64>,
    disagreement_percent: Option<f64>,
    conversations: Option<u64>,
    tokens: Option<u64>,
    days: Vec<DayItem>,
}

/// A day of a month.
#[derive(Clone, Debug, Serialize)]
struct DayItem {
    date: Masked,
    messages: u64,
    conversations: u64,
    tokens: u64,
}

impl UsageItem {
    /// A month; `handler` is the one that answers the tenant's customers.
    pub fn of(month: &UsageMonth, tenant: &Tenant, handler: Handler) -> Self {
        let plan = tenant.plan.as_deref();
        let rule = || stand(&measures(handler, month, &tenant.limits, plan));
        let quota = Quota::of(month.platform, tenant.plan.as_deref());
        let activity = month.activity();
        let (metrics, tracker) = (month.metrics(), month.tracker());
        let conversations = metrics.map(|metrics| metrics.conversations);
        let days = tracker.map(|tracker| tracker.days.as_slice());
        Self {
            platform: month.platform,
            tenant: Masked::new(month.tenant.as_str()),
            id: month.month.as_str().to_owned(),
            tenant_name: Masked::new(&tenant.name),
            month: Masked::new(&month.month),
            plan: Masked::some(tenant.plan.as_ref()),
            unit: unit(month.platform),
            count: month.count(),
            failed: activity.map(|activity| activity.failed),
            cost_usd: activity.and_then(|activity| activity.cost_usd),
            messages: activity.is_none().then(|| month.count()),
            limit: limit(quota),
            used_percent: quota
                .and_then(|quota| quota.percent(month.count()))
                .map(tenth),
            decided_by: quota.map(|_| handler.table()),
            stands: quota.map(|_| rule().word()),
            metrics_messages: metrics.map(|metrics| metrics.messages),
            tracker_messages: tracker.map(|tracker| tracker.messages),
            disagreement_percent: month.disagreement().map(tenth),
            conversations: conversations.or(tracker.map(|tracker| tracker.conversations)),
            tokens: match activity {
                Some(activity) => activity.tokens,
                None => tracker.map(|tracker| tracker.tokens),
            },
            days: days
                .unwrap_or_default()
                .iter()
                .map(|day| DayItem {
                    date: Masked::new(&day.date),
                    messages: day.messages,
                    conversations: day.conversations,
                    tokens: day.tokens,
                })
                .collect(),
        }
    }
}

fn limit(quota: Option<Quota>) -> Option<u64> {
    match quota? {
        Quota::Unlimited => None,
        Quota::Messages(limit) => Some(limit),
    }
}

/// A percentage with one digit.
fn tenth(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

/// What a system counts in a month, as the JSON names it in every language.
fn unit(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Marketplace => "messages",
        PlatformId::Alquimista => "requests",
        PlatformId::Diatonic => "runs",
        PlatformId::Notification => "notifications",
    }
}

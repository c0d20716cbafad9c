//! Usage of a tenant in a month: two tables that disagree, and the limit that the plan states.

use super::id::{PlatformId, TenantId, TenantKey};
use super::text::Text;
use jiff::Timestamp;

/// A limit on messages in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    Unlimited,
    Messages(u64),
}

impl Quota {
    /// The limit of a tenant; only the Marketplace states one.
    pub fn of(platform: PlatformId, plan: Option<&str>) -> Option<Self> {
        (platform == PlatformId::Marketplace).then(|| Self::of_plan(plan))
    }

    /// The monthly limit that the system's message handler applies to a plan: `starter` 1000, `pro` 5000,
    /// `enterprise` 1 000 000, any other word (`basic` too) 1000 (backend facts 1.2, usage tracker).
    pub fn of_plan(plan: Option<&str>) -> Self {
        match plan {
            Some("pro") => Self::Messages(5_000),
            Some("enterprise") => Self::Messages(1_000_000),
            _ => Self::Messages(1_000),
        }
    }

    /// Share used in percent; `None` when unlimited or the limit is 0.
    pub fn percent(self, used: u64) -> Option<f64> {
        match self {
            Self::Unlimited | Self::Messages(0) => None,
            #[allow(clippy::cast_precision_loss)]
            Self::Messages(limit) => Some(used as f64 * 100.0 / limit as f64),
        }
    }
}

/// One day of `tenant-usage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageDay {
    /// `YYYY-MM-DD` as stored.
    pub date: Text,
    pub conversations: u64,
    pub messages: u64,
    pub tokens: u64,
}

/// `ai-marketplace-tenant-usage`: written by the enhanced handler.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrackerUsage {
    pub conversations: u64,
    pub messages: u64,
    pub tokens: u64,
    pub storage_gb: f64,
    pub updated_at: Option<Timestamp>,
    /// Oldest first.
    pub days: Vec<UsageDay>,
}

/// `ai-marketplace-usage-metrics`: written by the deployed handler and read by billing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricsUsage {
    pub messages: u64,
    pub conversations: u64,
    pub updated_at: Option<Timestamp>,
}

/// One day of a system that counts what its agents did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityDay {
    /// `YYYY-MM-DD`.
    pub date: Text,
    pub count: u64,
    pub failed: u64,
}

/// What a system's agents did in a month: requests (AlquimistaAI), runs (Diatonic), notifications
/// (Notification Agent). `None` where the system does not count it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activity {
    pub count: u64,
    pub failed: u64,
    pub tokens: Option<u64>,
    pub cost_usd: Option<f64>,
    /// Oldest first.
    pub days: Vec<ActivityDay>,
}

/// What a month is counted in.
#[derive(Clone, Debug, PartialEq)]
pub enum Figures {
    /// Messages of a Marketplace tenant, by the two tables that disagree.
    Messages {
        tracker: Option<TrackerUsage>,
        metrics: Option<MetricsUsage>,
    },
    Activity(Activity),
}

/// What one month of one tenant came to.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageMonth {
    pub platform: PlatformId,
    pub tenant: TenantId,
    /// `YYYY-MM` as stored.
    pub month: Text,
    pub figures: Figures,
    pub oddities: u16,
}

impl UsageMonth {
    /// The tenant among all tenants of all systems.
    pub fn owner(&self) -> TenantKey {
        TenantKey {
            platform: self.platform,
            tenant: self.tenant.clone(),
        }
    }

    /// What the enhanced handler of a Marketplace tenant counted.
    pub fn tracker(&self) -> Option<&TrackerUsage> {
        match &self.figures {
            Figures::Messages { tracker, .. } => tracker.as_ref(),
            Figures::Activity(_) => None,
        }
    }

    /// What the deployed handler of a Marketplace tenant counted.
    pub fn metrics(&self) -> Option<&MetricsUsage> {
        match &self.figures {
            Figures::Messages { metrics, .. } => metrics.as_ref(),
            Figures::Activity(_) => None,
        }
    }

    /// What agents did, where that is what the system counts.
    pub fn activity(&self) -> Option<&Activity> {
        match &self.figures {
            Figures::Messages { .. } => None,
            Figures::Activity(activity) => Some(activity),
        }
    }

    /// What the month is measured by: messages by the table that billing reads, else by the other; else
    /// what agents did.
    pub fn count(&self) -> u64 {
        match &self.figures {
            Figures::Messages {
                metrics: Some(metrics),
                ..
            } => metrics.messages,
            Figures::Messages {
                tracker: Some(tracker),
                ..
            } => tracker.messages,
            Figures::Messages { .. } => 0,
            Figures::Activity(activity) => activity.count,
        }
    }

    /// What each day counts, oldest first; empty where the system keeps no days.
    pub fn days(&self) -> Vec<u64> {
        match &self.figures {
            Figures::Messages { tracker, .. } => {
                let days = tracker.iter().flat_map(|tracker| &tracker.days);
                days.map(|day| day.messages).collect()
            }
            Figures::Activity(activity) => activity.days.iter().map(|day| day.count).collect(),
        }
    }

    /// By how many percent of the larger count the two tables differ; `None` when only one has the month.
    pub fn disagreement(&self) -> Option<f64> {
        let (metrics, tracker) = (self.metrics()?, self.tracker()?);
        let larger = metrics.messages.max(tracker.messages);
        #[allow(clippy::cast_precision_loss)]
        match larger {
            0 => Some(0.0),
            _ => Some(metrics.messages.abs_diff(tracker.messages) as f64 * 100.0 / larger as f64),
        }
    }
}

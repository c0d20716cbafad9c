//! What the bot of a Marketplace tenant really allows in a month. Two handlers exist; each counts in a table of
//! its own, and refuses by a rule of its own (backend facts 1.2, usage). Which of them answers is a fact of the
//! deployment.

use super::system::{Port, System};
use super::tenant::Limits;
use super::usage::{Quota, UsageMonth};

/// From this share of a limit on, in percent, the system warns.
pub const WARNING: f64 = 80.0;

/// The handler that answers customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    /// It reads the pause, counts in `tenant-usage` and goes by the limits of the tenant's item. When it cannot
    /// read the count, it refuses.
    Enhanced,
    /// It does not read the pause, counts in `usage-metrics` and goes by the plan. When it cannot read the
    /// count, it lets the message through.
    Deployed,
}

impl Handler {
    /// The handler of a system, by whether its bot reads the pause.
    pub fn of(system: Option<&System>) -> Self {
        match system.is_some_and(|system| system.has(Port::PauseUnread)) {
            true => Self::Deployed,
            false => Self::Enhanced,
        }
    }

    /// The table in which it counts, as people name it.
    pub fn table(self) -> &'static str {
        match self {
            Self::Enhanced => "tenant-usage",
            Self::Deployed => "usage-metrics",
        }
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Conversations,
    Messages,
}

impl Counted {
    /// The word in JSON and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conversations => "conversations",
            Self::Messages => "messages",
        }
    }
}

/// Whether words of a bot tell a customer that a limit is reached. The facts only say that it is a Spanish text
/// about the limit being reached, not its letters, so this looks for the limit and for its being reached.
pub fn is_limit_text(text: &str) -> bool {
    let text = text.to_lowercase();
    let limit = text.contains("límite") || text.contains("limite");
    let reached = ["alcanz", "exced", "super", "llegad", "agotad"];
    limit && reached.iter().any(|word| text.contains(word))
}

/// How far a count may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `-1`, or any other number below 0.
    Unlimited,
    /// The count at which refusing begins: with 0 nothing is ever allowed.
    AtMost(u64),
    /// The item states none, or has no `limits` at all.
    Unstated,
}

impl Bound {
    /// A limit as an item states it.
    pub fn of(stated: Option<i64>) -> Self {
        match stated.map(u64::try_from) {
            None => Self::Unstated,
            Some(Ok(limit)) => Self::AtMost(limit),
            Some(Err(_)) => Self::Unlimited,
        }
    }
}

/// How a count stands to its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Free,
    /// 80 % of the limit are used.
    Warned,
    /// Customers are told that the limit is reached, and nothing of theirs is kept.
    Refused,
}

impl Stand {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Warned => "warned",
            Self::Refused => "refused",
        }
    }
}

/// One count against its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    pub counted: Counted,
    pub used: u64,
    pub bound: Bound,
}

impl Measure {
    /// How it stands. Refusing begins when the limit is reached, not when it is passed.
    pub fn stand(&self) -> Stand {
        let Bound::AtMost(limit) = self.bound else {
            return Stand::Free;
        };
        #[allow(clippy::cast_precision_loss)]
        let share = self.used as f64 * 100.0 / limit.max(1) as f64;
        match self.used >= limit {
            true => Stand::Refused,
            false if share >= WARNING => Stand::Warned,
            false => Stand::Free,
        }
    }
}

/// What a handler measures of a month; a month without a row counts 0. `-1` and `0` mean what they say, and
/// the limit on messages *a day* is compared with the messages of the whole month, as the handler does.
pub fn measures(
    handler: Handler,
    month: &UsageMonth,
    limits: &Limits,
    plan: Option<&str>,
) -> Vec<Measure> {
    match handler {
        Handler::Enhanced => {
            let tracker = month.tracker();
            let used = |count: fn(&super::usage::TrackerUsage) -> u64| tracker.map_or(0, count);
            vec![
                Measure {
                    counted: Counted::Conversations,
                    used: used(|tracker| tracker.conversations),
                    bound: Bound::of(limits.conversations_per_month),
                },
                Measure {
                    counted: Counted::Messages,
                    used: used(|tracker| tracker.messages),
                    bound: Bound::of(limits.messages_per_day),
                },
            ]
        }
        Handler::Deployed => vec![Measure {
            counted: Counted::Messages,
            used: month.metrics().map_or(0, |metrics| metrics.messages),
            bound: match Quota::of_plan(plan) {
                Quota::Unlimited => Bound::Unlimited,
                Quota::Messages(limit) => Bound::AtMost(limit),
            },
        }],
    }
}

/// How a month stands: as its worst measure does.
pub fn stand(measures: &[Measure]) -> Stand {
    let stands = || measures.iter().map(Measure::stand);
    match () {
        () if stands().any(|one| one == Stand::Refused) => Stand::Refused,
        () if stands().any(|one| one == Stand::Warned) => Stand::Warned,
        () => Stand::Free,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{PlatformId, TenantId};
    use crate::domain::text::Text;
    use crate::domain::usage::{Figures, MetricsUsage, TrackerUsage};

    fn measure(used: u64, bound: Bound) -> Measure {
        Measure {
            counted: Counted::Messages,
            used,
            bound,
        }
    }

    #[test]
    fn zero_allows_nothing_and_minus_one_everything() {
        assert_eq!(Bound::of(Some(-1)), Bound::Unlimited);
        assert_eq!(Bound::of(None), Bound::Unstated);
        assert_eq!(measure(0, Bound::of(Some(0))).stand(), Stand::Refused);
        assert_eq!(measure(u64::MAX, Bound::Unlimited).stand(), Stand::Free);
        assert_eq!(measure(7, Bound::Unstated).stand(), Stand::Free);
    }

    #[test]
    fn the_warning_comes_at_eighty_percent_and_the_end_at_the_limit() {
        for (used, stand) in [
            (399, Stand::Free),
            (400, Stand::Warned),
            (499, Stand::Warned),
            (500, Stand::Refused),
        ] {
            assert_eq!(measure(used, Bound::AtMost(500)).stand(), stand, "{used}");
        }
    }

    #[test]
    fn each_handler_measures_its_own_table_by_its_own_limits() {
        let month = UsageMonth {
            platform: PlatformId::Marketplace,
            tenant: TenantId::from("t"),
            month: Text::from("2026-11"),
            figures: Figures::Messages {
                tracker: Some(TrackerUsage {
                    conversations: 41,
                    messages: 812,
                    ..TrackerUsage::default()
                }),
                metrics: Some(MetricsUsage {
                    messages: 900,
                    ..MetricsUsage::default()
                }),
            },
            oddities: 0,
        };
        let limits = Limits {
            conversations_per_month: Some(300),
            messages_per_day: Some(500),
            ..Limits::default()
        };
        let enhanced = measures(Handler::Enhanced, &month, &limits, Some("basic"));
        let counts: Vec<u64> = enhanced.iter().map(|one| one.used).collect();
        assert_eq!(counts, [41, 812]);
        assert_eq!(
            stand(&enhanced),
            Stand::Refused,
            "a limit a day, a count a month"
        );
        let deployed = measures(Handler::Deployed, &month, &limits, Some("basic"));
        assert_eq!(deployed, [measure(900, Bound::AtMost(1_000))]);
        assert_eq!(stand(&deployed), Stand::Warned);
        let pro = measures(Handler::Deployed, &month, &limits, Some("pro"));
        assert_eq!(stand(&pro), Stand::Free);
    }
}

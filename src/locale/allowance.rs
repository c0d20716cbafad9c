//! Which of two tables decides whether a customer is answered, and by which rule.

use super::number;
use crate::domain::allowance::{Bound, Counted, Handler, Stand};

/// The heading over the rule.
pub fn heading(handler: Handler) -> String {
    match handler {
        Handler::Enhanced => "What the bot applies: tenant-usage decides".to_owned(),
        Handler::Deployed => "What the bot applies: usage-metrics decides".to_owned(),
    }
}

/// What is counted.
pub fn counted(counted: Counted) -> &'static str {
    match counted {
        Counted::Conversations => "conversations",
        Counted::Messages => "messages",
    }
}

/// `812 of 500`.
pub fn measure(used: u64, bound: Bound) -> String {
    let used = number::count(used);
    match bound {
        Bound::Unlimited => format!("{used}, unlimited"),
        Bound::AtMost(0) => format!("{used} of 0: nothing is allowed"),
        Bound::AtMost(limit) => format!("{used} of {}", number::count(limit)),
        Bound::Unstated => format!("{used}, no limit stated"),
    }
}

/// How it stands; nothing is said of what is free.
pub fn stand(stand: Stand) -> &'static str {
    match stand {
        Stand::Free => "",
        Stand::Warned => "over 80 %",
        Stand::Refused => "refused",
    }
}

/// Why this table decides here, and what happens when it cannot be read.
pub fn why(handler: Handler) -> &'static str {
    match handler {
        Handler::Enhanced => {
            "The handler here reads the pause, counts in tenant-usage and refuses at the limits of the tenant's \
             item, also when it cannot read the count."
        }
        Handler::Deployed => {
            "The handler here does not read the pause; it counts in usage-metrics and refuses at the limit of the \
             plan, never when it cannot read the count."
        }
    }
}

/// A limit for a day meets a count of a month.
pub fn a_day_for_a_month() -> &'static str {
    "It compares maxMessagesPerDay with the messages of the whole month."
}

/// An item without limits.
pub fn unstated() -> &'static str {
    "The tenant's item does not state every limit; what this handler does without one is not known."
}

//! The items of lists and answers. Contract: `id` is the system's key as it is; every other text is made by
//! [`Masked`], so no field can carry a phone number; secrets never get past the decoders.

mod alarm;
mod briefing;
mod conversation;
mod metric;
mod sheet;
mod switched;
mod tenant;
mod trail;
mod work;

pub use alarm::{AlarmItem, HappeningItem};
pub use briefing::BriefingItem;
pub use conversation::{ConversationItem, EscalationItem, MessageItem};
pub use metric::MetricItem;
pub use sheet::{RemarkItem, SheetItem};
pub use switched::Switched;
pub use tenant::{Tally, TenantItem, UsageItem};
pub use trail::AuditItem;
pub use work::WorkItem;

use crate::domain::handoff::Claim;
use crate::domain::id::ConversationKey;
use crate::domain::mask;
use crate::domain::time;
use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// A text without anybody's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Masked(String);

impl Masked {
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(mask::identifiers(text.as_ref()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn some<T: AsRef<str>>(text: Option<T>) -> Option<Self> {
        text.map(Self::new)
    }
}

/// An instant in ISO-8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(pub Timestamp);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&time::iso(self.0))
    }
}

/// Who holds a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder {
    pub operator: Masked,
    pub console: Masked,
    pub fence: u64,
    pub since: At,
}

impl Holder {
    pub fn of(claim: &Claim) -> Self {
        Self {
            operator: Masked::new(&claim.operator),
            console: Masked::new(claim.console.as_str()),
            fence: claim.fence.0,
            since: At(claim.since),
        }
    }
}

/// A conversation's key as messages for people name it.
pub fn shown(key: &ConversationKey) -> Masked {
    Masked::new(key.conversation.as_str())
}

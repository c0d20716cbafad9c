//! A reply of a person to a customer, and how far it got.

use serde::{Deserialize, Serialize};

/// The ladder of a reply. It never goes back, except to `Failed` from `Sending`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReplyState {
    /// In the journal of this machine; the table has not confirmed it.
    Journaled,
    /// In the table, and no channel to the customer is configured: recorded, not sent.
    Recorded,
    Queued,
    Sending,
    Accepted,
    Delivered,
    Read,
    Failed,
    /// Nobody can tell whether it went out.
    Unknown,
}

/// Longest reply: WhatsApp's limit for a text body, in characters.
pub const MAX_REPLY_CHARS: usize = 4096;

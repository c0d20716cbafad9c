//! One action on many conversations: what is asked of each, and what it came to. The action is done conversation
//! by conversation, each by a claim and a release of its own; what joins them is the id in the audit rows.

use super::handoff::{Claim, Ending, Fence};
use super::id::ConversationKey;
use super::problem::Problem;
use super::text::Text;

/// The most that are begun in a second, and the most under way at once (handoff features, bulk triage).
pub const PER_SECOND: usize = 10;
pub const IN_FLIGHT: usize = 4;
/// From more than so many on, the number has to be typed before anything is done.
pub const TYPE_THE_COUNT: usize = 10;

/// What is asked of one conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Triage {
    pub key: ConversationKey,
    pub ending: Ending,
    /// Why, for the audit trail.
    pub reason: Text,
    /// Joins all rows of one action.
    pub bulk: String,
}

/// What came of one conversation.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "one at a time, passed on at once"
)]
pub enum Triaged {
    Done {
        fence: Fence,
    },
    /// Another has it; nothing was written.
    Taken {
        holder: Claim,
    },
    /// Nobody waits in it any more; nothing was written.
    NotWaiting,
    /// Given up, but the system's item is still to be changed; any console finishes it.
    Unfinished {
        fence: Fence,
        problem: Problem,
    },
    /// Neither given back nor put back into the queue: it is this console's until the lease ends, if it is not
    /// tried again before.
    Kept {
        problem: Problem,
    },
    /// No answer, and reading back did not tell.
    Unknown,
}

impl Triaged {
    /// Whether there is nothing left to do: it needs no mark any more.
    pub fn is_settled(&self) -> bool {
        matches!(
            self,
            Self::Done { .. } | Self::NotWaiting | Self::Unfinished { .. }
        )
    }
}

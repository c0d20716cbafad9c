//! What keeps people out of each other's way and a bot silent: who is there, and the times after which the
//! console speaks up or gives back. Times are those of `handoff-features` 1b unless a line says otherwise.

use super::id::ConsoleId;
use super::text::Text;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a hand back or resolve can be taken back before anything is written.
pub const UNDO: SignedDuration = SignedDuration::from_secs(5);
/// How long after a takeover an answer that the bot had begun may still come: the handler's own timeout
/// (backend facts 1.3).
pub const IN_FLIGHT: SignedDuration = SignedDuration::from_secs(30);
/// How long after a hand back it is watched whether the bot answers, and how long a customer may wait for it.
pub const WATCHED: SignedDuration = SignedDuration::from_secs(120);
/// What the audit trail keeps as the reason for taking a conversation again after that.
pub const UNANSWERED: &str = "the bot did not answer after the hand back";
/// Human silence, while the customer waits, after which the owner is warned.
pub const SILENCE_WARNS: SignedDuration = SignedDuration::from_mins(18);
/// Human silence, while the customer waits, after which the conversation returns to the queue.
pub const SILENCE_ENDS: SignedDuration = SignedDuration::from_mins(20);
/// How long a message is before a person's eyes until it counts as seen: a few words are read in that time.
pub const READING: SignedDuration = SignedDuration::from_millis(1_500);
/// The oldest sign of another person that is still shown.
pub const PRESENT: SignedDuration = SignedDuration::from_secs(10);
/// How often a console says that its person is still there.
pub const PULSE: SignedDuration = SignedDuration::from_secs(5);
/// How long a sign of presence is kept; what is older than [`PRESENT`] shows nowhere.
pub const PRESENCE_KEPT: SignedDuration = SignedDuration::from_secs(60);
/// A pause that was overwritten so often within [`CLOBBERED_WITHIN`] is not worth being written again alone.
pub const CLOBBERED_OFTEN: usize = 3;
pub const CLOBBERED_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// What a person does in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Activity {
    Looking,
    Typing,
}

/// A sign that somebody is in a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Present {
    /// Name as shown.
    pub operator: Text,
    pub console: ConsoleId,
    pub activity: Activity,
    /// Server time.
    pub at: Timestamp,
}

impl Present {
    /// Whether it is young enough to be shown at `now`.
    pub fn is_shown(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) <= PRESENT
    }
}

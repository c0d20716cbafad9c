//! A reply of a person to a customer, how far it got, and how it travels. The ladder never goes back within
//! one attempt: whatever is told late, twice or out of order, the result is that of the set of what was told.

use super::id::{ConversationKey, MessageId};
use super::template::{Filled, Template};
use super::text::Text;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The ladder of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReplyState {
    /// In the journal of this machine; the table has not confirmed it.
    Journaled,
    /// In the table, and no channel to the customer is configured: recorded, not sent.
    Recorded,
    /// In the table, and surely not sent yet.
    Queued,
    /// On its way to the provider: whoever began it may be dead.
    Sending,
    /// Nobody can tell whether it went out.
    Unknown,
    /// The provider has it.
    Accepted,
    /// It surely did not reach the customer.
    Failed,
    Delivered,
    Read,
}

impl ReplyState {
    /// Where a reply stands after it was here and `told` was heard of it: the higher of the two. A failure
    /// stands above "accepted" and below "delivered", so the order of what is heard does not matter.
    #[must_use]
    pub fn after(self, told: Self) -> Self {
        self.max(told)
    }

    /// Whether it is open: it may still be sent, or nobody knows whether it was.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Sending | Self::Unknown)
    }

    /// Whether the provider may have more to report.
    pub fn may_rise(self) -> bool {
        matches!(self, Self::Unknown | Self::Accepted | Self::Delivered)
    }
}

/// The way to a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// WhatsApp by Meta's Cloud API.
    Meta,
    /// WhatsApp by Whapi.
    Whapi,
    /// An SNS topic behind which the platform sends.
    Topic,
    /// There is no way: replies are recorded only.
    #[default]
    None,
}

impl Route {
    pub const ALL: [Self; 4] = [Self::Meta, Self::Whapi, Self::Topic, Self::None];

    /// The word in tables and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Whapi => "whapi",
            Self::Topic => "topic",
            Self::None => "none",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.word() == word)
    }
}

/// Where it is heard from what became of a message after the provider took it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reports {
    /// The provider answers when it is asked.
    Asked,
    /// Somebody forwards what the provider tells a webhook.
    Told,
    /// From nobody: the ladder ends at "accepted".
    #[default]
    Nowhere,
}

impl Reports {
    pub const ALL: [Self; 3] = [Self::Asked, Self::Told, Self::Nowhere];

    /// The word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Told => "told",
            Self::Nowhere => "nowhere",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// How words reach the customers of one tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub route: Route,
    pub reports: Reports,
    /// No configuration names it: it was found in the tenant's own integration.
    pub derived: bool,
    pub templates: Vec<Template>,
}

/// Why a provider did not take a message, or could not deliver it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The provider's own number, or the status of HTTP; `None`: it gave none.
    pub code: Option<i64>,
    /// The provider's own words, made safe.
    pub words: Text,
}

/// What a person decided about a reply of which nobody could tell whether it went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Settled {
    /// It stays as it is.
    Dropped,
    /// The same words went out again as another reply.
    Resent,
}

impl Settled {
    /// The word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Resent => "resent",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Dropped, Self::Resent]
            .into_iter()
            .find(|one| one.word() == word)
    }
}

/// What is known of a reply's way beside its state.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fate {
    pub route: Route,
    pub reports: Reports,
    /// The provider's id of the message; it may hold the customer's number and is never shown.
    pub provider: Option<String>,
    pub failure: Option<Refusal>,
    pub settled: Option<Settled>,
    /// How often the provider refused it for a while; each time it was queued again.
    pub attempt: u32,
    /// Queued: not to be sent before.
    pub due: Option<Timestamp>,
    /// Since when it is in its state, server time.
    pub since: Option<Timestamp>,
    /// The template that goes out in place of its words, which are its finished text.
    pub template: Option<Filled>,
}

impl fmt::Debug for Fate {
    /// Without the provider's id.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fate")
            .field("route", &self.route)
            .field("reports", &self.reports)
            .field("has_provider_id", &self.provider.is_some())
            .field("failure", &self.failure)
            .field("settled", &self.settled)
            .field("attempt", &self.attempt)
            .field("due", &self.due)
            .field("since", &self.since)
            .finish_non_exhaustive()
    }
}

/// A reply that is open, as a list of them knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenReply {
    pub key: ConversationKey,
    pub id: MessageId,
    pub text: Text,
    /// When it was recorded.
    pub at: Timestamp,
    /// Identity and console of who recorded it.
    pub owner: String,
    pub console: String,
    pub state: ReplyState,
    pub fate: Fate,
}

/// What a person decides about a reply of unknown outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Ask the provider again.
    Ask,
    /// Send the same words again; the customer may get them twice.
    Resend,
    /// Leave it at that.
    Drop,
}

/// Longest reply: WhatsApp's limit for a text body, in characters.
pub const MAX_REPLY_CHARS: usize = 4096;

/// How long the provider is looked at for an echo before a person is asked.
pub const ECHO_FOR: SignedDuration = SignedDuration::from_secs(60);
/// How far the time of an echo may be from that of the reply: clocks differ.
pub const ECHO_WITHIN: SignedDuration = SignedDuration::from_secs(120);
/// A reply that is being sent for longer than this is sent by nobody any more: longer than any call may take.
pub const SENDING_FOR: SignedDuration = SignedDuration::from_secs(45);
/// How often a reply that was refused for a while is queued again.
pub const MOST_ATTEMPTS: u32 = 4;

/// How long a reply waits that was refused for a while: what the provider says, else 4, 16, 64, 256 s.
pub fn wait_after(attempt: u32, told: Option<SignedDuration>) -> SignedDuration {
    let own = SignedDuration::from_secs(1_i64 << (2 * attempt.clamp(1, MOST_ATTEMPTS)));
    told.map_or(own, |told| {
        told.clamp(SignedDuration::from_secs(1), SignedDuration::from_mins(5))
    })
}

/// What became of a reply whose recording had no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    pub key: ConversationKey,
    /// Its words.
    pub text: String,
    /// It is in the table; else it is not and never will be, and its words are a draft again.
    pub recorded: bool,
    /// The reply that it was to send again: that one is still in doubt where this was not recorded, and there
    /// is no draft.
    pub again: Option<MessageId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOLD: [ReplyState; 5] = [
        ReplyState::Unknown,
        ReplyState::Accepted,
        ReplyState::Failed,
        ReplyState::Delivered,
        ReplyState::Read,
    ];

    proptest! {
        #[test]
        fn what_is_told_in_any_order_and_twice_comes_to_the_same(
            told in proptest::collection::vec(0..TOLD.len(), 0..12), seed in any::<u64>(),
        ) {
            let told: Vec<ReplyState> = told.iter().filter_map(|at| TOLD.get(*at).copied()).collect();
            let come = |told: &[ReplyState]| {
                told.iter().fold(ReplyState::Sending, |state, one| state.after(*one))
            };
            let mut other = [told.clone(), told.clone()].concat();
            fastrand::Rng::with_seed(seed).shuffle(&mut other);
            prop_assert_eq!(come(&told), come(&other));
            let mut state = ReplyState::Sending;
            for one in other {
                prop_assert!(state.after(one) >= state);
                state = state.after(one);
            }
        }
    }

    #[test]
    fn a_failure_is_heard_from_sent_and_never_after_it_arrived() {
        assert_eq!(
            ReplyState::Accepted.after(ReplyState::Failed),
            ReplyState::Failed
        );
        for arrived in [ReplyState::Delivered, ReplyState::Read] {
            assert_eq!(arrived.after(ReplyState::Failed), arrived);
            assert_eq!(ReplyState::Failed.after(arrived), arrived);
        }
    }

    #[test]
    fn a_refusal_for_a_while_waits_longer_each_time_within_bounds() {
        let waits: Vec<i64> = (0..7)
            .map(|attempt| wait_after(attempt, None).as_secs())
            .collect();
        assert_eq!(waits, [4, 4, 16, 64, 256, 256, 256]);
        let told = |seconds| {
            let told = SignedDuration::from_secs(seconds);
            wait_after(1, Some(told)).as_secs()
        };
        assert_eq!([told(0), told(30), told(86_400)], [1, 30, 300]);
    }
}

//! What WhatsApp allows: 24 hours after the customer's last message, and so many messages to one person.
//! Pure; the numbers are those of Meta's documentation of the Cloud API (reliability.md section 1).

use super::conversation::{Message, Speaker};
use super::reply::{ReplyState, Route};
use jiff::{SignedDuration, Timestamp};

/// A business may write freely for so long after the customer's last message.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// One message to one person in so long.
pub const PACE: SignedDuration = SignedDuration::from_secs(6);
/// So many may be borrowed from the time to come.
pub const BURST: u32 = 45;

/// Whether a customer may be written to freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// For so long still.
    Open(SignedDuration),
    Closed,
    /// Nothing says when the customer last wrote.
    Unknown,
}

impl Window {
    /// How it stands at `now`, the customer having written at `inbound`.
    pub fn at(inbound: Option<Timestamp>, now: Timestamp) -> Self {
        let Some(inbound) = inbound else {
            return Self::Unknown;
        };
        let left = WINDOW - now.duration_since(inbound);
        match left > SignedDuration::ZERO {
            true => Self::Open(left.min(WINDOW)),
            false => Self::Closed,
        }
    }

    /// Whether words on this route would surely be refused.
    pub fn bars(self, route: Route) -> bool {
        self == Self::Closed && route == Route::Meta
    }

    /// Whether words on this route go out, but should not without a thought.
    pub fn warns(self, route: Route) -> bool {
        self == Self::Closed && route == Route::Whapi
    }
}

/// How long the next message to the same person must wait at `now`, after those that were sent at `sent`.
/// Each takes six seconds; up to [`BURST`] of them may be ahead of their time.
pub fn wait(sent: impl IntoIterator<Item = Timestamp>, now: Timestamp) -> SignedDuration {
    let mut sent: Vec<Timestamp> = sent.into_iter().collect();
    sent.sort();
    let mut paid = Timestamp::MIN;
    for at in sent {
        paid = paid.max(at).checked_add(PACE).unwrap_or(Timestamp::MAX);
    }
    let credit = PACE * i32::try_from(BURST.saturating_sub(1)).unwrap_or(0);
    (paid.duration_since(now) - credit).max(SignedDuration::ZERO)
}

/// When a person wrote to the customer on a channel: what counts against the pace.
pub fn sent_at(messages: &[Message]) -> impl Iterator<Item = Timestamp> + '_ {
    messages
        .iter()
        .filter(|message| message.from == Speaker::Human)
        .filter(|message| {
            message
                .state
                .is_some_and(|state| !matches!(state, ReplyState::Recorded | ReplyState::Failed))
        })
        .filter_map(|message| message.at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn the_window_counts_from_the_customers_last_message() {
        let day = 24 * 3600;
        assert_eq!(Window::at(None, at(0)), Window::Unknown);
        assert_eq!(
            Window::at(Some(at(0)), at(day - 1)),
            Window::Open(SignedDuration::from_secs(1))
        );
        assert_eq!(Window::at(Some(at(0)), at(day)), Window::Closed);
        // A clock that is behind the customer's gives no more than a day.
        assert_eq!(Window::at(Some(at(60)), at(0)), Window::Open(WINDOW));
        assert!(Window::Closed.bars(Route::Meta) && !Window::Closed.bars(Route::Whapi));
        assert!(Window::Closed.warns(Route::Whapi) && !Window::Unknown.warns(Route::Whapi));
    }

    #[test]
    fn so_many_go_out_at_once_and_then_one_in_six_seconds() {
        let burst: Vec<Timestamp> = (0..44).map(|_| at(0)).collect();
        assert_eq!(wait(burst.clone(), at(0)), SignedDuration::ZERO);
        let full = [burst.clone(), vec![at(0)]].concat();
        assert_eq!(wait(full.clone(), at(0)).as_secs(), 6);
        assert_eq!(wait(full.clone(), at(4)).as_secs(), 2);
        assert_eq!(wait(full, at(6)), SignedDuration::ZERO);
        assert_eq!(wait([], at(0)), SignedDuration::ZERO);
        // Those of long ago are paid.
        assert_eq!(wait(burst, at(600)), SignedDuration::ZERO);
    }
}

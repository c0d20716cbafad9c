//! Channels that refuse whatever a tenant's people say, as the replies on their way tell it: said once for the
//! tenant, until one of its replies is taken again. What is told late, twice or out of order changes nothing.

use super::state::State;
use crate::domain::id::{ConversationKey, MessageId, TenantKey};
use crate::domain::reply::{Fate, OpenReply, Refusal, ReplyState, Route};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Refusals after which a channel is said to refuse.
const OFTEN: u32 = 2;

/// Why a channel refuses, whatever is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ill {
    /// The access token is expired or invalid.
    Token,
    /// Its number sends more than it may.
    Throughput,
}

impl Ill {
    /// What a refusal means for the channel as a whole. Meta: 190 and 130429 of its error codes
    /// (developers.facebook.com, "Cloud API error codes"); Whapi answers with the status of HTTP.
    pub fn of(route: Route, refusal: &Refusal) -> Option<Self> {
        match (route, refusal.code?) {
            (Route::Meta, 190 | 401) | (Route::Whapi, 401) => Some(Self::Token),
            (Route::Meta, 130_429 | 429) | (Route::Whapi, 429) => Some(Self::Throughput),
            _ => None,
        }
    }
}

/// A channel that refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusing {
    pub ill: Ill,
    /// When it was first refused.
    pub since: Timestamp,
    /// Replies that it refused.
    pub replies: usize,
}

/// The refusals of one reply.
#[derive(Clone, Copy, Debug)]
struct Refused {
    ill: Ill,
    first: Timestamp,
    last: Timestamp,
    times: u32,
}

/// What is known of a tenant's channel.
#[derive(Clone, Debug, Default)]
struct Channel {
    refused: BTreeMap<MessageId, Refused>,
    /// The latest moment at which it surely took a reply.
    taken: Option<Timestamp>,
}

/// The channels of all tenants.
#[derive(Clone, Debug, Default)]
pub struct Channels {
    by_tenant: BTreeMap<TenantKey, Channel>,
}

impl Channels {
    /// Takes in how a reply stands. `recorded`: when it was; what arrived later was accepted after that.
    pub fn note(
        &mut self,
        of: &ConversationKey,
        id: &MessageId,
        recorded: Option<Timestamp>,
        state: ReplyState,
        fate: &Fate,
    ) {
        let channel = self.by_tenant.entry(of.owner()).or_default();
        match state {
            ReplyState::Accepted => channel.took(id, fate.since),
            ReplyState::Delivered | ReplyState::Read => channel.took(id, recorded),
            ReplyState::Queued | ReplyState::Failed => {
                let refusal = fate.failure.as_ref();
                let ill = refusal.and_then(|refusal| Ill::of(fate.route, refusal));
                if let (Some(ill), Some(at)) = (ill, fate.since) {
                    let times = fate.attempt + u32::from(state == ReplyState::Failed);
                    channel.refuse(id, ill, at, times);
                }
            }
            _ => {}
        }
    }

    /// The same of a reply that is on its way.
    pub fn heard(&mut self, reply: &OpenReply) {
        let (key, id) = (&reply.key, &reply.id);
        self.note(key, id, Some(reply.at), reply.state, &reply.fate);
    }

    /// Whether the channel of a tenant refuses.
    pub fn refusing(&self, tenant: &TenantKey) -> Option<Refusing> {
        let channel = self.by_tenant.get(tenant)?;
        let newest = channel.refused.values().max_by_key(|one| one.last)?;
        let alike = channel.refused.values().filter(|one| one.ill == newest.ill);
        let times: u32 = alike.clone().map(|one| one.times).sum();
        (times >= OFTEN).then(|| Refusing {
            ill: newest.ill,
            since: alike
                .clone()
                .map(|one| one.first)
                .min()
                .unwrap_or(newest.first),
            replies: alike.count(),
        })
    }
}

impl Channel {
    fn took(&mut self, id: &MessageId, at: Option<Timestamp>) {
        // Whatever refused this very reply was over when it was taken.
        let own = self.refused.remove(id).map(|one| one.last);
        self.taken = self.taken.max(at).max(own);
        let taken = self.taken;
        self.refused.retain(|_, one| Some(one.last) > taken);
    }

    fn refuse(&mut self, id: &MessageId, ill: Ill, at: Timestamp, times: u32) {
        if Some(at) <= self.taken {
            return;
        }
        let one = self.refused.entry(id.clone()).or_insert(Refused {
            ill,
            first: at,
            last: at,
            times,
        });
        if at >= one.last {
            one.ill = ill;
        }
        one.first = one.first.min(at);
        one.last = one.last.max(at);
        one.times = one.times.max(times);
    }
}

impl State {
    /// Whether the channel of a tenant refuses whatever is sent.
    pub fn refusing(&self, tenant: &TenantKey) -> Option<Refusing> {
        self.channels.refusing(tenant)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::id::{ConversationId, PlatformId, TenantId};
    use crate::domain::text::Text;
    use proptest::prelude::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn key(tenant: &str) -> ConversationKey {
        ConversationKey {
            platform: PlatformId::Marketplace,
            tenant: TenantId::from(tenant),
            conversation: ConversationId::from("c"),
        }
    }

    fn fate(code: i64, second: i64, attempt: u32) -> Fate {
        Fate {
            route: Route::Meta,
            failure: Some(Refusal {
                code: Some(code),
                words: Text::from("no"),
            }),
            since: Some(at(second)),
            attempt,
            ..Fate::default()
        }
    }

    /// Reply, second, state, code.
    type Told = (&'static str, i64, ReplyState, i64);

    fn after(told: &[Told]) -> Option<Refusing> {
        let mut channels = Channels::default();
        for (id, second, state, code) in told {
            let fate = fate(*code, *second, 0);
            let recorded = Some(at(*second));
            channels.note(&key("a"), &MessageId::from(*id), recorded, *state, &fate);
        }
        assert_eq!(
            channels.refusing(&key("b").owner()),
            None,
            "of its tenant alone"
        );
        channels.refusing(&key("a").owner())
    }

    const FAILED: ReplyState = ReplyState::Failed;

    #[test]
    fn two_replies_refused_for_the_token_are_one_banner_until_one_is_taken() {
        assert_eq!(after(&[("1", 0, FAILED, 190)]), None);
        // A refusal that is about the words or the customer says nothing of the channel.
        assert_eq!(
            after(&[("1", 0, FAILED, 131_047), ("2", 1, FAILED, 131_047)]),
            None
        );
        let two = [("1", 0, FAILED, 190), ("2", 9, FAILED, 190)];
        let expected = Refusing {
            ill: Ill::Token,
            since: at(0),
            replies: 2,
        };
        assert_eq!(after(&two), Some(expected));
        // The same told again is the same.
        assert_eq!(after(&[two, two].concat()), Some(expected));
        let taken = ("3", 20, ReplyState::Accepted, 0);
        assert_eq!(after(&[&two[..], &[taken]].concat()), None);
        // What was accepted before, and is read only now, ends nothing.
        let read = ("0", -5, ReplyState::Read, 0);
        assert_eq!(after(&[&two[..], &[read]].concat()), Some(expected));
        // A list that is older than the success does not bring it back.
        assert_eq!(after(&[&two[..], &[taken], &two[..]].concat()), None);
    }

    #[test]
    fn one_reply_that_is_put_off_twice_is_often() {
        let mut channels = Channels::default();
        for attempt in 1..=2 {
            assert_eq!(channels.refusing(&key("a").owner()), None);
            let fate = fate(130_429, i64::from(attempt), attempt);
            let id = MessageId::from("1");
            channels.note(&key("a"), &id, Some(at(0)), ReplyState::Queued, &fate);
        }
        let found = channels.refusing(&key("a").owner()).unwrap();
        assert_eq!((found.ill, found.replies), (Ill::Throughput, 1));
        // It went out in the end.
        let sent = fate(130_429, 9, 2);
        let id = MessageId::from("1");
        channels.note(&key("a"), &id, Some(at(0)), ReplyState::Delivered, &sent);
        assert_eq!(channels.refusing(&key("a").owner()), None);
    }

    proptest! {
        #[test]
        fn the_order_in_which_it_is_heard_does_not_matter(
            told in proptest::collection::vec((0..6_usize, 0..40_i64, 0..3_usize), 0..12),
            seed in any::<u64>(),
        ) {
            const IDS: [&str; 6] = ["0", "1", "2", "3", "4", "5"];
            // Each reply ends once.
            let mut ends = BTreeMap::new();
            for (id, second, end) in told {
                ends.entry(id).or_insert((second, end));
            }
            let told: Vec<Told> = ends
                .into_iter()
                .filter_map(|(id, (second, end))| {
                    let states = [FAILED, FAILED, ReplyState::Accepted];
                    Some((*IDS.get(id)?, second, *states.get(end)?, 190))
                })
                .collect();
            let mut other = [told.clone(), told.clone()].concat();
            fastrand::Rng::with_seed(seed).shuffle(&mut other);
            prop_assert_eq!(after(&told), after(&other));
        }
    }
}

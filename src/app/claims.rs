//! Who holds what: the open claims of all consoles, and those that are ours with the state of their lease.

use super::effect::Effect;
use super::feed::{Source, later};
use super::handoff;
use super::notice::Notice;
use super::state::State;
use crate::domain::handoff::{Claim, Fence, MARGIN, Pause};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// The open claims of all consoles.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    pub by_key: BTreeMap<ConversationKey, Claim>,
    pub source: Source,
    /// Conversations that this console asked for, and no answer came, with the fence that was known before.
    doubted: BTreeMap<ConversationKey, Fence>,
}

impl Claims {
    /// Nobody can tell whether the conversation became ours: the next list does.
    pub fn doubt(&mut self, key: &ConversationKey) {
        let known = self.by_key.get(key).map(|claim| claim.fence);
        self.doubted.insert(key.clone(), known.unwrap_or_default());
        self.source.hurry();
    }

    /// The claim that holds the conversation at `now`, if any.
    pub fn live(&self, key: &ConversationKey, now: Timestamp) -> Option<&Claim> {
        self.by_key.get(key).filter(|claim| claim.is_live(now))
    }
}

/// What the list says of claims that nobody could tell about: of one that is ours the desk is asked again, which
/// takes nothing anew and goes on with its lease and the bot's pause; of another's it is said whose it is.
pub fn resolve(state: &mut State) -> Vec<Effect> {
    let Some(link) = state.connection.link() else {
        return Vec::new();
    };
    let claims = &state.claims;
    let told = claims.doubted.iter().filter_map(|(key, before)| {
        let claim = claims.live(key, state.clock)?;
        // A list may be behind: who had it before is no news.
        (claim.is_of(&link.actor) || claim.fence > *before).then(|| claim.clone())
    });
    let (ours, others): (Vec<Claim>, Vec<Claim>) = told.partition(|claim| claim.is_of(&link.actor));
    for holder in others {
        state.claims.doubted.remove(&holder.key);
        let subject = state.subject(&holder.key);
        state.tell(Notice::ClaimLost { subject, holder });
    }
    let mut effects = Vec::new();
    for claim in ours {
        state.claims.doubted.remove(&claim.key);
        let known = state.mine.contains_key(&claim.key) || state.claiming.contains(&claim.key);
        if !known {
            effects.extend(handoff::claim(state, claim.key, None));
        }
    }
    effects
}

/// A claim of this console.
#[derive(Clone, Debug, PartialEq)]
pub struct Mine {
    pub claim: Claim,
    /// `None`: not known, as after a restart.
    pub pause: Option<Pause>,
    /// Beats do not get through; the lease runs until `claim.lease_until`.
    pub trouble: Option<Problem>,
    /// It was kept over a restart of the console.
    pub resumed: bool,
    /// A hand back or resolve is under way.
    pub releasing: bool,
}

impl Mine {
    /// When the composer locks: a margin before the lease ends.
    pub fn locks_at(&self) -> Timestamp {
        later(self.claim.lease_until, -MARGIN)
    }

    /// Whether nothing may be written any more because the lease is about to end, or has ended.
    pub fn is_locked(&self, now: Timestamp) -> bool {
        now >= self.locks_at()
    }

    /// What is left of the lease, never negative.
    pub fn remaining(&self, now: Timestamp) -> SignedDuration {
        self.claim
            .lease_until
            .duration_since(now)
            .max(SignedDuration::ZERO)
    }
}

/// How a conversation stands towards this console.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hold<'a> {
    Nobody,
    Mine(&'a Mine),
    Other(&'a Claim),
}

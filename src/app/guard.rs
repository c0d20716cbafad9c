//! What is watched so that nobody collides and the bot really is silent: conversations that are ours, those
//! just handed back, endings that can still be taken back, who else is there, and what was not yet seen.

pub mod aftermath;
pub mod bot;
pub mod leaving;
pub mod presence;
pub mod silence;
pub mod steal;
pub mod told;
pub mod unread;

pub use aftermath::Aftermath;
pub use bot::Bot;
pub use leaving::Leaving;
pub use presence::Presence;
pub use silence::Silence;
pub use told::Told;
pub use unread::Unread;

use super::effect::Effect;
use super::feed::Source;
use super::msg::Opened;
use super::open::visit;
use super::state::State;
use crate::domain::handoff::Fence;
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// How often a conversation is read that is ours, or was just handed back, and is not on screen. One read is
/// two items and a query; there are as many as one person has in hand.
const OWNED: SignedDuration = SignedDuration::from_secs(5);
/// The same while its ending can still be taken back: a word of the customer cancels it.
const OWNED_LEAVING: SignedDuration = SignedDuration::from_secs(1);

/// State of all that is watched.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// The conversations that are ours.
    pub watched: BTreeMap<ConversationKey, Watched>,
    /// Endings that are not written yet.
    pub leaving: BTreeMap<ConversationKey, Leaving>,
    /// Conversations that this console handed back a moment ago.
    pub after: BTreeMap<ConversationKey, Aftermath>,
    pub presence: Presence,
    /// What follows from what was read.
    pub(super) wanted: Vec<Effect>,
}

/// What is known of a conversation while it is ours.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    source: Source,
    fence: Fence,
    pub bot: Bot,
    pub silence: Silence,
    /// Time of the customer's newest message that a read has brought.
    newest_inbound: Option<Timestamp>,
}

impl Guard {
    fn source(&mut self, key: &ConversationKey) -> Option<&mut Source> {
        match self.watched.get_mut(key) {
            Some(watched) => Some(&mut watched.source),
            None => self.after.get_mut(key).map(|after| &mut after.source),
        }
    }

    /// When a conversation was last read for the watch.
    pub(super) fn asked(&self, key: &ConversationKey) -> Timestamp {
        let watched = self.watched.get(key).map(|watched| &watched.source);
        let source = watched.or_else(|| self.after.get(key).map(|after| &after.source));
        source.map_or(Timestamp::MIN, Source::asked)
    }

    /// Forgets the reads that are under way: their answers will be dropped.
    pub(super) fn reset(&mut self) {
        for watched in self.watched.values_mut() {
            watched.source.reset();
            watched.bot.asking = false;
        }
        for after in self.after.values_mut() {
            after.source.reset();
        }
        self.presence.source.reset();
    }
}

/// The conversation that is to be read next although it is not on screen, and when.
pub(super) fn next_read(state: &State) -> Option<(ConversationKey, Timestamp)> {
    let guard = &state.guard;
    let shown = state.open.as_ref().map(|open| &open.key);
    let watched = guard.watched.iter().map(|(key, one)| (key, &one.source));
    let after = guard.after.iter().filter(|(_, one)| one.is_watching());
    watched
        .chain(after.map(|(key, one)| (key, &one.source)))
        .filter(|(key, _)| Some(*key) != shown)
        .filter_map(|(key, source)| {
            let period = match guard.leaving.contains_key(key) {
                true => OWNED_LEAVING,
                false => state.paced(OWNED),
            };
            Some((key.clone(), source.due(period)?))
        })
        .min_by_key(|(_, due)| *due)
}

/// Notes that a conversation is read now.
pub(super) fn ask(state: &mut State) -> Option<ConversationKey> {
    let (key, _) = next_read(state)?;
    let now = state.clock;
    state.guard.source(&key)?.ask(now);
    Some(key)
}

/// Takes in what such a read brought.
pub(super) fn landed(state: &mut State, key: &ConversationKey, opened: Option<Opened>) {
    let now = state.clock;
    if let Some(source) = state.guard.source(key) {
        source.landed(now);
    }
    visit::landed(state, key, opened);
}

/// Notes that such a read failed; what the console says of its data tells it too.
pub(super) fn failed(state: &mut State, key: &ConversationKey, problem: Problem) {
    let now = state.clock;
    if let Some(source) = state.guard.source(key) {
        source.failed(now, problem);
    }
}

/// Looks at what any read of a conversation brought. `asked`: when it was asked.
pub(super) fn seen(state: &mut State, key: &ConversationKey, opened: &Opened, asked: Timestamp) {
    follow_mine(state);
    let inbound = opened.conversation.last_inbound();
    if let Some(watched) = state.guard.watched.get_mut(key) {
        watched.newest_inbound = watched.newest_inbound.max(inbound);
    }
    leaving::seen(state, key, inbound);
    aftermath::seen(state, key, opened);
    silence::seen(state, key, &opened.conversation);
    bot::seen(state, key, opened, asked);
}

/// Brings the watch up to date with what is ours and with the time; what must happen outside.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    follow_mine(state);
    leaving::follow(state);
    silence::follow(state);
    aftermath::follow(state);
    unread::follow(state);
    presence::follow(state);
    std::mem::take(&mut state.guard.wanted)
}

/// Watches just what is ours, from the fence on at which it became ours.
fn follow_mine(state: &mut State) {
    let State { guard, mine, .. } = state;
    guard.watched.retain(|key, _| mine.contains_key(key));
    for (key, mine) in mine.iter() {
        let watched = guard.watched.entry(key.clone()).or_default();
        if watched.fence != mine.claim.fence {
            *watched = Watched {
                fence: mine.claim.fence,
                ..Watched::default()
            };
        }
        // It is ours again: the hand back before is over.
        guard.after.remove(key);
    }
}

/// When something of it changes by itself.
pub(super) fn next_change(state: &State) -> Option<Timestamp> {
    [
        leaving::next_change(state),
        silence::next_change(state),
        aftermath::next_change(state),
        unread::next_change(state),
        presence::next_change(state),
    ]
    .into_iter()
    .flatten()
    .min()
}
